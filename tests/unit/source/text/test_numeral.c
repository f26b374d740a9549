/*
 * test_numeral.c — Arabic and Chinese numerals.
 */
#include "testmain.h"

#include "base/arena.h"
#include "source/text/numeral.h"

static void test_numeral_read__values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t value; /* -1: no numeral */
        size_t taken;
    } cases[] = {
        {"0", 0, 1},
        {"86位", 86, 2},
        {"２０１７年", 2017, 4},
        {"007", 7, 3},
        {"999999", 999999, 6},
        {"1000000", -1, 0},
        {"一", 1, 1},
        {"十", 10, 1},
        {"十一", 11, 2},
        {"二十", 20, 2},
        {"二十五项", 25, 3},
        {"九十九", 99, 3},
        {"一百", 100, 2},
        {"一百零三", 103, 4},
        {"一百一十", 110, 4},
        {"两百", 200, 2},
        {"一千零一", 1001, 4},
        {"一万二千", 12000, 4},
        {"二〇一七", 2017, 4},
        {"二○一七", 2017, 4},
        {"二零一七", 2017, 4},
        {"二O一七", 2017, 4},
        {"壹", 1, 1},
        {"贰拾叁", 23, 3},
        {"O", -1, 0},
        {"项", -1, 0},
        {"", -1, 0},
        {"九九九九九九九", -1, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1 << 20);
        struct line ln = line_make(&a, str_of(cases[i].text), 1);
        int32_t v = 0;
        size_t n = 0;
        bool found = numeral_read(&ln, 0, ln.n, &v, &n);
        CHECK_INT(cases[i].text, found, cases[i].value >= 0);
        if (found) {
            CHECK_INT(cases[i].text, v, cases[i].value);
            CHECK_INT(cases[i].text, n, cases[i].taken);
        }
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_numeral_read__values))
