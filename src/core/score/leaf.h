/*
 * leaf.h — a leaf of the framework: its sub-periods and parts, put together.
 *
 * Place in the flow: measures → method → [leaf] → score lines, forecast, points at
 * risk. Exact: what leaves here as a rational is rounded once, by the caller.
 *
 * A sub-period that has not begun keeps its full share where the method starts from full
 * marks, and has nothing where it builds up; so does a part whose figure is not there
 * yet. Looking further ahead (OUTLOOK_BEST, _FLOOR, _BOTTOM) every sub-period is played
 * to its end.
 */
#pragma once

#include "core/score/measure.h"
#include "core/score/method.h"

enum leaf_note { LEAF_REACHED, LEAF_NOT_BEGUN, LEAF_MISSING, LEAF_EMPTY, LEAF_EXCLUDED };

/* One method in one sub-period: the terms of a leaf are what its points are made of. */
struct leaf_term {
    size_t span;
    size_t node;
    struct rational full;
    struct rational points;
    enum leaf_note note;
};

struct leaf_result {
    struct rational full; /* without what is excluded */
    struct rational points;
};

/* One assessed unit, ready to be scored. */
struct leaf_call {
    const struct measured *measured;
    date today;
    bool frozen;              /* closed: what is open stays as it is, whatever the outlook */
    struct expr_value *slots; /* room that each call uses anew */
    struct leaf_term *terms;
};

/* Of one of the units measured. */
struct leaf_call leaf_call_make(struct arena *a, const struct measured_units *units, size_t unit,
                                const struct score_world *w);

/* How many terms a leaf has. */
size_t leaf_terms(const struct layout_item *x);

/*
 * Score one leaf. `flip` and `terms` may be NULL; else there is room for leaf_terms, set by span
 * and node.
 * errors  ERR_NUMBER_RANGE, ERR_NUMBER_DIVISION, ERR_EXPR_ARGUMENT, naming the item
 */
ERR_CHECKED enum err_code leaf_score(const struct leaf_call *c, size_t item, enum outlook outlook,
                                     const struct measured_flip *flip, struct leaf_term *terms,
                                     struct leaf_result *ret, struct err *e);

/* Whether the item's own veto holds; false without one. errors: those of expressions */
ERR_CHECKED enum err_code leaf_veto(const struct leaf_call *c, size_t item, enum outlook outlook,
                                    const struct measured_flip *flip, bool *ret, struct err *e);
