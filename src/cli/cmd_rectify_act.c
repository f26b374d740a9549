/*
 * cmd_rectify_act.c — `duban rectify submit`, `verify`, `return` and `close`: the four steps
 * to the end, which differ in nothing but their names.
 */
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/tr.h"
#include "cli/view_rectify.h"

struct act_args {
    struct rectify_opt opt;
};

enum { ACT_REASON = 0x200 };

static const struct argp_option ACT_OPTIONS[] = {
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {"seen", RECTIFY_OPT_SEEN, "N", 0, TR_MARK("Only if event N is still the newest one"), 0},
    {"note", RECTIFY_OPT_NOTE, "TEXT", 0, TR_MARK("Words of your own for the history"), 0},
    {0},
};

static const struct argp_option RETURN_OPTIONS[] = {
    {"reason", ACT_REASON, "TEXT", 0, TR_MARK("Why it goes back"), 0},
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {"seen", RECTIFY_OPT_SEEN, "N", 0, TR_MARK("Only if event N is still the newest one"), 0},
    {0},
};

static error_t act_parse(int key, char *arg, struct argp_state *state)
{
    struct act_args *args = opt_args(state);
    if (key == ACT_REASON)
        return opt_text(state, "--reason", arg, &args->opt.note);
    return rectify_opt_parse(key, arg, state, &args->opt);
}

static enum err_code act_run(struct cli *cli, const void *args, enum rectification_action action,
                             struct err *e)
{
    const struct act_args *a = args;
    struct rectify_on on;
    struct rectify_card card;
    ERR_TRY(rectify_opt_on(cli, &a->opt, &on, e));
    ERR_TRY(app_rectify_act(cli->a, cli->app, &on, action, &card, e));
    view_card(cli, &card);
    return ERR_OK;
}

/* ---- submit ------------------------------------------------------------ */

static const struct argp SUBMIT_ARGP = {
    .options = ACT_OPTIONS,
    .parser = act_parse,
    .args_doc = TR_MARK("ID"),
    .doc = TR_MARK("Submit a rectification for verification. It needs an owner and evidence; from "
                   "here on nothing can be added until it is returned."),
    .argp_domain = OPT_DOMAIN};

static enum err_code submit_run(struct cli *cli, const void *args, struct err *e)
{
    return act_run(cli, args, RECTIFICATION_ACT_SUBMIT, e);
}

const struct cmd CMD_RECTIFY_SUBMIT = {"rectify submit", TR_MARK("submit for verification"),
                                       &SUBMIT_ARGP, sizeof(struct act_args), submit_run};

/* ---- verify ------------------------------------------------------------ */

static const struct argp VERIFY_ARGP = {
    .options = ACT_OPTIONS,
    .parser = act_parse,
    .args_doc = TR_MARK("ID"),
    .doc = TR_MARK("Confirm that what was submitted is so. Only another person than the one who "
                   "submitted can do this."),
    .argp_domain = OPT_DOMAIN};

static enum err_code verify_run(struct cli *cli, const void *args, struct err *e)
{
    return act_run(cli, args, RECTIFICATION_ACT_VERIFY, e);
}

const struct cmd CMD_RECTIFY_VERIFY = {"rectify verify", TR_MARK("confirm what was submitted"),
                                       &VERIFY_ARGP, sizeof(struct act_args), verify_run};

/* ---- return ------------------------------------------------------------ */

static const struct argp RETURN_ARGP = {
    .options = RETURN_OPTIONS,
    .parser = act_parse,
    .args_doc = TR_MARK("ID --reason TEXT"),
    .doc = TR_MARK("Send a rectification back, with the reason. Only another person than the one "
                   "who submitted can do this."),
    .argp_domain = OPT_DOMAIN};

static enum err_code return_run(struct cli *cli, const void *args, struct err *e)
{
    return act_run(cli, args, RECTIFICATION_ACT_RETURN, e);
}

const struct cmd CMD_RECTIFY_RETURN = {"rectify return", TR_MARK("send back with a reason"),
                                       &RETURN_ARGP, sizeof(struct act_args), return_run};

/* ---- close ------------------------------------------------------------- */

static const struct argp CLOSE_ARGP = {
    .options = ACT_OPTIONS,
    .parser = act_parse,
    .args_doc = TR_MARK("ID"),
    .doc = TR_MARK("Close a verified rectification. It needs a confirmed cause class, evidence, no "
                   "open task, and another person than the one who submitted."),
    .argp_domain = OPT_DOMAIN};

static enum err_code close_run(struct cli *cli, const void *args, struct err *e)
{
    return act_run(cli, args, RECTIFICATION_ACT_CLOSE, e);
}

const struct cmd CMD_RECTIFY_CLOSE = {"rectify close", TR_MARK("close what is verified"),
                                      &CLOSE_ARGP, sizeof(struct act_args), close_run};
