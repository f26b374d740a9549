/*
 * group.c — see group.h.
 *
 * "以上2项" may mean all items since the last such line, those of the last
 * subcategory or those of the last category. The printed count decides; where
 * it fits none of them, the widest that stays inside one heading is taken, or all
 * items if their number is nearer to it, and the count becomes a finding.
 */
#include "source/plan/group.h"

#include "source/text/numeral.h"

static bool group_number(const struct line *ln, const struct match *m, size_t g, int32_t *ret)
{
    size_t n = 0;
    return m->group[g].set && numeral_read(ln, m->group[g].from, m->group[g].to, ret, &n);
}

static struct str group_count_text(struct reader *r, size_t n)
{
    return str_format(r->a, "%zu", n);
}

/* First draft of the run at the end that shares category (and subcategory) with the last one. */
static size_t group_run(const struct reader *r, size_t from, bool subcategory)
{
    const struct draft *d = r->drafts.p;
    size_t last = r->drafts.n - 1;
    size_t i = last;
    while (i > from && str_eq(d[i - 1].item.category, d[last].item.category) &&
           (!subcategory || str_eq(d[i - 1].item.subcategory, d[last].item.subcategory)))
        i--;
    return i;
}

/* How far a scope is from having the printed number of items. */
static size_t group_distance(const struct reader *r, size_t scope, int32_t items)
{
    size_t n = r->drafts.n - scope;
    return n > (size_t)items ? n - (size_t)items : (size_t)items - n;
}

static size_t group_scope(const struct reader *r, size_t from, bool has_items, int32_t items,
                          bool has_subs)
{
    size_t sub = group_run(r, from, true);
    size_t category = group_run(r, from, false);
    const size_t by_sub[] = {from, sub, category};
    const size_t by_category[] = {category, from, sub};
    const size_t *order = has_subs ? by_category : by_sub;
    if (!has_items)
        return category;
    for (size_t i = 0; i < ARRAY_LEN(by_sub); i++)
        if (r->drafts.n - order[i] == (size_t)items)
            return order[i];
    return group_distance(r, from, items) < group_distance(r, category, items) ? from : category;
}

static size_t group_subcategories(const struct reader *r, size_t from)
{
    size_t n = 0;
    for (size_t i = from; i < r->drafts.n; i++)
        n += i == from ||
             !str_eq(r->drafts.p[i].item.subcategory, r->drafts.p[i - 1].item.subcategory);
    return n;
}

void group_apply(struct reader *r, const struct line *ln, const struct match *m)
{
    if (r->group_from >= r->drafts.n) {
        draft_find(r, FINDING_GROUP_EMPTY, line_trimmed(ln, m->from, ln->n), STR_NONE, STR_NONE,
                   ln->paragraph, m->from);
        return;
    }
    int32_t subs = 0;
    int32_t items = 0;
    bool has_subs = group_number(ln, m, 0, &subs);
    bool has_items = group_number(ln, m, 1, &items);
    size_t scope = group_scope(r, r->group_from, has_items, items, has_subs);
    size_t n = r->drafts.n - scope;
    size_t n_subs = group_subcategories(r, scope);
    const struct plan_item *last = &r->drafts.p[r->drafts.n - 1].item;
    struct str where = n_subs == 1 && last->subcategory.n > 0 ? last->subcategory
                       : last->category.n > 0                 ? last->category
                                                              : last->item;
    if (has_items && n != (size_t)items)
        draft_find(r, FINDING_COUNT_GROUP_ITEMS, where, str_format(r->a, "%d", items),
                   group_count_text(r, n), ln->paragraph, m->from);
    if (has_subs && n_subs != (size_t)subs)
        draft_find(r, FINDING_COUNT_GROUP_SUBS, where, str_format(r->a, "%d", subs),
                   group_count_text(r, n_subs), ln->paragraph, m->from);
    struct str names = line_trimmed(ln, m->to, ln->n);
    for (size_t i = scope; i < r->drafts.n; i++)
        if (r->drafts.p[i].departments.n == 0)
            draft_departments(r, &r->drafts.p[i], names);
    r->group_from = r->drafts.n;
}
