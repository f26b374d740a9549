/*
 * cmd_case_run.c — `duban case run`: cases of the trade, run in memory and compared.
 *
 * The product is a line a case, and below it what differs: "-" was wanted, "+" came
 * out.
 */
#include "app/case_run.h"
#include "base/json.h"
#include "cli/cli.h"
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

static void case_show_json(struct json_val *list, const char *file, const struct app_case *c)
{
    struct json_val *obj = json_add_object(list);
    json_put_str(obj, "file", str_of(file));
    json_put_str(obj, "case", c->name);
    json_put_bool(obj, "passed", c->passed);
    struct json_val *lines = json_put_array(obj, "differences");
    for (size_t i = 0; i < c->differences.n; i++)
        json_add_str(lines, c->differences.p[i]);
    struct json_val *faults = json_put_array(obj, "faults");
    for (size_t i = 0; i < c->faults.n; i++) {
        const struct fault *f = &c->faults.p[i];
        json_add_str(faults,
                     str_format(c->faults.a, "%" STR_FMT ":%d:%d: %s", STR_ARG(f->at.file),
                                (int)f->at.line, (int)f->at.column, err_info(f->code)->number));
    }
}

static enum err_code case_run(struct cli *cli, const void *args, struct err *e)
{
    const struct case_args *a = args;
    struct json_val *list = cli->format == CLI_JSON ? json_val_array(cli->a) : NULL;
    size_t failed = 0;
    for (size_t i = 0; i < a->n; i++) {
        struct arena arena; /* cases may be many */
        struct app_case c;
        arena_init(&arena, CASE_ARENA_MAX);
        enum err_code code = app_case_run(&arena, a->files[i], &c, e);
        if (code == ERR_OK) {
            failed += !c.passed;
            if (list != NULL)
                case_show_json(list, a->files[i], &c);
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
