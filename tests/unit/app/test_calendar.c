/*
 * test_calendar.c — a year of the built-in calendar for people, at a clock of our own.
 */
#include "app/calendar.h"

#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "testmain.h"

static instant fake_now(void *ctx)
{
    return *(instant *)ctx;
}

static date day_of(const char *text)
{
    date d = {0};
    assert_int_equal(date_parse(str_of(text), &d, NULL), ERR_OK);
    return d;
}

static void test_app_calendar_year__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *now;
        int32_t year;         /* asked */
        const char *known_on; /* NULL: today */
        int32_t want_year;
        bool known;
        int32_t days, working;
        size_t off, work, notices;
    } cases[] = {
        {"last year", "2018-03-01T08:00:00+08:00", 2017, NULL, 2017, true, 365, 249, 24, 5, 1},
        {"this year", "2017-12-31T23:59:59+08:00", 0, NULL, 2017, true, 365, 249, 24, 5, 1},
        {"the next, one second later", "2018-01-01T00:00:00+08:00", 0, NULL, 2018, true, 365, 250,
         23, 6, 1},
        {"and when 2019 was arranged", "2018-12-06T08:00:00+08:00", 0, NULL, 2018, true, 365, 250,
         25, 7, 2},
        {"not arranged yet", "2016-11-30T08:00:00+08:00", 2017, NULL, 2017, false, 365, 260, 0, 0,
         0},
        {"asked for another day", "2026-01-01T00:00:00+08:00", 2019, "2019-03-21", 2019, true, 365,
         250, 19, 4, 1},
        {"a day later", "2026-01-01T00:00:00+08:00", 2019, "2019-03-22", 2019, true, 365, 250, 22,
         6, 2},
        {"extended", "2026-01-01T00:00:00+08:00", 2020, NULL, 2020, true, 366, 249, 30, 6, 2},
        {"before all notices", "2026-01-01T00:00:00+08:00", 1999, NULL, 1999, false, 365, 261, 0, 0,
         0},
        {"days from the next year's notice alone", "2026-01-01T00:00:00+08:00", 2006, NULL, 2006,
         false, 365, 262, 0, 2, 1},
        {"the ends", "2026-01-01T00:00:00+08:00", CALENDAR_YEAR_MAX, NULL, CALENDAR_YEAR_MAX, false,
         365, 261, 0, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        instant now = {0};
        arena_init(&a, 1 << 24);
        CHECK_ERR(cases[i].name, local_time_parse(str_of(cases[i].now), &now, NULL), ERR_OK);
        const struct app app = {.clock = {fake_now, &now}};
        struct app_calendar_ask ask = {.year = cases[i].year,
                                       .has_known_on = cases[i].known_on != NULL};
        if (ask.has_known_on)
            ask.known_on = day_of(cases[i].known_on);
        struct app_calendar_year y = app_calendar_year(&a, &app, &ask);
        size_t count[] = {[CALENDAR_OFF] = 0, [CALENDAR_WORK] = 0};
        for (size_t k = 0; k < y.n_marked; k++) {
            CHECK(cases[i].name, y.marked[k].reason.notice != NULL);
            CHECK(cases[i].name, k == 0 || y.marked[k - 1].day.days < y.marked[k].day.days);
            count[y.marked[k].reason.mark]++;
        }
        CHECK_INT(cases[i].name, y.year, cases[i].want_year);
        CHECK_INT(cases[i].name, y.known, cases[i].known);
        CHECK_INT(cases[i].name, y.days, cases[i].days);
        CHECK_INT(cases[i].name, y.working, cases[i].working);
        CHECK_INT(cases[i].name, count[CALENDAR_OFF], cases[i].off);
        CHECK_INT(cases[i].name, count[CALENDAR_WORK], cases[i].work);
        CHECK_INT(cases[i].name, y.n_notices, cases[i].notices);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_app_calendar_year__cases))
