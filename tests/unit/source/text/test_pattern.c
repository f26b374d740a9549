/*
 * test_pattern.c — expressions of a table, found in folded lines.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/text/pattern.h"

enum { TEST_DEADLINE, TEST_EITHER, TEST_SLOW };

static const char *const TEST_TEXTS[] = {
    [TEST_DEADLINE] = "([0-9]{1,2})月底前",
    [TEST_EITHER] = "(甲)|(乙)",
    [TEST_SLOW] = "(?:(?:a+)+)+b",
};

static const struct patterns *test_patterns(struct arena *a)
{
    return patterns_new(a, TEST_TEXTS, ARRAY_LEN(TEST_TEXTS));
}

static void test_pattern_find__offsets_are_code_points(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        const char *whole; /* empty: none */
        const char *group;
    } cases[] = {
        {"ASCII digits", "争取9月底前建成", "9月底前", "9"},
        {"full-width digits", "争取１２月底前建成", "１２月底前", "１２"},
        {"none", "争取年底前建成", "", ""},
        {"empty", "", "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct match m;
        bool found = pattern_find(test_patterns(&a), TEST_DEADLINE, &ln, 0, ln.n, &m);
        CHECK_INT(cases[i].name, found, cases[i].whole[0] != '\0');
        if (found) {
            CHECK_STR(cases[i].name, line_raw(&ln, m.from, m.to), cases[i].whole);
            CHECK_STR(cases[i].name, line_raw(&ln, m.group[0].from, m.group[0].to), cases[i].group);
        }
        arena_release(&a);
    }
}

static void test_pattern_at__only_there(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct patterns *p = test_patterns(&a);
    struct line ln = line_make(&a, STR("由乙方"), 1);
    struct match m;
    CHECK("before it", !pattern_at(p, TEST_EITHER, &ln, 0, ln.n, &m));
    CHECK("there", pattern_at(p, TEST_EITHER, &ln, 1, ln.n, &m));
    CHECK("the other group is not set", !m.group[0].set && m.group[1].set);
    CHECK("cut off", !pattern_at(p, TEST_EITHER, &ln, 1, 1, &m));
    arena_release(&a);
}

static void test_pattern_find__hostile_text_ends(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 24);
    char *text = arena_alloc(&a, 5000);
    memset(text, 'a', 5000);
    struct line ln = line_make(&a, (struct str){text, 5000}, 1);
    struct match m;
    CHECK("the limit counts as no match",
          !pattern_find(test_patterns(&a), TEST_SLOW, &ln, 0, ln.n, &m));
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_pattern_find__offsets_are_code_points),
          cmocka_unit_test(test_pattern_at__only_there),
          cmocka_unit_test(test_pattern_find__hostile_text_ends))
