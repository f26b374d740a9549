/*
 * cmd_records_undo.c — `duban records undo`: what an import brought is voided.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_records.h"

struct undo_args {
    int64_t batch;
    struct str reason;
};

enum { UNDO_REASON = 0x200 };

static const struct argp_option UNDO_OPTIONS[] = {
    {"reason", UNDO_REASON, "TEXT", 0, TR_MARK("Why; needed"), 0},
    {0},
};

static error_t undo_parse(int key, char *arg, struct argp_state *state)
{
    struct undo_args *args = opt_args(state);
    switch (key) {
    case UNDO_REASON: return opt_trimmed(state, "--reason", arg, &args->reason);
    case ARGP_KEY_ARG:
        return args->batch > 0 ? ARGP_ERR_UNKNOWN
                               : opt_number(state, "BATCH", arg, 1, INT64_MAX, &args->batch);
    case ARGP_KEY_END:
        if (args->batch == 0)
            return opt_fail(state, TR("BATCH is missing"));
        return args->reason.n == 0 ? opt_fail(state, TR("%s is missing"), "--reason") : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp UNDO_ARGP = {
    .options = UNDO_OPTIONS,
    .parser = undo_parse,
    .args_doc = TR_MARK("BATCH"),
    .doc = TR_MARK("Void all records that an import brought. Refused while one of them was changed "
                   "since, or has records of others in its file. Afterwards the same file may be "
                   "imported again."),
    .argp_domain = OPT_DOMAIN};

static enum err_code undo_run(struct cli *cli, const void *args, struct err *e)
{
    const struct undo_args *a = args;
    int64_t n = 0;
    ERR_TRY(app_batch_undo(cli->a, cli->app, a->batch, a->reason, &n, e));
    if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        json_put_int(root, "batch", a->batch);
        json_put_int(root, "voided", n);
        view_json(cli, root);
    } else if (cli->format == CLI_CSV) {
        struct str titles[] = {STR("batch"), STR("voided")};
        struct str cells[] = {str_format(cli->a, "%lld", (long long)a->batch),
                              str_format(cli->a, "%lld", (long long)n)};
        csv_row(&cli->out, titles, ARRAY_LEN(titles));
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
    say(TR_N("batch %lld undone: %lld record voided", "batch %lld undone: %lld records voided", n),
        (long long)a->batch, (long long)n);
    return ERR_OK;
}

const struct cmd CMD_RECORDS_UNDO = {"records undo", TR_MARK("void what an import brought"),
                                     &UNDO_ARGP, sizeof(struct undo_args), undo_run};
