/*
 * test_subject_view.c — who was in charge, and what held, on a day.
 */
#include "core/obligation/subject_view.h"

#include "obligation_of.h"

/* Person 7 came to xc; strict from 10 March, transferred to dc on 31 March. */
static size_t history(struct arena *a, struct entry *x)
{
    size_t n = 0;
    x[n++] = change(a, 1, &LEVEL, 7, "2017-03-10", "strict", "2017-03-12");
    x[n++] = change(a, 2, &LEVEL, 7, "2017-04-10", "normal", "2017-04-10");
    x[n++] = change(a, 3, &LEVEL, 8, "2017-01-01", "of somebody else", "2017-01-01");
    x[n++] = change(a, 4, &TRANSFER, 7, "2017-03-31", "dc", "2017-04-01");
    x[n++] = change(a, 5, &TRANSFER, 7, "2017-05-01", NULL, "2017-05-01");
    x[n++] = change(a, 6, &TRANSFER, 7, "2017-06-01", "far away", "2017-06-01");
    x[n++] = change(a, 9, &MARK, 7, "2017-03-20", "red", "2017-03-20");
    x[n++] = change(a, 10, &MARK, 7, NULL, "without a day", "2017-03-20");
    return n;
}

static void make(struct arena *a, const char *as_of, const struct entry *subject, struct scene *s,
                 struct subject_view *v)
{
    struct entry *x = ARENA_NEW_N(a, 10, struct entry);
    struct dossier *d = ARENA_NEW(a, struct dossier);
    size_t n = history(a, x);
    *s = scene_new(a, as_of);
    dossier_make(a, x, n, s->as_of, d);
    must(subject_view_make(a, s, subject, d, v));
}

static void test_subject_view_unit__days(void **state)
{
    (void)state;
    static const struct {
        const char *name, *as_of, *on;
        int32_t want;
    } cases[] = {
        {"before the transfer", "2017-12-01", "2017-03-30", 1},
        {"on its day", "2017-12-01", "2017-03-31", 2},
        {"not entered yet", "2017-03-31T23:59", "2017-03-31", 1},
        {"to nowhere: back to the unit that entered it", "2017-12-01", "2017-05-01", 1},
        {"to a unit that is not there", "2017-12-01", "2017-06-01", SCENE_NO_UNIT},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct entry p = person(&a, 7, "2017-01-01", NULL);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct scene s;
        struct subject_view v;
        make(&a, cases[i].as_of, &p, &s, &v);
        CHECK_INT(cases[i].name, subject_view_unit(&v, day(cases[i].on)), cases[i].want);
    }
    arena_release(&a);
}

static void test_subject_view_slots__days(void **state)
{
    (void)state;
    static const struct {
        const char *name, *on;
        const char *level, *mark, *unit; /* NULL: missing */
    } cases[] = {
        {"before the first change the own field", "2017-03-09", "own", NULL, "xc"},
        {"on the day of the change", "2017-03-10", "strict", NULL, "xc"},
        {"a history of its own", "2017-03-20", "strict", "red", "xc"},
        {"transferred", "2017-03-31", "strict", "red", "dc"},
        {"a later change", "2017-04-10", "normal", "red", "dc"},
        {"a change to nothing", "2017-05-01", "normal", "red", NULL},
        {"back to a day before", "2017-03-09", "own", NULL, "xc"},
    };
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct scene s;
    struct subject_view v;
    struct expr_value *own = slots_new(&a, &PERSON);
    own[P_START] = of_day("2017-01-01");
    own[P_LEVEL] = (struct expr_value){.present = true, .text = STR("own")};
    struct entry p = entry_new(&a, 7, &PERSON, 0, "2017-01-01", "2017-01-01", own);
    make(&a, "2017-12-01", &p, &s, &v);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *const want[H__MAX] = {
            [H_LEVEL] = cases[i].level, [H_UNIT] = cases[i].unit, [H_MARK] = cases[i].mark};
        const struct expr_value *slots = subject_view_slots(&v, day(cases[i].on));
        for (size_t h = 0; h < H__MAX; h++) {
            const struct expr_value *slot = &slots[rule_env_history(&PERSON, h)];
            CHECK(cases[i].name, slot->present == (want[h] != NULL));
            if (want[h] != NULL)
                CHECK_STR(cases[i].name, slot->text, want[h]);
        }
        CHECK_DAY("fields stay", slots[P_START].day, "2017-01-01");
    }
    arena_release(&a);
}

static void test_subject_view_make__life(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct scene s = scene_new(&a, "2017-12-01");
    struct dossier none = {0};
    struct subject_view v;
    struct entry p = person(&a, 7, "2017-01-01", "2017-06-30");
    CHECK("known", subject_view_make(&a, &s, &p, &none, &v));
    CHECK("both ends", v.life.has_start && v.life.has_end);
    CHECK_DAY("start", v.life.start, "2017-01-01");
    CHECK_DAY("end", v.life.end, "2017-06-30");
    p = person(&a, 7, NULL, NULL);
    CHECK("known without a day", subject_view_make(&a, &s, &p, &none, &v));
    CHECK("no ends", !v.life.has_start && !v.life.has_end);
    p.voided = true;
    p.voided_at = s.as_of;
    CHECK("voided", !subject_view_make(&a, &s, &p, &none, &v));
    p = entry_new(&a, 7, &PERSON, 0, "2017-12-01T00:00:00.001", "2017-01-01",
                  slots_new(&a, &PERSON));
    CHECK("not entered yet", !subject_view_make(&a, &s, &p, &none, &v));
    struct record_type endless = PERSON;
    endless.life_end = FIELD_NONE;
    p = person(&a, 7, "2017-01-01", "2017-06-30");
    p.type = &endless;
    CHECK("a type without an end", subject_view_make(&a, &s, &p, &none, &v) && !v.life.has_end);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_subject_view_unit__days),
          cmocka_unit_test(test_subject_view_slots__days),
          cmocka_unit_test(test_subject_view_make__life))
