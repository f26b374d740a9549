/*
 * cmd_catalog_check.c — `duban catalog check`: is a folder of rules without fault?
 *
 * Faults are the product: one line each, as compilers print theirs, so that an editor
 * can jump to the place.
 */
#include "app/catalog_check.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/opt.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_faults.h"

struct check_args {
    const char *dir;
};

static error_t check_parse(int key, char *arg, struct argp_state *state)
{
    struct check_args *args = opt_args(state);
    return opt_single(state, key, arg, &args->dir, TR("DIR is missing"));
}

static const struct argp CHECK_ARGP = {
    .parser = check_parse,
    .args_doc = TR_MARK("DIR"),
    .doc = TR_MARK("Read the catalog of rules in a folder, together with those beside it that it "
                   "extends, and print everything that is wrong with it: file, line, column, and "
                   "what to do. Without a fault, print what the catalog holds. Needs no database."),
    .argp_domain = OPT_DOMAIN};

/* ---- what the catalog holds -------------------------------------------------------- */

static struct str check_validity(struct cli *cli, const struct validity *v)
{
    char from[DATE_TEXT_MAX] = "";
    char to[DATE_TEXT_MAX] = "";
    if (v->has_from)
        (void)date_text(v->from, from);
    if (v->has_to)
        (void)date_text(v->to, to);
    return v->has_from || v->has_to ? str_format(cli->a, "%s – %s", from, to) : STR_NONE;
}

static struct str check_count(struct cli *cli, size_t n)
{
    return n > 0 ? str_format(cli->a, "%zu", n) : STR_NONE;
}

static void check_holds_table(struct cli *cli, const struct catalog *c)
{
    const struct view_field fields[] = {
        {TR("Catalog"), c->id},
        {TR("Title"), title_in(&c->title, cli->lang)},
        {TR("Valid"), check_validity(cli, &c->valid)},
        {TR("Extends"), c->extends},
        {TR("Kinds of units"), check_count(cli, c->n_unit_kinds)},
        {TR("Lists of codes"), check_count(cli, c->n_dicts)},
        {TR("Record types"), check_count(cli, c->n_types)},
        {TR("Rules"), check_count(cli, c->n_rules)},
        {TR("Frameworks"), check_count(cli, c->n_frameworks)},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

static void check_holds_json(struct json_val *root, const struct catalog *c)
{
    json_put_str(root, "catalog", c->id);
    view_put_str(root, "extends", c->extends);
    struct json_val *kinds = json_put_array(root, "unit_kinds");
    for (size_t i = 0; i < c->n_unit_kinds; i++)
        json_add_str(kinds, c->unit_kinds[i].id);
    struct json_val *dicts = json_put_array(root, "dicts");
    for (size_t i = 0; i < c->n_dicts; i++)
        json_add_str(dicts, c->dicts[i].id);
    struct json_val *types = json_put_array(root, "record_types");
    for (size_t i = 0; i < c->n_types; i++)
        json_add_str(types, c->types[i].id);
    json_put_int(root, "rules", (int64_t)c->n_rules);
    json_put_int(root, "frameworks", (int64_t)c->n_frameworks);
}

static void check_holds_csv(struct cli *cli, const struct catalog *c)
{
    struct str titles[] = {STR("catalog"), STR("kind"), STR("id"), STR("title")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < c->n_unit_kinds; i++) {
        const struct unit_kind *k = &c->unit_kinds[i];
        struct str cells[] = {c->id, STR("unit_kind"), k->id, title_in(&k->title, cli->lang)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
    for (size_t i = 0; i < c->n_dicts; i++) {
        const struct choices *d = &c->dicts[i];
        struct str cells[] = {c->id, STR("dict"), d->id, title_in(&d->title, cli->lang)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
    for (size_t i = 0; i < c->n_types; i++) {
        const struct record_type *t = &c->types[i];
        struct str cells[] = {c->id, STR("record_type"), t->id, title_in(&t->title, cli->lang)};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

/* ---- the command ----------------------------------------------------------------------- */

static void check_show(struct cli *cli, const struct app_catalog *r)
{
    if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        if (r->catalog != NULL)
            check_holds_json(root, r->catalog);
        view_faults_json(cli, root, &r->faults);
        view_json(cli, root);
    } else if (r->catalog == NULL) {
        view_faults_text(cli, &r->faults);
    } else if (cli->format == CLI_CSV) {
        check_holds_csv(cli, r->catalog);
    } else {
        check_holds_table(cli, r->catalog);
    }
}

static enum err_code check_run(struct cli *cli, const void *args, struct err *e)
{
    const struct check_args *a = args;
    struct app_catalog r;
    ERR_TRY(app_catalog_check(cli->a, a->dir, &r, e));
    check_show(cli, &r);
    if (r.catalog != NULL)
        return ERR_OK;
    return err_set(e, ERR_CATALOG_FAULTS, "%s: %zu", a->dir, r.faults.n + r.faults.left_out);
}

const struct cmd CMD_CATALOG_CHECK = {"catalog check", TR_MARK("check a folder of rules"),
                                      &CHECK_ARGP, sizeof(struct check_args), check_run};
