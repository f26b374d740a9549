/*
 * fuzz_sheet.c — see fuzz_sheet.h.
 */
#include "fuzz_sheet.h"

#include "fuzz_target.h"
#include "source/sheet/sheet.h"

/* The text of a number: no exponent, no superfluous zero. */
static void check_number(struct str s)
{
    size_t at = s.p[0] == '-', first = at;
    while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
        at++;
    must(at > first && (s.p[first] != '0' || at == first + 1));
    if (at == s.n)
        return;
    must(s.p[at] == '.' && at + 1 < s.n && s.p[s.n - 1] != '0');
    for (at++; at < s.n; at++)
        must(s.p[at] >= '0' && s.p[at] <= '9');
}

static void check_cell(const struct sheet_cell *c)
{
    char day[DATE_TEXT_MAX];
    must(c->text.n <= SHEET_CELL_MAX && str_utf8_check(c->text, NULL) == ERR_OK);
    must((c->text.n == 0) == (c->kind == SHEET_EMPTY));
    must(c->kind != SHEET_EMPTY || c->formula);
    must(!c->clipped || c->kind == SHEET_NUMBER);
    if (c->kind == SHEET_NUMBER)
        check_number(c->text);
    if (c->kind == SHEET_BOOL)
        must(str_eq(c->text, STR("TRUE")) || str_eq(c->text, STR("FALSE")));
    if (c->kind == SHEET_DATE || c->kind == SHEET_DATETIME) {
        must(str_eq(str_sub(c->text, 0, 10), str_of(date_text(c->day, day))));
        must(c->ms >= 0 && c->ms < INT64_C(86400000));
        must((c->text.n > 10) == (c->kind == SHEET_DATETIME));
    }
}

static void check_row(const struct sheet_row *row, int64_t after)
{
    must(row->number > after && row->n > 0);
    for (size_t i = 0; i < row->n; i++) {
        must(row->cells[i].column > (i == 0 ? 0 : row->cells[i - 1].column));
        check_cell(&row->cells[i]);
    }
    must(row->cells[row->n - 1].column <= SHEET_COLUMNS_MAX);
}

static void check_merges(const struct sheet *sheet)
{
    size_t n = 0;
    const struct sheet_merge *m = sheet_merges(sheet, &n);
    must(n <= SHEET_MERGES_MAX);
    for (size_t i = 0; i < n; i++)
        must(m[i].first_row >= 1 && m[i].first_column >= 1 && m[i].last_row <= CELL_ROWS_MAX &&
             m[i].last_column <= CELL_COLUMNS_MAX);
}

void fuzz_sheet(struct str bytes)
{
    struct arena a;
    struct sheet *sheet = NULL;
    struct input in = input_of(bytes);
    struct sheet_options options = {0};
    struct err e = {.code = ERR_OK};
    arena_init(&a, FUZZ_ARENA_MAX);
    enum err_code code = sheet_open(&a, &in, &options, &sheet, &e);
    const struct sheet_row *row = NULL;
    int64_t number = 0;
    while (code == ERR_OK && (code = sheet_next(sheet, &row, &e)) == ERR_OK && row != NULL) {
        check_row(row, number);
        number = row->number;
    }
    must(code == e.code);
    if (code == ERR_OK)
        check_merges(sheet);
    sheet_close(sheet);
    arena_release(&a);
}
