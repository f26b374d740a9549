/*
 * test_line.c — code points, folding and stops.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/text/line.h"

static void test_line_make__offsets(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct line ln = line_make(&a, STR("（５）分，A"), 7);
    assert_int_equal(ln.n, 6);
    assert_int_equal(ln.paragraph, 7);
    static const uint32_t fold[] = {'(', '5', ')', 0x5206, ',', 'A'};
    for (size_t i = 0; i < ARRAY_LEN(fold); i++)
        assert_int_equal(ln.fold[i], fold[i]);
    CHECK_STR("middle", line_raw(&ln, 1, 4), "５）分");
    CHECK_STR("empty", line_raw(&ln, 6, 6), "");
    arena_release(&a);
}

static void test_line_is_stop__sentence_ends(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        size_t at;
        bool stop;
    } cases[] = {
        {"full stop", "到位。", 2, true},
        {"semicolon", "到位；", 2, true},
        {"half-width", "到位;", 2, true},
        {"question", "到位？", 2, true},
        {"comma", "到位，", 2, false},
        {"enumeration comma", "科、", 1, false},
        {"colon", "原因：", 2, false},
        {"decimal point", "4.7", 1, false},
        {"number of a list", "1.加强", 1, false},
        {"period after a word", "到位.", 2, true},
        {"line break", "到\n位", 1, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        CHECK_INT(cases[i].name, line_is_stop(&ln, cases[i].at), cases[i].stop);
        arena_release(&a);
    }
}

static void test_line_trimmed__blanks_of_every_kind(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct line ln = line_make(&a, STR(" \t　原因　 "), 1);
    CHECK_STR("trimmed", line_trimmed(&ln, 0, ln.n), "原因");
    assert_int_equal(line_skip_blank(&ln, 0, ln.n), 3);
    assert_int_equal(line_trim_end(&ln, 0, ln.n), 5);
    assert_int_equal(line_skip_blank(&ln, 5, ln.n), ln.n);
    arena_release(&a);
}

static void test_line_one_of__sets(void **state)
{
    (void)state;
    assert_true(line_one_of(0x79D1, STR("科室股")));
    assert_true(line_one_of(':', STR(",:")));
    assert_false(line_one_of(0x5C40, STR("科室股")));
    assert_false(line_one_of('a', STR("")));
}

TEST_MAIN(cmocka_unit_test(test_line_make__offsets),
          cmocka_unit_test(test_line_is_stop__sentence_ends),
          cmocka_unit_test(test_line_trimmed__blanks_of_every_kind),
          cmocka_unit_test(test_line_one_of__sets))
