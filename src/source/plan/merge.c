/*
 * merge.c — see merge.h. Only what arithmetic proves is merged: two drafts whose
 * figures differ stay two, and say so elsewhere (NAME_REPEATED).
 */
#include "source/plan/merge.h"

static bool merge_is_bare(const struct draft *d)
{
    return !d->verbatim && !d->merged && d->item.cause.n == 0 && d->item.measure.n == 0;
}

static bool merge_agrees(struct plan_figure a, struct plan_figure b)
{
    return a.from == PLAN_UNKNOWN || b.from == PLAN_UNKNOWN || a.v.centi == b.v.centi;
}

static void merge_fill(struct plan_figure *into, struct plan_figure from)
{
    if (into->from == PLAN_UNKNOWN)
        *into = from;
}

static bool merge_same(const struct draft *a, const struct draft *b)
{
    return str_eq(a->item.item, b->item.item) && merge_agrees(a->item.full, b->item.full) &&
           merge_agrees(a->item.got, b->item.got) && merge_agrees(a->item.lost, b->item.lost);
}

static void merge_into(struct reader *r, struct draft *bare, struct draft *d)
{
    merge_fill(&d->item.full, bare->item.full);
    merge_fill(&d->item.got, bare->item.got);
    merge_fill(&d->item.lost, bare->item.lost);
    if (d->item.category.n == 0 && d->item.subcategory.n == 0) {
        d->item.category = bare->item.category;
        d->item.subcategory = bare->item.subcategory;
    }
    if (d->item.n_departments == 0) {
        d->item.departments = bare->item.departments;
        d->item.n_departments = bare->item.n_departments;
    }
    if (d->item.time_limit.n == 0)
        d->item.time_limit = bare->item.time_limit;
    bare->merged = true;
    draft_note(r, bare, FINDING_ITEM_MERGED, STR_NONE, STR_NONE);
}

/* The draft that says the same with texts, or in running text what a table says. */
static struct draft *merge_other(const struct reader *r, const struct draft *bare)
{
    VEC_EACH (&r->drafts, d) {
        if (d == bare || d->merged || d->verbatim || !merge_same(bare, d))
            continue;
        if (!merge_is_bare(d) || (bare->from_table && !d->from_table))
            return d;
    }
    return NULL;
}

/* A table and the text that give an item of one name other figures: nobody can tell which holds. */
static void merge_tell(struct reader *r, const struct draft *bare)
{
    VEC_EACH (&r->drafts, d) {
        if (d->merged || d->verbatim || d->from_table == bare->from_table ||
            !str_eq(d->item.item, bare->item.item) || str_eq(d->item.category, bare->item.category))
            continue; /* within one category draft_check_names tells it */
        draft_note(r, bare, FINDING_NAME_REPEATED, STR_NONE, STR_NONE);
        return;
    }
}

/* Whether the figures are the sum of the items under a heading of that name. */
static bool merge_is_sum(const struct reader *r, const struct draft *bare)
{
    int64_t full = 0;
    int64_t got = 0;
    size_t n = 0;
    VEC_EACH (&r->drafts, d) {
        if (d == bare || d->merged ||
            !(str_eq(d->item.category, bare->item.item) ||
              str_eq(d->item.subcategory, bare->item.item)))
            continue;
        if (d->item.full.from == PLAN_UNKNOWN || d->item.got.from == PLAN_UNKNOWN)
            return false;
        full += d->item.full.v.centi;
        got += d->item.got.v.centi;
        n++;
    }
    return n > 0 && bare->item.full.from != PLAN_UNKNOWN && bare->item.got.from != PLAN_UNKNOWN &&
           bare->item.full.v.centi == full && bare->item.got.v.centi == got &&
           !str_eq(bare->item.category, bare->item.item) &&
           !str_eq(bare->item.subcategory, bare->item.item);
}

void merge_drafts(struct reader *r)
{
    bool texts = false;
    VEC_EACH (&r->drafts, d)
        texts |= !merge_is_bare(d);
    VEC_EACH (&r->drafts, bare) {
        if (!texts || bare->item.item.n == 0 || !merge_is_bare(bare))
            continue;
        struct draft *d = merge_other(r, bare);
        if (d != NULL)
            merge_into(r, bare, d);
        else if (merge_is_sum(r, bare))
            bare->merged = true;
        else
            merge_tell(r, bare);
    }
}
