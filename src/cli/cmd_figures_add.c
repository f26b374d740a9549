/*
 * cmd_figures_add.c — `duban figures add`: a figure that no record tells.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_year.h"

struct add_args {
    struct score_ask ask;
    struct figure_input in;
    bool withdraw;
};

enum { ADD_SPAN = 0x200, ADD_REASON, ADD_SOURCE, ADD_WITHDRAW };

static const struct argp_option ADD_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    {"unit", SCORE_OPT_UNIT, "UNIT", 0,
     TR_MARK("Of which unit, by id or name (default: the only one that is assessed)"), 0},
    SCORE_OPT_FRAMEWORK_ROW,
    {"span", ADD_SPAN, "N", 0, TR_MARK("Of the N-th sub-period (default: of the whole year)"), 0},
    {"reason", ADD_REASON, "TEXT", 0, TR_MARK("Why it is so; needed"), 0},
    {"source", ADD_SOURCE, "TEXT", 0, TR_MARK("What it rests on: a document, a list, a call"), 0},
    {"withdraw", ADD_WITHDRAW, NULL, 0, TR_MARK("Take away what was entered before; no VALUE"), 0},
    {0},
};

static error_t add_arg(const struct argp_state *state, const char *arg, struct add_args *args)
{
    if (args->in.name.n == 0)
        return opt_trimmed(state, "NAME", arg, &args->in.name);
    return args->in.value.n > 0 ? ARGP_ERR_UNKNOWN
                                : opt_trimmed(state, "VALUE", arg, &args->in.value);
}

static error_t add_end(const struct argp_state *state, const struct add_args *args)
{
    if (args->in.name.n == 0 || (args->in.value.n == 0) != args->withdraw)
        return opt_fail(state, TR("NAME and VALUE are needed, or NAME and --withdraw"));
    if (args->in.reason.n == 0)
        return opt_fail(state, TR("%s is missing"), "--reason");
    return 0;
}

static error_t add_parse(int key, char *arg, struct argp_state *state)
{
    struct add_args *args = opt_args(state);
    error_t failed;
    switch (key) {
    case ADD_SPAN: return opt_trimmed(state, "--span", arg, &args->in.span);
    case ADD_REASON: return opt_trimmed(state, "--reason", arg, &args->in.reason);
    case ADD_SOURCE: return opt_trimmed(state, "--source", arg, &args->in.source);
    case ADD_WITHDRAW: args->withdraw = true; return 0;
    case ARGP_KEY_ARG: return add_arg(state, arg, args);
    case ARGP_KEY_END:
        failed = add_end(state, args);
        return failed != 0 ? failed : score_opt(key, arg, state, &args->ask);
    case SCORE_OPT_AS_OF: return ARGP_ERR_UNKNOWN;
    default: return score_opt(key, arg, state, &args->ask);
    }
}

static const struct argp ADD_ARGP = {
    .options = ADD_OPTIONS,
    .parser = add_parse,
    .args_doc = TR_MARK("NAME [VALUE]"),
    .doc = TR_MARK("Enter a figure that no record tells: one that others told us, by the key of "
                   "the framework, or a person's score, by the id of the item. A later one holds "
                   "instead of an earlier one; both are kept. \"duban figures list\" tells which "
                   "are asked for."),
    .argp_domain = OPT_DOMAIN};

static enum err_code add_run(struct cli *cli, const void *args, struct err *e)
{
    const struct add_args *a = args;
    struct figure_input in = a->in;
    struct app_figure_result r;
    struct app_figures list;
    in.unit = a->ask.unit;
    ERR_TRY(app_figure_add(cli->a, cli->app, &a->ask, &in, 1, &r, e));
    if (r.problems.v.n > 0)
        return err_set(e, r.problems.v.p[0].code, "%" STR_FMT, STR_ARG(r.problems.v.p[0].detail));
    ERR_TRY(app_figure_list(cli->a, cli->app, &a->ask, &list, e));
    view_figures(cli, &list, false);
    return ERR_OK;
}

const struct cmd CMD_FIGURES_ADD = {"figures add", TR_MARK("enter a figure that no record tells"),
                                    &ADD_ARGP, sizeof(struct add_args), add_run};
