/*
 * view_plan.c — the head, sums and findings of a plan for people; see view.h.
 */
#include "base/text.h"
#include "cli/cli.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"

/* ---- pieces ------------------------------------------------------------------ */

struct str view_figure(struct cli *cli, struct plan_figure figure)
{
    char text[POINTS_TEXT_MAX];
    if (figure.from == PLAN_UNKNOWN)
        return STR_NONE;
    return str_copy(cli->a, str_of(points_text(figure.v, text)));
}

struct str view_join(struct cli *cli, const struct str *list, size_t n, struct str between)
{
    struct buf b;
    buf_init(&b, CLI_OUT_MAX);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add(&b, between);
        buf_add(&b, list[i]);
    }
    struct str ret = str_copy(cli->a, buf_str(&b));
    buf_release(&b);
    return ret;
}

struct str view_list(struct cli *cli, const struct str *list, size_t n)
{
    /* TRANSLATORS: what stands between the parts of a list. */
    return view_join(cli, list, n, str_of(TR(", ")));
}

void view_fields(struct cli *cli, const struct view_field *fields, size_t n)
{
    size_t width = 0;
    for (size_t i = 0; i < n; i++) {
        size_t w = text_width(str_of(fields[i].name));
        if (fields[i].value.n > 0 && w > width)
            width = w;
    }
    for (size_t i = 0; i < n; i++) {
        if (fields[i].value.n == 0)
            continue;
        buf_add_z(&cli->out, fields[i].name);
        buf_add_times(&cli->out, ' ', width + 2 - text_width(str_of(fields[i].name)));
        table_wrap(&cli->out, fields[i].value, width + 2, cli->screen.width);
    }
}

/* ---- head -------------------------------------------------------------------- */

static struct str view_count(struct cli *cli, int32_t n)
{
    return n > 0 ? str_format(cli->a, "%d", n) : STR_NONE;
}

static struct str view_declared(struct cli *cli, const struct plan_declared *d)
{
    struct str parts[3];
    size_t n = 0;
    if (d->categories > 0)
        parts[n++] =
            str_format(cli->a, TR_N("%d category", "%d categories", d->categories), d->categories);
    if (d->subcategories > 0)
        parts[n++] = str_format(
            cli->a, TR_N("%d subcategory", "%d subcategories", d->subcategories), d->subcategories);
    if (d->items > 0)
        parts[n++] = str_format(cli->a, TR_N("%d item", "%d items", d->items), d->items);
    return view_list(cli, parts, n);
}

void view_head(struct cli *cli, const struct plan *p)
{
    char day[DATE_TEXT_MAX];
    const struct view_field fields[] = {
        {TR("Document number"), p->number},
        {TR("Title"), p->title},
        {TR("Issued on"), p->has_issued_on ? str_of(date_text(p->issued_on, day)) : STR_NONE},
        {TR("Year assessed"), view_count(cli, p->year)},
        {TR("Rank"), view_count(cli, p->rank)},
        {TR("Addressed to"), view_list(cli, p->addressees, p->n_addressees)},
        {TR("Declared"), view_declared(cli, &p->declared)},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

/* ---- categories ----------------------------------------------------------------- */

static void view_sum_row(struct cli *cli, struct str *cells, struct str name,
                         const struct plan_sum *sum)
{
    cells[0] = name;
    cells[1] = str_format(cli->a, "%d", sum->items);
    cells[2] = view_figure(cli, sum->full);
    cells[3] = view_figure(cli, sum->got);
    cells[4] = view_figure(cli, sum->lost);
}

void view_categories(struct cli *cli, const struct plan_totals *totals)
{
    const struct table_column columns[] = {
        {TR("Category"), TABLE_LEFT, 8}, {TR("Items"), TABLE_RIGHT, 0},
        {TR("Full"), TABLE_RIGHT, 0},    {TR("Got"), TABLE_RIGHT, 0},
        {TR("Lost"), TABLE_RIGHT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; totals->named_categories > 0 && i < totals->n_categories; i++) {
        const struct plan_category *c = &totals->categories[i];
        view_sum_row(cli, table_row(&t), c->name.n > 0 ? c->name : str_of(TR("(no category)")),
                     &c->sum);
    }
    if (totals->named_categories > 0)
        table_rule(&t);
    view_sum_row(cli, table_row(&t), str_of(TR("Total")), &totals->sum);
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

/* ---- findings --------------------------------------------------------------------- */

static struct str view_position(struct cli *cli, const struct finding *f)
{
    if (f->paragraph <= 0)
        return str_of(TR("the document as a whole"));
    return str_format(cli->a, TR("paragraph %d, character %d"), f->paragraph, f->offset + 1);
}

void view_findings(struct cli *cli, const struct plan *p)
{
    if (p->n_findings == 0) {
        buf_add_z(&cli->out, TR("Findings: none\n"));
        return;
    }
    buf_addf(&cli->out, TR("Findings: %zu\n"), p->n_findings);
    for (size_t i = 0; i < p->n_findings; i++) {
        const struct finding *f = &p->findings[i];
        struct str position = view_position(cli, f);
        struct str where = show_cell(cli->a, f->where);
        /* TRANSLATORS: where a finding is: an item or group, then paragraph and character. */
        struct str head =
            where.n == 0 ? position
                         : str_format(cli->a, TR("%.*s (%.*s)"), STR_ARG(where), STR_ARG(position));
        buf_addf(&cli->out, "%3zu. ", i + 1);
        table_wrap(&cli->out, head, 5, cli->screen.width);
        buf_add_times(&cli->out, ' ', 5);
        table_wrap(&cli->out, finding_text(cli->a, f, cli->lang), 5, cli->screen.width);
    }
}
