/*
 * test_draft_names.c — lists of departments, and names of items.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/plan/draft.h"

/* The names with a bar between them. */
static struct str test_draft_names_shown(struct arena *a, const struct strs *names)
{
    struct str out = STR_NONE;
    for (size_t i = 0; i < names->n; i++)
        out = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(out), i == 0 ? "" : "|",
                         STR_ARG(names->p[i]));
    return out;
}

static void test_draft_split_names__separators(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names;
    } cases[] = {
        {"甲科、乙科；丙科，丁科", "甲科|乙科|丙科|丁科"},
        {"法宣科和各司法所", "法宣科|各司法所"},
        {"办公室及法律援助中心。", "办公室|法律援助中心"},
        {"人民参与和促进法治科", "人民参与和促进法治科"},
        {"社会和法治科", "社会和法治科"},
        {"办公室（牵头）、计财科", "办公室|计财科"},
        {"基层科（负责台账）、办公室", "基层科（负责台账）|办公室"},
        {"甲科、甲科", "甲科"},
        {"无", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct strs names = {0};
        draft_split_names(&a, str_of(cases[i].text), &names);
        CHECK_STR(cases[i].text, test_draft_names_shown(&a, &names), cases[i].names);
        arena_release(&a);
    }
}

static void test_draft_departments__what_is_none(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names, *limit;
        size_t findings;
    } cases[] = {
        {"矫正科，2018年6月前完成", "矫正科", "2018年6月前完成", 0},
        {"矫正科、立行立改", "矫正科", "立行立改", 0},
        {"12348公共法律服务中心", "12348公共法律服务中心", "", 0},
        {"法宣科、公证（大约扣1分）", "法宣科|公证（大约扣1分）", "", 1},
        {"法宣科、2.公证", "法宣科|2.公证", "", 1},
        {"法宣科、02", "法宣科|02", "", 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 22);
        struct reader r = {.a = &a, .p = plan_patterns_new(&a)};
        struct draft d = {.level = 0};
        draft_departments(&r, &d, str_of(cases[i].text));
        CHECK_STR(cases[i].text, test_draft_names_shown(&a, &d.departments), cases[i].names);
        CHECK_STR(cases[i].text, d.item.time_limit, cases[i].limit);
        CHECK_INT(cases[i].text, r.findings.n, cases[i].findings);
        arena_release(&a);
    }
}

static void test_draft_departments_of__people_are_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names;
    } cases[] = {
        {"基层科张三", "基层科"},
        {"法律援助中心 李某", "法律援助中心"},
        {"矫正科王五、各司法所", "矫正科|各司法所"},
        {"张三", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 22);
        struct reader r = {.a = &a, .p = plan_patterns_new(&a)};
        struct draft d = {.level = 0};
        draft_departments_of(&r, &d, str_of(cases[i].text));
        CHECK_STR(cases[i].text, test_draft_names_shown(&a, &d.departments), cases[i].names);
        arena_release(&a);
    }
}

static void test_draft_clean_name__edges(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
    } cases[] = {
        {"1、律师监管：", "律师监管"},          {"一是普法工作", "普法工作"}, {"一是", "一是"},
        {"公证（应得5分，实得4分）：", "公证"}, {"“双八”制度", "“双八”制度"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 22);
        struct reader r = {.a = &a, .p = plan_patterns_new(&a)};
        CHECK_STR(cases[i].text, draft_clean_name(&r, str_of(cases[i].text)), cases[i].name);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_draft_split_names__separators),
          cmocka_unit_test(test_draft_departments__what_is_none),
          cmocka_unit_test(test_draft_departments_of__people_are_left_out),
          cmocka_unit_test(test_draft_clean_name__edges))
