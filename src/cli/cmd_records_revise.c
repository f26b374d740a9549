/*
 * cmd_records_revise.c — `duban records revise`: a record gets another revision.
 */
#include "cli/cli.h"
#include "cli/record_act.h"
#include "cli/record_opt.h"
#include "cli/tr.h"

struct revise_args {
    int64_t id, seen;
    struct str reason;
    struct record_opt_pairs pairs;
};

enum { REVISE_REASON = 0x200, REVISE_SEEN };

static const struct argp_option REVISE_OPTIONS[] = {
    {"reason", REVISE_REASON, "TEXT", 0, TR_MARK("Why; needed"), 0},
    {"seen", REVISE_SEEN, "N", 0, TR_MARK("Only if revision N is still the newest one"), 0},
    {0},
};

static error_t revise_end(const struct argp_state *state, const struct revise_args *args)
{
    if (args->id == 0)
        return opt_fail(state, TR("RECORD is missing"));
    if (args->pairs.n == 0)
        return opt_fail(state, TR("FIELD=VALUE is missing"));
    return args->reason.n == 0 ? opt_fail(state, TR("%s is missing"), "--reason") : 0;
}

static error_t revise_parse(int key, char *arg, struct argp_state *state)
{
    struct revise_args *args = opt_args(state);
    switch (key) {
    case REVISE_REASON: return opt_trimmed(state, "--reason", arg, &args->reason);
    case REVISE_SEEN: return opt_number(state, "--seen", arg, 1, INT64_MAX, &args->seen);
    case ARGP_KEY_ARG:
        return args->id == 0 ? record_opt_id(state, "RECORD", arg, &args->id)
                             : record_opt_pair(state, arg, &args->pairs);
    case ARGP_KEY_END: return revise_end(state, args);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp REVISE_ARGP = {
    .options = REVISE_OPTIONS,
    .parser = revise_parse,
    .args_doc = TR_MARK("RECORD FIELD=VALUE..."),
    .doc = TR_MARK("Correct fields of a record; \"FIELD=\" takes a value away. The record as a "
                   "whole is checked again. How it was before is kept, with the reason."),
    .argp_domain = OPT_DOMAIN};

static enum err_code revise_run(struct cli *cli, const void *args, struct err *e)
{
    const struct revise_args *a = args;
    const struct record_input in = {.pairs = a->pairs.p, .n = a->pairs.n, .lang = cli->lang};
    struct app_record_result r;
    ERR_TRY(app_record_revise(cli->a, cli->app, a->id, a->seen, a->reason, &in, &r, e));
    return record_act_end(cli, &r, e);
}

const struct cmd CMD_RECORDS_REVISE = {"records revise", TR_MARK("correct a record"), &REVISE_ARGP,
                                       sizeof(struct revise_args), revise_run};
