/*
 * cmd_outage_accept.c — `duban outage accept`: from now on it moves deadlines.
 */
#include "cli/cli.h"
#include "cli/excuse_opt.h"
#include "cli/tr.h"
#include "cli/view_excuses.h"

struct accept_args {
    struct excuse_opt opt;
};

static const struct argp_option ACCEPT_OPTIONS[] = {
    {"as", EXCUSE_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {0},
};

static error_t accept_parse(int key, char *arg, struct argp_state *state)
{
    struct accept_args *args = opt_args(state);
    return excuse_opt_outage(key, arg, state, &args->opt);
}

static const struct argp ACCEPT_ARGP = {
    .options = ACCEPT_OPTIONS,
    .parser = accept_parse,
    .args_doc = TR_MARK("OUTAGE"),
    .doc = TR_MARK("Accept an outage. Deadlines of its unit and of all below it that lie between "
                   "its first day and the first working day after it move to that working day."),
    .argp_domain = OPT_DOMAIN};

static enum err_code accept_run(struct cli *cli, const void *args, struct err *e)
{
    const struct accept_args *a = args;
    struct app_outage outage;
    excuse_opt_actor(cli, &a->opt);
    ERR_TRY(app_outage_accept(cli->a, cli->app, a->opt.id, &outage, e));
    view_outage(cli, &outage);
    return ERR_OK;
}

const struct cmd CMD_OUTAGE_ACCEPT = {"outage accept", TR_MARK("accept an outage"), &ACCEPT_ARGP,
                                      sizeof(struct accept_args), accept_run};
