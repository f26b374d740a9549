/*
 * recurrence.c — see recurrence.h.
 */
#include "core/remedy/recurrence.h"

#include "base/text.h"

/* The next code point that counts, or 0 at the end. */
static uint32_t name_next(struct str s, size_t *at)
{
    while (*at < s.n) {
        uint32_t cp = text_fold(str_next(s, at));
        if (cp != ' ' && cp != '\t')
            return cp;
    }
    return 0;
}

static bool name_same(struct str a, struct str b)
{
    size_t i = 0;
    size_t k = 0;
    uint32_t one;
    do {
        one = name_next(a, &i);
        if (one != name_next(b, &k))
            return false;
    } while (one != 0);
    return true;
}

static bool loss_of(const struct plan_item *item)
{
    return item->lost.from != PLAN_UNKNOWN && item->lost.v.centi > 0;
}

/* 2: the same place in the framework; 1: the same name elsewhere; 0: another item. */
static int item_match(const struct plan_item *a, const struct plan_item *b)
{
    if (!name_same(a->item, b->item))
        return 0;
    return name_same(a->category, b->category) && name_same(a->subcategory, b->subcategory) ? 2 : 1;
}

/* Whether `a`, matching as well as said, is to be preferred to `b`. */
static bool closed_better(const struct recurrence_closed *a, int match,
                          const struct recurrence_closed *b, int best)
{
    if (b == NULL || match != best)
        return match > best;
    if (a->year != b->year)
        return a->year > b->year;
    return a->rectification_id > b->rectification_id;
}

const struct recurrence_closed *recurrence_find(const struct recurrence_closed *closed, size_t n,
                                                const struct recurrence_loss *loss)
{
    const struct recurrence_closed *found = NULL;
    int best = 0;
    if (loss->class == CAUSE__MAX || !loss_of(loss->item))
        return NULL;
    for (size_t i = 0; i < n; i++) {
        const struct recurrence_closed *c = &closed[i];
        if (c->year == 0 || c->year >= loss->year || c->class != loss->class)
            continue;
        int match = item_match(c->item, loss->item);
        if (match > 0 && closed_better(c, match, found, best)) {
            found = c;
            best = match;
        }
    }
    return found;
}
