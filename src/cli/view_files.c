/*
 * view_files.c — see view_files.h.
 */
#include "cli/view_files.h"

#include "app/clock.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"

static struct str files_number(struct cli *cli, int64_t n)
{
    return str_format(cli->a, "%lld", (long long)n);
}

static void files_json(struct cli *cli, const struct attachment_list *list)
{
    struct json_val *root = json_val_object(cli->a);
    struct json_val *files = json_put_array(root, "files");
    for (size_t i = 0; i < list->n; i++) {
        const struct attachment *f = &list->p[i];
        struct json_val *obj = json_add_object(files);
        json_put_int(obj, "no", f->no);
        json_put_str(obj, "name", f->name);
        json_put_str(obj, "media_type", f->media_type);
        json_put_int(obj, "size", f->size);
        json_put_str(obj, "sha256", f->sha256);
        json_put_bool(obj, "sensitive", f->sensitive);
        json_put_int(obj, "revision", f->revision);
        json_put_str(obj, "added_at", view_moment(cli, f->added_at));
        json_put_str(obj, "added_by", f->added_by);
    }
    view_json(cli, root);
}

static void files_csv(struct cli *cli, const struct attachment_list *list)
{
    struct str titles[] = {STR("no"),        STR("name"),     STR("media_type"), STR("size"),
                           STR("sensitive"), STR("added_at"), STR("added_by"),   STR("sha256")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < list->n; i++) {
        const struct attachment *f = &list->p[i];
        struct str cells[] = {files_number(cli, f->no),
                              f->name,
                              f->media_type,
                              files_number(cli, f->size),
                              f->sensitive ? STR("true") : STR("false"),
                              view_moment(cli, f->added_at),
                              f->added_by,
                              f->sha256};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void files_table(struct cli *cli, const struct attachment_list *list)
{
    const struct table_column columns[] = {
        {TR("No."), TABLE_RIGHT, 0},       {TR("File"), TABLE_LEFT, 10},
        {TR("Bytes"), TABLE_RIGHT, 0},     {TR("Sealed"), TABLE_LEFT, 0},
        {TR("Media type"), TABLE_LEFT, 8}, {TR("When"), TABLE_LEFT, 0},
        {TR("By"), TABLE_LEFT, 6},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < list->n; i++) {
        const struct attachment *f = &list->p[i];
        struct str *cells = table_row(&t);
        cells[0] = files_number(cli, f->no);
        cells[1] = f->name;
        cells[2] = files_number(cli, f->size);
        cells[3] = str_of(f->sensitive ? TR("yes") : TR("no"));
        cells[4] = f->media_type;
        cells[5] = clock_local_text(cli->a, f->added_at);
        cells[6] = f->added_by;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_files(struct cli *cli, const struct attachment_list *list)
{
    if (cli->format == CLI_CSV)
        files_csv(cli, list);
    else if (cli->format == CLI_JSON)
        files_json(cli, list);
    else if (list->n > 0)
        files_table(cli, list);
}
