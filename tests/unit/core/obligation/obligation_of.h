/*
 * obligation_of.h — a person, visits and a scene built by hand, for the tests of this folder.
 */
#pragma once

#include "core/calendar/local_time.h"
#include "core/catalog/record_env.h"
#include "core/obligation/obligation.h"
#include "testmain.h"

enum { TEST_ARENA = 1 << 24 };

/* ---- days and instants ------------------------------------------------------------- */

/* "2017-03-28" */
static inline date day(const char *text)
{
    date d = {0};
    must(date_parse(str_of(text), &d, NULL) == ERR_OK);
    return d;
}

/* "2017-03-28T09:00" in local time; "2017-03-28" is its first instant. */
static inline instant at(const char *text)
{
    char full[40];
    instant t = {0};
    (void)snprintf(full, sizeof(full), "%s%s+08:00", text, strlen(text) == 10 ? "T00:00" : "");
    must(local_time_parse(str_of(full), &t, NULL) == ERR_OK);
    return t;
}

#define CHECK_DAY(name, got, want)                                                                 \
    do {                                                                                           \
        char text_[DATE_TEXT_MAX];                                                                 \
        CHECK_STR(name, str_of(date_text((got), text_)), want);                                    \
    } while (0)

/* ---- types ------------------------------------------------------------------------------ */

enum { P_START, P_END, P_LEVEL, P__MAX };
enum { V_ON, V_HOURS, V_ABOUT, V__MAX };
enum { C_FROM, C_VALUE, C__MAX };

static const struct field V_FIELDS[V__MAX] = {
    [V_ON] = {.id = {"on", 2}, .type = FIELD_DATE},
    [V_HOURS] = {.id = {"hours", 5}, .type = FIELD_DECIMAL, .digits = 1},
    [V_ABOUT] = {.id = {"about", 5}, .type = FIELD_REF, .to = {"person", 6}},
};
static const struct field C_FIELDS[C__MAX] = {
    [C_FROM] = {.id = {"from", 4}, .type = FIELD_DATE},
    [C_VALUE] = {.id = {"value", 5}, .type = FIELD_TEXT},
};
static const struct field P_FIELDS[P__MAX] = {
    [P_START] = {.id = {"start", 5}, .type = FIELD_DATE},
    [P_END] = {.id = {"end", 3}, .type = FIELD_DATE},
    [P_LEVEL] = {.id = {"level", 5}, .type = FIELD_TEXT},
};

static const struct record_type VISIT = {.id = {"visit", 5},
                                         .subject = {"person", 6},
                                         .occurred_on = V_ON,
                                         .fields = V_FIELDS,
                                         .n_fields = V__MAX,
                                         .life_start = FIELD_NONE,
                                         .life_end = FIELD_NONE};
static const struct record_type LEVEL = {.id = {"level_change", 12},
                                         .subject = {"person", 6},
                                         .occurred_on = C_FROM,
                                         .fields = C_FIELDS,
                                         .n_fields = C__MAX,
                                         .life_start = FIELD_NONE,
                                         .life_end = FIELD_NONE};
static const struct record_type TRANSFER = {.id = {"transfer", 8},
                                            .subject = {"person", 6},
                                            .occurred_on = C_FROM,
                                            .fields = C_FIELDS,
                                            .n_fields = C__MAX,
                                            .life_start = FIELD_NONE,
                                            .life_end = FIELD_NONE};
static const struct record_type MARK = {.id = {"mark_change", 11},
                                        .subject = {"person", 6},
                                        .occurred_on = C_FROM,
                                        .fields = C_FIELDS,
                                        .n_fields = C__MAX,
                                        .life_start = FIELD_NONE,
                                        .life_end = FIELD_NONE};

enum { H_LEVEL, H_UNIT, H_MARK, H__MAX };

static const struct history P_HISTORIES[H__MAX] = {
    [H_LEVEL] = {.name = {"level", 5},
                 .type = &LEVEL,
                 .value_field = C_VALUE,
                 .from_field = C_FROM},
    [H_UNIT] = {.name = {"unit", 4},
                .type = &TRANSFER,
                .value_field = C_VALUE,
                .from_field = C_FROM},
    [H_MARK] = {.name = {"mark", 4}, .type = &MARK, .value_field = C_VALUE, .from_field = C_FROM},
};
static const struct record_type PERSON = {.id = {"person", 6},
                                          .occurred_on = P_START,
                                          .fields = P_FIELDS,
                                          .n_fields = P__MAX,
                                          .has_life = true,
                                          .life_start = P_START,
                                          .life_end = P_END,
                                          .histories = P_HISTORIES,
                                          .n_histories = H__MAX};

/* ---- entries ------------------------------------------------------------------------------ */

/* The slots of a record of type t, all missing but `unit`. */
static inline struct expr_value *slots_new(struct arena *a, const struct record_type *t)
{
    struct expr_value *slots = ARENA_NEW_N(a, t->n_fields + RECORD_BUILTIN__MAX, struct expr_value);
    slots[record_env_builtin(t, RECORD_BUILTIN_UNIT)] =
        (struct expr_value){.present = true, .text = STR("xc")};
    return slots;
}

static inline struct expr_value of_day(const char *text)
{
    struct expr_value missing = {.present = false};
    if (text == NULL)
        return missing;
    return (struct expr_value){.present = true, .day = day(text)};
}

/* An entry of one version. */
static inline struct entry entry_new(struct arena *a, int64_t id, const struct record_type *t,
                                     int64_t subject, const char *entered, const char *occurred,
                                     struct expr_value *slots)
{
    struct entry_version *v = ARENA_NEW(a, struct entry_version);
    *v = (struct entry_version){at(entered), day(occurred), slots};
    return (struct entry){
        .id = id, .type = t, .unit = 1, .subject = subject, .versions = v, .n = 1};
}

static inline struct entry person(struct arena *a, int64_t id, const char *start, const char *end)
{
    struct expr_value *slots = slots_new(a, &PERSON);
    slots[P_START] = of_day(start);
    slots[P_END] = of_day(end);
    return entry_new(a, id, &PERSON, 0, "2016-01-01", start != NULL ? start : "2016-01-01", slots);
}

/* A visit of tenths of hours; 0: they were left out. */
static inline struct entry visit(struct arena *a, int64_t id, int64_t subject, const char *on,
                                 const char *entered, int64_t tenths)
{
    struct expr_value *slots = slots_new(a, &VISIT);
    slots[V_ON] = of_day(on);
    if (tenths != 0) {
        slots[V_HOURS].present = true;
        must(rational_make(tenths, 10, &slots[V_HOURS].number, NULL) == ERR_OK);
    }
    return entry_new(a, id, &VISIT, subject, entered, on, slots);
}

static inline struct entry change(struct arena *a, int64_t id, const struct record_type *t,
                                  int64_t subject, const char *from, const char *value,
                                  const char *entered)
{
    struct expr_value *slots = slots_new(a, t);
    slots[C_FROM] = of_day(from);
    if (value != NULL)
        slots[C_VALUE] = (struct expr_value){.present = true, .text = str_of(value)};
    return entry_new(a, id, t, subject, entered, from != NULL ? from : "2017-01-01", slots);
}

/* ---- the scene ------------------------------------------------------------------------------- */

static const struct unit_kind OFFICE = {.id = {"office", 6}};
static const struct unit_kind COUNTY = {.id = {"county", 6}};

/* A bureau with two offices and a department; another bureau with an office. */
static const struct scene_unit UNITS[] = {
    {.id = {"jt", 2}, .kind = &COUNTY, .parent = SCENE_NO_UNIT},
    {.id = {"xc", 2}, .kind = &OFFICE, .parent = 0},
    {.id = {"dc", 2}, .kind = &OFFICE, .parent = 0},
    {.id = {"yx", 2}, .kind = &COUNTY, .parent = SCENE_NO_UNIT},
    {.id = {"nm", 2}, .kind = &OFFICE, .parent = 3},
};

static inline struct scene scene_new(struct arena *a, const char *as_of)
{
    const struct calendar *cal = calendar_make(a, NULL, 0, NULL);
    struct scene s = {.as_of = at(as_of), .units = UNITS, .n_units = ARRAY_LEN(UNITS)};
    s.view = calendar_view(cal, local_day(s.as_of));
    return s;
}

/* A visit each month, entered by the end of it. */
static inline struct rule monthly(void)
{
    return (struct rule){
        .id = STR("monthly"),
        .target = RULE_FOR_SUBJECT,
        .type = &PERSON,
        .recurs = true,
        .every = {.kind = PERIOD_MONTH},
        .anchor = FIELD_NONE,
        .has_need = true,
        .need = {.type = &VISIT, .via = FIELD_NONE, .sum = FIELD_NONE, .at_least = RATIONAL(1)},
        .owner = RULE_OWNER_SUBJECT_UNIT};
}

/* A condition over an environment. */
static inline const struct expr *condition(struct arena *a, const struct expr_env *env,
                                           const char *text)
{
    struct expr_source source = {
        .text = str_of(text), .what = STR("rule x where"), .env = env, .wanted = EXPR_BOOL};
    const struct expr *ret = NULL;
    must(expr_compile(a, &source, &ret, NULL, NULL) == ERR_OK);
    return ret;
}

static inline const struct expr_env *person_env(struct arena *a)
{
    static const struct field *const values[H__MAX] = {&C_FIELDS[C_VALUE], &C_FIELDS[C_VALUE],
                                                       &C_FIELDS[C_VALUE]};
    return rule_env_subject(a, &PERSON, values);
}
