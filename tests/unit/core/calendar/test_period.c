/*
 * test_period.c — where periods begin and end and what they are called, by table
 * and against a walk over all days that knows nothing of the rules of period.c.
 */
#include "testmain.h"

#include "base/arena.h"
#include "core/calendar/period.h"

static const char *const KIND_NAMES[PERIOD__MAX] = {
    "day",     "working_day", "week", "half_month", "month",
    "quarter", "half_year",   "year", "once",       "chain",
};

static date day_of(const char *text)
{
    date d = {0};
    assert_int_equal(date_parse(str_of(text), &d, NULL), ERR_OK);
    return d;
}

/* A calendar with 2017's Qingming: 2 to 4 April off, Saturday 1 April worked. */
static const struct calendar_view *view_of(struct arena *a)
{
    static struct calendar_span off;
    static struct calendar_span work;
    off = (struct calendar_span){day_of("2017-04-02"), day_of("2017-04-04")};
    work = (struct calendar_span){day_of("2017-04-01"), day_of("2017-04-01")};
    const struct calendar_extra extra = {&off, 1, &work, 1};
    return calendar_view(calendar_make(a, NULL, 0, &extra), (date){0});
}

/* "2017-04-01..2017-04-30 2017-04" */
static struct str show(struct arena *a, enum period_kind kind, struct period p)
{
    char first[DATE_TEXT_MAX];
    char last[DATE_TEXT_MAX];
    char name[PERIOD_NAME_MAX];
    return str_format(a, "%s..%s %s", date_text(p.first, first), date_text(p.last, last),
                      period_name(kind, p, name));
}

static void test_period_at__cases(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        enum period_kind kind;
        const char *want; /* NULL: none */
    } cases[] = {
        {"2017-03-28", PERIOD_DAY, "2017-03-28..2017-03-28 2017-03-28"},
        {"2017-04-01", PERIOD_WORKING_DAY, "2017-04-01..2017-04-01 2017-04-01"},
        {"2017-04-03", PERIOD_WORKING_DAY, NULL},
        {"2017-04-08", PERIOD_WORKING_DAY, NULL},
        {"2017-03-26", PERIOD_WEEK, "2017-03-20..2017-03-26 2017-W12"},
        {"2017-03-27", PERIOD_WEEK, "2017-03-27..2017-04-02 2017-W13"},
        {"2021-01-01", PERIOD_WEEK, "2020-12-28..2021-01-03 2020-W53"},
        {"2020-12-28", PERIOD_WEEK, "2020-12-28..2021-01-03 2020-W53"},
        {"2021-01-04", PERIOD_WEEK, "2021-01-04..2021-01-10 2021-W01"},
        {"2019-12-30", PERIOD_WEEK, "2019-12-30..2020-01-05 2020-W01"},
        {"2017-01-01", PERIOD_WEEK, "2016-12-26..2017-01-01 2016-W52"},
        {"2016-01-03", PERIOD_WEEK, "2015-12-28..2016-01-03 2015-W53"},
        {"2018-12-31", PERIOD_WEEK, "2018-12-31..2019-01-06 2019-W01"},
        {"2017-03-15", PERIOD_HALF_MONTH, "2017-03-01..2017-03-15 2017-03-H1"},
        {"2017-03-16", PERIOD_HALF_MONTH, "2017-03-16..2017-03-31 2017-03-H2"},
        {"2016-02-29", PERIOD_HALF_MONTH, "2016-02-16..2016-02-29 2016-02-H2"},
        {"2017-02-28", PERIOD_HALF_MONTH, "2017-02-16..2017-02-28 2017-02-H2"},
        {"2016-02-29", PERIOD_MONTH, "2016-02-01..2016-02-29 2016-02"},
        {"2017-12-31", PERIOD_MONTH, "2017-12-01..2017-12-31 2017-12"},
        {"2017-03-31", PERIOD_QUARTER, "2017-01-01..2017-03-31 2017-Q1"},
        {"2017-04-01", PERIOD_QUARTER, "2017-04-01..2017-06-30 2017-Q2"},
        {"2017-12-31", PERIOD_QUARTER, "2017-10-01..2017-12-31 2017-Q4"},
        {"2017-06-30", PERIOD_HALF_YEAR, "2017-01-01..2017-06-30 2017-S1"},
        {"2017-07-01", PERIOD_HALF_YEAR, "2017-07-01..2017-12-31 2017-S2"},
        {"2016-12-31", PERIOD_YEAR, "2016-01-01..2016-12-31 2016"},
        {"0001-01-01", PERIOD_YEAR, "0001-01-01..0001-12-31 0001"},
        {"9999-12-31", PERIOD_WEEK, "9999-12-27..9999-12-31 9999-W52"},
        {"9999-12-31", PERIOD_YEAR, "9999-01-01..9999-12-31 9999"},
        {"2017-03-28", PERIOD_ONCE, NULL},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct period_every every = {.kind = cases[i].kind};
        struct period p;
        struct str name = str_format(&a, "%s of %s", KIND_NAMES[cases[i].kind], cases[i].day);
        bool found = period_at(&every, view, day_of(cases[i].day), &p);
        CHECK_STR(name.p, found ? show(&a, cases[i].kind, p) : STR("none"),
                  cases[i].want != NULL ? cases[i].want : "none");
    }
    arena_release(&a);
}

static void test_period_at__chains(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *anchor;
        int32_t months;
        const char *day;
        const char *want; /* NULL: none */
    } cases[] = {
        {"before the anchor", "2017-01-31", 1, "2017-01-30", NULL},
        {"the anchor", "2017-01-31", 1, "2017-01-31", "2017-01-31..2017-02-27 2017-01-31"},
        {"clamped", "2017-01-31", 1, "2017-02-28", "2017-02-28..2017-03-30 2017-02-28"},
        {"does not drift", "2017-01-31", 1, "2017-03-31", "2017-03-31..2017-04-29 2017-03-31"},
        {"last before", "2017-01-31", 1, "2017-03-30", "2017-02-28..2017-03-30 2017-02-28"},
        {"leap year", "2015-12-31", 1, "2016-02-29", "2016-02-29..2016-03-30 2016-02-29"},
        {"day before it", "2015-12-31", 1, "2016-02-28", "2016-01-31..2016-02-28 2016-01-31"},
        {"three months", "2017-01-02", 3, "2017-04-01", "2017-01-02..2017-04-01 2017-01-02"},
        {"three months on", "2017-01-02", 3, "2017-04-02", "2017-04-02..2017-07-01 2017-04-02"},
        {"six from the 31st", "2016-08-31", 6, "2017-02-28", "2017-02-28..2017-08-30 2017-02-28"},
        {"a year from a leap day", "2016-02-29", 12, "2017-02-28",
         "2017-02-28..2018-02-27 2017-02-28"},
        {"four years on", "2016-02-29", 12, "2020-02-29", "2020-02-29..2021-02-27 2020-02-29"},
        {"day before four years", "2016-02-29", 12, "2020-02-28",
         "2019-02-28..2020-02-28 2019-02-28"},
        {"the last link ends with the days", "2017-05-01", 1200, "9999-12-31",
         "9917-05-01..9999-12-31 9917-05-01"},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct period_every every = {PERIOD_CHAIN, cases[i].months, day_of(cases[i].anchor)};
        struct period p;
        bool found = period_at(&every, view, day_of(cases[i].day), &p);
        CHECK_STR(cases[i].name, found ? show(&a, PERIOD_CHAIN, p) : STR("none"),
                  cases[i].want != NULL ? cases[i].want : "none");
    }
    arena_release(&a);
}

/* ---- all days against a walk ------------------------------------------------------- */

/* Whether a period of the kind begins on the day, by what everybody knows of calendars. */
static bool begins(const struct period_every *every, const struct calendar_view *view, date d)
{
    int month = 0;
    int day = 0;
    date_parts(d, NULL, &month, &day);
    switch (every->kind) {
    case PERIOD_DAY: return true;
    case PERIOD_WORKING_DAY: return calendar_is_working(view, d);
    case PERIOD_WEEK: return date_weekday(d) == 1;
    case PERIOD_HALF_MONTH: return day == 1 || day == 16;
    case PERIOD_MONTH: return day == 1;
    case PERIOD_QUARTER: return day == 1 && month % 3 == 1;
    case PERIOD_HALF_YEAR: return day == 1 && month % 6 == 1;
    case PERIOD_YEAR: return day == 1 && month == 1;
    case PERIOD_CHAIN:
        for (int k = 0; k < 1000; k++)
            if (date_add_months(every->anchor, k * every->months).days == d.days)
                return true;
        return false;
    case PERIOD_ONCE:
    case PERIOD__MAX: break;
    }
    return false;
}

static void walk_kind(const struct period_every *every, const struct calendar_view *view)
{
    const char *kind = KIND_NAMES[every->kind];
    struct period p = {{0}, {-1}};
    bool open = false; /* p holds the day before */
    for (date d = day_of("2006-12-20"); d.days <= day_of("2027-02-10").days; d.days++) {
        struct period got;
        struct period at_start;
        char text[DATE_TEXT_MAX];
        bool starts = begins(every, view, d);
        bool found = period_at(every, view, d, &got);
        if (starts) {
            if (open && every->kind != PERIOD_WORKING_DAY)
                CHECK_INT(kind, p.last.days, d.days - 1);
            CHECK(date_text(d, text), found && got.first.days == d.days);
            p = got;
            open = true;
        } else if (open && every->kind != PERIOD_WORKING_DAY) {
            CHECK(date_text(d, text), found && got.first.days == p.first.days);
            CHECK_INT(kind, got.last.days, p.last.days);
        } else if (every->kind == PERIOD_WORKING_DAY || every->kind == PERIOD_CHAIN) {
            CHECK(date_text(d, text), !found);
        }
        assert_true(period_from(every, view, d, &at_start));
        CHECK(date_text(d, text), at_start.first.days >= d.days);
        CHECK(date_text(d, text), !starts || at_start.first.days == d.days);
        CHECK(date_text(d, text), !found || starts || at_start.first.days == got.last.days + 1);
    }
}

static void test_period__every_day_of_twenty_years(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    for (int kind = 0; kind < PERIOD__MAX; kind++) {
        const struct period_every every = {(enum period_kind)kind, 1, day_of("2007-01-31")};
        if (kind != PERIOD_ONCE)
            walk_kind(&every, view);
    }
    static const int32_t months[] = {2, 3, 5, 6, 12, 13, 24};
    static const char *const anchors[] = {"2008-02-29", "2007-08-31", "2007-12-30", "2009-06-15"};
    for (size_t i = 0; i < ARRAY_LEN(months); i++)
        for (size_t k = 0; k < ARRAY_LEN(anchors); k++) {
            const struct period_every every = {PERIOD_CHAIN, months[i], day_of(anchors[k])};
            walk_kind(&every, view);
        }
    arena_release(&a);
}

/* ---- walks -------------------------------------------------------------------------- */

static void test_period_walk__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum period_kind kind;
        int32_t months;
        const char *first, *last;
        const char *want;
    } cases[] = {
        {"months that overlap", PERIOD_MONTH, 0, "2017-01-31", "2017-03-01",
         "2017-01 2017-02 2017-03"},
        {"one day", PERIOD_MONTH, 0, "2017-02-14", "2017-02-14", "2017-02"},
        {"nothing", PERIOD_MONTH, 0, "2017-02-14", "2017-02-13", ""},
        {"over the year", PERIOD_QUARTER, 0, "2016-12-31", "2017-04-01", "2016-Q4 2017-Q1 2017-Q2"},
        {"weeks of the new year", PERIOD_WEEK, 0, "2020-12-27", "2021-01-04",
         "2020-W52 2020-W53 2021-W01"},
        {"working days skip what is off", PERIOD_WORKING_DAY, 0, "2017-03-31", "2017-04-06",
         "2017-03-31 2017-04-01 2017-04-05 2017-04-06"},
        {"only days off", PERIOD_WORKING_DAY, 0, "2017-04-02", "2017-04-04", ""},
        {"chain from before its anchor", PERIOD_CHAIN, 1, "2016-12-01", "2017-04-30",
         "2017-01-31 2017-02-28 2017-03-31 2017-04-30"},
        {"chain inside", PERIOD_CHAIN, 3, "2017-05-01", "2017-07-31", "2017-04-30 2017-07-31"},
        {"chain that has not begun", PERIOD_CHAIN, 1, "2016-12-01", "2017-01-30", ""},
        {"once", PERIOD_ONCE, 0, "2017-01-01", "2017-12-31", ""},
        {"to the last day there is", PERIOD_YEAR, 0, "9998-06-01", "9999-12-31", "9998 9999"},
        {"working days to the last day", PERIOD_WORKING_DAY, 0, "9999-12-30", "9999-12-31",
         "9999-12-30 9999-12-31"},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct period_every every = {cases[i].kind, cases[i].months, day_of("2017-01-31")};
        struct period_walk walk =
            period_walk(&every, view, day_of(cases[i].first), day_of(cases[i].last));
        struct str got = STR("");
        struct period p;
        while (period_walk_next(&walk, &p)) {
            char name[PERIOD_NAME_MAX];
            got = str_format(&a, "%" STR_FMT "%s%s", STR_ARG(got), got.n > 0 ? " " : "",
                             period_name(cases[i].kind, p, name));
        }
        CHECK_STR(cases[i].name, got, cases[i].want);
    }
    arena_release(&a);
}

static void test_period_from__end_of_days(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    const struct period_every year = {.kind = PERIOD_YEAR};
    const struct period_every once = {.kind = PERIOD_ONCE};
    struct period p = {{-7}, {-7}};
    assert_false(period_from(&year, view, day_of("9999-01-02"), &p));
    assert_false(period_from(&once, view, day_of("2017-01-02"), &p));
    assert_int_equal(p.first.days, -7);
    assert_true(period_from(&year, view, day_of("9999-01-01"), &p));
    arena_release(&a);
}

static void chain_of(void *ctx)
{
    const struct period_every every = {PERIOD_CHAIN, *(int32_t *)ctx, {0}};
    struct period p;
    (void)period_at(&every, NULL, (date){100}, &p);
}

static void test_period_at__aborts_on_impossible_chains(void **state)
{
    (void)state;
    static int32_t months[] = {0, -1, PERIOD_CHAIN_MAX + 1};
    for (size_t i = 0; i < ARRAY_LEN(months); i++)
        assert_true(test_aborts(chain_of, &months[i]));
    static int32_t most = PERIOD_CHAIN_MAX;
    assert_false(test_aborts(chain_of, &most));
}

/* ---- spans from an anchor ------------------------------------------------------------ */

static void test_period_within__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *anchor;
        enum period_unit unit;
        int32_t n;
        const char *first, *last;
    } cases[] = {
        {"ten days", "2017-03-28", PERIOD_DAYS, 10, "2017-03-28", "2017-04-07"},
        {"none", "2017-03-28", PERIOD_DAYS, 0, "2017-03-28", "2017-03-28"},
        {"days before", "2017-03-28", PERIOD_DAYS, -28, "2017-02-28", "2017-03-28"},
        {"working days, not the anchor", "2017-03-31", PERIOD_WORKING_DAYS, 2, "2017-03-31",
         "2017-04-05"},
        {"working days from a day off", "2017-04-03", PERIOD_WORKING_DAYS, 1, "2017-04-03",
         "2017-04-05"},
        {"working days before", "2017-04-05", PERIOD_WORKING_DAYS, -2, "2017-03-31", "2017-04-05"},
        {"no working days: the day itself, even off", "2017-04-03", PERIOD_WORKING_DAYS, 0,
         "2017-04-03", "2017-04-03"},
        {"a month, clamped", "2017-01-31", PERIOD_MONTHS, 1, "2017-01-31", "2017-02-28"},
        {"a month before", "2016-03-31", PERIOD_MONTHS, -1, "2016-02-29", "2016-03-31"},
        {"days stop at the last", "9999-12-01", PERIOD_DAYS, INT32_MAX, "9999-12-01", "9999-12-31"},
        {"days stop at the first", "0001-01-05", PERIOD_DAYS, INT32_MIN, "0001-01-01",
         "0001-01-05"},
        {"months stop at the last", "2017-01-05", PERIOD_MONTHS, INT32_MAX, "2017-01-05",
         "9999-12-31"},
        {"months stop at the first", "2017-01-05", PERIOD_MONTHS, INT32_MIN, "0001-01-01",
         "2017-01-05"},
        {"working days stop at the last", "2017-01-05", PERIOD_WORKING_DAYS, INT32_MAX,
         "2017-01-05", "9999-12-31"},
        {"working days stop at the first", "2017-01-05", PERIOD_WORKING_DAYS, INT32_MIN,
         "0001-01-01", "2017-01-05"},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[DATE_TEXT_MAX];
        struct period p = period_within(view, day_of(cases[i].anchor), cases[i].unit, cases[i].n);
        CHECK_STR(cases[i].name, str_of(date_text(p.first, text)), cases[i].first);
        CHECK_STR(cases[i].name, str_of(date_text(p.last, text)), cases[i].last);
    }
    arena_release(&a);
}

static void test_period__asking(void **state)
{
    (void)state;
    const struct period march = {day_of("2017-03-01"), day_of("2017-03-31")};
    const struct period end = {day_of("2017-03-31"), day_of("2017-04-02")};
    const struct period april = {day_of("2017-04-01"), day_of("2017-04-30")};
    const struct period inside = {day_of("2017-03-01"), day_of("2017-03-30")};
    assert_true(period_holds(march, march.first));
    assert_true(period_holds(march, march.last));
    assert_false(period_holds(march, april.first));
    assert_false(period_holds(april, march.last));
    assert_true(period_meets(march, end));
    assert_true(period_meets(end, march));
    assert_false(period_meets(march, april));
    assert_false(period_meets(april, march));
    assert_true(period_is_in(march, march));
    assert_true(period_is_in(inside, march));
    assert_false(period_is_in(march, inside));
    assert_false(period_is_in(end, march));
    assert_false(period_is_in(march, april));
    assert_int_equal(period_days(march), 31);
    assert_int_equal(period_days((struct period){march.first, march.first}), 1);
}

/* ---- names ----------------------------------------------------------------------------- */

static void test_period_parse__refused(void **state)
{
    (void)state;
    static const struct {
        enum period_kind kind;
        const char *name;
    } cases[] = {
        {PERIOD_DAY, "2017-02-29"},
        {PERIOD_DAY, "2017-2-9"},
        {PERIOD_DAY, "2017-03"},
        {PERIOD_DAY, "2017/03/28"},
        {PERIOD_WORKING_DAY, "2017-04-03"},
        {PERIOD_WORKING_DAY, "2017-03-26"},
        {PERIOD_WEEK, "2017-W53"},
        {PERIOD_WEEK, "2017-W00"},
        {PERIOD_WEEK, "2017-w12"},
        {PERIOD_WEEK, "2017-W1"},
        {PERIOD_WEEK, "2017W12"},
        {PERIOD_WEEK, "2020-W54"},
        {PERIOD_HALF_MONTH, "2017-03-H0"},
        {PERIOD_HALF_MONTH, "2017-03-H3"},
        {PERIOD_HALF_MONTH, "2017-13-H1"},
        {PERIOD_MONTH, "2017-00"},
        {PERIOD_MONTH, "2017-13"},
        {PERIOD_MONTH, "2017-3"},
        {PERIOD_MONTH, "0000-01"},
        {PERIOD_MONTH, "2017-/1"},
        {PERIOD_QUARTER, "2017-Q0"},
        {PERIOD_QUARTER, "2017-Q5"},
        {PERIOD_QUARTER, "2017-S1"},
        {PERIOD_HALF_YEAR, "2017-S0"},
        {PERIOD_HALF_YEAR, "2017-S3"},
        {PERIOD_YEAR, "0000"},
        {PERIOD_YEAR, "17"},
        {PERIOD_YEAR, "20170"},
        {PERIOD_YEAR, "201a"},
        {PERIOD_YEAR, ""},
        {PERIOD_ONCE, "once"},
        {PERIOD_CHAIN, "2017-02-01"},
        {PERIOD_CHAIN, "2016-12-31"},
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct period_every every = {cases[i].kind, 1, day_of("2017-01-31")};
        struct period p = {{-7}, {-7}};
        struct err e = {0};
        struct str name = str_format(&a, "%s \"%s\"", KIND_NAMES[cases[i].kind], cases[i].name);
        CHECK_ERR(name.p, period_parse(&every, view, str_of(cases[i].name), &p, &e),
                  ERR_PERIOD_NAME);
        CHECK_ERR(name.p, e.code, ERR_PERIOD_NAME);
        CHECK_INT(name.p, p.first.days, -7);
    }
    arena_release(&a);
}

static void test_period_parse__reads_every_name_back(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    const struct calendar_view *view = view_of(&a);
    for (int kind = 0; kind < PERIOD__MAX; kind++) {
        const struct period_every every = {(enum period_kind)kind, 5, day_of("2007-08-31")};
        struct period_walk walk =
            period_walk(&every, view, day_of("2007-01-01"), day_of("2026-12-31"));
        struct period p;
        int n = 0;
        for (; period_walk_next(&walk, &p); n++) {
            struct period back;
            char name[PERIOD_NAME_MAX];
            (void)period_name(every.kind, p, name);
            CHECK_ERR(name, period_parse(&every, view, str_of(name), &back, NULL), ERR_OK);
            CHECK_INT(name, back.first.days, p.first.days);
            CHECK_INT(name, back.last.days, p.last.days);
        }
        CHECK(KIND_NAMES[kind], kind == PERIOD_ONCE || n >= 20);
    }
    char name[PERIOD_NAME_MAX];
    const struct period any = {day_of("2017-03-28"), day_of("2017-04-07")};
    CHECK_STR("once", str_of(period_name(PERIOD_ONCE, any, name)), "once");
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_period_at__cases), cmocka_unit_test(test_period_at__chains),
          cmocka_unit_test(test_period__every_day_of_twenty_years),
          cmocka_unit_test(test_period_walk__cases),
          cmocka_unit_test(test_period_from__end_of_days),
          cmocka_unit_test(test_period_at__aborts_on_impossible_chains),
          cmocka_unit_test(test_period_within__cases), cmocka_unit_test(test_period__asking),
          cmocka_unit_test(test_period_parse__refused),
          cmocka_unit_test(test_period_parse__reads_every_name_back))
