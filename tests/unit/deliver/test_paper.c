/*
 * test_paper.c — which elements a plan gives, in which order and words.
 */
#include "testmain.h"

#include "paper_of.h"

static void with_arena(void (*fn)(struct arena *a))
{
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    fn(&a);
    arena_release(&a);
}

/* The elements as lines: the kind's number, a colon, the text; '\n' shows as ~. */
static struct str show(struct arena *a, const struct paper *p)
{
    struct str s = STR_NONE;
    for (size_t i = 0; i < p->n; i++) {
        const struct paper_element *el = &p->elements[i];
        s = str_format(a, "%" STR_FMT "%d:%" STR_FMT "%s%" STR_FMT "\n", STR_ARG(s), (int)el->kind,
                       STR_ARG(el->text), el->right.n > 0 ? "|" : "", STR_ARG(el->right));
    }
    char *p0 = arena_copy(a, s.p, s.n);
    return (struct str){p0, s.n};
}

static void compose_whole(struct arena *a)
{
    struct plan plan = paper_of_plan(a);
    plan.addressees = ARENA_NEW_N(a, 2, struct str);
    plan.addressees[0] = STR("各科室");
    plan.addressees[1] = STR("公证处");
    plan.n_addressees = 2;
    plan.declared = (struct plan_declared){.categories = 1, .items = 2};
    struct paper_head head = {.organisation = STR("云泽区司法局"),
                              .red_head = true,
                              .copies = STR("区委办"),
                              .printed_by = STR("云泽区司法局办公室"),
                              .has_printed_on = true,
                              .printed_on = {17257}};
    struct paper paper = paper_of(a, &plan, &head);
    CHECK_STR(
        "whole", show(a, &paper),
        "0:云泽区司法局文件\n"
        "1:云司发〔2017〕7号\n"
        "2:云泽区司法局关于2016年度绩效考评的整改方案\n"
        "3:各科室、公证处：\n"
        "8:根据2016年度绩效考评结果，现制定整改方案如下。\n"
        "4:一、考评情况\n"
        "8:本单位在全省排名第12位。考评涉及1个大项、2个子项目。"
        "所列项目合计应得10分、实得9.4分、失0.6分。\n"
        "4:二、考评项目及整改措施\n"
        "8:各项目依次列明分值、失分原因、整改措施、责任科室和整改时限，未列的表示台账未载明。\n"
        "5:（一）公共法律服务\n"
        "6:1.律师监管\n"
        "7:（1）年度考核（应得5分，实得4.7分）\n"
        "8:失分原因：1家未上报。\n"
        "8:整改措施：每周核对。\n"
        "7:（2）诚信 & <建设>（应得5分，实得4.7分）\n"
        "8:失分原因：1家未上报。\n"
        "8:整改措施：①每周核对；\n②每月通报。\n"
        "9:云泽区司法局\n"
        "10:2017年3月28日\n"
        "11:抄送：区委办。\n"
        "12:云泽区司法局办公室|2017年4月1日印发\n");
    assert_int_equal(paper.elements[11].id, 11);
    assert_int_equal(paper.elements[13].id, 11);
    assert_int_equal(paper.elements[14].id, 12);
    assert_int_equal(paper.elements[10].id, 0);
}

static void test_paper_compose__whole(void **state)
{
    (void)state;
    with_arena(compose_whole);
}

/* ---- headings ------------------------------------------------------------------- */

static const struct heading_case {
    const char *name;
    const char *places[5]; /* category/subcategory of each item */
    const char *want;      /* headings above level 4, and # for an item */
} HEADINGS[] = {
    {"one of each", {"甲/乙", "甲/乙"}, "一、考评项目及整改措施|（一）甲|1.乙|#|#|"},
    {"no subcategory after one",
     {"甲/乙", "甲/"},
     "一、考评项目及整改措施|（一）甲|1.乙|#|（二）甲|#|"},
    {"no category after one",
     {"甲/乙", "/"},
     "一、考评项目及整改措施|（一）甲|1.乙|#|二、考评项目及整改措施（续）|#|"},
    {"subcategory alone",
     {"/乙", "/丙", "/"},
     "一、考评项目及整改措施|1.乙|#|2.丙|#|二、考评项目及整改措施（续）|#|"},
    {"neither", {"/", "/"}, "一、考评项目及整改措施|#|#|"},
    {"a category comes back",
     {"甲/乙", "丙/乙", "甲/乙"},
     "一、考评项目及整改措施|（一）甲|1.乙|#|（二）丙|1.乙|#|（三）甲|1.乙|#|"},
    {"a subcategory comes back",
     {"甲/乙", "甲/丙", "甲/乙"},
     "一、考评项目及整改措施|（一）甲|1.乙|#|2.丙|#|3.乙|#|"},
    {"digits keep a distance from the number",
     {"甲/2016年"},
     "一、考评项目及整改措施|（一）甲|1. 2016年|#|"},
};

static void compose_headings(struct arena *a)
{
    for (size_t k = 0; k < ARRAY_LEN(HEADINGS); k++) {
        const struct heading_case *c = &HEADINGS[k];
        struct plan plan = {.items = ARENA_NEW_N(a, 5, struct plan_item)};
        for (; plan.n_items < 5 && c->places[plan.n_items] != NULL; plan.n_items++) {
            struct str place = str_of(c->places[plan.n_items]);
            size_t slash = str_find(place, STR("/"), 0);
            plan.items[plan.n_items] =
                (struct plan_item){.no = 1,
                                   .category = str_sub(place, 0, slash),
                                   .subcategory = str_sub(place, slash + 1, place.n),
                                   .item = STR("子项")};
        }
        struct paper_head head = {.red_head = false};
        struct paper paper = paper_of(a, &plan, &head);
        struct str got = STR_NONE;
        for (size_t i = 0; i < paper.n; i++) {
            const struct paper_element *el = &paper.elements[i];
            if (el->kind >= PAPER_HEADING_1 && el->kind <= PAPER_HEADING_4)
                got = str_format(a, "%" STR_FMT "%" STR_FMT "|", STR_ARG(got),
                                 STR_ARG(el->kind == PAPER_HEADING_4 ? STR("#") : el->text));
        }
        CHECK_STR(c->name, got, c->want);
    }
}

static void test_paper_compose__headings(void **state)
{
    (void)state;
    with_arena(compose_headings);
}

static void compose_numbers(struct arena *a)
{
    static const struct {
        const char *name;
        size_t nth;
        const char *want;
    } cases[] = {
        {"ten", 10, "（十）"},
        {"eleven", 11, "（十一）"},
        {"twenty", 20, "（二十）"},
        {"twenty-one", 21, "（二十一）"},
        {"hundred", 100, "（一百）"},
        {"a gap", 103, "（一百零三）"},
        {"ten inside", 110, "（一百一十）"},
        {"eleven inside", 111, "（一百一十一）"},
        {"thousand", 1000, "（一千）"},
        {"a wide gap", 1001, "（一千零一）"},
        {"two gaps", 1010, "（一千零一十）"},
    };
    enum { N = 1100 };
    struct plan plan = {.items = ARENA_NEW_N(a, N, struct plan_item), .n_items = N};
    for (size_t i = 0; i < N; i++)
        plan.items[i] = (struct plan_item){
            .no = 1, .category = str_format(a, "C%zu", i + 1), .item = STR("子项")};
    struct paper_head head = {.red_head = false};
    struct paper paper;
    assert_int_equal(paper_compose(a, &plan, NULL, &head, &paper, NULL), ERR_OK);
    for (size_t k = 0; k < ARRAY_LEN(cases); k++) {
        size_t nth = 0;
        for (size_t i = 0; i < paper.n; i++) {
            if (paper.elements[i].kind != PAPER_HEADING_2 || ++nth != cases[k].nth)
                continue;
            struct str text = paper.elements[i].text;
            CHECK_STR(cases[k].name, str_sub(text, 0, str_find(text, STR("C"), 0)), cases[k].want);
        }
    }
}

static void test_paper_compose__numbers(void **state)
{
    (void)state;
    with_arena(compose_numbers);
}

/* ---- figures -------------------------------------------------------------------------- */

#define NONE                                                                                       \
    {                                                                                              \
        PLAN_UNKNOWN,                                                                              \
        {                                                                                          \
            0                                                                                      \
        }                                                                                          \
    }
#define PRINTED(v)                                                                                 \
    {                                                                                              \
        PLAN_PRINTED,                                                                              \
        {                                                                                          \
            v                                                                                      \
        }                                                                                          \
    }
#define DERIVED(v)                                                                                 \
    {                                                                                              \
        PLAN_DERIVED,                                                                              \
        {                                                                                          \
            v                                                                                      \
        }                                                                                          \
    }

static const struct figure_case {
    const char *name;
    struct plan_figure full, got, lost;
    const char *want;
} FIGURES[] = {
    {"nothing known", NONE, NONE, NONE, "未列分值"},
    {"full", PRINTED(500), NONE, NONE, "应得5分"},
    {"what follows is left out", PRINTED(500), PRINTED(470), DERIVED(30), "应得5分，实得4.7分"},
    {"got follows", PRINTED(1050), DERIVED(1000), PRINTED(50), "应得10.5分，失0.5分"},
    {"full follows", DERIVED(500), PRINTED(475), PRINTED(25), "实得4.75分，失0.25分"},
    {"three that were printed", PRINTED(500), PRINTED(470), PRINTED(50),
     "应得5分，实得4.7分，失0.5分"},
    {"got above full", PRINTED(500), PRINTED(600), NONE, "应得5分，实得6分"},
    {"nothing lost, without figures", NONE, NONE, DERIVED(0), "未失分"},
    {"nothing lost of a full mark", PRINTED(500), DERIVED(500), DERIVED(0), "应得5分，未失分"},
    {"a loss that was added up", PRINTED(500), DERIVED(420), DERIVED(80), "应得5分，共失0.8分"},
    {"a loss that was added up alone", NONE, NONE, DERIVED(80), "共失0.8分"},
    {"zero that was printed", PRINTED(500), DERIVED(500), PRINTED(0), "应得5分，失0分"},
    {"derived from elsewhere", PRINTED(500), DERIVED(100), NONE, "应得5分，实得1分"},
    {"hundreds keep their zeros", PRINTED(10000), NONE, NONE, "应得100分"},
    {"below zero", NONE, PRINTED(-50), NONE, "实得-0.5分"},
};

static void compose_figures(struct arena *a)
{
    for (size_t k = 0; k < ARRAY_LEN(FIGURES); k++) {
        const struct figure_case *c = &FIGURES[k];
        struct plan_item item = {
            .no = 1, .item = STR("甲"), .full = c->full, .got = c->got, .lost = c->lost};
        struct plan plan = {.items = &item, .n_items = 1};
        struct paper_head head = {.red_head = false};
        struct paper paper = paper_of(a, &plan, &head);
        CHECK_STR(c->name, paper.elements[paper.n - 1].text,
                  str_format(a, "（1）甲（%s）", c->want).p);
    }
}

static void test_paper_compose__figures(void **state)
{
    (void)state;
    with_arena(compose_figures);
}

/* ---- head and end ------------------------------------------------------------------------ */

static void compose_absent(struct arena *a)
{
    struct plan_item item = {.no = 1, .item = STR("甲")};
    struct plan plan = {.items = &item, .n_items = 1};
    struct paper_head head = {.organisation = STR("云泽区司法局")};
    struct paper paper = paper_of(a, &plan, &head);
    CHECK_STR("unknown year is said", paper.elements[0].text,
              "根据绩效考评结果（考评年度未载明），现制定整改方案如下。");
    CHECK_STR("no results, no chapter", paper.elements[1].text, "一、考评项目及整改措施");
    CHECK_STR("a date to be filled in", paper.elements[paper.n - 1].text, "    年  月  日");
    assert_false(paper.has_date);
    head.number = STR("云司发〔2018〕1号");
    head.has_date = true;
    head.date = (date){17532};
    plan.number = STR("云司发〔2017〕7号");
    plan.has_issued_on = true;
    paper = paper_of(a, &plan, &head);
    CHECK_STR("its own number", paper.elements[0].text, "云司发〔2018〕1号");
    CHECK_STR("its own date", paper.elements[paper.n - 1].text, "2018年1月1日");
}

static void test_paper_compose__absent_and_own(void **state)
{
    (void)state;
    with_arena(compose_absent);
}

TEST_MAIN(cmocka_unit_test(test_paper_compose__whole),
          cmocka_unit_test(test_paper_compose__headings),
          cmocka_unit_test(test_paper_compose__numbers),
          cmocka_unit_test(test_paper_compose__figures),
          cmocka_unit_test(test_paper_compose__absent_and_own))
