/*
 * record_env.c — see record_env.h.
 */
#include "core/catalog/record_env.h"

#include "base/arena.h"

static const struct expr_name BUILTINS[RECORD_BUILTIN__MAX] = {
    [RECORD_BUILTIN_OCCURRED_ON] = {{"occurred_on", 11}, EXPR_DATE, NULL, 0},
    [RECORD_BUILTIN_ENTERED_ON] = {{"entered_on", 10}, EXPR_DATE, NULL, 0},
    [RECORD_BUILTIN_ENTERED_AT] = {{"entered_at", 10}, EXPR_INSTANT, NULL, 0},
    [RECORD_BUILTIN_UNIT] = {{"unit", 4}, EXPR_TEXT, NULL, 0},
};

static enum expr_type env_type(enum field_type type)
{
    if (field_is_number(type) || type == FIELD_SUBJECT || type == FIELD_REF)
        return EXPR_NUMBER;
    return type == FIELD_DATE      ? EXPR_DATE
           : type == FIELD_INSTANT ? EXPR_INSTANT
           : type == FIELD_BOOL    ? EXPR_BOOL
                                   : EXPR_TEXT;
}

static bool env_is_list(enum field_type type)
{
    return type == FIELD_ATTACHMENT || type == FIELD_POINT || type == FIELD_TABLE;
}

struct expr_name record_env_name(struct arena *a, const struct field *f)
{
    struct expr_name name = {.name = f->id, .type = env_type(f->type)};
    if (f->choices != NULL) {
        struct str *ids = ARENA_NEW_N(a, f->choices->n, struct str);
        for (size_t i = 0; i < f->choices->n; i++)
            ids[i] = f->choices->p[i].id;
        name.values = ids;
        name.n_values = f->choices->n;
    }
    return name;
}

const struct expr_env *record_env(struct arena *a, const struct record_type *t)
{
    size_t n = t->n_fields + RECORD_BUILTIN__MAX;
    struct expr_name *names = ARENA_NEW_N(a, n, struct expr_name);
    struct expr_env *env = ARENA_NEW(a, struct expr_env);
    for (size_t i = 0; i < t->n_fields; i++) {
        if (!env_is_list(t->fields[i].type))
            names[i] = record_env_name(a, &t->fields[i]);
    }
    for (size_t i = 0; i < RECORD_BUILTIN__MAX; i++)
        names[t->n_fields + i] = BUILTINS[i];
    *env = (struct expr_env){names, n};
    return env;
}

size_t record_env_builtin(const struct record_type *t, enum record_builtin name)
{
    return t->n_fields + name;
}
