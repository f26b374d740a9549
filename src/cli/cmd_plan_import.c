/*
 * cmd_plan_import.c — `duban plan import`: a document becomes a stored ledger.
 *
 * A correction is shown before it is taken over. The question is asked outside
 * of any transaction; if somebody else stores another revision meanwhile, the new
 * differences are shown and asked again.
 */
#include <unistd.h>

#include "app/plan_import.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/plan_opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view.h"

struct import_args {
    const char *file;
    bool dry_run, yes;
};

static const struct argp_option IMPORT_OPTIONS[] = {
    {"dry-run", 'n', NULL, 0, TR_MARK("Read and show only; needs no database"), 0},
    {"yes", 'y', NULL, 0, TR_MARK("Take the differences of a corrected document over unasked"), 0},
    {0},
};

static error_t import_parse(int key, char *arg, struct argp_state *state)
{
    struct import_args *args = opt_args(state);
    switch (key) {
    case 'n': args->dry_run = true; return 0;
    case 'y': args->yes = true; return 0;
    default: return opt_single(state, key, arg, &args->file, TR("FILE is missing"));
    }
}

static const struct argp IMPORT_ARGP = {
    .options = IMPORT_OPTIONS,
    .parser = import_parse,
    .args_doc = TR_MARK("FILE"),
    .doc = TR_MARK("Read a rectification plan or self-assessment (.docx or text; - for standard "
                   "input), store what it says, and print it with everything that had to be "
                   "interpreted. The same document again changes nothing. A corrected one shows "
                   "its differences and asks first. CSV has the items only; JSON and CSV have "
                   "the same keys in every language."),
    .argp_domain = OPT_DOMAIN};

/* ---- the product ------------------------------------------------------------- */

static void import_show_table(struct cli *cli, const struct app_plan *p)
{
    view_head(cli, &p->plan);
    buf_add_char(&cli->out, '\n');
    view_items(cli, view_items_of(cli, &p->plan), p->plan.n_items, &p->totals.sum);
    if (p->totals.named_categories > 0) {
        buf_add_char(&cli->out, '\n');
        view_categories(cli, &p->totals);
    }
    buf_add_char(&cli->out, '\n');
    view_findings(cli, &p->plan);
}

static void import_show(struct cli *cli, const struct app_plan *p)
{
    if (cli->format == CLI_TABLE) {
        import_show_table(cli, p);
    } else if (cli->format == CLI_CSV) {
        view_items_csv(cli, view_items_of(cli, &p->plan), p->plan.n_items);
    } else {
        struct json_val *root = json_val_object(cli->a);
        view_plan_json(cli, root, &p->plan, &p->totals, true);
        view_json(cli, root);
    }
}

/* ---- storing ---------------------------------------------------------------- */

static void import_show_diff(struct cli *cli, const struct app_import *r)
{
    struct buf b;
    buf_init(&b, CLI_OUT_MAX);
    buf_addf(&b, TR("Differences from plan %lld, revision %d:\n"), (long long)r->plan_id,
             r->revision);
    view_diff(cli, &r->diff, 0, r->diff.n, &b);
    say_block(&b);
    buf_release(&b);
}

/* Whether a person is there to answer: not if standard input is the document itself. */
static bool import_can_ask(const struct import_args *args)
{
    return strcmp(args->file, "-") != 0 && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

static enum err_code import_store(struct cli *cli, const struct import_args *args,
                                  const struct app_plan *p, struct app_import *ret, struct err *e)
{
    int32_t accept = args->yes ? APP_ACCEPT_ANY : APP_ACCEPT_NONE;
    for (;;) {
        ERR_TRY(app_plan_import(cli->a, cli->app, p, accept, ret, e));
        if (ret->state != APP_IMPORT_DIFFERS)
            return ERR_OK;
        import_show_diff(cli, ret);
        if (!import_can_ask(args) || !say_ask(TR("Take these differences over? [y/N]")))
            return err_set(e, ERR_PLAN_CHANGED,
                           TR_N("plan %lld, revision %d: %zu difference",
                                "plan %lld, revision %d: %zu differences", ret->diff.n),
                           (long long)ret->plan_id, ret->revision, ret->diff.n);
        accept = ret->revision;
    }
}

static void import_tell(const struct app_import *r, const struct app_plan *p)
{
    long long plan = (long long)r->plan_id;
    switch (r->state) {
    case APP_IMPORT_NEW:
        say(TR_N("imported as plan %lld, revision %d: %zu deduction",
                 "imported as plan %lld, revision %d: %zu deductions", p->plan.n_items),
            plan, r->revision, p->plan.n_items);
        break;
    case APP_IMPORT_SAME_FILE:
        say(TR("unchanged: this file is already stored as plan %lld, revision %d"), plan,
            r->revision);
        break;
    case APP_IMPORT_SAME_FIELDS:
        say(TR("unchanged: plan %lld, revision %d already says the same"), plan, r->revision);
        break;
    case APP_IMPORT_REVISED: say(TR("plan %lld updated to revision %d"), plan, r->revision); break;
    case APP_IMPORT_DIFFERS: must(false); /* import_store has stored or refused them */
    }
    plan_opt_say_recurred(r->recurred);
}

static enum err_code import_run(struct cli *cli, const void *args, struct err *e)
{
    const struct import_args *a = args;
    struct app_plan p;
    struct app_import r;
    ERR_TRY(app_plan_open(cli->a, a->file, &p, e));
    if (!a->dry_run) {
        ERR_TRY(import_store(cli, a, &p, &r, e));
        if (r.state == APP_IMPORT_REVISED && a->yes)
            import_show_diff(cli, &r);
        import_tell(&r, &p);
    }
    import_show(cli, &p);
    return ERR_OK;
}

const struct cmd CMD_PLAN_IMPORT = {"plan import", TR_MARK("read a plan document into the ledger"),
                                    &IMPORT_ARGP, sizeof(struct import_args), import_run};
