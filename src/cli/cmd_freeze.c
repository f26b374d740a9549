/*
 * cmd_freeze.c — `duban freeze`: the scores of a closed year are kept as they are.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_year.h"

static const struct argp_option FREEZE_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_UNIT_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    {0},
};

static error_t freeze_parse(int key, char *arg, struct argp_state *state)
{
    return key == SCORE_OPT_AS_OF ? ARGP_ERR_UNKNOWN : score_opt(key, arg, state, opt_args(state));
}

static const struct argp FREEZE_ARGP = {
    .options = FREEZE_OPTIONS,
    .parser = freeze_parse,
    .doc = TR_MARK("Keep the scores of a year as they are, with every line and what it rests on, "
                   "once the framework has closed. Nothing that is entered or loaded later "
                   "changes them, and they are frozen once. Bring in the figures that others "
                   "tell before."),
    .argp_domain = OPT_DOMAIN};

static enum err_code freeze_run(struct cli *cli, const void *args, struct err *e)
{
    struct app_frozen f;
    ERR_TRY(app_freeze(cli->a, cli->app, args, &f, e));
    view_frozen(cli, &f);
    say(TR_N("the scores of %zu unit are frozen", "the scores of %zu units are frozen", f.n), f.n);
    return ERR_OK;
}

const struct cmd CMD_FREEZE = {"freeze", TR_MARK("keep the scores of a closed year"), &FREEZE_ARGP,
                               sizeof(struct score_ask), freeze_run};
