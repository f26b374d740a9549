/*
 * test_entry.c — what a record said at an instant, to the millisecond.
 */
#include "obligation_of.h"

/* Entered at 100, corrected at 200 and twice at 300, voided at 400. */
static const struct entry_version VERSIONS[] = {
    {.at = {100}, .occurred_on = {1}},
    {.at = {200}, .occurred_on = {2}},
    {.at = {300}, .occurred_on = {3}},
    {.at = {300}, .occurred_on = {4}},
};
static const struct entry KEPT = {.id = 1, .versions = VERSIONS, .n = ARRAY_LEN(VERSIONS)};
static const struct entry VOIDED = {
    .id = 1, .versions = VERSIONS, .n = ARRAY_LEN(VERSIONS), .voided = true, .voided_at = {400}};

/* The number of the version, 0: none. */
static int32_t number(const struct entry_version *v)
{
    return v == NULL ? 0 : v->occurred_on.days;
}

static void test_entry_at__instants(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t t;
        int32_t kept, voided;
    } cases[] = {
        {"before it was entered", 99, 0, 0},
        {"at its entry", 100, 1, 1},
        {"before the correction", 199, 1, 1},
        {"at the correction", 200, 2, 2},
        {"of one instant the last holds", 300, 4, 4},
        {"before the void", 399, 4, 4},
        {"at the void", 400, 4, 0},
        {"after it", 401, 4, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        instant t = {cases[i].t};
        CHECK_INT(cases[i].name, number(entry_at(&KEPT, t)), cases[i].kept);
        CHECK_INT(cases[i].name, number(entry_at(&VOIDED, t)), cases[i].voided);
    }
}

/* Voided at the beginning of time is voided, too; a void that is none has no time. */
static void test_entry_at__void_without_time(void **state)
{
    (void)state;
    struct entry x = KEPT;
    CHECK_INT("not voided", number(entry_at(&x, (instant){1000})), 4);
    x.voided = true;
    CHECK_INT("voided in 1970", number(entry_at(&x, (instant){1000})), 0);
}

static void test_entry_before__instants(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t before, t;
        int32_t want;
    } cases[] = {
        {"the entry itself is not before its instant", 100, 1000, 0},
        {"a millisecond later it is", 101, 1000, 1},
        {"a correction at the instant comes too late", 200, 1000, 1},
        {"a millisecond later it is in time", 201, 1000, 2},
        {"both of one instant", 301, 1000, 4},
        {"not what was known later", 1000, 199, 1},
        {"what is known at the moment asked about", 1000, 200, 2},
        {"nothing was known", 1000, 99, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct entry_version *v =
            entry_before(&KEPT, (instant){cases[i].before}, (instant){cases[i].t});
        CHECK_INT(cases[i].name, number(v), cases[i].want);
    }
}

TEST_MAIN(cmocka_unit_test(test_entry_at__instants),
          cmocka_unit_test(test_entry_at__void_without_time),
          cmocka_unit_test(test_entry_before__instants))
