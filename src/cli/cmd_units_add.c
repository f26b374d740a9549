/*
 * cmd_units_add.c — `duban units add`: a unit of the county.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/tr.h"
#include "cli/view_units.h"

struct add_args {
    struct unit unit;
};

enum { ADD_KIND = 0x200, ADD_PARENT, ADD_NAME, ADD_FROM };

static const struct argp_option ADD_OPTIONS[] = {
    {"kind", ADD_KIND, "KIND", 0, TR_MARK("A kind of unit of the catalog, such as office"), 0},
    {"parent", ADD_PARENT, "ID", 0, TR_MARK("The unit it stands under (default: none here)"), 0},
    {"name", ADD_NAME, "NAME", 0, TR_MARK("Its name"), 0},
    {"from", ADD_FROM, "DATE", 0, TR_MARK("Its first day, YYYY-MM-DD"), 0},
    {0},
};

static error_t add_end(const struct argp_state *state, const struct unit *u)
{
    if (u->id.n == 0)
        return opt_fail(state, TR("ID is missing"));
    if (u->kind.n == 0)
        return opt_fail(state, TR("%s is missing"), "--kind");
    return u->name.n == 0 ? opt_fail(state, TR("%s is missing"), "--name") : 0;
}

static error_t add_parse(int key, char *arg, struct argp_state *state)
{
    struct unit *u = &((struct add_args *)opt_args(state))->unit;
    switch (key) {
    case ADD_KIND: return opt_text(state, "--kind", arg, &u->kind);
    case ADD_PARENT: return opt_text(state, "--parent", arg, &u->parent);
    case ADD_NAME: return opt_trimmed(state, "--name", arg, &u->name);
    case ADD_FROM: u->has_from = true; return opt_date(state, "--from", arg, &u->from);
    case ARGP_KEY_ARG:
        return u->id.n > 0 ? ARGP_ERR_UNKNOWN : opt_trimmed(state, "ID", arg, &u->id);
    case ARGP_KEY_END: return add_end(state, u);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp ADD_ARGP = {
    .options = ADD_OPTIONS,
    .parser = add_parse,
    .args_doc = TR_MARK("ID"),
    .doc = TR_MARK("Add a unit: the bureau itself first, then departments and offices under it. "
                   "The kinds, and which may stand under which, are those of the catalog in "
                   "force. Its id is for good; its name can be changed."),
    .argp_domain = OPT_DOMAIN};

static enum err_code add_run(struct cli *cli, const void *args, struct err *e)
{
    const struct add_args *a = args;
    struct app_units units;
    ERR_TRY(app_unit_add(cli->a, cli->app, &a->unit, e));
    ERR_TRY(app_unit_list(cli->a, cli->app, &units, e));
    view_unit(cli, &units, a->unit.id);
    return ERR_OK;
}

const struct cmd CMD_UNITS_ADD = {"units add", TR_MARK("add a unit"), &ADD_ARGP,
                                  sizeof(struct add_args), add_run};
