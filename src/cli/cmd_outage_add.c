/*
 * cmd_outage_add.c — `duban outage add`: something kept a unit from entering in time.
 */
#include "cli/cli.h"
#include "cli/excuse_opt.h"
#include "cli/record_opt.h"
#include "cli/tr.h"
#include "cli/view_excuses.h"

struct add_args {
    struct excuse_opt opt;
    struct outage report;
    bool has_from, has_to;
};

enum { ADD_FROM = 0x200, ADD_TO, ADD_EVIDENCE };

static const struct argp_option ADD_OPTIONS[] = {
    {"from", ADD_FROM, "TIME", 0,
     TR_MARK("When it began, YYYY-MM-DD or \"YYYY-MM-DD hh:mm\"; needed"), 0},
    {"to", ADD_TO, "TIME", 0, TR_MARK("When it ended; a day means its last moment; needed"), 0},
    {"reason", EXCUSE_OPT_REASON, "TEXT", 0, TR_MARK("What happened; needed"), 0},
    {"evidence", ADD_EVIDENCE, "TEXT", 0, TR_MARK("What proves it, such as a notice's number"), 0},
    {"as", EXCUSE_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {0},
};

static error_t add_end(const struct argp_state *state, const struct add_args *args)
{
    if (args->report.unit.n == 0)
        return opt_fail(state, TR("UNIT is missing"));
    if (!args->has_from || !args->has_to)
        return opt_fail(state, TR("%s is missing"), args->has_from ? "--to" : "--from");
    return args->opt.reason.n == 0 ? opt_fail(state, TR("%s is missing"), "--reason") : 0;
}

static error_t add_parse(int key, char *arg, struct argp_state *state)
{
    struct add_args *args = opt_args(state);
    struct outage *o = &args->report;
    switch (key) {
    case ADD_FROM:
        args->has_from = true;
        return record_opt_moment(state, "--from", arg, false, &o->from);
    case ADD_TO: args->has_to = true; return record_opt_moment(state, "--to", arg, true, &o->to);
    case ADD_EVIDENCE: return opt_trimmed(state, "--evidence", arg, &o->evidence);
    case ARGP_KEY_ARG:
        return o->unit.n > 0 ? ARGP_ERR_UNKNOWN : opt_trimmed(state, "UNIT", arg, &o->unit);
    case ARGP_KEY_END: return add_end(state, args);
    default: return excuse_opt_parse(key, arg, state, &args->opt);
    }
}

static const struct argp ADD_ARGP = {
    .options = ADD_OPTIONS,
    .parser = add_parse,
    .args_doc = TR_MARK("UNIT"),
    .doc = TR_MARK("Report that something kept a unit, and all below it, from entering in time: a "
                   "power cut, a system that did not answer. It moves no deadline before it is "
                   "accepted."),
    .argp_domain = OPT_DOMAIN};

static enum err_code add_run(struct cli *cli, const void *args, struct err *e)
{
    const struct add_args *a = args;
    struct outage report = a->report;
    struct app_outage outage;
    report.reason = a->opt.reason;
    excuse_opt_actor(cli, &a->opt);
    ERR_TRY(app_outage_add(cli->a, cli->app, &report, &outage, e));
    view_outage(cli, &outage);
    return ERR_OK;
}

const struct cmd CMD_OUTAGE_ADD = {"outage add", TR_MARK("report an outage"), &ADD_ARGP,
                                   sizeof(struct add_args), add_run};
