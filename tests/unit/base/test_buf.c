/*
 * test_buf.c — building text piece by piece, and its maximum.
 */
#include "testmain.h"

#include "base/buf.h"

static void test_buf_add__kinds(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1000);
    CHECK_STR("empty", buf_str(&b), "");
    buf_add(&b, STR_NONE);
    CHECK_STR("nothing added", buf_str(&b), "");
    buf_add(&b, STR("ab"));
    buf_add_z(&b, "cd");
    buf_add_z(&b, NULL);
    buf_add_char(&b, '-');
    buf_add_cp(&b, 0x7763);
    buf_add_times(&b, '=', 3);
    buf_add_times(&b, '=', 0);
    buf_addf(&b, "%d%s", 42, "!");
    buf_addf(&b, "%s", "");
    CHECK_STR("all", buf_str(&b), "abcd-\xE7\x9D\xA3===42!");
    assert_int_equal(b.p[b.n], '\0');
    assert_false(buf_over(&b));
    buf_release(&b);
}

static void test_buf_add__grows(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 100 * 1000);
    for (int i = 0; i < 10 * 1000; i++)
        buf_addf(&b, "%05d", i);
    assert_int_equal(b.n, 50 * 1000);
    CHECK_STR("first", str_sub(buf_str(&b), 0, 10), "0000000001");
    CHECK_STR("last", str_sub(buf_str(&b), b.n - 5, b.n), "09999");
    buf_release(&b);
}

static void test_buf_over__edge(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *first, *second, *third;
        const char *want;
        bool over;
    } cases[] = {
        {"below", "ab", "cd", "e", "abcde", false},
        {"exactly full", "abcdef", "gh", "", "abcdefgh", false},
        {"one too many", "abcdefgh", "i", "", "abcdefgh", true},
        {"dropped whole", "abcd", "efghi", "", "abcd", true},
        {"nothing after it was over", "abcd", "efghi", "z", "abcd", true},
        {"first is too big", "abcdefghi", "", "", "", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf plain;
        struct buf printed;
        buf_init(&plain, 8);
        buf_init(&printed, 8);
        const char *piece[] = {cases[i].first, cases[i].second, cases[i].third};
        for (size_t k = 0; k < ARRAY_LEN(piece); k++) {
            buf_add_z(&plain, piece[k]);
            buf_addf(&printed, "%s", piece[k]);
        }
        CHECK_STR(cases[i].name, buf_str(&plain), cases[i].want);
        CHECK_STR(cases[i].name, buf_str(&printed), cases[i].want);
        CHECK_INT(cases[i].name, buf_over(&plain), cases[i].over);
        CHECK_INT(cases[i].name, buf_over(&printed), cases[i].over);
        buf_release(&plain);
        buf_release(&printed);
    }
}

static void test_buf_clear__forgets_text_and_over(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 4);
    buf_clear(&b); /* before the first append */
    buf_add_z(&b, "abcde");
    assert_true(buf_over(&b));
    buf_clear(&b);
    assert_false(buf_over(&b));
    CHECK_STR("cleared", buf_str(&b), "");
    buf_add_z(&b, "abcd");
    CHECK_STR("again", buf_str(&b), "abcd");
    buf_release(&b);
}

static void test_buf_release__twice(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 10);
    buf_add_z(&b, "x");
    buf_release(&b);
    buf_release(&b);
    assert_int_equal(b.max, 10);
    buf_add_z(&b, "y");
    CHECK_STR("usable again", buf_str(&b), "y");
    buf_release(&b);
}

static void test_buf_cut__keeps_the_begin(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 100);
    buf_cut(&b, 0); /* nothing was ever appended */
    buf_add(&b, STR("abcdef"));
    buf_cut(&b, 6);
    CHECK_STR("all", buf_str(&b), "abcdef");
    buf_cut(&b, 2);
    CHECK_STR("two", buf_str(&b), "ab");
    CHECK("a NUL follows", b.p[2] == '\0');
    buf_add(&b, STR("x"));
    CHECK_STR("and more", buf_str(&b), "abx");
    buf_release(&b);
}

TEST_MAIN(cmocka_unit_test(test_buf_cut__keeps_the_begin), cmocka_unit_test(test_buf_add__kinds),
          cmocka_unit_test(test_buf_add__grows), cmocka_unit_test(test_buf_over__edge),
          cmocka_unit_test(test_buf_clear__forgets_text_and_over),
          cmocka_unit_test(test_buf_release__twice))
