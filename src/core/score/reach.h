/*
 * reach.h — inside core/score: what a method may still come to, beyond what is due.
 *
 * Obligations are decided by the outlook. Records, figures and persons' judgements are
 * not: at best all that can still be reached is reached, at worst what nobody owes
 * happens as well. Both are bounds: they ask what a method can give, not how likely it is.
 */
#pragma once

#include "core/score/leaf.h"

struct reach_call {
    const struct layout_item *item;
    const struct layout_node *node;
    const struct expr_value *slots;
    struct rational full;
    date today;
    bool over;    /* the sub-period has ended */
    bool missing; /* a figure is not there yet */
    struct expr_value extra;
};

/* Raise *got to the best that can still come. errors: those of rationals and expressions */
ERR_CHECKED enum err_code reach_best(const struct reach_call *c, struct rational *got,
                                     struct err *e);

/* Lower *got to what is left if nothing more comes: a figure that is missing stays away. */
ERR_CHECKED enum err_code reach_floor(const struct reach_call *c, struct rational *got,
                                      struct err *e);

/* Lower *got to the worst that can still happen. */
ERR_CHECKED enum err_code reach_bottom(const struct reach_call *c, struct rational *got,
                                       struct err *e);
