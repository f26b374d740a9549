/*
 * test_table.c — columns that line up whatever the script, and text broken into lines.
 */
#include "cli/table.h"

#include "testmain.h"

#include "base/buf.h"

#define ZH_SHI  "\xE5\xB8\x82"     /* one character, two columns */
#define ZH_ZHEN "\xE9\x95\x87"     /* another one */
#define ZH_STOP "\xE3\x80\x82"     /* ideographic full stop */
#define EMOJI   "\xF0\x9F\x9A\x97" /* a car: one character, two columns */
#define ACCENT  "e\xCC\x81"        /* e and a combining accent: one column */
#define CUT     "\xE2\x80\xA6"     /* the ellipsis */

enum { TABLE_TEST_COLUMNS = 3 };

static void test_table_write__layout(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t limit;
        bool bold;
        const char *rows[3][TABLE_TEST_COLUMNS]; /* a row beginning with "--" is a rule */
        const char *want;
    } cases[] = {
        {"no rows", 0, false, {{NULL}}, "name  n  note\n----  -  ----\n"},
        {"figures to the right",
         0,
         false,
         {{"a", "1.00", "x"}, {"bcdefg", "22.00", "y"}},
         "name        n  note\n------  -----  ----\na        1.00  x\nbcdefg  22.00  y\n"},
        {"Chinese takes two columns",
         0,
         false,
         {{ZH_SHI ZH_ZHEN ZH_SHI, "1", "x"}, {"ab", "22", ""}},
         "name     n  note\n------  --  ----\n" ZH_SHI ZH_ZHEN ZH_SHI "   1  x\nab      22\n"},
        {"emoji takes two, an accent none",
         0,
         false,
         {{EMOJI EMOJI EMOJI, "1", "x"}, {ACCENT ACCENT, "2", "y"}},
         "name    n  note\n------  -  ----\n" EMOJI EMOJI EMOJI "  1  x\n" ACCENT ACCENT
         "      2  y\n"},
        {"rule and totals",
         0,
         false,
         {{"a", "1", "x"}, {"--", NULL, NULL}, {"sum", "1", ""}},
         "name  n  note\n----  -  ----\na     1  x\n----  -  ----\nsum   1\n"},
        {"an empty cell inside",
         0,
         false,
         {{"", "1", "x"}, {"a", "", ""}},
         "name  n  note\n----  -  ----\n      1  x\na\n"},
        {"shortened to the limit, figures never",
         20,
         false,
         {{"abcdefghijkl", "123.45", "x"}},
         "name         n  note\n------  ------  ----\nabcde" CUT "  123.45  x\n"},
        {"shortening Chinese keeps whole characters",
         18,
         false,
         {{ZH_SHI ZH_SHI ZH_SHI ZH_SHI ZH_SHI ZH_SHI, "1.00", "x"}},
         "name       n  note\n------  ----  ----\n" ZH_SHI ZH_SHI CUT "   1.00  x\n"},
        {"the limit is out of reach",
         5,
         false,
         {{"abcdefgh", "1234567", "x"}},
         "name        n  note\n----  -------  ----\nabc" CUT "  1234567  x\n"},
        {"wide enough: nothing is cut",
         80,
         false,
         {{"abcdefghijkl", "1", "x"}},
         "name          n  note\n------------  -  ----\nabcdefghijkl  1  x\n"},
        {"line ends and escape sequences in a cell",
         0,
         false,
         {{"a\nb", "1", "\033[1m"}},
         "name  n  note\n----  -  -------\na b   1  \\x1b[1m\n"},
        {"bold titles",
         0,
         true,
         {{"a", "1", "x"}},
         "\033[1mname  n  note\033[0m\n----  -  ----\na     1  x\n"},
    };
    static const struct table_column columns[TABLE_TEST_COLUMNS] = {
        {"name", TABLE_LEFT, 4}, {"n", TABLE_RIGHT, 0}, {"note", TABLE_LEFT, 0}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        struct buf b;
        struct table t;
        arena_init(&a, 64 * 1024);
        buf_init(&b, 4096);
        table_init(&t, &a, columns, ARRAY_LEN(columns));
        for (size_t r = 0; r < 3 && cases[i].rows[r][0] != NULL; r++) {
            if (strcmp(cases[i].rows[r][0], "--") == 0) {
                table_rule(&t);
                continue;
            }
            struct str *cells = table_row(&t);
            for (size_t c = 0; c < TABLE_TEST_COLUMNS; c++)
                cells[c] = str_of(cases[i].rows[r][c]);
        }
        table_write(&t, cases[i].limit, cases[i].bold, &b);
        CHECK_STR(cases[i].name, buf_str(&b), cases[i].want);
        buf_release(&b);
        arena_release(&a);
    }
}

static void test_table_wrap__lines(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t indent, limit;
        const char *text, *want;
    } cases[] = {
        {"empty", 4, 20, "", "\n"},
        {"fits", 4, 20, "a b c", "a b c\n"},
        {"no limit", 4, 0, "a long text that stays as it is", "a long text that stays as it is\n"},
        {"at blanks", 2, 12, "one two three four", "one two\n  three four\n"},
        {"its own lines, indented", 2, 0, "one\ntwo", "one\n  two\n"},
        {"an empty line inside", 2, 0, "one\n\ntwo", "one\n\n  two\n"},
        {"a word longer than a line", 0, 8, "abcdefghijkl", "abcdefgh\nijkl\n"},
        {"Chinese breaks anywhere", 0, 8, ZH_SHI ZH_SHI ZH_SHI ZH_SHI ZH_SHI,
         ZH_SHI ZH_SHI ZH_SHI ZH_SHI "\n" ZH_SHI "\n"},
        {"a stop does not begin a line", 0, 8, ZH_SHI ZH_SHI ZH_SHI ZH_ZHEN ZH_STOP ZH_SHI,
         ZH_SHI ZH_SHI ZH_SHI "\n" ZH_ZHEN ZH_STOP ZH_SHI "\n"},
        {"figures between Chinese stay together", 0, 8, ZH_SHI ZH_SHI "12.50" ZH_SHI,
         ZH_SHI ZH_SHI "\n12.50" ZH_SHI "\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        buf_init(&b, 4096);
        table_wrap(&b, str_of(cases[i].text), cases[i].indent, cases[i].limit);
        CHECK_STR(cases[i].name, buf_str(&b), cases[i].want);
        buf_release(&b);
    }
}

TEST_MAIN(cmocka_unit_test(test_table_write__layout), cmocka_unit_test(test_table_wrap__lines))
