/*
 * test_csv.c — quoting by RFC 4180, and cells that a spreadsheet would run.
 */
#include "cli/csv.h"

#include "testmain.h"

#include "base/buf.h"

static void test_csv_row__one_cell(void **state)
{
    (void)state;
    static const struct {
        const char *name, *cell, *want;
    } cases[] = {
        {"empty", "", "\r\n"},
        {"plain", "abc", "abc\r\n"},
        {"blank at both ends stays", " a ", " a \r\n"},
        {"Chinese", "\xE5\xA4\xB1\xE5\x88\x86", "\xE5\xA4\xB1\xE5\x88\x86\r\n"},
        {"comma", "a,b", "\"a,b\"\r\n"},
        {"quote", "a\"b", "\"a\"\"b\"\r\n"},
        {"only a quote", "\"", "\"\"\"\"\r\n"},
        {"line feed", "a\nb", "\"a\nb\"\r\n"},
        {"carriage return inside", "a\rb", "\"a\rb\"\r\n"},
        {"formula", "=1+1", "'=1+1\r\n"},
        {"formula that needs quotes", "=HYPERLINK(\"x\",\"y\")",
         "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n"},
        {"plus", "+cmd", "'+cmd\r\n"},
        {"minus", "-cmd", "'-cmd\r\n"},
        {"at", "@SUM(A1)", "'@SUM(A1)\r\n"},
        {"tab", "\t=1", "'\t=1\r\n"},
        {"carriage return first", "\r=1", "\"'\r=1\"\r\n"},
        {"negative number", "-0.50", "-0.50\r\n"},
        {"number with plus", "+5", "+5\r\n"},
        {"number", "12.30", "12.30\r\n"},
        {"a sign alone is no number", "-", "'-\r\n"},
        {"a point alone is no number", "-.5", "'-.5\r\n"},
        {"a point at the end is no number", "-5.", "'-5.\r\n"},
        {"two points are no number", "-1.2.3", "'-1.2.3\r\n"},
        {"a number and more", "-1+1", "'-1+1\r\n"},
        {"an exponent is no plain number", "-1e5", "'-1e5\r\n"},
        {"equals inside is harmless", "a=1", "a=1\r\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        buf_init(&b, 1024);
        struct str cell = str_of(cases[i].cell);
        csv_row(&b, &cell, 1);
        CHECK_STR(cases[i].name, buf_str(&b), cases[i].want);
        buf_release(&b);
    }
}

static void test_csv_row__several_cells(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1024);
    const struct str cells[] = {STR("a"), STR_NONE, STR("b,c"), STR_NONE};
    csv_row(&b, cells, ARRAY_LEN(cells));
    csv_row(&b, cells, 1);
    CHECK_STR("rows", buf_str(&b), "a,,\"b,c\",\r\na\r\n");
    buf_release(&b);
}

TEST_MAIN(cmocka_unit_test(test_csv_row__one_cell), cmocka_unit_test(test_csv_row__several_cells))
