/*
 * cmd_units_change.c — `duban units change`: a unit gets another name, place or last day.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/tr.h"
#include "cli/view_units.h"

struct change_args {
    struct unit_edit edit;
};

enum { CHANGE_NAME = 0x200, CHANGE_PARENT, CHANGE_TO, CHANGE_REASON };

static const struct argp_option CHANGE_OPTIONS[] = {
    {"name", CHANGE_NAME, "NAME", 0, TR_MARK("Its new name"), 0},
    {"parent", CHANGE_PARENT, "ID", 0, TR_MARK("The unit it stands under from now on"), 0},
    {"to", CHANGE_TO, "DATE", 0, TR_MARK("Its last day, YYYY-MM-DD"), 0},
    {"reason", CHANGE_REASON, "TEXT", 0, TR_MARK("Why; needed"), 0},
    {0},
};

static error_t change_end(const struct argp_state *state, const struct unit_edit *edit)
{
    if (edit->id.n == 0)
        return opt_fail(state, TR("ID is missing"));
    if (edit->name.n == 0 && edit->parent.n == 0 && !edit->has_to)
        return opt_fail(state, TR("nothing to change: give --name, --parent or --to"));
    return edit->reason.n == 0 ? opt_fail(state, TR("%s is missing"), "--reason") : 0;
}

static error_t change_parse(int key, char *arg, struct argp_state *state)
{
    struct unit_edit *edit = &((struct change_args *)opt_args(state))->edit;
    switch (key) {
    case CHANGE_NAME: return opt_trimmed(state, "--name", arg, &edit->name);
    case CHANGE_PARENT: return opt_text(state, "--parent", arg, &edit->parent);
    case CHANGE_TO: edit->has_to = true; return opt_date(state, "--to", arg, &edit->to);
    case CHANGE_REASON: return opt_trimmed(state, "--reason", arg, &edit->reason);
    case ARGP_KEY_ARG:
        return edit->id.n > 0 ? ARGP_ERR_UNKNOWN : opt_text(state, "ID", arg, &edit->id);
    case ARGP_KEY_END: return change_end(state, edit);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp CHANGE_ARGP = {
    .options = CHANGE_OPTIONS,
    .parser = change_parse,
    .args_doc = TR_MARK("ID"),
    .doc = TR_MARK("Rename a unit, move it under another one, or give it its last day. How it was "
                   "before is kept, with the reason."),
    .argp_domain = OPT_DOMAIN};

static enum err_code change_run(struct cli *cli, const void *args, struct err *e)
{
    const struct change_args *a = args;
    struct app_units units;
    ERR_TRY(app_unit_change(cli->a, cli->app, &a->edit, e));
    ERR_TRY(app_unit_list(cli->a, cli->app, &units, e));
    view_unit(cli, &units, a->edit.id);
    return ERR_OK;
}

const struct cmd CMD_UNITS_CHANGE = {"units change", TR_MARK("rename, move or close a unit"),
                                     &CHANGE_ARGP, sizeof(struct change_args), change_run};
