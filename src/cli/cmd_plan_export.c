/*
 * cmd_plan_export.c — `duban plan export`: the rectification plan as an official document.
 */
#include "app/plan_export.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"

struct export_args {
    int64_t plan, year;
    const char *out;
    const char *format; /* NULL: told by the name of the file */
    struct app_paper paper;
};

enum {
    EXPORT_PLAN = 0x200,
    EXPORT_YEAR,
    EXPORT_FORMAT,
    EXPORT_ORGANISATION,
    EXPORT_RED_HEAD,
    EXPORT_NUMBER,
    EXPORT_DATE,
    EXPORT_COPIES,
    EXPORT_PRINTED_BY,
    EXPORT_PRINTED_ON,
};

static const struct argp_option EXPORT_OPTIONS[] = {
    {"output", 'o', "FILE", 0, TR_MARK("Where to; - is standard output"), 0},
    {"format", EXPORT_FORMAT, "FORMAT", 0,
     TR_MARK("docx, pdf or txt (default: by the name of the file)"), 0},
    {"plan", EXPORT_PLAN, "N", 0, TR_MARK("The plan imported as plan N"), 0},
    {"year", EXPORT_YEAR, "YEAR", 0, TR_MARK("The plan that assesses this year"), 0},
    {"organisation", EXPORT_ORGANISATION, "NAME", 0, TR_MARK("Who issues and signs the paper"), 0},
    {"red-head", EXPORT_RED_HEAD, NULL, 0, TR_MARK("Print the issuer in red above the paper"), 0},
    {"number", EXPORT_NUMBER, "TEXT", 0, TR_MARK("Document number (default: the plan's)"), 0},
    {"date", EXPORT_DATE, "DATE", 0, TR_MARK("Date of issue (default: the plan's)"), 0},
    {"copies", EXPORT_COPIES, "NAMES", 0, TR_MARK("Who gets copies"), 0},
    {"printed-by", EXPORT_PRINTED_BY, "NAME", 0, TR_MARK("Who prints it, for the imprint"), 0},
    {"printed-on", EXPORT_PRINTED_ON, "DATE", 0, TR_MARK("Day of printing, with --printed-by"), 0},
    {0},
};

static const char *const EXPORT_FORMATS[APP_PAPER__MAX] = {
    [APP_PAPER_DOCX] = "docx", [APP_PAPER_PDF] = "pdf", [APP_PAPER_TXT] = "txt"};

static bool export_format_of(const char *name, enum app_paper_format *ret)
{
    for (size_t i = 0; i < ARRAY_LEN(EXPORT_FORMATS); i++)
        if (strcmp(name, EXPORT_FORMATS[i]) == 0) {
            *ret = (enum app_paper_format)i;
            return true;
        }
    return false;
}

/* The format that was asked for, or the one that the file's name ends with. */
static error_t export_end(const struct argp_state *state, struct export_args *args)
{
    if (args->out == NULL)
        return opt_fail(state, TR("-o FILE is missing"));
    const char *dot = strrchr(args->out, '.');
    const char *name = args->format != NULL ? args->format : dot != NULL ? dot + 1 : "";
    if (!export_format_of(name, &args->paper.format))
        return opt_fail(state, TR("--format is docx, pdf or txt"));
    if (args->paper.has_printed_on && args->paper.printed_by.n == 0)
        return opt_fail(state, TR("--printed-on goes with --printed-by"));
    return 0;
}

static error_t export_paper_option(int key, char *arg, const struct argp_state *state,
                                   struct app_paper *paper)
{
    switch (key) {
    case EXPORT_ORGANISATION: return opt_text(state, "--organisation", arg, &paper->organisation);
    case EXPORT_NUMBER: return opt_text(state, "--number", arg, &paper->number);
    case EXPORT_COPIES: return opt_text(state, "--copies", arg, &paper->copies);
    case EXPORT_PRINTED_BY: return opt_text(state, "--printed-by", arg, &paper->printed_by);
    case EXPORT_RED_HEAD: paper->red_head = true; return 0;
    case EXPORT_DATE: paper->has_date = true; return opt_date(state, "--date", arg, &paper->date);
    case EXPORT_PRINTED_ON:
        paper->has_printed_on = true;
        return opt_date(state, "--printed-on", arg, &paper->printed_on);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static error_t export_parse(int key, char *arg, struct argp_state *state)
{
    struct export_args *args = opt_args(state);
    switch (key) {
    case 'o': args->out = arg; return 0;
    case EXPORT_FORMAT: args->format = arg; return 0;
    case EXPORT_PLAN: return opt_number(state, "--plan", arg, 1, INT64_MAX, &args->plan);
    case EXPORT_YEAR: return opt_number(state, "--year", arg, 1, 9999, &args->year);
    case ARGP_KEY_END: return export_end(state, args);
    default: return export_paper_option(key, arg, state, &args->paper);
    }
}

static const struct argp EXPORT_ARGP = {
    .options = EXPORT_OPTIONS,
    .parser = export_parse,
    .doc =
        TR_MARK("Write the rectification plan as an official document after GB/T 9704-2012, from "
                "the ledger as it stands now: the plan that came in last, or the one named. "
                "The .docx can be edited and compared again with `duban plan diff`; importing "
                "any of the documents gives the same ledger."),
    .argp_domain = OPT_DOMAIN};

static enum err_code export_run(struct cli *cli, const void *args, struct err *e)
{
    const struct export_args *a = args;
    struct app_plan_choice choice = {a->plan, (int32_t)a->year};
    struct str bytes;
    ERR_TRY(app_plan_export(cli->a, cli->app, &choice, &a->paper, &bytes, e));
    return say_file(cli, a->out, bytes, e);
}

const struct cmd CMD_PLAN_EXPORT = {"plan export",
                                    TR_MARK("write the plan as an official document"), &EXPORT_ARGP,
                                    sizeof(struct export_args), export_run};
