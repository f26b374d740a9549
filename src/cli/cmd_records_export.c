/*
 * cmd_records_export.c — `duban records export`: records as a sheet.
 */
#include "app/record_sheet.h"
#include "cli/cli.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"

struct export_args {
    struct record_opt_filter which;
    const char *output;
    struct str why;
};

enum { EXPORT_UNSEAL = 0x200 };

static const struct argp_option EXPORT_OPTIONS[] = {
    {"output", 'o', "FILE", 0, TR_MARK("Where to write it, .xlsx or .csv; needed"), 0},
    {"unit", RECORD_OPT_UNIT, "UNIT", 0, TR_MARK("Of this unit and those below it"), 0},
    {"subject", RECORD_OPT_SUBJECT, "WHOM", 0,
     TR_MARK("In the file of this one: R12, or what it is known by"), 0},
    {"from", RECORD_OPT_FROM, "DATE", 0, TR_MARK("Happened on that day or later"), 0},
    {"to", RECORD_OPT_TO, "DATE", 0, TR_MARK("Happened on that day or before"), 0},
    {"entered-from", RECORD_OPT_ENTERED_FROM, "TIME", 0,
     TR_MARK("Entered then or later, YYYY-MM-DD or \"YYYY-MM-DD hh:mm\""), 0},
    {"entered-to", RECORD_OPT_ENTERED_TO, "TIME", 0, TR_MARK("Entered then or before"), 0},
    {"voided", RECORD_OPT_VOIDED, "only|all", 0,
     TR_MARK("Void ones only, or all (default: none that is void)"), 0},
    {"order", RECORD_OPT_ORDER, "ORDER", 0,
     TR_MARK("day, day-desc, entry or entry-desc (default: day-desc)"), 0},
    {"batch", RECORD_OPT_BATCH, "BATCH", 0, TR_MARK("Brought by this import"), 0},
    {"unseal", EXPORT_UNSEAL, "REASON", 0,
     TR_MARK("Show what is sensitive; the reason goes into the audit chain"), 0},
    {0},
};

static error_t export_parse(int key, char *arg, struct argp_state *state)
{
    struct export_args *args = opt_args(state);
    error_t failed;
    switch (key) {
    case 'o': return opt_path(state, "--output", arg, &args->output);
    case EXPORT_UNSEAL: return opt_trimmed(state, "--unseal", arg, &args->why);
    case ARGP_KEY_END:
        failed = record_opt_filter(key, arg, state, &args->which);
        if (failed == 0 && args->output == NULL)
            failed = opt_fail(state, TR("%s is missing"), "--output");
        return failed;
    default: return record_opt_filter(key, arg, state, &args->which);
    }
}

static const struct argp EXPORT_ARGP = {
    .options = EXPORT_OPTIONS,
    .parser = export_parse,
    .args_doc = TR_MARK("TYPE"),
    .doc = TR_MARK("Write all records of a type, or those that the options name, as a sheet with "
                   "the titles that \"records import\" knows. What is sensitive is masked. Each "
                   "export has its entry in the audit chain."),
    .argp_domain = OPT_DOMAIN};

static enum err_code export_run(struct cli *cli, const void *args, struct err *e)
{
    const struct export_args *a = args;
    struct record_filter filter;
    int64_t n = 0;
    ERR_TRY(record_opt_filter_of(cli, &a->which, &filter, e));
    ERR_TRY(app_record_export(cli->a, cli->app, &filter, a->why, a->output,
                              record_sheet_format_of(a->output), cli->lang, &n, e));
    struct str shown = show_exact(cli->a, str_of(a->output));
    say(TR_N("%lld record exported to %.*s", "%lld records exported to %.*s", n), (long long)n,
        STR_ARG(shown));
    return ERR_OK;
}

const struct cmd CMD_RECORDS_EXPORT = {"records export", TR_MARK("write records as a sheet"),
                                       &EXPORT_ARGP, sizeof(struct export_args), export_run};
