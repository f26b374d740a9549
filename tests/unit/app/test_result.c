/*
 * test_result.c — which item a sheet or a plan means.
 */
#include "app/result.h"

#include "testmain.h"

static void test_result_leaf__names(void **state)
{
    (void)state;
    static const struct indicator ITEMS[] = {
        {.id = {"1", 1}, .name = {{[LANG_ZH] = {"法治宣传", 12}}}, .parent = -1},
        {.id = {"1.1", 3},
         .name = {{[LANG_ZH] = {"阵地", 6}, [LANG_EN] = {"Sites", 5}}},
         .is_leaf = true},
        {.id = {"1.2", 3}, .name = {{[LANG_ZH] = {"队伍", 6}}}, .is_leaf = true},
        {.id = {"1.3", 3}, .name = {{[LANG_ZH] = {"队伍", 6}}}, .is_leaf = true},
        {.id = {"1.4", 3}, .name = {{[LANG_ZH] = {"1.1", 3}}}, .is_leaf = true},
    };
    static const struct framework F = {.items = ITEMS, .n_items = ARRAY_LEN(ITEMS)};
    static const struct {
        const char *name, *text;
        int at; /* -1: none */
    } CASES[] = {
        {"by id", "1.2", 2},           {"by name", "阵地", 1},     {"in English", "Sites", 1},
        {"two of a name", "队伍", -1}, {"a head", "法治宣传", -1}, {"a head by id", "1", -1},
        {"an id first", "1.1", 1},     {"nothing", "", -1},        {"unknown", "公证", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct indicator *x = result_leaf(&F, str_of(CASES[i].text));
        CHECK(CASES[i].name, x == (CASES[i].at < 0 ? NULL : &ITEMS[CASES[i].at]));
    }
}

TEST_MAIN(cmocka_unit_test(test_result_leaf__names))
