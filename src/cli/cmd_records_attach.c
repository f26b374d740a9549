/*
 * cmd_records_attach.c — `duban records attach`: add a file to a record, list its files, get one.
 */
#include "app/record_attach.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/record_act.h"
#include "cli/record_opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view_files.h"

struct attach_args {
    int64_t id, seen, get;
    struct str field;
    const char *file;
    const char *output;
    struct str reason, why;
    bool list;
};

enum { ATTACH_REASON = 0x200, ATTACH_SEEN, ATTACH_LIST, ATTACH_GET, ATTACH_UNSEAL };

static const struct argp_option ATTACH_OPTIONS[] = {
    {"reason", ATTACH_REASON, "TEXT", 0, TR_MARK("Why (default: that a file was attached)"), 0},
    {"seen", ATTACH_SEEN, "N", 0, TR_MARK("Only if revision N is still the newest one"), 0},
    {"list", ATTACH_LIST, NULL, 0, TR_MARK("List the files"), 0},
    {"get", ATTACH_GET, "K", 0, TR_MARK("Give file K back"), 0},
    {"output", 'o', "FILE", 0, TR_MARK("Where to write it (default: standard output)"), 0},
    {"unseal", ATTACH_UNSEAL, "REASON", 0,
     TR_MARK("Show what is sensitive; the reason goes into the audit chain"), 0},
    {0},
};

static error_t attach_arg(const struct argp_state *state, const char *arg, struct attach_args *args)
{
    if (args->id == 0)
        return record_opt_id(state, "RECORD", arg, &args->id);
    if (args->field.n == 0)
        return opt_text(state, "FIELD", arg, &args->field);
    return args->file != NULL ? ARGP_ERR_UNKNOWN : opt_path(state, "FILE", arg, &args->file);
}

static error_t attach_end(const struct argp_state *state, const struct attach_args *args)
{
    if (args->id == 0)
        return opt_fail(state, TR("RECORD is missing"));
    if ((args->field.n > 0) + args->list + (args->get > 0) != 1)
        return opt_fail(state, TR("give either FIELD and FILE, --list or --get"));
    if (args->field.n > 0 && args->file == NULL)
        return opt_fail(state, TR("FILE is missing"));
    if ((args->output != NULL || args->why.n > 0) && args->get == 0)
        return opt_fail(state, TR("--output and --unseal go with --get"));
    return 0;
}

static error_t attach_parse(int key, char *arg, struct argp_state *state)
{
    struct attach_args *args = opt_args(state);
    switch (key) {
    case ATTACH_REASON: return opt_trimmed(state, "--reason", arg, &args->reason);
    case ATTACH_SEEN: return opt_number(state, "--seen", arg, 1, INT64_MAX, &args->seen);
    case ATTACH_LIST: args->list = true; return 0;
    case ATTACH_GET: return opt_number(state, "--get", arg, 1, INT64_MAX, &args->get);
    case 'o': return opt_path(state, "--output", arg, &args->output);
    case ATTACH_UNSEAL: return opt_trimmed(state, "--unseal", arg, &args->why);
    case ARGP_KEY_ARG: return attach_arg(state, arg, args);
    case ARGP_KEY_END: return attach_end(state, args);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp ATTACH_ARGP = {
    .options = ATTACH_OPTIONS,
    .parser = attach_parse,
    .args_doc = TR_MARK("RECORD FIELD FILE\nRECORD --list\nRECORD --get K [-o FILE]"),
    .doc = TR_MARK("Attach a file to a field of a record that holds files, list the files of a "
                   "record, or get one back byte by byte. The same bytes again change nothing. A "
                   "file has at most 16 MiB."),
    .argp_domain = OPT_DOMAIN};

static enum err_code attach_add(struct cli *cli, const struct attach_args *a, struct err *e)
{
    struct app_record_result r;
    struct str reason = a->reason.n > 0 ? a->reason : str_of(TR("file attached"));
    ERR_TRY(app_record_attach(cli->a, cli->app, a->id, a->seen, a->field, a->file, reason, &r, e));
    if (r.unchanged)
        say(TR("unchanged: this file was attached before"));
    return record_act_end(cli, &r, e);
}

static enum err_code attach_get(struct cli *cli, const struct attach_args *a, struct err *e)
{
    struct attachment file;
    struct str content;
    ERR_TRY(app_record_file_get(cli->a, cli->app, a->id, a->get, a->why, &file, &content, e));
    if (a->output == NULL || strcmp(a->output, "-") == 0) {
        cli->bom = false; /* the bytes of a file, whatever --format says */
        buf_add(&cli->out, content);
        return ERR_OK;
    }
    ERR_TRY(file_write(a->output, content, e));
    struct str name = show_exact(cli->a, file.name);
    struct str to = show_exact(cli->a, str_of(a->output));
    say(TR("wrote \"%.*s\", %lld bytes, to %.*s"), STR_ARG(name), (long long)file.size,
        STR_ARG(to));
    return ERR_OK;
}

static enum err_code attach_run(struct cli *cli, const void *args, struct err *e)
{
    const struct attach_args *a = args;
    struct attachment_list list;
    if (a->get > 0)
        return attach_get(cli, a, e);
    if (!a->list)
        return attach_add(cli, a, e);
    ERR_TRY(app_record_files(cli->a, cli->app, a->id, &list, e));
    view_files(cli, &list);
    if (list.n == 0)
        say(TR("no file is attached"));
    return ERR_OK;
}

const struct cmd CMD_RECORDS_ATTACH = {"records attach", TR_MARK("add, list or get files"),
                                       &ATTACH_ARGP, sizeof(struct attach_args), attach_run};
