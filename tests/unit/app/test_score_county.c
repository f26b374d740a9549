/*
 * test_score_county.c — which unit and which framework somebody means.
 */
#include "app/score_county.h"

#include "testmain.h"

static struct unit UNITS[] = {
    {.id = {"jt", 2}, .kind = {"county", 6}, .name = {"甲区司法局", 15}},
    {.id = {"cx", 2}, .kind = {"office", 6}, .name = {"城西司法所", 15}},
    {.id = {"cd", 2}, .kind = {"office", 6}, .name = {"jt", 2}},
};
static const struct unit_list LIST = {UNITS, ARRAY_LEN(UNITS)};

static void test_score_assessed_unit__names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *assessed, *text;
        enum err_code want;
        const char *id;
    } CASES[] = {
        {"by id", "county", "jt", ERR_OK, "jt"},
        {"an id before a name", "office", "jt", ERR_SCORE_UNIT, NULL},
        {"by name", "office", "城西司法所", ERR_OK, "cx"},
        {"the only one", "county", "", ERR_OK, "jt"},
        {"one of several", "office", "", ERR_SCORE_UNIT, NULL},
        {"of another kind", "county", "cx", ERR_SCORE_UNIT, NULL},
        {"nobody", "county", "west", ERR_SCORE_UNIT, NULL},
        {"none of that kind", "city", "", ERR_SCORE_UNIT, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct framework f = {.assessed = str_of(CASES[i].assessed)};
        struct str id = STR_NONE;
        CHECK_ERR(CASES[i].name, score_assessed_unit(&LIST, &f, str_of(CASES[i].text), &id, NULL),
                  CASES[i].want);
        if (CASES[i].want == ERR_OK)
            CHECK_STR(CASES[i].name, id, CASES[i].id);
    }
}

static date day(const char *text)
{
    date d;
    CHECK_ERR(text, date_parse(str_of(text), &d, NULL), ERR_OK);
    return d;
}

static void test_score_framework_in__years(void **state)
{
    (void)state;
    const struct framework frameworks[] = {
        {.id = {"a", 1}, .from = day("2016-01-01"), .to = day("2016-12-31")},
        {.id = {"b", 1}, .from = day("2016-12-01"), .to = day("2017-11-30")},
        {.id = {"c", 1}, .from = day("2018-01-01"), .to = day("2018-12-31")},
        {.id = {"d", 1}, .from = day("2018-01-01"), .to = day("2018-06-30")},
    };
    const struct catalog catalog = {.frameworks = frameworks, .n_frameworks = 4};
    static const struct {
        const char *name;
        int32_t year;
        const char *framework;
        enum err_code want;
        size_t at;
    } CASES[] = {
        {"the calendar year", 2016, "", ERR_OK, 0},
        {"the year in which it ends", 2017, "", ERR_OK, 1},
        {"none", 2019, "", ERR_SCORE_NO_FRAMEWORK, 0},
        {"two of a year", 2018, "", ERR_SCORE_FRAMEWORKS, 0},
        {"one of them", 2018, "d", ERR_OK, 3},
        {"of another year", 2016, "d", ERR_SCORE_NO_FRAMEWORK, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct score_ask ask = {.year = CASES[i].year,
                                      .framework = str_of(CASES[i].framework)};
        const struct framework *f = NULL;
        CHECK_ERR(CASES[i].name, score_framework_in(&catalog, &ask, &f, NULL), CASES[i].want);
        if (CASES[i].want == ERR_OK)
            CHECK(CASES[i].name, f == &frameworks[CASES[i].at]);
    }
}

TEST_MAIN(cmocka_unit_test(test_score_assessed_unit__names),
          cmocka_unit_test(test_score_framework_in__years))
