/*
 * test_moment_text.c — days and moments as people write them.
 */
#include "core/record/moment_text.h"

#include "testmain.h"

static void test_day_text_read__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *day; /* NULL: refused */
        enum err_code want;
    } cases[] = {
        {"ISO", "2017-03-10", "2017-03-10", ERR_OK},
        {"one digit each", "2017-3-1", "2017-03-01", ERR_OK},
        {"slashes", "2017/3/10", "2017-03-10", ERR_OK},
        {"points", "2017.03.10", "2017-03-10", ERR_OK},
        {"Chinese", "2017年3月10日", "2017-03-10", ERR_OK},
        {"eight digits", "20170310", "2017-03-10", ERR_OK},
        {"a spreadsheet's midnight", "2017-03-10 00:00:00", "2017-03-10", ERR_OK},
        {"leap day", "2016-02-29", "2016-02-29", ERR_OK},
        {"no leap year", "2017-02-29", NULL, ERR_DATE_RANGE},
        {"no such month", "20171301", NULL, ERR_DATE_RANGE},
        {"with a time", "2017-03-10 09:30", NULL, ERR_DATE_SYNTAX},
        {"mixed separators", "2017-03/10", NULL, ERR_DATE_SYNTAX},
        {"two digits of a year", "17-03-10", NULL, ERR_DATE_SYNTAX},
        {"day first", "10-03-2017", NULL, ERR_DATE_SYNTAX},
        {"without the last character", "2017年3月10", NULL, ERR_DATE_SYNTAX},
        {"seven digits", "2017031", NULL, ERR_DATE_SYNTAX},
        {"a serial number", "42804", NULL, ERR_DATE_SYNTAX},
        {"behind it", "2017-03-10起", NULL, ERR_DATE_SYNTAX},
        {"nothing", "", NULL, ERR_DATE_SYNTAX},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        date day;
        char text[DATE_TEXT_MAX];
        CHECK_ERR(cases[i].name, day_text_read(str_of(cases[i].text), &day, NULL), cases[i].want);
        if (cases[i].want == ERR_OK)
            CHECK(cases[i].name, strcmp(date_text(day, text), cases[i].day) == 0);
    }
}

static void test_moment_text_read__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *shown; /* in China's time; NULL: refused */
    } cases[] = {
        {"minutes", "2017-03-10 09:30", "2017-03-10 09:30:00"},
        {"one digit of the hour", "2017/3/10 9:30", "2017-03-10 09:30:00"},
        {"seconds", "2017-03-10 23:59:59", "2017-03-10 23:59:59"},
        {"milliseconds", "2017-03-10T23:59:59.999", "2017-03-10 23:59:59.999"},
        {"one decimal", "2017-03-10T23:59:59.5", "2017-03-10 23:59:59.500"},
        {"UTC", "2017-03-09T16:00:00Z", "2017-03-10 00:00:00"},
        {"China's own offset", "2017-03-10T09:30:00+08:00", "2017-03-10 09:30:00"},
        {"west of Greenwich", "2017-03-09T20:30:00-05:00", "2017-03-10 09:30:00"},
        {"offset without colon", "2017-03-10T09:30:00+0800", "2017-03-10 09:30:00"},
        {"a day alone", "2017年3月10日", "2017-03-10 00:00:00"},
        {"several blanks", "2017-03-10   9:30", "2017-03-10 09:30:00"},
        {"24 o'clock", "2017-03-10 24:00", NULL},
        {"minute 60", "2017-03-10 09:60", NULL},
        {"second 60", "2017-03-10 09:30:60", NULL},
        {"no minutes", "2017-03-10 9", NULL},
        {"nothing between", "2017-03-1009:30", NULL},
        {"a zone's name", "2017-03-10 09:30 CST", NULL},
        {"an offset too far", "2017-03-10T09:30:00+15:00", NULL},
        {"four decimals", "2017-03-10 09:30:00.1234", NULL},
        {"afternoon", "2017-03-10 下午3:30", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        instant t;
        char text[MOMENT_TEXT_MAX];
        enum err_code want = cases[i].shown == NULL ? ERR_DATE_SYNTAX : ERR_OK;
        CHECK_ERR(cases[i].name, moment_text_read(str_of(cases[i].text), &t, NULL), want);
        if (want == ERR_OK)
            CHECK(cases[i].name, strcmp(moment_text(t, text), cases[i].shown) == 0);
    }
}

TEST_MAIN(cmocka_unit_test(test_day_text_read__cases),
          cmocka_unit_test(test_moment_text_read__cases))
