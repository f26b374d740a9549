/*
 * plan_diff.c — matching and comparing items; see plan_diff.h.
 *
 * Each pass sorts what is left on both sides by one key and walks the two lists
 * together, so that a table of thousands of rows costs no more than a sort. The
 * position is the last part of every key: equal items pair up in document order.
 */
#include "core/remedy/plan_diff.h"

/* ---- matching ------------------------------------------------------------ */

/* Order of two items by the key of a pass. */
typedef int (*plan_order)(const struct plan_item *x, const struct plan_item *y);

/* One side: its items, and the indices of those not matched yet. */
struct plan_side {
    const struct plan_item *items;
    int32_t *left;
    size_t n;
    plan_order order;
};

static int plan_order_group(const struct plan_item *x, const struct plan_item *y)
{
    int by = str_cmp(x->category, y->category);
    return by != 0 ? by : str_cmp(x->subcategory, y->subcategory);
}

static int plan_order_name(const struct plan_item *x, const struct plan_item *y)
{
    return str_cmp(x->item, y->item);
}

static int plan_order_place(const struct plan_item *x, const struct plan_item *y)
{
    int by = plan_order_group(x, y);
    return by != 0 ? by : plan_order_name(x, y);
}

static int plan_order_full(const struct plan_item *x, const struct plan_item *y)
{
    int by = plan_order_group(x, y);
    if (by != 0)
        return by;
    int64_t full_x = x->full.from == PLAN_UNKNOWN ? -1 : x->full.v.centi;
    int64_t full_y = y->full.from == PLAN_UNKNOWN ? -1 : y->full.v.centi;
    return (full_x > full_y) - (full_x < full_y);
}

static int plan_order_id(const struct plan_item *x, const struct plan_item *y)
{
    return (x->bookmark_id > y->bookmark_id) - (x->bookmark_id < y->bookmark_id);
}

static int plan_side_compare(const void *x, const void *y, void *ctx)
{
    const struct plan_side *side = ctx;
    int32_t i = *(const int32_t *)x;
    int32_t k = *(const int32_t *)y;
    int by = side->order(&side->items[i], &side->items[k]);
    return by != 0 ? by : (i > k) - (i < k);
}

static const struct plan_item *plan_side_at(const struct plan_side *side, size_t at)
{
    return &side->items[side->left[at]];
}

/* One past the run of items that share the key of the one at `from`. */
static size_t plan_side_run(const struct plan_side *side, size_t from)
{
    size_t to = from + 1;
    while (to < side->n && side->order(plan_side_at(side, from), plan_side_at(side, to)) == 0)
        to++;
    return to;
}

static void plan_side_sort(struct plan_side *side, plan_order order)
{
    side->order = order;
    if (side->n > 1)
        qsort_r(side->left, side->n, sizeof(*side->left), plan_side_compare, side);
}

/* Drop the places that a pass has marked as matched. */
static void plan_side_compact(struct plan_side *side)
{
    size_t kept = 0;
    for (size_t i = 0; i < side->n; i++)
        if (side->left[i] != PLAN_DIFF_NEW)
            side->left[kept++] = side->left[i];
    side->n = kept;
}

enum plan_pass_rule {
    PLAN_PASS_SAME_ID,    /* only where both carry an id, and one item each */
    PLAN_PASS_IN_ORDER,   /* pair up a run with a run, first with first */
    PLAN_PASS_ONLY_ONE,   /* only where both runs have one item */
    PLAN_PASS_KNOWN_FULL, /* in order, but not where the full mark is unknown */
};

static void plan_run_match(struct plan_side *old, size_t old_at, size_t old_to,
                           struct plan_side *new, size_t new_at, size_t new_to,
                           enum plan_pass_rule rule, int32_t *was)
{
    if (rule == PLAN_PASS_SAME_ID && plan_side_at(old, old_at)->bookmark_id == 0)
        return;
    if ((rule == PLAN_PASS_ONLY_ONE || rule == PLAN_PASS_SAME_ID) &&
        (old_to - old_at != 1 || new_to - new_at != 1))
        return;
    if (rule == PLAN_PASS_KNOWN_FULL && plan_side_at(old, old_at)->full.from == PLAN_UNKNOWN)
        return;
    for (; old_at < old_to && new_at < new_to; old_at++, new_at++) {
        was[new->left[new_at]] = old->left[old_at];
        old->left[old_at] = PLAN_DIFF_NEW;
        new->left[new_at] = PLAN_DIFF_NEW;
    }
}

static void plan_pass(struct plan_side *old, struct plan_side *new, plan_order order,
                      enum plan_pass_rule rule, int32_t *was)
{
    plan_side_sort(old, order);
    plan_side_sort(new, order);
    size_t i = 0;
    size_t k = 0;
    while (i < old->n && k < new->n) {
        int by = order(plan_side_at(old, i), plan_side_at(new, k));
        size_t i_to = by <= 0 ? plan_side_run(old, i) : i;
        size_t k_to = by >= 0 ? plan_side_run(new, k) : k;
        if (by == 0)
            plan_run_match(old, i, i_to, new, k, k_to, rule, was);
        i = i_to;
        k = k_to;
    }
    plan_side_compact(old);
    plan_side_compact(new);
}

static struct plan_side plan_side_of(struct arena *a, const struct plan *p)
{
    struct plan_side side = {p->items, ARENA_NEW_N(a, p->n_items, int32_t), p->n_items, NULL};
    for (size_t i = 0; i < p->n_items; i++)
        side.left[i] = (int32_t)i;
    return side;
}

static void plan_diff_match(struct arena *a, struct plan_diff *d)
{
    struct plan_side old = plan_side_of(a, d->before);
    struct plan_side new = plan_side_of(a, d->after);
    for (size_t i = 0; i < new.n; i++)
        d->was[i] = PLAN_DIFF_NEW;
    plan_pass(&old, &new, plan_order_id, PLAN_PASS_SAME_ID, d->was);
    plan_pass(&old, &new, plan_order_place, PLAN_PASS_IN_ORDER, d->was);
    plan_pass(&old, &new, plan_order_name, PLAN_PASS_ONLY_ONE, d->was);
    plan_pass(&old, &new, plan_order_full, PLAN_PASS_KNOWN_FULL, d->was);
}

/* ---- comparing ------------------------------------------------------------- */

static bool plan_list_eq(const struct str *x, size_t n_x, const struct str *y, size_t n_y)
{
    bool eq = n_x == n_y;
    for (size_t i = 0; eq && i < n_x; i++)
        eq = str_eq(x[i], y[i]);
    return eq;
}

static bool plan_figure_eq(struct plan_figure x, struct plan_figure y)
{
    if (x.from == PLAN_UNKNOWN || y.from == PLAN_UNKNOWN)
        return x.from == y.from;
    return x.v.centi == y.v.centi;
}

static bool plan_document_eq(const struct plan *x, const struct plan *y, enum plan_field field)
{
    switch ((int)field) {
    case PLAN_FIELD_NUMBER: return str_eq(x->number, y->number);
    case PLAN_FIELD_TITLE: return str_eq(x->title, y->title);
    case PLAN_FIELD_ISSUED_ON:
        return x->has_issued_on == y->has_issued_on &&
               (!x->has_issued_on || x->issued_on.days == y->issued_on.days);
    case PLAN_FIELD_YEAR: return x->year == y->year;
    case PLAN_FIELD_RANK: return x->rank == y->rank;
    case PLAN_FIELD_ADDRESSEES:
        return plan_list_eq(x->addressees, x->n_addressees, y->addressees, y->n_addressees);
    case PLAN_FIELD_DECLARED_CATEGORIES: return x->declared.categories == y->declared.categories;
    case PLAN_FIELD_DECLARED_SUBCATEGORIES:
        return x->declared.subcategories == y->declared.subcategories;
    case PLAN_FIELD_DECLARED_ITEMS: return x->declared.items == y->declared.items;
    default: must(false); return false;
    }
}

static bool plan_item_eq(const struct plan_item *x, const struct plan_item *y,
                         enum plan_field field)
{
    switch ((int)field) {
    case PLAN_FIELD_CATEGORY: return str_eq(x->category, y->category);
    case PLAN_FIELD_SUBCATEGORY: return str_eq(x->subcategory, y->subcategory);
    case PLAN_FIELD_ITEM: return str_eq(x->item, y->item);
    case PLAN_FIELD_FULL: return plan_figure_eq(x->full, y->full);
    case PLAN_FIELD_GOT: return plan_figure_eq(x->got, y->got);
    case PLAN_FIELD_LOST: return plan_figure_eq(x->lost, y->lost);
    case PLAN_FIELD_DEPARTMENTS:
        return plan_list_eq(x->departments, x->n_departments, y->departments, y->n_departments);
    case PLAN_FIELD_CAUSE: return str_eq(x->cause, y->cause);
    case PLAN_FIELD_MEASURE: return str_eq(x->measure, y->measure);
    case PLAN_FIELD_TIME_LIMIT: return str_eq(x->time_limit, y->time_limit);
    default: must(false); return false;
    }
}

void plan_diff_make(struct arena *a, const struct plan *before, const struct plan *after,
                    struct plan_diff *ret)
{
    must(before->n_items < INT32_MAX && after->n_items < INT32_MAX);
    VEC(struct plan_change) changes = {0};
    struct plan_diff d = {before, after, NULL, 0, ARENA_NEW_N(a, after->n_items, int32_t)};
    bool *kept = ARENA_NEW_N(a, before->n_items, bool);
    plan_diff_match(a, &d);
    for (enum plan_field f = PLAN_FIELD_NUMBER; f < PLAN_FIELD_CATEGORY; f++)
        if (!plan_document_eq(before, after, f))
            *vec_push(a, &changes) = (struct plan_change){PLAN_CHANGE_DOCUMENT, f, NULL, NULL};
    for (size_t i = 0; i < after->n_items; i++) {
        const struct plan_item *new = &after->items[i];
        if (d.was[i] == PLAN_DIFF_NEW) {
            *vec_push(a, &changes) =
                (struct plan_change){PLAN_CHANGE_ADDED, PLAN_FIELD__MAX, NULL, new};
            continue;
        }
        const struct plan_item *old = &before->items[d.was[i]];
        kept[d.was[i]] = true;
        for (enum plan_field f = PLAN_FIELD_CATEGORY; f < PLAN_FIELD__MAX; f++)
            if (!plan_item_eq(old, new, f))
                *vec_push(a, &changes) = (struct plan_change){PLAN_CHANGE_FIELD, f, old, new};
    }
    for (size_t i = 0; i < before->n_items; i++)
        if (!kept[i])
            *vec_push(a, &changes) =
                (struct plan_change){PLAN_CHANGE_REMOVED, PLAN_FIELD__MAX, &before->items[i], NULL};
    d.changes = changes.p;
    d.n = changes.n;
    *ret = d;
}
