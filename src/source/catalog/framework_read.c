/*
 * framework_read.c — framework.yaml: the tree of items. Read when all types and
 * rules stand in their final places; measures are in measure_read.c, methods in
 * score_read.c.
 */
#include "source/catalog/framework_read.h"

#include "core/calendar/local_time.h"

enum { ITEMS_MAX = 2000, ITEM_DEPTH_MAX = 8 };

/* ---- one item --------------------------------------------------------------------- */

static void read_owners(const struct reading *r, const struct yaml_node *n, struct indicator *item)
{
    if (n == NULL || !read_list(r, n))
        return;
    struct str *owners = ARENA_NEW_N(r->a, n->n, struct str);
    for (size_t i = 0; i < n->n; i++)
        (void)read_text(r, &n->items[i], &owners[i]);
    item->owners = owners;
    item->n_owners = n->n;
}

static int32_t months_of(enum period_kind kind)
{
    return kind == PERIOD_MONTH ? 1 : kind == PERIOD_QUARTER ? 3 : 6;
}

/* Sub-periods of that many months in the assessment period. */
static size_t sub_periods(const struct framework *f, int32_t months)
{
    int32_t n = 0;
    while (date_add_months(f->from, n * months).days <= f->to.days)
        n++;
    return (size_t)n;
}

static void read_weights(const struct reading *r, const struct yaml_node *n,
                         const struct framework *f, struct indicator *item)
{
    if (n == NULL || !read_list(r, n))
        return;
    struct rational *weights = ARENA_NEW_N(r->a, n->n, struct rational);
    for (size_t i = 0; i < n->n; i++) {
        if (read_number(r, &n->items[i], &weights[i]) && weights[i].num < 0)
            fault_on(r->f, &n->items[i], ERR_NUMBER_RANGE, "%" STR_FMT " (≥ 0)",
                     STR_ARG(n->items[i].text));
    }
    size_t wanted = item->has_by ? sub_periods(f, months_of(item->by)) : 0;
    if (n->n != wanted)
        fault_on(r->f, n, ERR_CATALOG_VALUE, "%zu ≠ %zu", n->n, wanted);
    bool none = true;
    for (size_t i = 0; i < n->n; i++)
        none = none && weights[i].num == 0;
    if (none)
        fault_on(r->f, n, ERR_NUMBER_RANGE, "0 (> 0)");
    if (item->combine != SCORE_COMBINE_SUM)
        fault_on(r->f, n, ERR_CATALOG_UNUSED, "weights: combine");
    item->weights = weights;
    item->n_weights = n->n;
}

static void read_by(const struct reading *r, const struct yaml_node *n, const struct framework *f,
                    struct indicator *item)
{
    static const char *const words[] = {"quarter", "half_year", "month"};
    static const enum period_kind kinds[] = {PERIOD_QUARTER, PERIOD_HALF_YEAR, PERIOD_MONTH};
    static const char *const combines[] = {"sum", "mean", "min"};
    int32_t by = read_word(r, yaml_get(n, "by"), words, ARRAY_LEN(words));
    int32_t combine = read_word(r, yaml_get(n, "combine"), combines, ARRAY_LEN(combines));
    item->has_by = by >= 0;
    if (item->has_by)
        item->by = kinds[by];
    if (combine >= 0)
        item->combine = (enum score_combine)combine;
    if (!item->has_by && yaml_get(n, "combine") != NULL)
        fault_on(r->f, yaml_get(n, "combine"), ERR_CATALOG_UNUSED, "combine: by");
    read_weights(r, yaml_get(n, "weights"), f, item);
}

static void read_veto(const struct reading *r, const struct yaml_node *n, struct indicator *item)
{
    static const char *const scopes[] = {"item", "head", "total"};
    if (n == NULL || !read_keys(r, n, KEYS_VETO))
        return;
    int32_t scope = read_word(r, yaml_get(n, "scope"), scopes, ARRAY_LEN(scopes));
    if (scope >= 0)
        item->veto_scope = (enum veto_scope)scope;
    struct str what = str_format(r->a, "item %" STR_FMT " veto", STR_ARG(item->id));
    item->veto = read_expr(r, yaml_get(n, "when"), what,
                           indicator_env(r->a, item->measures, item->n_measures), EXPR_BOOL);
}

/* What a bonus calls its full marks is the most it can bring: it lies outside full. */
static void full_as_cap(struct indicator *item)
{
    struct score *s = &item->score;
    if (!item->has_score || s->method != METHOD_BONUS || item->full.centi == 0)
        return;
    if ((s->given & 1U << SCORE_CAP) == 0)
        s->number[SCORE_CAP] = rational_of_points(item->full);
    s->given |= 1U << SCORE_CAP;
    item->full = (points){0};
}

/*
 * Full marks of a composite's parts: they make up those of the leaf, or of one of its sub-periods
 * where these add up.
 */
static void check_parts(const struct reading *r, const struct yaml_node *n,
                        const struct indicator *item, size_t n_spans)
{
    const struct score *s = &item->score;
    struct rational sum = RATIONAL(0);
    struct rational all = RATIONAL(0);
    struct err e;
    bool fits = true;
    if (!item->has_score || s->method != METHOD_COMPOSITE)
        return;
    for (size_t i = 0; fits && i < s->n_scores; i++)
        fits = rational_add(sum, s->scores[i].full, &sum, &e) == ERR_OK;
    fits = fits && rational_mul(sum, RATIONAL((int64_t)n_spans), &all, &e) == ERR_OK;
    struct rational full = rational_of_points(item->full);
    bool shares = item->has_by && item->combine == SCORE_COMBINE_SUM && item->n_weights == 0;
    char text[2][RATIONAL_TEXT_MAX];
    if (!fits || (rational_cmp(sum, full) != 0 && !(shares && rational_cmp(all, full) == 0)))
        fault_on(r->f, yaml_get(n, "parts"), ERR_CATALOG_VALUE, "%s ≠ %s",
                 rational_text(sum, text[0]), rational_text(full, text[1]));
}

/* Full marks in hundredths; a bonus has none of its own. */
static void read_full(const struct reading *r, const struct yaml_node *n, struct indicator *item)
{
    const struct yaml_node *full = yaml_get(n, "full");
    struct err e;
    if (full == NULL) {
        if (!item->has_score || item->score.method != METHOD_BONUS)
            fault_on(r->f, n, ERR_CATALOG_MISSING, "full");
        return;
    }
    struct str text;
    if (!read_text(r, full, &text))
        return;
    if (points_parse(text, &item->full, NULL, &e) != ERR_OK)
        fault_on(r->f, full, e.code, "%" STR_FMT, STR_ARG(text));
    else if (item->full.centi < 0)
        fault_on(r->f, full, ERR_NUMBER_RANGE, "%" STR_FMT " (≥ 0)", STR_ARG(text));
}

static void read_leaf(struct catalog_draft *d, const struct yaml_node *n, const struct framework *f,
                      struct indicator *item)
{
    const struct reading *r = &d->r;
    const struct yaml_node *score = yaml_get(n, "score");
    item->is_leaf = true;
    if (yaml_get(n, "same_as") != NULL)
        (void)read_code(r, yaml_get(n, "same_as"), &item->same_as);
    read_by(r, n, f, item);
    if (score == NULL)
        fault_on(r->f, n, ERR_CATALOG_MISSING, "score");
    else
        item->has_score = read_score(d, score, item, false, &item->score);
    read_full(r, n, item);
    full_as_cap(item);
    if (score != NULL)
        check_parts(r, score, item, item->has_by ? sub_periods(f, months_of(item->by)) : 1);
}

/* ---- the tree ------------------------------------------------------------------------ */

struct items {
    const struct framework *f;
    VEC(struct indicator) v;
};

static bool item_claim(const struct reading *r, const struct yaml_node *n,
                       const struct items *items, struct str id)
{
    for (size_t i = 0; i < items->v.n; i++) {
        if (str_eq(items->v.p[i].id, id)) {
            fault_on(r->f, n, ERR_CATALOG_TWICE, "%" STR_FMT ": %d", STR_ARG(id),
                     (int)items->v.p[i].place.line);
            return false;
        }
    }
    return true;
}

static void read_items(struct catalog_draft *d, const struct yaml_node *list, struct items *items,
                       int32_t parent, int32_t depth);

static void read_item(struct catalog_draft *d, const struct yaml_node *n, struct items *items,
                      int32_t parent, int32_t depth)
{
    const struct reading *r = &d->r;
    struct indicator item = {.place = yaml_where(n), .parent = parent};
    if (!read_keys(r, n, KEYS_ITEM))
        return;
    const struct yaml_node *below = yaml_get(n, "items");
    const struct yaml_node *id = yaml_get(n, "id");
    if (!read_code(r, id, &item.id) || !item_claim(r, id, items, item.id))
        return;
    (void)read_title(r, yaml_get(n, "name"), &item.name);
    read_common(r, n, NULL, NULL, &item.source);
    read_owners(r, yaml_get(n, "owner"), &item);
    read_measures(d, yaml_get(n, "measures"), items->f->assessed, &item);
    read_veto(r, yaml_get(n, "veto"), &item);
    if (below == NULL)
        read_leaf(d, n, items->f, &item);
    static const char *const of_leaves[] = {"full", "score", "same_as", "by", "combine", "weights"};
    for (size_t i = 0; below != NULL && i < ARRAY_LEN(of_leaves); i++) {
        if (yaml_get(n, of_leaves[i]) != NULL)
            fault_on(r->f, yaml_get(n, of_leaves[i]), ERR_CATALOG_UNUSED, "%s: items",
                     of_leaves[i]);
    }
    int32_t number = (int32_t)items->v.n;
    *vec_push(r->a, &items->v) = item;
    if (below != NULL)
        read_items(d, below, items, number, depth + 1);
}

static void read_items(struct catalog_draft *d, const struct yaml_node *list, struct items *items,
                       int32_t parent, int32_t depth)
{
    if (list == NULL || !read_list(&d->r, list))
        return;
    if (depth > ITEM_DEPTH_MAX || items->v.n + list->n > ITEMS_MAX) {
        fault_on(d->r.f, list, ERR_CATALOG_LIMIT, "%d",
                 depth > ITEM_DEPTH_MAX ? ITEM_DEPTH_MAX : ITEMS_MAX);
        return;
    }
    for (size_t i = 0; i < list->n; i++)
        read_item(d, &list->items[i], items, parent, depth);
}

/* Heads add up: children stand behind their parents. */
static void add_up(const struct reading *r, const struct yaml_node *root, struct items *items)
{
    for (size_t i = items->v.n; i > 0; i--) {
        const struct indicator *item = &items->v.p[i - 1];
        if (item->parent < 0)
            continue;
        points *sum = &items->v.p[item->parent].full;
        if (points_add(*sum, item->full, sum, NULL) != ERR_OK)
            fault_on(r->f, root, ERR_NUMBER_RANGE, "full");
    }
}

/* ---- the whole file -------------------------------------------------------------------- */

static void read_closes_at(const struct reading *r, const struct yaml_node *n, struct framework *f)
{
    struct str text;
    struct err e;
    if (n == NULL || !read_text(r, n, &text))
        return;
    f->has_closes_at = local_time_parse(text, &f->closes_at, &e) == ERR_OK;
    if (!f->has_closes_at)
        fault_on(r->f, n, e.code, "%" STR_FMT, STR_ARG(text));
}

static void read_period(const struct reading *r, const struct yaml_node *n, struct framework *f)
{
    if (n == NULL || !read_keys(r, n, KEYS_PERIOD))
        return;
    const struct yaml_node *to = yaml_get(n, "to");
    if (read_date(r, yaml_get(n, "from"), &f->from) && read_date(r, to, &f->to) &&
        f->from.days > f->to.days)
        fault_on(r->f, to, ERR_CATALOG_ORDER, "from > to");
}

static void read_framework(struct catalog_draft *d, const struct yaml_node *n, struct framework *f)
{
    const struct reading *r = &d->r;
    struct items items = {.f = f};
    const struct yaml_node *assessed = yaml_get(n, "assessed");
    (void)read_code(r, yaml_get(n, "framework"), &f->id);
    read_common(r, n, &f->title, NULL, &f->source);
    f->place = yaml_where(n);
    f->assessed = STR("county");
    read_period(r, yaml_get(n, "period"), f);
    read_closes_at(r, yaml_get(n, "closes_at"), f);
    if (read_id(r, assessed, &f->assessed) && d->catalog.n_unit_kinds > 0 &&
        catalog_unit_kind(&d->catalog, f->assessed) == NULL)
        fault_on(r->f, assessed, ERR_CATALOG_NAME, "%" STR_FMT, STR_ARG(f->assessed));
    read_items(d, yaml_get(n, "items"), &items, -1, 1);
    add_up(r, n, &items);
    f->items = items.v.p;
    f->n_items = items.v.n;
}

void read_framework_file(struct catalog_draft *d, const struct yaml_node *root)
{
    struct str id;
    size_t at = 0;
    const struct yaml_node *name = yaml_get(root, "framework");
    if (!read_keys(&d->r, root, KEYS_FRAMEWORK) || !read_code(&d->r, name, &id) ||
        !draft_claim(d, DRAFT_FRAMEWORK, id, name, d->frameworks.n, &at))
        return;
    if (at == d->frameworks.n)
        (void)vec_push(d->r.a, &d->frameworks);
    d->frameworks.p[at] = root;
}

void link_frameworks(struct catalog_draft *d)
{
    struct framework *all = ARENA_NEW_N(d->r.a, d->frameworks.n, struct framework);
    for (size_t i = 0; i < d->frameworks.n; i++)
        read_framework(d, d->frameworks.p[i], &all[i]);
    d->catalog.frameworks = all;
    d->catalog.n_frameworks = d->frameworks.n;
}
