/*
 * cmd_forecast.c — `duban forecast`: what can still be reached and lost.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_score.h"

static const struct argp_option FORECAST_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW, SCORE_OPT_UNIT_ROW, SCORE_OPT_FRAMEWORK_ROW, SCORE_OPT_AS_OF_ROW, {0},
};

static error_t forecast_parse(int key, char *arg, struct argp_state *state)
{
    return score_opt(key, arg, state, opt_args(state));
}

static const struct argp FORECAST_ARGP = {
    .options = FORECAST_OPTIONS,
    .parser = forecast_parse,
    .doc = TR_MARK("Split the full marks of each item into what is lost whatever is done, what is "
                   "at risk if what is open is missed, what is still ahead, what an event that "
                   "nobody owes could cost, and what is secured. Recoverable is what can be "
                   "regained of the points missing now."),
    .argp_domain = OPT_DOMAIN};

static enum err_code forecast_run(struct cli *cli, const void *args, struct err *e)
{
    struct app_scores s;
    ERR_TRY(app_score(cli->a, cli->app, args, true, &s, e));
    view_forecasts(cli, &s);
    return ERR_OK;
}

const struct cmd CMD_FORECAST = {"forecast", TR_MARK("see what can still be reached and lost"),
                                 &FORECAST_ARGP, sizeof(struct score_ask), forecast_run};
