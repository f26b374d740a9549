/*
 * cmd_catalog_list.c — `duban catalog list`: which rules were loaded, and when they hold.
 */
#include "app/catalog_load.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_catalogs.h"

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    (void)key;
    (void)arg;
    (void)state;
    return ARGP_ERR_UNKNOWN;
}

static const struct argp LIST_ARGP = {
    .parser = list_parse,
    .doc = TR_MARK("List the catalogs in the order of loading, with every version. Of each, the "
                   "last version counts; records name the version they were checked by."),
    .argp_domain = OPT_DOMAIN};

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    struct catalog_version_list list;
    (void)args;
    ERR_TRY(app_catalog_list(cli->a, cli->app, &list, e));
    view_catalog_versions(cli, &list);
    if (list.n == 0)
        say(TR("no catalog is loaded yet"));
    return ERR_OK;
}

const struct cmd CMD_CATALOG_LIST = {"catalog list", TR_MARK("list the catalogs loaded"),
                                     &LIST_ARGP, 0, list_run};
