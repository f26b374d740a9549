/*
 * official.h — papers in the layout that this product prints (deliver/paper.c).
 *
 *     一、考评项目及整改措施
 *     （一）公共法律服务
 *     1.律师执业监管
 *     （1）年度考核（应得5分，实得4.7分）
 *     失分原因：…。
 *     整改措施：…
 *     责任科室：A、B。
 *     整改时限：…。
 *
 * There the beginning of a paragraph alone says what it is, so every text comes
 * back as it is, whatever words stand in it: nothing is cleaned, split or taken
 * for something else. A paper that people went on editing is still read this way.
 */
#pragma once

#include "source/doc/doc.h"
#include "source/plan/draft.h"

/* Whether the document says that it has this layout: by its bookmarks or by its own words. */
bool official_is(const struct doc *d);

/*
 * Read it: items become drafts of `r` (draft_finish makes them items), the head goes to `ret`.
 * False if there are no items, whatever the document says of itself.
 */
bool official_read(struct reader *r, const struct doc *d, struct plan *ret);

/* The deduction that a bookmark names (_duban_d12 → 12), 0 if it names none. */
int64_t official_bookmark_id(struct str bookmark);
