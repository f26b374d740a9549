/*
 * cmd_case_run.c — `duban case run`: cases of the trade, run in memory and compared.
 *
 * The product is a line a case, and below it what differs: "-" was wanted, "+" came
 * out.
 */
#include "app/case_run.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_faults.h"

enum { CASE_FILES_MAX = 10000 };

#define CASE_ARENA_MAX (256U * 1024 * 1024)

struct case_args {
    const char **files;
    size_t n;
};

static error_t case_parse(int key, char *arg, struct argp_state *state)
{
    struct case_args *args = opt_args(state);
    const struct opt_call *call = state->input;
    switch (key) {
    case ARGP_KEY_ARG:
        if (args->n == CASE_FILES_MAX)
            return opt_fail(state, TR("at most %d files at a time"), CASE_FILES_MAX);
        if (args->files == NULL)
            args->files = ARENA_NEW_N(call->cli->a, CASE_FILES_MAX, const char *);
        args->files[args->n++] = arg;
        return 0;
    case ARGP_KEY_END: return args->n == 0 ? opt_fail(state, TR("FILE is missing")) : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp CASE_ARGP = {
    .parser = case_parse,
    .args_doc = TR_MARK("FILE..."),
    .doc = TR_MARK("Run each case in memory: its records under its rules, as of its moment. Print "
                   "a line a case, and what came out differently. Ends with 1 if any differs. "
                   "Needs no database."),
    .argp_domain = OPT_DOMAIN};

static void case_show(struct cli *cli, const char *file, const struct app_case *c)
{
    struct str name = show_exact(cli->a, c->name);
    struct str path = show_exact(cli->a, str_of(file));
    buf_addf(&cli->out, "%s %" STR_FMT ": %" STR_FMT "\n", c->passed ? TR("ok") : TR("DIFFERS"),
             STR_ARG(path), STR_ARG(name));
    view_faults(cli, &c->faults);
    for (size_t i = 0; i < c->differences.n; i++) {
        struct str line = show_exact(cli->a, c->differences.p[i]);
        buf_addf(&cli->out, "    %" STR_FMT "\n", STR_ARG(line));
    }
}

static void case_show_json(struct cli *cli, struct json_val *list, const char *file,
                           const struct app_case *c)
{
    struct json_val *obj = json_add_object(list);
    json_put_str(obj, "file", str_of(file));
    json_put_str(obj, "case", c->name);
    json_put_bool(obj, "passed", c->passed);
    struct json_val *lines = json_put_array(obj, "differences");
    for (size_t i = 0; i < c->differences.n; i++)
        json_add_str(lines, c->differences.p[i]);
    view_faults_json(cli, obj, &c->faults);
}

/* ---- as rows ------------------------------------------------------------------------ */

enum { CSV_FILE, CSV_CASE, CSV_PASSED, CSV_WHAT, CSV_LINE, CSV_COLUMN, CSV_CODE, CSV_TEXT, CSV__N };

static void case_csv_titles(struct cli *cli)
{
    const struct str titles[CSV__N] = {
        STR("file"), STR("case"),   STR("passed"), STR("what"),
        STR("line"), STR("column"), STR("code"),   STR("text"),
    };
    csv_row(&cli->out, titles, CSV__N);
}

static void case_csv_fault(struct cli *cli, struct str cells[CSV__N], const struct fault *f)
{
    const struct err_info *info = err_info(f->code);
    struct str detail = title_in(&f->detail, cli->lang);
    cells[CSV_FILE] = f->at.file;
    cells[CSV_WHAT] = STR("fault");
    cells[CSV_LINE] = str_format(cli->a, "%d", (int)f->at.line);
    cells[CSV_COLUMN] = str_format(cli->a, "%d", (int)f->at.column);
    cells[CSV_CODE] = str_of(info->number);
    cells[CSV_TEXT] = str_format(cli->a, "%s%s%" STR_FMT, info->text[cli->lang],
                                 detail.n > 0 ? ": " : "", STR_ARG(detail));
    csv_row(&cli->out, cells, CSV__N);
}

/* A row for a case that passed; else one for each thing wanted, come out, or wrong in the file. */
static void case_show_csv(struct cli *cli, const char *file, const struct app_case *c)
{
    struct str cells[CSV__N] = {str_of(file), c->name, c->passed ? STR("true") : STR("false")};
    if (c->passed)
        csv_row(&cli->out, cells, CSV__N);
    for (size_t i = 0; i < c->differences.n; i++) {
        struct str line = c->differences.p[i];
        cells[CSV_WHAT] = line.p[0] == '-' ? STR("wanted") : STR("came");
        cells[CSV_TEXT] = str_sub(line, 2, line.n);
        csv_row(&cli->out, cells, CSV__N);
    }
    for (size_t i = 0; i < c->faults.n; i++)
        case_csv_fault(cli, cells, &c->faults.p[i]);
}

static enum err_code case_run(struct cli *cli, const void *args, struct err *e)
{
    const struct case_args *a = args;
    struct json_val *list = cli->format == CLI_JSON ? json_val_array(cli->a) : NULL;
    size_t failed = 0;
    if (cli->format == CLI_CSV)
        case_csv_titles(cli);
    for (size_t i = 0; i < a->n; i++) {
        struct arena arena; /* cases may be many */
        struct app_case c;
        arena_init(&arena, CASE_ARENA_MAX);
        enum err_code code = app_case_run(&arena, a->files[i], &c, e);
        if (code == ERR_OK) {
            failed += !c.passed;
            if (list != NULL)
                case_show_json(cli, list, a->files[i], &c);
            else if (cli->format == CLI_CSV)
                case_show_csv(cli, a->files[i], &c);
            else
                case_show(cli, a->files[i], &c);
        }
        arena_release(&arena);
        if (code != ERR_OK)
            return code;
    }
    if (list != NULL)
        view_json(cli, list);
    if (failed > 0)
        return err_set(e, ERR_CASE_DIFFERS, "%zu / %zu", failed, a->n);
    return ERR_OK;
}

const struct cmd CMD_CASE_RUN = {"case run", TR_MARK("run cases of the rules and compare"),
                                 &CASE_ARGP, sizeof(struct case_args), case_run};
