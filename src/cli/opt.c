/*
 * opt.c — see opt.h.
 *
 * argp does not tell a parser which option it stumbled over. When it reports the
 * error to the parsers (ARGP_KEY_ERROR) the culprit is the argument before the
 * next one, or the next one itself inside a cluster of short options; the tables
 * of options then say what is wrong with it.
 */
#include "cli/opt.h"

#include <errno.h>
#include <stdarg.h>

#include "app/app.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/lang.h"
#include "cli/tr.h"

enum opt_key { OPT_DB = 0x100, OPT_KEY_FILE, OPT_COUNTY, OPT_FORMAT, OPT_BOM, OPT_LANG };

/* ---- for the parsers of commands ----------------------------------------- */

static const struct opt_call *opt_call_of(const struct argp_state *state)
{
    return state->input;
}

void *opt_args(const struct argp_state *state)
{
    return opt_call_of(state)->args;
}

error_t opt_fail(const struct argp_state *state, const char *fmt, ...)
{
    const struct opt_call *call = opt_call_of(state);
    char text[sizeof(call->e->detail)];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
    (void)err_set(call->e, ERR_USAGE, "%s", text);
    return EINVAL;
}

error_t opt_number(const struct argp_state *state, const char *name, const char *value,
                   int64_t least, int64_t most, int64_t *ret)
{
    int64_t n;
    if (str_to_i64(str_of(value), &n, NULL) != ERR_OK || n < least || n > most)
        return opt_fail(state, TR("%s takes a whole number from %lld to %lld, not \"%s\""), name,
                        (long long)least, (long long)most, value);
    *ret = n;
    return 0;
}

error_t opt_text(const struct argp_state *state, const char *name, const char *value,
                 struct str *ret)
{
    if (value[0] == '\0')
        return opt_fail(state, TR("%s is empty"), name);
    if (str_utf8_check(str_of(value), NULL) != ERR_OK)
        return opt_fail(state, TR("%s is not UTF-8"), name);
    *ret = str_of(value);
    return 0;
}

error_t opt_single(const struct argp_state *state, int key, const char *arg, const char **ret,
                   const char *missing)
{
    if (key == ARGP_KEY_END)
        return *ret == NULL ? opt_fail(state, "%s", missing) : 0;
    if (key != ARGP_KEY_ARG || *ret != NULL)
        return ARGP_ERR_UNKNOWN;
    *ret = arg;
    return 0;
}

error_t opt_trimmed(const struct argp_state *state, const char *name, const char *value,
                    struct str *ret)
{
    struct str text = STR_NONE;
    error_t failed = opt_text(state, name, value, &text);
    if (failed != 0)
        return failed;
    *ret = str_trim(text);
    return ret->n == 0 ? opt_fail(state, TR("%s is empty"), name) : 0;
}

error_t opt_path(const struct argp_state *state, const char *name, const char *value,
                 const char **ret)
{
    if (value[0] == '\0')
        return opt_fail(state, TR("%s is empty"), name);
    *ret = value;
    return 0;
}

error_t opt_date(const struct argp_state *state, const char *name, const char *value, date *ret)
{
    if (date_parse(str_of(value), ret, NULL) != ERR_OK)
        return opt_fail(state, TR("%s takes a day as YYYY-MM-DD, not \"%s\""), name, value);
    return 0;
}

/* ---- common options ----------------------------------------------------------- */

static error_t opt_format(const struct argp_state *state, const char *value)
{
    static const char *const names[] = {
        [CLI_TABLE] = "table", [CLI_JSON] = "json", [CLI_CSV] = "csv"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(value, names[i]) == 0) {
            opt_call_of(state)->cli->format = (enum cli_format)i;
            return 0;
        }
    return opt_fail(state, TR("--format is table, json or csv, not \"%s\""), value);
}

static error_t opt_lang(const struct argp_state *state, const char *value)
{
    if (!str_starts(str_of(value), STR("zh")) && !str_starts(str_of(value), STR("en")))
        return opt_fail(state, TR("--lang is zh or en, not \"%s\""), value);
    const char *const none[LANG_VARIABLES] = {NULL};
    opt_call_of(state)->cli->lang = lang_choose(value, none);
    lang_use(opt_call_of(state)->cli->lang);
    return 0;
}

static error_t opt_common_parse(int key, char *arg, struct argp_state *state)
{
    struct cli *cli = opt_call_of(state)->cli;
    switch (key) {
    case OPT_DB: return opt_path(state, "--db", arg, &cli->app->db);
    case OPT_KEY_FILE: return opt_path(state, "--key-file", arg, &cli->app->key_file);
    case OPT_COUNTY: return opt_text(state, "--county", arg, &cli->app->county);
    case OPT_FORMAT: return opt_format(state, arg);
    case OPT_BOM: cli->bom = true; return 0;
    case OPT_LANG: return opt_lang(state, arg);
    case 'h': cli->help = true; return 0;
    case 'V': cli->version = true; return 0;
    case ARGP_KEY_ARG: return opt_fail(state, TR("unexpected argument \"%s\""), arg);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option OPT_COMMON_OPTIONS[] = {
    {"db", OPT_DB, "PATH", 0,
     TR_MARK("Database: a file, or postgresql://… (default: DUBAN_DB, else duban.db)"), 0},
    {"key-file", OPT_KEY_FILE, "PATH", 0,
     TR_MARK("Key of sealed fields (default: DUBAN_KEY_FILE, else PATH.key beside an SQLite file)"),
     0},
    {"county", OPT_COUNTY, "CODE", 0, TR_MARK("The county meant, where a database holds several"),
     0},
    {"format", OPT_FORMAT, "FORMAT", 0, TR_MARK("Output as table (default), json or csv"), 0},
    {"bom", OPT_BOM, NULL, 0,
     TR_MARK("Begin CSV with a byte order mark: spreadsheets need it, other programs stumble"), 0},
    {"lang", OPT_LANG, "zh|en", 0,
     TR_MARK("Language (default: DUBAN_LANG, LC_ALL, LC_MESSAGES, LANG)"), 0},
    {"help", 'h', NULL, 0, TR_MARK("Show this help"), -1},
    {"version", 'V', NULL, 0, TR_MARK("Show the version"), -1},
    {0},
};

const struct argp OPT_COMMON = {
    .options = OPT_COMMON_OPTIONS, .parser = opt_common_parse, .argp_domain = OPT_DOMAIN};

/* ---- what is wrong with an option ------------------------------------------------ */

static const struct argp_option *opt_find(const struct argp *argp, struct str name)
{
    const struct argp_option *o = argp == NULL ? NULL : argp->options;
    for (; o != NULL && (o->name != NULL || o->key != 0); o++)
        if (o->name != NULL && str_eq(name, str_of(o->name)))
            return o;
    return NULL;
}

static const struct argp_option *opt_near(const struct argp *argp, struct str name)
{
    const struct argp_option *o = argp == NULL ? NULL : argp->options;
    for (; o != NULL && (o->name != NULL || o->key != 0); o++)
        if (o->name != NULL && nearest_is(name, str_of(o->name)))
            return o;
    return NULL;
}

static error_t opt_explain_long(const struct argp_state *state, const struct argp *own,
                                struct str word)
{
    size_t equals = str_find(word, STR("="), 0);
    struct str name = str_sub(word, 2, equals == SIZE_MAX ? word.n : equals);
    const struct argp_option *o = opt_find(own, name);
    if (o == NULL)
        o = opt_find(&OPT_COMMON, name);
    if (o != NULL && o->arg != NULL)
        return opt_fail(state, TR("--%s needs a value"), o->name);
    if (o != NULL)
        return opt_fail(state, TR("--%s takes no value"), o->name);
    o = opt_near(own, name);
    if (o == NULL)
        o = opt_near(&OPT_COMMON, name);
    if (o != NULL)
        return opt_fail(state, TR("unknown option \"--%.*s\"; did you mean --%s?"), STR_ARG(name),
                        o->name);
    return opt_fail(state, TR("unknown option \"--%.*s\""), STR_ARG(name));
}

static bool opt_has_short(const struct argp *argp, int key)
{
    const struct argp_option *o = argp == NULL ? NULL : argp->options;
    for (; o != NULL && (o->name != NULL || o->key != 0); o++)
        if (o->key == key)
            return true;
    return false;
}

/* The first letter of a cluster such as "-nq" that is no option; 0 if all are. */
static char opt_unknown_letter(const struct argp *own, struct str word)
{
    for (size_t i = 1; i < word.n; i++)
        if (!opt_has_short(own, word.p[i]) && !opt_has_short(&OPT_COMMON, word.p[i]))
            return word.p[i];
    return 0;
}

/* Whether argp can have stumbled over this argument. */
static bool opt_suspect(const struct argp *own, struct str word)
{
    if (!str_starts(word, STR("--")))
        return str_starts(word, STR("-")) && opt_unknown_letter(own, word) != 0;
    struct str name = str_sub(word, 2, word.n);
    const struct argp_option *o = opt_find(own, name);
    if (o == NULL)
        o = opt_find(&OPT_COMMON, name);
    return name.n > 0 && (o == NULL || o->arg != NULL);
}

static void opt_explain(const struct argp_state *state, const struct argp *own)
{
    struct str before = str_of(state->next > 1 ? state->argv[state->next - 1] : NULL);
    struct str next = str_of(state->next < state->argc ? state->argv[state->next] : NULL);
    struct str word = opt_suspect(own, before) || next.n == 0 ? before : next;
    if (opt_call_of(state)->e->code != ERR_OK)
        return; /* a parser has said what is wrong */
    if (str_starts(word, STR("--")))
        (void)opt_explain_long(state, own, word);
    else
        (void)opt_fail(state, TR("unknown option \"-%c\""), opt_unknown_letter(own, word));
}

/* ---- behind the command ------------------------------------------------------------ */

static const unsigned OPT_SILENT = ARGP_NO_ERRS | ARGP_NO_EXIT | ARGP_NO_HELP;

static error_t opt_root_parse(int key, char *arg, struct argp_state *state)
{
    (void)arg;
    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = state->input;
        state->child_inputs[1] = state->input;
        return 0;
    }
    if (key == ARGP_KEY_ERROR)
        opt_explain(state, state->root_argp->children[0].argp);
    return ARGP_ERR_UNKNOWN;
}

enum err_code opt_parse(struct cli *cli, const struct cmd *cmd, int argc, char **argv,
                        void **ret_args, struct err *e)
{
    struct err reason = {0};
    struct opt_call call = {cli, arena_alloc(cli->a, cmd->args_size), &reason};
    const struct argp_child children[] = {{cmd->argp, 0, NULL, 0}, {&OPT_COMMON, 0, NULL, 0}, {0}};
    const struct argp root = {
        .parser = opt_root_parse, .children = children, .argp_domain = OPT_DOMAIN};
    error_t failed = argp_parse(&root, argc, argv, OPT_SILENT, NULL, &call);
    if (failed != 0 && !cli->help)
        return err_set(e, ERR_USAGE, "%s", reason.detail);
    *ret_args = call.args;
    return ERR_OK;
}

/* ---- the words in front -------------------------------------------------------------- */

struct opt_words_call {
    struct opt_call call; /* first, so that the common parser can take it for its own */
    struct opt_words words;
};

static error_t opt_word(struct opt_words_call *w, struct str word, struct argp_state *state)
{
    struct opt_words *words = &w->words;
    if (words->group.n == 0 && str_eq(word, STR("help"))) {
        words->help = true;
        return 0;
    }
    struct str name = str_format(w->call.cli->a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(words->group),
                                 words->group.n > 0 ? " " : "", STR_ARG(word));
    words->cmd = cmd_find(name);
    if (words->cmd != NULL) {
        words->rest = state->next;
        state->next = state->argc;
        return 0;
    }
    if (cmd_is_group(name)) {
        words->group = name;
        return 0;
    }
    struct str near = cmd_nearest(words->group, word);
    if (near.n > 0)
        return opt_fail(state, TR("no command \"%.*s\"; did you mean \"%.*s\"?"), STR_ARG(name),
                        STR_ARG(near));
    return opt_fail(state, TR("no command \"%.*s\""), STR_ARG(name));
}

static error_t opt_words_parse(int key, char *arg, struct argp_state *state)
{
    struct opt_words_call *w = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &w->call; return 0;
    case ARGP_KEY_ARG: return opt_word(w, str_of(arg), state);
    case ARGP_KEY_ERROR: opt_explain(state, NULL); return ARGP_ERR_UNKNOWN;
    default: return ARGP_ERR_UNKNOWN;
    }
}

enum err_code opt_words(struct cli *cli, int argc, char **argv, struct opt_words *ret,
                        struct err *e)
{
    struct err reason = {0};
    struct opt_words_call w = {.call = {cli, NULL, &reason}, .words = {.rest = argc}};
    const struct argp_child children[] = {{&OPT_COMMON, 0, NULL, 0}, {0}};
    const struct argp root = {
        .parser = opt_words_parse, .children = children, .argp_domain = OPT_DOMAIN};
    if (argp_parse(&root, argc, argv, OPT_SILENT | ARGP_IN_ORDER, NULL, &w) != 0)
        return err_set(e, ERR_USAGE, "%s", reason.detail);
    *ret = w.words;
    return ERR_OK;
}
