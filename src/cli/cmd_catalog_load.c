/*
 * cmd_catalog_load.c — `duban catalog load`: the rules by which records are kept from now on.
 */
#include "app/catalog_load.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_catalogs.h"
#include "cli/view_faults.h"

struct load_args {
    const char *dir;
};

static error_t load_parse(int key, char *arg, struct argp_state *state)
{
    struct load_args *args = opt_args(state);
    return opt_single(state, key, arg, &args->dir, TR("DIR is missing"));
}

static const struct argp LOAD_ARGP = {
    .parser = load_parse,
    .args_doc = TR_MARK("DIR"),
    .doc = TR_MARK("Check the catalog in a folder as \"catalog check\" does, and store it, with "
                   "those it extends, as a version that is never changed again. The same files "
                   "again change nothing; changed ones become the next version. On each day one "
                   "catalog is in force at most. Analysts get a view v_TYPE for each record "
                   "type."),
    .argp_domain = OPT_DOMAIN};

static void load_faults(struct cli *cli, const struct faults *faults)
{
    if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        view_faults_json(cli, root, faults);
        view_json(cli, root);
    } else {
        view_faults_text(cli, faults);
    }
}

static enum err_code load_run(struct cli *cli, const void *args, struct err *e)
{
    const struct load_args *a = args;
    struct app_catalog_load r;
    ERR_TRY(app_catalog_load(cli->a, cli->app, a->dir, &r, e));
    if (r.checked.catalog == NULL) {
        load_faults(cli, &r.checked.faults);
        return err_set(e, ERR_CATALOG_FAULTS, "%s: %zu", a->dir,
                       r.checked.faults.n + r.checked.faults.left_out);
    }
    if (r.added)
        say(TR("loaded \"%.*s\" as version %lld"), STR_ARG(r.version.catalog),
            (long long)r.version.version);
    else
        say(TR("unchanged: these files are version %lld of \"%.*s\""), (long long)r.version.version,
            STR_ARG(r.version.catalog));
    view_catalog_version(cli, &r.version);
    return ERR_OK;
}

const struct cmd CMD_CATALOG_LOAD = {"catalog load", TR_MARK("put a folder of rules into force"),
                                     &LOAD_ARGP, sizeof(struct load_args), load_run};
