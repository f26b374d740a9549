/*
 * record_form.c — see record_form.h.
 */
#include "app/record_form.h"

#include "app/import_columns.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"

enum { FORM_EXTRA_COLUMNS = 6, FORM_NAMES_MAX = 200 };

#define FORM_DAY_MS INT64_C(86400000)

/* ---- one column -------------------------------------------------------------------- */

static const char *const FORM_HINTS[FIELD_TYPE__MAX][LANG__MAX] = {
#define HINT(type, en, zh) [FIELD_##type] = {[LANG_EN] = (en), [LANG_ZH] = (zh)},
#include "app/record_words.def"
#undef HINT
};

static const char *const FORM_YES_NO[LANG__MAX][2] = {
#define YES_NO(lang, yes, no) [LANG_##lang] = {yes, no},
#include "app/record_words.def"
#undef YES_NO
};

static struct str form_note(struct arena *a, const struct field *f, enum lang lang)
{
    struct str help = title_in(&f->help, lang);
    const char *hint = FORM_HINTS[f->type][lang];
    if (hint == NULL)
        return help;
    if (help.n == 0)
        return str_of(hint);
    return str_format(a, "%" STR_FMT "\n%s", STR_ARG(help), hint);
}

static enum form_kind form_kind_of(const struct field *f)
{
    switch (f->type) {
    case FIELD_DATE: return FORM_DATE;
    case FIELD_INSTANT: return FORM_DATETIME;
    case FIELD_INTEGER: return FORM_INTEGER;
    case FIELD_DECIMAL: return FORM_NUMBER;
    case FIELD_MONEY: return FORM_MONEY;
    case FIELD_TEXT:
    case FIELD_BOOL:
    case FIELD_ENUM:
    case FIELD_DICT:
    case FIELD_ID_NUMBER:
    case FIELD_CREDIT_CODE:
    case FIELD_PHONE:
    case FIELD_UNIT:
    case FIELD_USER:
    case FIELD_SUBJECT:
    case FIELD_REF:
    case FIELD_ATTACHMENT:
    case FIELD_POINT:
    case FIELD_TABLE:
    case FIELD_TYPE__MAX: return FORM_TEXT;
    }
    must_not_reach("a type of field");
}

static struct str form_limit(struct arena *a, const struct field *f, bool has, struct rational r)
{
    char number[RATIONAL_TEXT_MAX];
    char day[DATE_TEXT_MAX];
    if (!has)
        return STR_NONE;
    if (field_is_number(f->type))
        return str_copy(a, str_of(rational_text(r, number)));
    return str_copy(a, str_of(date_text((date){(int32_t)rational_floor(r)}, day)));
}

static void form_allowed(struct arena *a, const struct field *f, enum lang lang,
                         struct form_column *c)
{
    if (f->type == FIELD_BOOL) {
        struct str *both = ARENA_NEW_N(a, 2, struct str);
        both[0] = str_of(FORM_YES_NO[lang][0]);
        both[1] = str_of(FORM_YES_NO[lang][1]);
        c->allowed = both;
        c->n_allowed = 2;
    }
    if (f->choices == NULL)
        return;
    struct str *titles = ARENA_NEW_N(a, f->choices->n, struct str);
    for (size_t i = 0; i < f->choices->n; i++)
        titles[i] = title_in(&f->choices->p[i].title, lang);
    c->allowed = titles;
    c->n_allowed = f->choices->n;
}

static struct form_column form_column_of(struct arena *a, const struct field *f, enum lang lang)
{
    struct form_column c = {.title = title_in(&f->title, lang),
                            .kind = form_kind_of(f),
                            .digits = f->digits,
                            .required = f->required,
                            .note = form_note(a, f, lang)};
    if (c.title.n == 0)
        c.title = f->id;
    form_allowed(a, f, lang, &c);
    c.min = form_limit(a, f, f->has_min, f->min);
    c.max = form_limit(a, f, f->has_max, f->max);
    return c;
}

bool record_form_has(const struct field *f)
{
    return f->type != FIELD_ATTACHMENT;
}

/* ---- tables ---------------------------------------------------------------------------- */

static struct form_column form_special(enum import_column_kind kind, enum lang lang)
{
    return (struct form_column){.title = import_title(kind, lang), .kind = FORM_TEXT};
}

static struct form_column form_subject(const struct record_type *subject, enum lang lang)
{
    struct form_column c = {.title = title_in(&subject->title, lang), .required = true};
    c.note = str_of(FORM_HINTS[FIELD_SUBJECT][lang]);
    if (c.title.n == 0)
        c.title = import_title(IMPORT_SUBJECT, lang);
    return c;
}

static size_t form_fields(struct arena *a, const struct record_type *t, enum lang lang,
                          struct form_column *columns)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_fields; i++) {
        if (record_form_has(&t->fields[i]))
            columns[n++] = form_column_of(a, &t->fields[i], lang);
    }
    return n;
}

struct form record_form_template(struct arena *a, const struct record_type *t,
                                 const struct record_type *subject, const struct str *units,
                                 size_t n_units, enum lang lang)
{
    struct form_column *columns =
        ARENA_NEW_N(a, t->n_fields + FORM_EXTRA_COLUMNS, struct form_column);
    size_t n = 0;
    columns[n] = form_special(IMPORT_UNIT, lang);
    columns[n].note = str_of(FORM_HINTS[FIELD_UNIT][lang]);
    if (n_units <= FORM_NAMES_MAX) {
        columns[n].allowed = units;
        columns[n].n_allowed = n_units;
    }
    n++;
    if (subject != NULL)
        columns[n++] = form_subject(subject, lang);
    n += form_fields(a, t, lang, columns + n);
    return (struct form){.title = title_in(&t->title, lang),
                         .lang = lang,
                         .columns = columns,
                         .n = n,
                         .template = true,
                         .about = title_in(&t->title, lang)};
}

struct form record_form_export(struct arena *a, const struct record_type *t,
                               const struct record_type *subject, enum lang lang)
{
    struct form_column *columns =
        ARENA_NEW_N(a, t->n_fields + FORM_EXTRA_COLUMNS, struct form_column);
    size_t n = 0;
    columns[n++] = form_special(IMPORT_NUMBER, lang);
    columns[n++] = form_special(IMPORT_UNIT, lang);
    if (subject != NULL)
        columns[n++] = form_subject(subject, lang);
    n += form_fields(a, t, lang, columns + n);
    columns[n] = form_special(IMPORT_ENTERED_AT, lang);
    columns[n++].kind = FORM_DATETIME;
    for (size_t i = 0; i < n; i++) { /* what is there is not restricted any more */
        columns[i].allowed = NULL;
        columns[i].n_allowed = 0;
        columns[i].min = columns[i].max = STR_NONE;
        columns[i].required = false;
    }
    return (struct form){
        .title = title_in(&t->title, lang), .lang = lang, .columns = columns, .n = n};
}

/* ---- values ------------------------------------------------------------------------------ */

struct form_value record_form_value(struct arena *a, const struct field *f, const struct value *v,
                                    enum lang lang)
{
    struct form_value cell = {.kind = FORM_NONE};
    char number[RATIONAL_TEXT_MAX];
    if (!v->has)
        return cell;
    if (field_is_number(f->type)) {
        cell.kind = FORM_VALUE_NUMBER;
        cell.text = str_copy(a, str_of(rational_text(v->number, number)));
    } else if (f->type == FIELD_DATE) {
        cell.kind = FORM_VALUE_DATE;
        cell.day = v->day;
    } else if (f->type == FIELD_INSTANT) {
        cell.kind = FORM_VALUE_DATETIME;
        cell.day = local_day(v->at);
        cell.ms = v->at.ms - local_day_start(cell.day).ms;
        must(cell.ms >= 0 && cell.ms < FORM_DAY_MS);
    } else {
        cell.kind = FORM_VALUE_TEXT;
        cell.text = value_text(a, f, v, lang);
    }
    return cell;
}
