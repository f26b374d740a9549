/*
 * plan_apply.h — take over some of the differences between two plans.
 *
 * Place in the flow: [diff] → a person accepts or rejects each → the plan to be
 * stored. Pure.
 */
#pragma once

#include "core/remedy/plan_diff.h"

/*
 * The plan `d->before` with the accepted changes of `d`.
 *
 * accepted  one flag for each of d->changes
 * ret       items keep the order of `before`; an added one stands behind the item that it
 *           follows in `after`. Numbers are given anew; figures that no change touched are
 *           kept, and those that followed by arithmetic follow again
 * ret_was   for each item of *ret its index in `before`, or PLAN_DIFF_NEW
 * The result lives in `a` and points into both plans; findings are those of `after`.
 */
void plan_apply(struct arena *a, const struct plan_diff *d, const bool *accepted, struct plan *ret,
                int32_t **ret_was);
