/*
 * cmd_records_import.c — `duban records import`: the rows of a sheet become records.
 *
 * Problems are the product, so that a program can read them; how it ended goes to standard
 * error. Bad rows are a failure only if nothing was stored because of them.
 */
#include "app/record_sheet.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view_records.h"

struct import_args {
    struct app_import_call call;
    const char *errors;
    int64_t limit;
};

enum {
    IMPORT_SHEET = 0x200,
    IMPORT_FOR_UNIT,
    IMPORT_TAKE,
    IMPORT_HISTORY,
    IMPORT_ERRORS,
    IMPORT_LIMIT
};

enum { IMPORT_SHOWN = 100 }; /* problems in a table, unless --limit says otherwise */

static const struct argp_option IMPORT_OPTIONS[] = {
    {"sheet", IMPORT_SHEET, "NAME", 0,
     TR_MARK("Which sheet of a workbook (default: the first that is not hidden)"), 0},
    {"unit", IMPORT_FOR_UNIT, "UNIT", 0, TR_MARK("The unit of rows that name none"), 0},
    {"take-good-rows", IMPORT_TAKE, NULL, 0, TR_MARK("Store the good rows although others are bad"),
     0},
    {"dry-run", 'n', NULL, 0, TR_MARK("Check everything, store nothing"), 0},
    {"history", IMPORT_HISTORY, NULL, 0,
     TR_MARK("Bring in history: rows may say when they were entered"), 0},
    {"errors", IMPORT_ERRORS, "FILE", 0,
     TR_MARK("Write a copy of the sheet that says what is wrong, .xlsx or .csv"), 0},
    {"limit", IMPORT_LIMIT, "N", 0,
     TR_MARK("Show at most N problems (default: 100 in a table, else all)"), 0},
    {0},
};

static error_t import_file(const struct argp_state *state, char *arg, struct app_import_call *call)
{
    if (call->type.n == 0)
        return opt_text(state, "TYPE", arg, &call->type);
    return call->path != NULL ? ARGP_ERR_UNKNOWN : opt_path(state, "FILE", arg, &call->path);
}

static error_t import_parse(int key, char *arg, struct argp_state *state)
{
    struct import_args *args = opt_args(state);
    switch (key) {
    case IMPORT_SHEET: return opt_text(state, "--sheet", arg, &args->call.sheet);
    case IMPORT_FOR_UNIT: return opt_trimmed(state, "--unit", arg, &args->call.unit);
    case IMPORT_TAKE: args->call.take_good_rows = true; return 0;
    case 'n': args->call.dry_run = true; return 0;
    case IMPORT_HISTORY: args->call.history = true; return 0;
    case IMPORT_ERRORS: return opt_path(state, "--errors", arg, &args->errors);
    case IMPORT_LIMIT: return opt_number(state, "--limit", arg, 1, INT32_MAX, &args->limit);
    case ARGP_KEY_ARG: return import_file(state, arg, &args->call);
    case ARGP_KEY_END:
        return args->call.path == NULL ? opt_fail(state, TR("TYPE and FILE are needed")) : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp IMPORT_ARGP = {
    .options = IMPORT_OPTIONS,
    .parser = import_parse,
    .args_doc = TR_MARK("TYPE FILE"),
    .doc = TR_MARK("Take the rows of a .xlsx or .csv sheet as records of a type. All rows are "
                   "checked first, and every problem is printed with its row, column and value. "
                   "Unless --take-good-rows is given, nothing is stored if one row is bad. The "
                   "same file again changes nothing and says so."),
    .argp_domain = OPT_DOMAIN};

/* ---- how it ended -------------------------------------------------------------- */

static void tell_stored(const struct app_import_result *r)
{
    long long batch = (long long)r->batch.id;
    say(TR_N("imported %lld record as batch %lld", "imported %lld records as batch %lld",
             r->batch.taken),
        (long long)r->batch.taken, batch);
    if (r->bad > 0)
        say(TR_N("left out %lld bad row", "left out %lld bad rows", r->bad), (long long)r->bad);
}

static void tell(const struct app_import_result *r, bool dry_run)
{
    if (r->known)
        say(TR("unchanged: this file was imported already as batch %lld, with %lld records"),
            (long long)r->batch.id, (long long)r->batch.taken);
    else if (r->stored)
        tell_stored(r);
    else if (dry_run)
        say(TR("checked only: %lld good and %lld bad of %lld rows"), (long long)r->good,
            (long long)r->bad, (long long)r->rows);
}

static void tell_left_out(const struct app_import_result *r, size_t most)
{
    int64_t left = r->left_out + (r->problems.n > most ? (int64_t)(r->problems.n - most) : 0);
    if (left > 0)
        say(TR_N("%lld more problem is not shown", "%lld more problems are not shown", left),
            (long long)left);
}

static enum err_code import_errors(struct cli *cli, const struct import_args *a,
                                   const struct app_import_result *r, struct err *e)
{
    if (a->errors == NULL || r->problems.n == 0)
        return ERR_OK;
    ERR_TRY(app_record_error_copy(cli->a, &a->call, r, a->errors, record_sheet_format_of(a->errors),
                                  e));
    struct str shown = show_exact(cli->a, str_of(a->errors));
    say(TR("what is wrong stands in %.*s"), STR_ARG(shown));
    return ERR_OK;
}

/* Why nothing was stored. Merged cells keep even good rows from being taken: the first is told. */
static enum err_code import_refused(const struct app_import_result *r, struct err *e)
{
    for (size_t i = 0; r->refused && i < r->problems.n; i++)
        if (r->problems.p[i].code == ERR_SHEET_MERGED)
            return err_set(e, ERR_SHEET_MERGED, "%" STR_FMT, STR_ARG(r->problems.p[i].detail));
    return err_set(e, ERR_IMPORT_BAD_ROWS, TR("%lld of %lld"), (long long)r->bad,
                   (long long)r->rows);
}

static enum err_code import_run(struct cli *cli, const void *args, struct err *e)
{
    struct import_args a = *(const struct import_args *)args;
    struct app_import_result r;
    struct progress bar;
    size_t most = a.limit > 0                ? (size_t)a.limit
                  : cli->format == CLI_TABLE ? IMPORT_SHOWN
                                             : SIZE_MAX;
    progress_begin(&bar);
    a.call.lang = cli->lang;
    a.call.progress = progress_show;
    a.call.progress_ctx = &bar;
    enum err_code code = app_record_import(cli->a, cli->app, &a.call, &r, e);
    progress_end(&bar);
    ERR_TRY(code);
    view_import(cli, &r, a.call.dry_run, most);
    tell_left_out(&r, most);
    ERR_TRY(import_errors(cli, &a, &r, e));
    tell(&r, a.call.dry_run);
    if (r.stored || r.known || r.problems.n == 0)
        return ERR_OK;
    return import_refused(&r, e);
}

const struct cmd CMD_RECORDS_IMPORT = {"records import", TR_MARK("take a sheet in as records"),
                                       &IMPORT_ARGP, sizeof(struct import_args), import_run};
