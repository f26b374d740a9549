/*
 * validate.c — see validate.h.
 */
#include "core/record/validate.h"

#include "core/calendar/local_time.h"
#include "core/catalog/record_env.h"

/* ---- problems ------------------------------------------------------------------- */

void problem_add(struct arena *a, struct problems *p, int32_t field, const struct err *e)
{
    struct problem *new = vec_push(a, &p->v);
    *new = (struct problem){e->code, field, str_copy(a, str_of(e->detail))};
}

struct validation {
    struct arena *a;
    const struct record_draft *d;
    const struct life *life;
    const struct record_names *names;
    enum lang lang;
    struct problems *problems;
};

#define VALIDATE_FAIL(v, field, code, ...)                                                         \
    do {                                                                                           \
        struct err err_;                                                                           \
        (void)err_set(&err_, (code), __VA_ARGS__);                                                 \
        problem_add((v)->a, (v)->problems, (field), &err_);                                        \
    } while (0)

/* ---- days ------------------------------------------------------------------------ */

static bool field_day(const struct record_type *t, const struct value *values, int32_t field,
                      date *ret)
{
    if (field == FIELD_NONE || !values[field].has)
        return false;
    *ret = t->fields[field].type == FIELD_INSTANT ? local_day(values[field].at) : values[field].day;
    return true;
}

date record_occurred_on(const struct record_draft *d)
{
    date day = local_day(d->entered_at);
    (void)field_day(d->type, d->values, d->type->occurred_on, &day);
    return day;
}

struct life record_life(const struct record_type *t, const struct value *values)
{
    struct life l = {.has_start = false};
    if (t->has_life) {
        l.has_start = field_day(t, values, t->life_start, &l.start);
        l.has_end = field_day(t, values, t->life_end, &l.end);
    }
    return l;
}

bool life_holds(const struct life *l, date day)
{
    return (!l->has_start || day.days >= l->start.days) && (!l->has_end || day.days <= l->end.days);
}

/* ---- one value -------------------------------------------------------------------- */

/* A limit of a number, or of a date or instant counted in days. */
static const char *limit_text(const struct field *f, struct rational limit,
                              char out[RATIONAL_TEXT_MAX])
{
    if (field_is_number(f->type))
        return rational_text(limit, out);
    return date_text((date){(int32_t)rational_floor(limit)}, out);
}

static void validate_range(struct validation *v, int32_t i, struct rational r)
{
    const struct field *f = &v->d->type->fields[i];
    char limit[RATIONAL_TEXT_MAX];
    if (f->has_min && rational_cmp(r, f->min) < 0)
        VALIDATE_FAIL(v, i, ERR_RECORD_RANGE, "≥ %s", limit_text(f, f->min, limit));
    if (f->has_max && rational_cmp(r, f->max) > 0)
        VALIDATE_FAIL(v, i, ERR_RECORD_RANGE, "≤ %s", limit_text(f, f->max, limit));
}

static void validate_text(struct validation *v, int32_t i, struct str s)
{
    const struct field *f = &v->d->type->fields[i];
    size_t chars = str_chars(s);
    if (f->min_length > 0 && chars < (size_t)f->min_length)
        VALIDATE_FAIL(v, i, ERR_RECORD_LENGTH, "%zu < %d", chars, f->min_length);
    if (f->max_length > 0 && chars > (size_t)f->max_length)
        VALIDATE_FAIL(v, i, ERR_RECORD_LENGTH, "%zu > %d", chars, f->max_length);
    if (f->pattern.n > 0 && !v->names->matches(v->names->ctx, f->pattern, s))
        VALIDATE_FAIL(v, i, ERR_RECORD_PATTERN, "%" STR_FMT, STR_ARG(f->pattern));
}

static void validate_value(struct validation *v, int32_t i)
{
    const struct field *f = &v->d->type->fields[i];
    const struct value *x = &v->d->values[i];
    date day;
    if (!x->has) {
        if (f->required)
            VALIDATE_FAIL(v, i, ERR_RECORD_REQUIRED, "%s", "");
        return;
    }
    if (field_is_number(f->type))
        validate_range(v, i, x->number);
    else if (f->type == FIELD_DATE || f->type == FIELD_INSTANT)
        validate_range(v, i, RATIONAL(field_day(v->d->type, v->d->values, i, &day) ? day.days : 0));
    else if (field_is_text(f->type))
        validate_text(v, i, x->text);
}

/* ---- the whole record ---------------------------------------------------------------- */

static void validate_day(struct validation *v)
{
    const struct record_type *t = v->d->type;
    date day = record_occurred_on(v->d);
    char text[2][DATE_TEXT_MAX];
    if (t->occurred_on != FIELD_NONE && t->fields[t->occurred_on].required &&
        !v->d->values[t->occurred_on].has)
        return; /* that it is missing was told */
    if (day.days > local_day(v->d->entered_at).days)
        VALIDATE_FAIL(v, t->occurred_on, ERR_RECORD_FUTURE, "%s", date_text(day, text[0]));
    if (v->life != NULL && !life_holds(v->life, day))
        VALIDATE_FAIL(v, t->occurred_on, ERR_RECORD_OUTSIDE_LIFE, "%s – %s",
                      v->life->has_start ? date_text(v->life->start, text[0]) : "",
                      v->life->has_end ? date_text(v->life->end, text[1]) : "");
}

static void validate_life(struct validation *v)
{
    struct life l = record_life(v->d->type, v->d->values);
    char text[2][DATE_TEXT_MAX];
    if (l.has_start && l.has_end && l.end.days < l.start.days)
        VALIDATE_FAIL(v, v->d->type->life_end, ERR_RECORD_LIFE_ORDER, "%s – %s",
                      date_text(l.start, text[0]), date_text(l.end, text[1]));
}

/* ---- the type's own checks ------------------------------------------------------------ */

static int32_t choice_index(const struct choices *c, struct str id)
{
    const struct choice *found = choices_get(c, id);
    return found == NULL ? 0 : (int32_t)(found - c->p);
}

static struct expr_value record_slot(const struct field *f, const struct value *x)
{
    struct expr_value slot = {.present = x->has};
    if (!x->has)
        return slot;
    switch (field_form(f->type)) {
    case VALUE_NUMBER: slot.number = x->number; break;
    case VALUE_DAY: slot.day = x->day; break;
    case VALUE_INSTANT: slot.moment = x->at; break;
    case VALUE_BOOL: slot.truth = x->yes; break;
    case VALUE_CHOICE: slot.index = choice_index(f->choices, x->text); break;
    case VALUE_RECORD: slot.number = RATIONAL(x->id); break;
    case VALUE_TEXT: slot.text = x->text; break;
    case VALUE_FILES:
    case VALUE_POINT:
    case VALUE_ROWS: slot.present = false; break; /* no name speaks of them */
    }
    return slot;
}

struct expr_value *record_slots(struct arena *a, const struct record_draft *d)
{
    const struct record_type *t = d->type;
    struct expr_value *slots = ARENA_NEW_N(a, t->n_fields + RECORD_BUILTIN__MAX, struct expr_value);
    for (size_t i = 0; i < t->n_fields; i++)
        slots[i] = record_slot(&t->fields[i], &d->values[i]);
    slots[record_env_builtin(t, RECORD_BUILTIN_OCCURRED_ON)] =
        (struct expr_value){.present = true, .day = record_occurred_on(d)};
    slots[record_env_builtin(t, RECORD_BUILTIN_ENTERED_ON)] =
        (struct expr_value){.present = true, .day = local_day(d->entered_at)};
    slots[record_env_builtin(t, RECORD_BUILTIN_ENTERED_AT)] =
        (struct expr_value){.present = true, .moment = d->entered_at};
    slots[record_env_builtin(t, RECORD_BUILTIN_UNIT)] =
        (struct expr_value){.present = d->unit.n > 0, .text = d->unit};
    return slots;
}

static void validate_checks(struct validation *v)
{
    const struct record_type *t = v->d->type;
    if (t->n_checks == 0)
        return;
    const struct expr_value *slots = record_slots(v->a, v->d);
    for (size_t i = 0; i < t->n_checks; i++) {
        bool holds = false;
        struct err e = {0};
        if (expr_holds(t->checks[i].holds, slots, &holds, &e) != ERR_OK)
            problem_add(v->a, v->problems, FIELD_NONE, &e);
        else if (!holds)
            VALIDATE_FAIL(v, FIELD_NONE, ERR_RECORD_CHECK, "%" STR_FMT,
                          STR_ARG(title_in(&t->checks[i].say, v->lang)));
    }
}

void record_validate(struct arena *a, const struct record_draft *d, const struct life *life,
                     const struct record_names *names, enum lang lang, struct problems *ret)
{
    struct validation v = {
        .a = a, .d = d, .life = life, .names = names, .lang = lang, .problems = ret};
    size_t before = ret->v.n;
    for (size_t i = 0; i < d->type->n_fields; i++)
        validate_value(&v, (int32_t)i);
    if (d->type->subject.n > 0 && d->subject == 0)
        VALIDATE_FAIL(&v, FIELD_IS_SUBJECT, ERR_RECORD_SUBJECT, "%s", "");
    validate_day(&v);
    validate_life(&v);
    if (ret->v.n == before) /* a check speaks of values that are good by themselves */
        validate_checks(&v);
}
