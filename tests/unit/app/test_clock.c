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

static void test_clock_local_date__edges(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t ms;
        const char *want;
    } cases[] = {
        {"the beginning", 0, "1970-01-01"},
        {"the last millisecond of a day", INT64_C(1490630399999), "2017-03-27"},
        {"the first of the next", INT64_C(1490630400000), "2017-03-28"},
        {"before the beginning", -(INT64_C(8) * 3600 * 1000) - 1, "1969-12-31"},
        {"a day before that", -(INT64_C(32) * 3600 * 1000) - 1, "1969-12-30"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[DATE_TEXT_MAX];
        date day = clock_local_date((instant){cases[i].ms});
        CHECK_STR(cases[i].name, str_of(date_text(day, text)), cases[i].want);
        CHECK_INT(cases[i].name, clock_local_date(clock_day_end(day)).days, day.days);
        instant next = {clock_day_end(day).ms + 1};
        CHECK_INT(cases[i].name, clock_local_date(next).days, day.days + 1);
    }
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

TEST_MAIN(cmocka_unit_test(test_clock_local_text__zone),
          cmocka_unit_test(test_clock_local_date__edges), cmocka_unit_test(test_clock_now__fake),
          cmocka_unit_test(test_clock_system__is_this_century))
