/*
 * cmd_results_list.c — `duban results list`: official results.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_year.h"

struct list_args {
    struct score_ask ask;
    bool all;
};

enum { LIST_ALL = 0x200 };

static const struct argp_option LIST_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    {"all", LIST_ALL, NULL, 0, TR_MARK("Also revisions that a later one replaced"), 0},
    {0},
};

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    struct list_args *args = opt_args(state);
    if (key == LIST_ALL) {
        args->all = true;
        return 0;
    }
    return key == SCORE_OPT_UNIT || key == SCORE_OPT_AS_OF ? ARGP_ERR_UNKNOWN
                                                           : score_opt(key, arg, state, &args->ask);
}

static const struct argp LIST_ARGP = {
    .options = LIST_OPTIONS,
    .parser = list_parse,
    .doc = TR_MARK("List the official result of a year, item by item."),
    .argp_domain = OPT_DOMAIN};

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    const struct list_args *a = args;
    struct app_results r;
    ERR_TRY(app_result_list(cli->a, cli->app, &a->ask, &r, e));
    view_results(cli, &r, a->all);
    if (r.list.n == 0)
        say(TR("there is no official result of %d yet; bring it in with \"duban results import\""),
            r.year);
    return ERR_OK;
}

const struct cmd CMD_RESULTS_LIST = {"results list", TR_MARK("list the official result"),
                                     &LIST_ARGP, sizeof(struct list_args), list_run};
