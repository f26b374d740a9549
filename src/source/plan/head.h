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

/*
 * The same for a paper whose parts are known by their places: year, rank and declared counts
 * from the lines that introduce the items, and the year from nowhere else.
 */
void head_read_intro(struct reader *r, const struct line *lines, size_t n, struct plan *ret);

/* The year that a title names, 0 if it names none. */
int32_t head_year_in_title(struct reader *r, struct str title);

/* Whether the line is a document number; *ret receives it with 〔〕. Notes other brackets. */
bool head_number_of(struct reader *r, const struct line *ln, struct str *ret);

/*
 * Compare declared counts with what was read (after the items are final). Unless they are
 * `exact`, counts of 小项 where there are none are counts of items.
 */
ERR_CHECKED enum err_code head_check_declared(struct reader *r, struct plan *p, bool exact,
                                              struct err *e);
