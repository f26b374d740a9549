/*
 * leaf.c — see leaf.h.
 */
#include "core/score/leaf.h"

#include "base/arena.h"
#include "core/score/reach.h"

struct leaf_call leaf_call_make(struct arena *a, const struct measured_units *units, size_t unit,
                                const struct score_world *w)
{
    const struct measured *m = &units->p[unit];
    const struct framework *f = m->layout->framework;
    return (struct leaf_call){
        .measured = m,
        .today = units->today,
        .frozen = f->has_closes_at && w->scene->as_of.ms >= f->closes_at.ms,
        .slots = ARENA_NEW_N(a, m->layout->n_slots_max + 1, struct expr_value), /* and `full` */
        .terms = ARENA_NEW_N(a, m->layout->n_terms_max, struct leaf_term),
    };
}

size_t leaf_terms(const struct layout_item *x)
{
    return (x->n_spans == 1 ? 1 : x->n_spans - 1) * x->n_nodes;
}

/* One span of one leaf while it is scored. */
struct span_call {
    const struct leaf_call *c;
    const struct layout_item *item;
    size_t span;
    struct rational full;
    enum outlook outlook;
    struct leaf_term *terms; /* of this span; before that of the leaf */
};

/* Whether the outlook plays every sub-period to its end. */
static bool looks_to_the_end(enum outlook o)
{
    return o == OUTLOOK_BEST || o == OUTLOOK_CAUGHT || o == OUTLOOK_FLOOR || o == OUTLOOK_BOTTOM;
}

static struct rational before_it_begins(const struct score *s, struct rational full)
{
    return score_method_builds_up(s->method) ? RATIONAL(0) : full;
}

/* What the outlook makes of points that records, figures and persons have a say in. */
static enum err_code look_further(const struct span_call *s, const struct reach_call *r,
                                  struct rational *got, struct err *e)
{
    switch (s->outlook) {
    case OUTLOOK_BEST:
    case OUTLOOK_CAUGHT: return reach_best(r, got, e);
    case OUTLOOK_FLOOR: return reach_floor(r, got, e);
    case OUTLOOK_BOTTOM: return reach_bottom(r, got, e);
    case OUTLOOK_NOW:
    case OUTLOOK_MET:
    case OUTLOOK_WORST:
    case OUTLOOK__MAX: break;
    }
    return ERR_OK;
}

/* One method of a span that is played. */
static enum err_code play_node(const struct span_call *s, size_t node, struct leaf_term *ret,
                               struct err *e)
{
    const struct layout_span *span = &s->item->spans[s->span];
    const struct layout_node *n = &s->item->nodes[node];
    const struct measured *m = s->c->measured;
    struct method_call call = {.score = n->score, .full = ret->full, .slots = s->c->slots};
    struct method_result r;
    if (n->extra != LAYOUT_NONE)
        call.extra = m->cells[layout_cell(s->item, s->span, (size_t)n->slot)].value;
    s->c->slots[s->item->n_measures] = (struct expr_value){.present = true, .number = ret->full};
    ERR_TRY(method_score(&call, &r, e));
    ret->points = r.points;
    ret->note = r.note == METHOD_MISSING    ? LEAF_MISSING
                : r.note == METHOD_EMPTY    ? LEAF_EMPTY
                : r.note == METHOD_EXCLUDED ? LEAF_EXCLUDED
                                            : LEAF_REACHED;
    struct reach_call reach = {.item = s->item,
                               .node = n,
                               .slots = s->c->slots,
                               .full = ret->full,
                               .today = s->c->today,
                               .over = span->last.days < s->c->today.days,
                               .missing = r.note == METHOD_MISSING,
                               .extra = call.extra};
    if (reach.missing)
        ret->points = before_it_begins(n->score, ret->full);
    if (ret->note == LEAF_EXCLUDED)
        ret->full = ret->points = RATIONAL(0);
    else
        ERR_TRY(look_further(s, &reach, &ret->points, e));
    return ERR_OK;
}

/* All methods of one span: of a composite its parts, else the one. */
static enum err_code score_span(const struct span_call *s, const struct measured_flip *flip,
                                struct leaf_result *ret, struct err *e)
{
    bool begun = s->item->spans[s->span].first.days <= s->c->today.days;
    bool played = begun || looks_to_the_end(s->outlook);
    *ret = (struct leaf_result){RATIONAL(0), RATIONAL(0)};
    size_t number = (size_t)(s->item - s->c->measured->layout->items);
    if (played)
        ERR_TRY(measured_slots(s->c->measured, number, s->span, s->outlook, flip, s->c->slots, e));
    for (size_t i = 0; i < s->item->n_nodes; i++) {
        const struct layout_node *n = &s->item->nodes[i];
        struct leaf_term term = {.span = s->span, .node = i, .note = LEAF_NOT_BEGUN};
        ERR_TRY(rational_mul(s->full, n->portion, &term.full, e));
        term.points = before_it_begins(n->score, term.full);
        if (played)
            ERR_TRY(play_node(s, i, &term, e));
        ERR_TRY(rational_add(ret->full, term.full, &ret->full, e));
        ERR_TRY(rational_add(ret->points, term.points, &ret->points, e));
        s->terms[i] = term;
    }
    return ERR_OK;
}

/* ---- sub-periods put together ------------------------------------------------------ */

struct together {
    enum score_combine combine;
    struct leaf_result sum, least;
    int64_t n; /* that count */
};

static enum err_code together_add(struct together *t, const struct leaf_result *span, bool counts,
                                  struct err *e)
{
    if (!counts)
        return ERR_OK;
    ERR_TRY(rational_add(t->sum.full, span->full, &t->sum.full, e));
    ERR_TRY(rational_add(t->sum.points, span->points, &t->sum.points, e));
    if (t->n++ == 0 || rational_cmp(span->points, t->least.points) < 0)
        t->least = *span;
    return ERR_OK;
}

static enum err_code together_get(const struct together *t, struct leaf_result *ret, struct err *e)
{
    *ret = t->combine == SCORE_COMBINE_MIN ? t->least : t->sum;
    if (t->combine != SCORE_COMBINE_MEAN || t->n == 0)
        return ERR_OK;
    ERR_TRY(rational_div(t->sum.full, RATIONAL(t->n), &ret->full, e));
    return rational_div(t->sum.points, RATIONAL(t->n), &ret->points, e);
}

/* Whether a span has a part that is not excluded. */
static bool span_counts(const struct layout_item *x, const struct leaf_term *terms)
{
    for (size_t i = 0; i < x->n_nodes; i++) {
        if (terms[i].note != LEAF_EXCLUDED)
            return true;
    }
    return false;
}

static enum err_code score_spans(struct span_call *s, const struct measured_flip *flip,
                                 struct leaf_result *ret, struct err *e)
{
    struct leaf_term *terms = s->terms;
    const struct indicator *x = s->item->indicator;
    struct together t = {.combine = x->combine,
                         .sum = {RATIONAL(0), RATIONAL(0)},
                         .least = {RATIONAL(0), RATIONAL(0)}};
    struct rational full = rational_of_points(x->full);
    for (s->span = 1; s->span < s->item->n_spans; s->span++) {
        struct leaf_result r;
        s->full = full;
        s->terms = &terms[(s->span - 1) * s->item->n_nodes];
        if (x->combine == SCORE_COMBINE_SUM)
            ERR_TRY(rational_mul(full, s->item->spans[s->span].share, &s->full, e));
        ERR_TRY(score_span(s, flip, &r, e));
        ERR_TRY(together_add(&t, &r, span_counts(s->item, s->terms), e));
    }
    return together_get(&t, ret, e);
}

/* ---- a leaf ---------------------------------------------------------------------------- */

enum err_code leaf_score(const struct leaf_call *c, size_t item, enum outlook outlook,
                         const struct measured_flip *flip, struct leaf_term *terms,
                         struct leaf_result *ret, struct err *e)
{
    const struct layout_item *x = &c->measured->layout->items[item];
    struct span_call s = {.c = c,
                          .item = x,
                          .full = rational_of_points(x->indicator->full),
                          .outlook = c->frozen ? OUTLOOK_NOW : outlook,
                          .terms = terms == NULL ? c->terms : terms};
    if (x->n_spans > 1)
        return layout_named(x->indicator, score_spans(&s, flip, ret, e), e);
    return layout_named(x->indicator, score_span(&s, flip, ret, e), e);
}

/* Whether the veto speaks of an event that can still happen. */
static bool veto_threatens(const struct layout_item *x)
{
    for (size_t i = 0; i < x->n_measures; i++) {
        if (expr_uses(x->indicator->veto, i) && (x->measures[i].free & LAYOUT_MAY_HARM) != 0)
            return true;
    }
    return false;
}

enum err_code leaf_veto(const struct leaf_call *c, size_t item, enum outlook outlook,
                        const struct measured_flip *flip, bool *ret, struct err *e)
{
    const struct layout_item *x = &c->measured->layout->items[item];
    enum outlook look = c->frozen ? OUTLOOK_NOW : outlook;
    bool begun = x->spans[0].first.days <= c->today.days;
    bool over = x->spans[0].last.days < c->today.days;
    *ret = false;
    if (x->indicator->veto == NULL || (!begun && !looks_to_the_end(look)))
        return ERR_OK;
    ERR_TRY(layout_named(x->indicator,
                         measured_slots(c->measured, item, 0, look, flip, c->slots, e), e));
    c->slots[x->n_measures] =
        (struct expr_value){.present = true, .number = rational_of_points(x->indicator->full)};
    ERR_TRY(expr_holds(x->indicator->veto, c->slots, ret, e));
    if (look == OUTLOOK_BOTTOM && !over && veto_threatens(x))
        *ret = true;
    return ERR_OK;
}
