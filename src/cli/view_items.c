/*
 * view_items.c — items as a table and as CSV; see view.h.
 *
 * Both are made from one list of columns, so that a field cannot be forgotten in
 * one of them; a column says in which of the two it appears.
 */
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"

enum view_column {
    VIEW_ID,
    VIEW_PLAN,
    VIEW_YEAR,
    VIEW_NO,
    VIEW_CATEGORY,
    VIEW_SUBCATEGORY,
    VIEW_ITEM,
    VIEW_FULL,
    VIEW_GOT,
    VIEW_LOST,
    VIEW_DEPARTMENTS,
    VIEW_CAUSE,
    VIEW_MEASURE,
    VIEW_TIME_LIMIT,
    VIEW__MAX
};

static const struct {
    const char *key; /* title in CSV */
    const char *title;
    enum table_align align;
    size_t least; /* columns it may be shortened to; 0: never */
    bool table;
} VIEW_COLUMNS[VIEW__MAX] = {
    [VIEW_ID] = {"id", TR_MARK("ID"), TABLE_RIGHT, 0, true},
    [VIEW_PLAN] = {"plan", TR_MARK("Plan"), TABLE_RIGHT, 0, true},
    [VIEW_YEAR] = {"year", TR_MARK("Year"), TABLE_RIGHT, 0, true},
    [VIEW_NO] = {"no", TR_MARK("No."), TABLE_RIGHT, 0, true},
    [VIEW_CATEGORY] = {"category", TR_MARK("Category"), TABLE_LEFT, 6, true},
    [VIEW_SUBCATEGORY] = {"subcategory", TR_MARK("Subcategory"), TABLE_LEFT, 8, false},
    [VIEW_ITEM] = {"item", TR_MARK("Item"), TABLE_LEFT, 10, true},
    [VIEW_FULL] = {"full", TR_MARK("Full"), TABLE_RIGHT, 0, true},
    [VIEW_GOT] = {"got", TR_MARK("Got"), TABLE_RIGHT, 0, true},
    [VIEW_LOST] = {"lost", TR_MARK("Lost"), TABLE_RIGHT, 0, true},
    [VIEW_DEPARTMENTS] = {"departments", TR_MARK("Departments"), TABLE_LEFT, 4, true},
    [VIEW_CAUSE] = {"cause", TR_MARK("Cause"), TABLE_LEFT, 8, false},
    [VIEW_MEASURE] = {"measure", TR_MARK("Measure"), TABLE_LEFT, 8, false},
    [VIEW_TIME_LIMIT] = {"time_limit", TR_MARK("Time limit"), TABLE_LEFT, 4, true},
};

struct str view_id(struct cli *cli, int64_t id)
{
    return id > 0 ? str_format(cli->a, "D%lld", (long long)id) : STR_NONE;
}

static struct str view_number(struct cli *cli, int64_t n)
{
    return n > 0 ? str_format(cli->a, "%lld", (long long)n) : STR_NONE;
}

static void view_cells(struct cli *cli, const struct view_item *v, struct str cells[VIEW__MAX])
{
    const struct plan_item *item = v->item;
    cells[VIEW_ID] = view_id(cli, v->id);
    cells[VIEW_PLAN] = view_number(cli, v->plan_id);
    cells[VIEW_YEAR] = view_number(cli, v->year);
    cells[VIEW_NO] = view_number(cli, item->no);
    cells[VIEW_CATEGORY] = item->category;
    cells[VIEW_SUBCATEGORY] = item->subcategory;
    cells[VIEW_ITEM] = item->item;
    cells[VIEW_FULL] = view_figure(cli, item->full);
    cells[VIEW_GOT] = view_figure(cli, item->got);
    cells[VIEW_LOST] = view_figure(cli, item->lost);
    cells[VIEW_DEPARTMENTS] = cli->format == CLI_CSV /* the same in every language */
                                  ? view_join(cli, item->departments, item->n_departments, STR(";"))
                                  : view_list(cli, item->departments, item->n_departments);
    cells[VIEW_CAUSE] = item->cause;
    cells[VIEW_MEASURE] = item->measure;
    cells[VIEW_TIME_LIMIT] = item->time_limit;
}

struct view_item *view_items_of(struct cli *cli, const struct plan *p)
{
    struct view_item *items = ARENA_NEW_N(cli->a, p->n_items, struct view_item);
    for (size_t i = 0; i < p->n_items; i++)
        items[i].item = &p->items[i];
    return items;
}

/* ---- CSV --------------------------------------------------------------------- */

void view_items_csv(struct cli *cli, const struct view_item *items, size_t n)
{
    struct str cells[VIEW__MAX];
    enum view_column from = n > 0 && items[0].id == 0 ? VIEW_NO : VIEW_ID;
    for (enum view_column c = VIEW_ID; c < VIEW__MAX; c++)
        cells[c] = str_of(VIEW_COLUMNS[c].key);
    csv_row(&cli->out, cells + from, VIEW__MAX - from);
    for (size_t i = 0; i < n; i++) {
        view_cells(cli, &items[i], cells);
        csv_row(&cli->out, cells + from, VIEW__MAX - from);
    }
}

/* ---- table ------------------------------------------------------------------- */

/* The columns that have something to show; plan and year only where they tell rows apart. */
static size_t view_choose(const struct view_item *items, struct str (*rows)[VIEW__MAX], size_t n,
                          enum view_column chosen[VIEW__MAX])
{
    size_t count = 0;
    for (enum view_column c = VIEW_ID; c < VIEW__MAX; c++) {
        bool show = c == VIEW_NO || c == VIEW_ITEM || (c >= VIEW_FULL && c <= VIEW_LOST);
        for (size_t i = 0; i < n && !show; i++)
            show = c == VIEW_PLAN || c == VIEW_YEAR ? items[i].plan_id != items[0].plan_id
                                                    : rows[i][c].n > 0;
        if (show && VIEW_COLUMNS[c].table)
            chosen[count++] = c;
    }
    return count;
}

static void view_items_total(struct cli *cli, const struct plan_sum *sum,
                             struct str cells[VIEW__MAX])
{
    for (enum view_column c = VIEW_ID; c < VIEW__MAX; c++)
        cells[c] = STR_NONE;
    cells[VIEW_ITEM] =
        str_format(cli->a, TR_N("Total of %d item", "Total of %d items", sum->items), sum->items);
    cells[VIEW_FULL] = view_figure(cli, sum->full);
    cells[VIEW_GOT] = view_figure(cli, sum->got);
    cells[VIEW_LOST] = view_figure(cli, sum->lost);
}

void view_items(struct cli *cli, const struct view_item *items, size_t n,
                const struct plan_sum *sum)
{
    struct str(*rows)[VIEW__MAX] = arena_array(cli->a, n + 1, sizeof(*rows));
    enum view_column chosen[VIEW__MAX];
    struct table_column columns[VIEW__MAX];
    for (size_t i = 0; i < n; i++)
        view_cells(cli, &items[i], rows[i]);
    view_items_total(cli, sum, rows[n]);
    size_t n_columns = view_choose(items, rows, n, chosen);
    for (size_t c = 0; c < n_columns; c++)
        columns[c] =
            (struct table_column){TR(VIEW_COLUMNS[chosen[c]].title), VIEW_COLUMNS[chosen[c]].align,
                                  VIEW_COLUMNS[chosen[c]].least};
    struct table t;
    table_init(&t, cli->a, columns, n_columns);
    for (size_t i = 0; i <= n; i++) {
        if (i == n)
            table_rule(&t);
        struct str *cells = table_row(&t);
        for (size_t c = 0; c < n_columns; c++)
            cells[c] = rows[i][chosen[c]];
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}
