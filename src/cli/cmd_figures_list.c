/*
 * cmd_figures_list.c — `duban figures list`: figures that no record tells.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_year.h"

struct list_args {
    struct score_ask ask;
    bool all;
};

enum { LIST_ALL = 0x200 };

static const struct argp_option LIST_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    SCORE_OPT_AS_OF_ROW,
    {"all", LIST_ALL, NULL, 0, TR_MARK("Also those that a later one replaced"), 0},
    {0},
};

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    struct list_args *args = opt_args(state);
    if (key == LIST_ALL) {
        args->all = true;
        return 0;
    }
    return key == SCORE_OPT_UNIT ? ARGP_ERR_UNKNOWN : score_opt(key, arg, state, &args->ask);
}

static const struct argp LIST_ARGP = {
    .options = LIST_OPTIONS,
    .parser = list_parse,
    .doc = TR_MARK("List the figures of a year that no record tells, and say which the framework "
                   "asks for and nobody has entered."),
    .argp_domain = OPT_DOMAIN};

static bool list_has(const struct app_figures *f, struct str name)
{
    for (size_t i = 0; i < f->figures.n; i++) {
        const struct score_figure *x = &f->figures.p[i];
        if (x->holds && x->value.n > 0 && str_eq(x->name, name))
            return true;
    }
    return false;
}

static void list_missing(struct cli *cli, const struct app_figures *f)
{
    struct str *names = ARENA_NEW_N(cli->a, f->n_wanted, struct str);
    size_t n = 0;
    for (size_t i = 0; i < f->n_wanted; i++) {
        if (!list_has(f, f->wanted[i].name))
            names[n++] = str_format(cli->a, "%" STR_FMT " (%" STR_FMT ")",
                                    STR_ARG(f->wanted[i].name), STR_ARG(f->wanted[i].item->id));
    }
    struct str all = view_list(cli, names, n);
    if (f->n_wanted == 0)
        say(TR("%.*s asks for no such figures"), STR_ARG(f->framework->id));
    else if (n > 0)
        say(TR("asked for and not entered: %.*s"), STR_ARG(all));
}

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    const struct list_args *a = args;
    struct app_figures f;
    ERR_TRY(app_figure_list(cli->a, cli->app, &a->ask, &f, e));
    view_figures(cli, &f, a->all);
    list_missing(cli, &f);
    return ERR_OK;
}

const struct cmd CMD_FIGURES_LIST = {"figures list", TR_MARK("list figures that no record tells"),
                                     &LIST_ARGP, sizeof(struct list_args), list_run};
