/*
 * cmd_verify.c — `duban verify`: are the stored obligations what the records say?
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_todo.h"

struct verify_args {
    int64_t most;
};

enum { VERIFY_MOST = 0x200, VERIFY_SHOWN = 20, VERIFY_LIMIT = 100 * 1000 };

static const struct argp_option VERIFY_OPTIONS[] = {
    {"most", VERIFY_MOST, "N", 0, TR_MARK("Show at most N that differ (default: 20)"), 0},
    {0},
};

static error_t verify_parse(int key, char *arg, struct argp_state *state)
{
    struct verify_args *args = opt_args(state);
    if (key != VERIFY_MOST)
        return ARGP_ERR_UNKNOWN;
    return opt_number(state, "--most", arg, 1, VERIFY_LIMIT, &args->most);
}

static const struct argp VERIFY_ARGP = {
    .options = VERIFY_OPTIONS,
    .parser = verify_parse,
    .doc = TR_MARK("Compute all obligations anew from the records, as of the moment for which the "
                   "stored ones are current, and compare both. Changes nothing. A difference is an "
                   "error, unless the calendar or the way of computing is another one than when "
                   "they were stored."),
    .argp_domain = OPT_DOMAIN};

/* Differences are shown like their absence, and are an error besides. */
static enum err_code verify_run(struct cli *cli, const void *args, struct err *e)
{
    const struct verify_args *a = args;
    struct obligation_proof p;
    size_t most = a->most > 0 ? (size_t)a->most : VERIFY_SHOWN;
    ERR_TRY(app_obligation_verify(cli->a, cli->app, most, &p, e));
    view_proof(cli, &p);
    if (!p.clock.set)
        say(TR("nothing is stored yet"));
    if (p.stale)
        say(TR("stale: they rest on another calendar or other catalogs; `duban advance` computes "
               "them anew"));
    if (p.differences == 0 || p.stale)
        return ERR_OK;
    return err_set(e, ERR_OBLIGATION_DIFFERS, "%lld", (long long)p.differences);
}

const struct cmd CMD_VERIFY = {"verify", TR_MARK("prove the stored obligations"), &VERIFY_ARGP,
                               sizeof(struct verify_args), verify_run};
