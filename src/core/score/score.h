/*
 * score.h — the score lines of an assessed unit, each with why it is what it is.
 *
 * Place in the flow: measures → leaves → [score] → forecast, deductions, reports.
 * Pure: same input, same output. Invariants:
 *   - a leaf is rounded once, to hundredths, half up; a head is the sum of its leaves;
 *   - every line of a leaf has the terms that its points are made of, each with the
 *     measures that went in, and from there the obligations and records behind them;
 *   - the score is that of score_moment: after `closes_at` nothing changes it any more.
 * See docs/internals/scores.md.
 */
#pragma once

#include "core/score/leaf.h"

/* Why a leaf has its points. */
struct score_trace {
    const struct leaf_term *terms; /* by sub-period and part */
    size_t n_terms;
    const struct expr_value *inputs; /* by span: the item's measures in their order */
};

struct score_line {
    const struct indicator *item;
    points full; /* without what is excluded; of a bonus 0 */
    points score;
    bool excluded;                  /* a leaf that counts neither in score nor in full */
    bool outside;                   /* a bonus: it has points but no full marks */
    const struct indicator *vetoed; /* whose veto took the points; NULL: none */
    struct score_trace trace;       /* of a leaf */
};

struct score_sheet {
    const struct measured *measured;
    const struct score_line *lines; /* as the framework's items */
    points full;
    points score;
    const struct indicator *vetoed; /* of the total */
};

/*
 * Score one assessed unit.
 *
 * errors  ERR_NUMBER_RANGE     a number does not fit, or a person's figure is out of its range
 *         ERR_NUMBER_DIVISION  of a formula
 *         ERR_EXPR_ARGUMENT    of a formula; each names the item
 */
ERR_CHECKED enum err_code score_unit(struct arena *a, const struct leaf_call *c,
                                     struct score_sheet *ret, struct err *e);

/*
 * The places of ranked leaves that nobody has told: each unit's among all that were measured, more
 * being better and equal ones sharing the better place. One unit alone has none.
 * errors  those of expressions
 */
ERR_CHECKED enum err_code score_places(struct arena *a, struct measured_units *units,
                                       struct err *e);

/*
 * What is behind the points that a leaf lost: obligations and records that it counts against the
 * unit, and those of a whole that are missing from its part. In the order they were counted, by
 * sub-period.
 */
const struct evidence *score_evidence(struct arena *a, const struct score_sheet *s, size_t item,
                                      size_t *ret_n);

/* ---- the tree under an outlook --------------------------------------------------------- */

struct score_node {
    points full;
    points score;
    const struct indicator *vetoed;
};

/* A leaf, rounded. `flip` and `terms` as in leaf_score. */
ERR_CHECKED enum err_code score_leaf(const struct leaf_call *c, size_t item, enum outlook outlook,
                                     const struct measured_flip *flip, struct leaf_term *terms,
                                     struct score_node *ret, struct err *e);

/*
 * Add up: `nodes` has one node an item, those of leaves filled in, and one more for the total.
 * Vetoes take points away on the level that they name.
 */
ERR_CHECKED enum err_code score_add_up(const struct leaf_call *c, enum outlook outlook,
                                       struct score_node *nodes, struct err *e);
