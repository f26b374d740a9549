/*
 * risk.c — points at risk of one obligation, and today's order. See forecast.h.
 *
 * Most obligations of a county ask the same question: one more missed, of this rule, in this
 * sub-period. What a leaf answers is therefore kept, unless it tells subjects or units apart.
 */
#include "base/vec.h"
#include "core/calendar/local_time.h"
#include "core/score/forecast.h"

/* What a leaf answered for one rule in one span. */
struct answer {
    bool known;
    points cost;
};

/* A leaf that some rule is used in. */
struct risk_leaf {
    bool asked; /* `met` and `now` are known */
    points met; /* with all open ones met */
    points now;
    struct answer *answers; /* by number of the rule among the leaf's own, state and span */
    size_t n_rules;
    const struct rule **rules;
    bool distinct;
};

struct risk_call {
    struct arena *a;
    const struct leaf_call *c;
    const struct layout *l;
    struct risk_leaf *leaves; /* one an item */
    struct err *e;
};

/* The rules of a leaf, each once. */
static void leaf_rules(struct risk_call *r, size_t item, struct risk_leaf *leaf)
{
    const struct layout_item *x = &r->l->items[item];
    size_t max = 0;
    for (size_t i = 0; i < x->n_measures; i++)
        max += x->measures[i].measure->n_rules;
    leaf->rules = ARENA_NEW_N(r->a, max, const struct rule *);
    for (size_t i = 0; i < x->n_measures; i++) {
        const struct measure *m = x->measures[i].measure;
        leaf->distinct = leaf->distinct || m->distinct != MEASURE_EACH;
        for (size_t k = 0; k < m->n_rules; k++) {
            size_t at = 0;
            while (at < leaf->n_rules && leaf->rules[at] != m->rules[k])
                at++;
            if (at == leaf->n_rules)
                leaf->rules[leaf->n_rules++] = m->rules[k];
        }
    }
    leaf->answers = ARENA_NEW_N(r->a, leaf->n_rules * x->n_spans * 2, struct answer);
}

/* The leaf's points, its own veto included. */
static enum err_code points_of(struct risk_call *r, size_t item, enum outlook outlook,
                               const struct measured_flip *flip, points *ret)
{
    const struct indicator *x = &r->l->framework->items[item];
    struct score_node n;
    bool vetoed = false;
    ERR_TRY(score_leaf(r->c, item, outlook, flip, NULL, &n, r->e));
    if (x->veto_scope == VETO_ITEM)
        ERR_TRY(leaf_veto(r->c, item, outlook, flip, &vetoed, r->e));
    if (vetoed && n.score.centi > 0)
        n.score.centi = 0;
    *ret = n.score;
    return ERR_OK;
}

static struct risk_leaf *leaf_at(struct risk_call *r, size_t item, enum err_code *ret)
{
    struct risk_leaf *leaf = &r->leaves[item];
    if (leaf->asked)
        return leaf;
    leaf_rules(r, item, leaf);
    *ret = points_of(r, item, OUTLOOK_MET, NULL, &leaf->met);
    if (*ret == ERR_OK)
        *ret = points_of(r, item, OUTLOOK_NOW, NULL, &leaf->now);
    leaf->asked = true;
    return leaf;
}

/* What the leaf loses (open, missed instead) or gains (missed, late instead). */
static enum err_code ask_leaf(struct risk_call *r, size_t item, const struct measured_flip *flip,
                              points *ret)
{
    enum err_code code = ERR_OK;
    struct risk_leaf *leaf = leaf_at(r, item, &code);
    ERR_TRY(code);
    const struct obligation *o = flip->obligation;
    const struct layout_item *x = &r->l->items[item];
    bool open = o->state == OBLIGATION_OPEN;
    size_t rule = 0;
    while (leaf->rules[rule] != o->rule)
        rule++;
    size_t span = layout_span_at(x, o->window.last);
    struct answer *answer = &leaf->answers[(rule * x->n_spans + span) * 2 + open];
    if (!answer->known || leaf->distinct) {
        points changed;
        ERR_TRY(points_of(r, item, open ? OUTLOOK_MET : OUTLOOK_NOW, flip, &changed));
        ERR_TRY(open ? points_sub(leaf->met, changed, &answer->cost, r->e)
                     : points_sub(changed, leaf->now, &answer->cost, r->e));
        answer->known = true;
    }
    *ret = answer->cost;
    return ERR_OK;
}

/* Over all leaves that use its rule, each once. */
static enum err_code ask(struct risk_call *r, const struct measured_flip *flip, points *ret)
{
    const struct layout_uses *uses = &r->l->rule[flip->obligation->rule - r->l->catalog->rules];
    *ret = (points){0};
    for (size_t i = 0; i < uses->n; i++) {
        int32_t item = uses->p[i].item;
        points cost;
        bool again = i > 0 && uses->p[i - 1].item == item; /* they stand item by item */
        if (again || !r->l->framework->items[item].is_leaf)
            continue;
        ERR_TRY(ask_leaf(r, (size_t)item, flip, &cost));
        ERR_TRY(points_add(*ret, cost, ret, r->e));
    }
    return ERR_OK;
}

enum err_code risks_of(struct arena *a, const struct leaf_call *c,
                       const struct measured_units *units, const struct score_world *w,
                       struct risk **ret, size_t *ret_n, struct err *e)
{
    const struct layout *l = c->measured->layout;
    struct risk_call r = {.a = a, .c = c, .l = l, .e = e};
    VEC(struct risk) all = {0};
    r.leaves = ARENA_NEW_N(a, l->framework->n_items, struct risk_leaf);
    int32_t unit = (int32_t)(c->measured - units->p);
    for (size_t i = 0; !c->frozen && i < w->n_obligations; i++) {
        const struct obligation *o = &w->obligations[i];
        int32_t home = units->homes[i].unit;
        bool open = o->state == OBLIGATION_OPEN && measured_is_born(o, units->today);
        if ((!open && o->state != OBLIGATION_MISSED) || home == SCENE_NO_UNIT ||
            units->unit_at[home] != unit || !layout_holds(l, o->window.last))
            continue;
        struct measured_flip flip = {o, units->homes[i],
                                     open ? OBLIGATION_MISSED : OBLIGATION_LATE};
        points cost;
        ERR_TRY(ask(&r, &flip, &cost));
        if (cost.centi > 0)
            *vec_push(a, &all) = (struct risk){o, {open ? cost.centi : 0}, {open ? 0 : cost.centi}};
    }
    *ret = all.p;
    *ret_n = all.n;
    return ERR_OK;
}
