/*
 * columns.h — what the columns of a table mean, from its header row or rows.
 */
#pragma once

#include "source/doc/doc.h"
#include "source/plan/draft.h"

/* The columns of one table; kind[c] is TERM_NONE for a column that was not recognised. */
struct columns {
    int32_t n;
    enum term_kind kind[DOC_COLUMNS_MAX + 1];
    struct str heading[DOC_COLUMNS_MAX + 1];
    bool persons[DOC_COLUMNS_MAX + 1];   /* names of persons stand beside those of departments */
    bool limit[DOC_COLUMNS_MAX + 1];     /* a time limit does */
    bool with_full[DOC_COLUMNS_MAX + 1]; /* a full mark stands behind the name: 甲项目 10分 */
    int32_t category, subcategory, item; /* column numbers, -1 if the table has none */
    int32_t full, got, lost;             /* -1 likewise */
    int32_t pair;                        /* full and got in one, if neither has its own; or -1 */
    int32_t first_row;                   /* first row behind the header */
};

/*
 * Find the header (one or two rows among the first few) and settle what each column is.
 * Returns false if no row can be recognised as a header.
 */
bool columns_read(struct reader *r, const struct doc_table *t, int32_t paragraph,
                  struct columns *ret);

/* Whether a row repeats the header (a table that runs over pages). */
bool columns_is_header_again(struct reader *r, const struct columns *c, const struct doc_row *row);

/*
 * A finding for every column that was not recognised although something stands in it. Returns
 * false if one of them holds figures: then what the table says may stand just there.
 */
bool columns_note_unread(struct reader *r, const struct doc_table *t, const struct columns *c,
                         int32_t paragraph);

/* Whether a column names something (category, subcategory, item), or holds a figure. */
bool columns_is_name(enum term_kind kind);
bool columns_is_figure(enum term_kind kind);

/* The cell of a column as a line. */
struct line columns_cell(struct reader *r, const struct doc_row *row, int32_t column);
