/*
 * cmd_init.c — `duban init`: make a database ready.
 */
#include "app/data_key.h"
#include "app/init.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view.h"

struct init_args {
    struct str name;
};

enum { INIT_NAME = 0x200 };

static const struct argp_option INIT_OPTIONS[] = {
    {"name", INIT_NAME, "NAME", 0, TR_MARK("The county's name (default: its code)"), 0},
    {0},
};

static error_t init_parse(int key, char *arg, struct argp_state *state)
{
    struct init_args *args = opt_args(state);
    if (key == INIT_NAME)
        return opt_text(state, "--name", arg, &args->name);
    return ARGP_ERR_UNKNOWN;
}

static const struct argp INIT_ARGP = {
    .options = INIT_OPTIONS,
    .parser = init_parse,
    .doc = TR_MARK("Create the database, or bring an older one up to date, and the county that "
                   "--county names (default: local), and the key of sealed fields, in a file "
                   "outside of the database. Doing it again changes nothing."),
    .argp_domain = OPT_DOMAIN};

static void init_show(struct cli *cli, const struct app_county *r)
{
    struct str db = app_db_shown(cli->a, cli->app);
    struct str county = r->name;
    if (!str_eq(r->name, r->code))
        county = str_format(cli->a, TR("%.*s (%.*s)"), STR_ARG(r->name), STR_ARG(r->code));
    if (r->created)
        buf_addf(&cli->out, TR("Database %.*s (%s) is ready for county %.*s.\n"), STR_ARG(db),
                 r->engine, STR_ARG(county));
    else
        buf_addf(&cli->out,
                 TR("Database %.*s (%s) was ready before for county %.*s; nothing changed.\n"),
                 STR_ARG(db), r->engine, STR_ARG(county));
}

static const char *const INIT_KEY_WORDS[] = {
    [DATA_KEY_THERE] = "there",
    [DATA_KEY_MADE] = "made",
    [DATA_KEY_LOST] = "lost",
    [DATA_KEY_UNNAMED] = "unnamed",
};

/* What became of the key, and what to do with it. */
static void init_key(struct cli *cli, enum data_key_state state)
{
    struct str path = show_exact(cli->a, data_key_path(cli->a, cli->app));
    switch (state) {
    case DATA_KEY_THERE: break;
    case DATA_KEY_MADE:
        say(TR("key of sealed fields made: %.*s"), STR_ARG(path));
        say(TR("put a copy of it into a safe, apart from the backups: without it nobody reads "
               "what is sealed"));
        break;
    case DATA_KEY_LOST:
        say(TR("warning: %.*s is missing, and something was sealed by it; restore it from its "
               "copy"),
            STR_ARG(path));
        break;
    case DATA_KEY_UNNAMED:
        say(TR("no key of sealed fields: name a file with --key-file or DUBAN_KEY_FILE, then run "
               "\"duban init\" again"));
        break;
    }
}

static enum err_code init_run(struct cli *cli, const void *args, struct err *e)
{
    const struct init_args *a = args;
    struct app_county r;
    enum data_key_state key;
    ERR_TRY(app_init_database(cli->a, cli->app, a->name, &r, e));
    ERR_TRY(data_key_provide(cli->a, cli->app, &key, e));
    struct str db = app_db_shown(cli->a, cli->app);
    if (cli->format == CLI_TABLE) {
        init_show(cli, &r);
    } else if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        json_put_str(root, "database", db);
        json_put_str(root, "engine", str_of(r.engine));
        json_put_str(root, "county", r.code);
        json_put_str(root, "name", r.name);
        json_put_bool(root, "created", r.created);
        view_put_str(root, "key_file", data_key_path(cli->a, cli->app));
        json_put_str(root, "key", str_of(INIT_KEY_WORDS[key]));
        json_write(root, 1, &cli->out);
        buf_add_char(&cli->out, '\n');
    } else {
        struct str titles[] = {STR("database"), STR("engine"), STR("county"), STR("name"),
                               STR("created")};
        struct str cells[] = {db, str_of(r.engine), r.code, r.name,
                              r.created ? STR("true") : STR("false")};
        csv_row(&cli->out, titles, ARRAY_LEN(titles));
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
    init_key(cli, key);
    return ERR_OK;
}

const struct cmd CMD_INIT = {"init", TR_MARK("make a database ready"), &INIT_ARGP,
                             sizeof(struct init_args), init_run};
