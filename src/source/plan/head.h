/*
 * head.h — what a paper says about itself: number, title, date, addressees, the
 * year it assesses, the rank it names, the counts it declares.
 */
#pragma once

#include "source/doc/doc.h"
#include "source/plan/draft.h"

/*
 * Fill the head of `ret` from the whole document; findings go to the reader.
 *
 * intro  number of the first block that belongs to an item or a table of items:
 *        rank and declared counts are looked for only before it
 */
void head_read(struct reader *r, const struct doc *d, int32_t intro, struct plan *ret);

/* Compare declared counts with what was read (after the items are final). */
ERR_CHECKED enum err_code head_check_declared(struct reader *r, struct plan *p, struct err *e);
