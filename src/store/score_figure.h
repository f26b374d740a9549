/*
 * score_figure.h — figures of a year that no record tells: those others told us, and the scores
 * that a person gives.
 *
 * A figure has the key of a measure or the id of an item, and belongs to a year, not to a version
 * of a catalog, so that two catalogs can be compared by the same figures. It is only ever added:
 * of those for the same unit, name and sub-period the one entered last holds, and one without a
 * value takes away what was entered before.
 */
#pragma once

#include "base/date.h"

struct arena;
struct audit_by;
struct tx;

struct score_figure {
    struct str unit;
    struct str name;   /* never empty */
    int32_t span;      /* number of the sub-period, from 1; 0: the whole period */
    struct str value;  /* exact decimal; empty: taken away */
    struct str reason; /* never empty */
    struct str source; /* what it rests on; may be empty */
    bool holds;        /* none was entered later for the same */
    instant entered_at;
    struct str entered_by;
};

struct score_figure_list {
    struct score_figure *p;
    size_t n;
};

/*
 * What was entered of a year until `as_of`; those for the same unit, name and sub-period stand
 * together, the one that holds last.
 */
ERR_CHECKED enum err_code store_score_figure_list(struct arena *a, struct tx *tx, struct str county,
                                                  int32_t year, instant as_of,
                                                  struct score_figure_list *ret, struct err *e);

/*
 * Add a figure ("score.figure"); `holds`, time and person are given by the store.
 * errors  ERR_UNIT_NOT_FOUND
 */
ERR_CHECKED enum err_code store_score_figure_add(struct arena *a, struct tx *tx,
                                                 const struct audit_by *by, int32_t year,
                                                 const struct score_figure *figure, struct err *e);
