/*
 * todo_points.h — what is open or missed, with the points it is worth, in today's order.
 */
#pragma once

#include "app/score_county.h"
#include "app/todo_list.h"
#include "core/score/forecast.h"

struct todo_worth {
    struct stored_obligation o;
    points at_risk; /* open: lost if it is not done */
    points regain;  /* missed: regained if it is entered late */
};

struct todo_worths {
    struct todo_worth *p;
    size_t n;
};

/*
 * All that are asked about and worth anything, as of a moment.
 *
 * The framework is that whose period holds the day. While the one before has not closed yet, what
 * it counts can still be put right, and is listed too.
 *
 * framework  only that one, by its id; may be empty
 * errors     ERR_OBLIGATION_FRAMEWORK  there is none
 *            ERR_SCORE_FRAMEWORKS      there are several for the same days, and none was named
 *            those of world_scores and of the store
 */
ERR_CHECKED enum err_code todo_points(const struct score_reader *r, instant as_of,
                                      struct str framework, const struct todo_filter *f,
                                      struct todo_worths *ret, struct err *e);
