/*
 * cli.c — from the arguments to the exit code; see cli.h.
 *
 * The arena of a command is not asked here whether it is over its limit: when the
 * command returns, its product is whole and its change committed. Those who read
 * many rows ask while they read, before anything is stored.
 */
#include "cli/cli.h"

#include <unistd.h>

#include "app/app.h"
#include "cli/help.h"
#include "cli/lang.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/tr.h"

#define CLI_DB_DEFAULT "duban.db"

/* "plan" alone is no command: name those that it could have become. */
static enum err_code cli_incomplete(struct cli *cli, struct str group, struct err *e)
{
    struct str names = STR_NONE;
    size_t n;
    const struct cmd *const *table = cmd_table(&n);
    for (size_t i = 0; i < n; i++)
        if (cmd_in_group(table[i], group))
            names = str_format(cli->a, "%" STR_FMT "%s%s", STR_ARG(names), names.n > 0 ? ", " : "",
                               table[i]->name);
    return err_set(e, ERR_USAGE, TR("\"%.*s\" is not complete; there is: %.*s"), STR_ARG(group),
                   STR_ARG(names));
}

static enum err_code cli_command(struct cli *cli, const struct cmd *cmd, int argc, char **argv,
                                 struct err *e)
{
    void *args;
    char name[64];
    (void)snprintf(name, sizeof(name), "duban %s", cmd->name);
    char *word = argv[0];
    argv[0] = name; /* argp shows it in the line of usage */
    enum err_code code = opt_parse(cli, cmd, argc, argv, &args, e);
    argv[0] = word;
    ERR_TRY(code);
    if (cli->version) {
        help_version(&cli->out);
        return ERR_OK;
    }
    if (cli->help) {
        help_cmd(cmd, cli->lang, &cli->out);
        return ERR_OK;
    }
    return cmd->run(cli, args, e);
}

static enum err_code cli_run(struct cli *cli, int argc, char **argv, struct err *e)
{
    struct opt_words words;
    ERR_TRY(opt_words(cli, argc, argv, &words, e));
    if (words.help) {
        if (words.cmd != NULL)
            help_cmd(words.cmd, cli->lang, &cli->out);
        else
            help_group(words.group, cli->lang, &cli->out);
        return ERR_OK;
    }
    if (words.cmd != NULL) /* argv[rest - 1] is the command's last word: the place for its name */
        return cli_command(cli, words.cmd, argc - words.rest + 1, argv + words.rest - 1, e);
    if (cli->version)
        help_version(&cli->out);
    else if (cli->help || words.group.n == 0)
        help_group(words.group, cli->lang, &cli->out);
    else
        return cli_incomplete(cli, words.group, e);
    return ERR_OK;
}

/* Hand over the product; what cannot be is no failure of what was stored. */
static enum err_code cli_hand_over(struct cli *cli, bool done, struct err *e)
{
    struct err why = {0};
    enum err_code code = say_product(cli, &why);
    if (code != ERR_OK && done && app_has_stored(cli->app))
        return err_set(e, ERR_ANSWER_LOST, "%s", why.detail);
    return code == ERR_OK ? ERR_OK : err_set(e, code, "%s", why.detail);
}

int cli_main(struct app *app, int argc, char **argv)
{
    struct arena a;
    struct err e = {0};
    arena_init(&a, CLI_ARENA_MAX);
    struct cli cli = {.app = app,
                      .a = &a,
                      .lang = lang_of_process(argc, argv),
                      .screen = screen_of(STDOUT_FILENO)};
    buf_init(&cli.out, CLI_OUT_MAX);
    const char *db = getenv("DUBAN_DB");
    app->db = db != NULL && db[0] != '\0' ? db : CLI_DB_DEFAULT;
    app->key_file = getenv("DUBAN_KEY_FILE"); /* an empty one is none */
    int exit_code = 0;
    if (cli_run(&cli, argc, argv, &e) != ERR_OK) {
        say_error(&cli, &e);
        exit_code = err_info(e.code)->exit;
    }
    if (cli_hand_over(&cli, exit_code == 0, &e) != ERR_OK) {
        say_error(&cli, &e);
        exit_code = exit_code != 0 ? exit_code : err_info(e.code)->exit;
    }
    buf_release(&cli.out);
    arena_release(&a);
    return exit_code;
}
