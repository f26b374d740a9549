/*
 * test_str.c — views, UTF-8 and whole numbers.
 */
#include "testmain.h"

#include "base/arena.h"

static void test_str_of__null_and_text(void **state)
{
    (void)state;
    assert_int_equal(str_of(NULL).n, 0);
    assert_int_equal(str_of("").n, 0);
    assert_int_equal(str_of("abc").n, 3);
    assert_int_equal(STR("a\0b").n, 3);
    assert_int_equal(STR_NONE.n, 0);
}

static void test_str_sub__clamps(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t from, to;
        const char *want;
    } cases[] = {
        {"all", 0, 5, "abcde"},  {"middle", 1, 3, "bc"},           {"nothing", 2, 2, ""},
        {"end", 5, 5, ""},       {"to beyond", 3, SIZE_MAX, "de"}, {"both beyond", 9, 12, ""},
        {"backwards", 4, 2, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].name, str_sub(STR("abcde"), cases[i].from, cases[i].to), cases[i].want);
    assert_null(str_sub(STR_NONE, 0, 3).p);
}

static void test_str_copy__and_format(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10000);
    struct str copy = str_copy(&a, str_sub(STR("abcdef"), 1, 3));
    CHECK_STR("copy", copy, "bc");
    assert_int_equal(copy.p[copy.n], '\0');
    struct str none = str_copy(&a, STR_NONE);
    assert_non_null(none.p);
    assert_string_equal(none.p, "");
    struct str made = str_format(&a, "%d/%s/%" STR_FMT, 7, "x", STR_ARG(copy));
    CHECK_STR("format", made, "7/x/bc");
    assert_int_equal(made.p[made.n], '\0');
    CHECK_STR("empty format", str_format(&a, "%s", ""), "");
    arena_release(&a);
}

static void test_str_trim__kinds_of_blank(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text, *want;
    } cases[] = {
        {"nothing", "", ""},
        {"no blank", "abc", "abc"},
        {"ASCII", " \t\r\n\v\fabc \t\r\n\v\f", "abc"},
        {"inside stays", " a b ", "a b"},
        {"only blanks", " \t \xE3\x80\x80 ", ""},
        {"NBSP", "\xC2\xA0x\xC2\xA0", "x"},
        {"ideographic space", "\xE3\x80\x80\xE7\x9D\xA3\xE3\x80\x80", "\xE7\x9D\xA3"},
        {"byte order mark", "\xEF\xBB\xBFx", "x"},
        {"em and zero-width space", "\xE2\x80\x83x\xE2\x80\x8B", "x"},
        {"character that ends like NBSP", "\xC3\xA0", "\xC3\xA0"},
        {"ideograph that ends like a blank", "\xE8\x80\x80", "\xE8\x80\x80"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].name, str_trim(str_of(cases[i].text)), cases[i].want);
    assert_int_equal(str_trim(STR_NONE).n, 0);
}

static void test_str_compare__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str a, b;
        int sign;
        bool starts, ends; /* a with b */
    } cases[] = {
        {"both empty", {NULL, 0}, {"", 0}, 0, true, true},
        {"empty and not", {NULL, 0}, {"a", 1}, -1, false, false},
        {"not and empty", {"a", 1}, {NULL, 0}, 1, true, true},
        {"equal", {"abc", 3}, {"abc", 3}, 0, true, true},
        {"prefix", {"abc", 3}, {"ab", 2}, 1, true, false},
        {"suffix", {"abc", 3}, {"bc", 2}, -1, false, true},
        {"longer prefix", {"ab", 2}, {"abc", 3}, -1, false, false},
        {"high bytes after ASCII", {"\xE7", 1}, {"z", 1}, 1, false, false},
        {"NUL counts", {"a\0b", 3}, {"a\0c", 3}, -1, false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int c = str_cmp(cases[i].a, cases[i].b);
        CHECK_INT(cases[i].name, (c > 0) - (c < 0), cases[i].sign);
        int back = str_cmp(cases[i].b, cases[i].a);
        CHECK_INT(cases[i].name, (back > 0) - (back < 0), -cases[i].sign);
        CHECK_INT(cases[i].name, str_eq(cases[i].a, cases[i].b), cases[i].sign == 0);
        CHECK_INT(cases[i].name, str_starts(cases[i].a, cases[i].b), cases[i].starts);
        CHECK_INT(cases[i].name, str_ends(cases[i].a, cases[i].b), cases[i].ends);
    }
}

static void test_str_find__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str s, needle;
        size_t from, want;
    } cases[] = {
        {"first", {"abab", 4}, {"ab", 2}, 0, 0},
        {"next", {"abab", 4}, {"ab", 2}, 1, 2},
        {"at the end", {"abab", 4}, {"b", 1}, 2, 3},
        {"none", {"abab", 4}, {"c", 1}, 0, SIZE_MAX},
        {"does not look behind from", {"abab", 4}, {"ab", 2}, 3, SIZE_MAX},
        {"from beyond", {"abab", 4}, {"a", 1}, 5, SIZE_MAX},
        {"empty needle", {"abab", 4}, {NULL, 0}, 2, 2},
        {"empty needle at the end", {"abab", 4}, {NULL, 0}, 4, 4},
        {"in nothing", {NULL, 0}, {"a", 1}, 0, SIZE_MAX},
        {"nothing in nothing", {NULL, 0}, {NULL, 0}, 0, 0},
        {"longer than the text", {"ab", 2}, {"abc", 3}, 0, SIZE_MAX},
        {"not beyond the view", {"abX", 2}, {"X", 1}, 0, SIZE_MAX},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name, str_find(cases[i].s, cases[i].needle, cases[i].from),
                  cases[i].want);
}

static void test_str_utf8_check__well_and_ill_formed(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str s;
        const char *detail; /* NULL: valid */
    } cases[] = {
        {"nothing", {NULL, 0}, NULL},
        {"ASCII", {"abc\x7F", 4}, NULL},
        {"least of two", {"\xC2\x80", 2}, NULL},
        {"most of two", {"\xDF\xBF", 2}, NULL},
        {"least of three", {"\xE0\xA0\x80", 3}, NULL},
        {"below surrogates", {"\xED\x9F\xBF", 3}, NULL},
        {"above surrogates", {"\xEE\x80\x80", 3}, NULL},
        {"most of three", {"\xEF\xBF\xBF", 3}, NULL},
        {"least of four", {"\xF0\x90\x80\x80", 4}, NULL},
        {"most of four", {"\xF4\x8F\xBF\xBF", 4}, NULL},
        {"mixed", {"a\xE7\x9D\xA3z", 5}, NULL},
        {"NUL", {"ab\0c", 4}, "byte 2"},
        {"lone continuation", {"a\x80", 2}, "byte 1"},
        {"lead alone", {"ab\xE7", 3}, "byte 2"},
        {"cut after two", {"\xE7\x9D", 2}, "byte 0"},
        {"cut by ASCII", {"\xE7\x9D!", 3}, "byte 0"},
        {"overlong NUL", {"\xC0\x80", 2}, "byte 0"},
        {"overlong slash, two", {"x\xC0\xAF", 3}, "byte 1"},
        {"overlong slash, three", {"\xE0\x80\xAF", 3}, "byte 0"},
        {"overlong, three, most", {"\xE0\x9F\xBF", 3}, "byte 0"},
        {"overlong, four", {"\xF0\x80\x80\xAF", 4}, "byte 0"},
        {"overlong, four, most", {"\xF0\x8F\xBF\xBF", 4}, "byte 0"},
        {"first surrogate", {"\xED\xA0\x80", 3}, "byte 0"},
        {"last surrogate", {"\xED\xBF\xBF", 3}, "byte 0"},
        {"surrogate pair", {"\xED\xA0\xBD\xED\xB8\x80", 6}, "byte 0"},
        {"above U+10FFFF", {"\xF4\x90\x80\x80", 4}, "byte 0"},
        {"five bytes", {"\xF8\x88\x80\x80\x80", 5}, "byte 0"},
        {"FE", {"\xFE", 1}, "byte 0"},
        {"FF", {"\xFF", 1}, "byte 0"},
        {"GB18030", {"ab\xB6\xBD", 4}, "byte 2"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err e = {0};
        enum err_code want = cases[i].detail == NULL ? ERR_OK : ERR_TEXT_ENCODING;
        CHECK_ERR(cases[i].name, str_utf8_check(cases[i].s, &e), want);
        if (cases[i].detail != NULL)
            CHECK_STR(cases[i].name, str_of(e.detail), cases[i].detail);
    }
}

static void test_str_encode__every_code_point_round_trips(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        if (cp == 0xD800)
            cp = 0xE000;
        char out[STR_CP_BYTES_MAX];
        struct str s = {out, str_encode(cp, out)};
        size_t at = 0;
        if (str_utf8_check(s, NULL) != ERR_OK || str_next(s, &at) != cp || at != s.n)
            fail_msg("U+%04X", cp);
    }
}

static void test_str_next__broken_text_advances(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str s;
        size_t chars;
        uint32_t first;
        size_t advance;
    } cases[] = {
        {"valid", {"\xE7\x9D\xA3x", 4}, 2, 0x7763, 3},
        {"four bytes", {"\xF0\x9F\x98\x80", 4}, 1, 0x1F600, 4},
        {"lone lead", {"\xE7", 1}, 1, 0xFFFD, 1},
        {"lead and ASCII", {"\xE7zz", 3}, 3, 0xFFFD, 1},
        {"two lone continuations", {"\x80\x80", 2}, 2, 0xFFFD, 1},
        {"real U+FFFD", {"\xEF\xBF\xBD", 3}, 1, 0xFFFD, 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        size_t at = 0;
        CHECK_INT(cases[i].name, str_next(cases[i].s, &at), cases[i].first);
        CHECK_INT(cases[i].name, at, cases[i].advance);
        CHECK_INT(cases[i].name, str_chars(cases[i].s), cases[i].chars);
    }
    assert_int_equal(str_chars(STR_NONE), 0);
}

static void next_at_the_end(void *ctx)
{
    (void)ctx;
    size_t at = 1;
    (void)str_next(STR("x"), &at);
}

static void encode_beyond_unicode(void *ctx)
{
    (void)ctx;
    char out[STR_CP_BYTES_MAX];
    (void)str_encode(0x110000, out);
}

static void test_str__aborts(void **state)
{
    (void)state;
    assert_true(test_aborts(next_at_the_end, NULL));
    assert_true(test_aborts(encode_beyond_unicode, NULL));
}

static void test_str_to_i64__limits(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str s;
        enum err_code code;
        int64_t want;
    } cases[] = {
        {"zero", {"0", 1}, ERR_OK, 0},
        {"plus", {"+7", 2}, ERR_OK, 7},
        {"minus zero", {"-0", 2}, ERR_OK, 0},
        {"zeros in front", {"000123", 6}, ERR_OK, 123},
        {"most", {"9223372036854775807", 19}, ERR_OK, INT64_MAX},
        {"least", {"-9223372036854775808", 20}, ERR_OK, INT64_MIN},
        {"above most", {"9223372036854775808", 19}, ERR_NUMBER_RANGE, 0},
        {"below least", {"-9223372036854775809", 20}, ERR_NUMBER_RANGE, 0},
        {"ten times too much", {"92233720368547758070", 20}, ERR_NUMBER_RANGE, 0},
        {"nothing", {NULL, 0}, ERR_NUMBER_SYNTAX, 0},
        {"sign alone", {"-", 1}, ERR_NUMBER_SYNTAX, 0},
        {"two signs", {"+-1", 3}, ERR_NUMBER_SYNTAX, 0},
        {"blank before", {" 1", 2}, ERR_NUMBER_SYNTAX, 0},
        {"blank after", {"1 ", 2}, ERR_NUMBER_SYNTAX, 0},
        {"point", {"1.0", 3}, ERR_NUMBER_SYNTAX, 0},
        {"hex", {"0x10", 4}, ERR_NUMBER_SYNTAX, 0},
        {"full-width", {"\xEF\xBC\x91", 3}, ERR_NUMBER_SYNTAX, 0},
        {"NUL", {"1\0", 2}, ERR_NUMBER_SYNTAX, 0},
        {"only the view", {"12x", 2}, ERR_OK, 12},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t v = -7;
        struct err e = {0};
        CHECK_ERR(cases[i].name, str_to_i64(cases[i].s, &v, &e), cases[i].code);
        CHECK_INT(cases[i].name, v, cases[i].code == ERR_OK ? cases[i].want : -7);
        CHECK_INT(cases[i].name, e.code, cases[i].code);
    }
}

TEST_MAIN(cmocka_unit_test(test_str_of__null_and_text), cmocka_unit_test(test_str_sub__clamps),
          cmocka_unit_test(test_str_copy__and_format),
          cmocka_unit_test(test_str_trim__kinds_of_blank),
          cmocka_unit_test(test_str_compare__cases), cmocka_unit_test(test_str_find__cases),
          cmocka_unit_test(test_str_utf8_check__well_and_ill_formed),
          cmocka_unit_test(test_str_encode__every_code_point_round_trips),
          cmocka_unit_test(test_str_next__broken_text_advances), cmocka_unit_test(test_str__aborts),
          cmocka_unit_test(test_str_to_i64__limits))
