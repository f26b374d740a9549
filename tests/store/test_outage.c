/*
 * test_outage.c — outages: reported, accepted, withdrawn, and seen as of any moment.
 */
#include "records.h"
#include "store/outage.h"

enum act { ADD, ACCEPT, WITHDRAW };

/* One call, with all that any of them needs. */
struct call {
    struct arena *a;
    struct audit_by by;
    enum act act;
    struct outage outage; /* what to report, then what came of it */
    int64_t id;
    instant as_of;
    struct outage_list list;
};

static enum err_code act_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    switch (c->act) {
    case ADD: return store_outage_add(c->a, tx, &c->by, &c->outage, &c->outage, e);
    case ACCEPT: return store_outage_accept(c->a, tx, &c->by, c->id, &c->outage, e);
    case WITHDRAW: break;
    }
    return store_outage_withdraw(c->a, tx, &c->by, c->id, STR("查无此事"), &c->outage, e);
}

static enum err_code list_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct call *c = ctx;
    return store_outage_list(c->a, tx, c->by.county, c->as_of, &c->list, e);
}

static struct call call_of(struct test_db *t, int64_t ms, enum act act, int64_t id)
{
    return (struct call){.a = &t->a,
                         .by = test_by(ms),
                         .act = act,
                         .id = id,
                         .outage = {.unit = STR("north"),
                                    .from = {100},
                                    .to = {200},
                                    .reason = STR("系统故障"),
                                    .evidence = STR("运维单 7 号")}};
}

static enum err_code act(struct test_db *t, struct store *s, int64_t ms, enum act act, int64_t id,
                         struct outage *ret)
{
    struct call c = call_of(t, ms, act, id);
    enum err_code code = store_tx(s, TX_WRITE, "act", act_fn, &c, NULL);
    if (code == ERR_OK && ret != NULL)
        *ret = c.outage;
    return code;
}

static struct outage_list list_at(struct test_db *t, struct store *s, instant as_of)
{
    struct call c = call_of(t, 0, ADD, 0);
    c.as_of = as_of;
    CHECK_ERR("list", store_tx(s, TX_READ, "list", list_fn, &c, NULL), ERR_OK);
    return c.list;
}

static void test_store_outage_add__comes_back(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct outage o = {0};
    CHECK_ERR("add", act(t, s, 3000, ADD, 0, &o), ERR_OK);
    CHECK_INT("first", o.id, 1);
    CHECK_ERR("add", act(t, s, 2000, ADD, 0, &o), ERR_OK);
    CHECK_INT("second", o.id, 2);
    CHECK_INT("never before the first", o.reported_at.ms, 3000);
    struct outage_list list = list_at(t, s, OUTAGE_NOW);
    CHECK_INT("both", list.n, 2);
    o = list.p[0];
    CHECK_STR("unit", o.unit, "north");
    CHECK_INT("from", o.from.ms, 100);
    CHECK_INT("to", o.to.ms, 200);
    CHECK_STR("reason", o.reason, "系统故障");
    CHECK_STR("evidence", o.evidence, "运维单 7 号");
    CHECK_STR("who", o.reported_by, "tester");
    CHECK("neither accepted nor withdrawn", !o.accepted && !o.withdrawn && !outage_counts(&o));
    struct call c = call_of(t, 4000, ADD, 0);
    c.outage.unit = STR("nowhere");
    CHECK_ERR("no such unit", store_tx(s, TX_WRITE, "add", act_fn, &c, NULL), ERR_UNIT_NOT_FOUND);
    store_free(s);
}

static void test_store_outage_accept__refusals(void **state)
{
    static const struct {
        const char *name;
        enum act act;
        int64_t id;
        enum err_code want;
    } CASES[] = {
        {"accept none", ACCEPT, 9, ERR_OUTAGE_NOT_FOUND},
        {"accept zero", ACCEPT, 0, ERR_OUTAGE_NOT_FOUND},
        {"withdraw none", WITHDRAW, 9, ERR_OUTAGE_NOT_FOUND},
        {"accept", ACCEPT, 1, ERR_OK},
        {"accept twice", ACCEPT, 1, ERR_OUTAGE_ACCEPTED},
        {"withdraw what was accepted", WITHDRAW, 1, ERR_OK},
        {"withdraw twice", WITHDRAW, 1, ERR_OUTAGE_WITHDRAWN},
        {"accept what was withdrawn", ACCEPT, 1, ERR_OUTAGE_WITHDRAWN},
        {"withdraw what was not accepted", WITHDRAW, 2, ERR_OK},
        {"accept that", ACCEPT, 2, ERR_OUTAGE_WITHDRAWN},
    };
    struct test_db *t = *state;
    struct store *s = open_records(t);
    CHECK_ERR("add", act(t, s, 3000, ADD, 0, NULL), ERR_OK);
    CHECK_ERR("add", act(t, s, 3000, ADD, 0, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK_ERR(CASES[i].name, act(t, s, 3100, CASES[i].act, CASES[i].id, NULL), CASES[i].want);
    CHECK_INT("each told once",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE object IN "
                         "('outage/1', 'outage/2')"),
              5);
    store_free(s);
}

static void test_store_outage_list__as_of(void **state)
{
    static const struct {
        const char *name;
        int64_t as_of;
        size_t n;
        bool accepted, withdrawn, counts;
    } CASES[] = {
        {"before the report", 2999, 0, false, false, false},
        {"at the report", 3000, 1, false, false, false},
        {"before it was accepted", 3999, 1, false, false, false},
        {"when it was accepted", 4000, 1, true, false, true},
        {"before it was withdrawn", 4999, 1, true, false, true},
        {"when it was withdrawn", 5000, 1, true, true, false},
        {"now", INT64_MAX, 1, true, true, false},
    };
    struct test_db *t = *state;
    struct store *s = open_records(t);
    CHECK_ERR("add", act(t, s, 3000, ADD, 0, NULL), ERR_OK);
    CHECK_ERR("accept", act(t, s, 4000, ACCEPT, 1, NULL), ERR_OK);
    CHECK_ERR("withdraw", act(t, s, 5000, WITHDRAW, 1, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct outage_list list = list_at(t, s, (instant){CASES[i].as_of});
        CHECK_INT(CASES[i].name, list.n, CASES[i].n);
        if (list.n == 0)
            continue;
        const struct outage *o = &list.p[0];
        CHECK(CASES[i].name, o->accepted == CASES[i].accepted);
        CHECK(CASES[i].name, o->withdrawn == CASES[i].withdrawn);
        CHECK(CASES[i].name, outage_counts(o) == CASES[i].counts);
        CHECK_STR(CASES[i].name, o->accepted_by, CASES[i].accepted ? "tester" : "");
        CHECK_STR(CASES[i].name, o->withdraw_reason, CASES[i].withdrawn ? "查无此事" : "");
    }
    store_free(s);
}

static void test_store_outage_write__all_or_nothing(void **state)
{
    struct test_db *t = *state;
    store_free(open_records(t));
    struct call c = call_of(t, 3000, ADD, 0);
    CHECK("add", faults_check(t, act_fn, &c) >= 6);
    c = call_of(t, 4000, ACCEPT, 1);
    CHECK("accept", faults_check(t, act_fn, &c) >= 6);
    c = call_of(t, 5000, WITHDRAW, 1);
    CHECK("withdraw", faults_check(t, act_fn, &c) >= 6);
}

TEST_MAIN(STORE_TEST(test_store_outage_add__comes_back),
          STORE_TEST(test_store_outage_accept__refusals), STORE_TEST(test_store_outage_list__as_of),
          STORE_TEST(test_store_outage_write__all_or_nothing))
