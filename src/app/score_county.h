/*
 * score_county.h — what the scores of a county in one year are worked out from.
 *
 * Place in the flow: the store → [score_county] → world.h → the use cases about scores. Everything
 * lives in the arena, so it may be looked at after the transaction that read it.
 */
#pragma once

#include "app/county_world.h"
#include "core/catalog/framework.h"
#include "store/score_figure.h"
#include "store/unit.h"

struct app;

/* What somebody asks about. */
struct score_ask {
    int32_t year;         /* the year in which the assessment period ends */
    struct str framework; /* its id, where a year has several; may be empty */
    struct str unit;      /* one assessed unit, by id or name; empty: all */
    bool has_as_of;
    instant as_of; /* otherwise: now */
};

/* The same inside a transaction. */
struct score_reader {
    struct arena *a;
    struct tx *tx;
    struct str county;
    instant now;
    struct app_catalogs *catalogs;
};

struct score_county {
    instant as_of;
    const struct app_catalog_version *by;
    const struct framework *framework;
    struct world world;
    struct unit_list units;           /* for their names */
    struct score_figure_list figures; /* those that hold */
};

/* ---- reading ----------------------------------------------------------------------------- */

/* The year of a framework: that of the last day of its period. */
int32_t framework_year(const struct framework *f);

/*
 * Begin to read in a transaction: which county, and its current catalogs.
 * errors  ERR_CATALOG_NONE, those of store_county_get
 */
ERR_CHECKED enum err_code score_reader_init(struct arena *a, struct tx *tx, const struct app *app,
                                            instant now, struct score_reader *ret, struct err *e);

/*
 * The framework of the year in one of the current catalogs.
 * errors  ERR_SCORE_NO_FRAMEWORK  there is none
 *         ERR_SCORE_FRAMEWORKS    there are several, and none was named
 */
ERR_CHECKED enum err_code score_framework(const struct score_reader *r, const struct score_ask *ask,
                                          const struct app_catalog_version **ret_by,
                                          const struct framework **ret, struct err *e);

/* The same in one catalog. */
ERR_CHECKED enum err_code score_framework_in(const struct catalog *c, const struct score_ask *ask,
                                             const struct framework **ret, struct err *e);

/* Everything as it was known at the moment asked about, under that framework. */
ERR_CHECKED enum err_code score_county_load(const struct score_reader *r,
                                            const struct score_ask *ask,
                                            const struct app_catalog_version *by,
                                            const struct framework *f, struct score_county *ret,
                                            struct err *e);

/* ---- asking ------------------------------------------------------------------------------ */

/* Where the unit of that id or name stands in the list; SIZE_MAX if it is not there. */
size_t score_unit_at(const struct unit_list *units, struct str id_or_name);

/*
 * The id of the assessed unit meant by an id or a name; by nothing, the only one there is.
 * errors  ERR_SCORE_UNIT
 */
ERR_CHECKED enum err_code score_assessed_unit(const struct unit_list *units,
                                              const struct framework *f, struct str text,
                                              struct str *ret, struct err *e);

/* The name of a unit of the scene; its id if it has none there. */
struct str score_unit_name(const struct score_county *c, int32_t unit);

/*
 * The number in the scene of the assessed unit asked about, by id or name; SCENE_NO_UNIT where all
 * are asked about.
 * errors  ERR_SCORE_UNIT  there is none, or it is not assessed
 */
ERR_CHECKED enum err_code score_unit_asked(const struct score_county *c,
                                           const struct score_ask *ask, int32_t *ret,
                                           struct err *e);

/*
 * What the record of that number is known by at the moment asked about, if its type says so and it
 * is not sensitive; else what the one whose file it is in is known by; else empty.
 */
struct str score_label(const struct score_county *c, int64_t record);
