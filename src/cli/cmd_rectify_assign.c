/*
 * cmd_rectify_assign.c — `duban rectify assign`: who answers for it, and until when.
 */
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/tr.h"
#include "cli/view_rectify.h"

struct assign_args {
    struct rectify_opt opt;
    struct rectify_assignment assignment;
};

enum { ASSIGN_OWNER = 0x200, ASSIGN_DUE, ASSIGN_AGAIN };

static const struct argp_option ASSIGN_OPTIONS[] = {
    {"owner", ASSIGN_OWNER, "NAME", 0, TR_MARK("Who answers for it"), 0},
    {"due", ASSIGN_DUE, "DATE", 0, TR_MARK("Until when, YYYY-MM-DD"), 0},
    {"again", ASSIGN_AGAIN, NULL, 0, TR_MARK("Open a new rectification after the closed one"), 0},
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {"seen", RECTIFY_OPT_SEEN, "N", 0, TR_MARK("Only if event N is still the newest one"), 0},
    {"note", RECTIFY_OPT_NOTE, "TEXT", 0, TR_MARK("Words of your own for the history"), 0},
    {0},
};

static error_t assign_parse(int key, char *arg, struct argp_state *state)
{
    struct assign_args *args = opt_args(state);
    switch (key) {
    case ASSIGN_OWNER: return rectify_opt_name(state, "--owner", arg, &args->assignment.owner);
    case ASSIGN_DUE:
        args->assignment.has_due = true;
        return opt_date(state, "--due", arg, &args->assignment.due_on);
    case ASSIGN_AGAIN: args->assignment.again = true; return 0;
    default: return rectify_opt_parse(key, arg, state, &args->opt);
    }
}

static const struct argp ASSIGN_ARGP = {
    .options = ASSIGN_OPTIONS,
    .parser = assign_parse,
    .args_doc = TR_MARK("ID"),
    .doc = TR_MARK("Name the owner and the due date of a deduction's rectification. The first time "
                   "opens it; without --due the item's printed time limit counts. Later either "
                   "can be changed alone. ID is an id such as D7, or a number of the plan that "
                   "came in last."),
    .argp_domain = OPT_DOMAIN};

static enum err_code assign_run(struct cli *cli, const void *args, struct err *e)
{
    const struct assign_args *a = args;
    struct rectify_on on;
    struct rectify_card card;
    ERR_TRY(rectify_opt_on(cli, &a->opt, &on, e));
    ERR_TRY(app_rectify_assign(cli->a, cli->app, &on, &a->assignment, &card, e));
    view_card(cli, &card);
    return ERR_OK;
}

const struct cmd CMD_RECTIFY_ASSIGN = {"rectify assign", TR_MARK("name the owner and the due date"),
                                       &ASSIGN_ARGP, sizeof(struct assign_args), assign_run};
