/*
 * row_item.c — see row_item.h.
 *
 * What surprised its author: a name that is merged over rows says nothing of the figures
 * beside it. They may be merged as well (one item, two causes), one for each row (two items
 * of one name), or printed once for some of the columns only; each means something else.
 */
#include "source/plan/row_item.h"

/* ---- cells ---------------------------------------------------------------------- */

struct str row_text(const struct rows_reader *tr, const struct doc_row *row, int32_t c)
{
    return c < 0 || c >= tr->t->n_columns ? STR_NONE : str_trim(row->cells[c].text);
}

bool row_begins(const struct rows_reader *tr, int32_t n, int32_t c)
{
    return tr->t->rows[n].cells[c].origin_row == n;
}

/* Whether one printed figure covers the rows of several items. */
static bool is_shared(const struct rows_reader *tr, int32_t n, int32_t c)
{
    const struct doc_table *t = tr->t;
    int32_t item = tr->c->item;
    if (!row_begins(tr, n, c))
        return row_begins(tr, n, item);
    return n + 1 < t->n_rows && t->rows[n + 1].cells[c].origin_row == n &&
           t->rows[n + 1].cells[c].origin_column == t->rows[n].cells[c].origin_column &&
           t->rows[n + 1].cells[item].origin_row == n + 1;
}

void row_printed(const struct rows_reader *tr, int32_t n, const struct doc_row *row,
                 struct plan_figure ret[3])
{
    const int32_t column[] = {tr->c->full, tr->c->got, tr->c->lost};
    for (size_t i = 0; i < ARRAY_LEN(column); i++) {
        struct mark m;
        ret[i] = (struct plan_figure){.from = PLAN_UNKNOWN};
        if (column[i] < 0 || !row_begins(tr, n, column[i]))
            continue;
        struct line ln = columns_cell(tr->r, row, column[i]);
        if (marks_cell(tr->r->p, &ln, &m) == CELL_FIGURE)
            ret[i] = (struct plan_figure){PLAN_PRINTED, m.v};
    }
}

bool row_is_scored(const struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    const int32_t column[] = {tr->c->full, tr->c->got, tr->c->lost};
    struct plan_figure own[3];
    row_printed(tr, n, row, own);
    for (size_t i = 0; i < ARRAY_LEN(column); i++)
        if (column[i] >= 0 && !row_begins(tr, n, column[i]) && row_text(tr, row, column[i]).n > 0)
            return false;
    int32_t pair = tr->c->pair;
    if (pair >= 0 && row_begins(tr, n, pair) && row_text(tr, row, pair).n > 0)
        return true;
    return own[0].from == PLAN_PRINTED || own[1].from == PLAN_PRINTED;
}

bool row_is_words(enum term_kind kind)
{
    return kind == TERM_CAUSE || kind == TERM_MEASURE || kind == TERM_BOTH ||
           kind == TERM_DEPARTMENT || kind == TERM_TIME_LIMIT;
}

bool row_has_words(const struct rows_reader *tr, const struct doc_row *row)
{
    for (int32_t c = 0; c < tr->t->n_columns; c++)
        if (row_is_words(tr->c->kind[c]) && row_text(tr, row, c).n > 0)
            return true;
    return false;
}

/* ---- figures ----------------------------------------------------------------------------- */

/* 满分 in the column of scores says that nothing was lost. */
static bool says_all_got(struct str text)
{
    static const char *const words[] = {"满分", "得满分", "全得", "全分"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_eq(text, str_of(words[i])))
            return true;
    return false;
}

static enum marks_cell take_figure(struct rows_reader *tr, struct draft *d, int32_t n,
                                   const struct doc_row *row, int32_t c, enum plan_mark kind)
{
    if (c < 0)
        return CELL_EMPTY;
    struct line ln = columns_cell(tr->r, row, c);
    struct mark m = {.kind = MARK_NONE};
    enum marks_cell cell = marks_cell(tr->r->p, &ln, &m);
    if (cell == CELL_FIGURE && is_shared(tr, n, c)) {
        draft_find(tr->r, FINDING_FIGURE_SHARED, d->item.item, m.digits, STR_NONE, tr->paragraph,
                   0);
        return CELL_UNREADABLE;
    }
    if (cell == CELL_FIGURE) {
        m.kind = kind;
        m.label = m.label.n == 0 ? tr->c->heading[c] : m.label;
        draft_figure(tr->r, d, &m);
    } else if (cell == CELL_NOT_SCORED && kind != MARK_LOST) {
        d->not_scored = true;
        draft_find(tr->r, FINDING_NOT_SCORED, d->item.item, str_trim(ln.raw), STR_NONE,
                   tr->paragraph, 0);
    } else if (cell == CELL_UNREADABLE) {
        if (kind == MARK_GOT && says_all_got(str_trim(ln.raw)))
            return CELL_NOTHING;
        draft_find(tr->r, FINDING_FIGURE_UNREADABLE, d->item.item, str_trim(ln.raw),
                   tr->c->heading[c], tr->paragraph, 0);
    }
    return cell;
}

/* 20/18 in a column of two figures. */
static void take_pair(struct rows_reader *tr, struct draft *d, int32_t n, const struct doc_row *row)
{
    int32_t c = tr->c->pair;
    if (c < 0 || row_text(tr, row, c).n == 0)
        return;
    struct line ln = columns_cell(tr->r, row, c);
    size_t at = 0;
    while (at < ln.n && ln.fold[at] != '/' && ln.fold[at] != ',' && ln.fold[at] != ';' &&
           ln.fold[at] != 0x3001 && ln.fold[at] != '\n')
        at++;
    struct line half[] = {line_make(tr->r->a, line_raw(&ln, 0, at), 0),
                          line_make(tr->r->a, line_raw(&ln, at < ln.n ? at + 1 : at, ln.n), 0)};
    struct mark m[2];
    bool both = marks_cell(tr->r->p, &half[0], &m[0]) == CELL_FIGURE &&
                marks_cell(tr->r->p, &half[1], &m[1]) == CELL_FIGURE && !is_shared(tr, n, c);
    if (!both) {
        draft_find(tr->r, FINDING_FIGURE_UNREADABLE, d->item.item, str_trim(ln.raw),
                   tr->c->heading[c], tr->paragraph, 0);
        return;
    }
    bool full_first = tr->c->kind[c] == TERM_FULL_GOT;
    m[0].kind = full_first ? MARK_FULL : MARK_GOT;
    m[1].kind = full_first ? MARK_GOT : MARK_FULL;
    for (size_t i = 0; i < ARRAY_LEN(m); i++)
        draft_figure(tr->r, d, &m[i]);
}

/* A figure in a further row of the item: it adds up with those above. */
static void add_figure(struct rows_reader *tr, struct draft *d, int32_t n,
                       const struct doc_row *row, int32_t c, enum plan_mark kind)
{
    struct plan_figure *f = kind == MARK_FULL  ? &d->item.full
                            : kind == MARK_GOT ? &d->item.got
                                               : &d->item.lost;
    if (c < 0 || !row_begins(tr, n, c))
        return;
    struct line ln = columns_cell(tr->r, row, c);
    struct mark m;
    points sum;
    if (f->from == PLAN_UNKNOWN)
        (void)take_figure(tr, d, n, row, c, kind);
    else if (marks_cell(tr->r->p, &ln, &m) == CELL_FIGURE &&
             points_add(f->v, m.v, &sum, NULL) == ERR_OK)
        *f = (struct plan_figure){PLAN_DERIVED, sum};
}

/* ---- words ---------------------------------------------------------------------------------- */

/* A piece of text. In a further row of a grid it is a text by itself and begins a line. */
static void take_text(struct rows_reader *tr, struct draft *d, enum term_kind kind, struct str text,
                      bool grid)
{
    struct strs *list = kind == TERM_CAUSE ? &d->cause : kind == TERM_MEASURE ? &d->measure : NULL;
    text = str_trim(text);
    if (!grid || list == NULL || list->n == 0 || text.n == 0) {
        draft_text(tr->r, d, kind, text);
        return;
    }
    struct str *last = &list->p[list->n - 1];
    *last = str_format(tr->r->a, "%" STR_FMT "\n%" STR_FMT, STR_ARG(*last), STR_ARG(text));
}

/* One past the last character that a department's name may end with, at least three characters
 * behind `from`; `from` if there is none. */
static size_t department_end(const struct line *ln, size_t from, size_t to)
{
    enum { LEAST = 3 };
    static const uint32_t last[] = {0x79D1, 0x5BA4, 0x80A1, 0x6240, 0x5904, 0x5C40,
                                    0x5385, 0x5FC3, 0x529E, 0x961F, 0x90E8, 0x7EC4,
                                    0x9662, 0x4F1A, 0x59D4, 0x5E9C, 0x9547, 0x9053};
    for (size_t end = to; end >= from + LEAST; end--)
        for (size_t i = 0; i < ARRAY_LEN(last); i++)
            if (ln->fold[end - 1] == last[i])
                return end;
    return from;
}

/* Whether a text names a time: 3月底, 立行立改. */
static bool names_time(const struct line *ln)
{
    static const uint32_t of_time[] = {0x6708, 0x65E5, 0x5E74, 0x5E95, 0x524D, 0x5185,
                                       0x671F, 0x5373, 0x5B63, 0x7ACB}; /* 月日年底前内期即季立 */
    for (size_t i = 0; i < ln->n; i++)
        for (size_t k = 0; k < ARRAY_LEN(of_time); k++)
            if (ln->fold[i] == of_time[k])
                return true;
    return false;
}

/* 基层股（张三）, 基层科 李四, 基层科，3月底: only departments are kept as such. */
static void take_mixed(struct rows_reader *tr, struct draft *d, int32_t c, struct str text)
{
    struct strs names = {0};
    draft_split_names(tr->r->a, text, &names);
    VEC_EACH (&names, name) {
        struct line ln = line_make(tr->r->a, *name, 0);
        size_t open = 0;
        while (open < ln.n && ln.fold[open] != '(')
            open++;
        size_t end = department_end(&ln, 0, open);
        if (end > 0)
            draft_text(tr->r, d, TERM_DEPARTMENT, line_raw(&ln, 0, end));
        if (tr->c->limit[c] && end == 0 && names_time(&ln))
            draft_text(tr->r, d, TERM_TIME_LIMIT, *name);
        if (end == 0 && !tr->c->persons[c] && !(tr->c->limit[c] && names_time(&ln)))
            draft_text(tr->r, d, TERM_DEPARTMENT, *name);
    }
}

/* Where a text that holds cause and measure turns to the measure, or its end. */
static size_t turn_of(const struct rows_reader *tr, const struct line *ln)
{
    struct match m;
    return pattern_find(tr->r->p, PATTERN_MEASURE_BEGINS, ln, 0, ln->n, &m) ? m.from : ln->n;
}

static bool lost_nothing(const struct plan_item *item)
{
    bool whole = item->full.from != PLAN_UNKNOWN && item->got.from != PLAN_UNKNOWN &&
                 item->full.v.centi == item->got.v.centi;
    return whole || (item->lost.from != PLAN_UNKNOWN && item->lost.v.centi == 0);
}

/* A cell of causes and measures without labels. */
static void take_both(struct rows_reader *tr, struct draft *d, const struct line *ln, bool grid)
{
    size_t turn = turn_of(tr, ln);
    if (turn == ln->n && str_trim(ln->raw).n > 0 && !marks_says_nothing(tr->r->p, ln) &&
        !lost_nothing(&d->item))
        draft_find(tr->r, FINDING_BOTH_IN_ONE, d->item.item, STR_NONE, STR_NONE, tr->paragraph, 0);
    take_text(tr, d, TERM_CAUSE, line_raw(ln, 0, turn), grid);
    take_text(tr, d, TERM_MEASURE, line_raw(ln, turn, ln->n), grid);
}

static bool is_text_kind(enum term_kind kind)
{
    return kind == TERM_CAUSE || kind == TERM_MEASURE || kind == TERM_DEPARTMENT ||
           kind == TERM_TIME_LIMIT;
}

/* A text cell; labels inside it (原因：… 措施：…) divide it. */
static void take_labelled(struct rows_reader *tr, struct draft *d, enum term_kind kind,
                          const struct line *ln, bool grid)
{
    enum term_kind section = kind == TERM_BOTH ? TERM_CAUSE : kind;
    size_t pos = 0;
    struct label_hit label;
    bool labelled = false;
    while (label_next(ln, pos, ln->n, &label)) {
        take_text(tr, d, section, line_raw(ln, pos, label.from), grid);
        labelled |= is_text_kind(label.kind);
        section = is_text_kind(label.kind) ? label.kind : section;
        pos = label.text;
    }
    if (kind == TERM_BOTH && !labelled)
        take_both(tr, d, ln, grid);
    else
        take_text(tr, d, section, line_raw(ln, pos, ln->n), grid);
}

static void take_words(struct rows_reader *tr, struct draft *d, const struct doc_row *row,
                       int32_t c, bool grid)
{
    enum term_kind kind = tr->c->kind[c];
    struct line ln = columns_cell(tr->r, row, c);
    if (kind == TERM_DEPARTMENT && (tr->c->persons[c] || tr->c->limit[c]))
        take_mixed(tr, d, c, ln.raw);
    else if (kind == TERM_DEPARTMENT || kind == TERM_TIME_LIMIT)
        draft_text(tr->r, d, kind, ln.raw);
    else
        take_labelled(tr, d, kind, &ln, grid);
}

/* Text columns of a row; with `own`, only cells that begin in it. */
static void take_all_words(struct rows_reader *tr, struct draft *d, int32_t n,
                           const struct doc_row *row, bool own, bool grid)
{
    for (int32_t c = 0; c < tr->t->n_columns; c++) {
        bool merged = row->cells[c].origin_column != c;
        if (row_is_words(tr->c->kind[c]) && !merged && !(own && row->cells[c].origin_row != n))
            take_words(tr, d, row, c, grid);
    }
}

/* ---- items --------------------------------------------------------------------------------------
 */

/* An empty or 无 cell of the loss column says "nothing lost" where no got column contradicts. */
static void take_nothing_lost(struct rows_reader *tr, struct draft *d, enum marks_cell got,
                              enum marks_cell lost)
{
    struct plan_item *item = &d->item;
    if (item->lost.from != PLAN_UNKNOWN || item->got.from != PLAN_UNKNOWN || d->not_scored)
        return;
    bool said = lost == CELL_NOTHING || got == CELL_NOTHING;
    bool empty = tr->c->lost >= 0 && lost == CELL_EMPTY && tr->c->got < 0 && d->cause.n == 0;
    if (said || (empty && tr->any_result))
        item->lost = (struct plan_figure){PLAN_DERIVED, {0}};
}

void row_carry(struct rows_reader *tr, const struct doc_row *row)
{
    struct str category = draft_clean_name(tr->r, row_text(tr, row, tr->c->category));
    int32_t sub = tr->c->subcategory;
    bool from_left = sub >= 0 && row->cells[sub].origin_column != sub; /* 党建 over both columns */
    struct str subcategory = from_left ? STR_NONE : draft_clean_name(tr->r, row_text(tr, row, sub));
    if (category.n > 0 && !str_eq(category, tr->category)) {
        tr->category = category;
        tr->subcategory = STR_NONE;
    }
    if (subcategory.n > 0)
        tr->subcategory = subcategory;
}

static void place(struct rows_reader *tr, struct draft *d)
{
    struct str skipped;
    headings_place(&tr->r->headings, tr->r->p, tr->r->a, HEADING_UNNUMBERED, &d->item.category,
                   &d->item.subcategory, &skipped);
    if (tr->category.n > 0) {
        /* a heading above the table stands over the table's own groups */
        d->item.category = tr->category;
        d->item.subcategory = tr->subcategory;
    } else if (tr->subcategory.n > 0) {
        d->item.subcategory = tr->subcategory;
    }
}

/* 甲项目 10分 in a column of names and full marks: the mark without a bracket around it. */
static void take_full_of_name(struct rows_reader *tr, struct draft *d, const struct line *ln)
{
    size_t to = line_trim_end(ln, 0, ln->n);
    bool unit = to > 0 && ln->fold[to - 1] == 0x5206; /* 分 */
    size_t digit = unit ? line_trim_end(ln, 0, to - 1) : to;
    size_t from = digit;
    while (from > 0 && (line_is_digit(ln->fold[from - 1]) || ln->fold[from - 1] == '.'))
        from--;
    struct line figure = line_make(tr->r->a, line_raw(ln, from, to), 0);
    struct mark m;
    if (from == digit || line_skip_blank(ln, 0, from) == from ||
        marks_cell(tr->r->p, &figure, &m) != CELL_FIGURE)
        return;
    m.kind = MARK_FULL;
    draft_figure(tr->r, d, &m);
    d->item.item = draft_clean_name(tr->r, line_raw(ln, 0, from));
}

void row_item(struct rows_reader *tr, int32_t n, const struct doc_row *row, struct str name)
{
    struct reader *r = tr->r;
    struct draft *d = vec_push(r->a, &r->drafts);
    d->from_table = true;
    d->level = HEADING_UNNUMBERED;
    d->item.paragraph = row->line > 0 ? row->line : tr->paragraph;
    d->item.item = draft_clean_name(r, name);
    place(tr, d);
    struct line ln = line_make(r->a, name, 0);
    struct marks m;
    if (tr->c->full < 0 && marks_find(r->p, &ln, 0, ln.n, &m))
        draft_marks(r, d, &m);
    else if (tr->c->full < 0 && tr->c->with_full[tr->c->item])
        take_full_of_name(tr, d, &ln);
    (void)take_figure(tr, d, n, row, tr->c->full, MARK_FULL);
    take_pair(tr, d, n, row);
    enum marks_cell got = take_figure(tr, d, n, row, tr->c->got, MARK_GOT);
    enum marks_cell lost = take_figure(tr, d, n, row, tr->c->lost, MARK_LOST);
    take_all_words(tr, d, n, row, false, false);
    take_nothing_lost(tr, d, got, lost);
    tr->open = true;
}

void row_continue(struct rows_reader *tr, int32_t n, const struct doc_row *row, bool grid)
{
    struct draft *d = &tr->r->drafts.p[tr->r->drafts.n - 1];
    take_all_words(tr, d, n, row, true, grid);
    add_figure(tr, d, n, row, tr->c->full, MARK_FULL);
    add_figure(tr, d, n, row, tr->c->got, MARK_GOT);
    add_figure(tr, d, n, row, tr->c->lost, MARK_LOST);
}
