/*
 * test_plan.c — plans: what goes in comes out, is found again, and keeps its
 * deductions through revisions.
 */
#include "plans.h"

enum { PLANS = 60 };

/* ---- the round trip -------------------------------------------------------- */

static void round_trip(struct test_db *t, struct store *s, uint64_t seed)
{
    char name[32];
    (void)snprintf(name, sizeof(name), "seed %llu", (unsigned long long)seed);
    const struct plan *plan = test_plan(&t->a, seed);
    struct plan_import import = {
        .plan = plan,
        .content_sha256 = test_sha(&t->a, seed),
        .file_name = seed % 2 == 0 ? STR("方案'1.docx") : STR_NONE,
    };
    struct plan_ref ref = test_plan_insert(s, &import);
    CHECK_INT(name, ref.revision, 1);
    struct plan_record record = test_plan_load(&t->a, s, ref);
    check_plan(name, &record.plan, plan);
    CHECK_INT(name, record.head.ref.plan_id, ref.plan_id);
    CHECK_INT(name, record.head.latest, 1);
    CHECK_INT(name, record.head.imported_at.ms, 2000);
    CHECK_STR(name, record.head.actor, "tester");
    CHECK(name, str_eq(record.head.content_sha256, import.content_sha256));
    CHECK(name, str_eq(record.head.file_name, import.file_name));
    struct plan_totals totals;
    CHECK_ERR(name, plan_totals(&t->a, plan, &totals, NULL), ERR_OK);
    check_sum(name, &record.head.sum, &totals.sum);
}

static void test_store_plan_load__round_trip(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    for (uint64_t seed = 1; seed <= PLANS; seed++)
        round_trip(t, s, seed);
    struct audit_report report;
    CHECK_ERR("audit", test_verify(s, &report, NULL), ERR_OK);
    CHECK_INT("audit", report.count, 1 + PLANS);
    store_free(s);
}

/* Unknown is NULL in the database, never an empty text or a zero. */
static void test_store_plan_insert__unknown_is_null(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct plan_item item = {.no = 1, .item = STR("x"), .paragraph = 0};
    struct plan plan = {.items = &item, .n_items = 1};
    struct plan_import import = {.plan = &plan, .content_sha256 = test_sha(&t->a, 1)};
    struct plan_ref ref = test_plan_insert(s, &import);
    CHECK_INT("plan", raw_int(t, "SELECT count(*) FROM plan WHERE number IS NULL"), 1);
    CHECK_INT("revision",
              raw_int(t, "SELECT count(*) FROM plan_revision WHERE coalesce(file_name, number,"
                         " title, issued_on) IS NULL AND coalesce(year, rank, declared_categories,"
                         " declared_subcategories, declared_items) IS NULL"),
              1);
    CHECK_INT("item",
              raw_int(t, "SELECT count(*) FROM plan_item WHERE coalesce(category, subcategory,"
                         " cause, measure, time_limit) IS NULL AND coalesce(full_centi, got_centi,"
                         " lost_centi) IS NULL"),
              1);
    struct plan_record record = test_plan_load(&t->a, s, ref);
    check_plan("empty", &record.plan, &plan);
    store_free(s);
}

/* ---- finding ----------------------------------------------------------------- */

struct find {
    struct str county;
    struct str number;
    struct str sha256;
    struct str title;
    int32_t year;
    bool found;
    struct plan_ref ref;
};

static enum err_code find_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct find *f = ctx;
    if (f->number.n > 0)
        return store_plan_by_number(tx, f->county, f->number, &f->found, &f->ref, e);
    if (f->sha256.n > 0)
        return store_plan_by_hash(tx, f->county, f->sha256, &f->found, &f->ref, e);
    return store_plan_by_title(tx, f->county, f->title, f->year, &f->found, &f->ref, e);
}

static void insert_named(struct test_db *t, struct store *s, const char *number, const char *title,
                         int32_t year, uint64_t file)
{
    struct plan plan = {.number = str_of(number), .title = str_of(title), .year = year};
    struct plan_import import = {.plan = &plan, .content_sha256 = test_sha(&t->a, file)};
    (void)test_plan_insert(s, &import);
}

static void test_store_plan_by__number_hash_title(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    insert_named(t, s, "一号", "整改方案", 2016, 11);
    insert_named(t, s, "", "整改方案", 2016, 12);
    insert_named(t, s, "二号", "整改方案", 2017, 13);
    insert_named(t, s, "三号", "整改方案", 2017, 14);
    insert_named(t, s, "", "自评表", 0, 15);
    insert_named(t, s, "六号", "旧题", 2015, 17);
    /* Plans 1 and 6 get a second revision with another number, title and file. */
    struct plan next = {.number = STR("一号改"), .title = STR("更正"), .year = 2016};
    struct plan_import import = {.plan = &next, .content_sha256 = test_sha(&t->a, 16)};
    struct plan_ref ref;
    assert_int_equal(test_plan_append(s, (struct plan_ref){1, 1}, &import, &ref, NULL), ERR_OK);
    next.number = STR("六号改");
    import.content_sha256 = test_sha(&t->a, 18);
    assert_int_equal(test_plan_append(s, (struct plan_ref){6, 1}, &import, &ref, NULL), ERR_OK);
    const struct {
        const char *name;
        struct find find;
        int64_t plan_id; /* 0: not found */
        int32_t revision;
    } CASES[] = {
        {"number", {.number = STR("二号")}, 3, 1},
        {"number of no plan", {.number = STR("四号")}, 0, 0},
        {"number of another county", {.county = STR("c2"), .number = STR("二号")}, 0, 0},
        {"number of an older revision", {.number = STR("一号")}, 0, 0},
        {"number of the newest revision", {.number = STR("一号改")}, 1, 2},
        {"file", {.sha256 = test_sha(&t->a, 13)}, 3, 1},
        {"file of an older revision", {.sha256 = test_sha(&t->a, 11)}, 1, 1},
        {"file of no plan", {.sha256 = test_sha(&t->a, 99)}, 0, 0},
        {"title and year", {.title = STR("整改方案"), .year = 2016}, 2, 1},
        {"title and year of several", {.title = STR("整改方案"), .year = 2017}, 4, 1},
        {"title without year", {.title = STR("自评表")}, 5, 1},
        {"title with another year", {.title = STR("自评表"), .year = 2016}, 0, 0},
        {"title of the newest revision", {.title = STR("更正"), .year = 2016}, 6, 2},
        {"title of an older revision", {.title = STR("旧题"), .year = 2015}, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct find find = CASES[i].find;
        if (find.county.n == 0)
            find.county = STR("c1");
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "find", find_fn, &find, NULL), ERR_OK);
        CHECK_INT(CASES[i].name, find.found, CASES[i].plan_id != 0);
        CHECK_INT(CASES[i].name, find.ref.plan_id, CASES[i].plan_id);
        CHECK_INT(CASES[i].name, find.ref.revision, CASES[i].revision);
    }
    store_free(s);
}

/* ---- revisions ------------------------------------------------------------------ */

static void test_store_plan_append__keeps_deductions(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct plan_item items[] = {
        {.no = 1, .item = STR("a"), .cause = STR("old")},
        {.no = 2, .item = STR("b")},
        {.no = 3, .item = STR("c")},
    };
    struct plan one = {.number = STR("n"), .items = items, .n_items = 3};
    struct plan_import first = {.plan = &one, .content_sha256 = test_sha(&t->a, 1)};
    struct plan_ref ref = test_plan_insert(s, &first);
    struct plan_record before = test_plan_load(&t->a, s, ref);
    CHECK_INT("ids", before.deduction_ids[2], 3);

    /* c stands first now, b is gone, a is reworded, and d is new. */
    struct plan_item next_items[] = {
        {.no = 1, .item = STR("c")},
        {.no = 2, .item = STR("a"), .cause = STR("new")},
        {.no = 3, .item = STR("d")},
    };
    struct plan two = {.number = STR("n"), .items = next_items, .n_items = 3};
    const int64_t continues[] = {3, 1, 0};
    struct plan_import second = {
        .plan = &two, .content_sha256 = test_sha(&t->a, 2), .continues = continues};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, test_plan_append(s, ref, &second, &ref, &e), ERR_OK);
    CHECK_INT("revision", ref.revision, 2);
    struct plan_record after = test_plan_load(&t->a, s, (struct plan_ref){1, 0});
    check_plan("newest", &after.plan, &two);
    CHECK_INT("c", after.deduction_ids[0], 3);
    CHECK_INT("a", after.deduction_ids[1], 1);
    CHECK_INT("d", after.deduction_ids[2], 4);
    struct plan_record again = test_plan_load(&t->a, s, (struct plan_ref){1, 1});
    check_plan("the first is as it was", &again.plan, &one);
    CHECK_INT("and knows that it is old", again.head.latest, 2);
    store_free(s);
}

static void test_store_plan_append__refusals(void **state)
{
    static const struct {
        const char *name;
        struct plan_ref base;
        int64_t continues[2];
        enum err_code want;
    } CASES[] = {
        {"no such plan", {9, 1}, {1, 2}, ERR_PLAN_NOT_FOUND},
        {"not the newest revision", {1, 2}, {1, 2}, ERR_PLAN_CHANGED},
        {"a deduction twice", {1, 1}, {1, 1}, ERR_DB_CONSTRAINT},
        {"a deduction of another plan", {1, 1}, {1, 3}, ERR_DB_CONSTRAINT},
        {"a deduction of no plan", {1, 1}, {1, 77}, ERR_DB_CONSTRAINT},
        {"as it should be", {1, 1}, {2, 1}, ERR_OK},
        {"once more from the same base", {1, 1}, {2, 1}, ERR_PLAN_CHANGED},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct plan_item items[] = {{.no = 1, .item = STR("a")}, {.no = 2, .item = STR("b")}};
    struct plan one = {.number = STR("n1"), .items = items, .n_items = 2};
    struct plan other = {.number = STR("n2"), .items = items, .n_items = 2};
    struct plan_import import = {.plan = &one, .content_sha256 = test_sha(&t->a, 1)};
    (void)test_plan_insert(s, &import);
    import.plan = &other;
    (void)test_plan_insert(s, &import);
    import.plan = &one;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct plan_ref ref;
        import.continues = CASES[i].continues;
        int64_t rows = raw_int(t, "SELECT count(*) FROM plan_item");
        CHECK_ERR(CASES[i].name, test_plan_append(s, CASES[i].base, &import, &ref, NULL),
                  CASES[i].want);
        CHECK_INT(CASES[i].name, raw_int(t, "SELECT count(*) FROM plan_item"),
                  rows + (CASES[i].want == ERR_OK ? 2 : 0));
    }
    store_free(s);
}

static enum err_code insert_same_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct audit_by by = test_by(1);
    struct plan_ref ref;
    return store_plan_insert(tx, &by, ctx, &ref, e);
}

static enum err_code insert_c9_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct audit_by by = test_by(1);
    by.county = STR("c9");
    struct plan_ref ref;
    return store_plan_insert(tx, &by, ctx, &ref, e);
}

static void test_store_plan_insert__refusals(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct plan plan = {.number = STR("n1")};
    struct plan_import import = {.plan = &plan, .content_sha256 = test_sha(&t->a, 1)};
    (void)test_plan_insert(s, &import);
    CHECK_ERR("the number is taken", store_tx(s, TX_WRITE, "i", insert_same_fn, &import, NULL),
              ERR_DB_CONSTRAINT);
    CHECK_ERR("no such county", store_tx(s, TX_WRITE, "i", insert_c9_fn, &import, NULL),
              ERR_COUNTY_NOT_FOUND);
    plan.number = STR_NONE;
    CHECK_ERR("no number", store_tx(s, TX_WRITE, "i", insert_same_fn, &import, NULL), ERR_OK);
    CHECK_ERR("no number again", store_tx(s, TX_WRITE, "i", insert_same_fn, &import, NULL), ERR_OK);
    CHECK_INT("plans", raw_int(t, "SELECT count(*) FROM plan"), 3);
    store_free(s);
}

/* ---- loading ------------------------------------------------------------------------ */

struct load {
    struct arena *a;
    struct plan_ref ref;
};

static enum err_code load_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct load *load = ctx;
    struct plan_record record;
    return store_plan_load(load->a, tx, STR("c1"), load->ref, &record, e);
}

static void test_store_plan_load__refusals(void **state)
{
    static const struct {
        const char *name;
        const char *spoil;
        struct plan_ref ref;
        enum err_code want;
    } CASES[] = {
        {"there", "SELECT 1", {1, 1}, ERR_OK},
        {"no plan", "SELECT 1", {2, 0}, ERR_PLAN_NOT_FOUND},
        {"no revision", "SELECT 1", {1, 2}, ERR_PLAN_NOT_FOUND},
        {"a finding of a later version",
         "UPDATE plan_finding SET code = 'LATER'",
         {1, 0},
         ERR_DB_NEWER},
        {"a day that is none",
         "UPDATE plan_revision SET issued_on = '2017-02-30'",
         {1, 0},
         ERR_DB_CORRUPT},
        {"a year beyond all bounds",
         "UPDATE plan_revision SET year = 3000000000",
         {1, 0},
         ERR_DB_CORRUPT},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct test_db *t = *state;
        test_db_release(t);
        test_db_init(t);
        struct store *s = test_db_county(t);
        struct finding finding = {.code = FINDING_PARTIAL};
        struct plan plan = {.findings = &finding, .n_findings = 1};
        struct plan_import import = {.plan = &plan, .content_sha256 = test_sha(&t->a, 1)};
        (void)test_plan_insert(s, &import);
        raw_exec(t, "%s", CASES[i].spoil);
        struct load load = {.a = &t->a, .ref = CASES[i].ref};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "load", load_fn, &load, NULL), CASES[i].want);
        store_free(s);
    }
}

/* ---- listing ------------------------------------------------------------------------- */

struct list {
    struct arena *a;
    struct plan_head_list heads;
};

static enum err_code list_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct list *list = ctx;
    return store_plan_list(list->a, tx, STR("c1"), &list->heads, e);
}

static void test_store_plan_list__newest_revisions(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct list list = {.a = &t->a};
    assert_int_equal(store_tx(s, TX_READ, "list", list_fn, &list, NULL), ERR_OK);
    CHECK_INT("none", list.heads.n, 0);
    const struct plan *newest[PLANS + 1];
    for (uint64_t i = 1; i <= PLANS; i++) {
        struct plan_import import = {.plan = newest[i] = test_plan(&t->a, i),
                                     .content_sha256 = test_sha(&t->a, i)};
        struct plan_ref ref = test_plan_insert(s, &import);
        if (i % 3 != 0)
            continue;
        import.plan = newest[i] = test_plan(&t->a, i + 1000);
        assert_int_equal(test_plan_append(s, ref, &import, &ref, NULL), ERR_OK);
    }
    assert_int_equal(store_tx(s, TX_READ, "list", list_fn, &list, NULL), ERR_OK);
    CHECK_INT("all", list.heads.n, PLANS);
    for (size_t i = 0; i < list.heads.n; i++) {
        const struct plan_head *head = &list.heads.p[i];
        const struct plan *plan = newest[head->ref.plan_id];
        CHECK_INT("newest", head->ref.revision, head->ref.plan_id % 3 == 0 ? 2 : 1);
        CHECK_INT("newest", head->latest, head->ref.revision);
        CHECK("title", str_eq(head->title, plan->title) && str_eq(head->number, plan->number));
        CHECK_INT("year", head->year, plan->year);
        struct plan_totals totals;
        CHECK_ERR("sum", plan_totals(&t->a, plan, &totals, NULL), ERR_OK);
        check_sum("sum", &head->sum, &totals.sum);
        CHECK("order", i == 0 || list.heads.p[i - 1].year > head->year ||
                           (list.heads.p[i - 1].year == head->year &&
                            list.heads.p[i - 1].ref.plan_id < head->ref.plan_id));
    }
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_plan_load__round_trip),
          STORE_TEST(test_store_plan_insert__unknown_is_null),
          STORE_TEST(test_store_plan_by__number_hash_title),
          STORE_TEST(test_store_plan_append__keeps_deductions),
          STORE_TEST(test_store_plan_append__refusals),
          STORE_TEST(test_store_plan_insert__refusals), STORE_TEST(test_store_plan_load__refusals),
          STORE_TEST(test_store_plan_list__newest_revisions))
