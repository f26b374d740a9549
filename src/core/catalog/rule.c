/*
 * rule.c — see rule.h.
 */
#include "core/catalog/rule.h"

#include "base/arena.h"
#include "core/catalog/catalog.h"
#include "core/catalog/record_env.h"

/* How many histories before number i have a slot of their own. */
static size_t rule_env_own(const struct record_type *t, size_t i)
{
    size_t own = 0;
    for (size_t k = 0; k < i; k++)
        own += record_type_field(t, t->histories[k].name) == FIELD_NONE;
    return own;
}

size_t rule_env_history(const struct record_type *t, size_t i)
{
    int32_t field = record_type_field(t, t->histories[i].name);
    if (field != FIELD_NONE)
        return (size_t)field;
    if (str_eq(t->histories[i].name, STR("unit")))
        return record_env_builtin(t, RECORD_BUILTIN_UNIT);
    return t->n_fields + RECORD_BUILTIN__MAX + rule_env_own(t, i);
}

const struct expr_env *rule_env_subject(struct arena *a, const struct record_type *t,
                                        const struct field *const *history_values)
{
    const struct expr_env *base = record_env(a, t);
    struct expr_env *env = ARENA_NEW(a, struct expr_env);
    struct expr_name *names = ARENA_NEW_N(a, base->n + t->n_histories, struct expr_name);
    memcpy(names, base->names, base->n * sizeof(*names));
    env->names = names;
    env->n = base->n + rule_env_own(t, t->n_histories);
    for (size_t i = 0; i < t->n_histories; i++) {
        size_t slot = rule_env_history(t, i);
        if (slot >= base->n) {
            names[slot] = record_env_name(a, history_values[i]);
            names[slot].name = t->histories[i].name;
        }
    }
    return env;
}

const struct expr_env *rule_env_unit(struct arena *a, const struct unit_kind *k)
{
    struct expr_env *env = ARENA_NEW(a, struct expr_env);
    struct expr_name *names = ARENA_NEW_N(a, k->n_figures + 1, struct expr_name);
    for (size_t i = 0; i < k->n_figures; i++)
        names[i] = record_env_name(a, &k->figures[i]);
    names[k->n_figures] = (struct expr_name){.name = STR("unit"), .type = EXPR_TEXT};
    *env = (struct expr_env){names, k->n_figures + 1};
    return env;
}

const struct rule *rules_get(const struct rule *rules, size_t n, struct str id)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(rules[i].id, id))
            return &rules[i];
    }
    return NULL;
}
