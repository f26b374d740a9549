/*
 * cmd_ledger_export.c — `duban ledger export`: the ledger of a plan as a workbook.
 */
#include "app/plan_export.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"

struct export_args {
    int64_t plan, year;
    const char *out;
};

enum { EXPORT_PLAN = 0x200, EXPORT_YEAR };

static const struct argp_option EXPORT_OPTIONS[] = {
    {"output", 'o', "FILE", 0, TR_MARK("Where to; - is standard output"), 0},
    {"plan", EXPORT_PLAN, "N", 0, TR_MARK("The plan imported as plan N"), 0},
    {"year", EXPORT_YEAR, "YEAR", 0, TR_MARK("The plan that assesses this year"), 0},
    {0},
};

static error_t export_parse(int key, char *arg, struct argp_state *state)
{
    struct export_args *args = opt_args(state);
    switch (key) {
    case 'o': args->out = arg; return 0;
    case EXPORT_PLAN: return opt_number(state, "--plan", arg, 1, INT64_MAX, &args->plan);
    case EXPORT_YEAR: return opt_number(state, "--year", arg, 1, 9999, &args->year);
    case ARGP_KEY_END: return args->out == NULL ? opt_fail(state, TR("-o FILE is missing")) : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp EXPORT_ARGP = {
    .options = EXPORT_OPTIONS,
    .parser = export_parse,
    .doc = TR_MARK("Write the ledger of a plan as .xlsx: the plan that came in last, or the one "
                   "named. Points are numbers, and no text can become a formula."),
    .argp_domain = OPT_DOMAIN};

static enum err_code export_run(struct cli *cli, const void *args, struct err *e)
{
    const struct export_args *a = args;
    struct app_plan_choice choice = {a->plan, (int32_t)a->year};
    struct str bytes;
    ERR_TRY(app_ledger_export(cli->a, cli->app, &choice, cli->lang, &bytes, e));
    return say_file(cli, a->out, bytes, e);
}

const struct cmd CMD_LEDGER_EXPORT = {"ledger export", TR_MARK("write the ledger as .xlsx"),
                                      &EXPORT_ARGP, sizeof(struct export_args), export_run};
