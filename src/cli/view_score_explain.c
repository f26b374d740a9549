/*
 * view_score_explain.c — one item, with all that it rests on; see view_score.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"
#include "cli/view_state.h"

static const struct app_score_line *line_of(const struct app_score_unit *u, struct str item)
{
    const struct indicator *x = framework_item(u->framework, item);
    return x == NULL ? NULL : &u->lines[x - u->framework->items];
}

/* ---- JSON ---------------------------------------------------------------------------- */

static void explain_json(struct cli *cli, const struct app_scores *s, struct str item)
{
    struct json_val *root = json_val_object(cli->a);
    struct json_val *units = json_put_array(root, "units");
    for (size_t i = 0; i < s->n; i++) {
        const struct app_score_unit *u = &s->units[i];
        const struct app_score_line *l = line_of(u, item);
        struct json_val *obj = json_add_object(units);
        if (l == NULL)
            continue;
        json_put_str(obj, "unit", u->id);
        json_put_str(obj, "id", l->item->id);
        view_title_json(obj, "name", &l->item->name);
        json_put_str(obj, "full", view_points(cli, l->full));
        json_put_str(obj, "score", view_points(cli, l->score));
        view_put_str(obj, "source", l->item->source.text);
        view_score_reasons_json(cli, u, l, json_put_array(obj, "reasons"));
        view_score_trace(cli, s, l, obj);
    }
    view_json(cli, root);
}

/* ---- tables -------------------------------------------------------------------------- */

static struct str span_name(struct cli *cli, const struct indicator *x, const struct json_val *v)
{
    return view_span_name(cli, x, json_int(json_get(v, STR("span"))));
}

static void lines_table(struct cli *cli, const struct indicator *x, const struct json_val *lines)
{
    const struct table_column columns[] = {
        {TR("Sub-period"), TABLE_LEFT, 0}, {TR("From"), TABLE_LEFT, 0},
        {TR("Until"), TABLE_LEFT, 0},      {TR("Method"), TABLE_LEFT, 0},
        {TR("Full"), TABLE_RIGHT, 0},      {TR("Points"), TABLE_RIGHT, 0},
        {TR("Note"), TABLE_LEFT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < json_count(lines); i++) {
        const struct json_val *l = json_at(lines, i);
        struct str *cells = table_row(&t);
        cells[0] = span_name(cli, x, l);
        cells[1] = view_json_text(l, "from");
        cells[2] = view_json_text(l, "to");
        cells[3] = view_method_name(view_json_text(l, "method"));
        cells[4] = view_json_text(l, "full");
        cells[5] = view_json_text(l, "points");
        cells[6] = view_score_note(view_json_text(l, "note"));
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void measures_table(struct cli *cli, const struct app_score_unit *u,
                           const struct indicator *x, const struct json_val *measures)
{
    const struct table_column columns[] = {
        {TR("Sub-period"), TABLE_LEFT, 0},
        {TR("Figures"), TABLE_LEFT, 0},
        {TR("Value"), TABLE_RIGHT, 0},
    };
    struct table t;
    if (json_count(measures) == 0)
        return;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < json_count(measures); i++) {
        const struct json_val *m = json_at(measures, i);
        struct str *cells = table_row(&t);
        cells[0] = span_name(cli, x, m);
        cells[1] = view_measure_name(cli, u, x, view_json_text(m, "id"));
        cells[2] = view_json_text(m, "value");
        if (cells[2].n == 0)
            cells[2] = str_of(TR("not known"));
    }
    buf_add_char(&cli->out, '\n');
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static struct str unit_name(const struct app_scores *s, struct str unit)
{
    size_t at = score_unit_at(&s->county.units, unit);
    return at == SIZE_MAX ? unit : s->county.units.p[at].name;
}

static void evidence_table(struct cli *cli, const struct app_scores *s,
                           const struct app_score_unit *u, const struct json_val *evidence)
{
    const struct table_column columns[] = {
        {TR("Behind it"), TABLE_LEFT, 12}, {TR("Whom or what"), TABLE_LEFT, 8},
        {TR("Unit"), TABLE_LEFT, 0},       {TR("Period"), TABLE_LEFT, 0},
        {TR("Due"), TABLE_LEFT, 0},        {TR("State"), TABLE_LEFT, 0},
    };
    struct table t;
    if (json_count(evidence) == 0)
        return;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < json_count(evidence); i++) {
        const struct json_val *x = json_at(evidence, i);
        struct str rule = view_json_text(x, "rule");
        struct str *cells = table_row(&t);
        cells[0] = rule.n > 0 ? view_rule_name(cli, u->by->catalog, rule)
                              : view_type_name(cli, u->by->catalog, view_json_text(x, "type"));
        cells[1] = view_evidence_about(cli, s, x);
        cells[2] = unit_name(s, view_json_text(x, rule.n > 0 ? "owner" : "unit"));
        cells[3] = view_period_name(view_json_text(x, rule.n > 0 ? "period" : "occurred_on"));
        cells[4] = view_json_text(x, "due");
        cells[5] = view_obligation_state(view_json_text(x, "state"));
    }
    buf_add_char(&cli->out, '\n');
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void explain_table(struct cli *cli, const struct app_scores *s,
                          const struct app_score_unit *u, const struct app_score_line *l)
{
    const struct json_val *trace = NULL;
    must(json_parse(cli->a, l->trace, &trace, NULL) == ERR_OK);
    const struct view_field fields[] = {
        {TR("ID"), l->item->id},
        {TR("Item"), title_in(&l->item->name, cli->lang)},
        {TR("Unit"), u->name},
        {TR("Full"), view_points(cli, l->full)},
        {TR("Score"), view_points(cli, l->score)},
        {TR("Why"), view_score_why(cli, u, l)},
        {TR("Source"), l->item->source.text},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
    if (!l->item->is_leaf)
        return;
    buf_add_char(&cli->out, '\n');
    lines_table(cli, l->item, json_get(trace, STR("lines")));
    measures_table(cli, u, l->item, json_get(trace, STR("measures")));
    evidence_table(cli, s, u, json_get(trace, STR("evidence")));
}

/* ---- CSV: what is behind the points ---------------------------------------------------- */

static struct str span_number(struct cli *cli, const struct json_val *v)
{
    int64_t span = json_int(json_get(v, STR("span")));
    return span == 0 ? STR_NONE : str_format(cli->a, "%lld", (long long)span);
}

static void explain_csv(struct cli *cli, const struct app_scores *s, struct str item)
{
    struct str titles[] = {STR("unit"), STR("item"),  STR("span"),       STR("rule"),
                           STR("type"), STR("about"), STR("owner"),      STR("period"),
                           STR("due"),  STR("state"), STR("occurred_on")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t k = 0; k < s->n; k++) {
        const struct app_score_line *l = line_of(&s->units[k], item);
        const struct json_val *trace = NULL;
        if (l == NULL)
            continue;
        must(json_parse(cli->a, l->trace, &trace, NULL) == ERR_OK);
        const struct json_val *evidence = json_get(trace, STR("evidence"));
        for (size_t i = 0; evidence != NULL && i < json_count(evidence); i++) {
            const struct json_val *x = json_at(evidence, i);
            struct str cells[] = {s->units[k].id,
                                  item,
                                  span_number(cli, x),
                                  view_json_text(x, "rule"),
                                  view_json_text(x, "type"),
                                  view_evidence_about(cli, s, x),
                                  view_json_text(x, "owner"),
                                  view_json_text(x, "period"),
                                  view_json_text(x, "due"),
                                  view_json_text(x, "state"),
                                  view_json_text(x, "occurred_on")};
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
        }
    }
}

void view_score_explain(struct cli *cli, const struct app_scores *s, struct str item)
{
    if (cli->format == CLI_JSON) {
        explain_json(cli, s, item);
    } else if (cli->format == CLI_CSV) {
        explain_csv(cli, s, item);
    } else {
        for (size_t i = 0; i < s->n; i++) {
            const struct app_score_line *l = line_of(&s->units[i], item);
            if (i > 0)
                buf_add_char(&cli->out, '\n');
            if (l != NULL)
                explain_table(cli, s, &s->units[i], l);
        }
    }
}
