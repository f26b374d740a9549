/*
 * case_evaluate.c — see case_evaluate.h.
 */
#include "app/case_evaluate.h"

#include "base/arena.h"

/* Which entries belong to what is asked about. */
typedef bool entry_filter(const struct case_file *c, const struct entry *x, int64_t what);

static bool of_subject(const struct case_file *c, const struct entry *x, int64_t what)
{
    (void)c;
    return x->subject == what;
}

static bool of_unit(const struct case_file *c, const struct entry *x, int64_t what)
{
    return scene_is_below(&c->scene, x->unit, (int32_t)what);
}

static void dossier_for(struct arena *a, const struct case_file *c, entry_filter *filter,
                        int64_t what, struct dossier *ret)
{
    struct entry *some = ARENA_NEW_N(a, c->n_entries, struct entry);
    size_t n = 0;
    for (size_t i = 0; i < c->n_entries; i++) {
        if (filter == NULL || filter(c, &c->entries[i], what))
            some[n++] = c->entries[i];
    }
    dossier_make(a, some, n, c->scene.as_of, ret);
}

enum err_code case_evaluate(struct arena *a, const struct case_file *c, struct obligations *ret,
                            struct err *e)
{
    size_t n_rules = c->catalog->n_rules;
    const struct rule **rules = ARENA_NEW_N(a, n_rules, const struct rule *);
    struct dossier d;
    for (size_t i = 0; i < n_rules; i++)
        rules[i] = &c->catalog->rules[i];
    for (size_t i = 0; i < c->n_entries; i++) {
        const struct entry *x = &c->entries[i];
        if (!x->type->has_life)
            continue;
        dossier_for(a, c, of_subject, x->id, &d);
        ERR_TRY(obligations_of_subject(a, &c->scene, rules, n_rules, x, &d, ret, e));
    }
    for (size_t i = 0; i < c->scene.n_units; i++) {
        dossier_for(a, c, of_unit, (int64_t)i, &d);
        ERR_TRY(obligations_of_unit(a, &c->scene, rules, n_rules, (int32_t)i, &d, ret, e));
    }
    dossier_for(a, c, NULL, 0, &d);
    for (size_t i = 0; i < c->n_entries; i++) {
        const struct entry *x = &c->entries[i];
        const struct entry *subject = x->subject == 0 ? NULL : &c->entries[x->subject - 1];
        ERR_TRY(obligations_of_record(a, &c->scene, rules, n_rules, x, subject, &d, ret, e));
    }
    return ERR_OK;
}
