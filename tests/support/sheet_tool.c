/*
 * sheet_tool.c — show what the reader of sheets makes of a file: `sheet-tool show FILE [SHEET]`
 * prints its cells, `sheet-tool count FILE` reads it and prints how much there was.
 *
 * For the tests with files of other programs, and for measuring.
 */
#include "base/arena.h"
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

int main(int argc, char **argv)
{
    bool show = argc > 2 && strcmp(argv[1], "show") == 0;
    if (argc < 3 || (!show && strcmp(argv[1], "count") != 0)) {
        (void)fprintf(stderr, "usage: sheet-tool show|count FILE [SHEET]\n");
        return 2;
    }
    struct arena a;
    arena_init(&a, ARENA_MAX);
    struct err e = {.code = ERR_OK};
    struct input in = {.fd = -1};
    struct sheet *sheet = NULL;
    struct sheet_options options = {.name = argc > 3 ? str_of(argv[3]) : STR_NONE};
    enum err_code code = input_open(argv[2], &in, &e);
    if (code == ERR_OK)
        code = sheet_open(&a, &in, &options, &sheet, &e);
    if (code == ERR_OK)
        code = walk(sheet, show, &e);
    if (code != ERR_OK)
        (void)printf("!%s: %s\n", err_info(code)->name, e.detail);
    sheet_close(sheet);
    input_close(&in);
    arena_release(&a);
    return code == ERR_OK ? 0 : 1;
}
