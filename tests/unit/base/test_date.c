/*
 * test_date.c — the calendar, checked against a counter that knows nothing of
 * eras: it walks day by day from 0001-01-01, a Monday, to 9999-12-31.
 */
#include "testmain.h"

#include "base/date.h"

static date day(int year, int month, int day_of_month)
{
    date d = {0};
    assert_int_equal(date_make(year, month, day_of_month, &d, NULL), ERR_OK);
    return d;
}

static int days_in(int year, int month)
{
    switch (month) {
    case 2: return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    case 4:
    case 6:
    case 9:
    case 11: return 30;
    default: return 31;
    }
}

static void test_date__every_day_of_ten_thousand_years(void **state)
{
    (void)state;
    int32_t days = -719162; /* of 0001-01-01 */
    int weekday = 1;
    for (int y = 1; y <= 9999; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= days_in(y, m); d++) {
                date got = day(y, m, d);
                int py = 0;
                int pm = 0;
                int pd = 0;
                date_parts(got, &py, &pm, &pd);
                if (got.days != days || py != y || pm != m || pd != d ||
                    date_weekday(got) != weekday ||
                    date_month_end(got).days != days + days_in(y, m) - d)
                    fail_msg("%04d-%02d-%02d: %d days, read back as %d-%d-%d", y, m, d, got.days,
                             py, pm, pd);
                days++;
                weekday = weekday % 7 + 1;
            }
    assert_int_equal(days, 2932897); /* of 10000-01-01 */
}

static void test_date_make__known_and_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int y, m, d;
        enum err_code code;
        int32_t days;
    } cases[] = {
        {"epoch", 1970, 1, 1, ERR_OK, 0},
        {"day before", 1969, 12, 31, ERR_OK, -1},
        {"billennium", 2001, 9, 9, ERR_OK, 11574},
        {"leap day", 2016, 2, 29, ERR_OK, 16860},
        {"leap century", 2000, 2, 29, ERR_OK, 11016},
        {"first", 1, 1, 1, ERR_OK, -719162},
        {"last", 9999, 12, 31, ERR_OK, 2932896},
        {"no leap day", 2017, 2, 29, ERR_DATE_RANGE, 0},
        {"no leap century", 1900, 2, 29, ERR_DATE_RANGE, 0},
        {"31 April", 2017, 4, 31, ERR_DATE_RANGE, 0},
        {"32 January", 2017, 1, 32, ERR_DATE_RANGE, 0},
        {"day 0", 2017, 1, 0, ERR_DATE_RANGE, 0},
        {"day -1", 2017, 1, -1, ERR_DATE_RANGE, 0},
        {"month 0", 2017, 0, 1, ERR_DATE_RANGE, 0},
        {"month 13", 2017, 13, 1, ERR_DATE_RANGE, 0},
        {"year 0", 0, 1, 1, ERR_DATE_RANGE, 0},
        {"year 10000", 10000, 1, 1, ERR_DATE_RANGE, 0},
        {"negative year", -1, 1, 1, ERR_DATE_RANGE, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        date d = {-7};
        struct err e = {0};
        CHECK_ERR(cases[i].name, date_make(cases[i].y, cases[i].m, cases[i].d, &d, &e),
                  cases[i].code);
        CHECK_INT(cases[i].name, e.code, cases[i].code);
        CHECK_INT(cases[i].name, d.days, cases[i].code == ERR_OK ? cases[i].days : -7);
    }
}

static void test_date_parts__optional(void **state)
{
    (void)state;
    int month = 0;
    date_parts(day(2016, 2, 29), NULL, &month, NULL);
    assert_int_equal(month, 2);
    date_parts(day(2016, 2, 29), NULL, NULL, NULL);
}

static void test_date_add_months__clamps(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *from;
        int n;
        const char *want;
    } cases[] = {
        {"none", "2017-03-28", 0, "2017-03-28"},
        {"plain", "2017-03-28", 1, "2017-04-28"},
        {"31 January, common year", "2017-01-31", 1, "2017-02-28"},
        {"31 January, leap year", "2016-01-31", 1, "2016-02-29"},
        {"31 March back", "2017-03-31", -1, "2017-02-28"},
        {"31 May to June", "2017-05-31", 1, "2017-06-30"},
        {"leap day and a year", "2016-02-29", 12, "2017-02-28"},
        {"leap day and four years", "2016-02-29", 48, "2020-02-29"},
        {"leap day and a century", "2000-02-29", 1200, "2100-02-28"},
        {"over the year's end", "2016-12-31", 2, "2017-02-28"},
        {"back over the year's end", "2017-01-31", -2, "2016-11-30"},
        {"does not stick to the last day", "2017-02-28", 1, "2017-03-28"},
        {"to the first month there is", "9999-12-31", -(9998 * 12 + 11), "0001-01-31"},
        {"to the last month there is", "0001-01-31", 9998 * 12 + 11, "9999-12-31"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        date d = {0};
        char out[DATE_TEXT_MAX];
        CHECK_ERR(cases[i].name, date_parse(str_of(cases[i].from), &d, NULL), ERR_OK);
        CHECK_STR(cases[i].name, str_of(date_text(date_add_months(d, cases[i].n), out)),
                  cases[i].want);
    }
}

static void add_months_beyond(void *ctx)
{
    int *n = ctx;
    (void)date_add_months((date){0}, *n);
}

static void test_date_add_months__aborts_outside_years(void **state)
{
    (void)state;
    static int beyond[] = {-1970 * 12, (9999 - 1969) * 12, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < ARRAY_LEN(beyond); i++)
        assert_true(test_aborts(add_months_beyond, &beyond[i]));
    static int inside[] = {-1969 * 12, (9999 - 1970) * 12 + 11};
    for (size_t i = 0; i < ARRAY_LEN(inside); i++)
        assert_false(test_aborts(add_months_beyond, &inside[i]));
}

static void test_date_parse__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str text;
        enum err_code code;
        int32_t days;
    } cases[] = {
        {"plain", {"2017-03-28", 10}, ERR_OK, 17253},
        {"first", {"0001-01-01", 10}, ERR_OK, -719162},
        {"no such day", {"2017-02-29", 10}, ERR_DATE_RANGE, 0},
        {"year 0", {"0000-01-01", 10}, ERR_DATE_RANGE, 0},
        {"empty", {NULL, 0}, ERR_DATE_SYNTAX, 0},
        {"short month", {"2017-3-28", 9}, ERR_DATE_SYNTAX, 0},
        {"slashes", {"2017/03/28", 10}, ERR_DATE_SYNTAX, 0},
        {"blank before", {" 2017-03-28", 11}, ERR_DATE_SYNTAX, 0},
        {"text after", {"2017-03-28x", 11}, ERR_DATE_SYNTAX, 0},
        {"blank inside", {"2017- 3-28", 10}, ERR_DATE_SYNTAX, 0},
        {"minus year", {"-017-03-28", 10}, ERR_DATE_SYNTAX, 0},
        {"plus month", {"2017-+3-28", 10}, ERR_DATE_SYNTAX, 0},
        {"minus day", {"2017-03--8", 10}, ERR_DATE_SYNTAX, 0},
        {"letters", {"2017-ab-28", 10}, ERR_DATE_SYNTAX, 0},
        {"NUL inside", {"2017-03-2\0", 10}, ERR_DATE_SYNTAX, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        date d = {-7};
        struct err e = {0};
        CHECK_ERR(cases[i].name, date_parse(cases[i].text, &d, &e), cases[i].code);
        CHECK_INT(cases[i].name, d.days, cases[i].code == ERR_OK ? cases[i].days : -7);
    }
}

static void test_date_text__round_trip(void **state)
{
    (void)state;
    char out[DATE_TEXT_MAX];
    static const char *const days[] = {"0001-01-01", "0999-12-31", "1970-01-01", "9999-12-31"};
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        date d = {0};
        CHECK_ERR(days[i], date_parse(str_of(days[i]), &d, NULL), ERR_OK);
        CHECK_STR(days[i], str_of(date_text(d, out)), days[i]);
    }
}

static void test_instant_text__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t ms;
        const char *want;
    } cases[] = {
        {"epoch", 0, "1970-01-01T00:00:00.000Z"},
        {"one before", -1, "1969-12-31T23:59:59.999Z"},
        {"whole day before", -86400000, "1969-12-31T00:00:00.000Z"},
        {"second of 2016's leap day", 1456704000123, "2016-02-29T00:00:00.123Z"},
        {"last of a day", 1456790399999, "2016-02-29T23:59:59.999Z"},
        {"clock digits", 1490668502007, "2017-03-28T02:35:02.007Z"},
        {"first", INT64_C(-62135596800000), "0001-01-01T00:00:00.000Z"},
        {"last", INT64_C(253402300799999), "9999-12-31T23:59:59.999Z"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[INSTANT_TEXT_MAX];
        CHECK_STR(cases[i].name, str_of(instant_text((instant){cases[i].ms}, out)), cases[i].want);
    }
}

TEST_MAIN(cmocka_unit_test(test_date__every_day_of_ten_thousand_years),
          cmocka_unit_test(test_date_make__known_and_refused),
          cmocka_unit_test(test_date_parts__optional),
          cmocka_unit_test(test_date_add_months__clamps),
          cmocka_unit_test(test_date_add_months__aborts_outside_years),
          cmocka_unit_test(test_date_parse__cases), cmocka_unit_test(test_date_text__round_trip),
          cmocka_unit_test(test_instant_text__cases))
