/*
 * sheet_tool.c — show what the reader of sheets makes of a file: `sheet-tool show FILE [SHEET]`
 * prints its cells, `sheet-tool count FILE` reads it and prints how much there was,
 * `sheet-tool copy FILE OUT` writes its rows to a .xlsx or .csv, titles first.
 *
 * For the tests with files of other programs, and for measuring.
 */
#include "base/arena.h"
#include "deliver/sheet_csv.h"
#include "deliver/sheet_xlsx.h"
#include "source/sheet/sheet.h"

enum { ARENA_MAX = 512 * 1024 * 1024 };

static const char *const KINDS[] = {
    [SHEET_EMPTY] = "empty", [SHEET_TEXT] = "text",   [SHEET_NUMBER] = "number",
    [SHEET_BOOL] = "bool",   [SHEET_DATE] = "date",   [SHEET_DATETIME] = "datetime",
    [SHEET_TIME] = "time",   [SHEET_ERROR] = "error",
};

static void show_row(const struct sheet_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct sheet_cell *c = &row->cells[i];
        char name[CELL_NAME_MAX];
        (void)printf("%s\t%s%s%s%s\t%" STR_FMT "\n", cell_name(row->number, c->column, name),
                     KINDS[c->kind], c->formula ? " formula" : "", c->clipped ? " clipped" : "",
                     row->hidden ? " hidden" : "", STR_ARG(c->text));
    }
}

static void show_merges(const struct sheet *sheet)
{
    size_t n = 0;
    const struct sheet_merge *m = sheet_merges(sheet, &n);
    for (size_t i = 0; i < n; i++) {
        char first[CELL_NAME_MAX], last[CELL_NAME_MAX];
        (void)printf("%s:%s\tmerged\n", cell_name(m[i].first_row, m[i].first_column, first),
                     cell_name(m[i].last_row, m[i].last_column, last));
    }
}

static enum err_code walk(struct sheet *sheet, bool show, struct err *e)
{
    const struct sheet_row *row;
    unsigned long long rows = 0, cells = 0, bytes = 0;
    for (;;) {
        ERR_TRY(sheet_next(sheet, &row, e));
        if (row == NULL)
            break;
        rows++;
        cells += row->n;
        for (size_t i = 0; i < row->n; i++)
            bytes += row->cells[i].text.n;
        if (show)
            show_row(row);
    }
    if (show)
        show_merges(sheet);
    else
        (void)printf("%llu rows, %llu cells, %llu bytes\n", rows, cells, bytes);
    return ERR_OK;
}

/* ---- copying ------------------------------------------------------------------ */

/* The writer of either format. */
struct out {
    struct form form;
    struct form_column columns[FORM_COLUMNS_MAX];
    struct form_value values[FORM_COLUMNS_MAX];
    struct sheet_csv *csv;
    struct sheet_xlsx *xlsx;
};

static void take_titles(struct arena *a, struct out *o, const struct sheet_row *row)
{
    o->form = (struct form){.columns = o->columns, .n = (size_t)row->cells[row->n - 1].column};
    for (size_t i = 0; i < row->n; i++)
        o->columns[row->cells[i].column - 1].title = str_copy(a, row->cells[i].text);
}

static void take_values(struct out *o, const struct sheet_row *row)
{
    static const enum form_value_kind kinds[] = {
        [SHEET_EMPTY] = FORM_NONE,          [SHEET_TEXT] = FORM_VALUE_TEXT,
        [SHEET_NUMBER] = FORM_VALUE_NUMBER, [SHEET_BOOL] = FORM_VALUE_TEXT,
        [SHEET_DATE] = FORM_VALUE_DATE,     [SHEET_DATETIME] = FORM_VALUE_DATETIME,
        [SHEET_TIME] = FORM_VALUE_TEXT,     [SHEET_ERROR] = FORM_VALUE_TEXT,
    };
    memset(o->values, 0, sizeof(o->values[0]) * o->form.n);
    for (size_t i = 0; i < row->n; i++) {
        const struct sheet_cell *c = &row->cells[i];
        if ((size_t)c->column <= o->form.n)
            o->values[c->column - 1] = (struct form_value){
                .kind = kinds[c->kind], .text = c->text, .day = c->day, .ms = c->ms};
    }
}

static enum err_code copy_rows(struct sheet *sheet, struct out *o, struct err *e)
{
    for (;;) {
        const struct sheet_row *row;
        ERR_TRY(sheet_next(sheet, &row, e));
        if (row == NULL)
            break;
        take_values(o, row);
        ERR_TRY(o->csv != NULL ? sheet_csv_row(o->csv, o->values, e)
                               : sheet_xlsx_row(o->xlsx, o->values, e));
    }
    return o->csv != NULL ? sheet_csv_finish(o->csv, e) : sheet_xlsx_finish(o->xlsx, e);
}

static enum err_code copy(struct arena *a, struct sheet *sheet, const char *to, struct err *e)
{
    const struct sheet_row *row;
    struct out *o = ARENA_NEW(a, struct out);
    ERR_TRY(sheet_next(sheet, &row, e));
    if (row == NULL)
        return err_set(e, ERR_SHEET_NONE, "no rows");
    take_titles(a, o, row);
    if (str_ends(str_of(to), STR(".csv")))
        ERR_TRY(sheet_csv_begin(a, to, &o->form, SHEET_CSV_UTF8, &o->csv, e));
    else
        ERR_TRY(sheet_xlsx_begin(a, to, &o->form, &o->xlsx, e));
    return copy_rows(sheet, o, e);
}

/* ---- arguments ------------------------------------------------------------------ */

static enum err_code run(struct arena *a, char **argv, struct err *e)
{
    struct input in = {.fd = -1};
    struct sheet *sheet = NULL;
    bool copies = strcmp(argv[1], "copy") == 0;
    struct sheet_options options = {.name = copies ? STR_NONE : str_of(argv[3])};
    ERR_TRY(input_open(argv[2], &in, e));
    enum err_code code = sheet_open(a, &in, &options, &sheet, e);
    if (code == ERR_OK)
        code = copies ? copy(a, sheet, argv[3], e) : walk(sheet, strcmp(argv[1], "show") == 0, e);
    sheet_close(sheet);
    input_close(&in);
    return code;
}

int main(int argc, char **argv)
{
    bool known = argc > 2 && (strcmp(argv[1], "show") == 0 || strcmp(argv[1], "count") == 0 ||
                              (argc == 4 && strcmp(argv[1], "copy") == 0));
    if (!known) {
        (void)fprintf(stderr, "usage: sheet-tool show|count FILE [SHEET], copy FILE OUT\n");
        return 2;
    }
    struct arena a;
    arena_init(&a, ARENA_MAX);
    struct err e = {.code = ERR_OK};
    enum err_code code = run(&a, argv, &e);
    if (code != ERR_OK)
        (void)printf("!%s: %s\n", err_info(code)->name, e.detail);
    arena_release(&a);
    return code == ERR_OK ? 0 : 1;
}
