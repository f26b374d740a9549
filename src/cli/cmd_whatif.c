/*
 * cmd_whatif.c — `duban whatif`: the same records under two catalogs.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/score_opt.h"
#include "cli/tr.h"
#include "cli/view_faults.h"
#include "cli/view_year.h"

struct whatif_args {
    struct score_ask ask;
    struct str a, b;
    bool all;
};

enum { WHATIF_ALL = 0x200 };

static const struct argp_option WHATIF_OPTIONS[] = {
    SCORE_OPT_YEAR_ROW,
    SCORE_OPT_UNIT_ROW,
    SCORE_OPT_FRAMEWORK_ROW,
    SCORE_OPT_AS_OF_ROW,
    {"all", WHATIF_ALL, NULL, 0, TR_MARK("Also items that are the same under both"), 0},
    {0},
};

static error_t whatif_arg(const struct argp_state *state, const char *arg, struct whatif_args *args)
{
    if (args->a.n == 0)
        return opt_text(state, "A", arg, &args->a);
    return args->b.n > 0 ? ARGP_ERR_UNKNOWN : opt_text(state, "B", arg, &args->b);
}

static error_t whatif_parse(int key, char *arg, struct argp_state *state)
{
    struct whatif_args *args = opt_args(state);
    switch (key) {
    case WHATIF_ALL: args->all = true; return 0;
    case ARGP_KEY_ARG: return whatif_arg(state, arg, args);
    case ARGP_KEY_END:
        if (args->b.n == 0)
            return opt_fail(state, TR("A and B are needed: two catalogs"));
        return score_opt(key, arg, state, &args->ask);
    default: return score_opt(key, arg, state, &args->ask);
    }
}

static const struct argp WHATIF_ARGP = {
    .options = WHATIF_OPTIONS,
    .parser = whatif_parse,
    .args_doc = TR_MARK("A B"),
    .doc = TR_MARK("Score the same records under two catalogs and list the items that differ. A "
                   "and B are catalogs that are loaded (ID, or ID@VERSION), or folders (with a "
                   "slash in their names, such as ./draft). Nothing is stored."),
    .argp_domain = OPT_DOMAIN};

static enum err_code whatif_run(struct cli *cli, const void *args, struct err *e)
{
    const struct whatif_args *a = args;
    struct app_whatif w;
    ERR_TRY(app_whatif(cli->a, cli->app, &a->ask, a->a, a->b, &w, e));
    const struct faults *faults = faults_any(&w.a.faults) ? &w.a.faults : &w.b.faults;
    if (faults_any(faults)) {
        view_faults(cli, faults);
        return err_set(e, ERR_CATALOG_FAULTS, "%zu", faults->n);
    }
    if (w.n == 0)
        say(TR("no unit is assessed under both"));
    view_whatif(cli, &w, a->all);
    return ERR_OK;
}

const struct cmd CMD_WHATIF = {"whatif", TR_MARK("score the same records under two catalogs"),
                               &WHATIF_ARGP, sizeof(struct whatif_args), whatif_run};
