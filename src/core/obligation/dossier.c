/*
 * dossier.c — see dossier.h.
 */
#include "core/obligation/dossier.h"

#include "base/arena.h"

static int dossier_cmp(const void *x, const void *y)
{
    const struct dossier_item *a = x;
    const struct dossier_item *b = y;
    uintptr_t type[] = {(uintptr_t)a->entry->type, (uintptr_t)b->entry->type};
    if (type[0] != type[1])
        return type[0] < type[1] ? -1 : 1;
    if (a->now->occurred_on.days != b->now->occurred_on.days)
        return a->now->occurred_on.days < b->now->occurred_on.days ? -1 : 1;
    return (a->entry->id > b->entry->id) - (a->entry->id < b->entry->id);
}

void dossier_make(struct arena *a, const struct entry *entries, size_t n, instant t,
                  struct dossier *ret)
{
    struct dossier_item *items = ARENA_NEW_N(a, n, struct dossier_item);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const struct entry_version *now = entry_at(&entries[i], t);
        if (now != NULL)
            items[kept++] = (struct dossier_item){&entries[i], now};
    }
    if (kept > 1)
        qsort(items, kept, sizeof(*items), dossier_cmp);
    *ret = (struct dossier){items, kept};
}

/* The number of items before (type, day). */
static size_t dossier_before(const struct dossier *d, const struct record_type *t, int64_t day)
{
    size_t from = 0;
    size_t to = d->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct dossier_item *x = &d->items[middle];
        bool before = x->entry->type == t ? x->now->occurred_on.days < day
                                          : (uintptr_t)x->entry->type < (uintptr_t)t;
        if (before)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

struct dossier dossier_span(const struct dossier *d, const struct record_type *t, date first,
                            date last)
{
    size_t from = dossier_before(d, t, first.days);
    size_t to = dossier_before(d, t, (int64_t)last.days + 1);
    return (struct dossier){d->items + from, to > from ? to - from : 0};
}

struct dossier dossier_of(const struct dossier *d, const struct record_type *t)
{
    return dossier_span(d, t, (date){INT32_MIN}, (date){INT32_MAX});
}
