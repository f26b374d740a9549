/*
 * group.h — lines that name the departments of several items: 以上4条9项，整改责任科室：A、B。
 */
#pragma once

#include "source/plan/draft.h"

/*
 * Give the departments of a matched group line (PATTERN_GROUP) to the items it
 * covers since the last such line, and compare its counts with them.
 */
void group_apply(struct reader *r, const struct line *ln, const struct match *m);
