/*
 * cmd_results_import.c — `duban results import`: the official result of a year.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_year.h"

struct import_args {
    struct score_ask ask;
    struct result_source source;
};

enum { IMPORT_PLAN = 0x200 };

static const struct argp_option IMPORT_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    {"unit", SCORE_OPT_UNIT, "UNIT", 0,
     TR_MARK("Of which unit, by id or name (default: the only one that is assessed)"), 0},
    SCORE_OPT_FRAMEWORK_ROW,
    {"plan", IMPORT_PLAN, "N", 0, TR_MARK("The items of plan N instead of a file"), 0},
    {0},
};

static error_t import_end(const struct argp_state *state, const struct import_args *args)
{
    if ((args->source.path == NULL) == (args->source.plan_id == 0))
        return opt_fail(state, TR("FILE or --plan is needed, one of them"));
    return 0;
}

static error_t import_parse(int key, char *arg, struct argp_state *state)
{
    struct import_args *args = opt_args(state);
    error_t failed;
    switch (key) {
    case IMPORT_PLAN: return opt_number(state, "--plan", arg, 1, INT64_MAX, &args->source.plan_id);
    case ARGP_KEY_ARG:
        return args->source.path != NULL ? ARGP_ERR_UNKNOWN
                                         : opt_path(state, "FILE", arg, &args->source.path);
    case ARGP_KEY_END:
        failed = import_end(state, args);
        return failed != 0 ? failed : score_opt(key, arg, state, &args->ask);
    case SCORE_OPT_AS_OF: return ARGP_ERR_UNKNOWN;
    default: return score_opt(key, arg, state, &args->ask);
    }
}

static const struct argp IMPORT_ARGP = {
    .options = IMPORT_OPTIONS,
    .parser = import_parse,
    .args_doc = TR_MARK("[FILE]"),
    .doc = TR_MARK("Bring in what the level above made of a year, beside our own scores: a .csv or "
                   ".xlsx with the columns item (id or name) and score, and perhaps unit, full and "
                   "reason; or the items of a plan that was imported. A result that is corrected "
                   "gets a revision; nothing is overwritten."),
    .argp_domain = OPT_DOMAIN};

static enum err_code import_run(struct cli *cli, const void *args, struct err *e)
{
    const struct import_args *a = args;
    struct app_result_in r;
    struct app_results list;
    ERR_TRY(app_result_import(cli->a, cli->app, &a->ask, &a->source, &r, e));
    if (r.problems.v.n > 0) {
        view_table_problems(cli, &r.problems);
        return err_set(e, ERR_IMPORT_BAD_ROWS, TR("%lld of %lld"), (long long)r.problems.v.n,
                       (long long)r.rows);
    }
    ERR_TRY(app_result_list(cli->a, cli->app, &a->ask, &list, e));
    view_results(cli, &list, false);
    if (r.added == 0)
        say(TR("unchanged: all of it was known"));
    else
        say(TR_N("brought in %zu result", "brought in %zu results", r.added), r.added);
    return ERR_OK;
}

const struct cmd CMD_RESULTS_IMPORT = {"results import", TR_MARK("take the official result in"),
                                       &IMPORT_ARGP, sizeof(struct import_args), import_run};
