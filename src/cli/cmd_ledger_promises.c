/*
 * cmd_ledger_promises.c — `duban ledger promises`: what the measures promise, to accept as
 * tasks and draft rules, or to reject.
 */
#include "app/promises.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view_promises.h"

struct promises_args {
    struct rectify_opt opt;
    int32_t *accept, *reject; /* grow with the arguments; live in the command's arena */
    size_t n_accept, n_reject;
    struct app_promise_terms terms;
    bool has_terms;
    const char *rules;
};

enum {
    PROMISES_ACCEPT = 0x200,
    PROMISES_REJECT,
    PROMISES_OWNER,
    PROMISES_DUE,
    PROMISES_SUBJECT,
    PROMISES_FROM,
    PROMISES_RULES,
};

static const struct argp_option PROMISES_OPTIONS[] = {
    {"accept", PROMISES_ACCEPT, "K", 0,
     TR_MARK("Accept promise K as a task or a draft rule; may be given several times"), 0},
    {"reject", PROMISES_REJECT, "K", 0, TR_MARK("Reject promise K; may be given several times"), 0},
    {"owner", PROMISES_OWNER, "NAME", 0, TR_MARK("Who does the tasks (default: the owner)"), 0},
    {"due", PROMISES_DUE, "DATE", 0,
     TR_MARK("Until when the tasks are to be done, in place of what is promised"), 0},
    {"subject", PROMISES_SUBJECT, "TYPE", 0,
     TR_MARK("For each of which the duty is owed (default: by the county)"), 0},
    {"from", PROMISES_FROM, "DATE", 0, TR_MARK("First day of the rules (default: today)"), 0},
    {"rules", PROMISES_RULES, "FILE", 0, TR_MARK("Write the draft rules of all accepted duties"),
     0},
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {0},
};

static error_t promises_number(const struct argp_state *state, const char *name, const char *value,
                               int32_t **list, size_t *n)
{
    const struct opt_call *call = state->input;
    int64_t number;
    error_t failed = opt_number(state, name, value, 1, INT32_MAX, &number);
    if (failed != 0)
        return failed;
    if (*list == NULL)
        *list = ARENA_NEW_N(call->cli->a, (size_t)state->argc, int32_t);
    (*list)[(*n)++] = (int32_t)number;
    return 0;
}

static error_t promises_subject(const struct argp_state *state, const char *value,
                                struct promises_args *args)
{
    args->terms.subject = str_of(value);
    if (!promise_rule_id_valid(args->terms.subject))
        return opt_fail(state, TR("--subject takes a type of the catalog, not \"%s\""), value);
    return 0;
}

static error_t promises_end(const struct promises_args *args, const struct argp_state *state)
{
    bool decide = args->n_accept + args->n_reject > 0;
    if (args->rules != NULL && (decide || args->opt.given))
        return opt_fail(state, TR("--rules stands alone"));
    if (decide && !args->opt.given)
        return opt_fail(state, TR("--accept and --reject need an ID"));
    if (args->has_terms && args->n_accept == 0)
        return opt_fail(state, TR("--owner, --due, --subject and --from go with --accept"));
    return 0;
}

static error_t promises_parse(int key, char *arg, struct argp_state *state)
{
    struct promises_args *args = opt_args(state);
    args->has_terms |= key >= PROMISES_OWNER && key <= PROMISES_FROM;
    switch (key) {
    case PROMISES_ACCEPT:
        return promises_number(state, "--accept", arg, &args->accept, &args->n_accept);
    case PROMISES_REJECT:
        return promises_number(state, "--reject", arg, &args->reject, &args->n_reject);
    case PROMISES_OWNER: return rectify_opt_name(state, "--owner", arg, &args->terms.owner);
    case PROMISES_DUE:
        args->terms.has_due = true;
        return opt_date(state, "--due", arg, &args->terms.due);
    case PROMISES_SUBJECT: return promises_subject(state, arg, args);
    case PROMISES_FROM:
        args->terms.has_from = true;
        return opt_date(state, "--from", arg, &args->terms.from);
    case PROMISES_RULES: args->rules = arg; return 0;
    case ARGP_KEY_END: return promises_end(args, state);
    default: return rectify_opt_parse(key, arg, state, &args->opt);
    }
}

static const struct argp PROMISES_ARGP = {
    .options = PROMISES_OPTIONS,
    .parser = promises_parse,
    .args_doc = TR_MARK("[ID]"),
    .doc = TR_MARK("List what the measures promise, each with the sentence it came from: tasks "
                   "with a day, and duties that come back. Accepting a task adds it to the "
                   "deduction's rectification; accepting a duty keeps a draft rule for the "
                   "catalog, which --rules writes into a file."),
    .argp_domain = OPT_DOMAIN};

static enum err_code promises_rules(struct cli *cli, const struct promises_args *a, struct err *e)
{
    struct str text;
    int32_t n;
    ERR_TRY(app_promises_rules(cli->a, cli->app, &text, &n, e));
    if (n == 0)
        say(TR("no duty has been accepted yet"));
    if (strcmp(a->rules, "-") == 0) {
        cli->bom = false;
        buf_add(&cli->out, text);
        return ERR_OK;
    }
    if (n == 0)
        return ERR_OK;
    ERR_TRY(file_write(a->rules, text, e));
    struct str to = show_exact(cli->a, str_of(a->rules));
    say(TR_N("wrote %d draft rule to %.*s", "wrote %d draft rules to %.*s", n), n, STR_ARG(to));
    return ERR_OK;
}

static enum err_code promises_run(struct cli *cli, const void *args, struct err *e)
{
    const struct promises_args *a = args;
    struct app_promises list;
    int64_t id = 0;
    if (a->rules != NULL)
        return promises_rules(cli, a, e);
    rectify_opt_actor(cli, &a->opt);
    if (a->opt.given)
        ERR_TRY(rectify_opt_id(cli, &a->opt, &id, e));
    if (a->n_accept + a->n_reject > 0)
        ERR_TRY(app_promises_decide(cli->a, cli->app, id, a->accept, a->n_accept, a->reject,
                                    a->n_reject, &a->terms, &list, e));
    else
        ERR_TRY(app_promises_list(cli->a, cli->app, id, &list, e));
    view_promises(cli, &list);
    if (list.n == 0)
        say(TR("no promise was found"));
    return ERR_OK;
}

const struct cmd CMD_LEDGER_PROMISES = {"ledger promises",
                                        TR_MARK("list, accept and reject promises"), &PROMISES_ARGP,
                                        sizeof(struct promises_args), promises_run};
