/*
 * column_pick.h — which columns of a table hold full, got and lost.
 *
 * A table may print a figure more than once: a bureau's own score beside the official
 * one, that of the city beside that of the province, a weight beside a full mark of a
 * hundred. What is official goes before what is not, then the figures themselves are
 * asked: full less got must be lost, and nothing got may be above the full mark.
 */
#pragma once

#include "source/plan/columns.h"

/* Set full, got and lost of `c`, whose kinds are known; a choice becomes a finding. */
void column_pick(struct reader *r, const struct doc_table *t, struct columns *c, int32_t paragraph);
