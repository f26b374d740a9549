/*
 * test_cell.c — names of cells, lengths, and guards that always come off again.
 */
#include "testmain.h"

#include "base/cell.h"

static void test_cell_name__both_ways(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t row, column;
    } cases[] = {
        {"A1", 1, 1},     {"Z9", 9, 26},     {"AA10", 10, 27},
        {"AZ1", 1, 52},   {"BA1", 1, 53},    {"ZZ1", 1, 702},
        {"AAA1", 1, 703}, {"AMJ3", 3, 1024}, {"XFD1048576", 1048576, 16384},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[CELL_NAME_MAX];
        int32_t row = 0, column = 0;
        CHECK_STR(cases[i].name, str_of(cell_name(cases[i].row, cases[i].column, out)),
                  cases[i].name);
        CHECK(cases[i].name, cell_parse(str_of(cases[i].name), &row, &column));
        CHECK_INT(cases[i].name, row, cases[i].row);
        CHECK_INT(cases[i].name, column, cases[i].column);
    }
    char out[CELL_NAME_MAX];
    CHECK_STR("a column", str_of(cell_name(0, 28, out)), "AB");
}

static void test_cell_parse__no_cells(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",      "A",   "1",   "A0",  "XFE1", "A1048577", "AAAA1",           "a1",
        "A1:B2", "A 1", "A-1", "$A$", "A1B",  "1A",       "A99999999999999", "R1C1x"};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int32_t row = 0, column = 0;
        CHECK(cases[i], !cell_parse(str_of(cases[i]), &row, &column));
    }
    int32_t row = 0, column = 0;
    CHECK("dollars", cell_parse(STR("$C$7"), &row, &column) && row == 7 && column == 3);
}

static void test_cell_length__units(void **state)
{
    (void)state;
    assert_int_equal(cell_length(STR("")), 0);
    assert_int_equal(cell_length(STR("ab整改")), 4);
    assert_int_equal(cell_length(STR("𠮷a")), 3);
}

static void test_cell_unguard__gives_back(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        bool guard;
    } cases[] = {
        {"formula", "=1+1", true},
        {"plus", "+86", true},
        {"minus", "-", true},
        {"at", "@SUM(A1)", true},
        {"tab", "\t=1", true},
        {"return", "\r=1", true},
        {"line", "\n=1", true},
        {"full-width", "＝1", true},
        {"full-width at", "＠a", true},
        {"behind blanks", "  =1", true},
        {"guarded before", "'=1", true},
        {"twice", "''-1", true},
        {"plain", "abc", false},
        {"empty", "", false},
        {"apostrophe", "'", false},
        {"quoted", "'abc'", false},
        {"two", "''", false},
        {"Chinese", "整改", false},
        {"sign inside", "a=b", false},
        {"digits", "13800000000", false},
        {"full-width digit", "１", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str text = str_of(cases[i].text);
        CHECK_INT(cases[i].name, cell_needs_guard(text), cases[i].guard);
        char guarded[64];
        (void)snprintf(guarded, sizeof(guarded), "%s%s", cases[i].guard ? "'" : "", cases[i].text);
        CHECK_STR(cases[i].name, cell_unguard(str_of(guarded)), cases[i].text);
    }
}

TEST_MAIN(cmocka_unit_test(test_cell_name__both_ways), cmocka_unit_test(test_cell_parse__no_cells),
          cmocka_unit_test(test_cell_length__units),
          cmocka_unit_test(test_cell_unguard__gives_back))
