/*
 * test_scene.c — units, their figures, and how far a scene looks.
 */
#include "obligation_of.h"

static void test_scene_unit_of__ids(void **state)
{
    (void)state;
    struct scene s = {.units = UNITS, .n_units = ARRAY_LEN(UNITS)};
    CHECK_INT("first", scene_unit_of(&s, STR("jt")), 0);
    CHECK_INT("last", scene_unit_of(&s, STR("nm")), 4);
    CHECK_INT("unknown", scene_unit_of(&s, STR("bm")), SCENE_NO_UNIT);
    CHECK_INT("empty", scene_unit_of(&s, STR_NONE), SCENE_NO_UNIT);
}

static void test_scene_is_below__pairs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t unit, top;
        bool want;
    } cases[] = {
        {"itself", 1, 1, true},
        {"the top itself", 0, 0, true},
        {"office below its bureau", 2, 0, true},
        {"bureau is not below its office", 0, 2, false},
        {"beside each other", 1, 2, false},
        {"beside each other, the other way", 2, 1, false},
        {"of another bureau", 4, 0, false},
        {"below the other bureau", 4, 3, true},
        {"two bureaus", 3, 0, false},
        {"unknown unit", SCENE_NO_UNIT, 0, false},
        {"below unknown", 1, SCENE_NO_UNIT, false},
        {"both unknown", SCENE_NO_UNIT, SCENE_NO_UNIT, false},
    };
    struct scene s = {.units = UNITS, .n_units = ARRAY_LEN(UNITS)};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK(cases[i].name, scene_is_below(&s, cases[i].unit, cases[i].top) == cases[i].want);
}

static void test_scene_figure_at__days(void **state)
{
    (void)state;
    static const struct scene_figure figures[] = {
        {.figure = 0, .from = {10}, .entered_at = {100}, .value = {1, 1}},
        {.figure = 0, .from = {20}, .entered_at = {100}, .value = {2, 1}},
        {.figure = 0, .from = {20}, .entered_at = {200}, .value = {3, 1}},
        {.figure = 1, .from = {15}, .entered_at = {100}, .value = {9, 1}},
    };
    static const struct {
        const char *name;
        int32_t figure, on;
        int64_t as_of, want; /* 0: none */
    } cases[] = {
        {"before the first day", 0, 9, 1000, 0},
        {"on the first day", 0, 10, 1000, 1},
        {"the day before the next", 0, 19, 1000, 1},
        {"of one day the one entered later", 0, 20, 1000, 3},
        {"not entered yet", 0, 20, 199, 2},
        {"entered at the moment asked about", 0, 20, 200, 3},
        {"nothing known yet", 0, 20, 99, 0},
        {"known at its instant", 0, 10, 100, 1},
        {"another figure", 1, 30, 1000, 9},
        {"the other is not there yet", 1, 14, 1000, 0},
        {"no such figure", 2, 30, 1000, 0},
    };
    struct scene_unit unit = {.figures = figures, .n_figures = ARRAY_LEN(figures)};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scene s = {.as_of = {cases[i].as_of}, .units = &unit, .n_units = 1};
        struct rational got = RATIONAL(0);
        bool found = scene_figure_at(&s, 0, cases[i].figure, (date){cases[i].on}, &got);
        CHECK(cases[i].name, found == (cases[i].want != 0));
        CHECK_INT(cases[i].name, got.num, cases[i].want);
    }
}

static void test_scene_horizon__looking_ahead(void **state)
{
    (void)state;
    struct scene s = {.as_of = at("2017-03-10T23:59:59.999")};
    CHECK_DAY("the day of the moment", scene_horizon(&s), "2017-03-10");
    s.as_of = at("2017-03-11");
    CHECK_DAY("midnight belongs to the new day", scene_horizon(&s), "2017-03-11");
    s.ahead = day("2017-12-31");
    CHECK_DAY("not asked to look ahead", scene_horizon(&s), "2017-03-11");
    s.looks_ahead = true;
    CHECK_DAY("ahead", scene_horizon(&s), "2017-12-31");
    s.ahead = day("2017-03-01");
    CHECK_DAY("never behind the moment", scene_horizon(&s), "2017-03-11");
}

/* Which months of a span are gone through, and which of them are asked for. */
static void test_scene_walk__months(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *first, *last; /* of the span */
        const char *from, *to;    /* the days asked for; NULL: all */
        bool beginning;
        const char *want;
    } cases[] = {
        {"all", "2017-01-20", "2017-03-05", NULL, NULL, false, "2017-01 2017-02 2017-03 "},
        {"one day", "2017-01-20", "2017-12-31", "2017-03-31", "2017-03-31", false, "2017-03 "},
        {"two months", "2017-01-20", "2017-12-31", "2017-03-31", "2017-04-01", false,
         "2017-03 2017-04 "},
        {"those that begin", "2017-01-20", "2017-12-31", "2017-03-31", "2017-04-01", true,
         "2017-04 "},
        {"days before the span, in one month with its first", "2017-03-20", "2017-12-31",
         "2017-03-05", "2017-03-06", false, "2017-03 "},
        {"days behind the span, in one month with its last", "2017-01-01", "2017-03-05",
         "2017-03-20", "2017-03-21", false, "2017-03 "},
        {"a span that ends before it begins", "2017-03-20", "2017-03-05", NULL, NULL, false, ""},
        {"such a span, and days", "2017-03-20", "2017-03-05", "2017-03-01", "2017-03-31", false,
         ""},
        {"nothing in common", "2017-05-01", "2017-12-31", "2017-03-05", "2017-03-06", false,
         "2017-03 "},
        {"not begun yet", "2017-01-20", "2018-12-31", "2018-01-31", "2018-12-31", false,
         "2018-01 "},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scene s = {.as_of = at("2018-01-31T12:00")};
        const struct period_every every = {.kind = PERIOD_MONTH};
        char text[256] = "";
        struct period w;
        if (cases[i].from != NULL)
            s.windows = (struct scene_windows){
                true, cases[i].beginning, {day(cases[i].from), day(cases[i].to)}};
        struct period_walk walk =
            scene_walk(&s, &every, (struct period){day(cases[i].first), day(cases[i].last)});
        while (period_walk_next(&walk, &w)) {
            char name[PERIOD_NAME_MAX];
            size_t n = strlen(text);
            if (scene_asks(&s, w))
                (void)snprintf(text + n, sizeof(text) - n, "%s ",
                               period_name(PERIOD_MONTH, w, name));
        }
        CHECK_STR(cases[i].name, str_of(text), cases[i].want);
    }
}

TEST_MAIN(cmocka_unit_test(test_scene_walk__months), cmocka_unit_test(test_scene_unit_of__ids),
          cmocka_unit_test(test_scene_is_below__pairs),
          cmocka_unit_test(test_scene_figure_at__days),
          cmocka_unit_test(test_scene_horizon__looking_ahead))
