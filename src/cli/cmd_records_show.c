/*
 * cmd_records_show.c — `duban records show`: one record, and how it came to be so.
 */
#include "cli/cli.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view_records.h"

struct show_args {
    int64_t id;
    bool has_as_of;
    instant as_of;
    struct str why;
};

enum { SHOW_AS_OF = 0x200, SHOW_UNSEAL };

static const struct argp_option SHOW_OPTIONS[] = {
    {"as-of", SHOW_AS_OF, "TIME", 0,
     TR_MARK("As it was known then, YYYY-MM-DD or \"YYYY-MM-DD hh:mm\" (default: now)"), 0},
    {"unseal", SHOW_UNSEAL, "REASON", 0,
     TR_MARK("Show what is sensitive; the reason goes into the audit chain"), 0},
    {0},
};

static error_t show_parse(int key, char *arg, struct argp_state *state)
{
    struct show_args *args = opt_args(state);
    switch (key) {
    case SHOW_AS_OF:
        args->has_as_of = true;
        return record_opt_moment(state, "--as-of", arg, true, &args->as_of);
    case SHOW_UNSEAL: return opt_trimmed(state, "--unseal", arg, &args->why);
    case ARGP_KEY_ARG:
        return args->id > 0 ? ARGP_ERR_UNKNOWN : record_opt_id(state, "RECORD", arg, &args->id);
    case ARGP_KEY_END: return args->id == 0 ? opt_fail(state, TR("RECORD is missing")) : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp SHOW_ARGP = {
    .options = SHOW_OPTIONS,
    .parser = show_parse,
    .args_doc = TR_MARK("RECORD"),
    .doc = TR_MARK("Show a record, by its number, with its revisions. A day given with --as-of "
                   "means its end."),
    .argp_domain = OPT_DOMAIN};

static enum err_code show_run(struct cli *cli, const void *args, struct err *e)
{
    const struct show_args *a = args;
    struct app_record r;
    struct record_life life;
    ERR_TRY(app_record_show(cli->a, cli->app, a->id, a->has_as_of ? a->as_of : RECORD_NOW, a->why,
                            &r, &life, e));
    view_record(cli, &r, &life);
    return ERR_OK;
}

const struct cmd CMD_RECORDS_SHOW = {"records show", TR_MARK("show a record and its revisions"),
                                     &SHOW_ARGP, sizeof(struct show_args), show_run};
