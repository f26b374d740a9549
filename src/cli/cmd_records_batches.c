/*
 * cmd_records_batches.c — `duban records batches`: what was imported, and what became of it.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_records.h"

static error_t batches_parse(int key, char *arg, struct argp_state *state)
{
    (void)key;
    (void)arg;
    (void)state;
    return ARGP_ERR_UNKNOWN;
}

static const struct argp BATCHES_ARGP = {
    .parser = batches_parse,
    .doc = TR_MARK("List the imports, the newest first. \"records undo\" voids what one brought; "
                   "\"records list TYPE --batch N\" shows it."),
    .argp_domain = OPT_DOMAIN};

static enum err_code batches_run(struct cli *cli, const void *args, struct err *e)
{
    struct batch_list list;
    (void)args;
    ERR_TRY(app_batch_list(cli->a, cli->app, &list, e));
    view_batches(cli, &list);
    if (list.n == 0)
        say(TR("nothing was imported yet"));
    return ERR_OK;
}

const struct cmd CMD_RECORDS_BATCHES = {"records batches", TR_MARK("list the imports"),
                                        &BATCHES_ARGP, 0, batches_run};
