/*
 * fuzz_plan.c — from the bytes of a text file to the plan in it.
 */
#include "fuzz_target.h"

#include "source/plan/plan_read.h"

static void check_figure(const struct plan_figure *f)
{
    must(f->from == PLAN_UNKNOWN || f->from == PLAN_PRINTED || f->from == PLAN_DERIVED);
}

static void check_text(struct str s)
{
    must(str_utf8_check(s, NULL) == ERR_OK);
}

static void check_item(const struct plan_item *item, int32_t no)
{
    must(item->no == no);
    must(item->item.n > 0);
    check_text(item->category);
    check_text(item->subcategory);
    check_text(item->item);
    check_text(item->cause);
    check_text(item->measure);
    check_text(item->time_limit);
    check_figure(&item->full);
    check_figure(&item->got);
    check_figure(&item->lost);
    for (size_t i = 0; i < item->n_departments; i++) {
        must(item->departments[i].n > 0);
        check_text(item->departments[i]);
    }
}

static void check_plan(struct arena *a, const struct plan *p)
{
    must(p->n_items > 0);
    check_text(p->number);
    check_text(p->title);
    for (size_t i = 0; i < p->n_addressees; i++)
        check_text(p->addressees[i]);
    for (size_t i = 0; i < p->n_items; i++)
        check_item(&p->items[i], (int32_t)i + 1);
    for (size_t i = 0; i < p->n_findings; i++)
        for (int lang = 0; lang < LANG__MAX; lang++)
            check_text(finding_text(a, &p->findings[i], (enum lang)lang));
    struct plan_totals totals;
    enum err_code code = plan_totals(a, p, &totals, NULL);
    must(code == ERR_OK || code == ERR_NUMBER_RANGE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    arena_init(&a, FUZZ_ARENA_MAX);
    struct doc doc;
    struct plan plan;
    if (doc_read(&a, (struct str){(const char *)data, size}, &doc, NULL) == ERR_OK &&
        plan_read(&a, &doc, &plan, NULL) == ERR_OK)
        check_plan(&a, &plan);
    arena_release(&a);
    return 0;
}
