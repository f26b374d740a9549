/*
 * layout.c — see layout.h.
 */
#include "core/score/layout.h"

#include "base/vec.h"

struct layout_call {
    struct arena *a;
    struct layout *l;
    const struct unit_kind *kind; /* of the units assessed; NULL if the catalog has none such */
    struct err *e;
};

/* ---- spans ----------------------------------------------------------------------- */

static int32_t months_of(enum period_kind kind)
{
    return kind == PERIOD_MONTH ? 1 : kind == PERIOD_QUARTER ? 3 : 6;
}

static size_t count_spans(const struct framework *f, const struct indicator *x)
{
    int32_t n = 0;
    if (!x->has_by)
        return 1;
    while (date_add_months(f->from, n * months_of(x->by)).days <= f->to.days)
        n++;
    return 1 + (size_t)n;
}

static enum err_code share_of(const struct indicator *x, size_t span, size_t n, struct rational sum,
                              struct rational *ret, struct err *e)
{
    if (x->n_weights > 0)
        return rational_div(x->weights[span - 1], sum, ret, e);
    return rational_make(1, (int64_t)n, ret, e);
}

/* Sub-periods are counted from the framework's first day, whatever that is. */
static enum err_code lay_spans(struct layout_call *c, struct layout_item *item)
{
    const struct framework *f = c->l->framework;
    const struct indicator *x = item->indicator;
    struct rational sum = RATIONAL(0);
    item->n_spans = count_spans(f, x);
    struct layout_span *spans = ARENA_NEW_N(c->a, item->n_spans, struct layout_span);
    spans[0] = (struct layout_span){f->from, f->to, RATIONAL(1)};
    for (size_t i = 0; i < x->n_weights; i++)
        ERR_TRY(rational_add(sum, x->weights[i], &sum, c->e));
    for (size_t i = 1; i < item->n_spans; i++) {
        int32_t months = months_of(x->by);
        date next = date_add_months(f->from, (int32_t)i * months);
        spans[i].first = date_add_months(f->from, ((int32_t)i - 1) * months);
        spans[i].last = next.days > f->to.days ? f->to : (date){next.days - 1};
        ERR_TRY(share_of(x, i, item->n_spans - 1, sum, &spans[i].share, c->e));
    }
    item->spans = spans;
    return ERR_OK;
}

size_t layout_span_at(const struct layout_item *x, date day)
{
    for (size_t i = 1; i < x->n_spans; i++) {
        if (x->spans[i].first.days <= day.days && day.days <= x->spans[i].last.days)
            return i;
    }
    return 0;
}

bool layout_holds(const struct layout *l, date day)
{
    return l->framework->from.days <= day.days && day.days <= l->framework->to.days;
}

/* ---- measures ----------------------------------------------------------------------- */

static const uint32_t FREE_OF[MEASURE__MAX] = {
    [MEASURE_RECORDS] = LAYOUT_MAY_HELP | LAYOUT_MAY_HARM,
    [MEASURE_SUBJECTS] = LAYOUT_MAY_HELP | LAYOUT_MAY_HARM,
    [MEASURE_ATTRIBUTE] = LAYOUT_MAY_HELP,
    [MEASURE_EXTERNAL] = LAYOUT_MAY_HELP | LAYOUT_MAY_HARM,
};

static int32_t figure_of(const struct unit_kind *k, struct str id)
{
    for (size_t i = 0; k != NULL && i < k->n_figures; i++) {
        if (str_eq(k->figures[i].id, id))
            return (int32_t)i;
    }
    return FIELD_NONE;
}

/* What is free in anything that the expression speaks of. */
static uint32_t free_of_expr(const struct expr *x, const struct layout_measure *measures, size_t n)
{
    uint32_t free = 0;
    for (size_t i = 0; i < n; i++) {
        if (expr_uses(x, i))
            free |= measures[i].free;
    }
    return free;
}

static struct layout_measure *lay_measures(struct layout_call *c, const struct indicator *x)
{
    struct layout_measure *all = ARENA_NEW_N(c->a, x->n_measures, struct layout_measure);
    for (size_t i = 0; i < x->n_measures; i++) {
        const struct measure *m = &x->measures[i];
        all[i] = (struct layout_measure){.measure = m, .figure = FIELD_NONE};
        all[i].free = m->kind == MEASURE_EXPR ? free_of_expr(m->expr, all, i) : FREE_OF[m->kind];
        if (m->kind == MEASURE_ATTRIBUTE)
            all[i].figure = figure_of(c->kind, m->name);
    }
    return all;
}

/* ---- methods --------------------------------------------------------------------------- */

/* The measures that a method takes, and what more of each does to the score. */
static void give_roles(const struct score *s, size_t n, uint32_t *roles)
{
    const int32_t *m = s->measure;
    const uint32_t of =
        s->method == METHOD_EARN || s->method == METHOD_BONUS ? LAYOUT_GOOD : LAYOUT_BAD;
    const bool at_most = s->method == METHOD_THRESHOLD && (s->given & 1U << SCORE_AT_MOST) != 0;
    const uint32_t role[SCORE_MEASURE__MAX] = {
        [SCORE_M_OF] = of,
        [SCORE_M_PART] = LAYOUT_GOOD,
        [SCORE_M_WHOLE] = LAYOUT_BAD,
        [SCORE_M_COUNT] = LAYOUT_GOOD,
        [SCORE_M_POPULATION] = 0,
        [SCORE_M_VALUE] = at_most ? LAYOUT_BAD : LAYOUT_GOOD,
    };
    for (size_t i = 0; i < SCORE_MEASURE__MAX; i++) {
        if (m[i] != MEASURE_NONE)
            roles[m[i]] |= role[i];
    }
    for (size_t i = 0; i < s->n_parts; i++) {
        const struct score_part *p = &s->parts[i];
        if (p->measure != MEASURE_NONE)
            roles[p->measure] |= s->method == METHOD_DEDUCT_TIERED ? LAYOUT_BAD : LAYOUT_GOOD;
        for (size_t k = 0; p->done != NULL && k < n; k++) {
            if (expr_uses(p->done, k))
                roles[k] |= LAYOUT_GOOD;
        }
    }
    for (size_t k = 0; s->expr != NULL && k < n; k++) {
        if (expr_uses(s->expr, k))
            roles[k] |= LAYOUT_GOOD | LAYOUT_BAD;
    }
}

static enum layout_extra extra_of(const struct score *s)
{
    return s->method == METHOD_MILESTONE ? LAYOUT_MILESTONE
           : s->method == METHOD_MANUAL  ? LAYOUT_FIGURE
           : s->method == METHOD_RANK    ? LAYOUT_PLACE
                                         : LAYOUT_NONE;
}

/* What a measure does to the score by another that is worked out from it. */
static uint32_t role_through(const struct expr *x, size_t k, uint32_t role)
{
    if (expr_slope(x, k) != EXPR_FALLS)
        return role;
    return ((role & LAYOUT_GOOD) != 0 ? LAYOUT_BAD : 0U) |
           ((role & LAYOUT_BAD) != 0 ? LAYOUT_GOOD : 0U);
}

/* A measure that is worked out from others hands its role on to them. */
static void spread_roles(const struct layout_measure *measures, size_t n, uint32_t *roles)
{
    for (size_t i = n; i > 0; i--) {
        const struct measure *m = measures[i - 1].measure;
        for (size_t k = 0; m->kind == MEASURE_EXPR && k + 1 < i; k++) {
            if (expr_uses(m->expr, k))
                roles[k] |= role_through(m->expr, k, roles[i - 1]);
        }
    }
}

static void lay_node(struct layout_call *c, struct layout_item *item,
                     struct layout_measure *measures, const struct score *s,
                     struct layout_node *ret)
{
    uint32_t *roles = ARENA_NEW_N(c->a, item->n_measures, uint32_t);
    give_roles(s, item->n_measures, roles);
    spread_roles(measures, item->n_measures, roles);
    ret->score = s;
    ret->extra = extra_of(s);
    ret->slot = (int32_t)item->n_slots;
    if (ret->extra != LAYOUT_NONE)
        item->n_slots++;
    for (size_t i = 0; i < item->n_measures; i++) {
        measures[i].role |= roles[i];
        if (measures[i].measure->kind == MEASURE_EXPR) /* what it is worked out from may move */
            continue;
        if ((roles[i] & LAYOUT_GOOD) != 0)
            ret->good |= measures[i].free;
        if ((roles[i] & LAYOUT_BAD) != 0)
            ret->bad |= measures[i].free;
    }
}

/* The parts of a composite divide the full marks that it works on as their own are to each other.
 */
static enum err_code lay_nodes(struct layout_call *c, struct layout_item *item,
                               struct layout_measure *measures)
{
    const struct score *s = &item->indicator->score;
    bool composite = s->method == METHOD_COMPOSITE;
    struct rational sum = RATIONAL(0);
    if (!item->indicator->has_score)
        return ERR_OK;
    item->n_nodes = composite ? s->n_scores : 1;
    struct layout_node *nodes = ARENA_NEW_N(c->a, item->n_nodes, struct layout_node);
    item->nodes = nodes;
    for (size_t i = 0; composite && i < s->n_scores; i++)
        ERR_TRY(rational_add(sum, s->scores[i].full, &sum, c->e));
    for (size_t i = 0; i < item->n_nodes; i++) {
        nodes[i].portion = RATIONAL(1);
        if (composite)
            ERR_TRY(rational_div(s->scores[i].full, sum, &nodes[i].portion, c->e));
        lay_node(c, item, measures, composite ? &s->scores[i] : s, &nodes[i]);
    }
    return ERR_OK;
}

static enum err_code lay_item(struct layout_call *c, const struct indicator *x,
                              struct layout_item *ret)
{
    struct layout_measure *measures = lay_measures(c, x);
    *ret = (struct layout_item){.indicator = x,
                                .measures = measures,
                                .n_measures = x->n_measures,
                                .n_slots = x->n_measures,
                                .first_cell = (int32_t)c->l->n_cells};
    ERR_TRY(lay_spans(c, ret));
    ERR_TRY(lay_nodes(c, ret, measures));
    c->l->n_cells += ret->n_spans * ret->n_slots;
    if (ret->n_slots > c->l->n_slots_max)
        c->l->n_slots_max = ret->n_slots;
    if (ret->n_spans * ret->n_nodes > c->l->n_terms_max)
        c->l->n_terms_max = ret->n_spans * ret->n_nodes;
    return ERR_OK;
}

/* ---- who counts in what --------------------------------------------------------------------- */

struct use_list {
    VEC(struct layout_use) v;
};

static void use(struct layout_call *c, struct use_list *lists, size_t at, size_t item, size_t slot)
{
    struct use_list *list = &lists[at];
    *vec_push(c->a, &list->v) = (struct layout_use){(int32_t)item, (int32_t)slot};
}

static const struct layout_uses *settle(struct layout_call *c, const struct use_list *lists,
                                        size_t n)
{
    struct layout_uses *ret = ARENA_NEW_N(c->a, n, struct layout_uses);
    for (size_t i = 0; i < n; i++)
        ret[i] = (struct layout_uses){lists[i].v.p, lists[i].v.n};
    return ret;
}

/* Whether an earlier place in the measure names the same rule: it counts once. */
static bool named_before(const struct measure *m, size_t rule)
{
    for (size_t i = 0; i < rule; i++) {
        if (m->rules[i] == m->rules[rule])
            return true;
    }
    return false;
}

static void lay_uses(struct layout_call *c)
{
    const struct catalog *cat = c->l->catalog;
    struct use_list *rule = ARENA_NEW_N(c->a, cat->n_rules, struct use_list);
    struct use_list *type = ARENA_NEW_N(c->a, cat->n_types, struct use_list);
    struct use_list *life = ARENA_NEW_N(c->a, cat->n_types, struct use_list);
    for (size_t i = 0; i < c->l->framework->n_items; i++) {
        const struct layout_item *x = &c->l->items[i];
        for (size_t k = 0; k < x->n_measures; k++) {
            const struct measure *m = x->measures[k].measure;
            for (size_t r = 0; m->kind == MEASURE_OBLIGATIONS && r < m->n_rules; r++) {
                if (!named_before(m, r))
                    use(c, rule, (size_t)(m->rules[r] - cat->rules), i, k);
            }
            if (m->kind == MEASURE_RECORDS)
                use(c, type, (size_t)(m->type - cat->types), i, k);
            if (m->kind == MEASURE_SUBJECTS)
                use(c, life, (size_t)(m->type - cat->types), i, k);
        }
        for (size_t k = 0; k < x->n_nodes; k++) {
            if (x->nodes[k].extra == LAYOUT_MILESTONE)
                use(c, type, (size_t)(x->nodes[k].score->record - cat->types), i,
                    (size_t)x->nodes[k].slot);
        }
    }
    c->l->rule = settle(c, rule, cat->n_rules);
    c->l->type = settle(c, type, cat->n_types);
    c->l->life = settle(c, life, cat->n_types);
}

enum err_code layout_named(const struct indicator *x, enum err_code code, struct err *e)
{
    if (code != ERR_OK && e != NULL && !str_starts(str_of(e->detail), STR("item ")))
        err_context(e, "item %" STR_FMT, STR_ARG(x->id));
    return code;
}

enum err_code layout_make(struct arena *a, const struct catalog *c, const struct framework *f,
                          struct layout *ret, struct err *e)
{
    struct layout l = {.framework = f, .catalog = c};
    struct layout_call call = {a, &l, catalog_unit_kind(c, f->assessed), e};
    struct layout_item *items = ARENA_NEW_N(a, f->n_items, struct layout_item);
    l.items = items;
    for (size_t i = 0; i < f->n_items; i++)
        ERR_TRY(layout_named(&f->items[i], lay_item(&call, &f->items[i], &items[i]), e));
    lay_uses(&call);
    *ret = l;
    return ERR_OK;
}
