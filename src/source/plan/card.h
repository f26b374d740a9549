/*
 * card.h — tables that name their fields beside the values instead of above them.
 *
 * 失分项目 | 社区矫正 | 分值 | 20
 * 失分原因 | 脱管一人
 *
 * One such table is one item, or as many as there are values behind each field.
 */
#pragma once

#include "source/doc/doc.h"
#include "source/plan/draft.h"

/*
 * The same table with its fields as a header row and an item in each row below; false if it
 * is none of this kind. Result lives in the reader's arena.
 */
bool card_turn(struct reader *r, const struct doc_table *t, struct doc_table *ret);
