/*
 * plan_read.c — see plan_read.h. Blocks are read in document order, so that a
 * heading above a table stands over its rows.
 */
#include "source/plan/plan_read.h"

#include "source/plan/event.h"
#include "source/plan/head.h"
#include "source/plan/official.h"
#include "source/plan/prose.h"
#include "source/plan/rows.h"

/* ---- tables that are no tables of items --------------------------------------- */

/* A frame around running text, or a table whose cells hold whole items. */
static void plan_read_cells(struct prose *s, const struct doc_table *t, int32_t number)
{
    for (int32_t row = 0; row < t->n_rows; row++) {
        for (int32_t c = 0; c < t->n_columns; c++) {
            const struct doc_cell *cell = &t->rows[row].cells[c];
            if (cell->origin_row == row && cell->origin_column == c)
                prose_paragraph(s, STR_NONE, cell->text, number);
        }
    }
}

/* The cells of a row as one line. */
static struct line plan_read_row(struct reader *r, const struct doc_table *t, int32_t row)
{
    struct str all = STR_NONE;
    for (int32_t c = 0; c < t->n_columns; c++) {
        const struct doc_cell *cell = &t->rows[row].cells[c];
        if (cell->text.n > 0 && cell->origin_row == row && cell->origin_column == c)
            all = str_format(r->a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(all), all.n > 0 ? "  " : "",
                             STR_ARG(cell->text));
    }
    return line_make(r->a, all, t->rows[row].line);
}

/* Lines of running text that blanks have made a table: （一）法治督察  8分  得7.6分. */
static bool plan_read_is_text(struct reader *r, const struct doc_table *t)
{
    for (int32_t row = 0; row < t->n_rows; row++) {
        struct line ln = plan_read_row(r, t, row);
        struct heading_number num = heading_number(r->p, &ln, 0, ln.n);
        struct event ev;
        if (num.level != HEADING_NONE && event_item(r->p, &ln, num.to, num.to, &ev) &&
            ev.kind == EVENT_ITEM && ev.from == num.to)
            return true;
    }
    return false;
}

static bool plan_read_has(struct reader *r, const struct doc_table *t, bool marks)
{
    for (int32_t row = 0; row < t->n_rows; row++) {
        int32_t figures = 0;
        for (int32_t c = 0; c < t->n_columns; c++) {
            struct line ln = columns_cell(r, &t->rows[row], c);
            struct marks group;
            struct mark m;
            if (marks && marks_find(r->p, &ln, 0, ln.n, &group) && group.mark[0].label.n > 0)
                return true;
            figures += marks_cell(r->p, &ln, &m) == CELL_FIGURE;
        }
        if (!marks && figures >= 2)
            return true;
    }
    return false;
}

static void plan_read_table(struct prose *s, struct tables *tables, const struct doc_block *b)
{
    struct reader *r = s->r;
    const struct doc_table *t = &b->table;
    if (t->n_columns > 1) {
        prose_close(s);
        if (rows_read(r, tables, t, b->number))
            return;
    }
    if (t->n_columns > 1 && plan_read_is_text(r, t)) {
        for (int32_t row = 0; row < t->n_rows; row++)
            prose_paragraph(s, STR_NONE, plan_read_row(r, t, row).raw, b->number);
        return;
    }
    if (t->n_columns == 1 || plan_read_has(r, t, true)) {
        plan_read_cells(s, t, b->number);
        return;
    }
    r->saw_headless_table |= plan_read_has(r, t, false);
    draft_find(r, FINDING_TABLE_SKIPPED, STR_NONE, STR_NONE, STR_NONE, b->number, 0);
}

static void plan_read_blocks(struct reader *r, const struct doc *d)
{
    struct prose prose = {.r = r};
    struct tables tables = {.has_last = false};
    for (size_t i = 0; i < d->n && !arena_over(r->a); i++) {
        const struct doc_block *b = &d->blocks[i];
        if (b->kind == DOC_TABLE)
            plan_read_table(&prose, &tables, b);
        else
            prose_paragraph(&prose, b->label, b->text, b->number);
    }
    prose_end(&prose);
}

/* ---- why there is nothing -------------------------------------------------------- */

static bool plan_read_asks(struct reader *r, const struct doc *d)
{
    for (size_t i = 0; i < d->n; i++) {
        struct line ln = line_make(r->a, d->blocks[i].text, 0);
        struct match m;
        if (pattern_find(r->p, PATTERN_ASKS_ONLY, &ln, 0, ln.n, &m))
            return true;
    }
    return false;
}

static bool plan_read_figures(struct reader *r, const struct doc *d)
{
    for (size_t i = 0; i < d->n; i++) {
        struct line ln = line_make(r->a, d->blocks[i].text, 0);
        struct match m;
        if (pattern_find(r->p, PATTERN_POINTS, &ln, 0, ln.n, &m))
            return true;
    }
    return false;
}

static enum err_code plan_read_nothing(struct reader *r, const struct doc *d, struct err *e)
{
    if (r->saw_empty_form)
        return err_set(e, ERR_PLAN_NOT_FILLED, "score and cause columns are empty");
    if (r->saw_headless_table)
        return err_set(e, ERR_PLAN_NO_HEADER, "figures without column headings");
    if (r->saw_rubric)
        return err_set(e, ERR_PLAN_RUBRIC_ONLY, "full marks and standards only");
    bool figures = r->saw_full_marks || plan_read_figures(r, d);
    if (plan_read_asks(r, d))
        return err_set(e, ERR_PLAN_NOTICE_ONLY, figures ? "no results" : "no figures found");
    if (r->saw_full_marks)
        return err_set(e, ERR_PLAN_RUBRIC_ONLY, "full marks and standards only");
    return err_set(e, ERR_PLAN_NO_ITEMS,
                   figures ? "figures, but no names that they belong to" : "no figures found");
}

/* ---- findings about the whole ------------------------------------------------------ */

static void plan_read_whole(struct reader *r, const struct doc *d, const struct plan *p)
{
    int32_t missing = 0;
    for (size_t i = 0; i < p->n_items; i++)
        missing += p->items[i].full.from == PLAN_UNKNOWN || p->items[i].got.from == PLAN_UNKNOWN ||
                   p->items[i].lost.from == PLAN_UNKNOWN;
    if (missing > 0)
        draft_find(r, FINDING_PARTIAL, STR_NONE, str_format(r->a, "%d", missing),
                   str_format(r->a, "%zu", p->n_items), 0, 0);
    if (d->charset.n > 0)
        draft_find(r, FINDING_TEXT_CONVERTED, STR_NONE, d->charset, STR_NONE, 0, 0);
    if (d->replaced > 0)
        draft_find(r, FINDING_TEXT_REPAIRED, STR_NONE, str_format(r->a, "%d", d->replaced),
                   STR_NONE, 0, 0);
}

/* By position, what concerns the whole document last. */
static int plan_read_compare(const void *a, const void *b)
{
    const struct finding *x = a;
    const struct finding *y = b;
    uint32_t at_x = x->paragraph == 0 ? UINT32_MAX : (uint32_t)x->paragraph;
    uint32_t at_y = y->paragraph == 0 ? UINT32_MAX : (uint32_t)y->paragraph;
    if (at_x != at_y)
        return at_x < at_y ? -1 : 1;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return (x->code > y->code) - (x->code < y->code);
}

enum err_code plan_read(struct arena *a, const struct doc *d, struct plan *ret, struct err *e)
{
    struct reader r = {.a = a, .p = plan_patterns_new(a)};
    struct plan p = {.year = 0};
    bool official = official_is(d) && official_read(&r, d, &p);
    if (!official) {
        r = (struct reader){.a = a, .p = r.p};
        p = (struct plan){.year = 0};
        plan_read_blocks(&r, d);
    }
    if (arena_over(a))
        return err_set(e, ERR_PLAN_TOO_BIG, "after %zu items", r.drafts.n);
    ERR_TRY(draft_finish(&r, &p, e));
    if (p.n_items == 0)
        return plan_read_nothing(&r, d, e);
    if (!official)
        head_read(&r, d, p.items[0].paragraph, &p);
    ERR_TRY(head_check_declared(&r, &p, official, e));
    plan_read_whole(&r, d, &p);
    if (r.findings.n > 1)
        qsort(r.findings.p, r.findings.n, sizeof(*r.findings.p), plan_read_compare);
    p.findings = r.findings.p;
    p.n_findings = r.findings.n;
    if (arena_over(a))
        return err_set(e, ERR_PLAN_TOO_BIG, "%zu items", p.n_items);
    *ret = p;
    return ERR_OK;
}
