/*
 * plan.c — arithmetic on the figures of a plan; see plan.h.
 */
#include "core/remedy/plan.h"

/* ---- one item -------------------------------------------------------- */

static void plan_figure_derive(struct plan_figure *target, points a, points b, bool add)
{
    points v;
    enum err_code code = add ? points_add(a, b, &v, NULL) : points_sub(a, b, &v, NULL);
    if (code == ERR_OK && v.centi >= 0)
        *target = (struct plan_figure){PLAN_DERIVED, v};
}

void plan_item_derive(struct plan_item *item)
{
    bool full = item->full.from != PLAN_UNKNOWN;
    bool got = item->got.from != PLAN_UNKNOWN;
    bool lost = item->lost.from != PLAN_UNKNOWN;
    if (full && got && !lost)
        plan_figure_derive(&item->lost, item->full.v, item->got.v, false);
    else if (full && lost && !got)
        plan_figure_derive(&item->got, item->full.v, item->lost.v, false);
    else if (got && lost && !full)
        plan_figure_derive(&item->full, item->got.v, item->lost.v, true);
}

/* ---- sums --------------------------------------------------------------- */

static enum err_code plan_figure_add(struct plan_figure *sum, struct plan_figure more,
                                     struct err *e)
{
    if (more.from == PLAN_UNKNOWN)
        return ERR_OK;
    ERR_TRY(points_add(sum->v, more.v, &sum->v, e));
    sum->from = PLAN_DERIVED;
    return ERR_OK;
}

static enum err_code plan_sum_add(struct plan_sum *sum, const struct plan_item *item, struct err *e)
{
    sum->items++;
    if (item->full.from == PLAN_UNKNOWN || item->got.from == PLAN_UNKNOWN ||
        item->lost.from == PLAN_UNKNOWN)
        sum->missing++;
    ERR_TRY(plan_figure_add(&sum->full, item->full, e));
    ERR_TRY(plan_figure_add(&sum->got, item->got, e));
    return plan_figure_add(&sum->lost, item->lost, e);
}

static struct plan_category *plan_category_of(struct plan_totals *t, struct str name)
{
    for (size_t i = 0; i < t->n_categories; i++)
        if (str_eq(t->categories[i].name, name))
            return &t->categories[i];
    struct plan_category *c = &t->categories[t->n_categories++];
    c->name = name;
    t->named_categories += name.n > 0;
    return c;
}

/* Whether an earlier item already stands under the same category and subcategory. */
static bool plan_subcategory_seen(const struct plan *p, size_t i)
{
    for (size_t k = i; k > 0; k--)
        if (str_eq(p->items[k - 1].subcategory, p->items[i].subcategory) &&
            str_eq(p->items[k - 1].category, p->items[i].category))
            return true;
    return false;
}

enum err_code plan_totals(struct arena *a, const struct plan *p, struct plan_totals *ret,
                          struct err *e)
{
    struct plan_totals t = {.categories = ARENA_NEW_N(a, p->n_items, struct plan_category)};
    for (size_t i = 0; i < p->n_items; i++) {
        const struct plan_item *item = &p->items[i];
        ERR_TRY(plan_sum_add(&t.sum, item, e));
        ERR_TRY(plan_sum_add(&plan_category_of(&t, item->category)->sum, item, e));
        t.subcategories += item->subcategory.n > 0 && !plan_subcategory_seen(p, i);
    }
    *ret = t;
    return ERR_OK;
}
