/*
 * view_whatif.c — the same records under two catalogs; see view_year.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"
#include "cli/view_year.h"

static const struct indicator *row_item(const struct whatif_row *row)
{
    return row->a != NULL ? row->a : row->b;
}

static bool row_differs(const struct whatif_row *row)
{
    return row->a == NULL || row->b == NULL || row->a_full.centi != row->b_full.centi ||
           row->a_score.centi != row->b_score.centi;
}

static struct str points_of(struct cli *cli, const struct indicator *x, points p)
{
    return x == NULL ? STR_NONE : view_points(cli, p);
}

/* "+0.50": by how much b has more. */
static struct str difference(struct cli *cli, points a, points b)
{
    points d = {b.centi - a.centi};
    return str_format(cli->a, "%s%" STR_FMT, d.centi > 0 ? "+" : "", STR_ARG(view_points(cli, d)));
}

/* ---- JSON and CSV ------------------------------------------------------------------------ */

static void put_side(struct cli *cli, struct json_val *obj, const char *key,
                     const struct indicator *x, points full, points score)
{
    if (x == NULL)
        return;
    struct json_val *side = json_put_object(obj, key);
    json_put_str(side, "id", x->id);
    json_put_str(side, "full", view_points(cli, full));
    json_put_str(side, "score", view_points(cli, score));
}

static void put_catalog(struct json_val *root, const char *key, const struct whatif_side *side)
{
    struct json_val *obj = json_put_object(root, key);
    json_put_str(obj, "catalog", side->by->version.catalog);
    if (side->by->version.version > 0)
        json_put_int(obj, "version", side->by->version.version);
    json_put_str(obj, "framework", side->scores.county.framework->id);
}

static void whatif_json(struct cli *cli, const struct app_whatif *w, bool all)
{
    struct json_val *root = json_val_object(cli->a);
    put_catalog(root, "a", &w->a);
    put_catalog(root, "b", &w->b);
    struct json_val *units = json_put_array(root, "units");
    for (size_t k = 0; k < w->n; k++) {
        const struct whatif_unit *u = &w->units[k];
        struct json_val *obj = json_add_object(units);
        json_put_str(obj, "unit", u->id);
        json_put_str(obj, "a", view_points(cli, u->a_score));
        json_put_str(obj, "b", view_points(cli, u->b_score));
        json_put_str(obj, "difference", difference(cli, u->a_score, u->b_score));
        struct json_val *items = json_put_array(obj, "items");
        for (size_t i = 0; i < u->n_rows; i++) {
            const struct whatif_row *row = &u->rows[i];
            if (!all && !row_differs(row))
                continue;
            struct json_val *item = json_add_object(items);
            view_title_json(item, "name", &row_item(row)->name);
            put_side(cli, item, "a", row->a, row->a_full, row->a_score);
            put_side(cli, item, "b", row->b, row->b_full, row->b_score);
            json_put_str(item, "difference", difference(cli, row->a_score, row->b_score));
        }
    }
    view_json(cli, root);
}

static void whatif_csv(struct cli *cli, const struct app_whatif *w, bool all)
{
    struct str titles[] = {STR("unit"),    STR("item"),   STR("name"),    STR("a_full"),
                           STR("a_score"), STR("b_full"), STR("b_score"), STR("difference")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t k = 0; k < w->n; k++) {
        for (size_t i = 0; i < w->units[k].n_rows; i++) {
            const struct whatif_row *row = &w->units[k].rows[i];
            struct str cells[] = {w->units[k].id,
                                  row_item(row)->id,
                                  title_in(&row_item(row)->name, LANG_ZH),
                                  points_of(cli, row->a, row->a_full),
                                  points_of(cli, row->a, row->a_score),
                                  points_of(cli, row->b, row->b_full),
                                  points_of(cli, row->b, row->b_score),
                                  difference(cli, row->a_score, row->b_score)};
            if (all || row_differs(row))
                csv_row(&cli->out, cells, ARRAY_LEN(cells));
        }
    }
}

/* ---- table ------------------------------------------------------------------------------- */

static void unit_table(struct cli *cli, const struct app_whatif *w, const struct whatif_unit *u,
                       bool all)
{
    const char *name_a = show_exact(cli->a, w->a.name).p;
    const char *name_b = show_exact(cli->a, w->b.name).p;
    const struct table_column columns[] = {
        {TR("ID"), TABLE_LEFT, 0},          {TR("Item"), TABLE_LEFT, 10},
        {TR("Full"), TABLE_RIGHT, 0},       {name_a, TABLE_RIGHT, 0},
        {TR("Full"), TABLE_RIGHT, 0},       {name_b, TABLE_RIGHT, 0},
        {TR("Difference"), TABLE_RIGHT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < u->n_rows; i++) {
        const struct whatif_row *row = &u->rows[i];
        if (!all && !row_differs(row))
            continue;
        struct str *cells = table_row(&t);
        cells[0] = row_item(row)->id;
        cells[1] = title_in(&row_item(row)->name, cli->lang);
        cells[2] = points_of(cli, row->a, row->a_full);
        cells[3] = points_of(cli, row->a, row->a_score);
        cells[4] = points_of(cli, row->b, row->b_full);
        cells[5] = points_of(cli, row->b, row->b_score);
        cells[6] = difference(cli, row->a_score, row->b_score);
    }
    table_rule(&t);
    struct str *total = table_row(&t);
    total[1] = str_of(TR("Total"));
    total[2] = view_points(cli, u->a_full);
    total[3] = view_points(cli, u->a_score);
    total[4] = view_points(cli, u->b_full);
    total[5] = view_points(cli, u->b_score);
    total[6] = difference(cli, u->a_score, u->b_score);
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_whatif(struct cli *cli, const struct app_whatif *w, bool all)
{
    if (cli->format == CLI_JSON) {
        whatif_json(cli, w, all);
    } else if (cli->format == CLI_CSV) {
        whatif_csv(cli, w, all);
    } else {
        for (size_t i = 0; i < w->n; i++) {
            buf_addf(&cli->out, i == 0 ? "%" STR_FMT "\n\n" : "\n%" STR_FMT "\n\n",
                     STR_ARG(w->units[i].name));
            unit_table(cli, w, &w->units[i], all);
        }
    }
}
