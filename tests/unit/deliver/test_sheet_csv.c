/*
 * test_sheet_csv.c — the bytes of a .csv, and files that appear whole or not at all.
 */
#include "testmain.h"

#include "deliver/sheet_csv.h"
#include "temp_file.h"

#define TEXT(z)                                                                                    \
    {                                                                                              \
        .kind = FORM_VALUE_TEXT, .text = {(z), sizeof(z) - 1 }                                     \
    }
#define NUMBER(z)                                                                                  \
    {                                                                                              \
        .kind = FORM_VALUE_NUMBER, .text = {(z), sizeof(z) - 1 }                                   \
    }

static const struct form_column COLUMNS[] = {{.title = {"姓名", 6}}, {.title = {"b", 1}}};
static const struct form FORM = {.columns = COLUMNS, .n = 2};

static struct str write_rows(struct arena *a, const struct temp_folder *t,
                             const struct form_value *values, size_t rows,
                             enum sheet_csv_charset charset)
{
    struct sheet_csv *s = NULL;
    must(sheet_csv_begin(a, temp_path(a, t, "x.csv"), &FORM, charset, &s, NULL) == ERR_OK);
    for (size_t i = 0; i < rows; i++)
        must(sheet_csv_row(s, values + i * FORM.n, NULL) == ERR_OK);
    must(sheet_csv_finish(s, NULL) == ERR_OK);
    return temp_read(a, t, "x.csv");
}

static void test_sheet_csv_row__cells(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct form_value values[2];
        const char *want;
    } cases[] = {
        {"plain", {TEXT("张三"), TEXT("b c")}, "张三,b c"},
        {"none", {{.kind = FORM_NONE}, TEXT("")}, ","},
        {"number", {NUMBER("-12.50"), NUMBER("320102198001011234")}, "-12.50,320102198001011234"},
        {"a date",
         {{.kind = FORM_VALUE_DATE, .day = {17235}},
          {.kind = FORM_VALUE_DATETIME, .day = {17235}, .ms = 37200000}},
         "2017-03-10,2017-03-10 10:20:00"},
        {"milliseconds",
         {{.kind = FORM_VALUE_DATETIME, .day = {17235}, .ms = 86399007}, {.kind = FORM_NONE}},
         "2017-03-10 23:59:59.007,"},
        {"quotes", {TEXT("a\"b"), TEXT("a,b")}, "\"a\"\"b\",\"a,b\""},
        {"separators of other programs", {TEXT("a;b"), TEXT("a\tb")}, "\"a;b\",\"a\tb\""},
        {"lines", {TEXT("a\nb"), TEXT("a\r\nb")}, "\"a\nb\",\"a\r\nb\""},
        {"blanks at the ends", {TEXT(" a"), TEXT("a ")}, "\" a\",\"a \""},
        {"formulas", {TEXT("=1+1"), TEXT("-x,y")}, "'=1+1,\"'-x,y\""},
        {"guarded before", {TEXT("'=1"), TEXT("'a")}, "''=1,'a"},
        {"red is nothing here", {{.kind = FORM_NONE, .bad = true}, TEXT("x")}, ",x"},
    };
    struct temp_folder t = {{0}};
    temp_folder_make(&t);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1000 * 1000);
        struct str want = str_format(&a, "\xEF\xBB\xBF姓名,b\r\n%s\r\n", cases[i].want);
        CHECK_STR(cases[i].name, write_rows(&a, &t, cases[i].values, 1, SHEET_CSV_UTF8), want.p);
        arena_release(&a);
    }
    temp_folder_remove(&t);
}

static void test_sheet_csv_row__gb18030(void **state)
{
    (void)state;
    struct temp_folder t = {{0}};
    struct arena a;
    temp_folder_make(&t);
    arena_init(&a, 1000 * 1000);
    const struct form_value values[] = {TEXT("张三"), TEXT("𠮷")};
    CHECK_STR("bytes", write_rows(&a, &t, values, 1, SHEET_CSV_GB18030),
              "\xD0\xD5\xC3\xFB,b\r\n\xD5\xC5\xC8\xFD,\x95\x34\xB2\x35\r\n");
    arena_release(&a);
    temp_folder_remove(&t);
}

static void test_sheet_csv_begin__whole_or_not_at_all(void **state)
{
    (void)state;
    struct temp_folder t = {{0}};
    struct arena a;
    temp_folder_make(&t);
    arena_init(&a, 1000 * 1000);
    const char *path = temp_path(&a, &t, "x.csv");
    struct sheet_csv *s = NULL;
    assert_int_equal(sheet_csv_begin(&a, path, &FORM, SHEET_CSV_UTF8, &s, NULL), ERR_OK);
    assert_int_not_equal(access(path, F_OK), 0);
    sheet_csv_abandon(s);
    sheet_csv_abandon(s);
    sheet_csv_abandon(NULL);
    assert_int_equal(temp_count(&t), 0);
    assert_int_equal(
        sheet_csv_begin(&a, temp_path(&a, &t, "no/x.csv"), &FORM, SHEET_CSV_UTF8, &s, NULL),
        ERR_FILE_WRITE);
    (void)write_rows(&a, &t, NULL, 0, SHEET_CSV_UTF8);
    assert_int_equal(temp_count(&t), 1);
    arena_release(&a);
    temp_folder_remove(&t);
}

TEST_MAIN(cmocka_unit_test(test_sheet_csv_row__cells),
          cmocka_unit_test(test_sheet_csv_row__gb18030),
          cmocka_unit_test(test_sheet_csv_begin__whole_or_not_at_all))
