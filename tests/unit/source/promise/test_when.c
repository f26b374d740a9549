/*
 * test_when.c — expressions of time, each by itself.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/promise/phrases.h"
#include "source/promise/when.h"

/* "6月底前:due", parted by blanks. */
static struct str test_shown(struct arena *a, const struct line *ln, const struct whens *whens)
{
    static const char *const kinds[] = {
        [WHEN_DUE] = "due",     [WHEN_YEAR] = "year",       [WHEN_SOON] = "soon",
        [WHEN_SPAN] = "span",   [WHEN_AT_ONCE] = "at-once", [WHEN_EVERY] = "every",
        [WHEN_LIMIT] = "limit", [WHEN_EVENT] = "event",     [WHEN_VAGUE] = "vague",
    };
    struct str out = STR_NONE;
    for (size_t i = 0; i < whens->n; i++) {
        const struct when *w = &whens->p[i];
        out = str_format(a, "%" STR_FMT "%s%" STR_FMT ":%s", STR_ARG(out), i == 0 ? "" : " ",
                         STR_ARG(line_raw(ln, w->from, w->to)), kinds[w->kind]);
    }
    return out;
}

/* Which words are taken together: the longest at a place, none twice. */
static void test_when_find__words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        {"2017年6月30日前", "2017年6月30日前:due"},
        {"今年6月底前", "今年6月底前:due"},
        {"今年年底前", "今年年底前:due"},
        {"今年将在6月底前", "今年:year 6月底前:due"},
        {"每季度末月25日前", "每季度末月25日前:every"},
        {"每月25日前", "每月25日前:every"},
        {"每周一次", "每周:every"},
        {"每周一上午", "每周一上午:every"},
        {"每周一至周五", "每周一至周五:every"},
        {"每半年", "每半年:every"},
        {"每半个月", "每半个月:every"},
        {"每年12月25日前", "每年12月25日前:every"},
        {"次月10日前", "次月10日前:every"},
        {"次日前", "次日前:limit"},
        {"下一个工作日内", "下一个工作日内:limit"},
        {"三个月内", "三个月内:span"},
        {"十五日内", "十五日内:limit"},
        {"日清月结", "日清:every 月结:every"},
        {"落实日巡查、月通报", "日巡查:every 月通报:every"},
        {"定期每月检查", "定期:vague 每月:every"},
        {"每13月", ""},
        {"13月底前", ""},
        {"0日内", ""},
        {"0个月内", ""},
        {"0次/月", ""},
        {"次月40日前", ""},
        {"每月结束后0日内", "每月:every"},
        {"4月40日前", ""},
        {"4月至13月", ""},
        {"4月1日至40日", ""},
        {"每年13月底前", ""},
        {"每季度首月40日前", ""},
        {"每月40日前", "每月:every"},
        {"4月起", ""},
        {"今年起", ""},
        {"2016年度材料", ""},
        {"定期间", ""},
        {"工作日检查", ""},
        {"12月通报", ""},
        {"近三年内", ""},
        {"", ""},
    };
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct patterns *p = phrases_new(&a);
    struct promise_context ctx = {.has_issued_on = true};
    must(date_make(2017, 3, 28, &ctx.issued_on, NULL) == ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct whens whens = when_find(&a, p, &ln, 0, ln.n, &ctx);
        CHECK_STR(cases[i].text, test_shown(&a, &ln, &whens), cases[i].shown);
    }
    arena_release(&a);
}

/* Only what lies in the range is read, though what stands before it is seen. */
static void test_when_find__range(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct patterns *p = phrases_new(&a);
    const struct promise_context ctx = {.has_issued_on = false};
    struct line ln = line_make(&a, STR("每周核对，每月汇总，每年总结"), 1);
    struct whens whens = when_find(&a, p, &ln, 5, 9, &ctx);
    CHECK_STR("the middle", test_shown(&a, &ln, &whens), "每月:every");
    whens = when_find(&a, p, &ln, 5, 6, &ctx);
    CHECK_INT("cut off", whens.n, 0);
    whens = when_find(&a, p, &ln, 3, 3, &ctx);
    CHECK_INT("nothing", whens.n, 0);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_when_find__words), cmocka_unit_test(test_when_find__range))
