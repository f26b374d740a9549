/*
 * cmd_figures_import.c — `duban figures import`: figures out of a table.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_year.h"

struct import_args {
    struct score_ask ask;
    const char *path;
};

static const struct argp_option IMPORT_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    {0},
};

static error_t import_parse(int key, char *arg, struct argp_state *state)
{
    struct import_args *args = opt_args(state);
    error_t failed = 0;
    if (key == ARGP_KEY_ARG || key == ARGP_KEY_NO_ARGS)
        return opt_single(state, key, arg, &args->path, TR("FILE is missing"));
    if (key == SCORE_OPT_AS_OF || key == SCORE_OPT_UNIT)
        return ARGP_ERR_UNKNOWN;
    failed = score_opt(key, arg, state, &args->ask);
    return failed;
}

static const struct argp IMPORT_ARGP = {
    .options = IMPORT_OPTIONS,
    .parser = import_parse,
    .args_doc = TR_MARK("FILE"),
    .doc = TR_MARK("Enter the figures of a .csv or .xlsx with the columns name, value and reason, "
                   "and perhaps unit, span and source. Nothing is stored unless all rows are "
                   "good."),
    .argp_domain = OPT_DOMAIN};

static enum err_code import_run(struct cli *cli, const void *args, struct err *e)
{
    const struct import_args *a = args;
    const struct figure_input *figures;
    struct app_figure_result r;
    struct app_figures list;
    size_t n = 0;
    ERR_TRY(app_figure_read(cli->a, a->path, &figures, &n, e));
    ERR_TRY(app_figure_add(cli->a, cli->app, &a->ask, figures, n, &r, e));
    if (r.problems.v.n > 0) {
        view_table_problems(cli, &r.problems);
        return err_set(e, ERR_IMPORT_BAD_ROWS, TR("%lld of %lld"), (long long)r.problems.v.n,
                       (long long)n);
    }
    ERR_TRY(app_figure_list(cli->a, cli->app, &a->ask, &list, e));
    view_figures(cli, &list, false);
    say(TR_N("entered %zu figure", "entered %zu figures", r.stored), r.stored);
    return ERR_OK;
}

const struct cmd CMD_FIGURES_IMPORT = {"figures import", TR_MARK("take figures in from a table"),
                                       &IMPORT_ARGP, sizeof(struct import_args), import_run};
