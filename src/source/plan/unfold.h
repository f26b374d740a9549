/*
 * unfold.h — rows that hold several items, one on each line of their cells.
 *
 * 台账 ⏎ 卷宗 | 20 ⏎ 10 | 18 ⏎ 9 | 基层股
 */
#pragma once

#include "source/doc/doc.h"
#include "source/plan/draft.h"

/*
 * The same table with a row for each line; a cell of one line covers all of them, as if it
 * were merged. A row is only unfolded if two columns at least hold nothing but figures, as
 * many as every other cell with more than one line has lines. False if there is no such row.
 * Result lives in the reader's arena.
 */
bool unfold_table(struct reader *r, const struct doc_table *t, struct doc_table *ret);
