/*
 * cmd_rectify_show.c — `duban rectify show`: everything that was done about a deduction.
 */
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/tr.h"
#include "cli/view_rectify.h"

struct show_args {
    struct rectify_opt opt;
};

static error_t show_parse(int key, char *arg, struct argp_state *state)
{
    struct show_args *args = opt_args(state);
    return rectify_opt_parse(key, arg, state, &args->opt);
}

static const struct argp SHOW_ARGP = {
    .parser = show_parse,
    .args_doc = TR_MARK("ID"),
    .doc = TR_MARK("Show the state of a deduction's rectification, what closing it still needs, "
                   "and everything that happened: events, tasks and evidence."),
    .argp_domain = OPT_DOMAIN};

static enum err_code show_run(struct cli *cli, const void *args, struct err *e)
{
    const struct show_args *a = args;
    struct rectify_history h;
    int64_t id;
    ERR_TRY(rectify_opt_id(cli, &a->opt, &id, e));
    ERR_TRY(app_rectify_show(cli->a, cli->app, id, &h, e));
    view_history(cli, &h);
    return ERR_OK;
}

const struct cmd CMD_RECTIFY_SHOW = {"rectify show", TR_MARK("show state and history"), &SHOW_ARGP,
                                     sizeof(struct show_args), show_run};
