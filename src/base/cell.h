/*
 * cell.h — what every spreadsheet program agrees on: names of cells, sizes of sheets, and
 * which text it would run.
 *
 * A text that begins like a formula is guarded where the format cannot say that it is text
 * (.csv): an apostrophe goes in front. Text that begins with apostrophes before such a sign
 * gets one more, so that taking one away always gives back what was written.
 */
#pragma once

#include "base/str.h"

enum {
    CELL_ROWS_MAX = 1048576,
    CELL_COLUMNS_MAX = 16384,
    CELL_TEXT_MAX = 32767, /* of the text of a cell, in UTF-16 units */
    CELL_NAME_MAX = 24,    /* room for the longest cell_name, with its NUL */
};

/* Write "AB12" into out and return it; row and column count from 1, row 0 leaves "AB". */
const char *cell_name(int64_t row, int32_t column, char out[CELL_NAME_MAX]);

/* Read "AB12" (dollar signs allowed); false if it names no cell of a sheet. */
bool cell_parse(struct str name, int32_t *ret_row, int32_t *ret_column);

/* Length of a text as the programs count: UTF-16 units. */
size_t cell_length(struct str text);

/* ---- text that would be run ---------------------------------------------- */

/*
 * Whether a program may take the text for a formula, now or once apostrophes in front are
 * taken away: = + - @, their full-width forms, a tab or a line end, also behind blanks.
 */
bool cell_needs_guard(struct str text);

/* The text as it was before it was guarded; any other text unchanged. */
struct str cell_unguard(struct str text);
