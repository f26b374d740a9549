/*
 * record_type.c — see record_type.h.
 */
#include "core/catalog/record_type.h"

static const struct {
    const char *word;
    enum value_form form;
} TYPES[] = {
#define X(name, word, form) [FIELD_##name] = {(word), VALUE_##form},
    FIELD_TYPES(X)
#undef X
};

const char *field_type_word(enum field_type type)
{
    must(type < FIELD_TYPE__MAX);
    return TYPES[type].word;
}

enum field_type field_type_of(struct str word)
{
    int type = 0;
    while (type < FIELD_TYPE__MAX && !str_eq(word, str_of(TYPES[type].word)))
        type++;
    return (enum field_type)type;
}

enum value_form field_form(enum field_type type)
{
    must(type < FIELD_TYPE__MAX);
    return TYPES[type].form;
}

bool field_is_number(enum field_type type)
{
    return type == FIELD_INTEGER || type == FIELD_DECIMAL || type == FIELD_MONEY;
}

bool field_is_text(enum field_type type)
{
    return type == FIELD_TEXT || type == FIELD_ID_NUMBER || type == FIELD_CREDIT_CODE ||
           type == FIELD_PHONE;
}

int32_t record_type_field(const struct record_type *t, struct str id)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        if (str_eq(t->fields[i].id, id))
            return (int32_t)i;
    }
    return FIELD_NONE;
}

bool record_type_is_history(const struct record_type *of, const struct record_type *t)
{
    for (size_t i = 0; i < of->n_histories; i++) {
        if (of->histories[i].type == t)
            return true;
    }
    return false;
}

const struct choice *choices_get(const struct choices *c, struct str id)
{
    for (size_t i = 0; i < c->n; i++) {
        if (str_eq(c->p[i].id, id))
            return &c->p[i];
    }
    return NULL;
}
