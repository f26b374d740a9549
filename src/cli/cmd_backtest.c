/*
 * cmd_backtest.c — `duban backtest`: which losses would have been warned of?
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_year.h"

struct backtest_args {
    struct score_ask ask;
    bool has_days;
    int64_t days;
};

enum { BACKTEST_DAYS = 0x200, BACKTEST_DAYS_MAX = 366 };

static const struct argp_option BACKTEST_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_UNIT_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    {"days", BACKTEST_DAYS, "N", 0,
     TR_MARK("A warning is in time so many days before the deadline (default: 1)"), 0},
    {0},
};

static error_t backtest_parse(int key, char *arg, struct argp_state *state)
{
    struct backtest_args *args = opt_args(state);
    switch (key) {
    case BACKTEST_DAYS:
        args->has_days = true;
        return opt_number(state, "--days", arg, 0, BACKTEST_DAYS_MAX, &args->days);
    case SCORE_OPT_AS_OF: return ARGP_ERR_UNKNOWN;
    default: return score_opt(key, arg, state, &args->ask);
    }
}

static const struct argp BACKTEST_ARGP = {
    .options = BACKTEST_OPTIONS,
    .parser = backtest_parse,
    .doc = TR_MARK("Tell for each point lost in a year whether the list of what is due would have "
                   "warned of it, on which day first, and how many days ahead, had these rules "
                   "run then. What nobody owes, such as a re-offence, no list can name ahead."),
    .argp_domain = OPT_DOMAIN};

static enum err_code backtest_run(struct cli *cli, const void *args, struct err *e)
{
    const struct backtest_args *a = args;
    struct app_backtest b;
    ERR_TRY(app_backtest(cli->a, cli->app, &a->ask, a->has_days ? (int32_t)a->days : 1, &b, e));
    view_backtest(cli, &b);
    return ERR_OK;
}

const struct cmd CMD_BACKTEST = {"backtest", TR_MARK("see which losses would have been warned of"),
                                 &BACKTEST_ARGP, sizeof(struct backtest_args), backtest_run};
