/*
 * cmd_records_template.c — `duban records template`: a sheet to fill in.
 */
#include "app/record_sheet.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"

struct template_args {
    struct str type;
    const char *output;
};

static const struct argp_option TEMPLATE_OPTIONS[] = {
    {"output", 'o', "FILE", 0, TR_MARK("Where to write it, .xlsx or .csv; needed"), 0},
    {0},
};

static error_t template_parse(int key, char *arg, struct argp_state *state)
{
    struct template_args *args = opt_args(state);
    switch (key) {
    case 'o': return opt_path(state, "--output", arg, &args->output);
    case ARGP_KEY_ARG:
        return args->type.n > 0 ? ARGP_ERR_UNKNOWN : opt_text(state, "TYPE", arg, &args->type);
    case ARGP_KEY_END:
        if (args->type.n == 0)
            return opt_fail(state, TR("TYPE is missing"));
        return args->output == NULL ? opt_fail(state, TR("%s is missing"), "--output") : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp TEMPLATE_ARGP = {
    .options = TEMPLATE_OPTIONS,
    .parser = template_parse,
    .args_doc = TR_MARK("TYPE"),
    .doc = TR_MARK("Write an empty sheet of a record type to fill in: titles with notes, lists to "
                   "choose from, real dates, and ids as text. \"records import\" takes it back."),
    .argp_domain = OPT_DOMAIN};

static enum err_code template_run(struct cli *cli, const void *args, struct err *e)
{
    const struct template_args *a = args;
    ERR_TRY(app_record_template(cli->a, cli->app, a->type, a->output,
                                record_sheet_format_of(a->output), cli->lang, e));
    if (strcmp(a->output, "-") != 0) {
        struct str shown = show_exact(cli->a, str_of(a->output));
        say(TR("wrote %.*s"), STR_ARG(shown));
    }
    return ERR_OK;
}

const struct cmd CMD_RECORDS_TEMPLATE = {"records template", TR_MARK("write a sheet to fill in"),
                                         &TEMPLATE_ARGP, sizeof(struct template_args),
                                         template_run};
