/*
 * cmd_rectify_recur.c — `duban rectify recur`: what was closed and lost points again.
 */
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_rectify.h"

struct recur_args {
    struct rectify_opt opt;
};

static const struct argp_option RECUR_OPTIONS[] = {
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {0},
};

static error_t recur_parse(int key, char *arg, struct argp_state *state)
{
    struct recur_args *args = opt_args(state);
    return key == RECTIFY_OPT_AS ? rectify_opt_parse(key, arg, state, &args->opt)
                                 : ARGP_ERR_UNKNOWN;
}

static const struct argp RECUR_ARGP = {
    .options = RECUR_OPTIONS,
    .parser = recur_parse,
    .doc = TR_MARK("Find deductions of a later year that lost points again for the cause of a "
                   "closed rectification, and open a new one that is linked to it. Every import "
                   "does this too; here it is done anew, as after a cause class was confirmed."),
    .argp_domain = OPT_DOMAIN};

static enum err_code recur_run(struct cli *cli, const void *args, struct err *e)
{
    const struct recur_args *a = args;
    struct rectify_recurrences r;
    rectify_opt_actor(cli, &a->opt);
    ERR_TRY(app_rectify_recur(cli->a, cli->app, &r, e));
    view_recurrences(cli, &r);
    if (r.n == 0)
        say(TR("nothing that was closed has lost points again"));
    return ERR_OK;
}

const struct cmd CMD_RECTIFY_RECUR = {"rectify recur", TR_MARK("open again what lost points again"),
                                      &RECUR_ARGP, sizeof(struct recur_args), recur_run};
