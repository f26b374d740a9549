/*
 * view_forecast.c — what can still be reached and lost; see view_score.h.
 */
#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"

/* The figures of a forecast in the order in which they are shown. */
static const struct {
    const char *key;
    size_t at;
} FIGURES[] = {
    {"full", offsetof(struct forecast, full)},
    {"best", offsetof(struct forecast, best)},
    {"worst", offsetof(struct forecast, worst)},
    {"floor", offsetof(struct forecast, floor)},
    {"bottom", offsetof(struct forecast, bottom)},
    {"lost", offsetof(struct forecast, lost)},
    {"at_risk", offsetof(struct forecast, at_risk)},
    {"ahead", offsetof(struct forecast, ahead)},
    {"exposed", offsetof(struct forecast, exposed)},
    {"secured", offsetof(struct forecast, secured)},
    {"recoverable", offsetof(struct forecast, recoverable)},
};

static struct str figure(struct cli *cli, const struct forecast *f, size_t i)
{
    const char *at = (const char *)f + FIGURES[i].at;
    points p;
    memcpy(&p, at, sizeof(p));
    return view_points(cli, p);
}

/* ---- JSON ---------------------------------------------------------------------------- */

static void figures_json(struct cli *cli, const struct forecast *f, points score,
                         struct json_val *obj)
{
    json_put_str(obj, "score", view_points(cli, score));
    for (size_t i = 0; i < ARRAY_LEN(FIGURES); i++)
        json_put_str(obj, FIGURES[i].key, figure(cli, f, i));
    if (f->apart)
        json_put_bool(obj, "apart", true);
}

static void unit_json(struct cli *cli, const struct app_scores *s, const struct app_score_unit *u,
                      struct json_val *root)
{
    const struct framework *f = s->county.framework;
    struct json_val **lists = ARENA_NEW_N(cli->a, f->n_items, struct json_val *);
    json_put_str(root, "id", f->id);
    view_title_json(root, "name", &f->title);
    struct json_val *unit = json_put_object(root, "unit");
    json_put_str(unit, "id", u->id);
    json_put_str(unit, "name", u->name);
    json_put_str(root, "as_of", view_moment(cli, s->live.moment));
    figures_json(cli, &u->live->forecast[f->n_items], u->live->sheet.score, root);
    struct json_val *top = json_put_array(root, "items");
    for (size_t i = 0; i < f->n_items; i++) {
        const struct indicator *x = &f->items[i];
        struct json_val *obj = json_add_object(x->parent < 0 ? top : lists[x->parent]);
        json_put_str(obj, "id", x->id);
        view_title_json(obj, "name", &x->name);
        figures_json(cli, &u->live->forecast[i], u->live->sheet.lines[i].score, obj);
        if (!x->is_leaf)
            lists[i] = json_put_array(obj, "items");
    }
}

static void forecasts_json(struct cli *cli, const struct app_scores *s)
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

/* ---- CSV ----------------------------------------------------------------------------- */

enum { CSV_FIXED = 4 };

static void row_csv(struct cli *cli, struct str unit, struct str item, struct str name,
                    points score, const struct forecast *f)
{
    struct str cells[CSV_FIXED + ARRAY_LEN(FIGURES)] = {unit, item, name, view_points(cli, score)};
    for (size_t i = 0; i < ARRAY_LEN(FIGURES); i++)
        cells[CSV_FIXED + i] = figure(cli, f, i);
    csv_row(&cli->out, cells, ARRAY_LEN(cells));
}

static void forecasts_csv(struct cli *cli, const struct app_scores *s)
{
    const struct framework *f = s->county.framework;
    struct str titles[CSV_FIXED + ARRAY_LEN(FIGURES)] = {STR("unit"), STR("item"), STR("name"),
                                                         STR("score")};
    for (size_t i = 0; i < ARRAY_LEN(FIGURES); i++)
        titles[CSV_FIXED + i] = str_of(FIGURES[i].key);
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t k = 0; k < s->n; k++) {
        const struct app_score_unit *u = &s->units[k];
        for (size_t i = 0; i < f->n_items; i++)
            row_csv(cli, u->id, f->items[i].id, title_in(&f->items[i].name, LANG_ZH),
                    u->live->sheet.lines[i].score, &u->live->forecast[i]);
        row_csv(cli, u->id, STR_NONE, STR_NONE, u->live->sheet.score,
                &u->live->forecast[f->n_items]);
    }
}

/* ---- table --------------------------------------------------------------------------- */

static void row_table(struct cli *cli, struct str *cells, points score, const struct forecast *f)
{
    const points figures[] = {f->full,  score,      f->lost,    f->at_risk,
                              f->ahead, f->exposed, f->secured, f->recoverable};
    for (size_t i = 0; i < ARRAY_LEN(figures); i++)
        cells[2 + i] = i > 1 && figures[i].centi == 0 ? STR_NONE : view_points(cli, figures[i]);
}

static void unit_table(struct cli *cli, const struct app_scores *s, const struct app_score_unit *u)
{
    const struct framework *f = s->county.framework;
    const struct table_column columns[] = {
        {TR("ID"), TABLE_LEFT, 0},       {TR("Item"), TABLE_LEFT, 12},
        {TR("Full"), TABLE_RIGHT, 0},    {TR("Score"), TABLE_RIGHT, 0},
        {TR("Lost"), TABLE_RIGHT, 0},    {TR("At risk"), TABLE_RIGHT, 0},
        {TR("Ahead"), TABLE_RIGHT, 0},   {TR("Exposed"), TABLE_RIGHT, 0},
        {TR("Secured"), TABLE_RIGHT, 0}, {TR("Recoverable"), TABLE_RIGHT, 0},
    };
    struct table t;
    buf_addf(&cli->out, TR("%.*s, as of %.*s"), STR_ARG(u->name),
             STR_ARG(clock_local_text(cli->a, s->live.moment)));
    buf_add_z(&cli->out, "\n\n");
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < f->n_items; i++) {
        struct str *cells = table_row(&t);
        cells[0] = f->items[i].id;
        cells[1] = view_item_name(cli, f, &f->items[i]);
        row_table(cli, cells, u->live->sheet.lines[i].score, &u->live->forecast[i]);
    }
    table_rule(&t);
    struct str *total = table_row(&t);
    total[1] = str_of(TR("Total"));
    row_table(cli, total, u->live->sheet.score, &u->live->forecast[f->n_items]);
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_forecasts(struct cli *cli, const struct app_scores *s)
{
    if (cli->format == CLI_JSON) {
        forecasts_json(cli, s);
    } else if (cli->format == CLI_CSV) {
        forecasts_csv(cli, s);
    } else {
        for (size_t i = 0; i < s->n; i++) {
            if (i > 0)
                buf_add_char(&cli->out, '\n');
            unit_table(cli, s, &s->units[i]);
        }
    }
}
