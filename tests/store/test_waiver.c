/*
 * test_waiver.c — waivers: one at a time for an obligation, and seen as of any moment.
 */
#include "records.h"
#include "store/waiver.h"

/* One call, with all that any of them needs. */
struct call {
    struct arena *a;
    struct audit_by by;
    struct obligation_key key; /* without a rule: withdraw */
    int64_t id;
    instant as_of;
    struct waiver waiver;
    struct waiver_list list;
};

static enum err_code act_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    if (c->key.rule.n > 0)
        return store_waiver_add(tx, &c->by, &c->key, STR("因病住院"), &c->waiver, e);
    return store_waiver_withdraw(c->a, tx, &c->by, c->id, STR("证明有误"), &c->waiver, e);
}

static enum err_code list_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_waiver_list(c->a, tx, c->by.county, c->as_of, &c->list, e);
}

static struct call call_of(struct test_db *t, int64_t ms, const char *rule, int64_t about,
                           const char *unit, const char *period)
{
    return (struct call){
        .a = &t->a, .by = test_by(ms), .key = {str_of(rule), about, str_of(unit), str_of(period)}};
}

static struct waiver_list list_at(struct test_db *t, struct store *s, instant as_of)
{
    struct call c = call_of(t, 0, "", 0, "", "");
    c.as_of = as_of;
    CHECK_ERR("list", store_tx(s, TX_READ, "list", list_fn, &c, NULL), ERR_OK);
    return c.list;
}

static void test_store_waiver_add__one_at_a_time(void **state)
{
    static const struct {
        const char *name, *rule;
        int64_t about;
        const char *unit, *period;
        int64_t withdraw;
        enum err_code want;
    } CASES[] = {
        {"of a subject", "r.a", 1, "", "2017-05", 0, ERR_OK},
        {"the same", "r.a", 1, "", "2017-05", 0, ERR_WAIVER_EXISTS},
        {"another period", "r.a", 1, "", "2017-06", 0, ERR_OK},
        {"another subject", "r.a", 2, "", "2017-05", 0, ERR_OK},
        {"another rule", "r.b", 1, "", "2017-05", 0, ERR_OK},
        {"of a unit", "r.a", 0, "north", "2017-05", 0, ERR_OK},
        {"of another unit", "r.a", 0, "south", "2017-05", 0, ERR_OK},
        {"the same unit", "r.a", 0, "north", "2017-05", 0, ERR_WAIVER_EXISTS},
        {"withdraw none", "", 0, "", "", 99, ERR_WAIVER_NOT_FOUND},
        {"withdraw zero", "", 0, "", "", 0, ERR_WAIVER_NOT_FOUND},
        {"withdraw the first", "", 0, "", "", 1, ERR_OK},
        {"withdraw it twice", "", 0, "", "", 1, ERR_WAIVER_WITHDRAWN},
        {"decide again", "r.a", 1, "", "2017-05", 0, ERR_OK},
        {"and again", "r.a", 1, "", "2017-05", 0, ERR_WAIVER_EXISTS},
    };
    struct test_db *t = *state;
    struct store *s = open_records(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct call c = call_of(t, 3000 + (int64_t)i, CASES[i].rule, CASES[i].about, CASES[i].unit,
                                CASES[i].period);
        c.id = CASES[i].withdraw;
        CHECK_ERR(CASES[i].name, store_tx(s, TX_WRITE, "act", act_fn, &c, NULL), CASES[i].want);
    }
    CHECK_INT("waivers", raw_int(t, "SELECT count(*) FROM waiver"), 7);
    CHECK_INT("decisions told",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'waiver.add'"), 7);
    CHECK_STR("told in full", audit_detail_of(t, "waiver.withdraw"),
              "{\"rule\":\"r.a\",\"about\":1,\"period\":\"2017-05\",\"reason\":\"证明有误\"}");
    store_free(s);
}

static void test_store_waiver_list__as_of(void **state)
{
    static const struct {
        const char *name;
        int64_t as_of;
        size_t n;
        bool withdrawn;
    } CASES[] = {
        {"before the decision", 2999, 0, false},     {"at the decision", 3000, 1, false},
        {"before it was withdrawn", 3999, 1, false}, {"when it was withdrawn", 4000, 1, true},
        {"before the next one", 4999, 1, true},      {"now", INT64_MAX, 2, true},
    };
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct call c = call_of(t, 3000, "r.a", 0, "north", "2017-05");
    CHECK_ERR("add", store_tx(s, TX_WRITE, "act", act_fn, &c, NULL), ERR_OK);
    c = call_of(t, 4000, "", 0, "", "");
    c.id = 1;
    CHECK_ERR("withdraw", store_tx(s, TX_WRITE, "act", act_fn, &c, NULL), ERR_OK);
    c = call_of(t, 5000, "r.a", 0, "north", "2017-05");
    CHECK_ERR("again", store_tx(s, TX_WRITE, "act", act_fn, &c, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct waiver_list list = list_at(t, s, (instant){CASES[i].as_of});
        CHECK_INT(CASES[i].name, list.n, CASES[i].n);
        if (list.n == 0)
            continue;
        const struct waiver *w = &list.p[0];
        CHECK_STR(CASES[i].name, w->key.rule, "r.a");
        CHECK_STR(CASES[i].name, w->key.unit, "north");
        CHECK_STR(CASES[i].name, w->key.period, "2017-05");
        CHECK_INT(CASES[i].name, w->key.about, 0);
        CHECK_STR(CASES[i].name, w->reason, "因病住院");
        CHECK_INT(CASES[i].name, w->at.ms, 3000);
        CHECK_STR(CASES[i].name, w->by, "tester");
        CHECK(CASES[i].name, w->withdrawn == CASES[i].withdrawn);
        CHECK_STR(CASES[i].name, w->withdraw_reason, CASES[i].withdrawn ? "证明有误" : "");
    }
    store_free(s);
}

static void test_store_waiver_write__all_or_nothing(void **state)
{
    struct test_db *t = *state;
    store_free(open_records(t));
    struct call c = call_of(t, 3000, "r.a", 1, "", "2017-05");
    CHECK("add", faults_check(t, act_fn, &c) >= 6);
    c = call_of(t, 4000, "", 0, "", "");
    c.id = 1;
    CHECK("withdraw", faults_check(t, act_fn, &c) >= 6);
}

TEST_MAIN(STORE_TEST(test_store_waiver_add__one_at_a_time),
          STORE_TEST(test_store_waiver_list__as_of),
          STORE_TEST(test_store_waiver_write__all_or_nothing))
