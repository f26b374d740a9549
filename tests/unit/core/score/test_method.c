/*
 * test_method.c — the bounds of methods, and numbers that do not fit. What each method gives is
 * shown by the cases of tests/golden/score.
 */
#include "testmain.h"

#include "core/score/method.h"

/* A score with the numbers of `list` given: pairs of a number's name and its value. */
struct given {
    enum score_number n;
    struct rational value;
};

static struct score score_with(enum score_method method, const struct given *list, size_t n)
{
    struct score s = {.method = method};
    for (size_t i = 0; i < SCORE_NUMBER__MAX; i++)
        s.number[i] = RATIONAL(0);
    for (size_t i = 0; i < SCORE_MEASURE__MAX; i++)
        s.measure[i] = MEASURE_NONE;
    for (size_t i = 0; i < n; i++) {
        s.given |= 1U << list[i].n;
        s.number[list[i].n] = list[i].value;
    }
    return s;
}

static const struct rational FIVE = {5, 1};

static void test_method_most__cases(void **state)
{
    (void)state;
    static const struct score_part parts[] = {
        {.score = {3, 1}}, {.score = {4, 1}}, {.score = {2, 1}}};
    static const struct score_part more[] = {{.score = {9, 1}}};
    const struct {
        const char *name;
        enum score_method method;
        struct given given;
        const struct score_part *parts;
        size_t n_parts;
        bool known;
        struct rational most;
    } cases[] = {
        {"full", METHOD_DEDUCT, {SCORE_CAP, {1, 1}}, NULL, 0, true, {5, 1}},
        {"the cap of what is earned", METHOD_EARN, {SCORE_CAP, {3, 1}}, NULL, 0, true, {3, 1}},
        {"a cap above full", METHOD_EARN, {SCORE_CAP, {9, 1}}, NULL, 0, true, {5, 1}},
        {"the best band", METHOD_BANDS, {SCORE_EACH, {1, 1}}, parts, 3, true, {4, 1}},
        {"the best place", METHOD_RANK, {SCORE_EACH, {1, 1}}, parts, 3, true, {4, 1}},
        {"a band above full", METHOD_BANDS, {SCORE_EACH, {1, 1}}, more, 1, true, {5, 1}},
        {"the top of a range", METHOD_MANUAL, {SCORE_HIGH, {2, 1}}, NULL, 0, true, {2, 1}},
        {"a bonus knows none", METHOD_BONUS, {SCORE_CAP, {2, 1}}, NULL, 0, false, {0, 1}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct score s = score_with(cases[i].method, &cases[i].given, 1);
        struct rational most = RATIONAL(0);
        s.parts = cases[i].parts;
        s.n_parts = cases[i].n_parts;
        CHECK(cases[i].name, method_most(&s, FIVE, &most) == cases[i].known);
        CHECK(cases[i].name, rational_cmp(most, cases[i].most) == 0);
    }
}

static void test_method_least__cases(void **state)
{
    (void)state;
    const struct {
        const char *name;
        enum score_method method;
        struct given given[2];
        size_t n;
        bool uncapped, known;
        struct rational least;
    } cases[] = {
        {"nothing", METHOD_DEDUCT, {{SCORE_EACH, {1, 1}}}, 1, false, true, {0, 1}},
        {"what the cap leaves", METHOD_DEDUCT, {{SCORE_CAP, {2, 1}}}, 1, false, true, {3, 1}},
        {"a cap above full", METHOD_DEDUCT, {{SCORE_CAP, {7, 1}}}, 1, false, true, {0, 1}},
        {"the floor", METHOD_DEDUCT, {{SCORE_FLOOR, {1, 1}}}, 1, false, true, {1, 1}},
        {"a floor above full", METHOD_DEDUCT, {{SCORE_FLOOR, {9, 1}}}, 1, false, true, {5, 1}},
        {"the higher of floor and cap",
         METHOD_DEDUCT,
         {{SCORE_FLOOR, {1, 1}}, {SCORE_CAP, {2, 1}}},
         2,
         false,
         true,
         {3, 1}},
        {"no bound", METHOD_DEDUCT, {{SCORE_EACH, {1, 1}}}, 1, true, false, {0, 1}},
        {"what `else` leaves", METHOD_THRESHOLD, {{SCORE_ELSE, {2, 1}}}, 1, false, true, {3, 1}},
        {"the cap of what is earned is none",
         METHOD_EARN,
         {{SCORE_CAP, {2, 1}}},
         1,
         false,
         true,
         {0, 1}},
        {"a milestone missed", METHOD_MILESTONE, {{SCORE_MISSING, {1, 1}}}, 1, false, true, {1, 1}},
        {"the bottom of a range", METHOD_MANUAL, {{SCORE_LOW, {1, 1}}}, 1, false, true, {1, 1}},
        {"no less than nothing", METHOD_MANUAL, {{SCORE_LOW, {-1, 1}}}, 1, false, true, {0, 1}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct score s = score_with(cases[i].method, cases[i].given, cases[i].n);
        struct rational least = RATIONAL(0);
        bool known = false;
        s.uncapped = cases[i].uncapped;
        CHECK_ERR(cases[i].name, method_least(&s, FIVE, &known, &least, NULL), ERR_OK);
        CHECK(cases[i].name, known == cases[i].known);
        CHECK(cases[i].name, rational_cmp(least, cases[i].least) == 0);
    }
}

/* One measure, as great as a number can be; every method says that it does not fit. */
static void test_method_score__overflow(void **state)
{
    (void)state;
    static const struct score_part tier = {.measure = 0, .number = {3, 1}};
    static const struct {
        const char *name;
        enum score_method method;
        enum score_number number;
        enum score_measure measure;
    } cases[] = {
        {"deduct", METHOD_DEDUCT, SCORE_EACH, SCORE_M_OF},
        {"deduct_tiered", METHOD_DEDUCT_TIERED, SCORE_EACH, SCORE_MEASURE__MAX},
        {"earn", METHOD_EARN, SCORE_EACH, SCORE_M_OF},
        {"bonus", METHOD_BONUS, SCORE_EACH, SCORE_M_OF},
    };
    const struct expr_value slots[] = {{.present = true, .number = {INT64_MAX, 1}},
                                       {.present = true, .number = {5, 1}}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct given each = {cases[i].number, {3, 1}};
        struct score s = score_with(cases[i].method, &each, 1);
        struct method_result r;
        if (cases[i].measure < SCORE_MEASURE__MAX)
            s.measure[cases[i].measure] = 0;
        else
            s.parts = &tier;
        s.n_parts = s.parts == NULL ? 0 : 1;
        const struct method_call c = {.score = &s, .full = FIVE, .slots = slots};
        CHECK_ERR(cases[i].name, method_score(&c, &r, NULL), ERR_NUMBER_RANGE);
    }
}

/* A figure that is not there is told, whichever of a method's measures it is. */
static void test_method_score__missing(void **state)
{
    (void)state;
    const struct expr_value slots[] = {{.present = false},
                                       {.present = true, .number = {1, 1}},
                                       {.present = true, .number = {5, 1}}};
    for (int32_t part = 0; part < 2; part++) {
        struct score s = score_with(METHOD_RATIO, NULL, 0);
        struct method_result r;
        s.measure[SCORE_M_PART] = part;
        s.measure[SCORE_M_WHOLE] = 1 - part;
        const struct method_call c = {.score = &s, .full = FIVE, .slots = slots};
        CHECK_ERR("missing", method_score(&c, &r, NULL), ERR_OK);
        CHECK("missing", r.note == METHOD_MISSING && r.points.num == 0);
    }
}

TEST_MAIN(cmocka_unit_test(test_method_most__cases), cmocka_unit_test(test_method_least__cases),
          cmocka_unit_test(test_method_score__overflow),
          cmocka_unit_test(test_method_score__missing))
