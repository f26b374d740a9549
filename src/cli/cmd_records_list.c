/*
 * cmd_records_list.c — `duban records list`: records of a type, page by page.
 */
#include "cli/cli.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_records.h"

struct list_args {
    struct record_opt_filter which;
    int64_t limit, after;
};

enum { LIST_LIMIT = 0x200, LIST_AFTER };

enum { LIST_SHOWN = 100, LIST_MOST = 10 * 1000 };

static const struct argp_option LIST_OPTIONS[] = {
    {"unit", RECORD_OPT_UNIT, "UNIT", 0, TR_MARK("Of this unit and those below it"), 0},
    {"subject", RECORD_OPT_SUBJECT, "WHOM", 0,
     TR_MARK("In the file of this one: R12, or what it is known by"), 0},
    {"from", RECORD_OPT_FROM, "DATE", 0, TR_MARK("Happened on that day or later"), 0},
    {"to", RECORD_OPT_TO, "DATE", 0, TR_MARK("Happened on that day or before"), 0},
    {"entered-from", RECORD_OPT_ENTERED_FROM, "TIME", 0,
     TR_MARK("Entered then or later, YYYY-MM-DD or \"YYYY-MM-DD hh:mm\""), 0},
    {"entered-to", RECORD_OPT_ENTERED_TO, "TIME", 0, TR_MARK("Entered then or before"), 0},
    {"voided", RECORD_OPT_VOIDED, "only|all", 0,
     TR_MARK("Void ones only, or all (default: none that is void)"), 0},
    {"order", RECORD_OPT_ORDER, "ORDER", 0,
     TR_MARK("day, day-desc, entry or entry-desc (default: day-desc)"), 0},
    {"batch", RECORD_OPT_BATCH, "BATCH", 0, TR_MARK("Brought by this import"), 0},
    {"limit", LIST_LIMIT, "N", 0, TR_MARK("At most N records (default: 100)"), 0},
    {"after", LIST_AFTER, "R12", 0, TR_MARK("Go on behind this record, the last one of a page"), 0},
    {0},
};

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    struct list_args *args = opt_args(state);
    switch (key) {
    case LIST_LIMIT: return opt_number(state, "--limit", arg, 1, LIST_MOST, &args->limit);
    case LIST_AFTER: return record_opt_id(state, "--after", arg, &args->after);
    default: return record_opt_filter(key, arg, state, &args->which);
    }
}

static const struct argp LIST_ARGP = {
    .options = LIST_OPTIONS,
    .parser = list_parse,
    .args_doc = TR_MARK("TYPE"),
    .doc = TR_MARK("List records of a type as they stand now. What is sensitive is shown as ***. "
                   "JSON and CSV have all fields, a table the first ones."),
    .argp_domain = OPT_DOMAIN};

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    const struct list_args *a = args;
    struct record_filter filter;
    struct app_record_page page;
    ERR_TRY(record_opt_filter_of(cli, &a->which, &filter, e));
    filter.most = a->limit > 0 ? a->limit : LIST_SHOWN;
    filter.has_after = a->after > 0;
    filter.after.id = a->after;
    ERR_TRY(app_record_list(cli->a, cli->app, &filter, &page, e));
    view_record_page(cli, &page);
    if (page.n == 0)
        say(TR("no such records"));
    else if (page.more)
        say(TR("there are more: --after R%lld"), (long long)page.p[page.n - 1].record.id);
    return ERR_OK;
}

const struct cmd CMD_RECORDS_LIST = {"records list", TR_MARK("list records of a type"), &LIST_ARGP,
                                     sizeof(struct list_args), list_run};
