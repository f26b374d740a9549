/*
 * test_recurrence.c — which closed rectification a new loss follows.
 */
#include "core/remedy/recurrence.h"

#include "testmain.h"

#define LOST(centi)                                                                                \
    {                                                                                              \
        PLAN_PRINTED,                                                                              \
        {                                                                                          \
            centi                                                                                  \
        }                                                                                          \
    }

static const struct plan_item TIMELY = {.category = {"法律援助", 12},
                                        .subcategory = {"办案质量", 12},
                                        .item = {"受理时效", 12},
                                        .lost = LOST(100)};
static const struct plan_item TIMELY_ELSEWHERE = {.category = {"人民调解", 12},
                                                  .subcategory = {"办案质量", 12},
                                                  .item = {"受理时效", 12},
                                                  .lost = LOST(100)};
static const struct plan_item TIMELY_SPACED = {.category = {"法律 援助", 13},
                                               .subcategory = {"办案质量", 12},
                                               .item = {"受理　时效", 15},
                                               .lost = LOST(1)};
static const struct plan_item TIMELY_KEPT = {.category = {"法律援助", 12},
                                             .subcategory = {"办案质量", 12},
                                             .item = {"受理时效", 12},
                                             .lost = LOST(0)};
static const struct plan_item TIMELY_UNKNOWN = {
    .category = {"法律援助", 12}, .subcategory = {"办案质量", 12}, .item = {"受理时效", 12}};
static const struct plan_item OTHER = {.category = {"法律援助", 12},
                                       .subcategory = {"办案质量", 12},
                                       .item = {"经费保障", 12},
                                       .lost = LOST(100)};

static const struct recurrence_closed CLOSED[] = {
    {1, 2014, &TIMELY, CAUSE_LATE_ENTRY}, {2, 2015, &TIMELY, CAUSE_LATE_ENTRY},
    {3, 2015, &TIMELY, CAUSE_LATE_ENTRY}, {4, 2016, &TIMELY_ELSEWHERE, CAUSE_LATE_ENTRY},
    {5, 2015, &TIMELY, CAUSE_NOT_DONE},   {6, 0, &TIMELY, CAUSE_MISCONDUCT},
};

static void test_recurrence_find__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct recurrence_loss loss;
        int64_t want; /* 0: none */
    } CASES[] = {
        {"the latest year, opened last", {2017, &TIMELY, CAUSE_LATE_ENTRY}, 3},
        {"blanks do not tell names apart", {2017, &TIMELY_SPACED, CAUSE_LATE_ENTRY}, 3},
        {"the place counts before the year", {2018, &TIMELY, CAUSE_LATE_ENTRY}, 3},
        {"the same place elsewhere", {2017, &TIMELY_ELSEWHERE, CAUSE_LATE_ENTRY}, 4},
        {"by name alone", {2016, &TIMELY_ELSEWHERE, CAUSE_LATE_ENTRY}, 3},
        {"only earlier years", {2015, &TIMELY, CAUSE_LATE_ENTRY}, 1},
        {"no earlier year", {2014, &TIMELY, CAUSE_LATE_ENTRY}, 0},
        {"another class", {2017, &TIMELY, CAUSE_NOT_DONE}, 5},
        {"a class that was never closed", {2017, &TIMELY, CAUSE_EXTERNAL_PARTY}, 0},
        {"no class", {2017, &TIMELY, CAUSE__MAX}, 0},
        {"closed in an unknown year", {2017, &TIMELY, CAUSE_MISCONDUCT}, 0},
        {"the year is unknown", {0, &TIMELY, CAUSE_LATE_ENTRY}, 0},
        {"nothing lost", {2017, &TIMELY_KEPT, CAUSE_LATE_ENTRY}, 0},
        {"unknown whether anything was lost", {2017, &TIMELY_UNKNOWN, CAUSE_LATE_ENTRY}, 0},
        {"another item", {2017, &OTHER, CAUSE_LATE_ENTRY}, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        const struct recurrence_closed *c =
            recurrence_find(CLOSED, ARRAY_LEN(CLOSED), &CASES[i].loss);
        CHECK_INT(CASES[i].name, c == NULL ? 0 : c->rectification_id, CASES[i].want);
    }
    CHECK("nothing closed", recurrence_find(NULL, 0, &CASES[0].loss) == NULL);
}

TEST_MAIN(cmocka_unit_test(test_recurrence_find__cases))
