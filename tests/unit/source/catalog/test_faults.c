/*
 * test_faults.c — faults are collected, ordered and bounded.
 */
#include "source/catalog/faults.h"

#include "testmain.h"

static void add(struct faults *f, const char *file, int32_t line, int32_t column,
                const char *detail)
{
    struct place at = {.file = str_of(file), .line = line, .column = column};
    fault_add(f, at, ERR_YAML_SYNTAX, "%s", detail);
}

static void test_faults_sort__by_place(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct faults f;
    faults_init(&f, &a);
    CHECK("none yet", !faults_any(&f));
    add(&f, "b.yaml", 1, 1, "6");
    add(&f, "a.yaml", 2, 1, "4");
    add(&f, "a.yaml", 1, 9, "2");
    add(&f, "a.yaml", 2, 1, "5");
    add(&f, "a.yaml", 1, 1, "1");
    add(&f, "a.yaml", 1, 10, "3");
    faults_sort(&f);
    static const char *const want[] = {"1", "2", "3", "4", "5", "6"};
    assert_int_equal(f.n, ARRAY_LEN(want));
    for (size_t i = 0; i < f.n; i++)
        CHECK_STR(want[i], f.p[i].detail.text[LANG_EN], want[i]);
    arena_release(&a);
}

static void test_fault_nearest__of_the_last(void **state)
{
    (void)state;
    static const struct str known[] = {{"max", 3}, {"min", 3}, {"hours", 5}};
    static const struct {
        const char *name, *word, *want;
    } cases[] = {
        {"one slip", "huors", "hours"},
        {"the nearer one", "mim", "min"},
        {"nothing is near", "education", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct faults f;
        faults_init(&f, &a);
        add(&f, "a.yaml", 1, 1, "before");
        add(&f, "a.yaml", 2, 1, cases[i].word);
        fault_nearest(&f, str_of(cases[i].word), known, ARRAY_LEN(known));
        CHECK_STR(cases[i].name, f.p[1].nearest, cases[i].want);
        CHECK_STR(cases[i].name, f.p[0].nearest, "");
        arena_release(&a);
    }
}

static void test_fault_add__bounded(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 22);
    struct faults f;
    faults_init(&f, &a);
    for (int32_t i = 0; i < FAULTS_MAX + 7; i++)
        add(&f, "a.yaml", i + 1, 1, "x");
    static const struct str known[] = {{"x", 1}};
    fault_nearest(&f, STR("x"), known, 1); /* of one that was left out */
    fault_only(&f, known[0]);
    assert_int_equal(f.n, FAULTS_MAX);
    assert_int_equal(f.left_out, 7);
    CHECK("full", faults_full(&f));
    CHECK_STR("the last kept one is not touched", f.p[FAULTS_MAX - 1].nearest, "");
    arena_release(&a);
}

static void test_fault_detail_in__of_the_last(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct faults f;
    faults_init(&f, &a);
    fault_detail_in(&f, LANG_ZH, STR("没有")); /* of none */
    add(&f, "a.yaml", 1, 1, "one");
    add(&f, "a.yaml", 2, 1, "two");
    fault_detail_in(&f, LANG_ZH, STR("二"));
    CHECK_STR("its own language", title_in(&f.p[1].detail, LANG_ZH), "二");
    CHECK_STR("the other one stays", title_in(&f.p[1].detail, LANG_EN), "two");
    CHECK_STR("the one before stays", title_in(&f.p[0].detail, LANG_ZH), "one");
    arena_release(&a);
}

static void test_fault_add__detail_is_text(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct faults f;
    faults_init(&f, &a);
    add(&f, "a.yaml", 1, 1, "a\xFFz");
    CHECK_STR("what is not UTF-8 is masked", title_in(&f.p[0].detail, LANG_ZH), "a?z");
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_faults_sort__by_place),
          cmocka_unit_test(test_fault_nearest__of_the_last),
          cmocka_unit_test(test_fault_add__bounded),
          cmocka_unit_test(test_fault_detail_in__of_the_last),
          cmocka_unit_test(test_fault_add__detail_is_text))
