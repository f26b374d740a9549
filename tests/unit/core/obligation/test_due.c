/*
 * test_due.c — the deadline: base, days off, outages. Weekends are the only days off here;
 * March 2017 ends on a Friday.
 */
#include "core/obligation/due.h"

#include "obligation_of.h"

static const struct period MARCH = {{17226}, {17256}};

static void test_due_of__base_and_day_off(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool enter_by;
        enum rule_base base;
        struct rule_span span;
        enum rule_day_off off;
        const char *want;
    } cases[] = {
        {"the last day of the window", false, 0, {0}, RULE_DAY_OFF_KEEP, "2017-03-31"},
        {"zero days after it", true, RULE_BASE_WINDOW_END, {PERIOD_DAYS, 0}, 0, "2017-03-31"},
        {"a day after it", true, RULE_BASE_WINDOW_END, {PERIOD_DAYS, 1}, 0, "2017-04-01"},
        {"a working day after it",
         true,
         RULE_BASE_WINDOW_END,
         {PERIOD_WORKING_DAYS, 1},
         0,
         "2017-04-03"},
        {"zero working days",
         true,
         RULE_BASE_WINDOW_END,
         {PERIOD_WORKING_DAYS, 0},
         0,
         "2017-03-31"},
        {"after the first day", true, RULE_BASE_WINDOW_START, {PERIOD_DAYS, 3}, 0, "2017-03-04"},
        {"after the day it happened",
         true,
         RULE_BASE_OCCURRED_ON,
         {PERIOD_DAYS, 3},
         0,
         "2017-03-18"},
        {"next on a working day", false, 0, {0}, RULE_DAY_OFF_NEXT, "2017-03-31"},
        {"previous on a working day", false, 0, {0}, RULE_DAY_OFF_PREVIOUS, "2017-03-31"},
        {"keep on a Saturday", true, 0, {PERIOD_DAYS, 1}, RULE_DAY_OFF_KEEP, "2017-04-01"},
        {"next on a Saturday", true, 0, {PERIOD_DAYS, 1}, RULE_DAY_OFF_NEXT, "2017-04-03"},
        {"previous on a Saturday", true, 0, {PERIOD_DAYS, 1}, RULE_DAY_OFF_PREVIOUS, "2017-03-31"},
        {"previous on a Sunday", true, 0, {PERIOD_DAYS, 2}, RULE_DAY_OFF_PREVIOUS, "2017-03-31"},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct scene s = scene_new(&a, "2017-06-01");
    CHECK_DAY("window", MARCH.first, "2017-03-01");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rule r = {.has_enter_by = cases[i].enter_by,
                         .enter_base = cases[i].base,
                         .enter_by = cases[i].span,
                         .day_off = cases[i].off};
        struct due due = due_of(&s, &r, MARCH, day("2017-03-15"), 1);
        CHECK_DAY(cases[i].name, due.first, cases[i].want);
        CHECK_DAY(cases[i].name, due.day, cases[i].want);
    }
    arena_release(&a);
}

#define OUTAGE(u, f, t, acc)                                                                       \
    {                                                                                              \
        (u), (f), (t), (acc)                                                                       \
    }

struct outage_text {
    int32_t unit;
    const char *from, *to, *accepted;
};

/* The deadline without outages is Friday 31 March; the moment asked about is 1 June. */
static const struct {
    const char *name;
    struct outage_text outages[3]; /* up to the first without `from` */
    const char *want;
} OUTAGES[] = {
    {"none", {{0}}, "2017-03-31"},
    {"on the day",
     {OUTAGE(1, "2017-03-31T08:00", "2017-03-31T18:00", "2017-03-31T20:00")},
     "2017-04-03"},
    {"begins in the last millisecond",
     {OUTAGE(1, "2017-03-31T23:59:59.999", "2017-03-31T23:59:59.999", "2017-04-01")},
     "2017-04-03"},
    {"begins after it", {OUTAGE(1, "2017-04-01", "2017-04-01", "2017-04-01")}, "2017-03-31"},
    {"the day is the first working day after it",
     {OUTAGE(1, "2017-03-30T08:00", "2017-03-30T18:00", "2017-04-01")},
     "2017-03-31"},
    {"ends at midnight of the day",
     {OUTAGE(1, "2017-03-30T08:00", "2017-03-31", "2017-04-01")},
     "2017-04-03"},
    {"ends a millisecond before that",
     {OUTAGE(1, "2017-03-30T08:00", "2017-03-30T23:59:59.999", "2017-04-01")},
     "2017-03-31"},
    {"over two days before",
     {OUTAGE(1, "2017-03-28T08:00", "2017-03-29T18:00", "2017-04-01")},
     "2017-03-31"},
    {"lasts over the day",
     {OUTAGE(1, "2017-03-20", "2017-04-05T10:00", "2017-04-06")},
     "2017-04-06"},
    {"of the unit above", {OUTAGE(0, "2017-03-31", "2017-03-31", "2017-04-01")}, "2017-04-03"},
    {"of the unit beside", {OUTAGE(2, "2017-03-31", "2017-03-31", "2017-04-01")}, "2017-03-31"},
    {"of another bureau", {OUTAGE(3, "2017-03-31", "2017-03-31", "2017-04-01")}, "2017-03-31"},
    {"accepted at the moment asked about",
     {OUTAGE(1, "2017-03-31", "2017-03-31", "2017-06-01")},
     "2017-04-03"},
    {"accepted a millisecond later",
     {OUTAGE(1, "2017-03-31", "2017-03-31", "2017-06-01T00:00:00.001")},
     "2017-03-31"},
    {"one after the other",
     {OUTAGE(1, "2017-03-31", "2017-03-31", "2017-04-01"),
      OUTAGE(1, "2017-04-03", "2017-04-03", "2017-04-04")},
     "2017-04-04"},
    {"listed the other way round",
     {OUTAGE(1, "2017-04-03", "2017-04-03", "2017-04-04"),
      OUTAGE(1, "2017-03-31", "2017-03-31", "2017-04-01")},
     "2017-04-04"},
    {"three in a chain, in no order",
     {OUTAGE(1, "2017-04-04", "2017-04-04", "2017-04-05"),
      OUTAGE(0, "2017-04-03", "2017-04-03", "2017-04-04"),
      OUTAGE(1, "2017-03-31", "2017-03-31", "2017-04-01")},
     "2017-04-05"},
    {"the chain is broken by a day",
     {OUTAGE(1, "2017-03-31", "2017-03-31", "2017-04-01"),
      OUTAGE(1, "2017-04-04", "2017-04-04", "2017-04-05")},
     "2017-04-03"},
};

static void test_due_of__outages(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    for (size_t i = 0; i < ARRAY_LEN(OUTAGES); i++) {
        struct scene s = scene_new(&a, "2017-06-01");
        struct scene_outage outages[3];
        struct rule r = {.day_off = RULE_DAY_OFF_KEEP};
        for (; s.n_outages < 3 && OUTAGES[i].outages[s.n_outages].from != NULL; s.n_outages++) {
            const struct outage_text *o = &OUTAGES[i].outages[s.n_outages];
            outages[s.n_outages] =
                (struct scene_outage){o->unit, at(o->from), at(o->to), at(o->accepted)};
        }
        s.outages = outages;
        struct due due = due_of(&s, &r, MARCH, MARCH.first, 1);
        CHECK_DAY(OUTAGES[i].name, due.first, "2017-03-31");
        CHECK_DAY(OUTAGES[i].name, due.day, OUTAGES[i].want);
        due = due_of(&s, &r, MARCH, MARCH.first, SCENE_NO_UNIT);
        CHECK_DAY("nobody owes it: no outage concerns it", due.day, "2017-03-31");
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_due_of__base_and_day_off), cmocka_unit_test(test_due_of__outages))
