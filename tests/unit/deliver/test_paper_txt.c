/*
 * test_paper_txt.c — a paper as text: what a person sees in an editor.
 */
#include "testmain.h"

#include "deliver/paper_txt.h"
#include "paper_of.h"

static void test_paper_txt_write__whole(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1024 * 1024);
    struct plan plan = paper_of_plan(&a);
    plan.rank = 0;
    plan.items[0].full.from = PLAN_UNKNOWN; /* no sums */
    plan.items[0].got.from = plan.items[0].lost.from = PLAN_UNKNOWN;
    struct paper_head head = {.organisation = STR("云泽区司法局"),
                              .copies = STR("区委办"),
                              .printed_by = STR("办公室"),
                              .has_printed_on = true,
                              .printed_on = {17257}};
    struct paper paper = paper_of(&a, &plan, &head);
    struct str text;
    assert_int_equal(paper_txt_write(&a, &paper, &text, NULL), ERR_OK);
    CHECK_STR(
        "whole", text,
        "云司发〔2017〕7号\n"
        "\n"
        "云泽区司法局关于2016年度绩效考评的整改方案\n"
        "\n"
        "　　根据2016年度绩效考评结果，现制定整改方案如下。\n"
        "　　一、考评项目及整改措施\n"
        "　　各项目依次列明分值、失分原因、整改措施、责任科室和整改时限，未列的表示台账未载明。\n"
        "　　（一）公共法律服务\n"
        "　　1.律师监管\n"
        "　　（1）年度考核（未列分值）\n"
        "　　失分原因：1家未上报。\n"
        "　　整改措施：每周核对。\n"
        "　　（2）诚信 & <建设>（应得5分，实得4.7分）\n"
        "　　失分原因：1家未上报。\n"
        "　　整改措施：①每周核对；\n"
        "　　　　②每月通报。\n"
        "\n"
        "                                    云泽区司法局\n"
        "                                   2017年3月28日\n"
        "\n"
        "抄送：区委办。\n"
        "办公室 2017年4月1日印发\n");
    arena_release(&a);
}

static const struct refused_case {
    const char *name;
    const char *title, *addressee, *cause;
    enum err_code want;
} REFUSED[] = {
    {"plain", "方案", "各科室", "甲", ERR_OK},
    {"a sign of converters", "方案", "各科室", "见[pic]图", ERR_PAPER_TEXT},
    {"another sign", "方案", "各科室", "[bookmark: a]", ERR_PAPER_TEXT},
    {"one line like a row", "甲|乙 方案", "各科室", "甲", ERR_OK},
    {"rows of a table", "甲|乙 方案", "丙|丁科室", "甲", ERR_PAPER_TEXT},
    {"bars in the body", "方案", "各科室", "甲|乙|丙\n甲|乙|丙", ERR_OK},
};

static void test_paper_txt_write__refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(REFUSED); i++) {
        const struct refused_case *c = &REFUSED[i];
        struct arena a;
        arena_init(&a, 1024 * 1024);
        struct plan plan = paper_of_plan(&a);
        struct str addressee = str_of(c->addressee);
        plan.title = str_of(c->title);
        plan.addressees = &addressee;
        plan.n_addressees = 1;
        plan.items[0].cause = str_of(c->cause);
        struct paper_head head = {.red_head = false};
        struct paper paper = paper_of(&a, &plan, &head);
        struct str text;
        CHECK_ERR(c->name, paper_txt_write(&a, &paper, &text, NULL), c->want);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_paper_txt_write__whole),
          cmocka_unit_test(test_paper_txt_write__refused))
