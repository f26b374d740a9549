/*
 * row_item.h — one row of a table as an item, or as more of the item above it.
 *
 * Internal to the table reader: rows.c tells what each row is, row_align.c in which
 * column its cells belong, and here they are taken over.
 */
#pragma once

#include "source/plan/columns.h"
#include "source/plan/sums.h"

/* A table while it is being read. */
struct rows_reader {
    struct reader *r;
    const struct doc_table *t;
    const struct columns *c;
    struct sums sums;
    struct str category, subcategory; /* carried forward */
    bool open;                        /* an item of this table is the last draft */
    bool saw_group;                   /* a group's name stood in a row of its own */
    int32_t paragraph;
    bool any_result; /* some cell of got, lost, cause or measure is filled */
};

/* ---- cells --------------------------------------------------------------------------- */

/* The text of a cell, empty if the row has no such column. */
struct str row_text(const struct rows_reader *tr, const struct doc_row *row, int32_t c);

/* Whether the cell at (n, c) begins in row n, not in a row above. */
bool row_begins(const struct rows_reader *tr, int32_t n, int32_t c);

/* The figures printed in a row's own cells: full, got, lost; PLAN_UNKNOWN where there is none. */
void row_printed(const struct rows_reader *tr, int32_t n, const struct doc_row *row,
                 struct plan_figure ret[3]);

/*
 * Whether a row without a name of its own was scored by itself: it has a full mark or a score,
 * and none of its figures is merged with the row above.
 */
bool row_is_scored(const struct rows_reader *tr, int32_t n, const struct doc_row *row);

/* Whether any text column of the row is filled. */
bool row_has_words(const struct rows_reader *tr, const struct doc_row *row);

/* Whether a column holds text of an item: cause, measure, department, time limit. */
bool row_is_words(enum term_kind kind);

/* ---- taking over ----------------------------------------------------------------------- */

/* Carry the group names of the row forward. */
void row_carry(struct rows_reader *tr, const struct doc_row *row);

/* Make an item of the row, named `name`. */
void row_item(struct rows_reader *tr, int32_t n, const struct doc_row *row, struct str name);

/* A further row of the item above: its texts go on, its figures add up. `grid`: the cells of the
 * row are certainly its own, so that its texts are not broken pieces of those above. */
void row_continue(struct rows_reader *tr, int32_t n, const struct doc_row *row, bool grid);

/* ---- row_align.c ------------------------------------------------------------------------ */

/* Row n with its cells in the columns they belong to. */
struct doc_row row_align(struct rows_reader *tr, int32_t n);
