/*
 * cmd_units_list.c — `duban units list`: the units of a county.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_units.h"

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    (void)key;
    (void)arg;
    (void)state;
    return ARGP_ERR_UNKNOWN;
}

static const struct argp LIST_ARGP = {
    .parser = list_parse,
    .doc = TR_MARK("List the units, each above those that stand below it, with their latest "
                   "figures. JSON has all figures."),
    .argp_domain = OPT_DOMAIN};

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    struct app_units units;
    (void)args;
    ERR_TRY(app_unit_list(cli->a, cli->app, &units, e));
    view_units(cli, &units);
    if (units.units.n == 0)
        say(TR("there are no units yet; add one with \"duban units add\""));
    return ERR_OK;
}

const struct cmd CMD_UNITS_LIST = {"units list", TR_MARK("list the units"), &LIST_ARGP, 0,
                                   list_run};
