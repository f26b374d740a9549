/*
 * test_obligation.c — which obligations there are, through the three entrances of the engine.
 * Whole behaviours are shown by the cases of tests/golden/obligation.
 */
#include "obligation_of.h"

/* "2017-03 missed, 2017-04 open": period and state of each. */
static struct str told(struct arena *a, const struct obligations *all)
{
    struct str text = STR_NONE;
    for (size_t i = 0; i < all->v.n; i++) {
        char name[PERIOD_NAME_MAX];
        text = str_format(a, "%" STR_FMT "%s%s %s", STR_ARG(text), i == 0 ? "" : ", ",
                          obligation_period(&all->v.p[i], name),
                          obligation_state_word(all->v.p[i].state));
    }
    return text;
}

static struct str of_person(struct arena *a, const char *as_of, const struct rule *r,
                            const struct entry *p, const struct entry *x, size_t n)
{
    struct scene s = scene_new(a, as_of);
    struct dossier d;
    struct obligations all = {0};
    dossier_make(a, x, n, s.as_of, &d);
    must(obligations_of_subject(a, &s, &r, 1, p, &d, &all, NULL) == ERR_OK);
    return told(a, &all);
}

static void test_obligations_of_subject__partial(void **state)
{
    (void)state;
    static const struct {
        const char *name, *start, *end;
        enum rule_partial partial;
        const char *want; /* as of 10 May */
    } cases[] = {
        {"skip", "2017-02-02", "2017-04-29", RULE_PARTIAL_SKIP, "2017-03 missed"},
        {"skip, just whole", "2017-02-01", "2017-04-30", RULE_PARTIAL_SKIP,
         "2017-02 missed, 2017-03 missed, 2017-04 missed"},
        {"skip, open end", "2017-04-01", NULL, RULE_PARTIAL_SKIP, "2017-04 missed, 2017-05 open"},
        {"require", "2017-02-28", "2017-04-01", RULE_PARTIAL_REQUIRE,
         "2017-02 missed, 2017-03 missed, 2017-04 missed"},
        {"require, nothing beside", "2017-03-01", "2017-03-31", RULE_PARTIAL_REQUIRE,
         "2017-03 missed"},
        {"require, life to come in a window that has begun", "2017-05-20", NULL,
         RULE_PARTIAL_REQUIRE, "2017-05 open"},
        {"require, life to come later", "2017-06-01", NULL, RULE_PARTIAL_REQUIRE, ""},
        {"ends before it begins", "2017-03-20", "2017-03-10", RULE_PARTIAL_REQUIRE, ""},
        {"no start", NULL, NULL, RULE_PARTIAL_REQUIRE, ""},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rule r = monthly();
        struct entry p = person(&a, 7, cases[i].start, cases[i].end);
        r.partial = cases[i].partial;
        CHECK_STR(cases[i].name, of_person(&a, "2017-05-10", &r, &p, NULL, 0), cases[i].want);
    }
    arena_release(&a);
}

static void test_obligations_of_subject__prorate(void **state)
{
    (void)state;
    static const struct {
        const char *name, *start, *end;
        int64_t at_least, den;
        int64_t want_tenths; /* 0: nothing is owed */
    } cases[] = {
        {"the whole month", "2017-04-01", "2017-04-30", 8, 1, 80},
        {"half", "2017-04-16", "2017-04-30", 8, 1, 40},
        {"half, at the beginning", "2017-04-01", "2017-04-15", 8, 1, 40},
        {"inside", "2017-04-10", "2017-04-15", 8, 1, 16},
        {"down", "2017-04-17", NULL, 8, 1, 37},
        {"a tie goes up", "2017-04-30", NULL, 3, 2, 1},
        {"below a tie", "2017-04-30", NULL, 149, 100, 0},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rule r = monthly();
        struct scene s = scene_new(&a, "2017-04-30");
        struct entry p = person(&a, 7, cases[i].start, cases[i].end);
        struct dossier none = {0};
        struct obligations all = {0};
        const struct rule *rules[] = {&r};
        r.partial = RULE_PARTIAL_PRORATE;
        r.need.sum = V_HOURS;
        r.need.at_least = (struct rational){cases[i].at_least, cases[i].den};
        assert_int_equal(obligations_of_subject(&a, &s, rules, 1, &p, &none, &all, NULL), ERR_OK);
        CHECK_INT(cases[i].name, all.v.n, cases[i].want_tenths != 0);
        if (all.v.n == 1)
            CHECK_INT(cases[i].name, all.v.p[0].need.num * 10 / all.v.p[0].need.den,
                      cases[i].want_tenths);
    }
    arena_release(&a);
}

static void test_obligations_of_subject__once(void **state)
{
    (void)state;
    static const struct {
        const char *name, *as_of;
        int32_t anchor, days;
        const char *want; /* life is 10 March to 20 June */
    } cases[] = {
        {"forwards", "2017-03-10", P_START, 10, "once open"},
        {"forwards, over", "2017-03-21", P_START, 10, "once missed"},
        {"backwards, its first day", "2017-06-10", P_END, -10, "once open"},
        {"backwards, the day before", "2017-06-09T23:59:59.999", P_END, -10, ""},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct entry p = person(&a, 7, "2017-03-10", "2017-06-20");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rule r = monthly();
        r.recurs = false;
        r.anchor = cases[i].anchor;
        r.within = (struct rule_span){PERIOD_DAYS, cases[i].days};
        CHECK_STR(cases[i].name, of_person(&a, cases[i].as_of, &r, &p, NULL, 0), cases[i].want);
    }
    arena_release(&a);
}

/* Rules for other types, for units and for records are passed over. */
static void test_obligations_of_subject__other_rules(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = monthly();
    struct entry p = person(&a, 7, "2017-03-01", "2017-03-31");
    CHECK_STR("its own", of_person(&a, "2017-05-01", &r, &p, NULL, 0), "2017-03 missed");
    r.type = &VISIT;
    CHECK_STR("of another type", of_person(&a, "2017-05-01", &r, &p, NULL, 0), "");
    r = monthly();
    r.target = RULE_FOR_RECORD;
    CHECK_STR("for records", of_person(&a, "2017-05-01", &r, &p, NULL, 0), "");
    arena_release(&a);
}

static void test_obligations_of_subject__errors(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = monthly();
    const struct rule *rules[] = {&r};
    struct scene s = scene_new(&a, "2017-05-01");
    struct entry p = person(&a, 7, "2017-03-01", NULL);
    struct dossier none = {0};
    struct obligations all = {0};
    struct err e = {0};
    r.where = condition(&a, person_env(&a), "1 / (year(start) - 2017) > 0");
    CHECK_ERR("division", obligations_of_subject(&a, &s, rules, 1, &p, &none, &all, &e),
              ERR_NUMBER_DIVISION);
    CHECK("names the rule", strstr(e.detail, "rule x where") != NULL);
    arena_release(&a);
}

static void test_obligations_of_unit__windows(void **state)
{
    (void)state;
    static const struct {
        const char *name, *as_of, *from, *to; /* NULL: open */
        const char *want;
    } cases[] = {
        {"from its first day on", "2017-04-01", "2017-03-01", NULL, "2017-03 missed, 2017-04 open"},
        {"a day later: the next window", "2017-04-01", "2017-03-02", NULL, "2017-04 open"},
        {"before the first window", "2017-03-31T23:59:59.999", "2017-04-01", NULL, ""},
        {"ends on the first day of a window", "2017-06-01", "2017-03-01", "2017-04-01",
         "2017-03 missed, 2017-04 missed"},
        {"ends the day before", "2017-06-01", "2017-03-01", "2017-03-31", "2017-03 missed"},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rule r = monthly();
        const struct rule *rules[] = {&r};
        struct scene s = scene_new(&a, cases[i].as_of);
        struct dossier none = {0};
        struct obligations all = {0};
        r.target = RULE_FOR_UNIT;
        r.type = NULL;
        r.kind = &OFFICE;
        r.owner = RULE_OWNER_UNIT;
        r.valid = (struct validity){.has_from = true, .from = day(cases[i].from)};
        if (cases[i].to != NULL) {
            r.valid.has_to = true;
            r.valid.to = day(cases[i].to);
        }
        assert_int_equal(obligations_of_unit(&a, &s, rules, 1, 0, &none, &all, NULL), ERR_OK);
        CHECK_STR("a bureau is no office", told(&a, &all), "");
        assert_int_equal(obligations_of_unit(&a, &s, rules, 1, 1, &none, &all, NULL), ERR_OK);
        CHECK_STR(cases[i].name, told(&a, &all), cases[i].want);
        for (size_t k = 0; k < all.v.n; k++)
            CHECK("unit and owner",
                  all.v.p[k].unit == 1 && all.v.p[k].owner == 1 && all.v.p[k].about == 0);
    }
    arena_release(&a);
}

/* Whether a rule with that condition is owed by an office that gets its 10th village on 15 March.
 */
static size_t owed_by_villages(struct arena *a, const char *where)
{
    static const struct field villages = {.id = {"villages", 8}, .type = FIELD_INTEGER};
    static const struct unit_kind kind = {
        .id = {"office", 6}, .figures = &villages, .n_figures = 1};
    const struct scene_figure figures[] = {
        {.figure = 0, .from = day("2017-01-01"), .value = RATIONAL(9)},
        {.figure = 0, .from = day("2017-03-15"), .value = RATIONAL(10)}};
    const struct scene_unit office = {.id = STR("xc"),
                                      .kind = &kind,
                                      .parent = SCENE_NO_UNIT,
                                      .figures = figures,
                                      .n_figures = 2};
    struct scene s = scene_new(a, "2017-03-31");
    struct rule r = monthly();
    const struct rule *rules[] = {&r};
    struct dossier none = {0};
    struct obligations all = {0};
    s.units = &office;
    s.n_units = 1;
    r.target = RULE_FOR_UNIT;
    r.kind = &kind;
    r.where = condition(a, rule_env_unit(a, &kind), where);
    r.valid = (struct validity){.has_from = true, .from = day("2017-03-01")};
    must(obligations_of_unit(a, &s, rules, 1, 0, &none, &all, NULL) == ERR_OK);
    return all.v.n;
}

static void test_obligations_of_unit__figures(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    CHECK_INT("as on the first day of the window", owed_by_villages(&a, "villages = 9"), 1);
    CHECK_INT("not as on its last", owed_by_villages(&a, "villages = 10"), 0);
    CHECK_INT("its name", owed_by_villages(&a, "unit = 'xc'"), 1);
    CHECK_INT("another name", owed_by_villages(&a, "unit = 'dc'"), 0);
    arena_release(&a);
}

/* A rule for units without a first day is none that a reader lets pass. */
static void without_a_beginning(void *ctx)
{
    struct rule r = monthly();
    const struct rule *rules[] = {&r};
    struct scene s = scene_new(ctx, "2017-03-31");
    struct dossier none = {0};
    struct obligations all = {0};
    r.target = RULE_FOR_UNIT;
    r.kind = &OFFICE;
    must(obligations_of_unit(ctx, &s, rules, 1, 1, &none, &all, NULL) == ERR_OK);
}

static void test_obligations_of_unit__without_a_beginning(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    CHECK("must not be", test_aborts(without_a_beginning, &a));
    arena_release(&a);
}

static struct obligations of_record(struct arena *a, const char *as_of, const struct rule *r,
                                    const struct entry *record, const struct entry *subject,
                                    const struct entry *x, size_t n)
{
    struct scene s = scene_new(a, as_of);
    struct dossier d;
    struct obligations all = {0};
    dossier_make(a, x, n, s.as_of, &d);
    must(obligations_of_record(a, &s, &r, 1, record, subject, &d, &all, NULL) == ERR_OK);
    return all;
}

static void test_obligations_of_record__itself(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = {.target = RULE_FOR_RECORD,
                     .type = &VISIT,
                     .anchor = FIELD_NONE,
                     .has_enter_by = true,
                     .enter_base = RULE_BASE_OCCURRED_ON,
                     .enter_by = {PERIOD_DAYS, 3},
                     .owner = RULE_OWNER_RECORD_UNIT};
    struct entry in_time = visit(&a, 1, 7, "2017-03-10", "2017-03-13T23:59:59.999", 0);
    struct entry late = visit(&a, 2, 7, "2017-03-10", "2017-03-14", 0);
    struct obligations all = of_record(&a, "2017-05-01", &r, &in_time, NULL, NULL, 0);
    CHECK_STR("in time", told(&a, &all), "once met");
    CHECK("about", all.v.p[0].about == 1 && all.v.p[0].unit == SCENE_NO_UNIT);
    CHECK("owner and need", all.v.p[0].owner == 1 && all.v.p[0].need.num == 1);
    CHECK_DAY("window", all.v.p[0].window.first, "2017-03-10");
    CHECK_DAY("due", all.v.p[0].due, "2017-03-13");
    all = of_record(&a, "2017-05-01", &r, &late, NULL, NULL, 0);
    CHECK_STR("late", told(&a, &all), "once late");
    all = of_record(&a, "2017-03-13", &r, &late, NULL, NULL, 0);
    CHECK_STR("not entered yet", told(&a, &all), "");
    late.voided = true;
    late.voided_at = at("2017-03-20");
    all = of_record(&a, "2017-03-20", &r, &late, NULL, NULL, 0);
    CHECK_STR("voided", told(&a, &all), "");
    r.valid = (struct validity){.has_to = true, .to = day("2017-03-09")};
    all = of_record(&a, "2017-05-01", &r, &in_time, NULL, NULL, 0);
    CHECK_STR("not valid any more", told(&a, &all), "");
    r.type = &LEVEL;
    all = of_record(&a, "2017-05-01", &r, &in_time, NULL, NULL, 0);
    CHECK_STR("another type", told(&a, &all), "");
    arena_release(&a);
}

static void test_obligations_of_record__owner(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum rule_owner owner;
        bool has_subject;
        const char *as_of;
        int32_t want;
    } cases[] = {
        {"the record's unit", RULE_OWNER_RECORD_UNIT, true, "2017-05-01", 1},
        {"in charge on the last day of the window", RULE_OWNER_SUBJECT_UNIT, true, "2017-05-01", 2},
        {"the transfer is not known yet", RULE_OWNER_SUBJECT_UNIT, true, "2017-03-20", 1},
        {"no subject", RULE_OWNER_SUBJECT_UNIT, false, "2017-05-01", 1},
        {"the subject is not known yet", RULE_OWNER_SUBJECT_UNIT, true, "2015-12-31", 4},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct entry p = person(&a, 7, "2017-01-01", NULL);
    struct entry x[] = {change(&a, 3, &TRANSFER, 7, "2017-03-17", "dc", "2017-04-01"),
                        change(&a, 4, &TRANSFER, 8, "2017-03-10", "nm", "2017-03-10")};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct entry v = visit(&a, 1, 7, "2017-03-10", "2017-03-10", 0);
        if (cases[i].want == 4) {
            v = visit(&a, 1, 7, "2015-03-10", "2015-03-10", 0);
            v.unit = 4;
        }
        struct rule r = monthly();
        r.target = RULE_FOR_RECORD;
        r.type = &VISIT;
        r.recurs = false;
        r.within = (struct rule_span){PERIOD_DAYS, 7};
        r.need.via = V_ABOUT;
        r.owner = cases[i].owner;
        struct obligations all = of_record(&a, cases[i].as_of, &r, &v,
                                           cases[i].has_subject ? &p : NULL, x, ARRAY_LEN(x));
        assert_int_equal(all.v.n, 1);
        CHECK_INT(cases[i].name, all.v.p[0].owner, cases[i].want);
    }
    arena_release(&a);
}

static void test_obligation_too_late__instant(void **state)
{
    (void)state;
    struct obligation o = {.due = day("2017-03-31")};
    assert_int_equal(obligation_too_late(&o).ms, at("2017-04-01").ms);
}

TEST_MAIN(cmocka_unit_test(test_obligations_of_subject__partial),
          cmocka_unit_test(test_obligations_of_subject__prorate),
          cmocka_unit_test(test_obligations_of_subject__once),
          cmocka_unit_test(test_obligations_of_subject__other_rules),
          cmocka_unit_test(test_obligations_of_subject__errors),
          cmocka_unit_test(test_obligations_of_unit__windows),
          cmocka_unit_test(test_obligations_of_unit__figures),
          cmocka_unit_test(test_obligations_of_unit__without_a_beginning),
          cmocka_unit_test(test_obligations_of_record__itself),
          cmocka_unit_test(test_obligations_of_record__owner),
          cmocka_unit_test(test_obligation_too_late__instant))
