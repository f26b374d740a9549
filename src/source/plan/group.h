/*
 * group.h — lines that name the departments of several items: 以上4条9项，整改责任科室：A、B。
 */
#pragma once

#include "source/plan/draft.h"

/*
 * Give the departments of a matched group line (PATTERN_GROUP) to the items it
 * covers, and compare its counts with them.
 *
 * from  in: first draft since the last group line; out: one past the last draft
 */
void group_apply(struct reader *r, const struct line *ln, const struct match *m, size_t *from);
