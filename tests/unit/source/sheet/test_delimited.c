/*
 * test_delimited.c — .csv as offices write it.
 */
#include "testmain.h"

#include "base/buf.h"
#include "xlsx_build.h"

static void check(const char *name, struct str bytes, const char *want)
{
    struct arena a;
    arena_init(&a, 512 * 1024 * 1024);
    CHECK_STR(name, sheet_show(&a, bytes, NULL), want);
    arena_release(&a);
}

static void test_delimited_next__records(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"plain", "a,b\n1,2\n", "A1=a B1=b | A2=1 B2=2"},
        {"CR LF", "a,b\r\n1,2\r\n", "A1=a B1=b | A2=1 B2=2"},
        {"CR", "a,b\r1,2", "A1=a B1=b | A2=1 B2=2"},
        {"no end of the last line", "a,b\n1,2", "A1=a B1=b | A2=1 B2=2"},
        {"one cell", "a", "A1=a"},
        {"one column", "a\nb\n", "A1=a | A2=b"},
        {"empty lines are rows", "a\n\n\r\nb", "A1=a | A4=b"},
        {"empty cells", "a,b,c\n,,x\n,y,\n", "A1=a B1=b C1=c | C2=x | B3=y"},
        {"empty rows and columns at the end", "a,b,,,\n1,2,,,\n,,,,\n,,,,\n",
         "A1=a B1=b | A2=1 B2=2"},
        {"ragged", "a,b\n1\n1,2,3\n", "A1=a B1=b | A2=1 | A3=1 B3=2 C3=3"},
        {"blanks are nothing", "a, ,　\nb", "A1=a | A2=b"},
        {"blanks around stay", " a ,b", "A1= a  B1=b"},
        {"quoted", "\"a\",\"b,c\"\n", "A1=a B1=b,c"},
        {"doubled", "\"a\"\"b\",\"\"\"\",c", "A1=a\"b B1=\" C1=c"},
        {"empty quoted", "\"\",b", "B1=b"},
        {"lines in a cell are one row", "a,\"x\ny\r\nz\"\nb", "A1=a B1=x↵y\r↵z | A2=b"},
        {"blanks behind a quoted cell", "\"a\" ,b", "A1=a B1=b"},
        {"quoted to the end", "a,\"b\"", "A1=a B1=b"},
        {"a mark inside is a character", "a\"b,5\" c", "A1=a\"b B1=5\" c"},
        {"a mark behind a blank, too", " \"a\"", "A1= \"a\""},
        {"not closed", "a,b\n1,\"x\n2,y\n",
         "A1=a B1=b | !SHEET_QUOTE: B2: its quotation mark is "
         "never closed"},
        {"text behind", "a\n\"x\"y,z",
         "A1=a | !SHEET_QUOTE: A2: text after the closing quotation "
         "mark"},
        {"semicolons", "a;b;c\n1,5;2;3\n", "A1=a B1=b C1=c | A2=1,5 B2=2 C2=3"},
        {"tabs", "a\tb\n1,5\t2\n", "A1=a B1=b | A2=1,5 B2=2"},
        {"the header decides", "a,b;c,d\n", "A1=a B1=b;c C1=d"},
        {"a quoted one does not", "\"a,b,c\";d\n1;2", "A1=a,b,c B1=d | A2=1 B2=2"},
        {"Chinese comma separates nothing", "a，b，c,d", "A1=a，b，c B1=d"},
        {"the first line with text", "\n\na;b\n", "A3=a B3=b"},
        {"said", "sep=;\na,b;c\n", "A1=a,b B1=c"},
        {"said, CR LF", "sep=|\r\na,b|c\r\n", "A1=a,b B1=c"},
        {"no separator", "sep=x\na", "A1=sep=x | A2=a"},
        {"guards come off", "'=1,'+2,'abc,''-x,'\n'＝1",
         "A1==1 B1=+2 C1='abc D1='-x E1=' | A2=＝1"},
        {"a guard in quotes", "\"'=\"\"a\"\"\"", "A1==\"a\""},
        {"only blanks", " \n,,\n", ""},
        {"code points beyond", "𠮷,b", "A1=𠮷 B1=b"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check(cases[i].name, str_of(cases[i].text), cases[i].want);
}

#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static void test_delimited_next__charsets(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str bytes;
        const char *want;
    } cases[] = {
        {"UTF-8", BYTES("姓名,日期\n张三,1"), "A1=姓名 B1=日期 | A2=张三 B2=1"},
        {"UTF-8 with a mark", BYTES("\xEF\xBB\xBF姓名,b"), "A1=姓名 B1=b"},
        {"only a mark", BYTES("\xEF\xBB\xBF"), ""},
        {"GB18030", BYTES("\xD0\xD5\xC3\xFB,b\n\xD5\xC5\xC8\xFD,1"), "A1=姓名 B1=b | A2=张三 B2=1"},
        {"GB18030, four bytes", BYTES("\xD0\xD5,\x81\x39\xEF\x30,\x95\x32\x82\x36"),
         "A1=姓 B1=㐁 C1=𠀀"},
        {"UTF-16, little", BYTES("\xFF\xFE\xD3\x59,\0b\0\n\0\x31\0"), "A1=姓 B1=b | A2=1"},
        {"UTF-16, big", BYTES("\xFE\xFF\x59\xD3\0,\0b"), "A1=姓 B1=b"},
        {"UTF-16, a pair", BYTES("\xFF\xFE\x42\xD8\xB7\xDF"), "A1=𠮷"},
        {"UTF-16, half a pair", BYTES("\xFF\xFEx\0\n\0\x42\xD8y\0"),
         "A1=x | !TEXT_ENCODING: row 2: not UTF-16LE"},
        {"UTF-16, odd", BYTES("\xFF\xFEx\0y"), "!TEXT_ENCODING: row 1: not UTF-16LE"},
        {"UTF-16, NUL", BYTES("\xFF\xFEx\0\0\0"), "!TEXT_ENCODING: row 1: not UTF-16LE"},
        {"a broken character", BYTES("姓名姓名姓名姓名姓名\n张\xE4三"),
         "A1=姓名姓名姓名姓名姓名 | !TEXT_ENCODING: row 2: not UTF-8"},
        {"GB18030, cut off", BYTES("\xD0\xD5\xC3\xFB\n\xD0\xD5\xC3"),
         "A1=姓名 | !TEXT_ENCODING: row 2: not GB18030"},
        {"binary", BYTES("a\0b,c"), "!SHEET_FORMAT: binary data"},
        {"control characters", BYTES("\1\2\3a"), "!SHEET_FORMAT: binary data"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check(cases[i].name, cases[i].bytes, cases[i].want);
}

/* A record that lies across every border of the windows is the same record. */
static void test_delimited_next__windows(void **state)
{
    (void)state;
    static const char row[] = "\"甲\"\"乙\r\n丙\",12.50,'=x\r\n";
    static const char want[] = "甲\"乙\r\n丙";
    struct buf b;
    buf_init(&b, 64 * 1024 * 1024);
    while (b.n < 1500 * 1000)
        buf_add_z(&b, row);
    size_t n = b.n / strlen(row);
    struct arena a;
    arena_init(&a, 256 * 1024 * 1024);
    struct input in = input_of(buf_str(&b));
    struct sheet_options options = {0};
    struct sheet *sheet = NULL;
    assert_int_equal(sheet_open(&a, &in, &options, &sheet, NULL), ERR_OK);
    for (size_t i = 0;; i++) {
        const struct sheet_row *r;
        assert_int_equal(sheet_next(sheet, &r, NULL), ERR_OK);
        if (r == NULL) {
            assert_int_equal(i, n);
            break;
        }
        assert_int_equal(r->number, i + 1);
        assert_int_equal(r->n, 3);
        CHECK_STR("first", r->cells[0].text, want);
        CHECK_STR("second", r->cells[1].text, "12.50");
        CHECK_STR("third", r->cells[2].text, "=x");
    }
    sheet_close(sheet);
    arena_release(&a);
    buf_release(&b);
}

/* Text of `times` letters x between two pieces. */
static struct str long_text(struct buf *b, const char *before, size_t times, const char *after)
{
    buf_init(b, 64 * 1024 * 1024);
    buf_add_z(b, before);
    for (size_t i = 0; i < times; i++)
        buf_add_char(b, 'x');
    buf_add_z(b, after);
    return buf_str(b);
}

static void test_delimited_next__limits(void **state)
{
    (void)state;
    static const struct {
        const char *name, *before;
        size_t times;
        const char *after, *want;
    } cases[] = {
        {"a cell", "a\nb,", 8 * 1024 * 1024, "\n",
         "A1=a | !SHEET_CELL: B2: more text than a cell "
         "holds"},
        {"a cell just over", "a\nb,", SHEET_CELL_MAX + 1, "\n",
         "A1=a | !SHEET_CELL: B2: more text than a cell holds"},
        {"a quoted cell", "a\n\"", 8 * 1024 * 1024, "\"",
         "A1=a | !SHEET_CELL: A2: more text than a cell holds; is a quotation mark missing?"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        check(cases[i].name, long_text(&b, cases[i].before, cases[i].times, cases[i].after),
              cases[i].want);
        buf_release(&b);
    }
}

static void test_delimited_next__wide_rows(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 64 * 1024 * 1024);
    buf_add_z(&b, "a\nb");
    buf_add_times(&b, ',', 5000);
    check("empty cells do not count", buf_str(&b), "A1=a | A2=b");
    buf_add_z(&b, "x");
    check("those with text do", buf_str(&b),
          "A1=a | !SHEET_TOO_BIG: row 2: more than 1024 columns");
    buf_add_times(&b, ',', 6 * 1024 * 1024);
    check("so do bytes", buf_str(&b), "A1=a | !SHEET_TOO_BIG: row 2: more than 1024 columns");
    buf_clear(&b);
    buf_add_z(&b, "a\n");
    buf_add_times(&b, ',', 6 * 1024 * 1024);
    check("a row of nothing", buf_str(&b), "A1=a | !SHEET_TOO_BIG: row 2: more than 4194304 bytes");
    buf_release(&b);
}

static void test_delimited_open__info(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str bytes;
        const char *charset;
        char separator;
    } cases[] = {
        {"ASCII", BYTES("a,b"), "UTF-8", ','},
        {"GB18030", BYTES("\xD0\xD5;b"), "GB18030", ';'},
        {"UTF-16", BYTES("\xFF\xFE\xD3\x59\t\0"), "UTF-16LE", '\t'},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 64 * 1024 * 1024);
        struct input in = input_of(cases[i].bytes);
        struct sheet_options options = {0};
        struct sheet *sheet = NULL;
        CHECK_ERR(cases[i].name, sheet_open(&a, &in, &options, &sheet, NULL), ERR_OK);
        CHECK_STR(cases[i].name, str_of(sheet_info(sheet)->charset), cases[i].charset);
        CHECK_INT(cases[i].name, sheet_info(sheet)->separator, cases[i].separator);
        CHECK_INT(cases[i].name, sheet_info(sheet)->format, SHEET_CSV);
        size_t n = 1;
        (void)sheet_merges(sheet, &n);
        CHECK_INT(cases[i].name, n, 0);
        sheet_close(sheet);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_delimited_next__records),
          cmocka_unit_test(test_delimited_next__charsets),
          cmocka_unit_test(test_delimited_next__windows),
          cmocka_unit_test(test_delimited_next__limits),
          cmocka_unit_test(test_delimited_next__wide_rows),
          cmocka_unit_test(test_delimited_open__info))
