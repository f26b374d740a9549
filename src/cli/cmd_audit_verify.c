/*
 * cmd_audit_verify.c — `duban audit verify`: is the record of changes intact?
 */
#include "app/audit.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/tr.h"
#include "cli/view.h"

struct verify_args {
    struct str expect;
};

enum { VERIFY_EXPECT = 0x200, VERIFY_HASH_DIGITS = 64 };

static const struct argp_option VERIFY_OPTIONS[] = {
    {"expect", VERIFY_EXPECT, "HASH", 0,
     TR_MARK("The head hash noted elsewhere; any other is an error"), 0},
    {0},
};

static bool verify_is_hash(struct str s)
{
    return s.n == VERIFY_HASH_DIGITS && strspn(s.p, "0123456789abcdef") == s.n;
}

static error_t verify_parse(int key, char *arg, struct argp_state *state)
{
    struct verify_args *args = opt_args(state);
    if (key != VERIFY_EXPECT)
        return ARGP_ERR_UNKNOWN;
    args->expect = str_of(arg);
    if (!verify_is_hash(args->expect))
        return opt_fail(state, TR("--expect takes 64 hexadecimal digits in lower case"));
    return 0;
}

static const struct argp VERIFY_ARGP = {
    .options = VERIFY_OPTIONS,
    .parser = verify_parse,
    .doc = TR_MARK("Check every entry of the audit chain and its links, and that the "
                   "rectifications and records are stored as it tells; print how many entries "
                   "there are and the hash of the last one. Note that hash elsewhere: whoever can "
                   "rewrite the whole chain is found out by --expect alone."),
    .argp_domain = OPT_DOMAIN};

static void verify_table(struct cli *cli, const struct app_audit *r)
{
    const struct view_field fields[] = {
        {TR("County"), r->county},
        {TR("Entries in order"), str_format(cli->a, "%lld", (long long)r->entries)},
        {TR("Head hash"), str_of(r->head)},
        {TR("First fault at entry"),
         r->broken_at > 0 ? str_format(cli->a, "%lld", (long long)r->broken_at) : STR_NONE},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

static void verify_json(struct cli *cli, const struct app_audit *r, bool intact)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "county", r->county);
    json_put_bool(root, "intact", intact);
    json_put_int(root, "entries", r->entries);
    json_put_str(root, "head", str_of(r->head));
    if (!intact)
        json_put_str(root, "fault", str_of(r->fault));
    if (r->broken_at > 0)
        json_put_int(root, "broken_at", r->broken_at);
    view_put_str(root, "detail", r->detail);
    view_json(cli, root);
}

static void verify_csv(struct cli *cli, const struct app_audit *r, bool intact)
{
    struct str titles[] = {STR("county"), STR("intact"),    STR("entries"), STR("head"),
                           STR("fault"),  STR("broken_at"), STR("detail")};
    struct str cells[] = {
        r->county,
        intact ? STR("true") : STR("false"),
        str_format(cli->a, "%lld", (long long)r->entries),
        str_of(r->head),
        intact ? STR_NONE : str_of(r->fault),
        r->broken_at > 0 ? str_format(cli->a, "%lld", (long long)r->broken_at) : STR_NONE,
        r->detail,
    };
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    csv_row(&cli->out, cells, ARRAY_LEN(cells));
}

/* A broken chain is shown like an intact one, and is an error besides. */
static enum err_code verify_run(struct cli *cli, const void *args, struct err *e)
{
    const struct verify_args *a = args;
    struct app_audit r;
    enum err_code code = app_audit_verify(cli->a, cli->app, a->expect, &r, e);
    if (code != ERR_OK && code != ERR_AUDIT_BROKEN)
        return code;
    if (cli->format == CLI_JSON)
        verify_json(cli, &r, code == ERR_OK);
    else if (cli->format == CLI_CSV)
        verify_csv(cli, &r, code == ERR_OK);
    else
        verify_table(cli, &r);
    return code;
}

const struct cmd CMD_AUDIT_VERIFY = {"audit verify", TR_MARK("check the audit chain"), &VERIFY_ARGP,
                                     sizeof(struct verify_args), verify_run};
