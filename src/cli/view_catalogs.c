/*
 * view_catalogs.c — see view_catalogs.h.
 */
#include "cli/view_catalogs.h"

#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_rectify.h"

static void version_json(struct cli *cli, struct json_val *obj, const struct catalog_version *v)
{
    json_put_str(obj, "catalog", v->catalog);
    json_put_int(obj, "version", v->version);
    json_put_bool(obj, "current", v->current);
    json_put_str(obj, "title", v->title);
    view_put_str(obj, "from", view_day(cli, v->has_from, v->from));
    view_put_str(obj, "to", view_day(cli, v->has_to, v->to));
    json_put_str(obj, "sha256", v->sha256);
    json_put_str(obj, "loaded_at", view_moment(cli, v->loaded_at));
    json_put_str(obj, "loaded_by", v->loaded_by);
}

static void versions_csv(struct cli *cli, const struct catalog_version *p, size_t n)
{
    struct str titles[] = {STR("catalog"),   STR("version"),   STR("current"),
                           STR("title"),     STR("from"),      STR("to"),
                           STR("loaded_at"), STR("loaded_by"), STR("sha256")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < n; i++) {
        struct str cells[] = {p[i].catalog,
                              str_format(cli->a, "%lld", (long long)p[i].version),
                              p[i].current ? STR("true") : STR("false"),
                              p[i].title,
                              view_day(cli, p[i].has_from, p[i].from),
                              view_day(cli, p[i].has_to, p[i].to),
                              view_moment(cli, p[i].loaded_at),
                              p[i].loaded_by,
                              p[i].sha256};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void versions_table(struct cli *cli, const struct catalog_version *p, size_t n)
{
    const struct table_column columns[] = {
        {TR("Catalog"), TABLE_LEFT, 0}, {TR("Version"), TABLE_RIGHT, 0},
        {TR("Counts"), TABLE_LEFT, 0},  {TR("Title"), TABLE_LEFT, 10},
        {TR("From"), TABLE_LEFT, 0},    {TR("Until"), TABLE_LEFT, 0},
        {TR("Loaded"), TABLE_LEFT, 0},  {TR("By"), TABLE_LEFT, 6},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < n; i++) {
        struct str *cells = table_row(&t);
        cells[0] = p[i].catalog;
        cells[1] = str_format(cli->a, "%lld", (long long)p[i].version);
        cells[2] = str_of(p[i].current ? TR("yes") : TR("no"));
        cells[3] = p[i].title;
        cells[4] = view_day(cli, p[i].has_from, p[i].from);
        cells[5] = view_day(cli, p[i].has_to, p[i].to);
        cells[6] = clock_local_text(cli->a, p[i].loaded_at);
        cells[7] = p[i].loaded_by;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_catalog_version(struct cli *cli, const struct catalog_version *v)
{
    if (cli->format == CLI_CSV) {
        versions_csv(cli, v, 1);
    } else if (cli->format == CLI_TABLE) {
        versions_table(cli, v, 1);
    } else {
        struct json_val *root = json_val_object(cli->a);
        version_json(cli, root, v);
        view_json(cli, root);
    }
}

void view_catalog_versions(struct cli *cli, const struct catalog_version_list *list)
{
    if (cli->format == CLI_CSV) {
        versions_csv(cli, list->p, list->n);
    } else if (cli->format == CLI_TABLE) {
        if (list->n > 0)
            versions_table(cli, list->p, list->n);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *catalogs = json_put_array(root, "catalogs");
        for (size_t i = 0; i < list->n; i++)
            version_json(cli, json_add_object(catalogs), &list->p[i]);
        view_json(cli, root);
    }
}
