/*
 * cmd_advance.c — `duban advance`: deadlines that have passed, and windows that have begun.
 *
 * With --follow it stays. The signals that end it are kept back and waited for, so they are never
 * seen in the middle of a transaction.
 */
#include <signal.h>

#include "app/obligation_verify.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"

struct advance_args {
    bool follow;
};

enum { ADVANCE_FOLLOW = 0x200 };

/* The clock may be set, so it is looked at that often. */
enum { ADVANCE_LOOK_MS = 60 * 1000 };

static const struct argp_option ADVANCE_OPTIONS[] = {
    {"follow", ADVANCE_FOLLOW, NULL, 0,
     TR_MARK("Stay, and do it again at each midnight, until SIGTERM or SIGINT"), 0},
    {0},
};

static error_t advance_parse(int key, char *arg, struct argp_state *state)
{
    struct advance_args *args = opt_args(state);
    (void)arg;
    if (key != ADVANCE_FOLLOW)
        return ARGP_ERR_UNKNOWN;
    args->follow = true;
    return 0;
}

static const struct argp ADVANCE_ARGP = {
    .options = ADVANCE_OPTIONS,
    .parser = advance_parse,
    .doc =
        TR_MARK("Let what is open and past its deadline be missed, and add what has begun since. "
                "The next change of a record does that too, and so does `duban todo`; this does "
                "it where nobody asks. Doing it again changes nothing."),
    .argp_domain = OPT_DOMAIN};

/* ---- once ---------------------------------------------------------------------------------- */

static void advance_view(struct cli *cli, int64_t changed, instant next)
{
    struct str number = str_format(cli->a, "%lld", (long long)changed);
    if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        json_put_int(root, "changed", changed);
        json_put_str(root, "next", view_moment(cli, next));
        view_json(cli, root);
    } else if (cli->format == CLI_CSV) {
        struct str titles[] = {STR("changed"), STR("next")};
        struct str cells[] = {number, view_moment(cli, next)};
        csv_row(&cli->out, titles, ARRAY_LEN(titles));
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    } else {
        const struct view_field fields[] = {
            {TR("Changed"), number},
            {TR("Next"), clock_local_text(cli->a, next)},
        };
        view_fields(cli, fields, ARRAY_LEN(fields));
    }
}

/* ---- staying --------------------------------------------------------------------------------- */

static void advance_log(const char *level, const char *event, const char *rest)
{
    (void)fprintf(stderr, "%s %s %s\n", level, event, rest);
    (void)fflush(stderr);
}

/*
 * Once, with memory of its own. A database that is busy or away is tried again at the next look.
 * *ret_next stays in the past then.
 */
static enum err_code follow_once(struct cli *cli, instant *ret_next, struct err *e)
{
    struct arena a;
    struct err reason = {0};
    int64_t changed;
    char next[INSTANT_TEXT_MAX];
    char rest[128];
    arena_init(&a, CLI_ARENA_MAX);
    enum err_code code = app_obligation_advance(&a, cli->app, &changed, ret_next, &reason);
    arena_release(&a);
    if (code == ERR_DB_AWAY)
        app_release(cli->app); /* the connection is gone: open another one */
    if (code == ERR_DB_BUSY || code == ERR_DB_AWAY) {
        (void)snprintf(rest, sizeof(rest), "code=%s, will retry", err_info(code)->number);
        advance_log("warning", "obligation.advance", rest);
        return ERR_OK;
    }
    if (code != ERR_OK)
        return err_set(e, code, "%s", reason.detail);
    (void)snprintf(rest, sizeof(rest), "changed=%lld next=%s", (long long)changed,
                   instant_text(*ret_next, next));
    advance_log("info", "obligation.advance", rest);
    return ERR_OK;
}

/* Wait until `until`, but never longer than to the next look; true if a signal has come. */
static bool follow_wait(const struct cli *cli, const sigset_t *signals, instant until)
{
    int64_t ms = until.ms - clock_now(&cli->app->clock).ms;
    if (ms > ADVANCE_LOOK_MS || ms < 0)
        ms = ADVANCE_LOOK_MS;
    const struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    return sigtimedwait(signals, NULL, &pause) > 0;
}

static enum err_code advance_follow(struct cli *cli, struct err *e)
{
    sigset_t signals;
    instant next = {0};
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    must(sigprocmask(SIG_BLOCK, &signals, NULL) == 0);
    do {
        if (clock_now(&cli->app->clock).ms >= next.ms)
            ERR_TRY(follow_once(cli, &next, e));
    } while (!follow_wait(cli, &signals, next));
    advance_log("info", "obligation.follow", "stopped");
    return ERR_OK;
}

static enum err_code advance_run(struct cli *cli, const void *args, struct err *e)
{
    const struct advance_args *a = args;
    int64_t changed;
    instant next;
    if (a->follow)
        return advance_follow(cli, e);
    ERR_TRY(app_obligation_advance(cli->a, cli->app, &changed, &next, e));
    advance_view(cli, changed, next);
    return ERR_OK;
}

const struct cmd CMD_ADVANCE = {"advance", TR_MARK("let deadlines pass that nobody asks for"),
                                &ADVANCE_ARGP, sizeof(struct advance_args), advance_run};
