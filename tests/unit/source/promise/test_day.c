/*
 * test_day.c — days that follow from the date of a document.
 */
#include "testmain.h"

#include "source/promise/day.h"

static struct promise_context test_issued(int year, int month, int day)
{
    struct promise_context ctx = {.has_issued_on = true};
    must(date_make(year, month, day, &ctx.issued_on, NULL) == ERR_OK);
    return ctx;
}

static const char *test_text(struct day d, char out[DATE_TEXT_MAX])
{
    return d.known ? date_text(d.d, out) : "?";
}

static void test_day_of__unknown(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t year, month, day;
        const char *text;
    } cases[] = {
        {"a day", 2017, 2, 28, "2017-02-28"},     {"no such day", 2017, 2, 29, "?"},
        {"no such month", 2017, 13, 1, "?"},      {"no year", 0, 2, 28, "?"},
        {"before the calendar", -1, 12, 31, "?"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[DATE_TEXT_MAX];
        struct day d = day_of(cases[i].year, cases[i].month, cases[i].day);
        CHECK_STR(cases[i].name, str_of(test_text(d, out)), cases[i].text);
    }
}

static void test_day_month_end__leap_years(void **state)
{
    (void)state;
    char out[DATE_TEXT_MAX];
    CHECK_STR("leap", str_of(test_text(day_month_end(2016, 2), out)), "2016-02-29");
    CHECK_STR("common", str_of(test_text(day_month_end(2017, 2), out)), "2017-02-28");
    CHECK_STR("no month", str_of(test_text(day_month_end(2017, 0), out)), "?");
}

static void test_day_year_of_month__half_a_year_back(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int month; /* of the document */
        int32_t named;
        int32_t year;
    } cases[] = {
        {"later", 3, 6, 2017},
        {"just gone", 3, 2, 2017},
        {"half a year back", 7, 1, 2017},
        {"more than half a year back", 8, 1, 2018},
        {"at the turn of the year", 12, 5, 2018},
        {"the same", 12, 12, 2017},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct promise_context ctx = test_issued(2017, cases[i].month, 15);
        CHECK_INT(cases[i].name, day_year_of_month(&ctx, cases[i].named), cases[i].year);
    }
    struct promise_context undated = {.has_issued_on = false};
    CHECK_INT("undated", day_year_of_month(&undated, 6), 0);
}

static void test_day_in_week__monday_first(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t weekday, weeks;
        const char *text;
    } cases[] = {
        {"Monday", 1, 0, "2017-03-27"},
        {"the day itself", 2, 0, "2017-03-28"},
        {"Sunday", 7, 0, "2017-04-02"},
        {"Wednesday of the next week", 3, 1, "2017-04-05"},
    };
    struct promise_context ctx = test_issued(2017, 3, 28);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char out[DATE_TEXT_MAX];
        struct day d = day_in_week(&ctx, cases[i].weekday, cases[i].weeks);
        CHECK_STR(cases[i].name, str_of(test_text(d, out)), cases[i].text);
    }
}

/* A document from the edge of the calendar counts as undated: no sum may leave it. */
static void test_day_after__edges(void **state)
{
    (void)state;
    struct promise_context ctx = test_issued(9999, 12, 31);
    CHECK("too late", !day_after(&ctx, 10000).known);
    CHECK("months", !day_months_after(&ctx, 10000).known);
    CHECK("week", !day_in_week(&ctx, 7, 1).known);
    CHECK_INT("year", day_year(&ctx), 0);
    ctx = test_issued(1, 1, 1);
    CHECK("too early", !day_in_week(&ctx, 1, 0).known);
    ctx = test_issued(9000, 1, 1);
    char out[DATE_TEXT_MAX];
    CHECK_STR("the last that counts", str_of(test_text(day_months_after(&ctx, 10000), out)),
              "9833-05-01");
}

TEST_MAIN(cmocka_unit_test(test_day_of__unknown), cmocka_unit_test(test_day_month_end__leap_years),
          cmocka_unit_test(test_day_year_of_month__half_a_year_back),
          cmocka_unit_test(test_day_in_week__monday_first), cmocka_unit_test(test_day_after__edges))
