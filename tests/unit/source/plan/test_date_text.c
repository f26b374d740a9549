/*
 * test_date_text.c — dates as papers print them.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/plan/date_text.h"

static void test_date_text_find__forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *day; /* empty: none; "!": no such day */
        bool dotted;
    } cases[] = {
        {"2017年3月28日", "2017-03-28", false},
        {"２０１７年３月２８日", "2017-03-28", false},
        {"二〇一七年三月二十八日", "2017-03-28", false},
        {"二○一七年十月一日", "2017-10-01", false},
        {"二零一七年十二月三十一日", "2017-12-31", false},
        {"2016年2月29日", "2016-02-29", false},
        {"2017年2月29日", "!", false},
        {"2017年13月1日", "!", false},
        {"2017-03-28", "2017-03-28", true},
        {"2017.3.28", "2017-03-28", true},
        {"2017/3/28", "2017-03-28", true},
        {"2017年3月", "", false},
        {"17年3月28日", "", false},
        {"编号 12017-03-281", "", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        struct date_text t = {.from = 0};
        bool found = date_text_find(plan_patterns_new(&a), &ln, 0, ln.n, &t);
        CHECK_INT(cases[i].text, found, cases[i].day[0] != '\0');
        if (found) {
            char day[DATE_TEXT_MAX];
            CHECK_STR(cases[i].text, str_of(t.exists ? date_text(t.day, day) : "!"), cases[i].day);
            CHECK_INT(cases[i].text, t.dotted, cases[i].dotted);
        }
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_date_text_find__forms))
