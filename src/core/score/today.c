/*
 * today.c — today's order: what to do first. See forecast.h.
 */
#include "core/score/forecast.h"

#include "base/arena.h"

enum { SOON_DAYS = 3 };

/* What the order is decided by, worked out once for each. */
struct ranked {
    struct risk risk;
    int32_t group; /* 0: missed, or due today; 1: within three days; 2: later */
    int64_t centi;
};

static int32_t group_of(const struct obligation *o, date today)
{
    if (o->state == OBLIGATION_MISSED || o->due.days <= today.days)
        return 0;
    return o->due.days <= today.days + SOON_DAYS ? 1 : 2;
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int ranked_cmp(const void *x, const void *y)
{
    const struct ranked *a = x;
    const struct ranked *b = y;
    const struct obligation *p = a->risk.obligation;
    const struct obligation *q = b->risk.obligation;
    const int by[] = {order(a->group, b->group),
                      order(b->centi, a->centi),
                      order(p->due.days, q->due.days),
                      str_cmp(p->rule->id, q->rule->id),
                      order(p->about, q->about),
                      order(p->unit, q->unit),
                      order(p->window.first.days, q->window.first.days)};
    for (size_t i = 0; i < ARRAY_LEN(by); i++) {
        if (by[i] != 0)
            return by[i];
    }
    return 0;
}

void risks_sort(struct arena *a, struct risk *risks, size_t n, date today)
{
    struct ranked *all = ARENA_NEW_N(a, n, struct ranked);
    for (size_t i = 0; i < n; i++) {
        int64_t centi = risks[i].at_risk.centi + risks[i].regain.centi;
        all[i] = (struct ranked){risks[i], group_of(risks[i].obligation, today), centi};
    }
    if (n > 1)
        qsort(all, n, sizeof(*all), ranked_cmp);
    for (size_t i = 0; i < n; i++)
        risks[i] = all[i].risk;
}
