/*
 * cmd_records_types.c — `duban records types`: what kinds of records there are.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/tr.h"
#include "cli/view_records.h"

static error_t types_parse(int key, char *arg, struct argp_state *state)
{
    (void)key;
    (void)arg;
    (void)state;
    return ARGP_ERR_UNKNOWN;
}

static const struct argp TYPES_ARGP = {
    .parser = types_parse,
    .doc = TR_MARK("List the record types of the catalogs loaded. JSON and CSV have their fields "
                   "too."),
    .argp_domain = OPT_DOMAIN};

static enum err_code types_run(struct cli *cli, const void *args, struct err *e)
{
    struct app_catalogs catalogs;
    (void)args;
    ERR_TRY(app_record_types(cli->a, cli->app, &catalogs, e));
    view_record_types(cli, &catalogs);
    return ERR_OK;
}

const struct cmd CMD_RECORDS_TYPES = {"records types", TR_MARK("list the types of records"),
                                      &TYPES_ARGP, 0, types_run};
