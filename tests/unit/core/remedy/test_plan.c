/*
 * test_plan.c — what follows from the figures of a plan by arithmetic, and what
 * must stay unknown.
 */
#include "testmain.h"

#include "core/remedy/plan.h"

/* Figures for tables of cases: hundredths, or U for one that is not printed. */
enum { U = -1 };

static struct plan_figure figure(int64_t centi)
{
    if (centi == U)
        return (struct plan_figure){0};
    return (struct plan_figure){PLAN_PRINTED, {centi}};
}

static void check_figure(const char *name, struct plan_figure got, int64_t centi,
                         enum plan_figure_from from)
{
    CHECK_INT(name, got.from, centi == U ? PLAN_UNKNOWN : from);
    if (centi != U)
        CHECK_INT(name, got.v.centi, centi);
}

static void test_plan_item_derive__any_two_give_the_third(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t full, got, lost;
        int64_t want_full, want_got, want_lost;
    } cases[] = {
        {"lost follows", 500, 470, U, 500, 470, 30},
        {"got follows", 500, U, 30, 500, 470, 30},
        {"full follows", U, 470, 30, 500, 470, 30},
        {"nothing lost", 500, 500, U, 500, 500, 0},
        {"all lost", 500, U, 500, 500, 0, 500},
        {"one figure is not enough: full", 500, U, U, 500, U, U},
        {"one figure is not enough: got", U, 470, U, U, 470, U},
        {"one figure is not enough: lost", U, U, 30, U, U, 30},
        {"none", U, U, U, U, U, U},
        {"got above full is no loss", 500, 600, U, 500, 600, U},
        {"lost above full gives no got", 500, U, 600, 500, U, 600},
        {"printed ones stay, even if they disagree", 500, 470, 99, 500, 470, 99},
        {"beyond the range of points", U, POINTS_MAX_CENTI, 1, U, POINTS_MAX_CENTI, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct plan_item item = {.full = figure(cases[i].full),
                                 .got = figure(cases[i].got),
                                 .lost = figure(cases[i].lost)};
        plan_item_derive(&item);
        enum plan_figure_from derived = PLAN_DERIVED;
        check_figure(cases[i].name, item.full, cases[i].want_full,
                     cases[i].full == U ? derived : PLAN_PRINTED);
        check_figure(cases[i].name, item.got, cases[i].want_got,
                     cases[i].got == U ? derived : PLAN_PRINTED);
        check_figure(cases[i].name, item.lost, cases[i].want_lost,
                     cases[i].lost == U ? derived : PLAN_PRINTED);
    }
}

static struct plan_item item_of(const char *category, const char *subcategory, int64_t full,
                                int64_t got, int64_t lost)
{
    return (struct plan_item){.category = str_of(category),
                              .subcategory = str_of(subcategory),
                              .item = STR("item"),
                              .full = figure(full),
                              .got = figure(got),
                              .lost = figure(lost)};
}

static void test_plan_totals__sums_and_counts(void **state)
{
    (void)state;
    struct plan_item items[] = {
        item_of("A", "a", 500, 470, 30),   item_of("A", "a", 700, 600, 100),
        item_of("B", "a", 1000, 900, 100), /* the same subcategory name in another category */
        item_of("A", "b", 100, U, U),      /* back in A, figures missing */
        item_of("A", "", 200, 200, 0),     /* no subcategory */
        item_of("", "", U, U, 50),         /* no category */
        item_of("B", "a", 1, 1, 0),        /* seen before */
    };
    struct plan p = {.items = items, .n_items = ARRAY_LEN(items)};
    struct plan_totals t;
    struct arena a;
    arena_init(&a, 100 * 1000);
    assert_int_equal(plan_totals(&a, &p, &t, NULL), ERR_OK);

    assert_int_equal(t.sum.items, 7);
    assert_int_equal(t.sum.missing, 2);
    check_figure("full", t.sum.full, 2501, PLAN_DERIVED);
    check_figure("got", t.sum.got, 2171, PLAN_DERIVED);
    check_figure("lost", t.sum.lost, 280, PLAN_DERIVED);
    assert_int_equal(t.subcategories, 3);
    assert_int_equal(t.n_categories, 3);
    assert_int_equal(t.named_categories, 2);

    static const struct {
        const char *name;
        int32_t items, missing;
        int64_t full, got, lost;
    } want[] = {
        {"A", 4, 1, 1500, 1270, 130},
        {"B", 2, 0, 1001, 901, 100},
        {"", 1, 1, U, U, 50},
    };
    for (size_t i = 0; i < ARRAY_LEN(want); i++) {
        const struct plan_category *c = &t.categories[i];
        CHECK_STR(want[i].name, c->name, want[i].name);
        CHECK_INT(want[i].name, c->sum.items, want[i].items);
        CHECK_INT(want[i].name, c->sum.missing, want[i].missing);
        check_figure(want[i].name, c->sum.full, want[i].full, PLAN_DERIVED);
        check_figure(want[i].name, c->sum.got, want[i].got, PLAN_DERIVED);
        check_figure(want[i].name, c->sum.lost, want[i].lost, PLAN_DERIVED);
    }
    arena_release(&a);
}

/* Far more names than slots at first sight: every tenth category and every subcategory is new. */
static void test_plan_totals__many_names(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    struct plan p = {.items = ARENA_NEW_N(&a, N, struct plan_item), .n_items = N};
    for (int i = 0; i < N; i++) {
        p.items[i] = item_of("", "", 200, 199, 1);
        p.items[i].category = str_format(&a, "c%d", i / 10);
        p.items[i].subcategory = str_format(&a, "s%d", i / 2 % 7); /* the same in many categories */
    }
    struct plan_totals t;
    assert_int_equal(plan_totals(&a, &p, &t, NULL), ERR_OK);
    assert_int_equal(t.n_categories, N / 10);
    assert_int_equal(t.subcategories, N / 2);
    for (int i = 0; i < N / 10; i++) {
        CHECK_STR("order", t.categories[i].name, str_format(&a, "c%d", i).p);
        CHECK_INT("items", t.categories[i].sum.items, 10);
    }
    arena_release(&a);
}

/* Where one name ends and the next begins makes a difference. */
static void test_plan_totals__names_are_pairs(void **state)
{
    (void)state;
    struct plan_item items[] = {
        item_of("ab", "c", 1, 1, 0),
        item_of("a", "bc", 1, 1, 0),
        item_of("", "abc", 1, 1, 0),
        item_of("ab", "c", 1, 1, 0),
    };
    struct plan p = {.items = items, .n_items = ARRAY_LEN(items)};
    struct plan_totals t;
    struct arena a;
    arena_init(&a, 10000);
    assert_int_equal(plan_totals(&a, &p, &t, NULL), ERR_OK);
    assert_int_equal(t.subcategories, 3);
    assert_int_equal(t.n_categories, 3);
    arena_release(&a);
}

static void test_plan_totals__empty(void **state)
{
    (void)state;
    struct plan p = {0};
    struct plan_totals t = {.n_categories = 7};
    struct arena a;
    arena_init(&a, 1000);
    assert_int_equal(plan_totals(&a, &p, &t, NULL), ERR_OK);
    assert_int_equal(t.sum.items, 0);
    assert_int_equal(t.sum.full.from, PLAN_UNKNOWN);
    assert_int_equal(t.n_categories, 0);
    arena_release(&a);
}

static void test_plan_totals__range(void **state)
{
    (void)state;
    struct plan_item items[] = {
        item_of("A", "a", POINTS_MAX_CENTI, U, U),
        item_of("B", "b", 1, U, U),
    };
    struct plan p = {.items = items, .n_items = ARRAY_LEN(items)};
    struct plan_totals t = {.n_categories = 7};
    struct err e = {0};
    struct arena a;
    arena_init(&a, 10000);
    assert_int_equal(plan_totals(&a, &p, &t, &e), ERR_NUMBER_RANGE);
    assert_int_equal(e.code, ERR_NUMBER_RANGE);
    assert_int_equal(t.n_categories, 7);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_plan_item_derive__any_two_give_the_third),
          cmocka_unit_test(test_plan_totals__sums_and_counts),
          cmocka_unit_test(test_plan_totals__many_names),
          cmocka_unit_test(test_plan_totals__names_are_pairs),
          cmocka_unit_test(test_plan_totals__empty), cmocka_unit_test(test_plan_totals__range))
