/*
 * test_sheet_round_trip.c — what the writers of sheets write, the reader of sheets reads back
 * equal: values, kinds and places.
 */
#include "testmain.h"

#include "deliver/sheet_csv.h"
#include "deliver/sheet_xlsx.h"
#include "source/sheet/sheet.h"
#include "temp_file.h"

enum { COLUMNS_N = 6, ROWS = 2000, ARENA_MAX = 512 * 1024 * 1024 };

#define Z(literal)                                                                                 \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const struct form_column COLUMNS[COLUMNS_N] = {
    {.title = Z("编号")},
    {.title = Z("日期"), .kind = FORM_DATE},
    {.title = Z("时刻"), .kind = FORM_DATETIME},
    {.title = Z("人数"), .kind = FORM_INTEGER},
    {.title = Z("学时"), .kind = FORM_NUMBER, .digits = 1},
    {.title = Z("金额"), .kind = FORM_MONEY},
};
static const struct form FORM = {.title = Z("表"), .columns = COLUMNS, .n = COLUMNS_N};

/* Texts that some format, program or parser has a meaning for. */
static const char *const TEXTS[] = {
    "张三",
    "320102198001011234",
    "007",
    "=1+1",
    "+86",
    "-",
    "@a",
    "'",
    "'=x",
    "''",
    "a,b;c\td",
    "a\"b",
    "\"",
    "a\nb",
    "a\r\nb",
    "x\r",
    "&lt;b>&amp;",
    "_x000D_",
    "_x005F_x000D_",
    "_x",
    "a_x0041_",
    "]]>",
    "TRUE",
    "2017-03-10",
    "1E+5",
    "𠮷",
    " a",
    "a ",
    "\x01\x1F",
    "a\tb",
    "＝1",
    "  =1",
    "１２",
    "é",
    "a\xC2\xA0",
    "0",
    "-5",
};

static const char *const NUMBERS[] = {
    "0",           "1",        "-1",         "0.1", "9.38", "4.35", "-0.5", "123456789012345",
    "99999999.99", "0.000001", "1234567.89", "24",  "0.5"};

/* A sequence of numbers that is the same in every run. */
static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void make_row(uint32_t *seed, struct form_value v[COLUMNS_N])
{
    memset(v, 0, sizeof(*v) * COLUMNS_N);
    v[0] = (struct form_value){.kind = FORM_VALUE_TEXT,
                               .text = str_of(TEXTS[next(seed) % ARRAY_LEN(TEXTS)])};
    if (next(seed) % 4 != 0)
        v[1] = (struct form_value){.kind = FORM_VALUE_DATE,
                                   .day = {(int32_t)(next(seed) % 60000) - 25567}};
    if (next(seed) % 4 != 0)
        v[2] = (struct form_value){.kind = FORM_VALUE_DATETIME,
                                   .day = {(int32_t)(next(seed) % 60000) - 25567},
                                   .ms = next(seed) % 86400 * 1000 +
                                         (next(seed) % 2 == 0 ? next(seed) % 1000 : 0)};
    for (size_t i = 3; i < COLUMNS_N; i++)
        if (next(seed) % 4 != 0)
            v[i] = (struct form_value){.kind = FORM_VALUE_NUMBER,
                                       .text = str_of(NUMBERS[next(seed) % ARRAY_LEN(NUMBERS)])};
}

static enum err_code write_csv(struct arena *a, const char *path, enum sheet_csv_charset charset)
{
    struct sheet_csv *s = NULL;
    uint32_t seed = 1;
    ERR_TRY(sheet_csv_begin(a, path, &FORM, charset, &s, NULL));
    for (size_t i = 0; i < ROWS; i++) {
        struct form_value v[COLUMNS_N];
        make_row(&seed, v);
        ERR_TRY(sheet_csv_row(s, v, NULL));
    }
    return sheet_csv_finish(s, NULL);
}

static enum err_code write_xlsx(struct arena *a, const char *path)
{
    struct sheet_xlsx *x = NULL;
    uint32_t seed = 1;
    ERR_TRY(sheet_xlsx_begin(a, path, &FORM, &x, NULL));
    for (size_t i = 0; i < ROWS; i++) {
        struct form_value v[COLUMNS_N];
        make_row(&seed, v);
        ERR_TRY(sheet_xlsx_row(x, v, NULL));
    }
    return sheet_xlsx_finish(x, NULL);
}

static const struct sheet_cell *cell_at(const struct sheet_row *row, int32_t column)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->cells[i].column == column)
            return &row->cells[i];
    return NULL;
}

/* The text that a value has in both formats. */
static struct str text_of(struct arena *a, const struct form_value *v)
{
    char day[DATE_TEXT_MAX];
    struct str moment;
    switch (v->kind) {
    case FORM_VALUE_DATE: return str_format(a, "%s", date_text(v->day, day));
    case FORM_VALUE_DATETIME:
        moment =
            str_format(a, "%s %02d:%02d:%02d.%03d", date_text(v->day, day), (int)(v->ms / 3600000),
                       (int)(v->ms / 60000 % 60), (int)(v->ms / 1000 % 60), (int)(v->ms % 1000));
        return str_copy(a, str_sub(moment, 0, v->ms % 1000 == 0 ? moment.n - 4 : moment.n));
    case FORM_NONE:
    case FORM_VALUE_TEXT:
    case FORM_VALUE_NUMBER: break;
    }
    return v->text;
}

static void check_value(const char *format, const struct form_value *v, const struct sheet_cell *c,
                        bool typed)
{
    static const enum sheet_kind kinds[] = {[FORM_VALUE_TEXT] = SHEET_TEXT,
                                            [FORM_VALUE_NUMBER] = SHEET_NUMBER,
                                            [FORM_VALUE_DATE] = SHEET_DATE,
                                            [FORM_VALUE_DATETIME] = SHEET_DATETIME};
    if (v->kind == FORM_NONE) {
        CHECK(format, c == NULL);
        return;
    }
    struct arena a;
    arena_init(&a, 100 * 1000);
    must(c != NULL);
    CHECK_STR(format, c->text, text_of(&a, v).p);
    CHECK_INT(format, c->kind, typed ? kinds[v->kind] : SHEET_TEXT);
    CHECK(format, !c->formula && !c->clipped);
    if (typed && (v->kind == FORM_VALUE_DATE || v->kind == FORM_VALUE_DATETIME)) {
        CHECK_INT(format, c->day.days, v->day.days);
        CHECK_INT(format, c->ms, v->ms);
    }
    arena_release(&a);
}

static void check_file(struct arena *a, const char *format, const char *path, bool typed)
{
    struct input in;
    struct sheet *sheet = NULL;
    struct sheet_options options = {0};
    const struct sheet_row *row = NULL;
    CHECK_ERR(format, input_open(path, &in, NULL), ERR_OK);
    CHECK_ERR(format, sheet_open(a, &in, &options, &sheet, NULL), ERR_OK);
    CHECK_ERR(format, sheet_next(sheet, &row, NULL), ERR_OK);
    for (int32_t i = 0; i < COLUMNS_N; i++) {
        const struct sheet_cell *title = cell_at(row, i + 1);
        must(title != NULL);
        CHECK_STR(format, title->text, COLUMNS[i].title.p);
    }
    uint32_t seed = 1;
    for (int64_t n = 2; n < ROWS + 2; n++) {
        struct form_value v[COLUMNS_N];
        make_row(&seed, v);
        CHECK_ERR(format, sheet_next(sheet, &row, NULL), ERR_OK);
        CHECK(format, row != NULL);
        CHECK_INT(format, row->number, n);
        for (int32_t i = 0; i < COLUMNS_N; i++)
            check_value(format, &v[i], cell_at(row, i + 1), typed);
    }
    CHECK_ERR(format, sheet_next(sheet, &row, NULL), ERR_OK);
    CHECK(format, row == NULL);
    sheet_close(sheet);
    input_close(&in);
}

static void test_sheet_round_trip__formats(void **state)
{
    (void)state;
    struct temp_folder t = {{0}};
    struct arena a;
    temp_folder_make(&t);
    arena_init(&a, ARENA_MAX);
    const char *csv = temp_path(&a, &t, "a.csv"), *gb = temp_path(&a, &t, "g.csv"),
               *xlsx = temp_path(&a, &t, "a.xlsx");
    assert_int_equal(write_csv(&a, csv, SHEET_CSV_UTF8), ERR_OK);
    check_file(&a, ".csv", csv, false);
    assert_int_equal(write_csv(&a, gb, SHEET_CSV_GB18030), ERR_OK);
    check_file(&a, ".csv in GB18030", gb, false);
    assert_int_equal(write_xlsx(&a, xlsx), ERR_OK);
    check_file(&a, ".xlsx", xlsx, true);
    arena_release(&a);
    temp_folder_remove(&t);
}

/* Numbers that programs cannot keep, and days that they do not know, come back as text. */
static void test_sheet_round_trip__as_text(void **state)
{
    (void)state;
    static const struct form_column columns[] = {{.title = Z("a"), .kind = FORM_INTEGER},
                                                 {.title = Z("b"), .kind = FORM_DATE}};
    static const struct form form = {.columns = columns, .n = 2};
    const struct form_value values[] = {
        {.kind = FORM_VALUE_NUMBER, .text = Z("320102198001011234")},
        {.kind = FORM_VALUE_DATE, .day = {-25568}},
    };
    struct temp_folder t = {{0}};
    struct arena a;
    temp_folder_make(&t);
    arena_init(&a, ARENA_MAX);
    const char *path = temp_path(&a, &t, "a.xlsx");
    struct sheet_xlsx *x = NULL;
    assert_int_equal(sheet_xlsx_begin(&a, path, &form, &x, NULL), ERR_OK);
    assert_int_equal(sheet_xlsx_row(x, values, NULL), ERR_OK);
    assert_int_equal(sheet_xlsx_finish(x, NULL), ERR_OK);
    struct input in = input_of(temp_read(&a, &t, "a.xlsx"));
    struct sheet *sheet = NULL;
    const struct sheet_row *row = NULL;
    assert_int_equal(sheet_open(&a, &in, &(struct sheet_options){0}, &sheet, NULL), ERR_OK);
    assert_int_equal(sheet_next(sheet, &row, NULL), ERR_OK);
    assert_int_equal(sheet_next(sheet, &row, NULL), ERR_OK);
    assert_int_equal(row->n, 2);
    assert_int_equal(row->cells[0].kind, SHEET_TEXT);
    CHECK_STR("a long number", row->cells[0].text, "320102198001011234");
    assert_int_equal(row->cells[1].kind, SHEET_TEXT);
    CHECK_STR("an early day", row->cells[1].text, "1899-12-31");
    sheet_close(sheet);
    arena_release(&a);
    temp_folder_remove(&t);
}

TEST_MAIN(cmocka_unit_test(test_sheet_round_trip__formats),
          cmocka_unit_test(test_sheet_round_trip__as_text))
