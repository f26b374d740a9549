/*
 * merge.h — items that a paper names twice: a summary of figures at its head or in a
 * table, and the same items with causes and measures in its text.
 */
#pragma once

#include "source/plan/draft.h"

/*
 * Mark as `merged` every draft that has figures alone where another draft of that name has the
 * texts and no other figures, or where they are the sum of the items below a heading of that
 * name. What the other draft lacks is filled in. Drafts are finished.
 */
void merge_drafts(struct reader *r);
