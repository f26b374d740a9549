/*
 * cmd_ledger_show.c — `duban ledger show`: the plan that came in last, or
 * everything about one deduction.
 */
#include "app/ledger.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"

struct show_args {
    bool given;
    bool by_no; /* a number of the plan that came in last, not an id */
    int64_t number;
};

static error_t show_parse(int key, char *arg, struct argp_state *state)
{
    struct show_args *args = opt_args(state);
    if (key != ARGP_KEY_ARG || args->given)
        return ARGP_ERR_UNKNOWN;
    struct str s = str_of(arg);
    args->given = true;
    args->by_no = s.n == 0 || (s.p[0] != 'D' && s.p[0] != 'd');
    if (str_to_i64(str_sub(s, args->by_no ? 0 : 1, s.n), &args->number, NULL) != ERR_OK ||
        args->number < 1)
        return opt_fail(state, TR("\"%s\" is neither a number such as 7 nor an id such as D7"),
                        arg);
    return 0;
}

static const struct argp SHOW_ARGP = {
    .parser = show_parse,
    .args_doc = TR_MARK("[NO|ID]"),
    .doc = TR_MARK("Without an argument: head, totals, categories and findings of the plan that "
                   "was imported or corrected last. With a number of that plan (7), or with the "
                   "id of any deduction (D7): everything about that one. Numbers follow the "
                   "document; ids stay when a correction moves the numbers."),
    .argp_domain = OPT_DOMAIN};

/* ---- a plan ------------------------------------------------------------------ */

static void show_plan_table(struct cli *cli, const struct ledger_plan *p)
{
    const struct ledger_revision *r = &p->revision;
    const struct view_field fields[] = {
        {TR("Plan"), str_format(cli->a, TR("%lld, revision %d"), (long long)p->id, r->revision)},
        {TR("Imported"), clock_local_text(cli->a, r->imported_at)},
        {TR("By"), r->actor},
        {TR("File"), r->file_name},
    };
    view_head(cli, &p->plan);
    buf_add_char(&cli->out, '\n');
    view_fields(cli, fields, ARRAY_LEN(fields));
    buf_add_char(&cli->out, '\n');
    view_categories(cli, &p->totals);
    buf_add_char(&cli->out, '\n');
    view_findings(cli, &p->plan);
}

static void show_revision_json(struct json_val *obj, const struct ledger_revision *r)
{
    char text[INSTANT_TEXT_MAX];
    json_put_int(obj, "revision", r->revision);
    json_put_str(obj, "imported_at", str_of(instant_text(r->imported_at, text)));
    json_put_str(obj, "actor", r->actor);
    if (r->file_name.n > 0)
        json_put_str(obj, "file", r->file_name);
    json_put_str(obj, "sha256", r->sha256);
}

static void show_plan_json(struct cli *cli, const struct ledger_plan *p)
{
    struct json_val *root = json_val_object(cli->a);
    struct json_val *plan = json_put_object(root, "plan");
    json_put_int(plan, "id", p->id);
    json_put_int(plan, "revisions", p->latest);
    show_revision_json(plan, &p->revision);
    view_plan_json(cli, root, &p->plan, &p->totals, false);
    view_json(cli, root);
}

static void show_plan_csv(struct cli *cli, const struct ledger_plan *p)
{
    struct str titles[] = {STR("category"), STR("items"), STR("full"), STR("got"), STR("lost")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < p->totals.n_categories; i++) {
        const struct plan_category *c = &p->totals.categories[i];
        struct str cells[] = {c->name, str_format(cli->a, "%d", c->sum.items),
                              view_figure(cli, c->sum.full), view_figure(cli, c->sum.got),
                              view_figure(cli, c->sum.lost)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static enum err_code show_plan(struct cli *cli, struct err *e)
{
    struct ledger_plan p;
    bool found;
    ERR_TRY(app_ledger_latest(cli->a, cli->app, &found, &p, e));
    if (!found) {
        say(TR("the ledger is empty; bring a plan in with: duban plan import FILE"));
        if (cli->format == CLI_JSON)
            view_json(cli, json_val_object(cli->a));
    } else if (cli->format == CLI_JSON) {
        show_plan_json(cli, &p);
    } else if (cli->format == CLI_CSV) {
        show_plan_csv(cli, &p);
    } else {
        show_plan_table(cli, &p);
    }
    return ERR_OK;
}

/* ---- a deduction ----------------------------------------------------------------- */

static const char *show_from(enum plan_figure_from from)
{
    static const char *const names[] = {
        [PLAN_UNKNOWN] = "unknown", [PLAN_PRINTED] = "printed", [PLAN_DERIVED] = "derived"};
    return names[from];
}

/* "4.70 (printed)": the figure and how it is known. */
static struct str show_figure(struct cli *cli, struct plan_figure figure)
{
    struct str text = view_figure(cli, figure);
    switch (figure.from) {
    case PLAN_PRINTED: return str_format(cli->a, TR("%.*s (printed)"), STR_ARG(text));
    case PLAN_DERIVED: return str_format(cli->a, TR("%.*s (derived)"), STR_ARG(text));
    case PLAN_UNKNOWN: break;
    }
    return str_of(TR("(unknown)"));
}

static struct str show_state(struct cli *cli, const struct ledger_entry *entry)
{
    if (!entry->withdrawn)
        return STR_NONE;
    return str_format(cli->a, TR("withdrawn after revision %d"), entry->revision);
}

static struct str show_history(struct cli *cli, const struct ledger_deduction *d)
{
    struct str *lines = ARENA_NEW_N(cli->a, d->n_revisions, struct str);
    for (size_t i = 0; i < d->n_revisions; i++) {
        const struct ledger_revision *r = &d->revisions[i];
        struct str when = clock_local_text(cli->a, r->imported_at);
        lines[i] = str_format(cli->a, TR("revision %d, %.*s, by %.*s"), r->revision, STR_ARG(when),
                              STR_ARG(r->actor));
    }
    return view_join(cli, lines, d->n_revisions, STR("\n"));
}

static void show_deduction_table(struct cli *cli, const struct ledger_deduction *d)
{
    const struct ledger_entry *entry = &d->entry;
    const struct plan_item *item = &entry->item;
    const struct view_field fields[] = {
        {TR("ID"), view_id(cli, entry->id)},
        {TR("Plan"),
         str_format(cli->a, TR("%lld, revision %d"), (long long)entry->plan_id, entry->revision)},
        {TR("Document number"), entry->number},
        {TR("Title"), entry->title},
        {TR("Year assessed"), entry->year > 0 ? str_format(cli->a, "%d", entry->year) : STR_NONE},
        {TR("State"), show_state(cli, entry)},
        {TR("No."), str_format(cli->a, "%d", item->no)},
        {TR("Paragraph"),
         item->paragraph > 0 ? str_format(cli->a, "%d", item->paragraph) : STR_NONE},
        {TR("Category"), item->category},
        {TR("Subcategory"), item->subcategory},
        {TR("Item"), item->item},
        {TR("Full"), show_figure(cli, item->full)},
        {TR("Got"), show_figure(cli, item->got)},
        {TR("Lost"), show_figure(cli, item->lost)},
        {TR("Departments"), view_list(cli, item->departments, item->n_departments)},
        {TR("Cause"), item->cause},
        {TR("Measure"), item->measure},
        {TR("Time limit"), item->time_limit},
        {TR("History"), show_history(cli, d)},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

static void show_deduction_json(struct cli *cli, const struct ledger_deduction *d)
{
    const struct ledger_entry *entry = &d->entry;
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "id", view_id(cli, entry->id));
    json_put_int(root, "plan", entry->plan_id);
    json_put_int(root, "revision", entry->revision);
    json_put_bool(root, "withdrawn", entry->withdrawn);
    if (entry->number.n > 0)
        json_put_str(root, "number", entry->number);
    if (entry->title.n > 0)
        json_put_str(root, "title", entry->title);
    if (entry->year > 0)
        json_put_int(root, "year", entry->year);
    view_item_json(root, &entry->item);
    struct json_val *known = json_put_object(root, "known");
    json_put_str(known, "full", str_of(show_from(entry->item.full.from)));
    json_put_str(known, "got", str_of(show_from(entry->item.got.from)));
    json_put_str(known, "lost", str_of(show_from(entry->item.lost.from)));
    if (entry->item.paragraph > 0)
        json_put_int(root, "paragraph", entry->item.paragraph);
    struct json_val *history = json_put_array(root, "history");
    for (size_t i = 0; i < d->n_revisions; i++)
        show_revision_json(json_add_object(history), &d->revisions[i]);
    view_json(cli, root);
}

static enum err_code show_deduction(struct cli *cli, const struct show_args *a, struct err *e)
{
    struct ledger_deduction d;
    ERR_TRY(app_ledger_deduction(cli->a, cli->app, a->by_no, a->number, &d, e));
    if (cli->format == CLI_JSON) {
        show_deduction_json(cli, &d);
    } else if (cli->format == CLI_CSV) {
        struct view_item item = {d.entry.id, d.entry.plan_id, d.entry.year, &d.entry.item};
        view_items_csv(cli, &item, 1);
    } else {
        show_deduction_table(cli, &d);
    }
    return ERR_OK;
}

static enum err_code show_run(struct cli *cli, const void *args, struct err *e)
{
    const struct show_args *a = args;
    return a->given ? show_deduction(cli, a, e) : show_plan(cli, e);
}

const struct cmd CMD_LEDGER_SHOW = {"ledger show", TR_MARK("show a plan or one deduction"),
                                    &SHOW_ARGP, sizeof(struct show_args), show_run};
