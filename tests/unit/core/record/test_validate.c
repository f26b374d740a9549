/*
 * test_validate.c — whether a record may be kept.
 */
#include "core/record/validate.h"

#include "core/calendar/local_time.h"
#include "core/catalog/record_env.h"
#include "sample_type.h"
#include "testmain.h"

static date day_of(const char *text)
{
    date d;
    assert_int_equal(date_parse(str_of(text), &d, NULL), ERR_OK);
    return d;
}

/* A draft of SESSION: "field=text" pairs over what every good one has. */
struct written {
    struct arena a;
    struct value values[S__MAX];
    struct record_draft draft;
};

static void written_set(struct written *w, int field, const char *text)
{
    assert_int_equal(
        value_read(&w->a, &S_FIELDS[field], str_of(text), &S_NAMES, &w->values[field], NULL),
        ERR_OK);
}

static void written_init(struct written *w, const struct record_type *t)
{
    *w = (struct written){0};
    arena_init(&w->a, 1000 * 1000);
    written_set(w, S_HELD_ON, "2017-03-10");
    written_set(w, S_HOURS, "8");
    written_set(w, S_FORM, "group");
    w->draft = (struct record_draft){.type = t,
                                     .values = w->values,
                                     .unit = STR("xc"),
                                     .subject = 17,
                                     .entered_at = local_day_start(day_of("2017-03-12"))};
}

static void test_record_validate__one_problem(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int field;
        const char *text;
        int at; /* the field told, or FIELD_NONE with ERR_OK */
        enum err_code want;
    } cases[] = {
        {"all good", S_TOPIC, "法律", FIELD_NONE, ERR_OK},
        {"required", S_HOURS, "", S_HOURS, ERR_RECORD_REQUIRED},
        {"at the minimum", S_HOURS, "0.5", FIELD_NONE, ERR_OK},
        {"below the minimum", S_HOURS, "0.4", S_HOURS, ERR_RECORD_RANGE},
        {"negative hours", S_HOURS, "-8", S_HOURS, ERR_RECORD_RANGE},
        {"at the maximum", S_HOURS, "24", FIELD_NONE, ERR_OK},
        {"above the maximum", S_HOURS, "24.1", S_HOURS, ERR_RECORD_RANGE},
        {"two characters", S_TOPIC, "法律", FIELD_NONE, ERR_OK},
        {"one character", S_TOPIC, "法", S_TOPIC, ERR_RECORD_LENGTH},
        {"six characters", S_TOPIC, "法律知识学习", FIELD_NONE, ERR_OK},
        {"seven characters", S_TOPIC, "法律知识学习班", S_TOPIC, ERR_RECORD_LENGTH},
        {"pattern", S_TOPIC, "法律8", S_TOPIC, ERR_RECORD_PATTERN},
        {"today", S_HELD_ON, "2017-03-12", FIELD_NONE, ERR_OK},
        {"tomorrow", S_HELD_ON, "2017-03-13", S_HELD_ON, ERR_RECORD_FUTURE},
        {"first day of the life", S_HELD_ON, "2017-01-02", FIELD_NONE, ERR_OK},
        {"before the life", S_HELD_ON, "2017-01-01", S_HELD_ON, ERR_RECORD_OUTSIDE_LIFE},
        {"without a day no life is asked", S_HELD_ON, "", S_HELD_ON, ERR_RECORD_REQUIRED},
    };
    struct life life = {.has_start = true, .start = day_of("2017-01-02")};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct written w;
        struct problems problems = {0};
        written_init(&w, &SESSION);
        written_set(&w, cases[i].field, cases[i].text);
        record_validate(&w.a, &w.draft, &life, &S_NAMES, LANG_EN, &problems);
        CHECK_INT(cases[i].name, problems.v.n, cases[i].want == ERR_OK ? 0 : 1);
        if (problems.v.n > 0) {
            CHECK_ERR(cases[i].name, problems.v.p[0].code, cases[i].want);
            CHECK_INT(cases[i].name, problems.v.p[0].field, cases[i].at);
        }
        arena_release(&w.a);
    }
}

static void test_record_validate__last_day_of_the_life(void **state)
{
    (void)state;
    struct written w;
    struct problems problems = {0};
    written_init(&w, &SESSION);
    struct life life = {.has_end = true, .end = day_of("2017-03-10")};
    record_validate(&w.a, &w.draft, &life, &S_NAMES, LANG_EN, &problems);
    assert_int_equal(problems.v.n, 0);
    life.end = day_of("2017-03-09");
    record_validate(&w.a, &w.draft, &life, &S_NAMES, LANG_EN, &problems);
    assert_int_equal(problems.v.n, 1);
    assert_int_equal(problems.v.p[0].code, ERR_RECORD_OUTSIDE_LIFE);
    arena_release(&w.a);
}

static void test_record_validate__all_problems_at_once(void **state)
{
    (void)state;
    struct written w;
    struct problems problems = {0};
    written_init(&w, &SESSION);
    written_set(&w, S_HELD_ON, "2018-01-01");
    written_set(&w, S_HOURS, "30");
    written_set(&w, S_TOPIC, "8");
    w.draft.subject = 0;
    record_validate(&w.a, &w.draft, NULL, &S_NAMES, LANG_EN, &problems);
    static const enum err_code want[] = {ERR_RECORD_RANGE, ERR_RECORD_LENGTH, ERR_RECORD_PATTERN,
                                         ERR_RECORD_SUBJECT, ERR_RECORD_FUTURE};
    assert_int_equal(problems.v.n, ARRAY_LEN(want));
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        assert_int_equal(problems.v.p[i].code, want[i]);
    arena_release(&w.a);
}

/* ---- checks of the type ---------------------------------------------------------------- */

static void checks_compile(struct arena *a, const struct record_type *t, const char *const *texts,
                           size_t n, struct check *ret)
{
    for (size_t i = 0; i < n; i++) {
        struct expr_source source = {.text = str_of(texts[i]),
                                     .what = STR("check"),
                                     .env = record_env(a, t),
                                     .wanted = EXPR_BOOL};
        struct err e = {0};
        CHECK_ERR(texts[i], expr_compile(a, &source, &ret[i].holds, NULL, &e), ERR_OK);
        ret[i].say.text[LANG_ZH] = STR("不符");
        ret[i].say.text[LANG_EN] = str_of(texts[i]);
    }
}

static void test_record_validate__checks(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum err_code want;
    } cases[] = {
        {"field against built-in", "held_on <= entered_on", ERR_OK},
        {"day of the occurrence", "occurred_on = date('2017-03-10')", ERR_OK},
        {"unit", "unit = 'xc'", ERR_OK},
        {"choice", "form in ('group', 'single')", ERR_OK},
        {"missing one", "topic = missing", ERR_OK},
        {"number", "hours < 8", ERR_RECORD_CHECK},
        {"missing compares with nothing", "topic = '法律'", ERR_RECORD_CHECK},
        {"division by zero", "1 / (hours - 8) > 0", ERR_NUMBER_DIVISION},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct written w;
        struct problems problems = {0};
        struct check check = {0};
        struct record_type t = SESSION;
        written_init(&w, &t);
        checks_compile(&w.a, &t, &cases[i].text, 1, &check);
        t.checks = &check;
        t.n_checks = 1;
        record_validate(&w.a, &w.draft, NULL, &S_NAMES, LANG_EN, &problems);
        CHECK_INT(cases[i].name, problems.v.n, cases[i].want == ERR_OK ? 0 : 1);
        if (problems.v.n > 0)
            CHECK_ERR(cases[i].name, problems.v.p[0].code, cases[i].want);
        if (cases[i].want == ERR_RECORD_CHECK)
            CHECK_STR(cases[i].name, problems.v.p[0].detail, cases[i].text);
        arena_release(&w.a);
    }
}

/* ---- subjects ------------------------------------------------------------------------------ */

static const struct field PERSON_FIELDS[] = {
    {.id = {"start_on", 8}, .type = FIELD_DATE, .required = true},
    {.id = {"end_on", 6}, .type = FIELD_DATE},
};
static const struct record_type PERSON = {.id = {"person", 6},
                                          .occurred_on = 0,
                                          .label = FIELD_NONE,
                                          .fields = PERSON_FIELDS,
                                          .n_fields = 2,
                                          .has_life = true,
                                          .life_start = 0,
                                          .life_end = 1};

static void test_record_life__order(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100000);
    struct value values[2] = {{.has = true, .day = day_of("2017-01-02")}, {.has = false}};
    struct record_draft d = {
        .type = &PERSON, .values = values, .entered_at = local_day_start(day_of("2017-02-01"))};
    struct problems problems = {0};
    struct life open = record_life(&PERSON, values);
    assert_true(open.has_start && !open.has_end);
    assert_true(life_holds(&open, day_of("2099-01-01")));
    assert_false(life_holds(&open, day_of("2017-01-01")));
    values[1] = (struct value){.has = true, .day = day_of("2017-01-02")};
    record_validate(&a, &d, NULL, &S_NAMES, LANG_EN, &problems);
    assert_int_equal(problems.v.n, 0);
    values[1].day = day_of("2017-01-01");
    record_validate(&a, &d, NULL, &S_NAMES, LANG_EN, &problems);
    assert_int_equal(problems.v.n, 1);
    assert_int_equal(problems.v.p[0].code, ERR_RECORD_LIFE_ORDER);
    assert_int_equal(problems.v.p[0].field, 1);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_record_validate__one_problem),
          cmocka_unit_test(test_record_validate__last_day_of_the_life),
          cmocka_unit_test(test_record_validate__all_problems_at_once),
          cmocka_unit_test(test_record_validate__checks), cmocka_unit_test(test_record_life__order))
