/*
 * paper_check.h — what the layout of a paper can carry.
 *
 * A plan that a document gave always passes: the reader leaves no such texts. One
 * that came from elsewhere may hold what no paragraph can show, and is refused
 * before anything is printed.
 */
#pragma once

#include "core/remedy/plan.h"

struct paper_head;

/*
 * errors  ERR_PAPER_TEXT  a value that would not read back as it is: the detail names the
 *                         item, the field and what is wrong with it
 */
ERR_CHECKED enum err_code paper_check(const struct plan *p, const struct paper_head *head,
                                      struct err *e);
