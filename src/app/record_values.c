/*
 * record_values.c — see record_values.h.
 */
#include "app/record_values.h"

#include "base/arena.h"

/* Whether a value of `from` can stand in `to`. */
static bool values_fit(const struct field *from, const struct field *to, const struct value *v)
{
    if (from->type != to->type)
        return false;
    return !v->has || to->choices == NULL || choices_get(to->choices, v->text) != NULL;
}

struct value *record_values_under(struct arena *a, const struct record_type *from,
                                  const struct value *values, const struct record_type *to)
{
    struct value *under = ARENA_NEW_N(a, to->n_fields, struct value);
    for (size_t i = 0; i < to->n_fields; i++) {
        int32_t field = record_type_field(from, to->fields[i].id);
        if (field != FIELD_NONE && values_fit(&from->fields[field], &to->fields[i], &values[field]))
            under[i] = values[field];
    }
    return under;
}

enum err_code record_values_default(struct arena *a, const struct record_type *t,
                                    const struct record_names *names, struct value *values,
                                    struct err *e)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct field *f = &t->fields[i];
        struct err reason = {0};
        if (values[i].has || f->default_value.n == 0)
            continue;
        enum err_code code = value_read(a, f, f->default_value, names, &values[i], &reason);
        if (code != ERR_OK && !record_is_problem(code)) /* one that names nothing here is none */
            return err_set(e, code, "%s", reason.detail);
    }
    return ERR_OK;
}
