/*
 * columns.c — see columns.h.
 *
 * What surprised its author: 考核内容 is the item in one bureau's table and a
 * page of rubric in the next one's; only its neighbours tell.
 */
#include "source/plan/columns.h"

enum { COLUMNS_HEADER_ROWS = 8, COLUMNS_CUT_LEAST = 3, COLUMNS_HEADING_MAX = 16 };

bool columns_is_name(enum term_kind kind)
{
    return kind == TERM_NAME_1 || kind == TERM_NAME_2 || kind == TERM_NAME_3 || kind == TERM_NAME ||
           kind == TERM_CONTENT;
}

bool columns_is_figure(enum term_kind kind)
{
    return kind == TERM_FULL || kind == TERM_GOT || kind == TERM_GOT_SELF || kind == TERM_LOST;
}

struct line columns_cell(struct reader *r, const struct doc_row *row, int32_t column)
{
    return line_make(r->a, row->cells[column].text, 0);
}

/* ---- one heading cell ------------------------------------------------------------ */

static size_t columns_bracket_end(const struct line *ln, size_t to)
{
    /* 失分原因（请写明） and 分值(分): a bracket at the end is a remark */
    if (to > 0 && ln->fold[to - 1] == ')')
        for (size_t i = to - 1; i > 0; i--)
            if (ln->fold[i] == '(')
                return i;
    return to;
}

/* The term that a heading reads; *ret_cut tells that it is cut off. */
static const struct term *columns_term(const struct reader *r, const struct line *ln, bool cut,
                                       bool *ret_cut)
{
    struct match year;
    size_t from = 0;
    size_t to = line_trim_end(ln, 0, ln->n);
    *ret_cut = false;
    if (pattern_at(r->p, PATTERN_YEAR_PREFIX, ln, 0, to, &year) && year.to < to)
        from = year.to;
    for (size_t i = from; i < to; i++)
        if (ln->fold[i] == '%')
            return NULL; /* a weight in per cent is no full mark */
    const struct term *t = term_exact(ln, from, to, TERM_IN_COLUMNS);
    if (t == NULL)
        t = term_exact(ln, from, columns_bracket_end(ln, to), TERM_IN_COLUMNS);
    if (t == NULL && cut) {
        t = term_cut(ln, from, to, TERM_IN_COLUMNS, COLUMNS_CUT_LEAST);
        *ret_cut = t != NULL;
    }
    return t;
}

static struct line columns_join(struct reader *r, const struct line *above, const struct line *ln)
{
    return line_make(
        r->a, str_format(r->a, "%" STR_FMT "%" STR_FMT, STR_ARG(above->raw), STR_ARG(ln->raw)), 0);
}

/* Heading of column c from row `row` and, for the second header row, the one above it. */
static const struct term *columns_heading(struct reader *r, const struct doc_table *t, int32_t row,
                                          int32_t upper, int32_t c, bool cut, bool *ret_cut)
{
    struct line ln = columns_cell(r, &t->rows[row], c);
    if (upper == row)
        return columns_term(r, &ln, cut, ret_cut);
    struct line above = columns_cell(r, &t->rows[upper], c);
    const struct term *found = NULL;
    if (!str_eq(above.raw, ln.raw)) {
        struct line both = columns_join(r, &above, &ln);
        found = columns_term(r, &both, false, ret_cut);
    }
    if (found == NULL)
        found = columns_term(r, &ln, cut, ret_cut);
    if (found == NULL)
        found = columns_term(r, &above, cut, ret_cut);
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
                                  bool cut, int32_t *ret_telling)
{
    int32_t n = 0;
    *ret_telling = 0;
    for (int32_t c = 0; c < t->n_columns; c++) {
        const struct doc_cell *cell = &t->rows[row].cells[c];
        bool was_cut = false;
        if (cell->origin_column != c)
            continue;
        const struct term *term = columns_heading(r, t, row, row, c, cut, &was_cut);
        if (term == NULL)
            continue;
        n++;
        *ret_telling += columns_is_figure(term->kind) || term->kind == TERM_CAUSE ||
                        term->kind == TERM_MEASURE || term->kind == TERM_BOTH ||
                        term->kind == TERM_RUBRIC;
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
    bool cut = false;
    struct line above = columns_cell(r, &t->rows[row], c);
    struct line ln = columns_cell(r, &t->rows[row + 1], c);
    struct line both = columns_join(r, &above, &ln);
    return columns_term(r, &ln, false, &cut) != NULL || columns_term(r, &both, false, &cut) != NULL;
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
    for (int cut = 0; cut <= 1; cut++) {
        for (int32_t row = 0; row < t->n_rows && row < COLUMNS_HEADER_ROWS; row++) {
            int32_t telling = 0;
            int32_t distinct = columns_distinct(t, row);
            int32_t n = columns_recognised(r, t, row, cut != 0, &telling);
            if (n >= 2 && telling >= 1 && n * 2 >= distinct)
                return row;
        }
    }
    return -1;
}

/* ---- what the columns are ------------------------------------------------------------------ */

static bool columns_filled(const struct doc_table *t, int32_t from_row, int32_t c)
{
    for (int32_t row = from_row; row < t->n_rows; row++)
        if (str_trim(t->rows[row].cells[c].text).n > 0)
            return true;
    return false;
}

/* Two columns of one figure: the filled one, else the first; a bureau's own score yields to the
 * official one. */
static void columns_pick_figure(struct reader *r, const struct doc_table *t, struct columns *c,
                                enum term_kind kind, int32_t *pick, int32_t paragraph)
{
    for (int32_t i = 0; i < c->n; i++) {
        bool match = c->kind[i] == kind || (kind == TERM_GOT && c->kind[i] == TERM_GOT_SELF);
        if (!match || (i > 0 && t->rows[c->first_row - 1].cells[i].origin_column != i))
            continue;
        if (*pick < 0) {
            *pick = i;
            continue;
        }
        bool official = c->kind[i] == TERM_GOT && c->kind[*pick] == TERM_GOT_SELF;
        bool fills = columns_filled(t, c->first_row, i) && !columns_filled(t, c->first_row, *pick);
        int32_t other = i;
        if ((official && columns_filled(t, c->first_row, i)) || fills) {
            other = *pick;
            *pick = i;
        }
        if (c->kind[other] == c->kind[*pick])
            draft_find(r, FINDING_HEADER_AGAIN, c->heading[other], c->heading[other],
                       c->heading[*pick], paragraph, 0);
    }
}

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

static void columns_settle(struct reader *r, const struct doc_table *t, struct columns *c,
                           int32_t paragraph)
{
    columns_settle_names(t, c);
    c->full = c->got = c->lost = -1;
    columns_pick_figure(r, t, c, TERM_FULL, &c->full, paragraph);
    columns_pick_figure(r, t, c, TERM_GOT, &c->got, paragraph);
    columns_pick_figure(r, t, c, TERM_LOST, &c->lost, paragraph);
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
        bool cut = false;
        const struct term *term = columns_heading(r, t, last, row, c, true, &cut);
        ret->heading[c] = draft_clean_name(r, t->rows[last].cells[c].text);
        if (term == NULL)
            continue;
        ret->kind[c] = term->kind;
        if (cut)
            draft_find(r, FINDING_HEADER_CUT, ret->heading[c], ret->heading[c], term->text,
                       paragraph, 0);
    }
    columns_settle(r, t, ret, paragraph);
    return true;
}

bool columns_is_header_again(struct reader *r, const struct columns *c, const struct doc_row *row)
{
    int32_t same = 0;
    int32_t known = 0;
    for (int32_t i = 0; i < c->n; i++) {
        bool cut = false;
        if (c->kind[i] == TERM_NONE)
            continue;
        known++;
        struct line ln = columns_cell(r, row, i);
        const struct term *term = columns_term(r, &ln, false, &cut);
        same += term != NULL && str_eq(draft_clean_name(r, row->cells[i].text), c->heading[i]);
    }
    return known >= 2 && same * 2 > known;
}
