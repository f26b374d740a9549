/*
 * view_rank.c — places among the assessed units; see view_score.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_score.h"

/* What units are ranked by: an item, or (NULL) the total. */
struct rank_by {
    const struct app_scores *s;
    const struct indicator *item;
};

/* By id: a unit may be frozen by an earlier version of the catalog. */
static const struct app_score_line *line_of(const struct rank_by *r, size_t unit)
{
    const struct framework *f = r->s->units[unit].framework;
    const struct indicator *x = framework_item(f, r->item->id);
    return x == NULL ? NULL : &r->s->units[unit].lines[x - f->items];
}

static points score_of(const struct rank_by *r, size_t unit)
{
    if (r->item == NULL)
        return r->s->units[unit].score;
    const struct app_score_line *l = line_of(r, unit);
    const points none = {0};
    return l == NULL ? none : l->score;
}

static points full_of(const struct rank_by *r, size_t unit)
{
    if (r->item == NULL)
        return r->s->units[unit].full;
    const struct app_score_line *l = line_of(r, unit);
    const points none = {0};
    return l == NULL ? none : l->full;
}

/* One more than those who have more. */
static size_t place_of(const struct rank_by *r, size_t unit)
{
    size_t place = 1;
    for (size_t i = 0; i < r->s->n; i++)
        place += score_of(r, i).centi > score_of(r, unit).centi;
    return place;
}

/* The units by place; of one place in their own order. Lives in cli->a. */
static size_t *in_order(struct cli *cli, const struct rank_by *r)
{
    size_t *order = ARENA_NEW_N(cli->a, r->s->n, size_t);
    size_t n = 0;
    for (size_t place = 1; place <= r->s->n; place++) {
        for (size_t i = 0; i < r->s->n; i++) {
            if (place_of(r, i) == place)
                order[n++] = i;
        }
    }
    return order;
}

/* ---- one list ------------------------------------------------------------------------ */

static void rank_json(struct cli *cli, const struct rank_by *r, struct json_val *obj)
{
    const size_t *order = in_order(cli, r);
    if (r->item != NULL) {
        json_put_str(obj, "id", r->item->id);
        view_title_json(obj, "name", &r->item->name);
    }
    struct json_val *units = json_put_array(obj, "units");
    for (size_t i = 0; i < r->s->n; i++) {
        const struct app_score_unit *u = &r->s->units[order[i]];
        struct json_val *one = json_add_object(units);
        json_put_int(one, "place", (int64_t)place_of(r, order[i]));
        json_put_str(one, "id", u->id);
        json_put_str(one, "name", u->name);
        json_put_str(one, "full", view_points(cli, full_of(r, order[i])));
        json_put_str(one, "score", view_points(cli, score_of(r, order[i])));
        if (u->frozen != NULL)
            json_put_bool(one, "frozen", true);
    }
}

static void rank_csv(struct cli *cli, const struct rank_by *r)
{
    const size_t *order = in_order(cli, r);
    for (size_t i = 0; i < r->s->n; i++) {
        const struct app_score_unit *u = &r->s->units[order[i]];
        struct str cells[] = {r->item == NULL ? STR_NONE : r->item->id,
                              str_format(cli->a, "%zu", place_of(r, order[i])),
                              u->id,
                              u->name,
                              view_points(cli, full_of(r, order[i])),
                              view_points(cli, score_of(r, order[i]))};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void rank_rows(struct cli *cli, const struct rank_by *r, struct table *t)
{
    const size_t *order = in_order(cli, r);
    for (size_t i = 0; i < r->s->n; i++) {
        struct str *cells = table_row(t);
        if (i == 0 && r->item != NULL) {
            cells[0] = r->item->id;
            cells[1] = title_in(&r->item->name, cli->lang);
        } else if (i == 0) {
            cells[1] = str_of(TR("Total"));
        }
        cells[2] = str_format(cli->a, "%zu", place_of(r, order[i]));
        cells[3] = r->s->units[order[i]].name;
        cells[4] = view_points(cli, full_of(r, order[i]));
        cells[5] = view_points(cli, score_of(r, order[i]));
    }
}

/* ---- all lists ----------------------------------------------------------------------- */

/* The lists to show: by the total and by each item, or by one item. */
static struct rank_by *lists_of(struct cli *cli, const struct app_scores *s,
                                const struct indicator *item, size_t *ret_n)
{
    const struct framework *f = s->county.framework;
    struct rank_by *lists = ARENA_NEW_N(cli->a, f->n_items + 1, struct rank_by);
    size_t n = 0;
    lists[n++] = (struct rank_by){s, item};
    for (size_t i = 0; item == NULL && i < f->n_items; i++)
        lists[n++] = (struct rank_by){s, &f->items[i]};
    *ret_n = n;
    return lists;
}

static void ranks_json(struct cli *cli, const struct app_scores *s, const struct rank_by *lists,
                       size_t n)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "framework", s->county.framework->id);
    json_put_str(root, "as_of", view_moment(cli, s->live.moment));
    rank_json(cli, &lists[0], root);
    struct json_val *items = n > 1 ? json_put_array(root, "items") : NULL;
    for (size_t i = 1; i < n; i++)
        rank_json(cli, &lists[i], json_add_object(items));
    view_json(cli, root);
}

static void ranks_csv(struct cli *cli, const struct rank_by *lists, size_t n)
{
    struct str titles[] = {STR("item"), STR("place"), STR("unit"),
                           STR("name"), STR("full"),  STR("score")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < n; i++)
        rank_csv(cli, &lists[i]);
}

static void ranks_table(struct cli *cli, const struct rank_by *lists, size_t n)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_LEFT, 0},    {TR("Item"), TABLE_LEFT, 10}, {TR("Place"), TABLE_RIGHT, 0},
        {TR("Unit"), TABLE_LEFT, 10}, {TR("Full"), TABLE_RIGHT, 0}, {TR("Score"), TABLE_RIGHT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < n; i++)
        rank_rows(cli, &lists[i], &t);
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_ranks(struct cli *cli, const struct app_scores *s, const struct indicator *item)
{
    size_t n = 0;
    const struct rank_by *lists = lists_of(cli, s, item, &n);
    if (cli->format == CLI_JSON)
        ranks_json(cli, s, lists, n);
    else if (cli->format == CLI_CSV)
        ranks_csv(cli, lists, n);
    else if (s->n > 0)
        ranks_table(cli, lists, n);
}
