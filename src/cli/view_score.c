/*
 * view_score.c — scores of all items; see view_score.h.
 */
#include "cli/view_score.h"

#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"

/* ---- pieces -------------------------------------------------------------------------- */

struct str view_points(struct cli *cli, points p)
{
    char text[POINTS_TEXT_MAX];
    return str_copy(cli->a, str_of(points_text(p, text)));
}

void view_title_json(struct json_val *obj, const char *key, const struct title *t)
{
    struct json_val *name = json_put_object(obj, key);
    view_put_str(name, "zh", t->text[LANG_ZH]);
    view_put_str(name, "en", t->text[LANG_EN]);
}

struct str view_item_name(struct cli *cli, const struct framework *f, const struct indicator *x)
{
    int depth = 0;
    for (int32_t at = x->parent; at >= 0; at = f->items[at].parent)
        depth++;
    return str_format(cli->a, "%*s%" STR_FMT, 2 * depth, "",
                      STR_ARG(title_in(&x->name, cli->lang)));
}

static struct str lost_of(struct cli *cli, points full, points score)
{
    points lost = {full.centi - score.centi}; /* both lie far inside the range */
    return lost.centi == 0 ? STR_NONE : view_points(cli, lost);
}

/* ---- JSON ---------------------------------------------------------------------------- */

static void item_json(struct cli *cli, const struct app_scores *s, const struct app_score_unit *u,
                      const struct app_score_line *line, struct json_val *obj)
{
    json_put_str(obj, "id", line->item->id);
    view_title_json(obj, "name", &line->item->name);
    json_put_str(obj, "full", view_points(cli, line->full));
    json_put_str(obj, "score", view_points(cli, line->score));
    if (line->item->is_leaf) {
        view_score_reasons_json(cli, u, line, json_put_array(obj, "reasons"));
        view_score_trace(cli, s, line, obj);
    }
}

/* Items stand behind their parents, so each finds the list that it belongs in. */
static void items_json(struct cli *cli, const struct app_scores *s, const struct app_score_unit *u,
                       struct json_val *root)
{
    const struct framework *f = u->framework;
    struct json_val **lists = ARENA_NEW_N(cli->a, f->n_items, struct json_val *);
    struct json_val *top = json_put_array(root, "items");
    for (size_t i = 0; i < f->n_items; i++) {
        const struct indicator *x = &f->items[i];
        struct json_val *obj = json_add_object(x->parent < 0 ? top : lists[x->parent]);
        item_json(cli, s, u, &u->lines[i], obj);
        if (!x->is_leaf)
            lists[i] = json_put_array(obj, "items");
    }
}

static void frozen_json(struct cli *cli, const struct frozen_scores *f, struct json_val *root)
{
    struct json_val *obj = json_put_object(root, "frozen");
    json_put_str(obj, "at", view_moment(cli, f->frozen_at));
    json_put_str(obj, "by", f->frozen_by);
    json_put_str(obj, "inputs_sha256", f->inputs_sha256);
}

static void unit_json(struct cli *cli, const struct app_scores *s, const struct app_score_unit *u,
                      struct json_val *root)
{
    json_put_str(root, "id", u->framework->id);
    view_title_json(root, "name", &u->framework->title);
    json_put_int(root, "year", framework_year(u->framework));
    struct json_val *unit = json_put_object(root, "unit");
    json_put_str(unit, "id", u->id);
    json_put_str(unit, "name", u->name);
    struct json_val *catalog = json_put_object(root, "catalog");
    json_put_str(catalog, "id", u->by->version.catalog);
    json_put_int(catalog, "version", u->by->version.version);
    json_put_str(root, "as_of",
                 view_moment(cli, u->frozen != NULL ? u->frozen->moment : s->live.moment));
    if (u->frozen != NULL)
        frozen_json(cli, u->frozen, root);
    json_put_str(root, "full", view_points(cli, u->full));
    json_put_str(root, "score", view_points(cli, u->score));
    items_json(cli, s, u, root);
}

static void scores_json(struct cli *cli, const struct app_scores *s)
{
    struct json_val *root = json_val_object(cli->a);
    if (s->n == 1) {
        unit_json(cli, s, &s->units[0], root);
    } else {
        struct json_val *units = json_put_array(root, "units");
        for (size_t i = 0; i < s->n; i++)
            unit_json(cli, s, &s->units[i], json_add_object(units));
    }
    view_json(cli, root);
}

/* ---- CSV and table ------------------------------------------------------------------- */

static void scores_csv(struct cli *cli, const struct app_scores *s)
{
    struct str titles[] = {STR("unit"),  STR("item"), STR("name"),   STR("full"),
                           STR("score"), STR("lost"), STR("reasons")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t k = 0; k < s->n; k++) {
        const struct app_score_unit *u = &s->units[k];
        for (size_t i = 0; i < u->framework->n_items; i++) {
            const struct app_score_line *l = &u->lines[i];
            struct str cells[] = {u->id,
                                  l->item->id,
                                  title_in(&l->item->name, LANG_ZH),
                                  view_points(cli, l->full),
                                  view_points(cli, l->score),
                                  lost_of(cli, l->full, l->score),
                                  view_score_reasons_csv(cli, l)};
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
        }
    }
}

static void unit_head(struct cli *cli, const struct app_scores *s, const struct app_score_unit *u)
{
    struct str at =
        clock_local_text(cli->a, u->frozen != NULL ? u->frozen->moment : s->live.moment);
    buf_addf(&cli->out, TR("%.*s, %.*s: %.*s of %.*s points"), STR_ARG(u->name),
             STR_ARG(title_in(&u->framework->title, cli->lang)),
             STR_ARG(view_points(cli, u->score)), STR_ARG(view_points(cli, u->full)));
    buf_add_char(&cli->out, '\n');
    if (u->frozen != NULL)
        buf_addf(&cli->out, TR("judged as of %.*s; frozen on %.*s by %.*s"), STR_ARG(at),
                 STR_ARG(clock_local_text(cli->a, u->frozen->frozen_at)),
                 STR_ARG(u->frozen->frozen_by));
    else
        buf_addf(&cli->out, TR("judged as of %.*s by catalog %.*s, version %lld"), STR_ARG(at),
                 STR_ARG(u->by->version.catalog), (long long)u->by->version.version);
    buf_add_z(&cli->out, "\n\n");
}

static void unit_table(struct cli *cli, const struct app_scores *s, const struct app_score_unit *u)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_LEFT, 0},     {TR("Item"), TABLE_LEFT, 12}, {TR("Full"), TABLE_RIGHT, 0},
        {TR("Score"), TABLE_RIGHT, 0}, {TR("Lost"), TABLE_RIGHT, 0}, {TR("Why"), TABLE_LEFT, 12},
    };
    struct table t;
    unit_head(cli, s, u);
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < u->framework->n_items; i++) {
        const struct app_score_line *l = &u->lines[i];
        struct str *cells = table_row(&t);
        cells[0] = l->item->id;
        cells[1] = view_item_name(cli, u->framework, l->item);
        cells[2] = view_points(cli, l->full);
        cells[3] = view_points(cli, l->score);
        cells[4] = lost_of(cli, l->full, l->score);
        cells[5] = view_score_why(cli, u, l);
    }
    table_rule(&t);
    struct str *total = table_row(&t);
    total[1] = str_of(TR("Total"));
    total[2] = view_points(cli, u->full);
    total[3] = view_points(cli, u->score);
    total[4] = lost_of(cli, u->full, u->score);
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_scores(struct cli *cli, const struct app_scores *s)
{
    if (cli->format == CLI_JSON) {
        scores_json(cli, s);
    } else if (cli->format == CLI_CSV) {
        scores_csv(cli, s);
    } else {
        for (size_t i = 0; i < s->n; i++) {
            if (i > 0)
                buf_add_char(&cli->out, '\n');
            unit_table(cli, s, &s->units[i]);
        }
    }
}
