/*
 * cmd_demo.c — `duban demo`: an empty database is filled with a year that was.
 */
#include "app/demo.h"

#include <stdlib.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"

struct demo_args {
    int64_t replay;
    bool outage;
};

enum { DEMO_REPLAY = 0x200, DEMO_OUTAGE };

static const struct argp_option DEMO_OPTIONS[] = {
    {"replay", DEMO_REPLAY, "YEAR", 0, TR_MARK("The year to bring in: 2016; needed"), 0},
    {"with-outage", DEMO_OUTAGE, NULL, 0,
     TR_MARK("As if the network's outage of that year had been accepted"), 0},
    {0},
};

static error_t demo_year(const struct argp_state *state, const char *arg, int64_t *ret)
{
    if (str_to_i64(str_of(arg), ret, NULL) != ERR_OK || *ret != DEMO_YEAR)
        return opt_fail(state, TR("there is a replay of %d alone, not of \"%s\""), DEMO_YEAR, arg);
    return 0;
}

static error_t demo_parse(int key, char *arg, struct argp_state *state)
{
    struct demo_args *args = opt_args(state);
    switch (key) {
    case DEMO_REPLAY: return demo_year(state, arg, &args->replay);
    case DEMO_OUTAGE: args->outage = true; return 0;
    case ARGP_KEY_END:
        return args->replay > 0 ? 0 : opt_fail(state, TR("%s is missing"), "--replay");
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp DEMO_ARGP = {
    .options = DEMO_OPTIONS,
    .parser = demo_parse,
    .doc = TR_MARK("Fill an empty database with a year of an invented county: catalog, units, "
                   "figures, records and the rectification plan. The figures are those that a "
                   "plan of 2016 tells; the people are made up. Without a database one is made."),
    .argp_domain = OPT_DOMAIN};

static void demo_show(struct cli *cli, const struct app_demo *d)
{
    const struct {
        const char *key;
        int64_t n;
    } parts[] = {{"units", d->units},
                 {"figures", d->figures},
                 {"outages", d->outages},
                 {"records", d->records},
                 {"plan", d->plan_id}};
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "catalog", d->catalog);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        json_put_int(root, parts[i].key, parts[i].n);
    if (cli->format == CLI_JSON)
        view_json(cli, root);
    for (size_t i = 0; cli->format == CLI_CSV && i < ARRAY_LEN(parts); i++) {
        struct str cells[] = {str_of(parts[i].key),
                              str_format(cli->a, "%lld", (long long)parts[i].n)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
    if (cli->format == CLI_TABLE)
        buf_addf(
            &cli->out,
            TR("Brought in: catalog %.*s, %lld units, %lld figures, %lld records, plan %lld.\n"),
            STR_ARG(d->catalog), (long long)d->units, (long long)d->figures, (long long)d->records,
            (long long)d->plan_id);
}

static enum err_code demo_run(struct cli *cli, const void *args, struct err *e)
{
    const struct demo_args *a = args;
    struct app_demo d;
    ERR_TRY(app_demo(cli->a, cli->app, a->outage, getenv("TMPDIR"), &d, e));
    demo_show(cli, &d);
    say(TR("now try: duban score --year %d, duban ledger list, duban backtest --year %d"),
        DEMO_YEAR, DEMO_YEAR);
    return ERR_OK;
}

const struct cmd CMD_DEMO = {"demo", TR_MARK("fill an empty database with a sample year"),
                             &DEMO_ARGP, sizeof(struct demo_args), demo_run};
