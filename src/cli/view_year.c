/*
 * view_year.c — figures, official results and what was frozen; see view_year.h.
 */
#include "cli/view_year.h"

#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"

static struct str unit_name(const struct unit_list *units, struct str id)
{
    size_t at = score_unit_at(units, id);
    return at == SIZE_MAX ? id : units->p[at].name;
}

static struct str number_if(struct cli *cli, int64_t n)
{
    return n == 0 ? STR_NONE : str_format(cli->a, "%lld", (long long)n);
}

/* ---- figures ----------------------------------------------------------------------------- */

static void figures_json(struct cli *cli, const struct app_figures *f, bool all)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_int(root, "year", f->year);
    json_put_str(root, "framework", f->framework->id);
    struct json_val *wanted = json_put_array(root, "wanted");
    for (size_t i = 0; i < f->n_wanted; i++) {
        struct json_val *obj = json_add_object(wanted);
        json_put_str(obj, "name", f->wanted[i].name);
        json_put_str(obj, "item", f->wanted[i].item->id);
        json_put_int(obj, "spans", (int64_t)f->wanted[i].n_spans);
    }
    struct json_val *figures = json_put_array(root, "figures");
    for (size_t i = 0; i < f->figures.n; i++) {
        const struct score_figure *x = &f->figures.p[i];
        if (!all && !x->holds)
            continue;
        struct json_val *obj = json_add_object(figures);
        json_put_str(obj, "unit", x->unit);
        json_put_str(obj, "name", x->name);
        json_put_int(obj, "span", x->span);
        view_put_str(obj, "value", x->value);
        json_put_str(obj, "reason", x->reason);
        view_put_str(obj, "source", x->source);
        json_put_bool(obj, "holds", x->holds);
        json_put_str(obj, "entered_at", view_moment(cli, x->entered_at));
        json_put_str(obj, "entered_by", x->entered_by);
    }
    view_json(cli, root);
}

static void figures_csv(struct cli *cli, const struct app_figures *f, bool all)
{
    struct str titles[] = {STR("unit"),  STR("name"),   STR("span"),
                           STR("value"), STR("reason"), STR("source")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < f->figures.n; i++) {
        const struct score_figure *x = &f->figures.p[i];
        struct str cells[] = {x->unit,  x->name,   number_if(cli, x->span),
                              x->value, x->reason, x->source};
        if (all || x->holds)
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void figures_table(struct cli *cli, const struct app_figures *f, bool all)
{
    const struct table_column columns[] = {
        {TR("Unit"), TABLE_LEFT, 8},        {TR("Name"), TABLE_LEFT, 0},
        {TR("Sub-period"), TABLE_RIGHT, 0}, {TR("Value"), TABLE_RIGHT, 0},
        {TR("Reason"), TABLE_LEFT, 10},     {TR("Source"), TABLE_LEFT, 10},
        {TR("Entered at"), TABLE_LEFT, 0},  {TR("By"), TABLE_LEFT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < f->figures.n; i++) {
        const struct score_figure *x = &f->figures.p[i];
        if (!all && !x->holds)
            continue;
        struct str *cells = table_row(&t);
        cells[0] = unit_name(&f->units, x->unit);
        cells[1] = x->name;
        cells[2] = number_if(cli, x->span);
        cells[3] = x->value.n > 0 ? x->value : str_of(TR("taken away"));
        cells[4] = x->reason;
        cells[5] = x->source;
        cells[6] = clock_local_text(cli->a, x->entered_at);
        cells[7] = x->entered_by;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_figures(struct cli *cli, const struct app_figures *f, bool all)
{
    if (cli->format == CLI_JSON)
        figures_json(cli, f, all);
    else if (cli->format == CLI_CSV)
        figures_csv(cli, f, all);
    else if (f->figures.n > 0)
        figures_table(cli, f, all);
}

/* ---- official results -------------------------------------------------------------------- */

static struct str full_if(struct cli *cli, const struct official_result *r)
{
    return r->has_full ? view_points(cli, r->full) : STR_NONE;
}

static void results_json(struct cli *cli, const struct app_results *r, bool all)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_int(root, "year", r->year);
    struct json_val *list = json_put_array(root, "results");
    for (size_t i = 0; i < r->list.n; i++) {
        const struct official_result *x = &r->list.p[i];
        if (!all && !x->holds)
            continue;
        struct json_val *obj = json_add_object(list);
        json_put_str(obj, "unit", x->unit);
        json_put_str(obj, "item", x->item);
        json_put_int(obj, "revision", x->revision);
        json_put_bool(obj, "holds", x->holds);
        view_put_str(obj, "full", full_if(cli, x));
        json_put_str(obj, "score", view_points(cli, x->score));
        view_put_str(obj, "reason", x->reason);
        json_put_str(obj, "source", x->source);
        json_put_str(obj, "sha256", x->sha256);
        json_put_str(obj, "imported_at", view_moment(cli, x->imported_at));
        json_put_str(obj, "imported_by", x->imported_by);
    }
    view_json(cli, root);
}

static void results_csv(struct cli *cli, const struct app_results *r, bool all)
{
    struct str titles[] = {STR("unit"),  STR("item"),   STR("revision"), STR("full"),
                           STR("score"), STR("reason"), STR("source")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < r->list.n; i++) {
        const struct official_result *x = &r->list.p[i];
        struct str cells[] = {x->unit,
                              x->item,
                              number_if(cli, x->revision),
                              full_if(cli, x),
                              view_points(cli, x->score),
                              x->reason,
                              x->source};
        if (all || x->holds)
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void results_table(struct cli *cli, const struct app_results *r, bool all)
{
    const struct table_column columns[] = {
        {TR("Unit"), TABLE_LEFT, 8},    {TR("ID"), TABLE_LEFT, 0},
        {TR("Item"), TABLE_LEFT, 10},   {TR("Full"), TABLE_RIGHT, 0},
        {TR("Score"), TABLE_RIGHT, 0},  {TR("Revision"), TABLE_RIGHT, 0},
        {TR("Reason"), TABLE_LEFT, 10}, {TR("Source"), TABLE_LEFT, 8},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < r->list.n; i++) {
        const struct official_result *x = &r->list.p[i];
        const struct indicator *item = framework_item(r->framework, x->item);
        if (!all && !x->holds)
            continue;
        struct str *cells = table_row(&t);
        cells[0] = unit_name(&r->units, x->unit);
        cells[1] = x->item;
        cells[2] = item == NULL ? STR_NONE : title_in(&item->name, cli->lang);
        cells[3] = full_if(cli, x);
        cells[4] = view_points(cli, x->score);
        cells[5] = number_if(cli, x->revision);
        cells[6] = x->reason;
        cells[7] = x->source;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_results(struct cli *cli, const struct app_results *r, bool all)
{
    if (cli->format == CLI_JSON)
        results_json(cli, r, all);
    else if (cli->format == CLI_CSV)
        results_csv(cli, r, all);
    else if (r->list.n > 0)
        results_table(cli, r, all);
}

/* ---- frozen ------------------------------------------------------------------------------ */

void view_frozen(struct cli *cli, const struct app_frozen *f)
{
    struct str titles[] = {STR("unit"), STR("full"), STR("score"), STR("inputs_sha256")};
    if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        json_put_str(root, "framework", f->framework->id);
        json_put_str(root, "as_of", view_moment(cli, f->moment));
        struct json_val *units = json_put_array(root, "units");
        for (size_t i = 0; i < f->n; i++) {
            struct json_val *obj = json_add_object(units);
            json_put_str(obj, "unit", f->p[i].unit);
            json_put_str(obj, "full", view_points(cli, f->p[i].full));
            json_put_str(obj, "score", view_points(cli, f->p[i].score));
            json_put_str(obj, "inputs_sha256", f->p[i].inputs_sha256);
        }
        view_json(cli, root);
        return;
    }
    if (cli->format == CLI_CSV)
        csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < f->n; i++) {
        const struct frozen_scores *x = &f->p[i];
        struct str cells[] = {x->unit, view_points(cli, x->full), view_points(cli, x->score),
                              x->inputs_sha256};
        if (cli->format == CLI_CSV)
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
        else
            buf_addf(&cli->out, TR("%.*s: frozen %.*s of %.*s points\n"), STR_ARG(cells[0]),
                     STR_ARG(cells[2]), STR_ARG(cells[1]));
    }
}

/* ---- problems ---------------------------------------------------------------------------- */

void view_table_problems(struct cli *cli, const struct table_problems *problems)
{
    const struct table_column columns[] = {
        {TR("Row"), TABLE_RIGHT, 0},        {TR("Code"), TABLE_LEFT, 0},
        {TR("Problem"), TABLE_LEFT, 12},    {TR("Detail"), TABLE_LEFT, 10},
        {TR("What to do"), TABLE_LEFT, 12},
    };
    struct table t;
    struct json_val *root = json_val_object(cli->a);
    struct json_val *list = json_put_array(root, "problems");
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < problems->v.n; i++) {
        const struct table_problem *p = &problems->v.p[i];
        const struct err_info *info = err_info(p->code);
        struct json_val *obj = json_add_object(list);
        struct str *cells = table_row(&t);
        if (p->row > 0)
            json_put_int(obj, "row", p->row);
        json_put_str(obj, "code", str_of(info->number));
        json_put_str(obj, "detail", p->detail);
        cells[0] = number_if(cli, p->row);
        cells[1] = str_of(info->number);
        cells[2] = str_of(info->text[cli->lang]);
        cells[3] = p->detail;
        cells[4] = str_of(info->hint[cli->lang]);
    }
    if (cli->format == CLI_JSON)
        view_json(cli, root);
    else if (cli->format == CLI_TABLE)
        table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
    for (size_t i = 0; cli->format == CLI_CSV && i < t.rows.n; i++)
        csv_row(&cli->out, t.rows.p[i], ARRAY_LEN(columns));
}
