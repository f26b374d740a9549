/*
 * cmd_rectify_list.c — `duban rectify list`: where everything stands, and what is overdue.
 */
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_rectify.h"

struct list_args {
    bool given; /* a state */
    struct rectify_filter filter;
};

enum { LIST_OVERDUE = 0x200, LIST_OWNER, LIST_STATE, LIST_AS_OF };

static const struct argp_option LIST_OPTIONS[] = {
    {"overdue", LIST_OVERDUE, NULL, 0, TR_MARK("Only what is overdue"), 0},
    {"owner", LIST_OWNER, "NAME", 0, TR_MARK("Only what this person answers for"), 0},
    {"state", LIST_STATE, "STATE", 0,
     TR_MARK("Only this state; none: what lost points and is not assigned"), 0},
    {"as-of", LIST_AS_OF, "DATE", 0, TR_MARK("As it stood at the end of that day, YYYY-MM-DD"), 0},
    {0},
};

/* By its stable name, or as people read it in either language. */
static error_t list_state(const struct argp_state *state, const char *arg, struct list_args *args)
{
    struct opt_call *call = state->input;
    struct str names[RECTIFICATION_STATE__MAX];
    for (enum rectification_state s = 0; s < RECTIFICATION_STATE__MAX; s++) {
        names[s] = str_of(rectification_state_name(s));
        if (strcmp(arg, rectification_state_name(s)) == 0 ||
            strcmp(arg, rectification_state_title(s, LANG_EN)) == 0 ||
            strcmp(arg, rectification_state_title(s, LANG_ZH)) == 0) {
            args->given = true;
            args->filter.state = s;
            return 0;
        }
    }
    struct str all = view_join(call->cli, names, RECTIFICATION_STATE__MAX, STR(", "));
    return opt_fail(state, TR("\"%s\" is no state; there are: %.*s"), arg, STR_ARG(all));
}

static error_t list_parse(int key, char *arg, struct argp_state *state)
{
    struct list_args *args = opt_args(state);
    switch (key) {
    case LIST_OVERDUE: args->filter.overdue = true; return 0;
    case LIST_OWNER: return rectify_opt_name(state, "--owner", arg, &args->filter.owner);
    case LIST_STATE: return list_state(state, arg, args);
    case LIST_AS_OF:
        args->filter.has_as_of = true;
        return opt_date(state, "--as-of", arg, &args->filter.as_of);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp LIST_ARGP = {
    .options = LIST_OPTIONS,
    .parser = list_parse,
    .doc = TR_MARK("List the rectifications with state, owner, due date and the days by which they "
                   "are overdue. Options together choose what meets all."),
    .argp_domain = OPT_DOMAIN};

static enum err_code list_run(struct cli *cli, const void *args, struct err *e)
{
    const struct list_args *a = args;
    struct rectify_filter filter = a->filter;
    struct rectify_list l;
    if (!a->given)
        filter.state = RECTIFICATION_STATE__MAX;
    ERR_TRY(app_rectify_list(cli->a, cli->app, &filter, &l, e));
    view_rectify_list(cli, &l);
    if (l.n == 0)
        say(TR("nothing to list"));
    if (l.overdue > 0)
        say(TR_N("%d is overdue", "%d are overdue", l.overdue), l.overdue);
    if (l.unassigned > 0 && !a->given)
        say(TR_N("%d deduction is not assigned yet; see --state none",
                 "%d deductions are not assigned yet; see --state none", l.unassigned),
            l.unassigned);
    return ERR_OK;
}

const struct cmd CMD_RECTIFY_LIST = {"rectify list", TR_MARK("list the rectifications"), &LIST_ARGP,
                                     sizeof(struct list_args), list_run};
