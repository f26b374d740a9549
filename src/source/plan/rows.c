/*
 * rows.c — see rows.h.
 *
 * A row may be an item, a piece of the item above (text broken over rows), a
 * heading across the table, a summary, a note or the header once more. Here it is
 * told which; row_item.c takes the cells over.
 */
#include "source/plan/rows.h"

#include "source/plan/card.h"
#include "source/plan/group.h"
#include "source/plan/row_item.h"
#include "source/plan/unfold.h"

/* ---- rows that are no items -------------------------------------------------------------- */

/* The single text of a row that is one cell across the table, or has one filled cell; else empty.
 */
static struct str rows_across(const struct rows_reader *tr, const struct doc_row *row)
{
    struct str only = STR_NONE;
    for (int32_t c = 0; c < tr->t->n_columns; c++) {
        struct str text = row_text(tr, row, c);
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

/* 填表人：… 审核人：… below the table, in as many cells: each begins like a note, with a colon. */
static bool rows_is_footer(const struct rows_reader *tr, const struct doc_row *row)
{
    int32_t notes = 0;
    for (int32_t c = 0; c < tr->t->n_columns; c++) {
        struct str text = row_text(tr, row, c);
        bool colon =
            str_find(text, STR("："), 0) != SIZE_MAX || str_find(text, STR(":"), 0) != SIZE_MAX;
        if (text.n == 0 || row->cells[c].origin_column != c)
            continue;
        if (!colon || !rows_is_note(tr, text))
            return false;
        notes++;
    }
    return notes > 0;
}

/*
 * A group name across the table, or with its sum: it stands above the items that follow.
 * `level` is that of its number, HEADING_NONE if it is the one before its name.
 */
static void rows_heading(struct rows_reader *tr, struct str text, int32_t level)
{
    struct line ln = line_make(tr->r->a, text, tr->paragraph);
    struct heading_number num = heading_number(tr->r->p, &ln, 0, ln.n);
    num.level = level == HEADING_NONE ? num.level : level;
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

/* 小计, 合 计, 总分, 总扣分; the blanks inside are mere layout. */
static bool rows_says_sum(const struct rows_reader *tr, struct str text)
{
    static const char *const more[] = {"总扣分",   "总失分",   "合计扣分", "合计失分",
                                       "扣分总计", "失分总计", "总扣分值", "总失分值"};
    struct line ln = line_make(tr->r->a, text, 0);
    char *tight = arena_alloc(tr->r->a, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < ln.n; i++) {
        struct str cp = line_raw(&ln, i, i + 1);
        if (line_is_blank(ln.fold[i]))
            continue;
        memcpy(tight + n, cp.p, cp.n);
        n += cp.n;
    }
    ln = line_make(tr->r->a, (struct str){tight, n}, 0);
    for (size_t i = 0; i < ARRAY_LEN(more); i++)
        if (str_eq(ln.raw, str_of(more[i])))
            return true;
    struct match m;
    return n > 0 && pattern_at(tr->r->p, PATTERN_SUMMARY, &ln, 0, ln.n, &m);
}

/* Whether a name cell of the row says that it is a sum. */
static bool rows_is_summary(const struct rows_reader *tr, const struct doc_row *row)
{
    int32_t last = tr->c->item;
    for (int32_t c = 0; c <= last; c++) {
        if (rows_says_sum(tr, row_text(tr, row, c)))
            return true;
    }
    return false;
}

static void rows_summary(struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    struct plan_figure printed[3];
    struct str name = STR_NONE;
    row_printed(tr, n, row, printed);
    for (int32_t c = 0; c <= tr->c->item && name.n == 0; c++)
        name = row_text(tr, row, c);
    sums_check(&tr->sums, tr->r, name, printed, tr->paragraph);
    tr->open = false;
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
    bool in_name = row_text(tr, row, tr->c->item).n > 0 || row_text(tr, row, 0).n > 0;
    return !long_text && (merged || (in_name && (numbered || tr->c->category < 0)));
}

static int32_t rows_number_column(const struct rows_reader *tr)
{
    for (int32_t c = 0; c < tr->t->n_columns; c++)
        if (tr->c->kind[c] == TERM_NO)
            return c;
    return -1;
}

/* The item's own name is broken over rows: the number column shows that no new item begins. */
static bool rows_name_goes_on(const struct rows_reader *tr, const struct doc_row *row)
{
    int32_t no = rows_number_column(tr);
    if (!tr->open || no < 0 || row_text(tr, row, no).n > 0)
        return false;
    const int32_t figures[] = {tr->c->full, tr->c->got, tr->c->lost};
    for (size_t i = 0; i < ARRAY_LEN(figures); i++)
        if (figures[i] >= 0 && row_text(tr, row, figures[i]).n > 0)
            return false;
    return true;
}

/* The level of a row's number: that of its number column, or of the number before its name. */
static int32_t rows_level(const struct rows_reader *tr, int32_t n)
{
    const struct doc_row *row = &tr->t->rows[n];
    int32_t no = rows_number_column(tr);
    struct str text = row_text(tr, row, no);
    if (text.n > 0) /* 一 stands there without the stop that makes it a number elsewhere */
        text = str_format(tr->r->a, "%" STR_FMT "、", STR_ARG(text));
    else
        text = row_text(tr, row, tr->c->item);
    struct line ln = line_make(tr->r->a, text, 0);
    return heading_number(tr->r->p, &ln, 0, ln.n).level;
}

/*
 * 一 业务工作 35 32.5 above 1 社区矫正 20 18: the name of a group with its sum, known by the
 * deeper number of the row below.
 */
static bool rows_leads_group(const struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    int32_t next = n + 1;
    while (next < tr->t->n_rows && row_text(tr, &tr->t->rows[next], tr->c->item).n == 0)
        next++;
    int32_t level = rows_level(tr, n);
    return next < tr->t->n_rows && level != HEADING_NONE && rows_level(tr, next) > level &&
           !row_has_words(tr, row);
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
    while (last >= 0 && row_text(tr, &tr->t->rows[n - 1], last).n == 0)
        last--;
    if (last < 0 || !row_is_words(tr->c->kind[last]))
        return false;
    struct draft *d = &tr->r->drafts.p[tr->r->drafts.n - 1];
    draft_text(tr->r, d, tr->c->kind[last], across);
    draft_find(tr->r, FINDING_ROW_BROKEN_OFF, d->item.item, across, tr->c->heading[last], row->line,
               0);
    return true;
}

/* ---- rows without a name of their own ------------------------------------------------------ */

/* The group name that begins in this row, the deepest one; empty if none does. */
static struct str rows_group_name(const struct rows_reader *tr, int32_t n,
                                  const struct doc_row *row)
{
    const int32_t column[] = {tr->c->subcategory, tr->c->category};
    for (size_t i = 0; i < ARRAY_LEN(column); i++) {
        struct str text = row_text(tr, row, column[i]);
        if (text.n > 0 && row_begins(tr, n, column[i]))
            return text;
    }
    return STR_NONE;
}

/* A sum without a word for it: its figures are those of the items above, and it says nothing. */
static bool rows_is_bare_sum(const struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    struct plan_figure printed[3];
    row_printed(tr, n, row, printed);
    return !row_has_words(tr, row) && sums_are(&tr->sums, tr->r, printed);
}

static void rows_skip(struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    struct plan_figure printed[3];
    bool any = false;
    row_printed(tr, n, row, printed);
    for (size_t i = 0; i < ARRAY_LEN(printed); i++)
        any = any || printed[i].from == PLAN_PRINTED;
    struct str first = STR_NONE;
    for (int32_t c = 0; c < tr->t->n_columns && first.n == 0; c++)
        first = row_text(tr, row, c);
    if (any)
        draft_find(tr->r, FINDING_ROW_SKIPPED, STR_NONE, first, STR_NONE,
                   row->line > 0 ? row->line : tr->paragraph, 0);
    row_carry(tr, row);
}

/* Whether the item above was given no figure yet, which a row may have put below its name. */
static bool rows_waits_for_figures(const struct rows_reader *tr)
{
    const struct plan_item *item = &tr->r->drafts.p[tr->r->drafts.n - 1].item;
    return item->full.from == PLAN_UNKNOWN && item->got.from == PLAN_UNKNOWN &&
           item->lost.from == PLAN_UNKNOWN;
}

/*
 * The name is empty. A row with a score of its own is an item of the group that begins here, or
 * another one of the name above; without one it goes on with the item above.
 */
static void rows_nameless(struct rows_reader *tr, int32_t n, const struct doc_row *row)
{
    bool scored = row_is_scored(tr, n, row);
    struct str group = rows_group_name(tr, n, row);
    if (rows_is_bare_sum(tr, n, row)) {
        rows_summary(tr, n, row);
    } else if (scored && group.n > 0) {
        row_carry(tr, row);
        row_item(tr, n, row, group);
        struct draft *d = &tr->r->drafts.p[tr->r->drafts.n - 1];
        if (str_eq(d->item.subcategory, d->item.item))
            d->item.subcategory = STR_NONE; /* the group is the item */
    } else if (scored && tr->open && !rows_waits_for_figures(tr)) {
        row_item(tr, n, row, tr->r->drafts.p[tr->r->drafts.n - 1].item.item);
    } else if (tr->open) {
        row_continue(tr, n, row, false);
    } else {
        rows_skip(tr, n, row);
    }
}

/* ---- every row --------------------------------------------------------------------------------
 */

static void rows_row(struct rows_reader *tr, int32_t n)
{
    struct doc_row row = row_align(tr, n);
    struct str across = rows_across(tr, &row);
    struct str name = row_text(tr, &row, tr->c->item);
    bool same_name = tr->open && name.n > 0 && row.cells[tr->c->item].origin_row < n;
    if (rows_is_summary(tr, &row)) {
        rows_summary(tr, n, &row);
    } else if (columns_is_header_again(tr->r, tr->c, &row) || rows_is_note(tr, across) ||
               rows_is_footer(tr, &row) || rows_group_line(tr, across)) {
        tr->open = false;
    } else if (same_name && !row_is_scored(tr, n, &row)) {
        row_continue(tr, n, &row, true);
    } else if (!same_name && name.n > 0 && rows_name_goes_on(tr, &row)) {
        struct draft *d = &tr->r->drafts.p[tr->r->drafts.n - 1];
        struct str more =
            str_format(tr->r->a, "%" STR_FMT "%" STR_FMT, STR_ARG(d->item.item), STR_ARG(name));
        d->item.item = draft_clean_name(tr->r, more);
        row_continue(tr, n, &row, false);
    } else if (rows_broken_off(tr, n, &row, across)) {
        return;
    } else if (rows_is_group(tr, &row, across)) {
        rows_heading(tr, across, HEADING_NONE);
    } else if (name.n > 0 && rows_leads_group(tr, n, &row)) {
        struct plan_figure printed[3];
        row_printed(tr, n, &row, printed);
        rows_heading(tr, name, rows_level(tr, n));
        sums_group(&tr->sums, tr->r, draft_clean_name(tr->r, name), printed, tr->paragraph);
    } else if (name.n > 0) {
        row_carry(tr, &row);
        row_item(tr, n, &row, name);
    } else {
        rows_nameless(tr, n, &row);
    }
}

/* ---- the whole table --------------------------------------------------------------------------
 */

static bool rows_any_result(const struct rows_reader *tr)
{
    for (int32_t c = 0; c < tr->t->n_columns; c++) {
        enum term_kind k = tr->c->kind[c];
        bool figure = columns_is_figure(k) && k != TERM_FULL;
        if (k != TERM_CAUSE && k != TERM_MEASURE && k != TERM_BOTH && !figure)
            continue;
        for (int32_t n = tr->c->first_row; n < tr->t->n_rows; n++)
            if (row_text(tr, &tr->t->rows[n], c).n > 0)
                return true;
    }
    return false;
}

/* Whether the header promises results at all; a table without is a standard. */
static bool rows_has_result_columns(const struct columns *c)
{
    if (c->got >= 0 || c->lost >= 0 || c->pair >= 0)
        return true;
    for (int32_t i = 0; i < c->n; i++)
        if (c->kind[i] == TERM_CAUSE || c->kind[i] == TERM_MEASURE || c->kind[i] == TERM_BOTH)
            return true;
    return false;
}

bool rows_read(struct reader *r, struct tables *state, const struct doc_table *t, int32_t paragraph)
{
    struct columns found;
    struct doc_table turned;
    if (card_turn(r, t, &turned) || unfold_table(r, t, &turned))
        t = &turned;
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
    struct rows_reader tr = {.r = r, .t = t, .c = &found, .paragraph = paragraph};
    tr.any_result = rows_any_result(&tr);
    bool all_figures_read = columns_note_unread(r, t, &found, paragraph);
    if (!rows_has_result_columns(&found) || !tr.any_result) {
        r->saw_headless_table |= !all_figures_read;
        r->saw_rubric |= !rows_has_result_columns(&found);
        r->saw_empty_form |= all_figures_read && rows_has_result_columns(&found);
        return true;
    }
    sums_init(&tr.sums, r->drafts.n);
    for (int32_t n = found.first_row; n < t->n_rows && !arena_over(r->a); n++)
        rows_row(&tr, n);
    sums_end(&tr.sums, r, paragraph);
    return true;
}
