/*
 * cmd_units_figure.c — `duban units figure`: population, posts and the like, from a day on.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/tr.h"
#include "cli/view_units.h"

struct figure_args {
    struct str unit, attribute, value;
    bool has_from;
    date from;
};

enum { FIGURE_FROM = 0x200 };

static const struct argp_option FIGURE_OPTIONS[] = {
    {"from", FIGURE_FROM, "DATE", 0, TR_MARK("From which day on, YYYY-MM-DD; needed"), 0},
    {0},
};

static error_t figure_arg(const struct argp_state *state, const char *arg, struct figure_args *args)
{
    if (args->unit.n == 0)
        return opt_text(state, "ID", arg, &args->unit);
    if (args->attribute.n == 0)
        return opt_text(state, "ATTRIBUTE", arg, &args->attribute);
    return args->value.n > 0 ? ARGP_ERR_UNKNOWN : opt_trimmed(state, "VALUE", arg, &args->value);
}

static error_t figure_end(const struct argp_state *state, const struct figure_args *args)
{
    if (args->value.n == 0)
        return opt_fail(state, TR("ID, ATTRIBUTE and VALUE are needed"));
    return args->has_from ? 0 : opt_fail(state, TR("%s is missing"), "--from");
}

static error_t figure_parse(int key, char *arg, struct argp_state *state)
{
    struct figure_args *args = opt_args(state);
    switch (key) {
    case FIGURE_FROM: args->has_from = true; return opt_date(state, "--from", arg, &args->from);
    case ARGP_KEY_ARG: return figure_arg(state, arg, args);
    case ARGP_KEY_END: return figure_end(state, args);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp FIGURE_ARGP = {
    .options = FIGURE_OPTIONS,
    .parser = figure_parse,
    .args_doc = TR_MARK("ID ATTRIBUTE VALUE"),
    .doc = TR_MARK("Say a figure of a unit, such as its population, that holds from a day on until "
                   "a later one is given. Which figures a unit has depends on its kind: see "
                   "units.yaml of the catalog. A figure for a day that has one replaces it; both "
                   "are kept."),
    .argp_domain = OPT_DOMAIN};

static enum err_code figure_run(struct cli *cli, const void *args, struct err *e)
{
    const struct figure_args *a = args;
    struct app_units units;
    ERR_TRY(app_unit_figure(cli->a, cli->app, a->unit, a->attribute, a->from, a->value, e));
    ERR_TRY(app_unit_list(cli->a, cli->app, &units, e));
    view_unit(cli, &units, a->unit);
    return ERR_OK;
}

const struct cmd CMD_UNITS_FIGURE = {"units figure", TR_MARK("say a figure of a unit"),
                                     &FIGURE_ARGP, sizeof(struct figure_args), figure_run};
