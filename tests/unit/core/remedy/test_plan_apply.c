/*
 * test_plan_apply.c — what a plan is after some differences were accepted.
 */
#include "core/remedy/plan_apply.h"

#include "testmain.h"

enum { TEST_ARENA = 1024 * 1024, CASE_ITEMS = 4 };

struct item_case {
    const char *item;
    int64_t full, got; /* hundredths, printed; -1 unknown */
    int64_t id;
};

static struct plan plan_of(struct arena *a, const struct item_case *rows)
{
    VEC(struct plan_item) items = {0};
    for (size_t i = 0; i < CASE_ITEMS && rows[i].item != NULL; i++) {
        struct plan_item *item = vec_push(a, &items);
        item->no = (int32_t)i + 1;
        item->item = str_of(rows[i].item);
        item->bookmark_id = rows[i].id;
        if (rows[i].full >= 0)
            item->full = (struct plan_figure){PLAN_PRINTED, {rows[i].full}};
        if (rows[i].got >= 0)
            item->got = (struct plan_figure){PLAN_PRINTED, {rows[i].got}};
        plan_item_derive(item);
    }
    return (struct plan){.items = items.p, .n_items = items.n};
}

/* "p 5.00-4.00=1.00 was 0; …" */
static struct str plan_shown(struct arena *a, const struct plan *p, const int32_t *was)
{
    struct str out = STR_NONE;
    for (size_t i = 0; i < p->n_items; i++) {
        const struct plan_item *item = &p->items[i];
        char full[POINTS_TEXT_MAX];
        char got[POINTS_TEXT_MAX];
        char lost[POINTS_TEXT_MAX];
        assert_int_equal(item->no, i + 1);
        out = str_format(a, "%" STR_FMT "%s%" STR_FMT " %s-%s=%s was %d", STR_ARG(out),
                         i == 0 ? "" : "; ", STR_ARG(item->item), points_text(item->full.v, full),
                         points_text(item->got.v, got), points_text(item->lost.v, lost), was[i]);
    }
    return out;
}

static void test_plan_apply__items(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct item_case before[CASE_ITEMS], after[CASE_ITEMS];
        const char *accept; /* 'y' or 'n' for each difference */
        const char *want;
    } cases[] = {
        {"nothing differs",
         {{"p", 500, 400, 0}},
         {{"p", 500, 400, 0}},
         "",
         "p 5.00-4.00=1.00 was 0"},
        {"figure accepted, the loss follows",
         {{"p", 500, 400, 0}},
         {{"p", 500, 450, 0}},
         "yy",
         "p 5.00-4.50=0.50 was 0"},
        {"figure accepted alone, the loss follows all the same",
         {{"p", 500, 400, 0}},
         {{"p", 500, 450, 0}},
         "yn",
         "p 5.00-4.50=0.50 was 0"},
        {"figure rejected",
         {{"p", 500, 400, 0}},
         {{"p", 500, 450, 0}},
         "nn",
         "p 5.00-4.00=1.00 was 0"},
        {"renamed, known by its id",
         {{"p", 500, 400, 7}, {"q", 300, 200, 8}},
         {{"q", 300, 200, 8}, {"P", 500, 400, 7}},
         "y",
         "P 5.00-4.00=1.00 was 0; q 3.00-2.00=1.00 was 1"},
        {"added in the middle",
         {{"p", 500, 400, 0}, {"q", 300, 200, 0}},
         {{"p", 500, 400, 0}, {"n", 200, 100, 0}, {"q", 300, 200, 0}},
         "y",
         "p 5.00-4.00=1.00 was 0; n 2.00-1.00=1.00 was -1; q 3.00-2.00=1.00 was 1"},
        {"added in front",
         {{"p", 500, 400, 0}},
         {{"n", 200, 100, 0}, {"p", 500, 400, 0}},
         "y",
         "n 2.00-1.00=1.00 was -1; p 5.00-4.00=1.00 was 0"},
        {"addition rejected",
         {{"p", 500, 400, 0}},
         {{"n", 200, 100, 0}, {"p", 500, 400, 0}},
         "n",
         "p 5.00-4.00=1.00 was 0"},
        {"removed",
         {{"p", 500, 400, 0}, {"q", 300, 200, 0}},
         {{"q", 300, 200, 0}},
         "y",
         "q 3.00-2.00=1.00 was 1"},
        {"removal rejected",
         {{"p", 500, 400, 0}, {"q", 300, 200, 0}},
         {{"q", 300, 200, 0}},
         "n",
         "p 5.00-4.00=1.00 was 0; q 3.00-2.00=1.00 was 1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, TEST_ARENA);
        struct plan before = plan_of(&a, cases[i].before);
        struct plan after = plan_of(&a, cases[i].after);
        struct plan_diff d;
        plan_diff_make(&a, &before, &after, &d);
        CHECK_INT(cases[i].name, d.n, strlen(cases[i].accept));
        bool accepted[CASE_ITEMS * 4] = {false};
        for (size_t k = 0; k < d.n; k++)
            accepted[k] = cases[i].accept[k] == 'y';
        struct plan p;
        int32_t *was;
        plan_apply(&a, &d, accepted, &p, &was);
        CHECK_STR(cases[i].name, plan_shown(&a, &p, was), cases[i].want);
        arena_release(&a);
    }
}

static void test_plan_apply__document_fields_one_by_one(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEST_ARENA);
    struct plan before = {.number = STR("甲〔2017〕1号"), .year = 2016, .rank = 86};
    struct plan after = {.number = STR("甲〔2017〕2号"), .year = 2017, .rank = 80};
    struct plan_diff d;
    plan_diff_make(&a, &before, &after, &d);
    assert_int_equal(d.n, 3);
    for (size_t only = 0; only < d.n; only++) {
        bool accepted[3] = {only == 0, only == 1, only == 2};
        struct plan p;
        int32_t *was;
        plan_apply(&a, &d, accepted, &p, &was);
        CHECK_STR("number", p.number, only == 0 ? "甲〔2017〕2号" : "甲〔2017〕1号");
        assert_int_equal(p.year, only == 1 ? 2017 : 2016);
        assert_int_equal(p.rank, only == 2 ? 80 : 86);
    }
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_plan_apply__items),
          cmocka_unit_test(test_plan_apply__document_fields_one_by_one))
