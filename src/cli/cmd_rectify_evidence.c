/*
 * cmd_rectify_evidence.c — `duban rectify evidence`: add files, list them, get one back.
 */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/rectify_opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view_rectify.h"

struct evidence_args {
    struct rectify_opt opt;
    const char **files; /* grows with the arguments; lives in the command's arena */
    size_t n_files;
    bool list;
    int64_t get, of;
    const char *output;
};

enum { EVIDENCE_LIST = 0x200, EVIDENCE_GET, EVIDENCE_OF };

static const struct argp_option EVIDENCE_OPTIONS[] = {
    {"list", EVIDENCE_LIST, NULL, 0, TR_MARK("List the files"), 0},
    {"get", EVIDENCE_GET, "K", 0, TR_MARK("Give file K back"), 0},
    {"output", 'o', "FILE", 0, TR_MARK("Where to write it (default: standard output)"), 0},
    {"of", EVIDENCE_OF, "N", 0, TR_MARK("Of rectification N, an earlier one of the deduction"), 0},
    {"as", RECTIFY_OPT_AS, "NAME", 0, TR_MARK("Act as this person (default: the user)"), 0},
    {"seen", RECTIFY_OPT_SEEN, "N", 0, TR_MARK("Only if event N is still the newest one"), 0},
    {"note", RECTIFY_OPT_NOTE, "TEXT", 0, TR_MARK("Words of your own for the history"), 0},
    {0},
};

static error_t evidence_add_file(const struct argp_state *state, struct evidence_args *args,
                                 const char *path)
{
    const struct opt_call *call = state->input;
    if (path[0] == '\0')
        return opt_fail(state, TR("%s is empty"), "FILE");
    if (args->files == NULL)
        args->files = ARENA_NEW_N(call->cli->a, (size_t)state->argc, const char *);
    args->files[args->n_files++] = path;
    return 0;
}

static error_t evidence_end(const struct evidence_args *args, const struct argp_state *state)
{
    int ways = (args->n_files > 0) + args->list + (args->get > 0);
    if (ways != 1)
        return opt_fail(state, TR("give either FILE, --list or --get"));
    if (args->output != NULL && args->get == 0)
        return opt_fail(state, TR("--output goes with --get"));
    if (args->of != 0 && args->n_files > 0)
        return opt_fail(state, TR("--of goes with --list and --get"));
    return 0;
}

static error_t evidence_parse(int key, char *arg, struct argp_state *state)
{
    struct evidence_args *args = opt_args(state);
    switch (key) {
    case EVIDENCE_LIST: args->list = true; return 0;
    case EVIDENCE_GET: return opt_number(state, "--get", arg, 1, INT32_MAX, &args->get);
    case EVIDENCE_OF: return opt_number(state, "--of", arg, 1, INT64_MAX, &args->of);
    case 'o': args->output = arg; return 0;
    case ARGP_KEY_ARG:
        return args->opt.given ? evidence_add_file(state, args, arg)
                               : rectify_opt_parse(key, arg, state, &args->opt);
    case ARGP_KEY_END:
        return args->opt.given ? evidence_end(args, state)
                               : rectify_opt_parse(key, arg, state, &args->opt);
    default: return rectify_opt_parse(key, arg, state, &args->opt);
    }
}

static const struct argp EVIDENCE_ARGP = {
    .options = EVIDENCE_OPTIONS,
    .parser = evidence_parse,
    .args_doc = TR_MARK("ID FILE...\nID --list\nID --get K [-o FILE]"),
    .doc = TR_MARK("Add files that prove what was done, list them, or get one back byte by byte. "
                   "A name that is there already becomes its next revision; the same bytes again "
                   "change nothing. A file has at most 16 MiB. The first one puts the "
                   "rectification under way."),
    .argp_domain = OPT_DOMAIN};

static enum err_code evidence_add(struct cli *cli, const struct evidence_args *a, struct err *e)
{
    struct rectify_on on;
    struct rectify_card card;
    struct rectify_added *added;
    ERR_TRY(rectify_opt_on(cli, &a->opt, &on, e));
    ERR_TRY(app_rectify_evidence(cli->a, cli->app, &on, a->files, a->n_files, &added, &card, e));
    for (size_t i = 0; i < a->n_files; i++) {
        struct str name = show_exact(cli->a, added[i].file.name);
        if (added[i].unchanged)
            say(TR("unchanged: \"%.*s\" is file %d with the same bytes"), STR_ARG(name),
                added[i].file.no);
        else
            say(TR("added \"%.*s\" as file %d, revision %d"), STR_ARG(name), added[i].file.no,
                added[i].file.revision);
    }
    view_card(cli, &card);
    return ERR_OK;
}

static enum err_code evidence_list(struct cli *cli, const struct evidence_args *a, struct err *e)
{
    struct rectify_history h;
    int64_t id;
    ERR_TRY(rectify_opt_id(cli, &a->opt, &id, e));
    ERR_TRY(app_rectify_show(cli->a, cli->app, id, &h, e));
    const struct rectify_chapter *chapter = NULL;
    for (size_t i = 0; i < h.n_chapters; i++)
        if (a->of == 0 || h.chapters[i].r.id == a->of)
            chapter = &h.chapters[i];
    if (chapter == NULL)
        return err_set(e, ERR_RECTIFY_NOT_OPEN, "D%lld", (long long)id);
    view_evidence(cli, chapter->evidence, chapter->n_evidence);
    if (chapter->n_evidence == 0)
        say(TR("there is no evidence yet"));
    return ERR_OK;
}

static enum err_code evidence_get(struct cli *cli, const struct evidence_args *a, struct err *e)
{
    struct evidence file;
    struct str content;
    int64_t id;
    ERR_TRY(rectify_opt_id(cli, &a->opt, &id, e));
    ERR_TRY(
        app_rectify_evidence_get(cli->a, cli->app, id, a->of, (int32_t)a->get, &file, &content, e));
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

static enum err_code evidence_run(struct cli *cli, const void *args, struct err *e)
{
    const struct evidence_args *a = args;
    if (a->list)
        return evidence_list(cli, a, e);
    return a->get != 0 ? evidence_get(cli, a, e) : evidence_add(cli, a, e);
}

const struct cmd CMD_RECTIFY_EVIDENCE = {"rectify evidence", TR_MARK("add, list or get evidence"),
                                         &EVIDENCE_ARGP, sizeof(struct evidence_args),
                                         evidence_run};
