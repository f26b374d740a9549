/*
 * test_tally.c — how much there is, and how much of it was in time.
 */
#include "core/obligation/tally.h"

#include "obligation_of.h"

static const struct period MARCH = {{17226}, {17256}};

/* A version of a visit: when it was said, its day, tenths of hours (0: none), whom it is about. */
struct version_text {
    const char *at, *on;
    int64_t tenths, about;
};

/* One visit; too late is 1 April 00:00, the moment asked about 1 June. */
static const struct {
    const char *name;
    struct version_text versions[3];
    int64_t sum_total, sum_timely; /* in tenths */
    int64_t total, timely;
} ROWS[] = {
    {"in time", {{"2017-03-10", "2017-03-10", 80, 0}}, 80, 80, 1, 1},
    {"in the last millisecond", {{"2017-03-31T23:59:59.999", "2017-03-10", 80, 0}}, 80, 80, 1, 1},
    {"at the first instant after", {{"2017-04-01", "2017-03-10", 80, 0}}, 80, 0, 1, 0},
    {"without a figure", {{"2017-03-10", "2017-03-10", 0, 0}}, 0, 0, 1, 1},
    {"more after the deadline",
     {{"2017-03-10", "2017-03-10", 60, 0}, {"2017-04-01", "2017-03-10", 80, 0}},
     80,
     60,
     1,
     1},
    {"less after the deadline",
     {{"2017-03-10", "2017-03-10", 80, 0}, {"2017-04-01", "2017-03-10", 60, 0}},
     60,
     60,
     1,
     1},
    {"more before the deadline",
     {{"2017-03-10", "2017-03-10", 60, 0}, {"2017-03-31T23:59", "2017-03-10", 80, 0}},
     80,
     80,
     1,
     1},
    {"a figure after the deadline",
     {{"2017-03-10", "2017-03-10", 0, 0}, {"2017-04-01", "2017-03-10", 80, 0}},
     80,
     0,
     1,
     1},
    {"into the window after the deadline",
     {{"2017-03-10", "2017-02-28", 80, 0}, {"2017-04-01", "2017-03-01", 80, 0}},
     80,
     0,
     1,
     0},
    {"into the window before the deadline",
     {{"2017-03-10", "2017-02-28", 80, 0}, {"2017-03-31", "2017-03-31", 80, 0}},
     80,
     80,
     1,
     1},
    {"inside the window after the deadline",
     {{"2017-03-10", "2017-03-01", 80, 0}, {"2017-04-01", "2017-03-31", 80, 0}},
     80,
     80,
     1,
     1},
    {"there and back",
     {{"2017-03-10", "2017-03-01", 80, 0},
      {"2017-04-01", "2017-02-28", 80, 0},
      {"2017-04-02", "2017-03-01", 90, 0}},
     90,
     80,
     1,
     1},
};

static struct entry entry_of(struct arena *a, const struct version_text *text, size_t max)
{
    struct entry_version *versions = ARENA_NEW_N(a, max, struct entry_version);
    struct entry x = {.id = 1, .type = &VISIT, .unit = 1, .versions = versions};
    for (; x.n < max && text[x.n].at != NULL; x.n++) {
        const struct version_text *v = &text[x.n];
        struct entry one = visit(a, 1, 7, v->on, v->at, v->tenths);
        struct expr_value *slots = slots_new(a, &VISIT);
        memcpy(slots, one.versions[0].slots, V__MAX * sizeof(*slots));
        if (v->about != 0)
            slots[V_ABOUT] = (struct expr_value){.present = true, .number = RATIONAL(v->about)};
        versions[x.n] = (struct entry_version){at(v->at), day(v->on), slots};
    }
    return x;
}

static struct tally count(struct arena *a, const struct rule *r, const struct entry *x, size_t n,
                          int64_t about)
{
    struct dossier d;
    struct tally t;
    dossier_make(a, x, n, at("2017-06-01"), &d);
    must(tally_count(r, &d, MARCH, about, at("2017-04-01"), at("2017-06-01"), &t, NULL) == ERR_OK);
    return t;
}

static void test_tally_count__versions(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule counted = monthly();
    struct rule summed = monthly();
    summed.need.sum = V_HOURS;
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        struct entry x = entry_of(&a, ROWS[i].versions, 3);
        struct tally t = count(&a, &counted, &x, 1, 0);
        CHECK_INT(ROWS[i].name, t.total.num, ROWS[i].total);
        CHECK_INT(ROWS[i].name, t.timely.num, ROWS[i].timely);
        t = count(&a, &summed, &x, 1, 0);
        CHECK_INT(ROWS[i].name, t.total.num * 10 / t.total.den, ROWS[i].sum_total);
        CHECK_INT(ROWS[i].name, t.timely.num * 10 / t.timely.den, ROWS[i].sum_timely);
    }
    arena_release(&a);
}

static void test_tally_count__several(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule summed = monthly();
    summed.need.sum = V_HOURS;
    struct entry x[] = {visit(&a, 1, 7, "2017-03-01", "2017-03-01", 1),
                        visit(&a, 2, 7, "2017-03-02", "2017-04-01", 2),
                        visit(&a, 3, 7, "2017-03-31", "2017-03-31", 4),
                        visit(&a, 4, 7, "2017-04-01", "2017-04-01", 8)};
    struct tally t = count(&a, &summed, x, ARRAY_LEN(x), 0);
    CHECK("total", rational_cmp(t.total, (struct rational){7, 10}) == 0);
    CHECK("timely", rational_cmp(t.timely, (struct rational){1, 2}) == 0);
    arena_release(&a);
}

/* What answers a record names it, in each version. */
static void test_tally_count__via(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct version_text versions[3];
        int64_t total, timely;
    } cases[] = {
        {"names it", {{"2017-03-10", "2017-03-10", 0, 5}}, 1, 1},
        {"names another", {{"2017-03-10", "2017-03-10", 0, 6}}, 0, 0},
        {"names none", {{"2017-03-10", "2017-03-10", 0, 0}}, 0, 0},
        {"names it too late",
         {{"2017-03-10", "2017-03-10", 0, 6}, {"2017-04-01", "2017-03-10", 0, 5}},
         1,
         0},
        {"named it once",
         {{"2017-03-10", "2017-03-10", 0, 5}, {"2017-04-01", "2017-03-10", 0, 6}},
         0,
         0},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = monthly();
    r.need.via = V_ABOUT;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct entry x = entry_of(&a, cases[i].versions, 3);
        struct tally t = count(&a, &r, &x, 1, 5);
        CHECK_INT(cases[i].name, t.total.num, cases[i].total);
        CHECK_INT(cases[i].name, t.timely.num, cases[i].timely);
    }
    arena_release(&a);
}

static void test_tally_count__condition(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = monthly();
    r.need.where = condition(&a, record_env(&a, &VISIT), "hours >= 6");
    struct version_text now[3] = {{"2017-03-10", "2017-03-10", 60, 0}};
    struct version_text later[3] = {{"2017-03-10", "2017-03-10", 59, 0},
                                    {"2017-04-01", "2017-03-10", 60, 0}};
    struct version_text no_more[3] = {{"2017-03-10", "2017-03-10", 60, 0},
                                      {"2017-04-01", "2017-03-10", 59, 0}};
    struct entry x = entry_of(&a, now, 3);
    CHECK_INT("fits", count(&a, &r, &x, 1, 0).timely.num, 1);
    x = entry_of(&a, later, 3);
    CHECK_INT("fits too late: there", count(&a, &r, &x, 1, 0).total.num, 1);
    CHECK_INT("fits too late: not in time", count(&a, &r, &x, 1, 0).timely.num, 0);
    x = entry_of(&a, no_more, 3);
    CHECK_INT("fits no more", count(&a, &r, &x, 1, 0).total.num, 0);
    arena_release(&a);
}

static void test_tally_count__errors(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = monthly();
    struct err e = {0};
    struct dossier d;
    struct tally t = {RATIONAL(-1), RATIONAL(-1)};
    struct entry x[] = {visit(&a, 1, 7, "2017-03-10", "2017-03-10", 10),
                        visit(&a, 2, 7, "2017-03-11", "2017-03-10", 10)};
    dossier_make(&a, x, 2, at("2017-06-01"), &d);
    r.need.where = condition(&a, record_env(&a, &VISIT), "1 / (hours - 1) > 0");
    CHECK_ERR("division", tally_count(&r, &d, MARCH, 0, at("2017-04-01"), at("2017-06-01"), &t, &e),
              ERR_NUMBER_DIVISION);
    CHECK("names the rule", strstr(e.detail, "rule x where") != NULL);
    CHECK_INT("nothing is given", t.total.num, -1);
    r.need.where = NULL;
    r.need.sum = V_HOURS;
    struct expr_value *huge = slots_new(&a, &VISIT);
    huge[V_HOURS] = (struct expr_value){.present = true, .number = RATIONAL(INT64_MAX)};
    for (size_t i = 0; i < 2; i++)
        x[i] = entry_new(&a, (int64_t)i + 1, &VISIT, 7, "2017-03-10", "2017-03-10", huge);
    dossier_make(&a, x, 2, at("2017-06-01"), &d);
    CHECK_ERR("too big", tally_count(&r, &d, MARCH, 0, at("2017-04-01"), at("2017-06-01"), &t, &e),
              ERR_NUMBER_RANGE);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_tally_count__versions), cmocka_unit_test(test_tally_count__several),
          cmocka_unit_test(test_tally_count__via), cmocka_unit_test(test_tally_count__condition),
          cmocka_unit_test(test_tally_count__errors))
