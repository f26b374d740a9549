/*
 * reach.c — see reach.h.
 */
#include "core/score/reach.h"

static void raise_to(struct rational *got, struct rational at_least)
{
    if (rational_cmp(*got, at_least) < 0)
        *got = at_least;
}

static void lower_to(struct rational *got, struct rational at_most)
{
    if (rational_cmp(*got, at_most) > 0)
        *got = at_most;
}

/* Whether something the expression speaks of may still get better. */
static bool may_help(const struct reach_call *c, const struct expr *x)
{
    for (size_t i = 0; i < c->item->n_measures; i++) {
        if (expr_uses(x, i) && (c->item->measures[i].free & LAYOUT_MAY_HELP) != 0)
            return true;
    }
    return false;
}

/* Points that are done, and those that can still be. */
static enum err_code best_checklist(const struct reach_call *c, struct rational *got, struct err *e)
{
    struct rational sum = RATIONAL(0);
    for (size_t i = 0; i < c->node->score->n_parts; i++) {
        const struct score_part *p = &c->node->score->parts[i];
        bool done = may_help(c, p->done);
        if (!done)
            ERR_TRY(expr_holds(p->done, c->slots, &done, e));
        if (done)
            ERR_TRY(rational_add(sum, p->score, &sum, e));
    }
    lower_to(&sum, c->full);
    raise_to(got, sum);
    return ERR_OK;
}

static void best_milestone(const struct reach_call *c, struct rational *got)
{
    const struct score *s = c->node->score;
    bool in_time = c->today.days <= s->by.days;
    struct rational reached = s->number[in_time ? SCORE_ON_TIME : SCORE_LATE];
    if (c->extra.present)
        return;
    lower_to(&reached, c->full);
    raise_to(got, reached);
}

enum err_code reach_best(const struct reach_call *c, struct rational *got, struct err *e)
{
    struct rational most;
    const struct score *s = c->node->score;
    if (c->missing) {
        if (method_most(s, c->full, &most))
            raise_to(got, most);
        return ERR_OK;
    }
    if (c->over)
        return ERR_OK;
    if (s->method == METHOD_CHECKLIST)
        return best_checklist(c, got, e);
    if (s->method == METHOD_MILESTONE) {
        best_milestone(c, got);
        return ERR_OK;
    }
    bool open = (c->node->good & LAYOUT_MAY_HELP) != 0 || s->method == METHOD_RANK;
    if (open && method_most(s, c->full, &most))
        raise_to(got, most);
    return ERR_OK;
}

enum err_code reach_floor(const struct reach_call *c, struct rational *got, struct err *e)
{
    struct rational least;
    bool known;
    ERR_TRY(method_least(c->node->score, c->full, &known, &least, e));
    if (c->missing && known)
        lower_to(got, least);
    return ERR_OK;
}

enum err_code reach_bottom(const struct reach_call *c, struct rational *got, struct err *e)
{
    struct rational least;
    bool known;
    ERR_TRY(method_least(c->node->score, c->full, &known, &least, e));
    if (known && (c->missing || (!c->over && (c->node->bad & LAYOUT_MAY_HARM) != 0)))
        lower_to(got, least);
    return ERR_OK;
}
