/*
 * cmd_outage_withdraw.c — `duban outage withdraw`: it was reported wrongly.
 */
#include "cli/cli.h"
#include "cli/excuse_opt.h"
#include "cli/tr.h"
#include "cli/view_excuses.h"

struct withdraw_args {
    struct excuse_opt opt;
};

static const struct argp_option WITHDRAW_OPTIONS[] = {
    {"reason", EXCUSE_OPT_REASON, "TEXT", 0, TR_MARK("Why; needed"), 0},
    {"as", EXCUSE_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {0},
};

static error_t withdraw_parse(int key, char *arg, struct argp_state *state)
{
    struct withdraw_args *args = opt_args(state);
    error_t failed = excuse_opt_outage(key, arg, state, &args->opt);
    if (key == ARGP_KEY_END && failed == 0 && args->opt.reason.n == 0)
        return opt_fail(state, TR("%s is missing"), "--reason");
    return failed;
}

static const struct argp WITHDRAW_ARGP = {
    .options = WITHDRAW_OPTIONS,
    .parser = withdraw_parse,
    .args_doc = TR_MARK("OUTAGE"),
    .doc = TR_MARK("Withdraw an outage, accepted or not. From now on it moves no deadline; answers "
                   "about the time before stay as they were."),
    .argp_domain = OPT_DOMAIN};

static enum err_code withdraw_run(struct cli *cli, const void *args, struct err *e)
{
    const struct withdraw_args *a = args;
    struct app_outage outage;
    excuse_opt_actor(cli, &a->opt);
    ERR_TRY(app_outage_withdraw(cli->a, cli->app, a->opt.id, a->opt.reason, &outage, e));
    view_outage(cli, &outage);
    return ERR_OK;
}

const struct cmd CMD_OUTAGE_WITHDRAW = {"outage withdraw", TR_MARK("withdraw an outage"),
                                        &WITHDRAW_ARGP, sizeof(struct withdraw_args), withdraw_run};
