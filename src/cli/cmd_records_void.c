/*
 * cmd_records_void.c — `duban records void`: a record counts no more.
 */
#include "cli/cli.h"
#include "cli/record_act.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/tr.h"

struct void_args {
    int64_t id, seen;
    struct str reason;
};

enum { VOID_REASON = 0x200, VOID_SEEN };

static const struct argp_option VOID_OPTIONS[] = {
    {"reason", VOID_REASON, "TEXT", 0, TR_MARK("Why; needed"), 0},
    {"seen", VOID_SEEN, "N", 0, TR_MARK("Only if revision N is still the newest one"), 0},
    {0},
};

static error_t void_parse(int key, char *arg, struct argp_state *state)
{
    struct void_args *args = opt_args(state);
    switch (key) {
    case VOID_REASON: return opt_trimmed(state, "--reason", arg, &args->reason);
    case VOID_SEEN: return opt_number(state, "--seen", arg, 1, INT64_MAX, &args->seen);
    case ARGP_KEY_ARG:
        return args->id > 0 ? ARGP_ERR_UNKNOWN : record_opt_id(state, "RECORD", arg, &args->id);
    case ARGP_KEY_END:
        if (args->id == 0)
            return opt_fail(state, TR("RECORD is missing"));
        return args->reason.n == 0 ? opt_fail(state, TR("%s is missing"), "--reason") : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp VOID_ARGP = {
    .options = VOID_OPTIONS,
    .parser = void_parse,
    .args_doc = TR_MARK("RECORD"),
    .doc = TR_MARK("Void a record, and with a person or firm all that is in its file. It stays "
                   "visible, with the reason, and counts no more. A void cannot be taken back."),
    .argp_domain = OPT_DOMAIN};

static enum err_code void_run(struct cli *cli, const void *args, struct err *e)
{
    const struct void_args *a = args;
    struct app_record_result r = {.stamp = {.id = a->id}};
    int64_t along = 0;
    ERR_TRY(app_record_void(cli->a, cli->app, a->id, a->seen, a->reason, &along, e));
    if (along > 0)
        say(TR_N("%lld record of its file was voided with it",
                 "%lld records of its file were voided with it", along),
            (long long)along);
    return record_act_end(cli, &r, e);
}

const struct cmd CMD_RECORDS_VOID = {"records void", TR_MARK("void a record"), &VOID_ARGP,
                                     sizeof(struct void_args), void_run};
