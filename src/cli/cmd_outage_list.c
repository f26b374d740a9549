/*
 * cmd_outage_list.c — `duban outage list`: what was reported, and what became of it.
 */
#include "cli/cli.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_excuses.h"

struct list_args {
    bool has_as_of;
    instant as_of;
};

enum { LIST_AS_OF = 0x200 };

static const struct argp_option LIST_OPTIONS[] = {
    {"as-of", LIST_AS_OF, "TIME", 0, TR_MARK("As it was known then; a day means its last moment"),
     0},
    {0},
};

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    struct list_args *args = opt_args(state);
    if (key != LIST_AS_OF)
        return ARGP_ERR_UNKNOWN;
    args->has_as_of = true;
    return record_opt_moment(state, "--as-of", arg, true, &args->as_of);
}

static const struct argp LIST_ARGP = {
    .options = LIST_OPTIONS,
    .parser = list_parse,
    .doc = TR_MARK("List the outages that were reported, in the order of their numbers, with who "
                   "accepted or withdrew them."),
    .argp_domain = OPT_DOMAIN};

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    const struct list_args *a = args;
    struct app_outages list;
    ERR_TRY(app_outage_list(cli->a, cli->app, a->has_as_of ? a->as_of : OUTAGE_NOW, &list, e));
    view_outages(cli, &list);
    if (list.n == 0)
        say(TR("no outage was reported"));
    return ERR_OK;
}

const struct cmd CMD_OUTAGE_LIST = {"outage list", TR_MARK("list the outages"), &LIST_ARGP,
                                    sizeof(struct list_args), list_run};
