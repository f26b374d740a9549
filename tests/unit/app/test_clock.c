/*
 * test_clock.c — local time is eight hours ahead, to the minute.
 */
#include "app/clock.h"

#include "testmain.h"

#include "base/arena.h"

static void test_clock_local_text__zone(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t ms;
        const char *want;
    } cases[] = {
        {"the beginning", 0, "1970-01-01 08:00"},
        {"before midnight in UTC is tomorrow", INT64_C(1490659200000) - 1, "2017-03-28 07:59"},
        {"over the day's end", INT64_C(1490630400000), "2017-03-28 00:00"},
        {"seconds are cut", INT64_C(1490630459999), "2017-03-28 00:00"},
    };
    struct arena a;
    arena_init(&a, 4096);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].name, clock_local_text(&a, (instant){cases[i].ms}), cases[i].want);
    arena_release(&a);
}

static instant test_fixed(void *ctx)
{
    return *(instant *)ctx;
}

static void test_clock_now__fake(void **state)
{
    (void)state;
    instant t = {42};
    struct clock c = {test_fixed, &t};
    CHECK_INT("fake", clock_now(&c).ms, 42);
}

static void test_clock_system__is_this_century(void **state)
{
    (void)state;
    struct clock c = clock_system();
    instant first = clock_now(&c);
    instant second = clock_now(&c);
    CHECK("after 2020", first.ms > INT64_C(1577836800000));
    CHECK("before 2100", first.ms < INT64_C(4102444800000));
    CHECK("milliseconds move on", second.ms - first.ms < 60000);
}

TEST_MAIN(cmocka_unit_test(test_clock_local_text__zone), cmocka_unit_test(test_clock_now__fake),
          cmocka_unit_test(test_clock_system__is_this_century))
