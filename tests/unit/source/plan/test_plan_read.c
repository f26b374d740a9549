/*
 * test_plan_read.c — the whole reader on blocks made by hand: limits and ends.
 * What it makes of real layouts is in tests/golden.
 */
#include "testmain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "source/plan/plan_read.h"

static struct doc test_doc(struct arena *a, struct str text)
{
    struct doc_block *b = ARENA_NEW(a, struct doc_block);
    *b = (struct doc_block){.kind = DOC_PARAGRAPH, .number = 1, .text = text};
    return (struct doc){.blocks = b, .n = 1};
}

static void test_plan_read__nothing_to_read(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        enum err_code code;
    } cases[] = {
        {"no text", "", ERR_PLAN_NO_ITEMS},
        {"news", "今日召开会议，通报上年工作。", ERR_PLAN_NO_ITEMS},
        {"notice", "请各科室于4月10日前报送整改情况。", ERR_PLAN_NOTICE_ONLY},
        {"standard", "1、考试率（10分）。每少一次扣1分，扣完为止。", ERR_PLAN_RUBRIC_ONLY},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 24);
        struct doc d = test_doc(&a, str_of(cases[i].text));
        struct plan p;
        struct err e = {0};
        CHECK_ERR(cases[i].name, plan_read(&a, &d, &p, &e), cases[i].code);
        arena_release(&a);
    }
}

/* One paragraph with n items, so that any step that goes back over it would show. */
static struct str test_long_line(struct arena *a, struct buf *b, int n)
{
    buf_clear(b);
    for (int i = 1; i <= n; i++)
        buf_addf(b, "项目%d（应得5分，实得4分）：失分原因：录入迟；整改措施：每周核对。", i);
    return str_copy(a, buf_str(b));
}

static void test_plan_read__one_line_of_many_items(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, (size_t)1 << 28);
    struct buf b;
    buf_init(&b, 1 << 26);
    struct doc d = test_doc(&a, test_long_line(&a, &b, 2000));
    struct plan p;
    struct err e = {0};
    assert_int_equal(plan_read(&a, &d, &p, &e), ERR_OK);
    assert_int_equal(p.n_items, 2000);
    CHECK_STR("last", p.items[1999].item, "项目2000");
    CHECK_STR("last measure", p.items[1999].measure, "每周核对。");
    buf_release(&b);
    arena_release(&a);
}

static void test_plan_read__more_items_than_any_plan(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, (size_t)1 << 29);
    struct buf b;
    buf_init(&b, 1 << 26);
    struct doc d = test_doc(&a, test_long_line(&a, &b, 10001));
    struct plan p;
    struct err e = {0};
    assert_int_equal(plan_read(&a, &d, &p, &e), ERR_PLAN_TOO_BIG);
    buf_release(&b);
    arena_release(&a);
}

static void test_plan_read__arena_maximum(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct buf b;
    buf_init(&b, 1 << 26);
    struct doc d = test_doc(&a, test_long_line(&a, &b, 500));
    size_t used = a.used;
    struct plan p;
    struct err e = {0};
    a.max = used + 300 * 1000;
    assert_int_equal(plan_read(&a, &d, &p, &e), ERR_PLAN_TOO_BIG);
    buf_release(&b);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_plan_read__nothing_to_read),
          cmocka_unit_test(test_plan_read__one_line_of_many_items),
          cmocka_unit_test(test_plan_read__more_items_than_any_plan),
          cmocka_unit_test(test_plan_read__arena_maximum))
