/*
 * test_amount.c — amounts in clauses.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/remedy/promise.h"
#include "source/promise/amount.h"
#include "source/promise/phrases.h"

static void test_amount_find__clauses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *shown; /* empty: none */
    } cases[] = {
        {"一次", "1 次"},
        {"检查1次", "1 次"},
        {"检查两轮", "2 轮"},
        {"走访十二次", "12 次"},
        {"推送作品不少于2篇", "2 篇 least"},
        {"至少检查3次", "3 次"},
        {"至少3次", "3 次 least"},
        {"3次以上", "3 次 least"},
        {"2-3次", "2 次"},
        {"不少于8小时", "8 小时 least sum"},
        {"不少于８个小时", "8 小时 least sum"},
        {"学习8.5学时", "8.5 学时 sum"},
        {"不少于0.25小时", "0.25 小时 least sum"},
        {"半小时", "0.5 小时 sum"},
        {"不少于半天", "0.5 天 least sum"},
        {"不低于200元", "200 元 least sum"},
        {"不少于2个单位", "2 个 least"},
        {"由3名干部检查2次", "2 次"},
        {"不少于2人次", "2 人次 least"},
        {"组织1次，参加不少于20人", "20 人 least"},
        {"安排2名干部", ""},
        {"2个单位", ""},
        {"至少2个月", ""},
        {"一次性补发", ""},
        {"第一次", ""},
        {"再次", ""},
        {"连续3次未报", ""},
        {"累计2次", ""},
        {"1.5次", ""},
        {"0次", ""},
        {"999999次", ""},
        {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 22);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct amount m;
        struct str shown = STR_NONE;
        if (amount_find(phrases_new(&a), &ln, 0, ln.n, &m)) {
            char text[PROMISE_AMOUNT_TEXT_MAX];
            shown = str_format(&a, "%s %" STR_FMT "%s%s", promise_amount_text(m.centi, text),
                               STR_ARG(line_raw(&ln, m.unit_from, m.unit_to)),
                               m.least ? " least" : "", m.sum ? " sum" : "");
        }
        CHECK_STR(cases[i].text, shown, cases[i].shown);
        arena_release(&a);
    }
}

static void test_amount_find_least__passes_over_others(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 22);
    const struct patterns *p = phrases_new(&a);
    struct line ln = line_make(&a, STR("学习8小时，服务不少于6小时，至少走访1次"), 1);
    struct amount first;
    struct amount second;
    CHECK("first", amount_find_least(p, &ln, 0, ln.n, &first));
    CHECK_INT("first", first.centi, 600);
    CHECK("second", !amount_find_least(p, &ln, first.to, ln.n, &second));
    CHECK("not before it ends", !amount_find_least(p, &ln, 0, first.to - 1, &second));
    CHECK("any", amount_find(p, &ln, first.to, ln.n, &second));
    CHECK("another unit", !amount_same_unit(&ln, &first, &second));
    CHECK("the same unit", amount_same_unit(&ln, &first, &first));
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_amount_find__clauses),
          cmocka_unit_test(test_amount_find_least__passes_over_others))
