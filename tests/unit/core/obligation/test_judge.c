/*
 * test_judge.c — how an obligation stands: amounts, time, waivers, moved deadlines.
 */
#include "core/obligation/judge.h"

#include "obligation_of.h"

static const struct period MARCH = {{17226}, {17256}};

/* A person's month of March, due by its end; 8 hours are needed. */
static struct obligation judged(struct arena *a, struct scene *s, const struct rule *r,
                                const struct entry *x, size_t n)
{
    struct dossier d;
    struct obligations all = {0};
    struct judge j = {.a = a, .scene = s, .dossier = &d, .ret = &all};
    struct obligation o = {
        .rule = r, .about = 7, .unit = SCENE_NO_UNIT, .owner = 1, .window = MARCH};
    o.need = RATIONAL(8);
    dossier_make(a, x, n, s->as_of, &d);
    must(judge_add(&j, &o, MARCH.first, NULL) == ERR_OK && all.v.n == 1);
    return all.v.p[0];
}

static struct rule hours(void)
{
    struct rule r = monthly();
    r.need.sum = V_HOURS;
    r.need.at_least = RATIONAL(8);
    return r;
}

static void test_judge_add__states(void **state)
{
    (void)state;
    static const struct {
        const char *name, *entered; /* NULL: nothing */
        int64_t tenths;
        const char *as_of, *waived_at; /* NULL: not */
        const char *want;
    } cases[] = {
        {"just enough in time", "2017-03-31T23:59:59.999", 80, "2017-05-01", NULL, "met"},
        {"a tenth short, in time", "2017-03-31", 79, "2017-05-01", NULL, "missed"},
        {"just enough, too late", "2017-04-01", 80, "2017-05-01", NULL, "late"},
        {"a tenth short, too late", "2017-04-01", 79, "2017-05-01", NULL, "missed"},
        {"nothing, last millisecond", NULL, 0, "2017-03-31T23:59:59.999", NULL, "open"},
        {"nothing, first instant after", NULL, 0, "2017-04-01", NULL, "missed"},
        {"enough before the end", "2017-03-10", 80, "2017-03-10", NULL, "met"},
        {"missed and waived", NULL, 0, "2017-05-01", "2017-05-01", "excused"},
        {"missed, waived later", NULL, 0, "2017-05-01", "2017-05-01T00:00:00.001", "missed"},
        {"late and waived", "2017-04-01", 80, "2017-05-01", "2017-04-02", "excused"},
        {"open and waived", NULL, 0, "2017-03-20", "2017-03-10", "open"},
        {"met and waived", "2017-03-10", 80, "2017-05-01", "2017-03-10", "met"},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = hours();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scene s = scene_new(&a, cases[i].as_of);
        struct scene_waiver w = {
            .rule = &r, .about = 7, .unit = SCENE_NO_UNIT, .period = STR("2017-03")};
        struct entry x;
        if (cases[i].waived_at != NULL) {
            w.at = at(cases[i].waived_at);
            s.waivers = &w;
            s.n_waivers = 1;
        }
        if (cases[i].entered != NULL)
            x = visit(&a, 1, 7, "2017-03-10", cases[i].entered, cases[i].tenths);
        struct obligation o = judged(&a, &s, &r, &x, cases[i].entered != NULL);
        CHECK_STR(cases[i].name, str_of(obligation_state_word(o.state)), cases[i].want);
        CHECK(cases[i].name, !o.moved);
    }
    arena_release(&a);
}

/* A decision is on one rule, one person, one period. */
static void test_judge_add__waivers_of_others(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = hours();
    struct rule other = hours();
    const struct {
        const char *name;
        struct scene_waiver w;
        bool covers;
    } cases[] = {
        {"this one", {&r, 7, SCENE_NO_UNIT, STR("2017-03"), {0}}, true},
        {"another rule", {&other, 7, SCENE_NO_UNIT, STR("2017-03"), {0}}, false},
        {"another person", {&r, 8, SCENE_NO_UNIT, STR("2017-03"), {0}}, false},
        {"a unit", {&r, 7, 1, STR("2017-03"), {0}}, false},
        {"another month", {&r, 7, SCENE_NO_UNIT, STR("2017-04"), {0}}, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scene s = scene_new(&a, "2017-05-01");
        s.waivers = &cases[i].w;
        s.n_waivers = 1;
        struct obligation o = judged(&a, &s, &r, NULL, 0);
        CHECK(cases[i].name, (o.state == OBLIGATION_EXCUSED) == cases[i].covers);
    }
    arena_release(&a);
}

static void test_judge_add__moved(void **state)
{
    (void)state;
    static const struct {
        const char *name, *entered;
        enum obligation_state state;
        bool moved;
    } cases[] = {
        {"in time anyway", "2017-03-31T23:59:59.999", OBLIGATION_MET, false},
        {"thanks to the outage", "2017-04-01", OBLIGATION_MET, true},
        {"in the last millisecond", "2017-04-03T23:59:59.999", OBLIGATION_MET, true},
        {"late all the same", "2017-04-04", OBLIGATION_LATE, false},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct rule r = hours();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scene s = scene_new(&a, "2017-05-01");
        struct scene_outage outage = {0, at("2017-03-31T08:00"), at("2017-03-31T18:00"),
                                      at("2017-03-31T20:00")};
        s.outages = &outage;
        s.n_outages = 1;
        struct entry x = visit(&a, 1, 7, "2017-03-10", cases[i].entered, 80);
        struct obligation o = judged(&a, &s, &r, &x, 1);
        CHECK_DAY(cases[i].name, o.due_first, "2017-03-31");
        CHECK_DAY(cases[i].name, o.due, "2017-04-03");
        CHECK(cases[i].name, o.state == cases[i].state && o.moved == cases[i].moved);
        CHECK_INT(cases[i].name, o.total.num, 8);
    }
    arena_release(&a);
}

static void test_judge_owner__department(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct scene s = scene_new(&a, "2017-05-01");
    struct rule r = {.owner = RULE_OWNER_UNIT, .department = STR("dc")};
    CHECK_INT("the unit", judge_owner(&s, &r, 1), 1);
    r.owner = RULE_OWNER_DEPARTMENT;
    CHECK_INT("the department", judge_owner(&s, &r, 1), 2);
    r.department = STR("nobody");
    CHECK_INT("one that is not there", judge_owner(&s, &r, 1), SCENE_NO_UNIT);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_judge_add__states),
          cmocka_unit_test(test_judge_add__waivers_of_others),
          cmocka_unit_test(test_judge_add__moved), cmocka_unit_test(test_judge_owner__department))
