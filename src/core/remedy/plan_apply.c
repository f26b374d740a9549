/*
 * plan_apply.c — see plan_apply.h.
 *
 * What surprised its author: a derived figure must not outlive the figures it was
 * derived from. So derived ones are dropped where a printed one changed, and
 * derived again at the end.
 */
#include "core/remedy/plan_apply.h"

struct plan_apply {
    struct arena *a;
    const struct plan_diff *d;
    const bool *accepted;
    struct plan *out;
    int32_t *was;
};

static void apply_document(struct plan *p, const struct plan *after, enum plan_field field)
{
    switch ((int)field) {
    case PLAN_FIELD_NUMBER: p->number = after->number; break;
    case PLAN_FIELD_TITLE: p->title = after->title; break;
    case PLAN_FIELD_ISSUED_ON:
        p->has_issued_on = after->has_issued_on;
        p->issued_on = after->issued_on;
        break;
    case PLAN_FIELD_YEAR: p->year = after->year; break;
    case PLAN_FIELD_RANK: p->rank = after->rank; break;
    case PLAN_FIELD_ADDRESSEES:
        p->addressees = after->addressees;
        p->n_addressees = after->n_addressees;
        break;
    case PLAN_FIELD_DECLARED_CATEGORIES: p->declared.categories = after->declared.categories; break;
    case PLAN_FIELD_DECLARED_SUBCATEGORIES:
        p->declared.subcategories = after->declared.subcategories;
        break;
    case PLAN_FIELD_DECLARED_ITEMS: p->declared.items = after->declared.items; break;
    default: must(false);
    }
}

/* A changed figure is what the new document says; the others lose what was only derived. */
static void apply_figure(struct plan_item *item, struct plan_figure *to, struct plan_figure value)
{
    struct plan_figure *all[] = {&item->full, &item->got, &item->lost};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (all[i]->from == PLAN_DERIVED)
            *all[i] = (struct plan_figure){.from = PLAN_UNKNOWN};
    *to = value;
    if (value.from == PLAN_DERIVED)
        to->from = PLAN_UNKNOWN;
}

static void apply_field(struct plan_item *item, const struct plan_item *after,
                        enum plan_field field)
{
    switch ((int)field) {
    case PLAN_FIELD_CATEGORY: item->category = after->category; break;
    case PLAN_FIELD_SUBCATEGORY: item->subcategory = after->subcategory; break;
    case PLAN_FIELD_ITEM: item->item = after->item; break;
    case PLAN_FIELD_FULL: apply_figure(item, &item->full, after->full); break;
    case PLAN_FIELD_GOT: apply_figure(item, &item->got, after->got); break;
    case PLAN_FIELD_LOST: apply_figure(item, &item->lost, after->lost); break;
    case PLAN_FIELD_DEPARTMENTS:
        item->departments = after->departments;
        item->n_departments = after->n_departments;
        break;
    case PLAN_FIELD_CAUSE: item->cause = after->cause; break;
    case PLAN_FIELD_MEASURE: item->measure = after->measure; break;
    case PLAN_FIELD_TIME_LIMIT: item->time_limit = after->time_limit; break;
    default: must(false);
    }
}

static void apply_push(struct plan_apply *s, const struct plan_item *item, int32_t was)
{
    struct plan *p = s->out;
    s->was[p->n_items] = was;
    p->items[p->n_items] = *item;
    p->items[p->n_items].no = (int32_t)p->n_items + 1;
    p->n_items++;
}

/* Accepted additions from item `first` of `after` up to the next one that is not new. */
static void apply_added(struct plan_apply *s, const bool *added, size_t first)
{
    const struct plan *after = s->d->after;
    for (size_t i = first; i < after->n_items && s->d->was[i] == PLAN_DIFF_NEW; i++)
        if (added[i])
            apply_push(s, &after->items[i], PLAN_DIFF_NEW);
}

/* The flags of the accepted changes, by item. */
static void apply_flags(const struct plan_apply *s, bool *added, bool *removed)
{
    const struct plan_diff *d = s->d;
    for (size_t i = 0; i < d->n; i++) {
        const struct plan_change *c = &d->changes[i];
        if (s->accepted[i] && c->kind == PLAN_CHANGE_ADDED)
            added[c->after - d->after->items] = true;
        if (s->accepted[i] && c->kind == PLAN_CHANGE_REMOVED)
            removed[c->before - d->before->items] = true;
    }
}

static void apply_fields(struct plan_apply *s, struct plan_item *items)
{
    const struct plan_diff *d = s->d;
    for (size_t i = 0; i < d->n; i++) {
        const struct plan_change *c = &d->changes[i];
        if (!s->accepted[i])
            continue;
        if (c->kind == PLAN_CHANGE_DOCUMENT)
            apply_document(s->out, d->after, c->field);
        else if (c->kind == PLAN_CHANGE_FIELD)
            apply_field(&items[c->before - d->before->items], c->after, c->field);
    }
    for (size_t i = 0; i < d->before->n_items; i++)
        plan_item_derive(&items[i]);
}

void plan_apply(struct arena *a, const struct plan_diff *d, const bool *accepted, struct plan *ret,
                int32_t **ret_was)
{
    const struct plan *before = d->before;
    size_t most = before->n_items + d->after->n_items;
    struct plan_item *items = ARENA_NEW_N(a, before->n_items, struct plan_item);
    bool *added = ARENA_NEW_N(a, d->after->n_items, bool);
    bool *removed = ARENA_NEW_N(a, before->n_items, bool);
    int32_t *is = ARENA_NEW_N(a, before->n_items, int32_t);
    *ret = *before;
    ret->items = ARENA_NEW_N(a, most, struct plan_item);
    ret->n_items = 0;
    ret->findings = d->after->findings;
    ret->n_findings = d->after->n_findings;
    struct plan_apply s = {a, d, accepted, ret, ARENA_NEW_N(a, most, int32_t)};
    for (size_t i = 0; i < before->n_items; i++) {
        items[i] = before->items[i];
        is[i] = PLAN_DIFF_NEW;
    }
    for (size_t i = 0; i < d->after->n_items; i++)
        if (d->was[i] != PLAN_DIFF_NEW)
            is[d->was[i]] = (int32_t)i;
    apply_flags(&s, added, removed);
    apply_fields(&s, items);
    apply_added(&s, added, 0);
    for (size_t i = 0; i < before->n_items; i++) {
        if (!removed[i])
            apply_push(&s, &items[i], (int32_t)i);
        if (is[i] != PLAN_DIFF_NEW)
            apply_added(&s, added, (size_t)is[i] + 1);
    }
    *ret_was = s.was;
}
