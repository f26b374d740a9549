/*
 * cmd_waive.c — `duban waive`: one obligation is excused, or is so no more.
 */
#include "cli/cli.h"
#include "cli/excuse_opt.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_excuses.h"

struct waive_args {
    struct excuse_opt opt; /* its id is that of --withdraw */
    struct waiver_target target;
    bool list, has_as_of;
    instant as_of;
};

enum {
    WAIVE_SUBJECT = 0x200,
    WAIVE_RECORD,
    WAIVE_UNIT,
    WAIVE_PERIOD,
    WAIVE_WITHDRAW,
    WAIVE_LIST,
    WAIVE_AS_OF,
};

static const struct argp_option WAIVE_OPTIONS[] = {
    {"subject", WAIVE_SUBJECT, "WHOM", 0,
     TR_MARK("Of rules for persons and firms: R12, or what it is known by"), 0},
    {"record", WAIVE_RECORD, "R12", 0, TR_MARK("Of rules for records: the record"), 0},
    {"unit", WAIVE_UNIT, "UNIT", 0, TR_MARK("Of rules for units: its id or its name"), 0},
    {"period", WAIVE_PERIOD, "NAME", 0,
     TR_MARK("The period, such as 2017-03 (default: once, of what does not recur)"), 0},
    {"reason", EXCUSE_OPT_REASON, "TEXT", 0, TR_MARK("Why; needed"), 0},
    {"as", EXCUSE_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {"withdraw", WAIVE_WITHDRAW, "N", 0, TR_MARK("Withdraw waiver N"), 0},
    {"list", WAIVE_LIST, NULL, 0, TR_MARK("List the waivers"), 0},
    {"as-of", WAIVE_AS_OF, "TIME", 0,
     TR_MARK("With --list: as it was known then; a day means its last moment"), 0},
    {0},
};

/* Whether anything tells of one obligation. */
static bool waive_has_target(const struct waiver_target *t)
{
    return t->rule.n > 0 || t->subject.n > 0 || t->record > 0 || t->unit.n > 0 || t->period.n > 0;
}

static int waive_targets(const struct waiver_target *t)
{
    return (t->subject.n > 0) + (t->record > 0) + (t->unit.n > 0);
}

static error_t waive_end(const struct argp_state *state, const struct waive_args *args)
{
    bool target = waive_has_target(&args->target);
    if (target + args->list + (args->opt.id > 0) > 1)
        return opt_fail(state, TR("RULE, --list and --withdraw exclude each other"));
    if (args->has_as_of && !args->list)
        return opt_fail(state, TR("--as-of goes with --list"));
    if (args->list)
        return args->opt.reason.n > 0 ? opt_fail(state, TR("--reason does not go with --list")) : 0;
    if (args->opt.id == 0 && args->target.rule.n == 0)
        return opt_fail(state, TR("RULE is missing"));
    if (args->opt.id == 0 && waive_targets(&args->target) != 1)
        return opt_fail(state, TR("give one of --subject, --record and --unit"));
    return args->opt.reason.n == 0 ? opt_fail(state, TR("%s is missing"), "--reason") : 0;
}

static error_t waive_parse(int key, char *arg, struct argp_state *state)
{
    struct waive_args *args = opt_args(state);
    struct waiver_target *t = &args->target;
    switch (key) {
    case WAIVE_SUBJECT: return opt_trimmed(state, "--subject", arg, &t->subject);
    case WAIVE_RECORD: return record_opt_id(state, "--record", arg, &t->record);
    case WAIVE_UNIT: return opt_trimmed(state, "--unit", arg, &t->unit);
    case WAIVE_PERIOD: return opt_trimmed(state, "--period", arg, &t->period);
    case WAIVE_WITHDRAW: return opt_number(state, "--withdraw", arg, 1, INT64_MAX, &args->opt.id);
    case WAIVE_LIST: args->list = true; return 0;
    case WAIVE_AS_OF:
        args->has_as_of = true;
        return record_opt_moment(state, "--as-of", arg, true, &args->as_of);
    case ARGP_KEY_ARG:
        return t->rule.n > 0 ? ARGP_ERR_UNKNOWN : opt_trimmed(state, "RULE", arg, &t->rule);
    case ARGP_KEY_END: return waive_end(state, args);
    default: return excuse_opt_parse(key, arg, state, &args->opt);
    }
}

static const struct argp WAIVE_ARGP = {
    .options = WAIVE_OPTIONS,
    .parser = waive_parse,
    .args_doc = TR_MARK("RULE\n--withdraw N\n--list"),
    .doc = TR_MARK("Excuse one obligation: late or missed, it is excused from now on. The decision "
                   "is a person's and stands in the audit chain with its reason. It can be "
                   "withdrawn; what was decided stays visible."),
    .argp_domain = OPT_DOMAIN};

static enum err_code waive_list(struct cli *cli, const struct waive_args *a, struct err *e)
{
    struct app_waivers list;
    ERR_TRY(app_waiver_list(cli->a, cli->app, a->has_as_of ? a->as_of : WAIVER_NOW, &list, e));
    view_waivers(cli, &list);
    if (list.n == 0)
        say(TR("there are no waivers"));
    return ERR_OK;
}

static enum err_code waive_run(struct cli *cli, const void *args, struct err *e)
{
    const struct waive_args *a = args;
    struct app_waiver w;
    if (a->list)
        return waive_list(cli, a, e);
    excuse_opt_actor(cli, &a->opt);
    if (a->opt.id > 0)
        ERR_TRY(app_waiver_withdraw(cli->a, cli->app, a->opt.id, a->opt.reason, &w, e));
    else
        ERR_TRY(app_waiver_add(cli->a, cli->app, &a->target, a->opt.reason, &w, e));
    view_waiver(cli, &w);
    return ERR_OK;
}

const struct cmd CMD_WAIVE = {"waive", TR_MARK("excuse an obligation"), &WAIVE_ARGP,
                              sizeof(struct waive_args), waive_run};
