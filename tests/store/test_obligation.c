/*
 * test_obligation.c — stored obligations come back as they were put, flip at their deadline,
 * and what became of them is told. Lists and pages: test_obligation_list.c.
 */
#include "core/calendar/local_time.h"
#include "obligations.h"
#include "store/waiver.h"

static enum err_code remove_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    ERR_TRY(store_obligation_remove(tx, c->by.county, &c->key, e));
    ERR_TRY(store_obligation_note(tx, c->by.county, &c->key, &c->change, e));
    return store_obligation_clock_set(tx, &c->by, c->cause, &c->clock, &c->tally, e);
}

static enum err_code clear_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    ERR_TRY(store_obligation_clear(tx, c->by.county, e));
    return store_obligation_clock_set(tx, &c->by, c->cause, &c->clock, &c->tally, e);
}

static enum err_code flip_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    ERR_TRY(store_obligation_flip(c->a, tx, c->by.county, c->before, &c->tally.flipped, e));
    return store_obligation_clock_set(tx, &c->by, c->cause, &c->clock, &c->tally, e);
}

static enum err_code get_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    ERR_TRY(store_obligation_changes(c->a, tx, c->by.county, &c->key, &c->changes, e));
    return store_obligation_get(c->a, tx, c->by.county, &c->key, &c->got, e);
}

static enum err_code clock_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    return store_obligation_clock(tx, c->by.county, &c->clock, e);
}

static struct ocall look(struct test_db *t, struct store *s, const struct obligation_key *key,
                         enum err_code want)
{
    struct ocall c = ocall_at(t, 0);
    c.key = *key;
    CHECK_ERR("get", store_tx(s, TX_READ, "get", get_fn, &c, NULL), want);
    return c;
}

/* ---- what was put ------------------------------------------------------------------- */

static void check_same(const char *name, const struct stored_obligation *got,
                       const struct stored_obligation *want)
{
    CHECK(name, str_eq(got->key.rule, want->key.rule) && got->key.about == want->key.about);
    CHECK(name, str_eq(got->key.unit, want->key.unit));
    CHECK(name, str_eq(got->key.period, want->key.period) && str_eq(got->catalog, want->catalog));
    CHECK(name, got->first.days == want->first.days && got->last.days == want->last.days);
    CHECK(name, str_eq(got->owner, want->owner));
    CHECK(name, got->due.days == want->due.days && got->due_first.days == want->due_first.days);
    CHECK(name, got->state == want->state && got->moved == want->moved);
    CHECK(name, rational_cmp(got->need, want->need) == 0);
    CHECK(name, rational_cmp(got->total, want->total) == 0);
    CHECK(name, rational_cmp(got->timely, want->timely) == 0);
}

static void test_store_obligation_put__comes_back(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation o = owed("r.a", 1, "", "2017-05", "north1", DUE_DAY);
    oput(t, s, 3000, &o, 1);
    struct ocall c = look(t, s, &o.key, ERR_OK);
    check_same("first", &c.got, &o);
    o.catalog = STR("other");
    o.first.days = -100000;
    o.last.days = 40000;
    o.owner = STR_NONE;
    o.due.days = DUE_DAY + 7;
    o.due_first.days = DUE_DAY + 6;
    o.state = OBLIGATION_MET;
    o.moved = true;
    o.need = (struct rational){-1, 8};
    o.total = (struct rational){INT64_MAX, 3};
    o.timely = (struct rational){5, 2};
    oput(t, s, 3001, &o, 1);
    c = look(t, s, &o.key, ERR_OK);
    check_same("instead of it", &c.got, &o);
    CHECK_INT("its birth is not noted", c.changes.n, 0);
    CHECK_INT("rows", raw_int(t, "SELECT count(*) FROM obligation"), 1);
    o.key.period = STR("2017-06");
    (void)look(t, s, &o.key, ERR_OBLIGATION_NOT_FOUND);
    store_free(s);
}

static void test_store_obligation_put__every_state(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation o = owed("r.a", 1, "", "2017-05", "north1", DUE_DAY);
    for (int i = 0; i < OBLIGATION_STATE__MAX; i++) {
        o.state = (enum obligation_state)i;
        oput(t, s, 3000 + i, &o, 1);
        CHECK_INT(obligation_state_word(o.state), look(t, s, &o.key, ERR_OK).got.state, i);
    }
    store_free(s);
}

static void test_store_obligation_put__all_or_nothing(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[MANY];
    struct ocall c = ocall_at(t, 3000);
    many(list);
    c.put = list;
    c.n_put = 3;
    store_free(s);
    CHECK("steps", faults_check(t, oput_fn, &c) >= 7);
}

static void test_store_obligation_get__damaged(void **state)
{
    static const struct {
        const char *name, *set;
    } CASES[] = {
        {"a day", "due = '2017-02-30'"},
        {"a number", "need = '8 hours'"},
        {"a fraction", "total = '1/0'"},
        {"a first day", "window_first = '2017 05 01'"},
    };
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation o = owed("r.a", 1, "", "2017-05", "north1", DUE_DAY);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        oput(t, s, 3000, &o, 1);
        raw_exec(t, "UPDATE obligation SET %s", CASES[i].set);
        (void)look(t, s, &o.key, ERR_DB_CORRUPT);
    }
    store_free(s);
}

/* ---- deadlines -------------------------------------------------------------------------- */

static int64_t flip(struct test_db *t, struct store *s, int32_t before)
{
    struct ocall c = ocall_at(t, 5000);
    c.before.days = before;
    CHECK_ERR("flip", store_tx(s, TX_WRITE, "flip", flip_fn, &c, NULL), ERR_OK);
    return c.tally.flipped;
}

static void test_store_obligation_flip__after_the_deadline(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[MANY];
    many(list);
    oput(t, s, 3000, list, MANY);
    CHECK_INT("on the day itself", flip(t, s, DUE_DAY), 0);
    CHECK_INT("the day after", flip(t, s, DUE_DAY + 1), 3);
    CHECK_INT("once only", flip(t, s, DUE_DAY + 1), 0);
    CHECK_INT("several deadlines at once", flip(t, s, DUE_DAY + 60), 2);
    struct ocall c = look(t, s, &list[0].key, ERR_OK);
    CHECK_INT("missed", c.got.state, OBLIGATION_MISSED);
    CHECK_INT("noted", c.changes.n, 1);
    CHECK_INT("from", c.changes.p[0].from, OBLIGATION_OPEN);
    CHECK_INT("to", c.changes.p[0].to, OBLIGATION_MISSED);
    CHECK_INT("at", c.changes.p[0].at.ms, local_day_start((date){DUE_DAY + 1}).ms);
    c = look(t, s, &list[2].key, ERR_OK);
    CHECK_INT("each at its own instant", c.changes.p[0].at.ms,
              local_day_start((date){DUE_DAY + 31}).ms);
    CHECK_INT("not due yet", look(t, s, &list[5].key, ERR_OK).got.state, OBLIGATION_OPEN);
    c = look(t, s, &list[7].key, ERR_OK);
    CHECK_INT("what was not open stays", c.got.state, OBLIGATION_LATE);
    CHECK_INT("and nothing is noted", c.changes.n, 0);
    CHECK_INT("notes", raw_int(t, "SELECT count(*) FROM obligation_change"), 5);
    store_free(s);
}

struct waive {
    struct arena *a;
    int64_t ms;
    const struct obligation_key *key; /* NULL: withdraw */
    struct waiver waiver;
};

static enum err_code waive_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct waive *w = ctx;
    struct audit_by by = test_by(w->ms);
    if (w->key != NULL)
        return store_waiver_add(tx, &by, w->key, STR("停电"), &w->waiver, e);
    return store_waiver_withdraw(w->a, tx, &by, w->waiver.id, STR("有误"), &w->waiver, e);
}

/* A waiver decided at one time, and withdrawn at another (0: never). */
static void waive(struct test_db *t, struct store *s, const struct obligation_key *key, int64_t at,
                  int64_t withdrawn_at)
{
    struct waive w = {.a = &t->a, .ms = at, .key = key};
    CHECK_ERR("waive", store_tx(s, TX_WRITE, "waive", waive_fn, &w, NULL), ERR_OK);
    w.ms = withdrawn_at;
    w.key = NULL;
    if (withdrawn_at > 0)
        CHECK_ERR("withdraw", store_tx(s, TX_WRITE, "waive", waive_fn, &w, NULL), ERR_OK);
}

static void test_store_obligation_flip__waived(void **state)
{
    const int64_t end = local_day_after((date){DUE_DAY}).ms;
    const struct {
        const char *name;
        int64_t at, withdrawn_at;
        enum obligation_state want;
    } CASES[] = {
        {"before the deadline", end - 2000, 0, OBLIGATION_EXCUSED},
        {"withdrawn before it", end - 1000, end - 1, OBLIGATION_MISSED},
        {"withdrawn at it", end - 1, end, OBLIGATION_MISSED},
        {"at it", end, 0, OBLIGATION_EXCUSED},
        {"withdrawn after it", end, end + 1, OBLIGATION_EXCUSED},
        {"after it", end + 1, 0, OBLIGATION_MISSED},
    };
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[ARRAY_LEN(CASES)];
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        list[i] = owed("r.a", 1, "", "", "north1", DUE_DAY);
        list[i].key.period = str_format(&t->a, "2017-%zu", i + 1);
        waive(t, s, &list[i].key, CASES[i].at, CASES[i].withdrawn_at);
    }
    oput(t, s, end, list, ARRAY_LEN(list));
    CHECK_INT("all", flip(t, s, DUE_DAY + 1), ARRAY_LEN(list));
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct ocall c = look(t, s, &list[i].key, ERR_OK);
        CHECK_INT(CASES[i].name, c.got.state, CASES[i].want);
        CHECK_INT(CASES[i].name, c.changes.n, 1);
        CHECK_INT(CASES[i].name, c.changes.p[0].to, CASES[i].want);
    }
    store_free(s);
}

/* ---- what became of it --------------------------------------------------------------------- */

static void test_store_obligation_note__outlives_it(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation o = owed("r.a", 1, "", "2017-05", "north1", DUE_DAY);
    oput(t, s, 3000, &o, 1);
    struct ocall c = ocall_at(t, 4000);
    c.key = o.key;
    c.change = (struct obligation_change){{4000}, OBLIGATION_OPEN, OBLIGATION_STATE__MAX};
    CHECK_ERR("gone", store_tx(s, TX_WRITE, "remove", remove_fn, &c, NULL), ERR_OK);
    c.change = (struct obligation_change){{4100}, OBLIGATION_STATE__MAX, OBLIGATION_MET};
    CHECK_ERR("again", store_tx(s, TX_WRITE, "remove", remove_fn, &c, NULL), ERR_OK);
    c = look(t, s, &o.key, ERR_OBLIGATION_NOT_FOUND);
    CHECK_INT("notes", c.changes.n, 2);
    CHECK_INT("first", c.changes.p[0].at.ms, 4000);
    CHECK_INT("from open", c.changes.p[0].from, OBLIGATION_OPEN);
    CHECK_INT("to nothing", c.changes.p[0].to, OBLIGATION_STATE__MAX);
    CHECK_INT("second", c.changes.p[1].at.ms, 4100);
    CHECK_INT("from nothing", c.changes.p[1].from, OBLIGATION_STATE__MAX);
    CHECK_INT("to met", c.changes.p[1].to, OBLIGATION_MET);
    store_free(s);
}

/* ---- the clock and the chain ----------------------------------------------------------------- */

static enum err_code with_record_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    struct record_stamp stamp;
    ERR_TRY(store_record_add(tx, &c->by, &TEST_KEY, &c->entry, &stamp, e));
    return oput_fn(tx, ctx, e);
}

static void test_store_obligation_clock_set__tells_the_chain(void **state)
{
    static const struct {
        const char *name, *action;
        enum obligation_cause cause;
        int64_t entries;
    } CASES[] = {
        {"time passed", "obligation.advance", OBLIGATION_CAUSE_ADVANCE, 1},
        {"all anew", "obligation.rebuild", OBLIGATION_CAUSE_REBUILD, 1},
        {"a record was written", "record.add", OBLIGATION_CAUSE_WRITE, 1},
    };
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct ocall c = ocall_at(t, 0);
    CHECK_ERR("clock", store_tx(s, TX_READ, "clock", clock_fn, &c, NULL), ERR_OK);
    CHECK("not set yet", !c.clock.set);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        int64_t before = raw_int(t, "SELECT count(*) FROM audit_entry");
        c = ocall_at(t, 6000 + (int64_t)i);
        c.cause = CASES[i].cause;
        c.tally = (struct obligation_tally){.put = 7, .removed = 2, .flipped = 5};
        c.entry = session(t, "north", 1, DUE_DAY, "d");
        CHECK_ERR(CASES[i].name,
                  store_tx(s, TX_WRITE, "set",
                           c.cause == OBLIGATION_CAUSE_WRITE ? with_record_fn : oput_fn, &c, NULL),
                  ERR_OK);
        CHECK_INT(CASES[i].name, raw_int(t, "SELECT count(*) FROM audit_entry") - before,
                  CASES[i].entries);
        CHECK_STR(CASES[i].name, raw_text(t, "SELECT action FROM audit_entry ORDER BY seq DESC"),
                  CASES[i].action);
        CHECK_ERR("clock", store_tx(s, TX_READ, "clock", clock_fn, &c, NULL), ERR_OK);
        CHECK(CASES[i].name, c.clock.set && c.clock.at.ms == 6000 + (int64_t)i);
        CHECK(CASES[i].name, str_of(c.clock.basis).n == 64 && c.clock.basis[0] == 'b');
    }
    struct str told = audit_detail_of(t, "obligation.advance");
    CHECK("what it came to",
          str_find(told, STR("\"put\":7,\"removed\":2,\"flipped\":5"), 0) != SIZE_MAX);
    struct audit_report report;
    CHECK_ERR("chain", test_verify(s, &report, NULL), ERR_OK);
    store_free(s);
}

static enum err_code silent_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ocall *c = ctx;
    return store_obligation_put(tx, c->by.county, c->put, e);
}

struct silent {
    struct store *s;
    struct ocall call;
};

static void write_silently(void *ctx)
{
    struct silent *silent = ctx;
    enum err_code code = store_tx(silent->s, TX_WRITE, "bug", silent_fn, &silent->call, NULL);
    (void)code;
}

static void test_store_obligation_put__without_a_cause(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation o = owed("r.a", 1, "", "2017-05", "north1", DUE_DAY);
    struct silent silent = {.s = s, .call = ocall_at(t, 3000)};
    silent.call.put = &o;
    CHECK("is a bug", test_aborts(write_silently, &silent));
    store_free(s);
}

static void test_store_obligation_clear__of_the_county(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_people(t);
    struct stored_obligation list[MANY];
    many(list);
    oput(t, s, 3000, list, MANY);
    CHECK_INT("missed", flip(t, s, DUE_DAY + 1), 3);
    struct ocall c = ocall_at(t, 5000);
    c.cause = OBLIGATION_CAUSE_REBUILD;
    CHECK_ERR("clear", store_tx(s, TX_WRITE, "clear", clear_fn, &c, NULL), ERR_OK);
    CHECK_INT("none left", raw_int(t, "SELECT count(*) FROM obligation"), 0);
    CHECK_INT("notes stay", raw_int(t, "SELECT count(*) FROM obligation_change"), 3);
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_obligation_put__comes_back),
          STORE_TEST(test_store_obligation_put__every_state),
          STORE_TEST(test_store_obligation_put__all_or_nothing),
          STORE_TEST(test_store_obligation_put__without_a_cause),
          STORE_TEST(test_store_obligation_get__damaged),
          STORE_TEST(test_store_obligation_flip__after_the_deadline),
          STORE_TEST(test_store_obligation_flip__waived),
          STORE_TEST(test_store_obligation_note__outlives_it),
          STORE_TEST(test_store_obligation_clock_set__tells_the_chain),
          STORE_TEST(test_store_obligation_clear__of_the_county))
