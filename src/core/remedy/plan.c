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

/*
 * Names that were met before, by open addressing: documents may have tens of
 * thousands of rows, each with a name of its own. A slot holds a number from 1,
 * 0 is free; there are at least twice as many slots as items.
 */
struct plan_names {
    size_t *slots;
    size_t mask;
};

static struct plan_names plan_names_for(struct arena *a, size_t n)
{
    size_t size = 16;
    while (size < 2 * n)
        size *= 2;
    return (struct plan_names){ARENA_NEW_N(a, size, size_t), size - 1};
}

/* FNV-1a over a text, going on from h. */
static uint64_t plan_hash(uint64_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return (h ^ 0xFF) *
           UINT64_C(1099511628211); /* a byte no text has: ("ab", "") is not ("a", "b") */
}

#define PLAN_HASH_START UINT64_C(14695981039346656037)

static struct plan_category *plan_category_of(struct plan_totals *t, struct plan_names names,
                                              struct str name)
{
    size_t at = (size_t)plan_hash(PLAN_HASH_START, name) & names.mask;
    for (; names.slots[at] != 0; at = (at + 1) & names.mask)
        if (str_eq(t->categories[names.slots[at] - 1].name, name))
            return &t->categories[names.slots[at] - 1];
    struct plan_category *c = &t->categories[t->n_categories++];
    names.slots[at] = t->n_categories;
    c->name = name;
    t->named_categories += name.n > 0;
    return c;
}

/* Whether an earlier item stands under the same category and subcategory; remembers item i. */
static bool plan_subcategory_seen(const struct plan *p, struct plan_names names, size_t i)
{
    const struct plan_item *item = &p->items[i];
    uint64_t h = plan_hash(plan_hash(PLAN_HASH_START, item->category), item->subcategory);
    size_t at = (size_t)h & names.mask;
    for (; names.slots[at] != 0; at = (at + 1) & names.mask) {
        const struct plan_item *other = &p->items[names.slots[at] - 1];
        if (str_eq(other->subcategory, item->subcategory) &&
            str_eq(other->category, item->category))
            return true;
    }
    names.slots[at] = i + 1;
    return false;
}

enum err_code plan_totals(struct arena *a, const struct plan *p, struct plan_totals *ret,
                          struct err *e)
{
    struct plan_totals t = {.categories = ARENA_NEW_N(a, p->n_items, struct plan_category)};
    struct plan_names categories = plan_names_for(a, p->n_items);
    struct plan_names subcategories = plan_names_for(a, p->n_items);
    for (size_t i = 0; i < p->n_items; i++) {
        const struct plan_item *item = &p->items[i];
        ERR_TRY(plan_sum_add(&t.sum, item, e));
        ERR_TRY(plan_sum_add(&plan_category_of(&t, categories, item->category)->sum, item, e));
        t.subcategories += item->subcategory.n > 0 && !plan_subcategory_seen(p, subcategories, i);
    }
    *ret = t;
    return ERR_OK;
}
