/*
 * unit_edit.h — use cases: the units of a county and their figures.
 */
#pragma once

#include "app/app.h"
#include "app/catalog_now.h"
#include "store/unit.h"

struct app_units {
    struct unit_list units;
    struct unit_figure_list figures; /* those that hold */
    struct app_catalogs catalogs;    /* none, if none is loaded */
};

/* All units as they stand: each before those below it, which follow in the order of entry. */
ERR_CHECKED enum err_code app_unit_list(struct arena *a, struct app *app, struct app_units *ret,
                                        struct err *e);

/*
 * Add a unit. Its kind must be one of the catalog in force, and may stand under its parent's.
 * errors  ERR_UNIT_EXISTS, ERR_UNIT_NOT_FOUND, ERR_UNIT_KIND, ERR_CATALOG_NONE
 */
ERR_CHECKED enum err_code app_unit_add(struct arena *a, struct app *app, const struct unit *unit,
                                       struct err *e);

/* What of a unit is to be changed; empty texts stay. */
struct unit_edit {
    struct str id;
    struct str name, parent;
    bool has_to; /* its last day */
    date to;
    struct str reason; /* never empty */
};

/*
 * errors  ERR_UNIT_NOT_FOUND, ERR_UNIT_CYCLE, ERR_UNIT_BELOW, ERR_UNIT_KIND, ERR_CATALOG_NONE
 *         ERR_UNIT_DAYS  its last day lies before its first
 */
ERR_CHECKED enum err_code app_unit_change(struct arena *a, struct app *app,
                                          const struct unit_edit *edit, struct err *e);

/*
 * A figure of a unit from a day on; the attribute is one of its kind, and says which values may be.
 * errors  ERR_UNIT_NOT_FOUND, ERR_UNIT_FIGURE, ERR_CATALOG_NONE
 *         ERR_RECORD_VALUE, ERR_RECORD_DIGITS, ERR_RECORD_RANGE
 */
ERR_CHECKED enum err_code app_unit_figure(struct arena *a, struct app *app, struct str unit,
                                          struct str attribute, date from, struct str value,
                                          struct err *e);
