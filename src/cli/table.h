/*
 * table.h — rows and columns for a terminal.
 *
 * Widths are counted in terminal columns, so Chinese text (two columns each)
 * lines up with figures. A limit shortens long cells with "…"; without one
 * nothing is ever cut. Memory: rows live in the arena given at init; cells are
 * views, which must outlive the table.
 */
#pragma once

#include "base/vec.h"

struct buf;

enum table_align { TABLE_LEFT, TABLE_RIGHT };

struct table_column {
    const char *title;
    enum table_align align;
    size_t least; /* may be shortened to this many columns; 0: never */
};

struct table {
    struct arena *a;
    const struct table_column *columns;
    size_t n_columns;
    VEC(struct str *) rows; /* NULL for a rule */
};

/* ---- filling ----------------------------------------------------------- */

/* Start a table without rows; `columns` must outlive it. */
void table_init(struct table *t, struct arena *a, const struct table_column *columns, size_t n);

/* One more row: an array of n_columns empty cells to fill. */
struct str *table_row(struct table *t);

/* A rule across all columns, as before a row of totals. */
void table_rule(struct table *t);

/* ---- showing ----------------------------------------------------------- */

/*
 * Append the table to b.
 *
 * limit  columns it should take at most; 0: as many as it needs. The widest
 *        columns that may be shortened give way first
 * bold   whether the titles may be set in bold by a terminal sequence
 */
void table_write(const struct table *t, size_t limit, bool bold, struct buf *b);

/*
 * Append s broken into lines of at most `limit` columns (0: one line for each of its own), each
 * behind `indent` blanks except the first. Breaks at blanks and on either side of a Chinese
 * character, but never before closing punctuation.
 */
void table_wrap(struct buf *b, struct str s, size_t indent, size_t limit);
