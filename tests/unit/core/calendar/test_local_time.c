/*
 * test_local_time.c — where one local day ends and the next begins.
 */
#include "testmain.h"

#include "core/calendar/local_time.h"

static instant utc(const char *text)
{
    instant t = {0};
    assert_int_equal(local_time_parse(str_of(text), &t, NULL), ERR_OK);
    return t;
}

static void test_local_day__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *at;
        const char *day;
    } cases[] = {
        {"midday", "2017-03-10T04:00:00Z", "2017-03-10"},
        {"last of a day", "2017-03-10T15:59:59.999Z", "2017-03-10"},
        {"24:00 is the next day", "2017-03-10T16:00:00Z", "2017-03-11"},
        {"end of a leap day", "2016-02-29T15:59:59.999Z", "2016-02-29"},
        {"end of a year", "2016-12-31T16:00:00Z", "2017-01-01"},
        {"before the epoch", "1969-12-31T15:59:59.999Z", "1969-12-31"},
        {"at the local epoch", "1969-12-31T16:00:00Z", "1970-01-01"},
        {"summer of 1988: no daylight saving here", "1988-07-01T15:30:00Z", "1988-07-01"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[DATE_TEXT_MAX];
        date day = local_day(utc(cases[i].at));
        CHECK_STR(cases[i].name, str_of(date_text(day, text)), cases[i].day);
    }
}

static void test_local_day__start_and_after(void **state)
{
    (void)state;
    for (int32_t days = -30000; days <= 60000; days += 7) {
        date day = {days};
        instant start = local_day_start(day);
        instant after = local_day_after(day);
        assert_int_equal(local_day(start).days, days);
        assert_int_equal(local_day((instant){start.ms - 1}).days, days - 1);
        assert_int_equal(local_day((instant){after.ms - 1}).days, days);
        assert_int_equal(local_day(after).days, days + 1);
        assert_int_equal(after.ms, local_day_start((date){days + 1}).ms);
    }
}

static void test_local_time_parse__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        enum err_code code;
        const char *want; /* local time */
    } cases[] = {
        {"seconds", "2017-04-05T09:00:00+08:00", ERR_OK, "2017-04-05T09:00:00.000+08:00"},
        {"minutes", "2017-04-05T09:07+08:00", ERR_OK, "2017-04-05T09:07:00.000+08:00"},
        {"one decimal", "2017-04-05T09:00:00.5+08:00", ERR_OK, "2017-04-05T09:00:00.500+08:00"},
        {"milliseconds", "2017-04-03T23:59:59.999+08:00", ERR_OK, "2017-04-03T23:59:59.999+08:00"},
        {"finer is cut off", "2017-04-03T23:59:59.9999+08:00", ERR_OK,
         "2017-04-03T23:59:59.999+08:00"},
        {"nine decimals", "2017-04-05T09:00:00.001999999+08:00", ERR_OK,
         "2017-04-05T09:00:00.001+08:00"},
        {"UTC", "2017-04-05T01:00:00Z", ERR_OK, "2017-04-05T09:00:00.000+08:00"},
        {"UTC is the day before", "2017-04-04T16:00:00Z", ERR_OK, "2017-04-05T00:00:00.000+08:00"},
        {"west", "2017-04-04T20:30:00-03:30", ERR_OK, "2017-04-05T08:00:00.000+08:00"},
        {"first there is", "0001-01-01T08:00:00+08:00", ERR_OK, "0001-01-01T08:00:00.000+08:00"},
        {"last there is", "9999-12-31T23:59:59+08:00", ERR_OK, "9999-12-31T23:59:59.000+08:00"},
        {"no distance", "2017-04-05T09:00:00", ERR_TIME_SYNTAX, NULL},
        {"no time", "2017-04-05", ERR_TIME_SYNTAX, NULL},
        {"no T", "2017-04-05 09:00:00+08:00", ERR_TIME_SYNTAX, NULL},
        {"24:00", "2017-04-05T24:00:00+08:00", ERR_TIME_SYNTAX, NULL},
        {"60 minutes", "2017-04-05T09:60:00+08:00", ERR_TIME_SYNTAX, NULL},
        {"leap second", "2016-12-31T23:59:60Z", ERR_TIME_SYNTAX, NULL},
        {"ten decimals", "2017-04-05T09:00:00.1234567890+08:00", ERR_TIME_SYNTAX, NULL},
        {"no decimals", "2017-04-05T09:00:00.+08:00", ERR_TIME_SYNTAX, NULL},
        {"a sign for a digit", "2017-04-05T09:00:00.-5+08:00", ERR_TIME_SYNTAX, NULL},
        {"hours alone", "2017-04-05T09+08:00", ERR_TIME_SYNTAX, NULL},
        {"distance of hours alone", "2017-04-05T09:00:00+08", ERR_TIME_SYNTAX, NULL},
        {"distance of 15 hours", "2017-04-05T09:00:00+15:00", ERR_TIME_SYNTAX, NULL},
        {"distance of 60 minutes", "2017-04-05T09:00:00+08:60", ERR_TIME_SYNTAX, NULL},
        {"no sign", "2017-04-05T09:00:00 08:00", ERR_TIME_SYNTAX, NULL},
        {"more behind", "2017-04-05T09:00:00Z.", ERR_TIME_SYNTAX, NULL},
        {"one digit", "2017-04-05T9:00:00+08:00", ERR_TIME_SYNTAX, NULL},
        {"letters", "2017-04-05Tab:00:00+08:00", ERR_TIME_SYNTAX, NULL},
        {"empty", "", ERR_TIME_SYNTAX, NULL},
        {"no such day", "2017-02-29T09:00:00+08:00", ERR_DATE_RANGE, NULL},
        {"no day", "2017-2-9T09:00:00+08:00", ERR_TIME_SYNTAX, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        instant t = {-7};
        struct err e = {0};
        char text[LOCAL_TIME_TEXT_MAX];
        CHECK_ERR(cases[i].name, local_time_parse(str_of(cases[i].text), &t, &e), cases[i].code);
        CHECK_ERR(cases[i].name, e.code, cases[i].code);
        if (cases[i].code == ERR_OK)
            CHECK_STR(cases[i].name, str_of(local_time_text(t, text)), cases[i].want);
        else
            CHECK_INT(cases[i].name, t.ms, -7);
    }
}

TEST_MAIN(cmocka_unit_test(test_local_day__cases),
          cmocka_unit_test(test_local_day__start_and_after),
          cmocka_unit_test(test_local_time_parse__cases))
