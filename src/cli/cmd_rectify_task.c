/*
 * cmd_rectify_task.c — `duban rectify task`: something to be done, and that it is done.
 */
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_rectify.h"

struct task_args {
    struct rectify_opt opt;
    struct task task;
    int64_t done;
};

enum { TASK_OWNER = 0x200, TASK_DUE, TASK_DONE };

static const struct argp_option TASK_OPTIONS[] = {
    {"owner", TASK_OWNER, "NAME", 0, TR_MARK("Who does it (default: the owner)"), 0},
    {"due", TASK_DUE, "DATE", 0, TR_MARK("Until when, YYYY-MM-DD"), 0},
    {"done", TASK_DONE, "K", 0, TR_MARK("Tick task K off"), 0},
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {"seen", RECTIFY_OPT_SEEN, "N", 0, TR_MARK("Only if event N is still the newest one"), 0},
    {"note", RECTIFY_OPT_NOTE, "TEXT", 0, TR_MARK("Words of your own for the history"), 0},
    {0},
};

/* Either a title or --done, never both; owner and day belong to a new task. */
static error_t task_end(const struct task_args *args, const struct argp_state *state)
{
    if (args->done == 0)
        return args->task.title.n == 0 ? opt_fail(state, TR("TITLE or --done is missing")) : 0;
    if (args->task.title.n > 0 || args->task.owner.n > 0 || args->task.has_due)
        return opt_fail(state, TR("--done stands alone"));
    return 0;
}

static error_t task_parse(int key, char *arg, struct argp_state *state)
{
    struct task_args *args = opt_args(state);
    switch (key) {
    case TASK_OWNER: return rectify_opt_name(state, "--owner", arg, &args->task.owner);
    case TASK_DUE:
        args->task.has_due = true;
        return opt_date(state, "--due", arg, &args->task.due_on);
    case TASK_DONE: return opt_number(state, "--done", arg, 1, INT32_MAX, &args->done);
    case ARGP_KEY_ARG:
        if (args->opt.given && args->task.title.n == 0)
            return rectify_opt_name(state, "TITLE", arg, &args->task.title);
        return rectify_opt_parse(key, arg, state, &args->opt);
    case ARGP_KEY_END:
        return args->opt.given ? task_end(args, state)
                               : rectify_opt_parse(key, arg, state, &args->opt);
    default: return rectify_opt_parse(key, arg, state, &args->opt);
    }
}

static const struct argp TASK_ARGP = {
    .options = TASK_OPTIONS,
    .parser = task_parse,
    .args_doc = TR_MARK("ID [TITLE]"),
    .doc = TR_MARK("Add a task to a rectification, or tick one off with --done. The first task "
                   "that is done puts the rectification under way; it cannot be closed while one "
                   "is open."),
    .argp_domain = OPT_DOMAIN};

static enum err_code task_run(struct cli *cli, const void *args, struct err *e)
{
    const struct task_args *a = args;
    struct rectify_on on;
    struct rectify_card card;
    int32_t no;
    ERR_TRY(rectify_opt_on(cli, &a->opt, &on, e));
    if (a->done != 0) {
        ERR_TRY(app_rectify_task_done(cli->a, cli->app, &on, (int32_t)a->done, &card, e));
    } else {
        ERR_TRY(app_rectify_task(cli->a, cli->app, &on, &a->task, &no, &card, e));
        say(TR("added as task %d"), no);
    }
    view_card(cli, &card);
    return ERR_OK;
}

const struct cmd CMD_RECTIFY_TASK = {"rectify task", TR_MARK("add a task, or tick one off"),
                                     &TASK_ARGP, sizeof(struct task_args), task_run};
