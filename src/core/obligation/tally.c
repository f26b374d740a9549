/*
 * tally.c — see tally.h.
 */
#include "core/obligation/tally.h"

struct tally_call {
    const struct rule_need *need;
    struct period window;
    int64_t about;
};

static bool tally_points_back(const struct tally_call *c, const struct entry_version *v)
{
    if (c->about == 0)
        return true;
    const struct expr_value *via = &v->slots[c->need->via];
    return via->present && rational_cmp(via->number, RATIONAL(c->about)) == 0;
}

/* What a record counts with by what it said in one version; 0 outside of window and condition. */
static enum err_code tally_quantity(const struct tally_call *c, const struct entry_version *v,
                                    struct rational *ret, struct err *e)
{
    bool counts = v != NULL && period_holds(c->window, v->occurred_on) && tally_points_back(c, v);
    if (counts && c->need->where != NULL)
        ERR_TRY(expr_holds(c->need->where, v->slots, &counts, e));
    *ret = RATIONAL(0);
    if (!counts)
        return ERR_OK;
    if (c->need->sum == FIELD_NONE)
        *ret = RATIONAL(1);
    else if (v->slots[c->need->sum].present)
        *ret = v->slots[c->need->sum].number;
    return ERR_OK;
}

enum err_code tally_count(const struct rule *r, const struct dossier *d, struct period window,
                          int64_t about, instant too_late, instant as_of, struct tally *ret,
                          struct err *e)
{
    struct tally_call c = {.need = &r->need, .window = window, .about = about};
    struct tally t = {RATIONAL(0), RATIONAL(0)};
    for (size_t i = 0; i < d->n; i++) {
        const struct dossier_item *x = &d->items[i];
        const struct entry_version *then = entry_before(x->entry, too_late, as_of);
        struct rational now, in_time;
        ERR_TRY(tally_quantity(&c, x->now, &now, e));
        in_time = now;
        if (then != x->now)
            ERR_TRY(tally_quantity(&c, then, &in_time, e));
        if (rational_cmp(now, in_time) < 0)
            in_time = now;
        ERR_TRY(rational_add(t.total, now, &t.total, e));
        ERR_TRY(rational_add(t.timely, in_time, &t.timely, e));
    }
    *ret = t;
    return ERR_OK;
}
