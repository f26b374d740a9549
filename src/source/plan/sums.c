/*
 * sums.c — see sums.h.
 */
#include "source/plan/sums.h"

void sums_init(struct sums *s, size_t first)
{
    *s = (struct sums){.first = first, .since = first};
}

static bool sums_figure(const struct plan_item *item, size_t which, int64_t *centi)
{
    struct plan_item copy = *item;
    plan_item_derive(&copy);
    const struct plan_figure *f = which == 0 ? &copy.full : which == 1 ? &copy.got : &copy.lost;
    if (f->from == PLAN_UNKNOWN)
        return false;
    *centi += f->v.centi;
    return true;
}

/* The sum of one figure over drafts [from, n); false if none has it. */
static bool sums_over(const struct reader *r, size_t from, size_t which, int64_t *centi)
{
    bool any = false;
    *centi = 0;
    for (size_t i = from; i < r->drafts.n; i++)
        any |= sums_figure(&r->drafts.p[i].item, which, centi);
    return any;
}

static struct str sums_text(struct reader *r, int64_t centi)
{
    char text[POINTS_TEXT_MAX];
    return str_copy(r->a, str_of(points_text((points){centi}, text)));
}

void sums_check(struct sums *s, struct reader *r, struct str name,
                const struct plan_figure printed[3], int32_t paragraph)
{
    for (size_t which = 0; which < 3; which++) {
        int64_t group = 0;
        int64_t all = 0;
        if (printed[which].from == PLAN_UNKNOWN || !sums_over(r, s->first, which, &all))
            continue;
        int64_t said = printed[which].v.centi;
        bool fits_group = sums_over(r, s->since, which, &group) && group == said;
        if (!fits_group && all != said)
            draft_find(r, FINDING_SUM_ROW, name, sums_text(r, said),
                       sums_text(r, s->since > s->first && s->since < r->drafts.n ? group : all),
                       paragraph, 0);
    }
    s->since = r->drafts.n;
}

static bool sums_equal(const struct reader *r, size_t from, const struct plan_figure printed[3])
{
    bool any = false;
    for (size_t which = 0; which < 3; which++) {
        int64_t sum;
        if (printed[which].from == PLAN_UNKNOWN)
            continue;
        if (!sums_over(r, from, which, &sum) || sum != printed[which].v.centi)
            return false;
        any = true;
    }
    return any && r->drafts.n - from >= 2;
}

bool sums_are(const struct sums *s, const struct reader *r, const struct plan_figure printed[3])
{
    return sums_equal(r, s->since, printed) || sums_equal(r, s->first, printed);
}

void sums_group(struct sums *s, struct reader *r, struct str name,
                const struct plan_figure printed[3], int32_t paragraph)
{
    sums_end(s, r, paragraph);
    s->group.name = name;
    s->group.from = r->drafts.n;
    memcpy(s->group.printed, printed, sizeof(s->group.printed));
}

void sums_end(struct sums *s, struct reader *r, int32_t paragraph)
{
    for (size_t which = 0; s->group.name.n > 0 && which < 3; which++) {
        int64_t sum;
        const struct plan_figure *said = &s->group.printed[which];
        if (said->from != PLAN_UNKNOWN && sums_over(r, s->group.from, which, &sum) &&
            sum != said->v.centi)
            draft_find(r, FINDING_SUM_ROW, s->group.name, sums_text(r, said->v.centi),
                       sums_text(r, sum), paragraph, 0);
    }
    s->group.name = STR_NONE;
}
