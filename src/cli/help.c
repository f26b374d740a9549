/*
 * help.c — see help.h. argp lays the options out; it can only print to a stream,
 * hence the detour over one in memory.
 */
#include "cli/help.h"

#include "base/buf.h"
#include "base/text.h"
#include "cli/opt.h"
#include "cli/tr.h"

/*
 * argp counts bytes and breaks at blanks: neither suits Chinese, whose texts therefore carry their
 * own line breaks. Its note on the arguments of short options cannot be translated: it is left out.
 */
static void help_argp(const struct argp *argp, unsigned flags, const char *name, enum lang lang,
                      struct buf *out)
{
    (void)setenv("ARGP_HELP_FMT",
                 lang == LANG_ZH ? "rmargin=250,no-dup-args-note" : "rmargin=79,no-dup-args-note",
                 1);

    char *text = NULL;
    size_t n = 0;
    FILE *stream = open_memstream(&text, &n);
    must(stream != NULL);
    char title[128];
    int length = snprintf(title, sizeof(title), "%s", name);
    must(length > 0 && (size_t)length < sizeof(title));
    argp_help(argp, stream, flags, title);
    must(fclose(stream) == 0);
    buf_add(out, (struct str){text, n});
    free(text);
}

static void help_commands(struct str group, struct buf *out)
{
    size_t n;
    const struct cmd *const *table = cmd_table(&n);
    size_t width = 0;
    for (size_t i = 0; i < n; i++)
        if (cmd_in_group(table[i], group) && strlen(table[i]->name) > width)
            width = strlen(table[i]->name);
    buf_add_z(out, TR("Commands:\n"));
    for (size_t i = 0; i < n; i++)
        if (cmd_in_group(table[i], group))
            buf_addf(out, "  %-*s  %s\n", (int)width, table[i]->name, TR(table[i]->summary));
}

void help_group(struct str group, enum lang lang, struct buf *out)
{
    buf_addf(out, TR("Usage: duban%s%.*s [OPTION...] COMMAND [ARGUMENT...]\n\n"),
             group.n > 0 ? " " : "", STR_ARG(group));
    if (group.n == 0)
        buf_add_z(out, TR("duban keeps a justice bureau's assessment year: every point that was "
                          "lost gets\nan owner, a measure and a deadline.\n\n"));
    help_commands(group, out);
    buf_add_z(out, TR("\nOptions, before or after the command:\n"));
    help_argp(&OPT_COMMON, ARGP_HELP_LONG, "duban", lang, out);
    buf_add_z(out, TR("\n`duban help COMMAND` tells more about one of them.\n"));
}

void help_cmd(const struct cmd *cmd, enum lang lang, struct buf *out)
{
    const struct argp_child children[] = {
        {cmd->argp, 0, NULL, 0},
        {&OPT_COMMON, 0, TR_MARK("Options of every command:"), 1},
        {0},
    };
    const struct argp root = {.children = children, .argp_domain = OPT_DOMAIN};
    char name[96];
    int n = snprintf(name, sizeof(name), "duban %s", cmd->name);
    must(n > 0 && (size_t)n < sizeof(name));
    help_argp(&root, ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC, name, lang, out);
}

void help_version(struct buf *out)
{
    buf_add_z(out, "duban " DUBAN_VERSION "\n");
}

/* Words that argp itself looks up in our catalogue. */
static const char *const HELP_ARGP_WORDS[] __attribute__((unused)) = {
    TR_MARK("Usage:"),
    TR_MARK("  or: "),
    TR_MARK(" [OPTION...]"),
};
