/*
 * cmd_catalog_diff.c — `duban catalog diff`: what changed between two folders of rules.
 */
#include "app/catalog_check.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/show.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_faults.h"

struct diff_args {
    const char *before, *after;
};

static error_t diff_parse(int key, char *arg, struct argp_state *state)
{
    struct diff_args *args = opt_args(state);
    switch (key) {
    case ARGP_KEY_ARG:
        if (args->after != NULL)
            return ARGP_ERR_UNKNOWN;
        *(args->before == NULL ? &args->before : &args->after) = arg;
        return 0;
    case ARGP_KEY_END:
        return args->after == NULL ? opt_fail(state, TR("two folders are needed")) : 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp DIFF_ARGP = {
    .parser = diff_parse,
    .args_doc = TR_MARK("BEFORE AFTER"),
    .doc = TR_MARK("Compare the catalogs of rules in two folders, each with what it extends, and "
                   "print what was added, removed or changed, definition by definition. How a file "
                   "is written makes no difference. Needs no database."),
    .argp_domain = OPT_DOMAIN};

/* ---- for people --------------------------------------------------------------------- */

static const char *diff_word(struct str what)
{
    static const struct {
        const char *what, *word;
    } words[] = {
        {"catalog", TR_MARK("Catalog")},    {"unit", TR_MARK("Kind of unit")},
        {"dict", TR_MARK("List of codes")}, {"record", TR_MARK("Record type")},
        {"rule", TR_MARK("Rule")},          {"framework", TR_MARK("Framework")},
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_eq(what, str_of(words[i].what)))
            return TR(words[i].word);
    return "";
}

/* "+ Record type visit  Visit": a definition, and what became of it. */
static void diff_definition(struct cli *cli, const struct catalog_change *c)
{
    char sign = c->path.n > 0 ? ' ' : "+-~"[c->kind];
    struct str id = show_cell(cli->a, c->id);
    struct str title = show_cell(cli->a, title_in(&c->title, cli->lang));
    buf_addf(&cli->out, "%c %s", sign, diff_word(c->what));
    if (id.n > 0)
        buf_addf(&cli->out, " %" STR_FMT, STR_ARG(id));
    if (title.n > 0)
        buf_addf(&cli->out, "  %" STR_FMT, STR_ARG(title));
    buf_add_char(&cli->out, '\n');
}

static void diff_inside(struct cli *cli, const struct catalog_change *c)
{
    struct str path = show_cell(cli->a, c->path);
    struct str before = show_cell(cli->a, c->before);
    struct str after = show_cell(cli->a, c->after);
    buf_addf(&cli->out, "    %c %" STR_FMT ": ", "+-~"[c->kind], STR_ARG(path));
    if (c->kind == CATALOG_CHANGED)
        buf_addf(&cli->out, "%" STR_FMT " → %" STR_FMT "\n", STR_ARG(before), STR_ARG(after));
    else
        buf_addf(&cli->out, "%" STR_FMT "\n", STR_ARG(c->kind == CATALOG_ADDED ? after : before));
}

static void diff_table(struct cli *cli, const struct catalog_changes *changes)
{
    for (size_t i = 0; i < changes->n; i++) {
        const struct catalog_change *c = &changes->p[i];
        const struct catalog_change *last = i > 0 ? &changes->p[i - 1] : NULL;
        bool new = last == NULL || c->path.n == 0 || !str_eq(last->what, c->what) ||
                   !str_eq(last->id, c->id);
        if (new)
            diff_definition(cli, c);
        if (c->path.n > 0)
            diff_inside(cli, c);
    }
}

/* ---- for machines --------------------------------------------------------------------- */

static const char *const DIFF_KIND[] = {
    [CATALOG_ADDED] = "added", [CATALOG_REMOVED] = "removed", [CATALOG_CHANGED] = "changed"};

static void diff_json(struct json_val *root, const struct catalog_changes *changes)
{
    struct json_val *list = json_put_array(root, "changes");
    for (size_t i = 0; i < changes->n; i++) {
        const struct catalog_change *c = &changes->p[i];
        struct json_val *obj = json_add_object(list);
        json_put_str(obj, "kind", str_of(DIFF_KIND[c->kind]));
        json_put_str(obj, "what", c->what);
        view_put_str(obj, "id", c->id);
        view_put_str(obj, "path", c->path);
        view_put_str(obj, "before", c->before);
        view_put_str(obj, "after", c->after);
        json_put_str(obj, "file", c->place.file);
        json_put_int(obj, "line", c->place.line);
    }
}

static void diff_csv(struct cli *cli, const struct catalog_changes *changes)
{
    struct str titles[] = {STR("kind"),   STR("what"),  STR("id"),   STR("path"),
                           STR("before"), STR("after"), STR("file"), STR("line")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < changes->n; i++) {
        const struct catalog_change *c = &changes->p[i];
        struct str cells[] = {str_of(DIFF_KIND[c->kind]),
                              c->what,
                              c->id,
                              c->path,
                              c->before,
                              c->after,
                              c->place.file,
                              str_format(cli->a, "%d", (int)c->place.line)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

/* ---- the command ------------------------------------------------------------------------ */

static void diff_show(struct cli *cli, const struct app_catalog_diff *r)
{
    bool faults = faults_any(&r->faults);
    if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        if (!faults)
            diff_json(root, &r->changes);
        view_faults_json(cli, root, &r->faults);
        view_json(cli, root);
    } else if (faults) {
        view_faults_text(cli, &r->faults);
    } else if (cli->format == CLI_CSV) {
        diff_csv(cli, &r->changes);
    } else {
        diff_table(cli, &r->changes);
    }
}

static enum err_code diff_run(struct cli *cli, const void *args, struct err *e)
{
    const struct diff_args *a = args;
    struct app_catalog_diff r;
    ERR_TRY(app_catalog_diff(cli->a, a->before, a->after, &r, e));
    diff_show(cli, &r);
    if (faults_any(&r.faults))
        return err_set(e, ERR_CATALOG_FAULTS, "%s, %s: %zu", a->before, a->after,
                       r.faults.n + r.faults.left_out);
    say(TR_N("%zu difference", "%zu differences", r.changes.n), r.changes.n);
    return ERR_OK;
}

const struct cmd CMD_CATALOG_DIFF = {"catalog diff",
                                     TR_MARK("show what changed between two folders of rules"),
                                     &DIFF_ARGP, sizeof(struct diff_args), diff_run};
