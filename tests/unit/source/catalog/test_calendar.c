/*
 * test_calendar.c — the notices that are built in, against tables made from other
 * sources and a walk over twenty years; and what is wrong with calendar files.
 */
#include "source/catalog/calendar.h"

#include "base/buf.h"
#include "source/catalog/yaml.h"
#include "testmain.h"

static date day_of(const char *text)
{
    date d = {0};
    assert_int_equal(date_parse(str_of(text), &d, NULL), ERR_OK);
    return d;
}

static date day_at(int year, int month, int day)
{
    date d = {0};
    assert_int_equal(date_make(year, month, day, &d, NULL), ERR_OK);
    return d;
}

/* The arena holds a parsed file several times over in the tests that make many calendars. */
static const struct calendar *china(struct arena *a)
{
    struct calendar_file file = calendar_file_china(a);
    return calendar_make(a, file.notices, file.n, NULL);
}

/* ---- what is built in ---------------------------------------------------------- */

static void test_calendar_file_china__every_notice(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 24);
    struct calendar_file file = calendar_file_china(&a);
    assert_int_equal(file.n, 23);
    CHECK_STR("id", file.id, "china");
    int32_t year = 2006;
    for (size_t i = 0; i < file.n; i++) {
        const struct calendar_notice *n = &file.notices[i];
        const char *name = n->number.p;
        int announced = 0;
        date_parts(n->announced_on, &announced, NULL, NULL);
        CHECK(name, i == 0 || n->announced_on.days > n[-1].announced_on.days);
        CHECK(name, n->year == year || n->year == year + 1);
        CHECK(name, announced == n->year || announced == n->year - 1);
        CHECK(name, str_starts(n->url, STR("https://www.gov.cn/zhengce/zhengceku/")));
        CHECK(name, n->verified);
        CHECK(name, n->n_holidays > 0);
        for (size_t k = 0; k < n->n_holidays; k++) {
            CHECK(name, n->holidays[k].name[LANG_ZH].n > 0);
            CHECK(name, n->holidays[k].name[LANG_EN].n > 0);
            CHECK(name, !str_eq(n->holidays[k].name[LANG_ZH], n->holidays[k].name[LANG_EN]));
            CHECK(name, n->holidays[k].n_off > 0);
        }
        year = n->year;
    }
    assert_int_equal(year, 2026);
    arena_release(&a);
}

static void test_calendar_file_china__working_days_of_years(void **state)
{
    (void)state;
    static const struct {
        int year;
        int32_t working;
    } cases[] = {
        {2007, 249}, {2008, 251}, {2009, 250}, {2010, 250}, {2011, 250}, {2012, 249}, {2013, 250},
        {2014, 250}, {2015, 249}, {2016, 250}, {2017, 249}, {2018, 250}, {2019, 250}, {2020, 249},
        {2021, 250}, {2022, 249}, {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}, {2027, 261},
    };
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct calendar_view *view = calendar_view(china(&a), day_of("2026-12-31"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str name = str_format(&a, "%d", cases[i].year);
        CHECK_INT(name.p,
                  calendar_count_working(view, day_at(cases[i].year, 1, 1),
                                         day_at(cases[i].year, 12, 31)),
                  cases[i].working);
        CHECK_INT(name.p, calendar_view_knows_year(view, cases[i].year), cases[i].year < 2027);
    }
    arena_release(&a);
}

/* "0102 0208-0212": whether a day of the year is in the list. */
static bool list_has(const char *list, int month, int day)
{
    int wanted = month * 100 + day;
    struct str s = str_of(list);
    for (size_t at = 0; at < s.n; at += 5) {
        int64_t first = 0;
        assert_int_equal(str_to_i64(str_sub(s, at, at + 4), &first, NULL), ERR_OK);
        int64_t last = first;
        if (at + 4 < s.n && s.p[at + 4] == '-') {
            at += 5;
            assert_int_equal(str_to_i64(str_sub(s, at, at + 4), &last, NULL), ERR_OK);
        }
        if (first <= wanted && wanted <= last)
            return true;
    }
    return false;
}

static void test_calendar_file_china__every_day_of_five_years(void **state)
{
    (void)state;
    static const struct {
        int year;
        const char *off;  /* weekdays */
        const char *work; /* weekend days */
    } years[] = {
        {2016, "0101 0208-0212 0404 0502 0609 0610 0915 0916 1003-1007",
         "0206 0214 0612 0918 1008 1009"},
        {2017, "0102 0127 0130 0131 0201 0202 0403 0404 0501 0529 0530 1002-1006",
         "0122 0204 0401 0527 0930"},
        {2018, "0101 0215 0216 0219-0221 0405 0406 0430 0501 0618 0924 1001-1005 1231",
         "0211 0224 0408 0428 0929 0930 1229"},
        {2019, "0101 0204-0208 0405 0501-0503 0607 0913 1001-1004 1007",
         "0202 0203 0428 0505 0929 1012"},
        {2020, "0101 0124 0127-0131 0406 0501 0504 0505 0625 0626 1001 1002 1005-1008",
         "0119 0426 0509 0628 0927 1010"},
    };
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct calendar_view *view = calendar_view(china(&a), day_of("2026-12-31"));
    for (size_t i = 0; i < ARRAY_LEN(years); i++) {
        date end = day_at(years[i].year, 12, 31);
        for (date d = day_at(years[i].year, 1, 1); d.days <= end.days; d.days++) {
            char text[DATE_TEXT_MAX];
            int month = 0;
            int day = 0;
            date_parts(d, NULL, &month, &day);
            bool want = date_weekday(d) <= 5 ? !list_has(years[i].off, month, day)
                                             : list_has(years[i].work, month, day);
            CHECK_INT(date_text(d, text), calendar_is_working(view, d), want);
        }
    }
    arena_release(&a);
}

static void test_calendar_file_china__as_known(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *day;
        const char *known_on;
        bool want;
    } cases[] = {
        {"2007's worked Sunday of 2006", "2006-12-31", "2006-12-18", true},
        {"a day too early", "2006-12-31", "2006-12-17", false},
        {"31 December 2007", "2007-12-31", "2007-12-17", true},
        {"off since its notice", "2007-12-31", "2007-12-18", false},
        {"31 December 2011", "2011-12-31", "2011-12-06", true},
        {"not yet", "2011-12-31", "2011-12-05", false},
        {"2014's eve is worked", "2014-01-30", "2013-12-11", true},
        {"its first day off", "2014-01-31", "2013-12-11", false},
        {"Victory Day was no holiday", "2015-09-03", "2015-05-12", true},
        {"until it was", "2015-09-03", "2015-05-13", false},
        {"its Sunday", "2015-09-06", "2015-05-13", true},
        {"its Sunday before", "2015-09-06", "2015-05-12", false},
        {"29 December 2018", "2018-12-29", "2018-12-06", true},
        {"31 December 2018", "2018-12-31", "2018-12-06", false},
        {"31 December 2018, not yet", "2018-12-31", "2018-12-05", true},
        {"Labour Day 2019", "2019-05-01", "2019-03-21", false},
        {"2 May 2019 before", "2019-05-02", "2019-03-21", true},
        {"2 May 2019 after", "2019-05-02", "2019-03-22", false},
        {"28 April 2019 before", "2019-04-28", "2019-03-21", false},
        {"28 April 2019 after", "2019-04-28", "2019-03-22", true},
        {"31 January 2020 before", "2020-01-31", "2020-01-26", true},
        {"31 January 2020 after", "2020-01-31", "2020-01-27", false},
        {"1 February 2020 was to be worked", "2020-02-01", "2020-01-26", true},
        {"1 February 2020 was not", "2020-02-01", "2020-01-27", false},
        {"3 February 2020", "2020-02-03", "2020-01-27", true},
        {"Spring Festival 2017 before 2017 was arranged", "2017-01-27", "2016-11-30", true},
        {"and after", "2017-01-27", "2016-12-01", false},
    };
    struct arena a;
    arena_init(&a, 1 << 24);
    const struct calendar *cal = china(&a);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct calendar_view *view = calendar_view(cal, day_of(cases[i].known_on));
        CHECK_INT(cases[i].name, calendar_is_working(view, day_of(cases[i].day)), cases[i].want);
    }
    arena_release(&a);
}

/* ---- a slow walk over everything --------------------------------------------------- */

/* What the notices known by then say, found by reading all of them for every day. */
static bool slow_is_working(const struct calendar_file *file, date known_on, date d)
{
    bool working = date_weekday(d) <= 5;
    for (size_t i = 0; i < file->n; i++) /* the file is in order of announcement */
        for (size_t k = 0; k < file->notices[i].n_holidays; k++) {
            const struct calendar_holiday *h = &file->notices[i].holidays[k];
            if (file->notices[i].announced_on.days > known_on.days)
                continue;
            for (size_t s = 0; s < h->n_off; s++)
                if (h->off[s].first.days <= d.days && d.days <= h->off[s].last.days)
                    working = false;
            for (size_t s = 0; s < h->n_work; s++)
                if (h->work[s].first.days <= d.days && d.days <= h->work[s].last.days)
                    working = true;
        }
    return working;
}

/* Every day of twenty years and a little more, and n-th working days up to 300 either way. */
static void check_walk(struct arena *a, const struct calendar_file *file,
                       const struct calendar *cal, date known_on)
{
    const struct calendar_view *view = calendar_view(cal, known_on);
    date first = day_of("2006-10-01");
    date last = day_of("2027-03-31");
    date *working = ARENA_NEW_N(a, (size_t)(last.days - first.days) + 1, date);
    int32_t n = 0;
    for (date d = first; d.days <= last.days; d.days++) {
        static const int32_t steps[] = {1, 2, 3, 5, 10, 15, 22, 60, 250, 300};
        char text[DATE_TEXT_MAX];
        bool want = slow_is_working(file, known_on, d);
        CHECK_INT(date_text(d, text), calendar_is_working(view, d), want);
        CHECK_INT(date_text(d, text), calendar_count_working(view, first, (date){d.days - 1}), n);
        for (size_t i = 0; i < ARRAY_LEN(steps) && steps[i] <= n; i++) {
            CHECK_INT(date_text(d, text), calendar_add_working(view, d, -steps[i]).days,
                      working[n - steps[i]].days);
            if (want)
                CHECK_INT(date_text(d, text),
                          calendar_add_working(view, working[n - steps[i]], steps[i]).days, d.days);
        }
        if (n > 0 && !want)
            CHECK_INT(date_text(d, text), calendar_working_or_previous(view, d).days,
                      working[n - 1].days);
        if (want)
            working[n++] = d;
    }
}

static void test_calendar_file_china__agrees_with_a_walk(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 26);
    struct calendar_file file = calendar_file_china(&a);
    const struct calendar *cal = calendar_make(&a, file.notices, file.n, NULL);
    check_walk(&a, &file, cal, day_of("2000-01-01"));
    for (size_t i = 0; i < file.n; i++) {
        check_walk(&a, &file, cal, file.notices[i].announced_on);
        check_walk(&a, &file, cal, (date){file.notices[i].announced_on.days - 1});
    }
    arena_release(&a);
}

/* ---- faults --------------------------------------------------------------------------- */

/* "CODE@line:column detail; ..." */
static struct str show_faults(struct arena *a, struct faults *f)
{
    struct str all = STR("");
    faults_sort(f);
    for (size_t i = 0; i < f->n; i++)
        all = str_format(a, "%" STR_FMT "%s%s@%d:%d %" STR_FMT, STR_ARG(all), i > 0 ? "; " : "",
                         err_info(f->p[i].code)->name, f->p[i].at.line, f->p[i].at.column,
                         STR_ARG(f->p[i].detail.text[LANG_EN]));
    return all;
}

#define HEAD "calendar: c\nnotices:\n- year: 2017\n  announced_on: 2016-12-01\n"
#define TAIL "  source: {text: T}\n  holidays:\n"

static void test_calendar_file_read__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        const char *want; /* "" if nothing is wrong */
    } cases[] = {
        {"good", HEAD TAIL "  - {name: N, off: [2017-01-02]}\n", ""},
        {"a day of December before", HEAD TAIL "  - {name: N, off: [2016-12-30]}\n", ""},
        {"a day of January after", HEAD TAIL "  - {name: N, off: [2018-01-31]}\n", ""},
        {"a worked weekend alone", HEAD TAIL "  - {name: N, work: [2017-01-22]}\n", ""},
        {"not YAML", "calendar: [", "YAML_SYNTAX@1:12 flow sequence without a closing bracket"},
        {"an empty file", "# nothing\n", "YAML_EMPTY@1:1 "},
        {"a list", "- 1\n", "CATALOG_MAP@1:1 "},
        {"keys missing", "calendar: c\n", "CATALOG_MISSING@1:1 notices"},
        {"a key unknown", "calendar: c\nnotice: 1\nnotices: 2\n",
         "CATALOG_KEY@2:1 notice; CATALOG_LIST@3:10 2"},
        {"keys of a notice", "calendar: c\nnotices:\n- {years: 2017}\n",
         "CATALOG_MISSING@3:3 year; CATALOG_MISSING@3:3 announced_on; CATALOG_MISSING@3:3 source; "
         "CATALOG_MISSING@3:3 holidays; CATALOG_KEY@3:4 years"},
        {"keys of a holiday", HEAD TAIL "  - {of: [2017-01-02]}\n",
         "CATALOG_MISSING@7:5 name; CATALOG_MISSING@7:5 off; CATALOG_KEY@7:6 of"},
        {"keys of a span", HEAD TAIL "  - {name: N, off: [{from: 2017-01-02}]}\n",
         "CATALOG_MISSING@7:21 to"},
        {"no such day", HEAD TAIL "  - {name: N, off: [2017-02-29, 2017-2-1]}\n",
         "DATE_RANGE@7:21 2017-02-29; DATE_SYNTAX@7:33 2017-2-1"},
        {"turned round", HEAD TAIL "  - {name: N, off: [{from: 2017-01-03, to: 2017-01-02}]}\n",
         "CALENDAR_SPAN@7:21 2017-01-03 \xE2\x80\x93 2017-01-02"},
        {"a year of days", HEAD TAIL "  - {name: N, off: [{from: 2017-01-01, to: 2018-01-01}]}\n",
         ""},
        {"more than a year", HEAD TAIL "  - {name: N, off: [{from: 2017-01-01, to: 2018-01-02}]}\n",
         "CALENDAR_SPAN@7:21 2017-01-01 \xE2\x80\x93 2018-01-02"},
        {"another year", HEAD TAIL "  - {name: N, off: [2016-11-30], work: [2018-02-03]}\n",
         "CALENDAR_DAY@7:21 2016-11-30, 2017; CALENDAR_DAY@7:41 2018-02-03, 2017"},
        {"ends in another year",
         HEAD TAIL "  - {name: N, off: [{from: 2017-12-30, to: 2018-02-01}]}\n",
         "CALENDAR_DAY@7:21 2017-12-30, 2017"},
        {"a year out of range",
         "calendar: c\nnotices:\n- year: 1899\n  announced_on: 2016-12-01\n" TAIL
         "  - {name: N, off: [1899-01-02]}\n",
         "NUMBER_RANGE@3:9 1899 (1900 \xE2\x80\x93 2200); "
         "DATE_RANGE@7:21 1899-01-02 (1900 \xE2\x80\x93 2200)"},
        {"twice in one list", HEAD TAIL "  - {name: N, off: [2017-01-02, 2017-01-02]}\n",
         "CALENDAR_TWICE@7:33 2017-01-02"},
        {"off and worked", HEAD TAIL "  - {name: N, off: [2017-01-07], work: [2017-01-07]}\n",
         "CALENDAR_TWICE@7:41 2017-01-07"},
        {"in two holidays",
         HEAD TAIL "  - {name: N, off: [2017-01-02]}\n"
                   "  - {name: M, off: [{from: 2017-01-01, to: 2017-01-03}]}\n",
         "CALENDAR_TWICE@8:21 2017-01-02"},
        {"a weekday worked", HEAD TAIL "  - {name: N, off: [2017-01-03], work: [2017-01-23]}\n",
         "CALENDAR_WEEKDAY@7:41 2017-01-23"},
        {"a weekday that was off is worked",
         HEAD TAIL "  - {name: N, off: [2017-01-03]}\n"
                   "- year: 2017\n  announced_on: 2016-12-20\n" TAIL
                   "  - {name: N, work: [2017-01-03]}\n",
         ""},
        {"faults of two notices",
         HEAD TAIL "  - {name: N, off: [2015-01-02]}\n"
                   "- year: 2018\n  announced_on: soon\n" TAIL "  - {name: N, off: 2018-01-01}\n",
         "CALENDAR_DAY@7:21 2015-01-02, 2017; DATE_SYNTAX@9:17 soon; CATALOG_LIST@12:20 "
         "2018-01-01"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        struct faults f;
        struct calendar_file file = {.n = 77};
        arena_init(&a, 1 << 22);
        faults_init(&f, &a);
        bool good = calendar_file_read(&a, STR("c.yaml"), str_of(cases[i].text), &f, &file);
        CHECK_STR(cases[i].name, show_faults(&a, &f), cases[i].want);
        CHECK_INT(cases[i].name, good, cases[i].want[0] == '\0');
        CHECK(cases[i].name, good == (file.n != 77));
        arena_release(&a);
    }
}

/* Lists that are too long are told, and take no time. */
static void test_calendar_file_read__limits(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *head, *item, *tail;
        size_t times;
        const char *want;
    } cases[] = {
        {"days", HEAD TAIL "  - {name: N, off: [", "2017-01-02,", "]}\n", 1001,
         "TOO_BIG@7:20 1001 > 1000"},
        {"holidays", HEAD TAIL, "  - {name: N, off: []}\n", "", 1001, "TOO_BIG@7:3 1001 > 1000"},
        {"most holidays there may be", HEAD TAIL, "  - {name: N, off: []}\n", "", 1000, ""},
        {"notices", "calendar: c\nnotices:\n", "- {}\n", "", 1001, "TOO_BIG@3:1 1001 > 1000"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        struct faults f;
        struct buf b;
        struct calendar_file file;
        arena_init(&a, 1 << 24);
        faults_init(&f, &a);
        buf_init(&b, 1 << 20);
        buf_add_z(&b, cases[i].head);
        for (size_t k = 0; k < cases[i].times; k++)
            buf_add_z(&b, cases[i].item);
        buf_add_z(&b, cases[i].tail);
        CHECK_INT(cases[i].name, calendar_file_read(&a, STR("c.yaml"), buf_str(&b), &f, &file),
                  cases[i].want[0] == '\0');
        CHECK_STR(cases[i].name, show_faults(&a, &f), cases[i].want);
        buf_release(&b);
        arena_release(&a);
    }
}

static void test_calendar_file_read__values(void **state)
{
    (void)state;
    struct arena a;
    struct faults f;
    struct calendar_file file;
    arena_init(&a, 1 << 22);
    faults_init(&f, &a);
    assert_true(calendar_file_read(&a, STR("c.yaml"),
                                   STR(HEAD "  source: {text: T, url: \"https://x\"}\n"
                                            "  verified: true\n  holidays:\n"
                                            "  - name: {zh: Z, en: E}\n"
                                            "    off: [{from: 2017-01-01, to: 2017-01-02}]\n"
                                            "    work: [2017-01-07, 2017-01-08]\n"
                                            "- {year: 2018, announced_on: 2017-11-30,\n"
                                            "   source: {text: U}, holidays: [{name: N, "
                                            "off: [2018-01-01]}]}\n"),
                                   &f, &file));
    CHECK_STR("id", file.id, "c");
    assert_int_equal(file.n, 2);
    const struct calendar_notice *n = &file.notices[0];
    assert_int_equal(n->year, 2017);
    assert_int_equal(n->announced_on.days, day_of("2016-12-01").days);
    CHECK_STR("number", n->number, "T");
    CHECK_STR("url", n->url, "https://x");
    assert_true(n->verified);
    assert_int_equal(n->n_holidays, 1);
    CHECK_STR("zh", n->holidays[0].name[LANG_ZH], "Z");
    CHECK_STR("en", n->holidays[0].name[LANG_EN], "E");
    assert_int_equal(n->holidays[0].n_off, 1);
    assert_int_equal(n->holidays[0].off[0].last.days, day_of("2017-01-02").days);
    assert_int_equal(n->holidays[0].n_work, 2);
    assert_int_equal(n->holidays[0].work[1].first.days, day_of("2017-01-08").days);
    assert_false(n[1].verified);
    assert_int_equal(n[1].url.n, 0);
    CHECK_STR("one name for both", n[1].holidays[0].name[LANG_EN], "N");
    arena_release(&a);
}

static void test_calendar_extra_read__cases(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        size_t n_off, n_work;
        const char *want;
    } cases[] = {
        {"both empty", "{off: [], work: []}", 0, 0, ""},
        {"off alone", "{off: [2017-03-06, {from: 2017-03-08, to: 2017-03-10}]}", 2, 0, ""},
        {"a worked weekday is no matter here", "{work: [2017-03-06]}", 0, 1, ""},
        {"unknown key", "{offs: []}", 0, 0, "CATALOG_KEY@1:2 offs"},
        {"no list", "{off: 2017-03-06}", 0, 0, "CATALOG_LIST@1:7 2017-03-06"},
        {"no map", "[2017-03-06]", 0, 0, "CATALOG_MAP@1:1 "},
        {"bad day", "{off: [2017-13-06]}", 0, 0, "DATE_RANGE@1:8 2017-13-06"},
        {"year out of range", "{off: [2201-01-01]}", 0, 0,
         "DATE_RANGE@1:8 2201-01-01 (1900 \xE2\x80\x93 2200)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        struct faults f;
        struct calendar_extra extra = {.n_off = 77, .n_work = 77};
        arena_init(&a, 1 << 22);
        faults_init(&f, &a);
        const struct yaml_node *n = yaml_read(&a, STR("c.yaml"), str_of(cases[i].text), &f);
        bool good = calendar_extra_read(&a, n, &f, &extra);
        CHECK_STR(cases[i].name, show_faults(&a, &f), cases[i].want);
        CHECK_INT(cases[i].name, good, cases[i].want[0] == '\0');
        CHECK_INT(cases[i].name, extra.n_off, good ? cases[i].n_off : 77);
        CHECK_INT(cases[i].name, extra.n_work, good ? cases[i].n_work : 77);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_calendar_file_china__every_notice),
          cmocka_unit_test(test_calendar_file_china__working_days_of_years),
          cmocka_unit_test(test_calendar_file_china__every_day_of_five_years),
          cmocka_unit_test(test_calendar_file_china__as_known),
          cmocka_unit_test(test_calendar_file_china__agrees_with_a_walk),
          cmocka_unit_test(test_calendar_file_read__faults),
          cmocka_unit_test(test_calendar_file_read__limits),
          cmocka_unit_test(test_calendar_file_read__values),
          cmocka_unit_test(test_calendar_extra_read__cases))
