/*
 * view_import.c — imports and what was wrong with their rows; see view_records.h.
 */
#include "app/clock.h"
#include "base/cell.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_records.h"

static struct str import_number(struct cli *cli, int64_t n)
{
    return n > 0 ? str_format(cli->a, "%lld", (long long)n) : STR_NONE;
}

/* "C" of column 3; empty where the row as a whole is meant. */
static struct str import_letter(struct cli *cli, int32_t column)
{
    char name[CELL_NAME_MAX];
    return column > 0 ? str_copy(cli->a, str_of(cell_name(0, column, name))) : STR_NONE;
}

/* "C 学时" */
static struct str import_column_text(struct cli *cli, const struct import_problem *p)
{
    struct str letter = import_letter(cli, p->column);
    if (letter.n == 0 || p->title.n == 0)
        return letter.n == 0 ? p->title : letter;
    return str_format(cli->a, "%" STR_FMT " %" STR_FMT, STR_ARG(letter), STR_ARG(p->title));
}

/* ---- problems -------------------------------------------------------------- */

static void import_table(struct cli *cli, const struct app_import_result *r, size_t n)
{
    const struct table_column columns[] = {
        {TR("Row"), TABLE_RIGHT, 0},        {TR("Column"), TABLE_LEFT, 8},
        {TR("Value"), TABLE_LEFT, 8},       {TR("Code"), TABLE_LEFT, 0},
        {TR("Problem"), TABLE_LEFT, 12},    {TR("Detail"), TABLE_LEFT, 8},
        {TR("What to do"), TABLE_LEFT, 12},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < n; i++) {
        const struct import_problem *p = &r->problems.p[i];
        const struct err_info *info = err_info(p->code);
        struct str *cells = table_row(&t);
        cells[0] = import_number(cli, p->row);
        cells[1] = import_column_text(cli, p);
        cells[2] = p->value;
        cells[3] = str_of(info->number);
        cells[4] = str_of(info->text[cli->lang]);
        cells[5] = p->detail;
        cells[6] = str_of(info->hint[cli->lang]);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void import_csv(struct cli *cli, const struct app_import_result *r, size_t n)
{
    struct str titles[] = {STR("row"),  STR("column"), STR("title"),  STR("value"),
                           STR("code"), STR("text"),   STR("detail"), STR("hint")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < n; i++) {
        const struct import_problem *p = &r->problems.p[i];
        const struct err_info *info = err_info(p->code);
        struct str cells[] = {import_number(cli, p->row),
                              import_letter(cli, p->column),
                              p->title,
                              p->value,
                              str_of(info->number),
                              str_of(info->text[cli->lang]),
                              p->detail,
                              str_of(info->hint[cli->lang])};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void import_json(struct cli *cli, const struct app_import_result *r, bool dry_run, size_t n)
{
    struct json_val *root = json_val_object(cli->a);
    json_put_str(root, "type", r->type->id);
    json_put_str(root, "file", r->file_name);
    json_put_int(root, "rows", r->rows);
    json_put_int(root, "good", r->good);
    json_put_int(root, "bad", r->bad);
    json_put_bool(root, "dry_run", dry_run);
    json_put_bool(root, "stored", r->stored);
    json_put_bool(root, "known", r->known);
    if (r->stored || r->known) {
        json_put_int(root, "batch", r->batch.id);
        json_put_int(root, "taken", r->batch.taken);
        view_put_str(root, "first",
                     view_record_id(cli, r->batch.taken > 0 ? r->batch.first_id : 0));
    }
    struct json_val *list = json_put_array(root, "problems");
    for (size_t i = 0; i < n; i++) {
        const struct import_problem *p = &r->problems.p[i];
        struct json_val *obj = json_add_object(list);
        json_put_int(obj, "row", p->row);
        view_put_str(obj, "column", import_letter(cli, p->column));
        view_put_str(obj, "title", p->title);
        view_put_str(obj, "value", p->value);
        view_problem_json(cli, obj, p->code, p->detail);
    }
    json_put_int(root, "left_out", r->left_out + (int64_t)(r->problems.n - n));
    view_json(cli, root);
}

void view_import(struct cli *cli, const struct app_import_result *r, bool dry_run, size_t most)
{
    size_t n = r->problems.n < most ? r->problems.n : most;
    if (cli->format == CLI_JSON)
        import_json(cli, r, dry_run, n);
    else if (cli->format == CLI_CSV)
        import_csv(cli, r, n);
    else if (n > 0)
        import_table(cli, r, n);
}

/* ---- batches ------------------------------------------------------------------ */

static void batch_json(struct cli *cli, struct json_val *obj, const struct batch *b)
{
    json_put_int(obj, "batch", b->id);
    json_put_str(obj, "type", b->file.type);
    json_put_str(obj, "file", b->file.name);
    json_put_str(obj, "sha256", b->file.sha256);
    json_put_int(obj, "rows", b->file.rows);
    json_put_int(obj, "taken", b->taken);
    view_put_str(obj, "first", view_record_id(cli, b->taken > 0 ? b->first_id : 0));
    json_put_bool(obj, "history", b->file.history);
    json_put_str(obj, "at", view_moment(cli, b->at));
    json_put_str(obj, "by", b->by);
    if (b->undone) {
        struct json_val *undone = json_put_object(obj, "undone");
        json_put_str(undone, "at", view_moment(cli, b->undone_at));
        json_put_str(undone, "by", b->undone_by);
        json_put_str(undone, "reason", b->undo_reason);
    }
}

static void batches_csv(struct cli *cli, const struct batch_list *list)
{
    struct str titles[] = {STR("batch"), STR("type"), STR("file"), STR("rows"),   STR("taken"),
                           STR("first"), STR("at"),   STR("by"),   STR("undone"), STR("sha256")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < list->n; i++) {
        const struct batch *b = &list->p[i];
        struct str cells[] = {import_number(cli, b->id),
                              b->file.type,
                              b->file.name,
                              str_format(cli->a, "%lld", (long long)b->file.rows),
                              str_format(cli->a, "%lld", (long long)b->taken),
                              view_record_id(cli, b->taken > 0 ? b->first_id : 0),
                              view_moment(cli, b->at),
                              b->by,
                              b->undone ? STR("true") : STR("false"),
                              b->file.sha256};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

static void batches_table(struct cli *cli, const struct batch_list *list)
{
    const struct table_column columns[] = {
        {TR("Import"), TABLE_RIGHT, 0}, {TR("Type"), TABLE_LEFT, 0},   {TR("File"), TABLE_LEFT, 10},
        {TR("Rows"), TABLE_RIGHT, 0},   {TR("Taken"), TABLE_RIGHT, 0}, {TR("When"), TABLE_LEFT, 0},
        {TR("By"), TABLE_LEFT, 6},      {TR("Undone"), TABLE_LEFT, 8},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < list->n; i++) {
        const struct batch *b = &list->p[i];
        struct str *cells = table_row(&t);
        cells[0] = import_number(cli, b->id);
        cells[1] = b->file.type;
        cells[2] = b->file.name;
        cells[3] = str_format(cli->a, "%lld", (long long)b->file.rows);
        cells[4] = str_format(cli->a, "%lld", (long long)b->taken);
        cells[5] = clock_local_text(cli->a, b->at);
        cells[6] = b->by;
        cells[7] = b->undone ? b->undo_reason : STR_NONE;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

void view_batches(struct cli *cli, const struct batch_list *list)
{
    if (cli->format == CLI_CSV) {
        batches_csv(cli, list);
    } else if (cli->format == CLI_TABLE) {
        if (list->n > 0)
            batches_table(cli, list);
    } else {
        struct json_val *root = json_val_object(cli->a);
        struct json_val *batches = json_put_array(root, "batches");
        for (size_t i = 0; i < list->n; i++)
            batch_json(cli, json_add_object(batches), &list->p[i]);
        view_json(cli, root);
    }
}
