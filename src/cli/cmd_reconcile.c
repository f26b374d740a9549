/*
 * cmd_reconcile.c — `duban reconcile`: the official result against our own.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_year.h"

struct reconcile_args {
    struct score_ask ask;
    struct str appeal;
};

enum { RECONCILE_APPEAL = 0x200 };

static const struct argp_option RECONCILE_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_UNIT_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    {"appeal", RECONCILE_APPEAL, "ITEM", 0,
     TR_MARK("Instead, a letter that asks for this disputed item to be checked again"), 0},
    {0},
};

static error_t reconcile_parse(int key, char *arg, struct argp_state *state)
{
    struct reconcile_args *args = opt_args(state);
    switch (key) {
    case RECONCILE_APPEAL: return opt_trimmed(state, "--appeal", arg, &args->appeal);
    case SCORE_OPT_AS_OF: return ARGP_ERR_UNKNOWN;
    default: return score_opt(key, arg, state, &args->ask);
    }
}

static const struct argp RECONCILE_ARGP = {
    .options = RECONCILE_OPTIONS,
    .parser = reconcile_parse,
    .doc = TR_MARK("Compare the official result with our own scores, item by item: what was "
                   "predicted, what we missed, what is disputed (by our records it was done in "
                   "time), and what is a matter of the moment at which it was judged. Official "
                   "results come in with \"duban results import\"."),
    .argp_domain = OPT_DOMAIN};

static enum err_code reconcile_run(struct cli *cli, const void *args, struct err *e)
{
    const struct reconcile_args *a = args;
    struct app_reconcile r;
    ERR_TRY(app_reconcile(cli->a, cli->app, &a->ask, &r, e));
    if (a->appeal.n == 0) {
        view_reconcile(cli, &r);
        return ERR_OK;
    }
    if (framework_item(r.scores.county.framework, a->appeal) == NULL)
        return err_set(e, ERR_SCORE_ITEM, "%" STR_FMT, STR_ARG(a->appeal));
    view_appeal(cli, &r, a->appeal);
    if (cli->out.n == 0)
        say(TR("%.*s is not disputed: there is nothing to appeal with"), STR_ARG(a->appeal));
    return ERR_OK;
}

const struct cmd CMD_RECONCILE = {"reconcile", TR_MARK("compare the official result with our own"),
                                  &RECONCILE_ARGP, sizeof(struct reconcile_args), reconcile_run};
