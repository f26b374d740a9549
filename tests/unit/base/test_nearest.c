/*
 * test_nearest.c — slips of the fingers and what is too far off.
 */
#include "base/nearest.h"

#include "testmain.h"

static void test_nearest_distance__pairs(void **state)
{
    (void)state;
    static const struct {
        const char *name, *a, *b;
        size_t want;
    } cases[] = {
        {"equal", "import", "import", 0},
        {"both empty", "", "", 0},
        {"one empty", "", "plan", 4},
        {"left out", "imprt", "import", 1},
        {"put in", "importt", "import", 1},
        {"replaced", "inport", "import", 1},
        {"swapped neighbours are one slip", "improt", "import", 1},
        {"swapped at the end", "plna", "plan", 1},
        {"two slips", "iprot", "import", 2},
        {"nothing in common", "abc", "xyz", 3},
        {"swapped and put in between are counted apart", "ca", "abc", 3},
        {"only the first letters of long words count", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaYZ", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str a = str_of(cases[i].a);
        struct str b = str_of(cases[i].b);
        CHECK_INT(cases[i].name, nearest_distance(a, b), cases[i].want);
        CHECK_INT(cases[i].name, nearest_distance(b, a), cases[i].want);
    }
}

static void test_nearest_is__words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *word, *of;
        bool want;
    } cases[] = {
        {"one slip", "improt", "import", true},
        {"two slips of six", "iprot", "import", true},
        {"the beginning", "led", "ledger", true},
        {"one letter is no beginning", "l", "ledger", false},
        {"three letters bear one slip", "ba", "bom", false},
        {"three letters, one slip", "bon", "bom", true},
        {"another word", "serve", "plan", false},
        {"empty", "", "plan", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name, nearest_is(str_of(cases[i].word), str_of(cases[i].of)),
                  cases[i].want);
}

TEST_MAIN(cmocka_unit_test(test_nearest_distance__pairs), cmocka_unit_test(test_nearest_is__words))
