/*
 * table_in.c — see table_in.h.
 */
#include "app/table_in.h"

#include "base/arena.h"
#include "base/file.h"
#include "source/sheet/sheet.h"

#define TABLE_BYTES_MAX ((size_t)16 * 1024 * 1024)

static const struct {
    enum table_column_kind kind;
    const char *titles[3];
} COLUMNS[] = {
#define COLUMN(kind, word, en, zh) {TABLE_##kind, {word, en, zh}},
#include "app/table_words.def"
#undef COLUMN
};

/* Which column of the sheet holds what. */
struct table_layout {
    enum table_column_kind kind[SHEET_COLUMNS_MAX + 1]; /* TABLE_COLUMN__MAX: none */
    uint32_t seen;
};

static enum table_column_kind kind_of(struct str title, uint32_t wanted)
{
    for (size_t i = 0; i < ARRAY_LEN(COLUMNS); i++) {
        for (size_t k = 0; k < ARRAY_LEN(COLUMNS[i].titles); k++) {
            if ((wanted >> COLUMNS[i].kind & 1U) != 0 &&
                str_eq(title, str_of(COLUMNS[i].titles[k])))
                return COLUMNS[i].kind;
        }
    }
    return TABLE_COLUMN__MAX;
}

/* The title by which a program names what is missing. */
static const char *word_of(enum table_column_kind kind)
{
    size_t i = 0;
    while (COLUMNS[i].kind != kind)
        i++;
    return COLUMNS[i].titles[0];
}

static enum err_code read_titles(const struct sheet_row *row, uint32_t wanted, uint32_t needed,
                                 struct table_layout *l, struct err *e)
{
    for (size_t i = 0; i < ARRAY_LEN(l->kind); i++)
        l->kind[i] = TABLE_COLUMN__MAX;
    for (size_t i = 0; i < row->n; i++) {
        struct str title = str_trim(row->cells[i].text);
        enum table_column_kind kind = kind_of(title, wanted);
        if (kind == TABLE_COLUMN__MAX)
            return err_set(e, ERR_SHEET_COLUMN, "%" STR_FMT, STR_ARG(title));
        if ((l->seen >> kind & 1U) != 0)
            return err_set(e, ERR_SHEET_COLUMN_TWICE, "%" STR_FMT, STR_ARG(title));
        l->seen |= 1U << kind;
        l->kind[row->cells[i].column] = kind;
    }
    for (int kind = 0; kind < TABLE_COLUMN__MAX; kind++) {
        if ((needed >> kind & 1U) != 0 && (l->seen >> kind & 1U) == 0)
            return err_set(e, ERR_SHEET_COLUMN_MISSING, "%s",
                           word_of((enum table_column_kind)kind));
    }
    return ERR_OK;
}

static enum err_code read_row(struct arena *a, const struct sheet_row *row,
                              const struct table_layout *l, struct table_row_in *ret, struct err *e)
{
    *ret = (struct table_row_in){.number = row->number};
    for (size_t i = 0; i < row->n; i++) {
        const struct sheet_cell *cell = &row->cells[i];
        char name[CELL_NAME_MAX];
        enum err_code fault = cell->formula                                ? ERR_SHEET_FORMULA
                              : cell->kind == SHEET_ERROR                  ? ERR_SHEET_ERROR
                              : l->kind[cell->column] == TABLE_COLUMN__MAX ? ERR_SHEET_COLUMN
                                                                           : ERR_OK;
        if (fault != ERR_OK)
            return err_set(e, fault, "%s", cell_name(row->number, cell->column, name));
        ret->cells[l->kind[cell->column]] = str_copy(a, str_trim(cell->text));
    }
    return ERR_OK;
}

static enum err_code read_rows(struct arena *a, struct sheet *sheet, uint32_t wanted,
                               uint32_t needed, struct table_in *ret, struct err *e)
{
    VEC(struct table_row_in) rows = {0};
    struct table_layout *l = ARENA_NEW(a, struct table_layout);
    const struct sheet_row *row;
    ERR_TRY(sheet_next(sheet, &row, e));
    if (row == NULL)
        return err_set(e, ERR_SHEET_HEADER, "%" STR_FMT, STR_ARG(ret->file_name));
    ERR_TRY(read_titles(row, wanted, needed, l, e));
    for (;;) {
        ERR_TRY(sheet_next(sheet, &row, e));
        if (row == NULL)
            break;
        if (rows.n == TABLE_ROWS_MAX)
            return err_set(e, ERR_IMPORT_ROWS, "> %d", TABLE_ROWS_MAX);
        ERR_TRY(read_row(a, row, l, vec_push(a, &rows), e));
    }
    if (rows.n == 0)
        return err_set(e, ERR_IMPORT_EMPTY, "%" STR_FMT, STR_ARG(ret->file_name));
    ret->rows = rows.p;
    ret->n = rows.n;
    return ERR_OK;
}

enum err_code table_in_read(struct arena *a, const char *path, uint32_t wanted, uint32_t needed,
                            struct table_in *ret, struct err *e)
{
    const struct sheet_options options = {.name = STR_NONE};
    const char *slash = strrchr(path, '/');
    struct table_in t = {.file_name = str_of(slash == NULL ? path : slash + 1)};
    struct sheet *sheet;
    struct str bytes;
    ERR_TRY(file_read(a, path, TABLE_BYTES_MAX, &bytes, e));
    ERR_TRY(hash_sha256_hex(bytes, t.sha256, e));
    struct input in = input_of(bytes);
    ERR_TRY(sheet_open(a, &in, &options, &sheet, e));
    enum err_code code = read_rows(a, sheet, wanted, needed, &t, e);
    sheet_close(sheet);
    if (code == ERR_OK)
        *ret = t;
    return code;
}

void table_problem_add(struct arena *a, struct table_problems *all, int64_t row, enum err_code code,
                       const char *detail)
{
    *vec_push(a, &all->v) = (struct table_problem){row, code, str_copy(a, str_of(detail))};
}
