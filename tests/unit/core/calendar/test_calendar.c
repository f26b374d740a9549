/*
 * test_calendar.c — working days from notices, by table and against an oracle
 * that walks one day at a time. The real schedules are tested where they are
 * read (source-catalog-calendar); here are few notices, chosen for their edges.
 */
#include "testmain.h"

#include "core/calendar/calendar.h"

static date day_of(const char *text)
{
    date d = {0};
    assert_int_equal(date_parse(str_of(text), &d, NULL), ERR_OK);
    return d;
}

#define SPAN_MAX 4

/* A notice as a row of text: spans are "2017-01-01" or "2017-01-27/2017-02-02". */
struct row {
    int32_t year;
    const char *announced_on;
    const char *off[SPAN_MAX];
    const char *work[SPAN_MAX];
};

static size_t spans_of(struct arena *a, const char *const *texts, const struct calendar_span **ret)
{
    struct calendar_span *spans = ARENA_NEW_N(a, SPAN_MAX, struct calendar_span);
    size_t n = 0;
    for (; n < SPAN_MAX && texts[n] != NULL; n++) {
        struct str s = str_of(texts[n]);
        assert_int_equal(date_parse(str_sub(s, 0, 10), &spans[n].first, NULL), ERR_OK);
        assert_int_equal(date_parse(str_sub(s, s.n - 10, s.n), &spans[n].last, NULL), ERR_OK);
    }
    *ret = spans;
    return n;
}

static const struct calendar *calendar_of(struct arena *a, const struct row *rows, size_t n,
                                          const struct row *extra_row)
{
    struct calendar_notice *notices = ARENA_NEW_N(a, n, struct calendar_notice);
    for (size_t i = 0; i < n; i++) {
        struct calendar_holiday *h = ARENA_NEW(a, struct calendar_holiday);
        h->n_off = spans_of(a, rows[i].off, &h->off);
        h->n_work = spans_of(a, rows[i].work, &h->work);
        notices[i] = (struct calendar_notice){.year = rows[i].year,
                                              .announced_on = day_of(rows[i].announced_on),
                                              .holidays = h,
                                              .n_holidays = 1};
    }
    struct calendar_extra extra = {0};
    if (extra_row != NULL) {
        extra.n_off = spans_of(a, extra_row->off, &extra.off);
        extra.n_work = spans_of(a, extra_row->work, &extra.work);
    }
    return calendar_make(a, notices, n, extra_row != NULL ? &extra : NULL);
}

/* Out of order on purpose; the amendment of 2019 comes before what it amends. */
static const struct row ROWS[] = {
    {2019, "2019-03-22", {"2019-05-01/2019-05-04"}, {"2019-04-28", "2019-05-05"}},
    {2012, "2011-12-06", {"2012-01-01/2012-01-03"}, {"2011-12-31"}},
    {2019, "2018-12-06", {"2018-12-30/2019-01-01", "2019-05-01"}, {"2018-12-29"}},
    {2020, "2019-11-21", {"2020-01-24/2020-01-30"}, {"2020-01-19", "2020-02-01"}},
    {2020, "2020-01-27", {"2020-01-31/2020-02-02"}, {NULL}},
};

static void test_calendar_is_working__as_known(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *day;
        const char *known_on;
        bool want;
    } cases[] = {
        {"plain Monday", "2017-03-27", "2020-12-31", true},
        {"plain Saturday", "2017-03-25", "2020-12-31", false},
        {"plain Sunday", "2017-03-26", "2020-12-31", false},
        {"day of the year before", "2011-12-31", "2011-12-06", true},
        {"the same, a day too early", "2011-12-31", "2011-12-05", false},
        {"Tuesday off", "2012-01-03", "2011-12-06", false},
        {"Tuesday off, not yet known", "2012-01-03", "2011-12-05", true},
        {"Saturday of December before", "2018-12-29", "2018-12-06", true},
        {"Monday of December before", "2018-12-31", "2018-12-06", false},
        {"Monday of December, before it was known", "2018-12-31", "2018-12-05", true},
        {"Labour Day was one day", "2019-05-02", "2019-03-21", true},
        {"Labour Day itself", "2019-05-01", "2019-03-21", false},
        {"amended", "2019-05-02", "2019-03-22", false},
        {"its Sunday, before", "2019-05-05", "2019-03-21", false},
        {"its Sunday, after", "2019-05-05", "2019-03-22", true},
        {"a Saturday that was to be worked", "2020-02-01", "2020-01-26", true},
        {"and was not", "2020-02-01", "2020-01-27", false},
        {"Friday", "2020-01-31", "2020-01-26", true},
        {"Friday, extended", "2020-01-31", "2020-01-27", false},
        {"first day back", "2020-02-03", "2020-01-27", true},
        {"long before all notices", "1900-01-01", "2020-12-31", true},
        {"first Saturday there is", "0001-01-06", "2020-12-31", false},
        {"last day there is, a Friday", "9999-12-31", "2020-12-31", true},
        {"known before everything", "2012-01-03", "0001-01-01", true},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), NULL);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct calendar_view *view = calendar_view(cal, day_of(cases[i].known_on));
        CHECK_INT(cases[i].name, calendar_is_working(view, day_of(cases[i].day)), cases[i].want);
    }
    arena_release(&a);
}

static void test_calendar_add_working__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *day;
        int32_t n;
        const char *want;
    } cases[] = {
        {"0 is the day itself", "2019-05-02", 0, "2019-05-02"},
        {"next", "2017-03-27", 1, "2017-03-28"},
        {"over a weekend", "2017-03-24", 1, "2017-03-27"},
        {"from a Saturday", "2017-03-25", 1, "2017-03-27"},
        {"over Labour Day", "2019-04-30", 1, "2019-05-05"},
        {"through both worked Sundays", "2019-04-26", 4, "2019-05-05"},
        {"from inside it", "2019-05-03", 2, "2019-05-06"},
        {"before", "2019-05-05", -1, "2019-04-30"},
        {"before, from inside", "2019-05-03", -2, "2019-04-29"},
        {"before, to the worked Sunday", "2019-05-03", -3, "2019-04-28"},
        {"over the year's end", "2011-12-30", 2, "2012-01-04"},
        {"back over the year's end", "2012-01-04", -1, "2011-12-31"},
        {"a Spring Festival", "2020-01-23", 1, "2020-02-03"},
        {"out of the table", "2020-02-03", 1000, "2023-12-04"},
        {"into the table from before", "2011-12-01", 24, "2012-01-05"},
        {"back out of it", "2012-01-04", -25, "2011-11-29"},
        {"into it from after", "2020-05-04", -400, "2018-10-11"},
        {"across it backwards", "2022-07-14", -3000, "2011-01-03"},
        {"across it", "2011-01-03", 3000, "2022-07-14"},
        {"last day", "9999-12-30", 5, "9999-12-31"},
        {"first day", "0001-01-02", -5, "0001-01-01"},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), NULL);
    const struct calendar_view *view = calendar_view(cal, day_of("2020-12-31"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[DATE_TEXT_MAX];
        date got = calendar_add_working(view, day_of(cases[i].day), cases[i].n);
        CHECK_STR(cases[i].name, str_of(date_text(got, text)), cases[i].want);
    }
    arena_release(&a);
}

static void test_calendar_working_or__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *day;
        const char *next, *previous;
    } cases[] = {
        {"a working day stays", "2017-03-27", "2017-03-27", "2017-03-27"},
        {"weekend", "2017-03-25", "2017-03-27", "2017-03-24"},
        {"worked Sunday stays", "2019-05-05", "2019-05-05", "2019-05-05"},
        {"Labour Day", "2019-05-03", "2019-05-05", "2019-04-30"},
        {"year's end", "2012-01-02", "2012-01-04", "2011-12-31"},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), NULL);
    const struct calendar_view *view = calendar_view(cal, day_of("2020-12-31"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[DATE_TEXT_MAX];
        date d = day_of(cases[i].day);
        CHECK_STR(cases[i].name, str_of(date_text(calendar_working_or_next(view, d), text)),
                  cases[i].next);
        CHECK_STR(cases[i].name, str_of(date_text(calendar_working_or_previous(view, d), text)),
                  cases[i].previous);
    }
    arena_release(&a);
}

static void test_calendar_count_working__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *first, *last;
        int32_t want;
    } cases[] = {
        {"one working day", "2017-03-27", "2017-03-27", 1},
        {"one day off", "2017-03-26", "2017-03-26", 0},
        {"a week", "2017-03-27", "2017-04-02", 5},
        {"first after last", "2017-03-28", "2017-03-27", 0},
        {"first just after last", "2017-04-01", "2017-03-31", 0},
        {"around Labour Day", "2019-04-27", "2019-05-06", 5},
        {"plain year", "2017-01-01", "2017-12-31", 260},
        {"a year of plain weeks", "1900-01-01", "1900-12-30", 260},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), NULL);
    const struct calendar_view *view = calendar_view(cal, day_of("2020-12-31"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(cases[i].name,
                  calendar_count_working(view, day_of(cases[i].first), day_of(cases[i].last)),
                  cases[i].want);
    arena_release(&a);
}

static void test_calendar_view__notices_and_years(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *known_on;
        size_t notices;
        bool y2011, y2012, y2019, y2020;
    } cases[] = {
        {"nothing yet", "2011-12-05", 0, false, false, false, false},
        {"one", "2011-12-06", 1, false, true, false, false},
        {"as published", "2019-03-21", 2, false, true, true, false},
        {"amended", "2019-03-22", 3, false, true, true, false},
        {"all", "2020-01-27", 5, false, true, true, true},
        {"later", "9999-12-31", 5, false, true, true, true},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), NULL);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct calendar_view *view = calendar_view(cal, day_of(cases[i].known_on));
        size_t n = 0;
        const struct calendar_notice *notices = calendar_view_notices(view, &n);
        CHECK_INT(cases[i].name, n, cases[i].notices);
        for (size_t k = 1; k < n; k++)
            CHECK(cases[i].name, notices[k - 1].announced_on.days <= notices[k].announced_on.days);
        CHECK_INT(cases[i].name, calendar_view_knows_year(view, 2011), cases[i].y2011);
        CHECK_INT(cases[i].name, calendar_view_knows_year(view, 2012), cases[i].y2012);
        CHECK_INT(cases[i].name, calendar_view_knows_year(view, 2019), cases[i].y2019);
        CHECK_INT(cases[i].name, calendar_view_knows_year(view, 2020), cases[i].y2020);
        CHECK_INT(cases[i].name, calendar_view_knows_year(view, CALENDAR_YEAR_MIN - 1), false);
        CHECK_INT(cases[i].name, calendar_view_knows_year(view, CALENDAR_YEAR_MAX + 1), false);
        CHECK_INT(cases[i].name, calendar_view_knows_year(view, INT32_MAX), false);
    }
    arena_release(&a);
}

static void test_calendar_view_reason__cases(void **state)
{
    (void)state;
    static const struct row extra = {0, "", {"2019-05-05/2019-05-06"}, {"2019-05-06"}};
    static const struct {
        const char *name;
        const char *day;
        enum calendar_mark mark;
        const char *announced_on; /* NULL: no notice */
    } cases[] = {
        {"plain", "2019-05-08", CALENDAR_PLAIN, NULL},
        {"plain weekend", "2019-05-12", CALENDAR_PLAIN, NULL},
        {"off", "2019-01-01", CALENDAR_OFF, "2018-12-06"},
        {"a weekend day named by a notice", "2018-12-30", CALENDAR_OFF, "2018-12-06"},
        {"worked", "2018-12-29", CALENDAR_WORK, "2018-12-06"},
        {"named by both: the later", "2019-05-01", CALENDAR_OFF, "2019-03-22"},
        {"worked, then off", "2020-02-01", CALENDAR_OFF, "2020-01-27"},
        {"extra day off against a notice", "2019-05-05", CALENDAR_OFF, NULL},
        {"in both extra lists", "2019-05-06", CALENDAR_WORK, NULL},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), &extra);
    const struct calendar_view *view = calendar_view(cal, day_of("2020-12-31"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        date day = day_of(cases[i].day);
        struct calendar_reason r = calendar_view_reason(view, day);
        CHECK_INT(cases[i].name, r.mark, cases[i].mark);
        CHECK_INT(cases[i].name, r.notice != NULL, cases[i].announced_on != NULL);
        CHECK_INT(cases[i].name, r.holiday != NULL, cases[i].announced_on != NULL);
        if (r.notice != NULL)
            CHECK_INT(cases[i].name, r.notice->announced_on.days,
                      day_of(cases[i].announced_on).days);
        if (r.mark != CALENDAR_PLAIN)
            CHECK_INT(cases[i].name, calendar_is_working(view, day), r.mark == CALENDAR_WORK);
    }
    arena_release(&a);
}

static void test_calendar__extra_days_are_always_known(void **state)
{
    (void)state;
    static const struct row extra = {
        0, "", {"2019-05-05", "2030-01-01/2030-01-03"}, {"2031-01-04"}};
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), &extra);
    static const char *const known_on[] = {"0001-01-01", "2019-03-21", "2019-03-22", "2040-01-01"};
    for (size_t i = 0; i < ARRAY_LEN(known_on); i++) {
        const struct calendar_view *view = calendar_view(cal, day_of(known_on[i]));
        CHECK_INT(known_on[i], calendar_is_working(view, day_of("2019-05-05")), false);
        CHECK_INT(known_on[i], calendar_is_working(view, day_of("2030-01-02")), false);
        CHECK_INT(known_on[i], calendar_is_working(view, day_of("2031-01-04")), true);
        CHECK_INT(known_on[i], calendar_view_knows_year(view, 2030), false);
    }
    arena_release(&a);
}

static void test_calendar_view__notices_of_one_day(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {2017, "2016-12-01", {"2017-01-02"}, {NULL}},
        {2018, "2016-12-01", {NULL}, {"2017-01-02"}},
        {2019, "2016-12-02", {NULL}, {NULL}},
    };
    struct arena a;
    size_t n = 0;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, rows, ARRAY_LEN(rows), NULL);
    (void)calendar_view_notices(calendar_view(cal, day_of("2016-11-30")), &n);
    assert_int_equal(n, 0);
    const struct calendar_view *view = calendar_view(cal, day_of("2016-12-01"));
    (void)calendar_view_notices(view, &n);
    assert_int_equal(n, 2);
    assert_true(calendar_is_working(view, day_of("2017-01-02"))); /* the one given last holds */
    (void)calendar_view_notices(calendar_view(cal, day_of("2016-12-02")), &n);
    assert_int_equal(n, 3);
    arena_release(&a);
}

/* A notice that names no day makes its year known and changes nothing. */
static void test_calendar_make__notices_without_days(void **state)
{
    (void)state;
    static const struct row row = {2019, "2018-12-02", {NULL}, {NULL}};
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, &row, 1, NULL);
    const struct calendar_view *view = calendar_view(cal, day_of("2018-12-02"));
    assert_true(calendar_view_knows_year(view, 2019));
    assert_false(calendar_view_knows_year(calendar_view(cal, day_of("2018-12-01")), 2019));
    assert_int_equal(calendar_count_working(view, day_of("2019-01-01"), day_of("2019-12-31")), 261);
    arena_release(&a);
}

static void test_calendar__without_notices(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = calendar_view(calendar_make(&a, NULL, 0, NULL), (date){0});
    for (int32_t days = -800; days <= 800; days++) {
        date d = {days};
        assert_int_equal(calendar_is_working(view, d), date_weekday(d) <= 5);
        assert_int_equal(calendar_count_working(view, d, (date){days + 6}), 5);
        assert_int_equal(calendar_count_working(view, d, (date){days + 13}), 10);
    }
    arena_release(&a);
}

/* ---- the oracle --------------------------------------------------------------------- */

static bool oracle_is_working(const struct row *rows, size_t n, date known_on, date d)
{
    bool working = date_weekday(d) <= 5;
    int32_t latest = INT32_MIN;
    for (size_t i = 0; i < n; i++) {
        date announced = day_of(rows[i].announced_on);
        if (announced.days > known_on.days || announced.days < latest)
            continue;
        for (size_t k = 0; k < 2 * SPAN_MAX; k++) {
            bool off = k < SPAN_MAX;
            const char *text = off ? rows[i].off[k] : rows[i].work[k - SPAN_MAX];
            struct str s = str_of(text);
            if (text == NULL)
                continue;
            date first = {0};
            date last = {0};
            assert_int_equal(date_parse(str_sub(s, 0, 10), &first, NULL), ERR_OK);
            assert_int_equal(date_parse(str_sub(s, s.n - 10, s.n), &last, NULL), ERR_OK);
            if (first.days <= d.days && d.days <= last.days) {
                working = !off;
                latest = announced.days;
            }
        }
    }
    return working;
}

static void test_calendar__agrees_with_a_walk(void **state)
{
    (void)state;
    static const char *const known_on[] = {"2011-12-05", "2011-12-06", "2019-03-21",
                                           "2019-03-22", "2020-01-26", "2020-01-27"};
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar *cal = calendar_of(&a, ROWS, ARRAY_LEN(ROWS), NULL);
    date first = day_of("2011-11-20");
    int32_t n = day_of("2020-03-10").days - first.days + 1;
    date *working = ARENA_NEW_N(&a, (size_t)n, date);
    for (size_t k = 0; k < ARRAY_LEN(known_on); k++) {
        const struct calendar_view *view = calendar_view(cal, day_of(known_on[k]));
        int32_t count = 0; /* working days before d */
        for (int32_t i = 0; i < n; i++) {
            date d = {first.days + i};
            bool want = oracle_is_working(ROWS, ARRAY_LEN(ROWS), day_of(known_on[k]), d);
            char text[DATE_TEXT_MAX];
            CHECK_INT(date_text(d, text), calendar_is_working(view, d), want);
            CHECK_INT(date_text(d, text), calendar_count_working(view, first, (date){d.days - 1}),
                      count);
            for (int32_t back = 1; back <= 40 && back <= count; back += 3)
                CHECK_INT(date_text(d, text), calendar_add_working(view, d, -back).days,
                          working[count - back].days);
            if (want) {
                for (int32_t on = 1; on <= 40 && on <= count; on += 3)
                    CHECK_INT(date_text(d, text),
                              calendar_add_working(view, working[count - on], on).days, d.days);
                working[count++] = d;
            }
        }
    }
    arena_release(&a);
}

/* ---- bugs of the caller ----------------------------------------------------------------- */

static void make_with(void *ctx)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    (void)calendar_of(&a, ctx, 1, NULL);
    arena_release(&a);
}

static void test_calendar_make__aborts_on_days_outside(void **state)
{
    (void)state;
    static struct row rows[] = {
        {2017, "2016-12-01", {"2017-01-02/2017-01-01"}, {NULL}},
        {2017, "2016-12-01", {"1899-12-31"}, {NULL}},
        {2017, "2016-12-01", {NULL}, {"2201-01-01"}},
        {1899, "2016-12-01", {"2017-01-01"}, {NULL}},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_true(test_aborts(make_with, &rows[i]));
    static struct row good = {1900, "2016-12-01", {"1900-01-01"}, {"2200-12-31"}};
    assert_false(test_aborts(make_with, &good));
}

TEST_MAIN(cmocka_unit_test(test_calendar_is_working__as_known),
          cmocka_unit_test(test_calendar_add_working__cases),
          cmocka_unit_test(test_calendar_working_or__cases),
          cmocka_unit_test(test_calendar_count_working__cases),
          cmocka_unit_test(test_calendar_view__notices_and_years),
          cmocka_unit_test(test_calendar_view_reason__cases),
          cmocka_unit_test(test_calendar__extra_days_are_always_known),
          cmocka_unit_test(test_calendar_view__notices_of_one_day),
          cmocka_unit_test(test_calendar_make__notices_without_days),
          cmocka_unit_test(test_calendar__without_notices),
          cmocka_unit_test(test_calendar__agrees_with_a_walk),
          cmocka_unit_test(test_calendar_make__aborts_on_days_outside))
