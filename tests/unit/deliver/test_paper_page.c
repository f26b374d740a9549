/*
 * test_paper_page.c — the figures of the page, and where the signature stands.
 */
#include "testmain.h"

#include "deliver/paper_page.h"
#include "paper_of.h"

static void test_page__adds_up(void **state)
{
    (void)state;
    assert_int_equal(PAGE_LEFT + PAGE_TYPE_W + 2600, PAGE_WIDTH);
    assert_int_equal(PAGE_TOP + PAGE_TYPE_H + 3500, PAGE_HEIGHT);
    for (enum paper_kind k = PAPER_RED_HEAD; k <= PAPER_PRINTED; k++)
        assert_true(page_style_of(k)->size >= SIZE_SMALL);
}

static const struct right_case {
    const char *name;
    const char *organisation;
    int32_t date, signature; /* half characters from the right edge */
} RIGHTS[] = {
    {"centred over the date", "云泽区司法局", 8, 8}, /* 13 and 12 half characters */
    {"shorter", "司法局", 8, 11},
    {"longer", "云泽区司法局机关事务服务中心", 8, 1},
    {"longer than there is room", "云泽区司法局机关事务服务管理保障中心", 11, 0},
};

static void test_page_signature_right__organisations(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(RIGHTS); i++) {
        struct arena a;
        arena_init(&a, 1024 * 1024);
        struct plan plan = paper_of_plan(&a);
        struct paper_head head = {.organisation = str_of(RIGHTS[i].organisation)};
        struct paper paper = paper_of(&a, &plan, &head);
        CHECK_INT(RIGHTS[i].name, page_signature_right(&paper, PAPER_DATE), RIGHTS[i].date);
        CHECK_INT(RIGHTS[i].name, page_signature_right(&paper, PAPER_SIGNATURE),
                  RIGHTS[i].signature);
        arena_release(&a);
    }
}

static const struct title_case {
    const char *name;
    const char *title;
    const char *want;
} TITLES[] = {
    {"short", "司法局关于考评的整改方案", "司法局关于考评的整改方案"},
    {"long", "云泽区司法局关于全省2016年度绩效考评工作的整改方案",
     "云泽区司法局\n关于全省2016年度绩效考评工作的整改方案"},
    {"begins with it", "关于全省2016年度绩效考评工作及重点任务的整改方案",
     "关于全省2016年度绩效考评工作及重点任务的整改方案"},
    {"a half is too long itself",
     "云泽区司法局关于全省二〇一六年度绩效考评工作及重点任务落实情况的整改方案",
     "云泽区司法局关于全省二〇一六年度绩效考评工作及重点任务落实情况的整改方案"},
};

static void test_page_text__titles(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(TITLES); i++) {
        struct arena a;
        arena_init(&a, 1024 * 1024);
        struct paper_element el = {.kind = PAPER_TITLE, .text = str_of(TITLES[i].title)};
        CHECK_STR(TITLES[i].name, page_text(&a, &el), TITLES[i].want);
        el.kind = PAPER_BODY;
        CHECK_STR(TITLES[i].name, page_text(&a, &el), TITLES[i].title);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_page__adds_up),
          cmocka_unit_test(test_page_signature_right__organisations),
          cmocka_unit_test(test_page_text__titles))
