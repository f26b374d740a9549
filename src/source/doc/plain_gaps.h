/*
 * plain_gaps.h — tables whose cells are parted by runs of blanks.
 *
 * A gap is two columns of blanks or more, one full-width blank, or a tab. If
 * the pieces stand under each other the columns are known and an empty cell
 * stays empty; if not, the pieces of a row are only counted from the left.
 */
#pragma once

#include "source/doc/plain_table.h"

/* Blanks of every width, and tabs. */
bool plain_is_blank(uint32_t cp);

/* Pieces of a line parted by gaps; indentation is none. */
int32_t plain_gap_cells(struct str line);

/* Columns of blanks before the text. */
int32_t plain_indent(struct str line);

/* Where the second piece of a line begins, in columns; 0 if there is none. */
int32_t plain_second_column(struct str line);

/* Whether two lines have the same pieces, wherever they stand. */
bool plain_same_pieces(struct str a, struct str b);

/* Fill t->rows with empty cells for n_rows and n_columns. errors: ERR_PLAN_TOO_BIG */
ERR_CHECKED enum err_code plain_new_rows(struct collect *c, struct doc_table *t, struct err *e);

/* Make a table of lines, the first of which is its header. errors: ERR_PLAN_TOO_BIG */
ERR_CHECKED enum err_code plain_gaps_build(struct collect *c, const struct plain_line *lines,
                                           size_t n, struct doc_table *ret, struct err *e);
