/*
 * subject_view.c — see subject_view.h.
 */
#include "core/obligation/subject_view.h"

#include "base/arena.h"
#include "core/catalog/record_env.h"
#include "core/catalog/rule.h"
#include "core/record/history.h"

/* What changed over time, as known at the moment asked about. */
struct subject_history {
    struct change *changes;
    size_t n;
};

static void history_make(struct arena *a, const struct entry *subject, const struct dossier *d,
                         const struct history *h, struct subject_history *ret)
{
    struct dossier all = dossier_of(d, h->type);
    ret->changes = ARENA_NEW_N(a, all.n, struct change);
    for (size_t i = 0; i < all.n; i++) {
        const struct dossier_item *x = &all.items[i];
        const struct expr_value *from = &x->now->slots[h->from_field];
        if (x->entry->subject != subject->id || !from->present)
            continue;
        ret->changes[ret->n++] = (struct change){.from = from->day,
                                                 .entered_at = x->entry->versions[0].at,
                                                 .order = x->entry->id,
                                                 .value = x->now->slots[h->value_field]};
    }
    history_sort(ret->changes, ret->n);
}

static void life_make(struct subject_view *v)
{
    const struct record_type *t = v->entry->type;
    const struct expr_value *start = &v->now->slots[t->life_start];
    v->life.has_start = start->present;
    v->life.start = start->day;
    if (t->life_end != FIELD_NONE) {
        v->life.has_end = v->now->slots[t->life_end].present;
        v->life.end = v->now->slots[t->life_end].day;
    }
}

bool subject_view_make(struct arena *a, const struct scene *s, const struct entry *subject,
                       const struct dossier *d, struct subject_view *ret)
{
    const struct record_type *t = subject->type;
    struct subject_view v = {.scene = s, .entry = subject, .now = entry_at(subject, s->as_of)};
    if (v.now == NULL)
        return false;
    size_t own = t->n_fields + RECORD_BUILTIN__MAX;
    v.slots = ARENA_NEW_N(a, own + t->n_histories, struct expr_value);
    memcpy(v.slots, v.now->slots, own * sizeof(*v.slots));
    v.histories = ARENA_NEW_N(a, t->n_histories, struct subject_history);
    for (size_t i = 0; i < t->n_histories; i++)
        history_make(a, subject, d, &t->histories[i], &v.histories[i]);
    life_make(&v);
    *ret = v;
    return true;
}

int32_t subject_view_unit(const struct subject_view *v, date day)
{
    const struct record_type *t = v->entry->type;
    for (size_t i = 0; i < t->n_histories; i++) {
        if (!str_eq(t->histories[i].name, STR("unit")))
            continue;
        const struct change *c = history_at(v->histories[i].changes, v->histories[i].n, day);
        if (c != NULL && c->value.present)
            return scene_unit_of(v->scene, c->value.text);
    }
    return v->entry->unit;
}

const struct expr_value *subject_view_slots(struct subject_view *v, date day)
{
    const struct record_type *t = v->entry->type;
    for (size_t i = 0; i < t->n_histories; i++) {
        size_t slot = rule_env_history(t, i);
        const struct change *c = history_at(v->histories[i].changes, v->histories[i].n, day);
        if (c != NULL)
            v->slots[slot] = c->value;
        else if (slot < t->n_fields + RECORD_BUILTIN__MAX)
            v->slots[slot] = v->now->slots[slot];
        else
            v->slots[slot].present = false;
    }
    return v->slots;
}
