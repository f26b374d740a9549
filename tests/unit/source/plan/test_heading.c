/*
 * test_heading.c — numbers of headings and the chain above an item.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/plan/heading.h"

static void test_heading_number__forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t level, number;
        size_t to;
    } cases[] = {
        {"一、总体", 1, 1, 2},   {"十二、总体", 1, 12, 3}, {"第三部分 总体", 1, 3, 5},
        {"（一）公共", 2, 1, 3}, {"(十一)公共", 2, 11, 4}, {"1、律师", 3, 1, 2},
        {"1. 律师", 3, 1, 3},    {"１．律师", 3, 1, 2},    {"12.律师", 3, 12, 3},
        {"1.1 律师", 4, 0, 4},   {"2.2.2律师", 5, 0, 5},   {"（1）律师", 8, 1, 3},
        {"1）律师", 8, 1, 2},    {"①律师", 9, 0, 1},       {"律师", 0, 0, 0},
        {"1.5分", 0, 0, 0},      {"2017年", 0, 0, 0},      {"一是加强", 0, 0, 0},
        {"一季度", 0, 0, 0},     {"3.0000", 0, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct heading_number h = heading_number(plan_patterns_new(&a), &ln, 0, ln.n);
        CHECK_INT(cases[i].text, h.level, cases[i].level);
        CHECK_INT(cases[i].text, h.number, cases[i].number);
        CHECK_INT(cases[i].text, h.to, cases[i].to);
        arena_release(&a);
    }
}

static void test_headings_place__chapters_do_not_count(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *chain[4]; /* headings of level 1, 2, 3 … above the item */
        const char *category, *subcategory, *skipped;
    } cases[] = {
        {"none", {NULL}, "", "", ""},
        {"category alone", {"公共法律服务"}, "公共法律服务", "", ""},
        {"two", {"公共法律服务", "律师监管"}, "公共法律服务", "律师监管", ""},
        {"chapter first", {"整改措施", "公共法律服务", "律师监管"}, "公共法律服务", "律师监管", ""},
        {"chapter only", {"下一步工作打算"}, "", "", ""},
        {"three", {"甲类", "乙类", "丙类"}, "甲类", "丙类", "乙类"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct headings hs = {.n = 0};
        for (int32_t k = 0; k < 4 && cases[i].chain[k] != NULL; k++) {
            struct heading h = {.level = k + 1, .name = str_of(cases[i].chain[k])};
            headings_push(&hs, &h);
        }
        struct str category;
        struct str subcategory;
        struct str skipped;
        headings_place(&hs, plan_patterns_new(&a), &a, HEADING_UNNUMBERED, &category, &subcategory,
                       &skipped);
        CHECK_STR(cases[i].name, category, cases[i].category);
        CHECK_STR(cases[i].name, subcategory, cases[i].subcategory);
        CHECK_STR(cases[i].name, skipped, cases[i].skipped);
        arena_release(&a);
    }
}

static void test_headings_push__ends_what_is_as_deep(void **state)
{
    (void)state;
    struct headings hs = {.n = 0};
    static const int32_t levels[] = {1, 2, 3, 3, 2, 9, 1};
    static const size_t depth[] = {1, 2, 3, 3, 2, 3, 1};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        struct heading h = {.level = levels[i], .name = STR("x")};
        headings_push(&hs, &h);
        assert_int_equal(hs.n, depth[i]);
    }
}

TEST_MAIN(cmocka_unit_test(test_heading_number__forms),
          cmocka_unit_test(test_headings_place__chapters_do_not_count),
          cmocka_unit_test(test_headings_push__ends_what_is_as_deep))
