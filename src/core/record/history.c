/*
 * history.c — see history.h.
 */
#include "core/record/history.h"

static int history_cmp(const void *x, const void *y)
{
    const struct change *a = x;
    const struct change *b = y;
    if (a->from.days != b->from.days)
        return a->from.days < b->from.days ? -1 : 1;
    if (a->entered_at.ms != b->entered_at.ms)
        return a->entered_at.ms < b->entered_at.ms ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

void history_sort(struct change *changes, size_t n)
{
    if (n > 1)
        qsort(changes, n, sizeof(*changes), history_cmp);
}

const struct change *history_at(const struct change *changes, size_t n, date day)
{
    size_t from = 0;
    size_t to = n;
    while (from < to) { /* the first change after the day */
        size_t middle = from + (to - from) / 2;
        if (changes[middle].from.days <= day.days)
            from = middle + 1;
        else
            to = middle;
    }
    return from == 0 ? NULL : &changes[from - 1];
}
