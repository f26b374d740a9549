/*
 * test_deduction.c — the ledger: every filter against a plain walk over the same
 * plans, and one deduction through the life of its plan.
 */
#include "plans.h"

enum { PLANS = 25 };

/* ---- filters ----------------------------------------------------------------- */

struct ledger {
    const struct plan *plans[PLANS + 1]; /* by plan_id, the newest revision */
};

/* Every third plan has a second revision, in which all items are new. */
static struct ledger ledger_fill(struct test_db *t, struct store *s)
{
    struct ledger ledger;
    for (uint64_t i = 1; i <= PLANS; i++) {
        struct plan_import import = {.plan = ledger.plans[i] = test_plan(&t->a, i),
                                     .content_sha256 = test_sha(&t->a, i)};
        struct plan_ref ref = test_plan_insert(s, &import);
        if (i % 3 != 0)
            continue;
        import.plan = ledger.plans[i] = test_plan(&t->a, i + 1000);
        assert_int_equal(test_plan_append(s, ref, &import, &ref, NULL), ERR_OK);
    }
    return ledger;
}

static bool item_of(const struct plan_item *item, struct str department)
{
    bool found = department.n == 0;
    for (size_t i = 0; i < item->n_departments && !found; i++)
        found = str_eq(item->departments[i], department);
    return found;
}

/* How many items of the ledger the filter lets through. */
static size_t ledger_count(const struct ledger *ledger, const struct deduction_filter *f)
{
    size_t n = 0;
    for (int64_t id = 1; id <= PLANS; id++) {
        const struct plan *p = ledger->plans[id];
        if ((f->plan_id != 0 && f->plan_id != id) || (f->year != 0 && f->year != p->year))
            continue;
        for (size_t i = 0; i < p->n_items; i++)
            n += item_of(&p->items[i], f->department);
    }
    return n;
}

static void filter_check(struct test_db *t, struct store *s, const struct ledger *ledger,
                         const struct deduction_filter *f)
{
    char name[128];
    (void)snprintf(name, sizeof(name), "plan %lld, year %d, department %" STR_FMT,
                   (long long)f->plan_id, f->year, STR_ARG(f->department));
    struct deduction_list list = test_deductions(&t->a, s, f);
    CHECK_INT(name, list.n, ledger_count(ledger, f));
    for (size_t i = 0; i < list.n; i++) {
        const struct deduction *d = &list.p[i];
        const struct plan *p = ledger->plans[d->ref.plan_id];
        CHECK(name, d->item.no >= 1 && (size_t)d->item.no <= p->n_items);
        check_item(name, &d->item, &p->items[d->item.no - 1]);
        CHECK(name, item_of(&d->item, f->department));
        CHECK(name, (f->plan_id == 0 || f->plan_id == d->ref.plan_id));
        CHECK(name, str_eq(d->number, p->number) && str_eq(d->title, p->title));
        CHECK_INT(name, d->year, p->year);
        CHECK(name, !d->withdrawn);
        const struct deduction *before = i == 0 ? NULL : &list.p[i - 1];
        CHECK(name, before == NULL || before->year > d->year ||
                        (before->year == d->year && (before->ref.plan_id < d->ref.plan_id ||
                                                     (before->ref.plan_id == d->ref.plan_id &&
                                                      before->item.no < d->item.no))));
    }
}

static void test_store_deduction_list__filters(void **state)
{
    static const int64_t PLAN_IDS[] = {0, 1, 3, 99};
    static const int32_t YEARS[] = {0, 2015, 2016, 1999};
    static const char *const DEPARTMENTS[] = {"", "法宣科", "社区矫正科", "法宣", "没有的科"};
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct ledger ledger = ledger_fill(t, s);
    for (size_t i = 0; i < ARRAY_LEN(PLAN_IDS); i++)
        for (size_t k = 0; k < ARRAY_LEN(YEARS); k++)
            for (size_t m = 0; m < ARRAY_LEN(DEPARTMENTS); m++) {
                struct deduction_filter f = {PLAN_IDS[i], YEARS[k], str_of(DEPARTMENTS[m])};
                filter_check(t, s, &ledger, &f);
            }
    store_free(s);
}

/* ---- more than the arena may hold ------------------------------------------------ */

struct small {
    struct arena a;
    bool plans; /* list these, and not the deductions */
};

static enum err_code small_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct small *small = ctx;
    struct plan_head_list heads;
    struct deduction_list list;
    struct deduction_filter any = {0};
    if (small->plans)
        return store_plan_list(&small->a, tx, STR("c1"), &heads, e);
    return store_deduction_list(&small->a, tx, STR("c1"), &any, &list, e);
}

static void test_store_deduction_list__too_big(void **state)
{
    static const struct {
        const char *name;
        size_t max;
        bool plans;
        enum err_code want;
    } CASES[] = {
        {"few deductions", (size_t)64 * 1024 * 1024, false, ERR_OK},
        {"many deductions", (size_t)64 * 1024, false, ERR_TOO_BIG},
        {"few plans", (size_t)1024 * 1024, true, ERR_OK},
        {"many plans", 4096, true, ERR_TOO_BIG},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    (void)ledger_fill(t, s);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct small small = {.plans = CASES[i].plans};
        arena_init(&small.a, CASES[i].max);
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "small", small_fn, &small, NULL),
                  CASES[i].want);
        arena_release(&small.a);
    }
    store_free(s);
}

/* ---- one deduction ------------------------------------------------------------- */

struct get {
    struct arena *a;
    struct str county;
    int64_t id;
    struct deduction deduction;
};

static enum err_code get_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct get *get = ctx;
    return store_deduction_get(get->a, tx, get->county, get->id, &get->deduction, e);
}

static void test_store_deduction_get__through_revisions(void **state)
{
    static const struct {
        const char *name;
        const char *county;
        int64_t id;
        enum err_code want;
        const char *cause;
        int32_t revision;
        bool withdrawn;
    } CASES[] = {
        {"reworded", "c1", 1, ERR_OK, "a2", 2, false},
        {"not continued", "c1", 2, ERR_OK, "b1", 1, true},
        {"new", "c1", 3, ERR_OK, "c2", 2, false},
        {"none", "c1", 4, ERR_DEDUCTION_NOT_FOUND, NULL, 0, false},
        {"of another county", "c2", 1, ERR_DEDUCTION_NOT_FOUND, NULL, 0, false},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct str departments[] = {STR("乙科"), STR("甲科"), STR("乙科")};
    struct plan_item first[] = {
        {.no = 1, .item = STR("a"), .cause = STR("a1")},
        {.no = 2,
         .item = STR("b"),
         .cause = STR("b1"),
         .departments = departments,
         .n_departments = 3},
    };
    struct plan_item second[] = {
        {.no = 1, .item = STR("c"), .cause = STR("c2")},
        {.no = 2, .item = STR("a"), .cause = STR("a2")},
    };
    struct plan plan = {.items = first, .n_items = 2};
    struct plan_import import = {.plan = &plan, .content_sha256 = test_sha(&t->a, 1)};
    struct plan_ref ref = test_plan_insert(s, &import);
    const int64_t continues[] = {0, 1};
    plan.items = second;
    import.continues = continues;
    assert_int_equal(test_plan_append(s, ref, &import, &ref, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct get get = {.a = &t->a, .county = str_of(CASES[i].county), .id = CASES[i].id};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "get", get_fn, &get, NULL), CASES[i].want);
        if (CASES[i].want != ERR_OK)
            continue;
        CHECK_INT(CASES[i].name, get.deduction.id, CASES[i].id);
        CHECK_STR(CASES[i].name, get.deduction.item.cause, CASES[i].cause);
        CHECK_INT(CASES[i].name, get.deduction.ref.revision, CASES[i].revision);
        CHECK_INT(CASES[i].name, get.deduction.withdrawn, CASES[i].withdrawn);
        CHECK_INT(CASES[i].name, get.deduction.item.n_departments, CASES[i].id == 2 ? 3 : 0);
    }
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_deduction_list__filters),
          STORE_TEST(test_store_deduction_list__too_big),
          STORE_TEST(test_store_deduction_get__through_revisions))
