/*
 * plain_even.h — tables in plain text whose rows all have the same number of cells:
 * values parted by commas, and words parted by single blanks.
 *
 * Running text has commas and blanks as well, so such lines are a table only if they
 * look like nothing else: a first line of short headings without a number, and below it
 * lines of just as many cells, each with a number of its own.
 */
#pragma once

#include "source/doc/plain_table.h"

/* Cells of a line parted by commas outside quotation marks. */
int32_t plain_comma_cells(struct str line);

/* Words of a line parted by single blanks; 1 if any two are parted by more. */
int32_t plain_word_cells(struct str line);

/* How many of the lines, the first of which is of kind PLAIN_COMMAS or PLAIN_WORDS, are a table;
 * 0 if they are none. */
size_t plain_even_rows(const struct plain_line *lines, size_t n);

/* Make a table of them. errors: ERR_PLAN_TOO_BIG */
ERR_CHECKED enum err_code plain_even_build(struct collect *c, const struct plain_line *lines,
                                           size_t n, struct doc_table *ret, struct err *e);
