/*
 * cmd_plan_diff.c — `duban plan diff`: what people changed in an exported paper.
 */
#include <unistd.h>

#include "app/plan_review.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/plan_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"

enum { DIFF_ACCEPT_MAX = 4096 };

struct diff_args {
    const char *file;
    bool all;
    int32_t numbers[DIFF_ACCEPT_MAX];
    size_t n;
};

static const struct argp_option DIFF_OPTIONS[] = {
    {"accept", 'a', "LIST", 0,
     TR_MARK("Take these differences over: all, or numbers such as 1,3-5; the others are rejected"),
     0},
    {0},
};

/* "3" or "3-5" appended to the numbers. */
static bool diff_add_range(struct diff_args *args, struct str part)
{
    size_t dash = str_find(part, STR("-"), 0);
    int64_t from;
    int64_t to;
    if (str_to_i64(str_sub(part, 0, dash), &from, NULL) != ERR_OK)
        return false;
    to = from;
    if (dash != SIZE_MAX && str_to_i64(str_sub(part, dash + 1, part.n), &to, NULL) != ERR_OK)
        return false;
    if (from < 1 || to < from || to > INT32_MAX || to - from >= DIFF_ACCEPT_MAX - (int64_t)args->n)
        return false;
    for (int64_t k = from; k <= to; k++)
        args->numbers[args->n++] = (int32_t)k;
    return true;
}

static error_t diff_accept(const struct argp_state *state, struct diff_args *args, const char *arg)
{
    struct str list = str_of(arg);
    if (str_eq(list, STR("all"))) {
        args->all = true;
        return 0;
    }
    for (size_t at = 0; at <= list.n;) {
        size_t end = str_find(list, STR(","), at);
        if (end == SIZE_MAX)
            end = list.n;
        if (!diff_add_range(args, str_sub(list, at, end)))
            return opt_fail(state, TR("--accept takes all, or numbers such as 1,3-5, not \"%s\""),
                            arg);
        at = end + 1;
    }
    return 0;
}

static error_t diff_parse(int key, char *arg, struct argp_state *state)
{
    struct diff_args *args = opt_args(state);
    switch (key) {
    case 'a': return diff_accept(state, args, arg);
    default: return opt_single(state, key, arg, &args->file, TR("FILE is missing"));
    }
}

static const struct argp DIFF_ARGP = {
    .options = DIFF_OPTIONS,
    .parser = diff_parse,
    .args_doc = TR_MARK("FILE"),
    .doc = TR_MARK("Show what people changed in a document that `duban plan export` wrote, field "
                   "by field and numbered. On a terminal each difference is asked about; with "
                   "--accept the named ones are taken over as the next revision of the plan."),
    .argp_domain = OPT_DOMAIN};

/* ---- showing ------------------------------------------------------------------- */

static void diff_show(struct cli *cli, const struct app_review *r)
{
    if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        json_put_int(root, "plan", r->plan_id);
        json_put_int(root, "revision", r->revision);
        if (r->stored_as > 0)
            json_put_int(root, "stored_as", r->stored_as);
        view_diff_json(cli, root, &r->diff);
        view_json(cli, root);
    } else {
        view_diff(cli, &r->diff, 0, r->diff.n, &cli->out);
    }
}

static void diff_tell(const struct app_review *r)
{
    long long plan = (long long)r->plan_id;
    if (r->stored_as > 0)
        say(TR("plan %lld updated to revision %d"), plan, r->stored_as);
    else if (r->diff.n == 0)
        say(TR("no difference from plan %lld, revision %d"), plan, r->revision);
    else
        say(TR_N("%zu difference from plan %lld, revision %d; nothing was taken over",
                 "%zu differences from plan %lld, revision %d; nothing was taken over", r->diff.n),
            r->diff.n, plan, r->revision);
    plan_opt_say_recurred(r->recurred);
}

/* ---- asking ----------------------------------------------------------------------- */

static bool diff_can_ask(const struct cli *cli, const struct diff_args *args)
{
    return !args->all && args->n == 0 && cli->format == CLI_TABLE && strcmp(args->file, "-") != 0 &&
           isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

/* Ask about each difference; the numbers of those agreed to, *ret_n of them. */
static int32_t *diff_ask(struct cli *cli, const struct app_review *r, size_t *ret_n)
{
    int32_t *numbers = ARENA_NEW_N(cli->a, r->diff.n, int32_t);
    size_t n = 0;
    for (size_t i = 0; i < r->diff.n; i++) {
        struct buf b;
        buf_init(&b, CLI_OUT_MAX);
        view_diff(cli, &r->diff, i, i + 1, &b);
        say_block(&b);
        buf_release(&b);
        if (say_ask(TR("Take this difference over? [y/N]")))
            numbers[n++] = (int32_t)i + 1;
    }
    *ret_n = n;
    return numbers;
}

static enum err_code diff_run(struct cli *cli, const void *args, struct err *e)
{
    const struct diff_args *a = args;
    struct app_plan p;
    struct app_review r;
    struct app_accept accept = {.all = a->all, .numbers = a->numbers, .n = a->n};
    ERR_TRY(app_plan_open(cli->a, a->file, &p, e));
    ERR_TRY(app_plan_review(cli->a, cli->app, &p, &accept, &r, e));
    if (r.diff.n > 0 && diff_can_ask(cli, a)) {
        accept.numbers = diff_ask(cli, &r, &accept.n);
        accept.revision = r.revision;
        if (accept.n > 0)
            ERR_TRY(app_plan_review(cli->a, cli->app, &p, &accept, &r, e));
    } else {
        diff_show(cli, &r);
    }
    diff_tell(&r);
    return ERR_OK;
}

const struct cmd CMD_PLAN_DIFF = {"plan diff", TR_MARK("show what was changed in an exported plan"),
                                  &DIFF_ARGP, sizeof(struct diff_args), diff_run};
