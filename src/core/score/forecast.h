/*
 * forecast.h — what an assessed unit can still reach, and what it can still lose.
 *
 * Place in the flow: leaves under several outlooks → [forecast] → screens, today's order.
 * Of the full marks of a leaf:
 *
 *     lost     gone, whatever is done now
 *     at_risk  kept if what is open is met and what can be reached is reached
 *     ahead    kept if what is to come is met as well
 *     exposed  kept unless something happens that nobody owes: a re-offence, a finding
 *     secured  cannot be lost any more
 *
 * They add up to full, on every level. What lies outside full (a bonus) or may fall below
 * nothing (uncapped deductions) has a forecast of its own, but does not go into its heads.
 * See docs/internals/scores.md.
 */
#pragma once

#include "core/score/score.h"

struct forecast {
    points full;
    points best, worst, floor, bottom;
    points lost, at_risk, ahead, exposed, secured;
    points recoverable; /* what best regains of what score has lost */
    bool apart;         /* a bonus or uncapped: not part of its heads */
};

/*
 * One forecast an item, and one more for the total. errors: those of score_unit
 */
ERR_CHECKED enum err_code forecast_unit(struct arena *a, const struct leaf_call *c,
                                        const struct forecast **ret, struct err *e);

/* ---- points at risk ------------------------------------------------------------------ */

/* What it costs, over all leaves, if just this one is not done. */
struct risk {
    const struct obligation *obligation;
    points at_risk; /* open: with all open ones met, and this one missed */
    points regain;  /* missed: entered late, against as it stands */
};

/*
 * Of the unit's obligations those that are open with points at risk, and those missed that would
 * regain points; in the order of the world. Nothing after `closes_at`.
 * errors  those of score_unit
 */
ERR_CHECKED enum err_code risks_of(struct arena *a, const struct leaf_call *c,
                                   const struct measured_units *units, const struct score_world *w,
                                   struct risk **ret, size_t *ret_n, struct err *e);

/*
 * Today's order, in place: first what was missed and can be entered late, and what is due today;
 * then what is due within three days; then the rest. In each the most points first, then the
 * earlier deadline, then by rule.
 */
void risks_sort(struct arena *a, struct risk *risks, size_t n, date today);
