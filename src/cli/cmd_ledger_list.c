/*
 * cmd_ledger_list.c — `duban ledger list`: the deductions that are stored.
 */
#include "app/ledger.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"

struct list_args {
    int64_t year, plan;
    struct str department;
};

enum { LIST_YEAR = 0x200, LIST_DEPARTMENT, LIST_PLAN };

static const struct argp_option LIST_OPTIONS[] = {
    {"year", LIST_YEAR, "YEAR", 0, TR_MARK("Only the year assessed"), 0},
    {"department", LIST_DEPARTMENT, "NAME", 0, TR_MARK("Only what this department answers for"), 0},
    {"plan", LIST_PLAN, "N", 0, TR_MARK("Only the plan imported as plan N"), 0},
    {0},
};

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    struct list_args *args = opt_args(state);
    switch (key) {
    case LIST_YEAR: return opt_number(state, "--year", arg, 1, 9999, &args->year);
    case LIST_PLAN: return opt_number(state, "--plan", arg, 1, INT64_MAX, &args->plan);
    case LIST_DEPARTMENT: return opt_text(state, "--department", arg, &args->department);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp LIST_ARGP = {
    .options = LIST_OPTIONS,
    .parser = list_parse,
    .doc = TR_MARK("List the deductions of the newest revision of every plan, with their totals. "
                   "A total adds up what is known."),
    .argp_domain = OPT_DOMAIN};

static void list_json(struct cli *cli, const struct ledger *l)
{
    struct json_val *root = json_val_object(cli->a);
    view_sum_json(json_put_object(root, "totals"), &l->sum);
    struct json_val *items = json_put_array(root, "items");
    for (size_t i = 0; i < l->n; i++) {
        const struct ledger_entry *entry = &l->entries[i];
        struct json_val *obj = json_add_object(items);
        json_put_str(obj, "id", view_id(cli, entry->id));
        json_put_int(obj, "plan", entry->plan_id);
        json_put_int(obj, "revision", entry->revision);
        if (entry->year > 0)
            json_put_int(obj, "year", entry->year);
        view_item_json(obj, &entry->item);
    }
    view_json(cli, root);
}

static void list_nothing(const struct ledger *l)
{
    if (l->no_plans)
        say(TR("the ledger is empty; bring a plan in with: duban plan import FILE"));
    else
        say(TR("nothing matches; without --year, --department and --plan everything is listed"));
}

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    const struct list_args *a = args;
    struct ledger_filter filter = {a->plan, (int32_t)a->year, a->department};
    struct ledger l;
    ERR_TRY(app_ledger_list(cli->a, cli->app, &filter, &l, e));
    struct view_item *items = ARENA_NEW_N(cli->a, l.n, struct view_item);
    for (size_t i = 0; i < l.n; i++)
        items[i] = (struct view_item){l.entries[i].id, l.entries[i].plan_id, l.entries[i].year,
                                      &l.entries[i].item};
    if (cli->format == CLI_JSON)
        list_json(cli, &l);
    else if (cli->format == CLI_CSV)
        view_items_csv(cli, items, l.n);
    else if (l.n > 0)
        view_items(cli, items, l.n, &l.sum);
    if (l.n == 0)
        list_nothing(&l);
    return ERR_OK;
}

const struct cmd CMD_LEDGER_LIST = {"ledger list", TR_MARK("list the deductions"), &LIST_ARGP,
                                    sizeof(struct list_args), list_run};
