/*
 * score.c — see score.h.
 */
#include "core/score/score.h"

#include "base/vec.h"

/* ---- leaves ----------------------------------------------------------------------- */

enum err_code score_leaf(const struct leaf_call *c, size_t item, enum outlook outlook,
                         const struct measured_flip *flip, struct leaf_term *terms,
                         struct score_node *ret, struct err *e)
{
    struct leaf_result r;
    struct score_node n = {.vetoed = NULL};
    const struct indicator *x = &c->measured->layout->framework->items[item];
    ERR_TRY(leaf_score(c, item, outlook, flip, terms, &r, e));
    ERR_TRY(layout_named(x, rational_points(r.full, &n.full, e), e));
    ERR_TRY(layout_named(x, rational_points(r.points, &n.score, e), e));
    *ret = n;
    return ERR_OK;
}

/* ---- adding up ----------------------------------------------------------------------- */

/* Mark what an item's veto takes the points of; the last node is the total. */
static void strike(const struct framework *f, size_t item, struct score_node *nodes)
{
    const struct indicator *x = &f->items[item];
    size_t at = item;
    if (x->veto_scope == VETO_TOTAL || (x->veto_scope == VETO_HEAD && x->parent < 0))
        at = f->n_items;
    else if (x->veto_scope == VETO_HEAD)
        at = (size_t)x->parent;
    if (nodes[at].vetoed == NULL)
        nodes[at].vetoed = x;
}

/* A veto takes points away; a score below zero it leaves as it is. */
static void take_away(struct score_node *n)
{
    if (n->vetoed != NULL && n->score.centi > 0)
        n->score.centi = 0;
}

enum err_code score_add_up(const struct leaf_call *c, enum outlook outlook,
                           struct score_node *nodes, struct err *e)
{
    const struct framework *f = c->measured->layout->framework;
    for (size_t i = 0; i < f->n_items; i++) {
        bool holds;
        ERR_TRY(leaf_veto(c, i, outlook, NULL, &holds, e));
        if (holds)
            strike(f, i, nodes);
    }
    for (size_t i = f->n_items; i > 0; i--) { /* parents stand before their children */
        struct score_node *n = &nodes[i - 1];
        int32_t parent = f->items[i - 1].parent;
        struct score_node *up = &nodes[parent < 0 ? f->n_items : (size_t)parent];
        take_away(n);
        ERR_TRY(points_add(up->full, n->full, &up->full, e));
        ERR_TRY(points_add(up->score, n->score, &up->score, e));
    }
    take_away(&nodes[f->n_items]);
    return ERR_OK;
}

/* ---- lines ------------------------------------------------------------------------------ */

/* What went into each span of a leaf, for its trace. */
static enum err_code trace_inputs(struct arena *a, const struct leaf_call *c, size_t item,
                                  struct score_trace *ret, struct err *e)
{
    const struct layout_item *x = &c->measured->layout->items[item];
    struct expr_value *inputs = ARENA_NEW_N(a, x->n_spans * x->n_measures, struct expr_value);
    for (size_t span = 0; span < x->n_spans; span++)
        ERR_TRY(measured_slots(c->measured, item, span, OUTLOOK_NOW, NULL,
                               &inputs[span * x->n_measures], e));
    ret->inputs = inputs;
    return ERR_OK;
}

static bool all_excluded(const struct leaf_term *terms, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (terms[i].note != LEAF_EXCLUDED)
            return false;
    }
    return true;
}

static enum err_code line_of(struct arena *a, const struct leaf_call *c, size_t item,
                             struct score_line *line, struct score_node *node, struct err *e)
{
    const struct layout_item *x = &c->measured->layout->items[item];
    size_t n = leaf_terms(x);
    struct leaf_term *terms = ARENA_NEW_N(a, n, struct leaf_term);
    ERR_TRY(score_leaf(c, item, OUTLOOK_NOW, NULL, terms, node, e));
    ERR_TRY(trace_inputs(a, c, item, &line->trace, e));
    line->trace.terms = terms;
    line->trace.n_terms = n;
    line->excluded = all_excluded(terms, n);
    line->outside = x->indicator->score.method == METHOD_BONUS;
    return ERR_OK;
}

enum err_code score_unit(struct arena *a, const struct leaf_call *c, struct score_sheet *ret,
                         struct err *e)
{
    const struct framework *f = c->measured->layout->framework;
    struct score_line *lines = ARENA_NEW_N(a, f->n_items, struct score_line);
    struct score_node *nodes = ARENA_NEW_N(a, f->n_items + 1, struct score_node);
    for (size_t i = 0; i < f->n_items; i++) {
        lines[i].item = &f->items[i];
        if (f->items[i].is_leaf)
            ERR_TRY(line_of(a, c, i, &lines[i], &nodes[i], e));
    }
    ERR_TRY(score_add_up(c, OUTLOOK_NOW, nodes, e));
    for (size_t i = 0; i < f->n_items; i++) {
        lines[i].full = nodes[i].full;
        lines[i].score = nodes[i].score;
        lines[i].vetoed = nodes[i].vetoed;
    }
    const struct score_node *total = &nodes[f->n_items];
    *ret = (struct score_sheet){c->measured, lines, total->full, total->score, total->vetoed};
    return ERR_OK;
}

/* ---- places among peers --------------------------------------------------------------------- */

/* What a leaf is ranked by: the measure named, or the only one. */
static size_t ranked_by(const struct layout_item *x, const struct score *s)
{
    if (s->measure[SCORE_M_VALUE] != MEASURE_NONE)
        return (size_t)s->measure[SCORE_M_VALUE];
    return x->n_measures == 1 ? 0 : SIZE_MAX;
}

static enum err_code place_all(struct arena *a, struct measured_units *units, size_t item,
                               size_t span, const struct layout_node *n, struct err *e)
{
    const struct layout_item *x = &units->p[0].layout->items[item];
    struct expr_value *values = ARENA_NEW_N(a, units->n, struct expr_value);
    struct expr_value *slots = ARENA_NEW_N(a, x->n_measures, struct expr_value);
    for (size_t i = 0; i < units->n; i++) {
        ERR_TRY(measured_slots(&units->p[i], item, span, OUTLOOK_NOW, NULL, slots, e));
        values[i] = slots[ranked_by(x, n->score)];
    }
    for (size_t i = 0; i < units->n; i++) {
        struct expr_value *place = &units->p[i].cells[layout_cell(x, span, (size_t)n->slot)].value;
        int64_t better = 0;
        for (size_t k = 0; k < units->n; k++)
            better += values[k].present && values[i].present &&
                      rational_cmp(values[k].number, values[i].number) > 0;
        if (!place->present && values[i].present)
            *place = (struct expr_value){.present = true, .number = RATIONAL(better + 1)};
    }
    return ERR_OK;
}

enum err_code score_places(struct arena *a, struct measured_units *units, struct err *e)
{
    const struct layout *l = units->n > 1 ? units->p[0].layout : NULL;
    for (size_t i = 0; l != NULL && i < l->framework->n_items; i++) {
        const struct layout_item *x = &l->items[i];
        for (size_t k = 0; k < x->n_nodes; k++) {
            const struct layout_node *n = &x->nodes[k];
            if (n->extra != LAYOUT_PLACE || ranked_by(x, n->score) == SIZE_MAX)
                continue;
            for (size_t span = 0; span < x->n_spans; span++)
                ERR_TRY(place_all(a, units, i, span, n, e));
        }
    }
    return ERR_OK;
}

/* ---- what is behind a loss ------------------------------------------------------------------- */

/* Whether a measure that helps counts the obligation as it stands: then it is no loss. */
static bool helps(const struct layout_item *x, const struct obligation *o)
{
    for (size_t i = 0; i < x->n_measures; i++) {
        const struct measure *m = x->measures[i].measure;
        bool good = m->kind == MEASURE_OBLIGATIONS && x->measures[i].role == LAYOUT_GOOD;
        if (!good || (m->states >> o->state & 1U) == 0)
            continue;
        for (size_t k = 0; k < m->n_rules; k++) {
            if (m->rules[k] == o->rule)
                return true;
        }
    }
    return false;
}

/* A cell may be reached by two measures: what stands there already is not repeated. */
static bool repeated(const struct evidence *all, size_t n, const struct evidence *x)
{
    for (size_t i = 0; i < n; i++) {
        if (all[i].obligation == x->obligation && all[i].entry == x->entry)
            return true;
    }
    return false;
}

const struct evidence *score_evidence(struct arena *a, const struct score_sheet *s, size_t item,
                                      size_t *ret_n)
{
    const struct measured *m = s->measured;
    const struct layout_item *x = &m->layout->items[item];
    VEC(struct evidence) all = {0};
    for (size_t span = x->n_spans > 1; span < x->n_spans; span++) {
        size_t begin = all.n;
        for (size_t slot = 0; slot < x->n_slots; slot++) {
            size_t n;
            const struct evidence *some = measured_evidence(m, layout_cell(x, span, slot), &n);
            bool counts = slot >= x->n_measures || (x->measures[slot].role & LAYOUT_BAD) != 0;
            for (size_t i = 0; counts && i < n; i++) {
                if ((some[i].obligation == NULL || !helps(x, some[i].obligation)) &&
                    !repeated(all.p + begin, all.n - begin, &some[i]))
                    *vec_push(a, &all) = some[i];
            }
        }
    }
    *ret_n = all.n;
    return all.p;
}
