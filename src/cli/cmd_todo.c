/*
 * cmd_todo.c — `duban todo`: what is to be done, and until when.
 */
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_todo.h"

struct todo_args {
    struct todo_ask ask;
    struct str show; /* the key of one; empty: the list */
    bool keys;
    bool lists; /* an option of the list was given */
};

enum {
    TODO_UNIT = 0x200,
    TODO_AS_OF,
    TODO_STATE,
    TODO_RULE,
    TODO_SUBJECT,
    TODO_DUE_FROM,
    TODO_DUE_TO,
    TODO_SORT,
    TODO_FRAMEWORK,
    TODO_LIMIT,
    TODO_AFTER,
    TODO_KEYS,
    TODO_SHOW,
};

enum { TODO_SHOWN = 100, TODO_MOST = 10 * 1000 };

#define TODO_STATES (1U << OBLIGATION_OPEN | 1U << OBLIGATION_MISSED)

static const struct argp_option TODO_OPTIONS[] = {
    {"unit", TODO_UNIT, "UNIT", 0, TR_MARK("What this unit and those below it owe"), 0},
    {"as-of", TODO_AS_OF, "TIME", 0,
     TR_MARK("As it was known then; a day means its last moment (default: now)"), 0},
    {"state", TODO_STATE, "STATES", 0,
     TR_MARK("open, met, late, missed, excused, with commas between, or all (default: "
             "open,missed)"),
     0},
    {"rule", TODO_RULE, "RULE", 0, TR_MARK("Of this rule, by its id"), 0},
    {"subject", TODO_SUBJECT, "WHOM", 0,
     TR_MARK("About this one and what is in his file: R12, or what it is known by"), 0},
    {"due-from", TODO_DUE_FROM, "DATE", 0, TR_MARK("Due on that day or later"), 0},
    {"due-to", TODO_DUE_TO, "DATE", 0, TR_MARK("Due on that day or before"), 0},
    {"sort", TODO_SORT, "ORDER", 0,
     TR_MARK("due, or points: today's order, what costs most first (default: due)"), 0},
    {"framework", TODO_FRAMEWORK, "ID", 0,
     TR_MARK("By points: the framework meant, where several hold the day"), 0},
    {"limit", TODO_LIMIT, "N", 0, TR_MARK("At most N obligations (default: 100)"), 0},
    {"after", TODO_AFTER, "PLACE", 0, TR_MARK("Go on behind this place, the end of a page"), 0},
    {"keys", TODO_KEYS, NULL, 0, TR_MARK("Show in a table the key of each"), 0},
    {"show", TODO_SHOW, "KEY", 0, TR_MARK("Show one: what it rests on, and what became of it"), 0},
    {0},
};

/* ---- arguments ----------------------------------------------------------------------------- */

/* "open,missed" as bits; 0 if a word is none. */
static uint32_t states_read(struct str s)
{
    uint32_t states = 0;
    size_t from = 0;
    if (str_eq(s, STR("all")))
        return (1U << OBLIGATION_STATE__MAX) - 1;
    while (from <= s.n) {
        size_t to = str_find(s, STR(","), from);
        if (to == SIZE_MAX)
            to = s.n;
        enum obligation_state state = obligation_state_of(str_trim(str_sub(s, from, to)));
        if (state == OBLIGATION_STATE__MAX)
            return 0;
        states |= 1U << state;
        from = to + 1;
    }
    return states;
}

static error_t todo_states(const struct argp_state *state, const char *arg, uint32_t *ret)
{
    *ret = states_read(str_of(arg));
    if (*ret == 0)
        return opt_fail(
            state, TR("--state takes open, met, late, missed, excused or all, not \"%s\""), arg);
    return 0;
}

static error_t todo_sort(const struct argp_state *state, const char *arg, enum todo_sort *ret)
{
    if (strcmp(arg, "due") != 0 && strcmp(arg, "points") != 0)
        return opt_fail(state, TR("--sort is due or points, not \"%s\""), arg);
    *ret = arg[0] == 'd' ? TODO_BY_DUE : TODO_BY_POINTS;
    return 0;
}

static error_t todo_end(const struct argp_state *state, struct todo_args *args)
{
    struct todo_ask *ask = &args->ask;
    if (ask->has_from && ask->has_to && ask->to.days < ask->from.days)
        return opt_fail(state, TR("--due-to lies before --due-from"));
    if (args->show.n > 0 && args->lists)
        return opt_fail(state, TR("--show goes with no other option"));
    if (ask->framework.n > 0 && ask->sort != TODO_BY_POINTS)
        return opt_fail(state, TR("--framework goes with --sort points"));
    if (ask->states == 0)
        ask->states = TODO_STATES;
    if (ask->sort == TODO_BY_POINTS && (ask->states & ~TODO_STATES) != 0)
        return opt_fail(state, TR("only what is open or missed can be sorted by points"));
    if (ask->most == 0)
        ask->most = TODO_SHOWN;
    return 0;
}

static error_t todo_list_option(int key, char *arg, const struct argp_state *state,
                                struct todo_args *args)
{
    struct todo_ask *ask = &args->ask;
    switch (key) {
    case TODO_UNIT: return opt_trimmed(state, "--unit", arg, &ask->unit);
    case TODO_AS_OF:
        ask->has_as_of = true;
        return record_opt_moment(state, "--as-of", arg, true, &ask->as_of);
    case TODO_STATE: return todo_states(state, arg, &ask->states);
    case TODO_RULE: return opt_trimmed(state, "--rule", arg, &ask->rule);
    case TODO_SUBJECT: return opt_trimmed(state, "--subject", arg, &ask->subject);
    case TODO_DUE_FROM: ask->has_from = true; return opt_date(state, "--due-from", arg, &ask->from);
    case TODO_DUE_TO: ask->has_to = true; return opt_date(state, "--due-to", arg, &ask->to);
    case TODO_SORT: return todo_sort(state, arg, &ask->sort);
    case TODO_FRAMEWORK: return opt_trimmed(state, "--framework", arg, &ask->framework);
    case TODO_LIMIT: return opt_number(state, "--limit", arg, 1, TODO_MOST, &ask->most);
    case TODO_AFTER: return opt_trimmed(state, "--after", arg, &ask->after);
    case TODO_KEYS: args->keys = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static error_t todo_parse(int key, char *arg, struct argp_state *state)
{
    struct todo_args *args = opt_args(state);
    if (key == TODO_SHOW)
        return opt_trimmed(state, "--show", arg, &args->show);
    if (key == ARGP_KEY_END)
        return todo_end(state, args);
    error_t failed = todo_list_option(key, arg, state, args);
    args->lists = args->lists || failed == 0;
    return failed;
}

static const struct argp TODO_ARGP = {
    .options = TODO_OPTIONS,
    .parser = todo_parse,
    .doc = TR_MARK("List what is owed: what is open with the days left, and what was missed, by "
                   "deadline; above it, how many there are in each state. Deadlines that have "
                   "passed since the last change are noted first. By points, what is worth none is "
                   "left out."),
    .argp_domain = OPT_DOMAIN};

/* ---- running ------------------------------------------------------------------------------- */

/* Nothing is listed: say for how long that holds. */
static void todo_nothing(struct cli *cli, const struct todo_ask *ask, const struct app_todo *t)
{
    if (!t->has_rules)
        say(TR(
            "no catalog that is loaded has rules, so nobody owes anything; see its folder rules/"));
    else if ((ask->states & ~TODO_STATES) != 0 || (ask->states & 1U << OBLIGATION_OPEN) == 0)
        say(TR("no such obligations"));
    else if (ask->sort == TODO_BY_POINTS)
        say(TR("nothing that is open or missed is worth points now"));
    else if (ask->has_to)
        say(TR("nothing to do that is due by %.*s"), STR_ARG(view_day(cli, true, ask->to)));
    else
        say(TR("nothing to do; what comes next begins on %.*s at the earliest"),
            STR_ARG(view_day(cli, true, (date){t->today.days + 1})));
}

static enum err_code todo_run(struct cli *cli, const void *args, struct err *e)
{
    const struct todo_args *a = args;
    struct app_todo_life life;
    struct app_todo t;
    if (a->show.n > 0) {
        ERR_TRY(app_todo_show(cli->a, cli->app, a->show, &life, e));
        view_todo_life(cli, &life);
        return ERR_OK;
    }
    ERR_TRY(app_todo(cli->a, cli->app, &a->ask, &t, e));
    view_todo(cli, &a->ask, &t, a->keys);
    if (t.n == 0)
        todo_nothing(cli, &a->ask, &t);
    else if (t.more)
        say(TR("there are more: --after \"%.*s\""), STR_ARG(show_exact(cli->a, t.last)));
    return ERR_OK;
}

const struct cmd CMD_TODO = {"todo", TR_MARK("see what is to be done, and until when"), &TODO_ARGP,
                             sizeof(struct todo_args), todo_run};
