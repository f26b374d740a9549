/*
 * view_rectify_list.c — many rectifications; see view_rectify.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_rectify.h"

static struct str list_number(struct cli *cli, int64_t n)
{
    return n > 0 ? str_format(cli->a, "%lld", (long long)n) : STR_NONE;
}

/* ---- the list ---------------------------------------------------------- */

static void list_json(struct cli *cli, const struct rectify_list *l)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "day", view_day(cli, true, l->day));
    json_put_int(root, "overdue", l->overdue);
    json_put_int(root, "unassigned", l->unassigned);
    struct json_val *items = json_put_array(root, "items");
    for (size_t i = 0; i < l->n; i++) {
        const struct rectify_row *row = &l->rows[i];
        struct json_val *obj = json_add_object(items);
        json_put_str(obj, "id", view_id(cli, row->entry.id));
        if (row->entry.year > 0)
            json_put_int(obj, "year", row->entry.year);
        json_put_str(obj, "item", row->entry.item.item);
        json_put_str(obj, "state", str_of(rectification_state_name(row->r.state)));
        if (row->entry.withdrawn)
            json_put_bool(obj, "withdrawn", true);
        if (row->class != CAUSE__MAX)
            json_put_str(obj, "cause_class", str_of(cause_class_name(row->class)));
        if (row->r.id == 0)
            continue;
        json_put_int(obj, "rectification", row->r.id);
        json_put_int(obj, "event", row->r.version);
        view_put_str(obj, "owner", row->r.owner);
        view_put_str(obj, "due_on", view_day(cli, row->r.has_due, row->r.due_on));
        if (row->overdue > 0)
            json_put_int(obj, "overdue_days", row->overdue);
        json_put_int(obj, "tasks", row->r.tasks);
        json_put_int(obj, "open_tasks", row->r.open_tasks);
        json_put_int(obj, "evidence", row->r.evidence);
        view_put_str(obj, "follows_id", view_id(cli, row->lost_again_after));
    }
    view_json(cli, root);
}

static void list_csv(struct cli *cli, const struct rectify_list *l)
{
    struct str titles[] = {
        STR("id"),       STR("year"),         STR("item"),         STR("state"), STR("owner"),
        STR("due_on"),   STR("overdue_days"), STR("cause_class"),  STR("tasks"), STR("open_tasks"),
        STR("evidence"), STR("follows_id"),   STR("rectification")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < l->n; i++) {
        const struct rectify_row *row = &l->rows[i];
        bool any = row->r.id != 0;
        struct str cells[] = {
            view_id(cli, row->entry.id),
            list_number(cli, row->entry.year),
            row->entry.item.item,
            str_of(rectification_state_name(row->r.state)),
            row->r.owner,
            view_day(cli, row->r.has_due, row->r.due_on),
            list_number(cli, row->overdue),
            row->class == CAUSE__MAX ? STR_NONE : str_of(cause_class_name(row->class)),
            any ? str_format(cli->a, "%d", row->r.tasks) : STR_NONE,
            any ? str_format(cli->a, "%d", row->r.open_tasks) : STR_NONE,
            any ? str_format(cli->a, "%d", row->r.evidence) : STR_NONE,
            view_id(cli, row->lost_again_after),
            list_number(cli, row->r.id),
        };
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void list_table(struct cli *cli, const struct rectify_list *l)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_RIGHT, 0},         {TR("Item"), TABLE_LEFT, 10},
        {TR("State"), TABLE_LEFT, 0},       {TR("Owner"), TABLE_LEFT, 6},
        {TR("Due"), TABLE_LEFT, 0},         {TR("Days overdue"), TABLE_RIGHT, 0},
        {TR("Open tasks"), TABLE_RIGHT, 0}, {TR("Evidence files"), TABLE_RIGHT, 0},
        {TR("Cause class"), TABLE_LEFT, 8}, {TR("Lost again after"), TABLE_RIGHT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < l->n; i++) {
        const struct rectify_row *row = &l->rows[i];
        struct str *cells = table_row(&t);
        cells[0] = view_id(cli, row->entry.id);
        cells[1] = row->entry.item.item;
        cells[2] = str_of(rectification_state_title(row->r.state, cli->lang));
        cells[3] = row->r.owner;
        cells[4] = view_day(cli, row->r.has_due, row->r.due_on);
        cells[5] = list_number(cli, row->overdue);
        cells[6] = list_number(cli, row->r.open_tasks);
        cells[7] = list_number(cli, row->r.evidence);
        cells[8] = view_class(cli, row->class);
        cells[9] = view_id(cli, row->lost_again_after);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_rectify_list(struct cli *cli, const struct rectify_list *l)
{
    if (cli->format == CLI_JSON)
        list_json(cli, l);
    else if (cli->format == CLI_CSV)
        list_csv(cli, l);
    else if (l->n > 0)
        list_table(cli, l);
}

/* ---- recurrences ------------------------------------------------------- */

static void recurrences_table(struct cli *cli, const struct rectify_recurrences *r)
{
    const struct table_column columns[] = {
        {TR("ID"), TABLE_RIGHT, 0},
        {TR("Item"), TABLE_LEFT, 10},
        {TR("Lost again after"), TABLE_RIGHT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < r->n; i++) {
        struct str *cells = table_row(&t);
        cells[0] = view_id(cli, r->p[i].deduction_id);
        cells[1] = r->p[i].item;
        cells[2] = view_id(cli, r->p[i].follows_deduction);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void recurrences_csv(struct cli *cli, const struct rectify_recurrences *r)
{
    struct str titles[] = {STR("id"),     STR("item"),    STR("rectification"),
                           STR("opened"), STR("follows"), STR("follows_id")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < r->n; i++) {
        const struct rectify_recurrence *one = &r->p[i];
        struct str cells[] = {
            view_id(cli, one->deduction_id),         one->item,
            list_number(cli, one->rectification_id), one->opened ? STR("true") : STR("false"),
            list_number(cli, one->follows),          view_id(cli, one->follows_deduction)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

void view_recurrences(struct cli *cli, const struct rectify_recurrences *r)
{
    if (cli->format == CLI_CSV) {
        recurrences_csv(cli, r);
    } else if (cli->format == CLI_TABLE) {
        if (r->n > 0)
            recurrences_table(cli, r);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *items = json_put_array(root, "items");
        for (size_t i = 0; i < r->n; i++) {
            struct json_val *obj = json_add_object(items);
            json_put_str(obj, "id", view_id(cli, r->p[i].deduction_id));
            json_put_str(obj, "item", r->p[i].item);
            json_put_int(obj, "rectification", r->p[i].rectification_id);
            json_put_bool(obj, "opened", r->p[i].opened);
            json_put_int(obj, "follows", r->p[i].follows);
            json_put_str(obj, "follows_id", view_id(cli, r->p[i].follows_deduction));
        }
        view_json(cli, root);
    }
}
