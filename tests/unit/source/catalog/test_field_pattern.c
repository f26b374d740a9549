/*
 * test_field_pattern.c — the whole text, in characters, in bounded time.
 */
#include "base/arena.h"
#include "source/catalog/field_pattern.h"
#include "testmain.h"

static void test_field_pattern_matches__texts(void **state)
{
    (void)state;
    static const struct {
        const char *name, *pattern, *text;
        bool want;
    } cases[] = {
        {"all of it", "[0-9]{4}", "2017", true},
        {"its beginning", "[0-9]{4}", "20171", false},
        {"its end", "[0-9]{4}", "a2017", false},
        {"alternatives are taken whole", "a|ab", "ab", true},
        {"characters, not bytes", ".{2}", "社区", true},
        {"classes know Chinese", "\\w+", "社区2", true},
        {"document number", "[^〔]+〔[0-9]{4}〕[0-9]+号", "甲司发〔2017〕7号", true},
        {"empty text", "a*", "", true},
        {"cannot be read", "a(b", "ab", false},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    struct field_patterns *p = field_patterns_new(&a);
    for (int round = 0; round < 2; round++) /* compiled, then remembered */
        for (size_t i = 0; i < ARRAY_LEN(cases); i++)
            CHECK_INT(cases[i].name,
                      field_pattern_matches(p, str_of(cases[i].pattern), str_of(cases[i].text)),
                      cases[i].want);
    arena_release(&a);
}

static void test_field_pattern_matches__ends(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    char *text = arena_alloc(&a, 5000);
    memset(text, 'a', 5000);
    CHECK("too many steps match nothing",
          !field_pattern_matches(field_patterns_new(&a), STR("(a+)+b"), (struct str){text, 5000}));
    arena_release(&a);
}

static void test_field_pattern_ok__places(void **state)
{
    (void)state;
    static const struct {
        const char *name, *pattern;
        bool ok;
        size_t at;
    } cases[] = {
        {"good", "[a-z]+", true, 0},
        {"open group", "a(b", false, 3},
        {"open class", "x[a", false, 3},
        {"nothing to repeat", "*", false, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        size_t at = 0;
        CHECK_INT(cases[i].name, field_pattern_ok(str_of(cases[i].pattern), &at), cases[i].ok);
        if (!cases[i].ok)
            CHECK_INT(cases[i].name, at, cases[i].at);
    }
}

TEST_MAIN(cmocka_unit_test(test_field_pattern_matches__texts),
          cmocka_unit_test(test_field_pattern_matches__ends),
          cmocka_unit_test(test_field_pattern_ok__places))
