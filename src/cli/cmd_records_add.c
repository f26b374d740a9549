/*
 * cmd_records_add.c — `duban records add`: one record is entered.
 */
#include "cli/cli.h"
#include "cli/record_act.h"
#include "cli/record_opt.h"
#include "cli/tr.h"

struct add_args {
    struct record_input in;
    struct record_opt_pairs pairs;
};

enum { ADD_UNIT = 0x200, ADD_SUBJECT, ADD_ENTERED_AT };

static const struct argp_option ADD_OPTIONS[] = {
    {"unit", ADD_UNIT, "UNIT", 0, TR_MARK("The unit it belongs to, by id or name; needed"), 0},
    {"subject", ADD_SUBJECT, "WHOM", 0,
     TR_MARK("In whose file it is: R12, or what that one is known by"), 0},
    {"entered-at", ADD_ENTERED_AT, "TIME", 0,
     TR_MARK("Bring in history: when it was entered, \"YYYY-MM-DD hh:mm\""), 0},
    {0},
};

static error_t add_end(const struct argp_state *state, struct add_args *args)
{
    if (args->in.type.n == 0)
        return opt_fail(state, TR("TYPE is missing"));
    if (args->in.unit.n == 0)
        return opt_fail(state, TR("%s is missing"), "--unit");
    args->in.pairs = args->pairs.p;
    args->in.n = args->pairs.n;
    return 0;
}

static error_t add_parse(int key, char *arg, struct argp_state *state)
{
    struct add_args *args = opt_args(state);
    switch (key) {
    case ADD_UNIT: return opt_trimmed(state, "--unit", arg, &args->in.unit);
    case ADD_SUBJECT: return opt_trimmed(state, "--subject", arg, &args->in.subject);
    case ADD_ENTERED_AT:
        args->in.has_entered_at = true;
        return record_opt_moment(state, "--entered-at", arg, false, &args->in.entered_at);
    case ARGP_KEY_ARG:
        return args->in.type.n == 0 ? opt_text(state, "TYPE", arg, &args->in.type)
                                    : record_opt_pair(state, arg, &args->pairs);
    case ARGP_KEY_END: return add_end(state, args);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp ADD_ARGP = {
    .options = ADD_OPTIONS,
    .parser = add_parse,
    .args_doc = TR_MARK("TYPE FIELD=VALUE..."),
    .doc = TR_MARK("Enter a record. Values are written as in a sheet; fields that are not given "
                   "take the default of their type. Nothing is stored if a value is wrong: every "
                   "problem is printed."),
    .argp_domain = OPT_DOMAIN};

static enum err_code add_run(struct cli *cli, const void *args, struct err *e)
{
    struct add_args a = *(const struct add_args *)args;
    struct app_record_result r;
    a.in.lang = cli->lang;
    ERR_TRY(app_record_add(cli->a, cli->app, &a.in, &r, e));
    return record_act_end(cli, &r, e);
}

const struct cmd CMD_RECORDS_ADD = {"records add", TR_MARK("enter a record"), &ADD_ARGP,
                                    sizeof(struct add_args), add_run};
