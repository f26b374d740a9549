/*
 * unit.h — the units of a county and their figures.
 *
 * A unit has a place in a tree (parent) and days on which it exists. A change is a new
 * revision with a reason, so that any moment of the past can be told; its id stays. Which
 * kind may stand under which is for the caller to know; the store sees to it that a parent
 * is there, that no unit stands under itself, and that nothing open is left under one that
 * is closed.
 *
 * Figures (population, posts) hold from a day on. They are only ever added: of those for
 * the same day the one entered last holds.
 */
#pragma once

#include "base/date.h"

struct arena;
struct audit_by;
struct tx;

/* ---- types ------------------------------------------------------------- */

struct unit {
    struct str id;   /* never empty */
    struct str kind; /* of the catalog, never empty */
    struct str parent;
    struct str name; /* never empty */
    bool has_from, has_to;
    date from, to;      /* both included */
    int64_t revision;   /* 1, 2, …; of a unit to be changed: the one seen */
    instant changed_at; /* when this revision was entered */
    struct str changed_by;
};

struct unit_list {
    struct unit *p;
    size_t n;
};

struct unit_figure {
    struct str unit;
    struct str attribute;
    date from;
    struct str value; /* exact decimal, never empty */
    bool holds;       /* none was entered later for the same day */
    instant entered_at;
    struct str entered_by;
};

struct unit_figure_list {
    struct unit_figure *p;
    size_t n;
};

/* For the functions that ask how things stood at a time: as they stand now. */
#define UNIT_NOW ((instant){INT64_MAX})

/* ---- reading ----------------------------------------------------------- */

/* The units as they were known at `as_of`, in the order in which they were entered. */
ERR_CHECKED enum err_code store_unit_list(struct arena *a, struct tx *tx, struct str county,
                                          instant as_of, struct unit_list *ret, struct err *e);

/*
 * One of them.
 * errors  ERR_UNIT_NOT_FOUND  there is none, or was none yet
 */
ERR_CHECKED enum err_code store_unit_get(struct arena *a, struct tx *tx, struct str county,
                                         struct str id, instant as_of, struct unit *ret,
                                         struct err *e);

/*
 * The figures of a unit (empty: of all) that were entered until `as_of`; of a unit, an
 * attribute and a day they stand together, the one that holds last.
 */
ERR_CHECKED enum err_code store_unit_figure_list(struct arena *a, struct tx *tx, struct str county,
                                                 struct str unit, instant as_of,
                                                 struct unit_figure_list *ret, struct err *e);

/* ---- writing ----------------------------------------------------------- */

/*
 * Add a unit ("unit.add").
 * errors  ERR_UNIT_EXISTS, ERR_UNIT_NOT_FOUND (the parent)
 */
ERR_CHECKED enum err_code store_unit_add(struct arena *a, struct tx *tx, const struct audit_by *by,
                                         const struct unit *unit, struct err *e);

/*
 * Let a unit be as given: rename, move, change its kind or its days ("unit.change").
 *
 * unit    its revision is the one that the caller has seen
 * reason  why; never empty
 * errors  ERR_UNIT_NOT_FOUND  it or its parent
 *         ERR_UNIT_CHANGED    somebody has changed it since
 *         ERR_UNIT_CYCLE      the parent is the unit itself or stands below it
 *         ERR_UNIT_BELOW      it is given a last day while units below it have none
 */
ERR_CHECKED enum err_code store_unit_change(struct arena *a, struct tx *tx,
                                            const struct audit_by *by, const struct unit *unit,
                                            struct str reason, struct err *e);

/* Give a unit its last day ("unit.close"); otherwise like store_unit_change. */
ERR_CHECKED enum err_code store_unit_close(struct arena *a, struct tx *tx,
                                           const struct audit_by *by, struct str id,
                                           int64_t seen_revision, date last_day, struct str reason,
                                           struct err *e);

/*
 * Add a figure ("unit.figure"); `holds`, time and person are given by the store.
 * errors  ERR_UNIT_NOT_FOUND
 */
ERR_CHECKED enum err_code store_unit_figure_set(struct arena *a, struct tx *tx,
                                                const struct audit_by *by,
                                                const struct unit_figure *figure, struct err *e);
