/*
 * test_import_cells.c — what is said of cells and of the size of a sheet.
 */
#include "app/import_cells.h"

#include "testmain.h"

static void test_import_cell_fault__kinds(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct sheet_cell cell;
        enum err_code want;
    } cases[] = {
        {"text", {.kind = SHEET_TEXT}, ERR_OK},
        {"a date", {.kind = SHEET_DATE}, ERR_OK},
        {"a formula, whatever its value",
         {.kind = SHEET_NUMBER, .formula = true},
         ERR_SHEET_FORMULA},
        {"a formula never computed", {.kind = SHEET_EMPTY, .formula = true}, ERR_SHEET_FORMULA},
        {"a formula that failed", {.kind = SHEET_ERROR, .formula = true}, ERR_SHEET_FORMULA},
        {"an error that was typed", {.kind = SHEET_ERROR}, ERR_SHEET_ERROR},
        {"a number cut", {.kind = SHEET_NUMBER, .clipped = true}, ERR_SHEET_CLIPPED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_ERR(cases[i].name, import_cell_fault(&cases[i].cell), cases[i].want);
}

static void test_import_share__bounds(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint64_t at, all;
        int64_t want;
    } cases[] = {
        {"nothing known", 5, 0, 0},
        {"the beginning", 0, 10, 0},
        {"a third", 1, 3, 333},
        {"just before the end", 9999, 10000, 999},
        {"the end", 10, 10, 1000},
        {"beyond", 11, 10, 1000},
        {"half of more than fits", UINT64_MAX / 2, UINT64_MAX, 500},
        {"nearly all of it", UINT64_MAX - 1, UINT64_MAX, 1000},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name, import_share(cases[i].at, cases[i].all), cases[i].want);
}

static void test_import_seems_too_long__estimates(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t rows, share, most;
        bool want;
    } cases[] = {
        {"no telling yet", 10000, 0, 500000, false},
        {"all of them", 10000, 1000, 500000, false},
        {"half of the limit", 10000, 40, 500000, false},
        {"a little more", 10000, 39, 500000, true},
        {"a million", 10000, 10, 500000, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name,
                  import_seems_too_long(cases[i].rows, cases[i].share, cases[i].most),
                  cases[i].want);
}

static void test_import_merge_harms__ranges(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct sheet_merge merge;
        int64_t titles;
        const char *want; /* "": it does no harm */
    } cases[] = {
        {"above the titles", {1, 1, 1, 6}, 2, ""},
        {"two rows above", {1, 1, 2, 6}, 3, ""},
        {"in the titles", {2, 3, 2, 4}, 2, "C2:D2"},
        {"down into the titles", {1, 1, 2, 1}, 2, "A1:A2"},
        {"below", {5, 2, 9, 2}, 2, "B5:B9"},
        {"far out", {1048575, 16383, 1048576, 16384}, 1, "XFC1048575:XFD1048576"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char range[IMPORT_RANGE_MAX] = "";
        CHECK_INT(cases[i].name, import_merge_harms(&cases[i].merge, cases[i].titles, range),
                  cases[i].want[0] != '\0');
        CHECK_STR(cases[i].name, str_of(range), cases[i].want);
    }
}

static void test_import_row_of__records(void **state)
{
    (void)state;
    static const int64_t rows[] = {2, 3, 7};
    static const struct {
        const char *name, *record;
        int64_t first, want; /* 0: of another file */
    } cases[] = {
        {"the first", "R10", 10, 2},
        {"the last", "R12", 10, 7},
        {"one before", "R9", 10, 0},
        {"one behind", "R13", 10, 0},
        {"nothing stored yet", "R1", 0, 0},
        {"no record", "10", 10, 0},
        {"no number", "Rx", 10, 0},
        {"nothing", "", 10, 0},
        {"too large a number", "R99999999999999999999", 10, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t row = 0;
        bool found =
            import_row_of(str_of(cases[i].record), cases[i].first, rows, ARRAY_LEN(rows), &row);
        CHECK_INT(cases[i].name, found, cases[i].want != 0);
        CHECK_INT(cases[i].name, row, cases[i].want);
    }
}

static void test_import_file_name__paths(void **state)
{
    (void)state;
    static const struct {
        const char *path, *want;
    } cases[] = {{"a.csv", "a.csv"}, {"x/一月/a.csv", "a.csv"}, {"/a.csv", "a.csv"}, {"x/", ""}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].path, import_file_name(cases[i].path), cases[i].want);
}

TEST_MAIN(cmocka_unit_test(test_import_cell_fault__kinds),
          cmocka_unit_test(test_import_share__bounds),
          cmocka_unit_test(test_import_seems_too_long__estimates),
          cmocka_unit_test(test_import_merge_harms__ranges),
          cmocka_unit_test(test_import_row_of__records),
          cmocka_unit_test(test_import_file_name__paths))
