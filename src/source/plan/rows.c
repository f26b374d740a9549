/*
 * rows.c — see rows.h.
 *
 * A row may be an item, a piece of the item above (text broken over rows), a
 * heading across the table, a summary, a note or the header once more. Only a
 * row with a name of its own is an item.
 */
#include "source/plan/rows.h"

#include "source/plan/group.h"
#include "source/plan/sums.h"

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
    size_t first;    /* first draft of this table */
};

/* ---- cells ---------------------------------------------------------------------- */

static struct str rows_text(const struct rows_reader *tr, const struct doc_row *row, int32_t c)
{
    return c < 0 || c >= tr->t->n_columns ? STR_NONE : str_trim(row->cells[c].text);
}

/* Whether the cell at (row, c) begins there, not in a row above. */
static bool rows_begins(const struct rows_reader *tr, int32_t row, int32_t c)
{
    return tr->t->rows[row].cells[c].origin_row == row;
}

/* Whether one printed figure covers the rows of several items. */
static bool rows_shared(const struct rows_reader *tr, int32_t row, int32_t c)
{
    const struct doc_table *t = tr->t;
    int32_t item = tr->c->item;
    if (!rows_begins(tr, row, c))
        return rows_begins(tr, row, item);
    return row + 1 < t->n_rows && t->rows[row + 1].cells[c].origin_row == row &&
           t->rows[row + 1].cells[c].origin_column == t->rows[row].cells[c].origin_column &&
           t->rows[row + 1].cells[item].origin_row == row + 1;
}

/*
 * A text exported without its group cells has rows shorter than the header: then
 * the cells belong to the right. The place where figures fall on figure columns decides.
 */
static size_t rows_fit(const struct rows_reader *tr, const struct doc_row *row, int32_t shift)
{
    static const int32_t none = -1;
    const int32_t figures[] = {tr->c->full, tr->c->got, tr->c->lost, none};
    size_t fit = 0;
    for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
        int32_t from = figures[i] - shift;
        if (figures[i] < 0 || from < 0 || from >= row->given)
            continue;
        struct line ln = columns_cell(tr->r, row, from);
        struct mark m;
        enum marks_cell kind = marks_cell(tr->r->p, &ln, &m);
        fit += kind == CELL_FIGURE || kind == CELL_NOT_SCORED;
    }
    return fit;
}

static struct doc_row rows_align(const struct rows_reader *tr, int32_t n)
{
    struct doc_row row = tr->t->rows[n];
    int32_t columns = tr->t->n_columns;
    int32_t missing = columns - row.given;
    if (missing <= 0 || tr->c->item < missing || row.given < 2 ||
        rows_fit(tr, &row, missing) <= rows_fit(tr, &row, 0))
        return row;
    struct doc_cell *cells = ARENA_NEW_N(tr->r->a, (size_t)columns, struct doc_cell);
    for (int32_t c = 0; c < columns; c++) {
        if (c >= missing)
            cells[c] = row.cells[c - missing];
        cells[c].origin_row = n;
        cells[c].origin_column = c;
    }
    row.cells = cells;
    return row;
}

/* ---- one item ----------------------------------------------------------------------- */

static enum marks_cell rows_figure(struct rows_reader *tr, struct draft *d, int32_t n,
                                   const struct doc_row *row, int32_t c, enum plan_mark kind)
{
    if (c < 0)
        return CELL_EMPTY;
    struct line ln = columns_cell(tr->r, row, c);
    struct mark m = {.kind = MARK_NONE};
    enum marks_cell cell = marks_cell(tr->r->p, &ln, &m);
    if (cell == CELL_FIGURE && rows_shared(tr, n, c)) {
        draft_find(tr->r, FINDING_FIGURE_SHARED, d->item.item, m.digits, STR_NONE, tr->paragraph,
                   0);
        return CELL_UNREADABLE;
    }
    if (cell == CELL_FIGURE) {
        m.kind = kind;
        draft_figure(tr->r, d, &m);
    } else if (cell == CELL_NOT_SCORED && kind != MARK_LOST) {
        d->not_scored = true;
        draft_find(tr->r, FINDING_NOT_SCORED, d->item.item, str_trim(ln.raw), STR_NONE,
                   tr->paragraph, 0);
    } else if (cell == CELL_UNREADABLE) {
        draft_find(tr->r, FINDING_FIGURE_UNREADABLE, d->item.item, str_trim(ln.raw),
                   tr->c->heading[c], tr->paragraph, 0);
    }
    return cell;
}

/* Where a text that holds cause and measure turns to the measure, or its end. */
static size_t rows_turn(const struct rows_reader *tr, const struct line *ln)
{
    struct match m;
    return pattern_find(tr->r->p, PATTERN_MEASURE_BEGINS, ln, 0, ln->n, &m) ? m.from : ln->n;
}

/* A text cell; labels inside it (原因：… 措施：…) divide it. */
static void rows_words(struct rows_reader *tr, struct draft *d, const struct doc_row *row,
                       int32_t c)
{
    enum term_kind kind = tr->c->kind[c];
    struct line ln = columns_cell(tr->r, row, c);
    if (kind == TERM_DEPARTMENT || kind == TERM_TIME_LIMIT) {
        draft_text(tr->r, d, kind, ln.raw);
        return;
    }
    enum term_kind section = kind == TERM_BOTH ? TERM_CAUSE : kind;
    size_t pos = 0;
    struct label_hit label;
    bool labelled = false;
    while (label_next(&ln, pos, ln.n, &label)) {
        draft_text(tr->r, d, section, line_raw(&ln, pos, label.from));
        bool text = label.kind == TERM_CAUSE || label.kind == TERM_MEASURE ||
                    label.kind == TERM_DEPARTMENT || label.kind == TERM_TIME_LIMIT;
        labelled |= text;
        section = text ? label.kind : section;
        pos = label.text;
    }
    if (kind == TERM_BOTH && !labelled) {
        size_t turn = rows_turn(tr, &ln);
        if (turn == ln.n && str_trim(ln.raw).n > 0 && !marks_says_nothing(tr->r->p, &ln))
            draft_find(tr->r, FINDING_BOTH_IN_ONE, d->item.item, STR_NONE, STR_NONE, tr->paragraph,
                       0);
        draft_text(tr->r, d, TERM_CAUSE, line_raw(&ln, 0, turn));
        draft_text(tr->r, d, TERM_MEASURE, line_raw(&ln, turn, ln.n));
        return;
    }
    draft_text(tr->r, d, section, line_raw(&ln, pos, ln.n));
}

static bool rows_is_words(enum term_kind kind)
{
    return kind == TERM_CAUSE || kind == TERM_MEASURE || kind == TERM_BOTH ||
           kind == TERM_DEPARTMENT || kind == TERM_TIME_LIMIT;
}

/* Text columns of a row; with `own`, only cells that begin in it. */
static void rows_all_words(struct rows_reader *tr, struct draft *d, int32_t n,
                           const struct doc_row *row, bool own)
{
    for (int32_t c = 0; c < tr->t->n_columns; c++) {
        bool merged = row->cells[c].origin_column != c;
        if (rows_is_words(tr->c->kind[c]) && !merged && !(own && row->cells[c].origin_row != n))
            rows_words(tr, d, row, c);
    }
}

/* An empty or 无 cell of the loss column says "nothing lost" where no got column contradicts. */
static void rows_nothing_lost(struct rows_reader *tr, struct draft *d, enum marks_cell got,
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

static void rows_carry(struct rows_reader *tr, const struct doc_row *row)
{
    struct str category = draft_clean_name(tr->r, rows_text(tr, row, tr->c->category));
    struct str subcategory = draft_clean_name(tr->r, rows_text(tr, row, tr->c->subcategory));
    if (category.n > 0 && !str_eq(category, tr->category)) {
        tr->category = category;
        tr->subcategory = STR_NONE;
    }
    if (subcategory.n > 0)
        tr->subcategory = subcategory;
}

static void rows_place(struct rows_reader *tr, struct draft *d)
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

static void rows_item(struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    struct reader *r = tr->r;
    struct draft *d = vec_push(r->a, &r->drafts);
    d->from_table = true;
    d->level = HEADING_UNNUMBERED;
    d->item.paragraph = row->line > 0 ? row->line : tr->paragraph;
    struct str name = rows_text(tr, row, tr->c->item);
    d->item.item = draft_clean_name(r, name);
    rows_place(tr, d);
    struct line ln = line_make(r->a, name, 0);
    struct marks m;
    if (tr->c->full < 0 && marks_find(r->p, &ln, 0, ln.n, &m))
        draft_marks(r, d, &m);
    (void)rows_figure(tr, d, n, row, tr->c->full, MARK_FULL);
    enum marks_cell got = rows_figure(tr, d, n, row, tr->c->got, MARK_GOT);
    enum marks_cell lost = rows_figure(tr, d, n, row, tr->c->lost, MARK_LOST);
    rows_all_words(tr, d, n, row, false);
    rows_nothing_lost(tr, d, got, lost);
    tr->open = true;
}

/* A further row of the item above: its texts go on, its loss adds up. */
static void rows_continue(struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    struct draft *d = &tr->r->drafts.p[tr->r->drafts.n - 1];
    rows_all_words(tr, d, n, row, true);
    int32_t c = tr->c->lost;
    if (c < 0 || !rows_begins(tr, n, c) || rows_begins(tr, n, tr->c->item))
        return;
    struct line ln = columns_cell(tr->r, row, c);
    struct mark m;
    points sum;
    if (marks_cell(tr->r->p, &ln, &m) == CELL_FIGURE && d->item.lost.from == PLAN_PRINTED &&
        points_add(d->item.lost.v, m.v, &sum, NULL) == ERR_OK)
        d->item.lost = (struct plan_figure){PLAN_DERIVED, sum};
}

/* ---- rows that are no items -------------------------------------------------------------- */

/* The single text of a row that is one cell across the table, or has one filled cell; else empty.
 */
static struct str rows_across(const struct rows_reader *tr, const struct doc_row *row)
{
    struct str only = STR_NONE;
    for (int32_t c = 0; c < tr->t->n_columns; c++) {
        struct str text = rows_text(tr, row, c);
        if (text.n == 0 || row->cells[c].origin_column != c)
            continue;
        if (only.n > 0)
            return STR_NONE;
        only = text;
    }
    return only;
}

static bool rows_is_note(const struct rows_reader *tr, struct str text)
{
    struct line ln = line_make(tr->r->a, text, 0);
    struct match m;
    return pattern_at(tr->r->p, PATTERN_TABLE_NOTE, &ln, 0, ln.n, &m);
}

/* A group name across the table: it stands above the items that follow. */
static void rows_heading(struct rows_reader *tr, struct str text)
{
    struct line ln = line_make(tr->r->a, text, tr->paragraph);
    struct heading_number num = heading_number(tr->r->p, &ln, 0, ln.n);
    struct heading h = {.level = num.level == HEADING_NONE ? 1 : num.level,
                        .number = num.number,
                        .line = ln,
                        .from = num.to,
                        .to = ln.n,
                        .name = draft_clean_name(tr->r, text)};
    headings_push(&tr->r->headings, &h);
    tr->category = tr->subcategory = STR_NONE;
    tr->open = false;
    tr->saw_group = true;
}

/* The name cells of a summary row: 小计, 合计, 总分. */
static bool rows_is_summary(const struct rows_reader *tr, const struct doc_row *row)
{
    int32_t last = tr->c->item;
    for (int32_t c = 0; c <= last; c++) {
        struct str text = rows_text(tr, row, c);
        struct line ln = line_make(tr->r->a, text, 0);
        struct match m;
        if (text.n > 0 && pattern_at(tr->r->p, PATTERN_SUMMARY, &ln, 0, ln.n, &m))
            return true;
    }
    return false;
}

static void rows_summary(struct rows_reader *tr, const struct doc_row *row)
{
    const int32_t column[] = {tr->c->full, tr->c->got, tr->c->lost};
    struct plan_figure printed[3] = {{.from = PLAN_UNKNOWN}};
    for (size_t i = 0; i < ARRAY_LEN(column); i++) {
        struct mark m;
        if (column[i] < 0)
            continue;
        struct line ln = columns_cell(tr->r, row, column[i]);
        if (marks_cell(tr->r->p, &ln, &m) == CELL_FIGURE)
            printed[i] = (struct plan_figure){PLAN_PRINTED, m.v};
    }
    struct str name = STR_NONE;
    for (int32_t c = 0; c <= tr->c->item && name.n == 0; c++)
        name = rows_text(tr, row, c);
    sums_check(&tr->sums, tr->r, name, printed, tr->paragraph);
}

/* A group name in the item column of a row without anything else, where the table has no group
 * column. */
static bool rows_is_group(const struct rows_reader *tr, const struct doc_row *row,
                          struct str across)
{
    if (across.n == 0 || rows_is_note(tr, across))
        return false;
    struct line ln = line_make(tr->r->a, across, 0);
    struct match m;
    bool numbered = heading_number(tr->r->p, &ln, 0, ln.n).level != HEADING_NONE;
    bool long_text = ln.n > 40 || pattern_find(tr->r->p, PATTERN_RULE_WORD, &ln, 0, ln.n, &m);
    bool merged = row->cells[0].origin_column == 0 && tr->t->n_columns > 1 &&
                  row->cells[tr->t->n_columns - 1].origin_column == 0;
    bool in_name = rows_text(tr, row, tr->c->item).n > 0 || rows_text(tr, row, 0).n > 0;
    return !long_text && (merged || (in_name && (numbered || tr->c->category < 0)));
}

/* The item's own name is broken over rows: the number column shows that no new item begins. */
static bool rows_name_goes_on(const struct rows_reader *tr, const struct doc_row *row)
{
    int32_t no = -1;
    for (int32_t c = 0; c < tr->t->n_columns && no < 0; c++)
        if (tr->c->kind[c] == TERM_NO)
            no = c;
    if (!tr->open || no < 0 || rows_text(tr, row, no).n > 0)
        return false;
    const int32_t figures[] = {tr->c->full, tr->c->got, tr->c->lost};
    for (size_t i = 0; i < ARRAY_LEN(figures); i++)
        if (figures[i] >= 0 && rows_text(tr, row, figures[i]).n > 0)
            return false;
    return true;
}

/* 以上2项，整改责任科室：… in a row of its own. */
static bool rows_group_line(struct rows_reader *tr, struct str across)
{
    struct line ln = line_make(tr->r->a, across, tr->paragraph);
    struct match m;
    if (!pattern_at(tr->r->p, PATTERN_GROUP, &ln, 0, ln.n, &m))
        return false;
    group_apply(tr->r, &ln, &m);
    return true;
}

/*
 * A lone text under a row, in a table that has shown no groups: the row's last text was
 * broken off. Where groups stand in rows of their own, it is the next group.
 */
static bool rows_broken_off(struct rows_reader *tr, int32_t n, const struct doc_row *row,
                            struct str across)
{
    struct line ln = line_make(tr->r->a, across, tr->paragraph);
    if (!tr->open || tr->saw_group || row->given != 1 || n == 0 || across.n == 0 ||
        heading_number(tr->r->p, &ln, 0, ln.n).level != HEADING_NONE)
        return false;
    int32_t last = tr->t->n_columns - 1;
    while (last >= 0 && rows_text(tr, &tr->t->rows[n - 1], last).n == 0)
        last--;
    if (last < 0 || !rows_is_words(tr->c->kind[last]))
        return false;
    struct draft *d = &tr->r->drafts.p[tr->r->drafts.n - 1];
    draft_text(tr->r, d, tr->c->kind[last], across);
    draft_find(tr->r, FINDING_ROW_BROKEN_OFF, d->item.item, across, tr->c->heading[last], row->line,
               0);
    return true;
}

static void rows_row(struct rows_reader *tr, int32_t n)
{
    struct doc_row row = rows_align(tr, n);
    struct str across = rows_across(tr, &row);
    struct str name = rows_text(tr, &row, tr->c->item);
    bool same_item = tr->open && name.n > 0 && row.cells[tr->c->item].origin_row < n;
    if (rows_is_summary(tr, &row)) {
        rows_summary(tr, &row);
        tr->open = false;
    } else if (columns_is_header_again(tr->r, tr->c, &row) || rows_is_note(tr, across) ||
               rows_group_line(tr, across)) {
        tr->open = false;
    } else if (same_item) {
        rows_continue(tr, n, &row);
    } else if (name.n > 0 && rows_name_goes_on(tr, &row)) {
        struct draft *d = &tr->r->drafts.p[tr->r->drafts.n - 1];
        struct str more =
            str_format(tr->r->a, "%" STR_FMT "%" STR_FMT, STR_ARG(d->item.item), STR_ARG(name));
        d->item.item = draft_clean_name(tr->r, more);
        rows_continue(tr, n, &row);
    } else if (rows_broken_off(tr, n, &row, across)) {
        return;
    } else if (rows_is_group(tr, &row, across)) {
        rows_heading(tr, across);
    } else if (name.n > 0) {
        rows_carry(tr, &row);
        rows_item(tr, n, &row);
    } else if (tr->open) {
        rows_continue(tr, n, &row);
    } else {
        rows_carry(tr, &row);
    }
}

/* ---- the whole table --------------------------------------------------------------------------
 */

static bool rows_any_result(const struct rows_reader *tr)
{
    for (int32_t c = 0; c < tr->t->n_columns; c++) {
        enum term_kind k = tr->c->kind[c];
        if (k != TERM_CAUSE && k != TERM_MEASURE && k != TERM_BOTH && k != TERM_GOT &&
            k != TERM_GOT_SELF && k != TERM_LOST)
            continue;
        for (int32_t n = tr->c->first_row; n < tr->t->n_rows; n++)
            if (rows_text(tr, &tr->t->rows[n], c).n > 0)
                return true;
    }
    return false;
}

/* Whether the header promises results at all; a table without is a standard. */
static bool rows_has_result_columns(const struct columns *c)
{
    if (c->got >= 0 || c->lost >= 0)
        return true;
    for (int32_t i = 0; i < c->n; i++)
        if (c->kind[i] == TERM_CAUSE || c->kind[i] == TERM_MEASURE || c->kind[i] == TERM_BOTH)
            return true;
    return false;
}

bool rows_read(struct reader *r, struct tables *state, const struct doc_table *t, int32_t paragraph)
{
    struct columns found;
    if (columns_read(r, t, paragraph, &found)) {
        state->last = found;
        state->has_last = true;
    } else if (state->has_last && state->last.n == t->n_columns && t->n_columns >= 3) {
        found = state->last;
        found.first_row = 0;
        draft_find(r, FINDING_HEADER_REUSED, STR_NONE, STR_NONE, STR_NONE, paragraph, 0);
    } else {
        return false;
    }
    if (found.item < 0)
        return false;
    struct rows_reader tr = {
        .r = r, .t = t, .c = &found, .paragraph = paragraph, .first = r->drafts.n};
    tr.any_result = rows_any_result(&tr);
    if (!rows_has_result_columns(&found)) {
        r->saw_rubric = true;
        return true;
    }
    if (!tr.any_result) {
        r->saw_empty_form = true;
        return true;
    }
    sums_init(&tr.sums, r->drafts.n);
    for (int32_t n = found.first_row; n < t->n_rows && !arena_over(r->a); n++)
        rows_row(&tr, n);
    return true;
}
