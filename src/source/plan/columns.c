/*
 * columns.c — see columns.h.
 *
 * What surprised its author: 考核内容 is the item in one bureau's table and a
 * page of rubric in the next one's; only its neighbours tell.
 */
#include "source/plan/columns.h"

#include "source/plan/column_pick.h"
#include "source/plan/column_term.h"

enum { COLUMNS_HEADER_ROWS = 8, COLUMNS_HEADING_MAX = 16 };

bool columns_is_name(enum term_kind kind)
{
    return kind == TERM_NAME_1 || kind == TERM_NAME_2 || kind == TERM_NAME_3 || kind == TERM_NAME ||
           kind == TERM_CONTENT;
}

bool columns_is_figure(enum term_kind kind)
{
    return kind >= TERM_FULL && kind <= TERM_GOT_FULL;
}

struct line columns_cell(struct reader *r, const struct doc_row *row, int32_t column)
{
    return line_make(r->a, row->cells[column].text, 0);
}

/* ---- one heading cell ------------------------------------------------------------ */

static struct line columns_join(struct reader *r, const struct line *above, const struct line *ln)
{
    return line_make(
        r->a, str_format(r->a, "%" STR_FMT "%" STR_FMT, STR_ARG(above->raw), STR_ARG(ln->raw)), 0);
}

/* A heading as it stands, or with `guess` from what it resembles. */
static struct column_term columns_term(const struct reader *r, const struct line *ln, bool guess)
{
    return guess ? column_term_guess(r->p, ln) : column_term_read(r->p, ln);
}

/* Heading of column c from row `row` and, for the second header row, the one above it. */
static struct column_term columns_heading(struct reader *r, const struct doc_table *t, int32_t row,
                                          int32_t upper, int32_t c, bool guess)
{
    struct line ln = columns_cell(r, &t->rows[row], c);
    if (upper == row)
        return columns_term(r, &ln, guess);
    struct line above = columns_cell(r, &t->rows[upper], c);
    struct column_term found = {.kind = TERM_NONE};
    if (!str_eq(above.raw, ln.raw)) {
        struct line both = columns_join(r, &above, &ln);
        found = columns_term(r, &both, false);
    }
    if (found.kind == TERM_NONE)
        found = columns_term(r, &ln, guess);
    if (found.kind == TERM_NONE)
        found = columns_term(r, &above, guess);
    return found;
}

/* ---- which rows are the header --------------------------------------------------------- */

static int32_t columns_distinct(const struct doc_table *t, int32_t row)
{
    int32_t n = 0;
    for (int32_t c = 0; c < t->n_columns; c++) {
        const struct doc_cell *cell = &t->rows[row].cells[c];
        n += str_trim(cell->text).n > 0 && (c == 0 || cell->origin_column == c);
    }
    return n;
}

/* Recognised headings of a row, each merged cell once; *ret_telling counts those beyond names. */
static int32_t columns_recognised(struct reader *r, const struct doc_table *t, int32_t row,
                                  bool guess, int32_t *ret_telling)
{
    int32_t n = 0;
    *ret_telling = 0;
    for (int32_t c = 0; c < t->n_columns; c++) {
        const struct doc_cell *cell = &t->rows[row].cells[c];
        if (cell->origin_column != c)
            continue;
        enum term_kind kind = columns_heading(r, t, row, row, c, guess).kind;
        if (kind == TERM_NONE)
            continue;
        n++;
        *ret_telling += columns_is_figure(kind) || kind == TERM_CAUSE || kind == TERM_MEASURE ||
                        kind == TERM_BOTH || kind == TERM_RUBRIC;
    }
    return n;
}

static bool columns_row_has_figure(struct reader *r, const struct doc_table *t, int32_t row)
{
    for (int32_t c = 0; c < t->n_columns; c++) {
        struct line ln = columns_cell(r, &t->rows[row], c);
        struct mark m;
        if (marks_cell(r->p, &ln, &m) == CELL_FIGURE)
            return true;
    }
    return false;
}

/* Whether the cell names a column, by itself or together with the heading above it. */
static bool columns_adds_heading(struct reader *r, const struct doc_table *t, int32_t row,
                                 int32_t c)
{
    struct line above = columns_cell(r, &t->rows[row], c);
    struct line ln = columns_cell(r, &t->rows[row + 1], c);
    struct line both = columns_join(r, &above, &ln);
    return columns_term(r, &ln, false).kind != TERM_NONE ||
           columns_term(r, &both, false).kind != TERM_NONE;
}

/* Whether the row below the header row belongs to the header: short words, some of them headings.
 */
static bool columns_second_row(struct reader *r, const struct doc_table *t, int32_t row)
{
    if (row + 1 >= t->n_rows || columns_row_has_figure(r, t, row + 1))
        return false;
    int32_t cells = 0;
    int32_t added = 0;
    for (int32_t c = 0; c < t->n_columns; c++) {
        const struct doc_cell *cell = &t->rows[row + 1].cells[c];
        size_t chars = str_chars(str_trim(cell->text));
        if (chars == 0 || cell->origin_row <= row || cell->origin_column != c)
            continue;
        if (chars > COLUMNS_HEADING_MAX)
            return false;
        cells++;
        added += columns_adds_heading(r, t, row, c);
    }
    return added > 0 && added * 2 >= cells;
}

/* The first row that looks like a header, or -1. */
static int32_t columns_header_row(struct reader *r, const struct doc_table *t)
{
    for (int guess = 0; guess <= 1; guess++) {
        for (int32_t row = 0; row < t->n_rows && row < COLUMNS_HEADER_ROWS; row++) {
            int32_t telling = 0;
            int32_t distinct = columns_distinct(t, row);
            int32_t n = columns_recognised(r, t, row, guess != 0, &telling);
            if (n >= 2 && telling >= 1 && n * 2 >= distinct)
                return row;
        }
    }
    return -1;
}

/* ---- what the columns are ------------------------------------------------------------------ */

static int32_t columns_first(const struct columns *c, enum term_kind kind, int32_t after)
{
    for (int32_t i = after + 1; i < c->n; i++)
        if (c->kind[i] == kind)
            return i;
    return -1;
}

/* Whether a column holds groups: merged over rows, or with gaps under a name. */
static bool columns_grouped(const struct doc_table *t, int32_t from_row, int32_t c)
{
    for (int32_t row = from_row; row < t->n_rows; row++) {
        const struct doc_cell *cell = &t->rows[row].cells[c];
        if (cell->origin_row < row || (row > from_row && str_trim(cell->text).n == 0) ||
            t->rows[row].given < t->n_columns)
            return true;
    }
    return false;
}

/* 考核内容 is the item where no other column can be, or where the others hold groups. */
static void columns_settle_content(const struct doc_table *t, struct columns *c)
{
    int32_t names = 0;
    int32_t last = -1;
    bool leaf = false;
    for (int32_t i = 0; i < c->n; i++) {
        if (!columns_is_name(c->kind[i]) || c->kind[i] == TERM_CONTENT)
            continue;
        names++;
        last = i;
        leaf |= c->kind[i] == TERM_NAME_3;
    }
    bool item = !leaf && (names == 0 || columns_grouped(t, c->first_row, last));
    for (int32_t i = columns_first(c, TERM_CONTENT, -1); i >= 0;
         i = columns_first(c, TERM_CONTENT, i)) {
        c->kind[i] = item ? TERM_NAME : TERM_RUBRIC;
        item = false; /* a second one is rubric */
    }
}

/* The last column of a kind, or -1. */
static int32_t columns_last(const struct columns *c, enum term_kind kind)
{
    int32_t last = -1;
    for (int32_t i = columns_first(c, kind, -1); i >= 0; i = columns_first(c, kind, i))
        last = i;
    return last;
}

/* The first column of a kind that is neither `a` nor `b`, or -1. */
static int32_t columns_other(const struct columns *c, enum term_kind kind, int32_t a, int32_t b)
{
    int32_t i = columns_first(c, kind, -1);
    while (i >= 0 && (i == a || i == b))
        i = columns_first(c, kind, i);
    return i;
}

/* Named levels (一级指标 …) decide; among plain names the place does, the last one being the item.
 */
static void columns_settle_names(const struct doc_table *t, struct columns *c)
{
    columns_settle_content(t, c);
    static const enum term_kind leaf[] = {TERM_NAME_3, TERM_NAME, TERM_NAME_2, TERM_NAME_1};
    c->category = c->subcategory = c->item = -1;
    for (size_t i = 0; i < ARRAY_LEN(leaf) && c->item < 0; i++)
        c->item = columns_last(c, leaf[i]);
    c->category = columns_other(c, TERM_NAME_1, c->item, -1);
    c->subcategory = columns_other(c, TERM_NAME_2, c->item, c->category);
    if (c->category < 0)
        c->category = columns_other(c, TERM_NAME, c->item, -1);
    if (c->subcategory < 0)
        c->subcategory = columns_other(c, TERM_NAME, c->item, c->category);
    if (c->subcategory < 0)
        c->subcategory = columns_other(c, TERM_NAME_1, c->item, c->category);
}

/* What the heading of column c says, kept with what has to be told about it. */
static void columns_take(struct reader *r, struct columns *c, int32_t i, struct column_term term,
                         int32_t paragraph)
{
    c->kind[i] = term.kind;
    c->persons[i] = term.persons;
    c->limit[i] = term.limit;
    c->with_full[i] = term.full;
    if (term.guessed)
        draft_find(r, FINDING_HEADER_CUT, c->heading[i], c->heading[i], term.term->text, paragraph,
                   0);
}

bool columns_read(struct reader *r, const struct doc_table *t, int32_t paragraph,
                  struct columns *ret)
{
    int32_t row = columns_header_row(r, t);
    if (row < 0)
        return false;
    *ret = (struct columns){.n = t->n_columns};
    int32_t last = row + columns_second_row(r, t, row);
    ret->first_row = last + 1;
    for (int32_t c = 0; c < t->n_columns; c++) {
        ret->heading[c] = draft_clean_name(r, t->rows[last].cells[c].text);
        if (ret->heading[c].n == 0)
            ret->heading[c] = draft_clean_name(r, t->rows[row].cells[c].text);
        columns_take(r, ret, c, columns_heading(r, t, last, row, c, true), paragraph);
    }
    columns_settle_names(t, ret);
    if (ret->item < 0) {
        /* a list of problems: each is known by nothing else */
        ret->item = columns_first(ret, TERM_CAUSE, -1);
        if (ret->item >= 0)
            draft_find(r, FINDING_NAME_FROM_CAUSE, ret->heading[ret->item], ret->heading[ret->item],
                       STR_NONE, paragraph, 0);
    }
    column_pick(r, t, ret, paragraph);
    return true;
}

bool columns_is_header_again(struct reader *r, const struct columns *c, const struct doc_row *row)
{
    int32_t same = 0;
    int32_t known = 0;
    for (int32_t i = 0; i < c->n; i++) {
        if (c->kind[i] == TERM_NONE)
            continue;
        known++;
        struct line ln = columns_cell(r, row, i);
        same += columns_term(r, &ln, false).kind != TERM_NONE &&
                str_eq(draft_clean_name(r, row->cells[i].text), c->heading[i]);
    }
    return known >= 2 && same * 2 > known;
}

/* ---- columns that nobody knows ------------------------------------------------------------- */

/* What stands in a column: texts, and how many of them are figures. Headers repeated and cells
 * that reach over from another column do not count. */
static int32_t columns_texts(struct reader *r, const struct doc_table *t, const struct columns *c,
                             int32_t i, int32_t *ret_figures)
{
    int32_t n = 0;
    *ret_figures = 0;
    for (int32_t row = c->first_row; row < t->n_rows; row++) {
        const struct doc_cell *cell = &t->rows[row].cells[i];
        struct line ln = columns_cell(r, &t->rows[row], i);
        struct mark m;
        if (str_trim(cell->text).n == 0 || cell->origin_column != i || cell->origin_row != row ||
            str_eq(draft_clean_name(r, cell->text), c->heading[i]))
            continue;
        n++;
        *ret_figures += marks_cell(r->p, &ln, &m) == CELL_FIGURE;
    }
    return n;
}

bool columns_note_unread(struct reader *r, const struct doc_table *t, const struct columns *c,
                         int32_t paragraph)
{
    bool figures_unread = false;
    for (int32_t i = 0; i < c->n; i++) {
        int32_t figures = 0;
        int32_t texts = c->kind[i] == TERM_NONE ? columns_texts(r, t, c, i, &figures) : 0;
        bool numbers = i == 0 && c->heading[i].n == 0 && texts == figures; /* of the rows */
        if (texts == 0 || numbers)
            continue;
        struct str name = c->heading[i].n > 0 ? c->heading[i] : str_format(r->a, "%d", i + 1);
        draft_find(r, FINDING_COLUMN_UNREAD, name, name, STR_NONE, paragraph, 0);
        figures_unread = figures_unread || figures > 0;
    }
    return !figures_unread;
}
