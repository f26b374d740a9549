/*
 * test_audit.c — the audit chain: what it holds, and that every way of spoiling
 * it is found at the right place and called by its name.
 */
#include "store/audit_chain.h"

#include "support.h"

/* As a constant expression. */
#define STR_LIT(literal)                                                                           \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* ---- the hash ------------------------------------------------------------ */

/* Computed apart from this program: printf '6:320413,1:1,…' | sha256sum */
static void test_audit_entry_hash__known(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct audit_entry entry;
        const char *want;
    } CASES[] = {
        {"all fields",
         {STR_LIT("320413"), 1, INT64_C(1700000000000), STR_LIT("init"), STR_LIT("county.create"),
          STR_LIT("county"), STR_LIT("{\"name\":\"某县\"}"),
          STR_LIT("0000000000000000000000000000000000000000000000000000000000000000")},
         "47a80ce54daf9a2f4806267f6d0dec26dfc9b9cc8b586af3a4868b1c2c8f1214"},
        {"empty ones, negative time",
         {STR_LIT("c"), 2, INT64_C(-1), STR_LIT("a"), STR_LIT("b"), STR_LIT(""), STR_LIT("{}"),
          STR_LIT("47a80ce54daf9a2f4806267f6d0dec26dfc9b9cc8b586af3a4868b1c2c8f1214")},
         "a853303111b34859a36e2691aa7bd2d43600aa5d45542394c7d76b5d290f7923"},
        {"signs of the encoding in the text",
         {STR_LIT("c"), 12, INT64_C(0), STR_LIT("1:a,"), STR_LIT("x:y"), STR_LIT("3:,,,"),
          STR_LIT("{}"),
          STR_LIT("0000000000000000000000000000000000000000000000000000000000000000")},
         "49e2a606b81313e53f2a65412c4cf65a5774352eef7f558704716312bb2df6ff"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char out[HASH_HEX_MAX];
        CHECK_ERR(CASES[i].name, audit_entry_hash(&CASES[i].entry, out, NULL), ERR_OK);
        CHECK_STR(CASES[i].name, str_of(out), CASES[i].want);
    }
}

/* ---- appending ------------------------------------------------------------- */

static void chain(struct store *s, int n)
{
    for (int i = 2; i <= n; i++) {
        char action[16];
        (void)snprintf(action, sizeof(action), "act.%d", i);
        CHECK_ERR(action, test_append(s, action, 1000 * i, NULL), ERR_OK);
    }
}

static void test_store_audit_append__times_never_run_back(void **state)
{
    static const int64_t CLOCK[] = {5000, 4000, 5000, 4999, 6000, 0, -1};
    static const int64_t STAMP[] = {5000, 5000, 5000, 5000, 6000, 6000, 6000};
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    for (size_t i = 0; i < ARRAY_LEN(CLOCK); i++) {
        CHECK_ERR("append", test_append(s, "x", CLOCK[i], NULL), ERR_OK);
        CHECK_INT("stamp", raw_int(t, "SELECT max(at_ms) FROM audit_entry"), STAMP[i]);
        CHECK_INT("head", raw_int(t, "SELECT at_ms FROM audit_head"), STAMP[i]);
    }
    struct audit_report report;
    CHECK_ERR("verify", test_verify(s, &report, NULL), ERR_OK);
    store_free(s);
}

struct bad_append {
    struct str county;
    struct str detail;
};

static enum err_code bad_append_fn(struct tx *tx, void *ctx, struct err *e)
{
    const struct bad_append *bad = ctx;
    struct audit_by by = {.county = bad->county, .actor = STR("tester"), .at = {1}};
    struct audit_event event = {STR("x"), STR(""), bad->detail};
    return store_audit_append(tx, &by, &event, e);
}

static void test_store_audit_append__refusals(void **state)
{
    static const struct {
        const char *name;
        const char *county;
        const char *detail;
        enum err_code want;
    } CASES[] = {
        {"an object", "c1", "{\"a\":\"甲\"}", ERR_OK},
        {"not JSON", "c1", "{a}", ERR_JSON_SYNTAX},
        {"nothing", "c1", "", ERR_JSON_SYNTAX},
        {"no such county", "c2", "{}", ERR_COUNTY_NOT_FOUND},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct bad_append bad = {str_of(CASES[i].county), str_of(CASES[i].detail)};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_WRITE, "t", bad_append_fn, &bad, NULL),
                  CASES[i].want);
    }
    CHECK_INT("entries", raw_int(t, "SELECT count(*) FROM audit_entry"), 2);
    store_free(s);
}

/* ---- verifying ------------------------------------------------------------------ */

enum { CHAIN = 6 };

#define SET(column, value, where) "UPDATE audit_entry SET " column " = " value " WHERE " where
#define HASH_X                    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"

/* The chain has six entries; `spoil` is run on the engine itself. */
static const struct {
    const char *name;
    const char *spoil;
    enum audit_fault fault;
    int64_t seq;
    int64_t count;
} SPOILED[] = {
    {"not at all", "SELECT 1", AUDIT_INTACT, 0, 6},
    {"time", SET("at_ms", "at_ms + 1", "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"actor", SET("actor", "'x'", "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"action", SET("action", "'x'", "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"object", SET("object", "'x'", "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"detail", SET("detail", "'{}'", "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"a blank in the detail", SET("detail", "detail || ' '", "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"hash before", SET("prev_hash", HASH_X, "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"hash", SET("hash", HASH_X, "seq = 3"), AUDIT_ALTERED, 3, 2},
    {"a character from one field to the next",
     SET("action", "'act.'", "seq = 3") ";" SET("object", "'3' || object", "seq = 3"),
     AUDIT_ALTERED, 3, 2},
    {"the first", SET("actor", "'x'", "seq = 1"), AUDIT_ALTERED, 1, 0},
    {"the last", SET("actor", "'x'", "seq = 6"), AUDIT_ALTERED, 6, 5},
    {"two", SET("actor", "'x'", "seq IN (4, 5)"), AUDIT_ALTERED, 4, 3},
    {"first deleted", "DELETE FROM audit_entry WHERE seq = 1", AUDIT_MISSING, 1, 0},
    {"middle deleted", "DELETE FROM audit_entry WHERE seq = 4", AUDIT_MISSING, 4, 3},
    {"last deleted", "DELETE FROM audit_entry WHERE seq = 6", AUDIT_TRUNCATED, 6, 5},
    {"last two deleted", "DELETE FROM audit_entry WHERE seq > 4", AUDIT_TRUNCATED, 5, 4},
    {"all deleted", "DELETE FROM audit_entry", AUDIT_TRUNCATED, 1, 0},
    {"two swapped",
     SET("seq", "100", "seq = 3") ";" SET("seq", "3", "seq = 4") ";" SET("seq", "4", "seq = 100"),
     AUDIT_REORDERED, 3, 2},
    {"far ones swapped",
     SET("seq", "100", "seq = 2") ";" SET("seq", "2", "seq = 5") ";" SET("seq", "5", "seq = 100"),
     AUDIT_REORDERED, 2, 1},
    {"deleted and moved up", "DELETE FROM audit_entry WHERE seq = 5;" SET("seq", "5", "seq = 6"),
     AUDIT_REORDERED, 5, 4},
    {"one put before the first",
     "INSERT INTO audit_entry SELECT county, 0, at_ms, actor, action, object, detail, prev_hash,"
     " hash FROM audit_entry WHERE seq = 1",
     AUDIT_ALTERED, 0, 0},
    {"one put after the last",
     "INSERT INTO audit_entry SELECT county, 7, at_ms, actor, action, object, detail, prev_hash,"
     " hash FROM audit_entry WHERE seq = 6",
     AUDIT_REORDERED, 7, 6},
    {"head behind", "UPDATE audit_head SET seq = 5", AUDIT_HEAD, 6, 6},
    {"head of another hash", "UPDATE audit_head SET hash = " HASH_X, AUDIT_HEAD, 6, 6},
    {"head gone", "DELETE FROM audit_head", AUDIT_HEAD, 6, 6},
    {"tail deleted, head set back",
     "DELETE FROM audit_entry WHERE seq = 6; UPDATE audit_head SET seq = 5", AUDIT_HEAD, 5, 5},
};

static void spoiled_check(size_t i)
{
    struct test_db t;
    test_db_init(&t);
    struct store *s = test_db_county(&t);
    chain(s, CHAIN);
    raw_exec(&t, "%s", SPOILED[i].spoil);
    struct audit_report report;
    struct err e = {.code = ERR_OK};
    const char *name = SPOILED[i].name;
    CHECK_ERR(name, test_verify(s, &report, &e),
              SPOILED[i].fault == AUDIT_INTACT ? ERR_OK : ERR_AUDIT_BROKEN);
    CHECK_STR(name, str_of(audit_fault_name(report.fault)), audit_fault_name(SPOILED[i].fault));
    CHECK_INT(name, report.seq, SPOILED[i].seq);
    CHECK_INT(name, report.count, SPOILED[i].count);
    char seq[32];
    (void)snprintf(seq, sizeof(seq), "entry %lld ", (long long)SPOILED[i].seq);
    CHECK(name, SPOILED[i].fault == AUDIT_INTACT || str_starts(str_of(e.detail), str_of(seq)));
    struct str head = str_format(&t.a, "SELECT hash FROM audit_entry WHERE seq = %lld",
                                 (long long)SPOILED[i].count);
    if (SPOILED[i].count > 0)
        CHECK(name, str_eq(raw_text(&t, head.p), str_of(report.head)));
    store_free(s);
    test_db_release(&t);
}

static void test_store_audit_verify__spoiled(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(SPOILED); i++)
        spoiled_check(i);
}

/* ---- somebody who can compute hashes ------------------------------------------------ */

/* Entry `seq` as it is stored, with another actor and time, and a hash that fits. */
static void forge(struct test_db *t, int64_t seq, int64_t at_ms)
{
    struct str where = str_format(&t->a, "FROM audit_entry WHERE seq = %lld", (long long)seq);
    struct audit_entry entry = {
        .county = STR("c1"),
        .seq = seq,
        .at_ms = at_ms,
        .actor = STR("forger"),
        .action = raw_text(t, str_format(&t->a, "SELECT action %s", where.p).p),
        .object = raw_text(t, str_format(&t->a, "SELECT object %s", where.p).p),
        .detail = raw_text(t, str_format(&t->a, "SELECT detail %s", where.p).p),
        .prev_hash = raw_text(t, str_format(&t->a, "SELECT prev_hash %s", where.p).p),
    };
    char hash[HASH_HEX_MAX];
    CHECK_ERR("hash", audit_entry_hash(&entry, hash, NULL), ERR_OK);
    raw_exec(t,
             "UPDATE audit_entry SET actor = 'forger', at_ms = %lld, hash = '%s' WHERE seq = %lld",
             (long long)at_ms, hash, (long long)seq);
}

static void test_store_audit_verify__forged(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t seq;
        int64_t at_ms;
        enum audit_fault fault;
        int64_t fault_seq;
    } CASES[] = {
        {"one in the middle: the next one shows it", 3, 3000, AUDIT_UNLINKED, 4},
        {"the last: the head shows it", 6, 6000, AUDIT_HEAD, 6},
        {"the first", 1, 1000, AUDIT_UNLINKED, 2},
        {"dated back", 5, 10, AUDIT_CLOCK, 5},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct test_db t;
        test_db_init(&t);
        struct store *s = test_db_county(&t);
        chain(s, CHAIN);
        forge(&t, CASES[i].seq, CASES[i].at_ms);
        struct audit_report report;
        CHECK_ERR(CASES[i].name, test_verify(s, &report, NULL), ERR_AUDIT_BROKEN);
        CHECK_STR(CASES[i].name, str_of(audit_fault_name(report.fault)),
                  audit_fault_name(CASES[i].fault));
        CHECK_INT(CASES[i].name, report.seq, CASES[i].fault_seq);
        store_free(s);
        test_db_release(&t);
    }
}

/* ---- counties ------------------------------------------------------------------------- */

static enum err_code two_counties_fn(struct tx *tx, void *ctx, struct err *e)
{
    (void)ctx;
    struct audit_by by = {.county = STR("c2"), .actor = STR("tester"), .at = {1}};
    return store_county_create(tx, &by, STR("乙县"), e);
}

static enum err_code verify_c2_fn(struct tx *tx, void *ctx, struct err *e)
{
    return store_audit_verify(tx, STR("c2"), ctx, e);
}

static void test_store_audit_verify__one_chain_a_county(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct audit_report report;
    CHECK_ERR("before", store_tx(s, TX_READ, "v", verify_c2_fn, &report, NULL),
              ERR_COUNTY_NOT_FOUND);
    CHECK_ERR("create", store_tx(s, TX_WRITE, "c", two_counties_fn, NULL, NULL), ERR_OK);
    chain(s, 3);
    CHECK_ERR("c1", test_verify(s, &report, NULL), ERR_OK);
    CHECK_INT("c1", report.count, 3);
    CHECK_ERR("c2", store_tx(s, TX_READ, "v", verify_c2_fn, &report, NULL), ERR_OK);
    CHECK_INT("c2", report.count, 1);
    raw_exec(t, "UPDATE audit_entry SET county = 'c2' WHERE county = 'c1' AND seq = 2");
    CHECK_ERR("c1", test_verify(s, &report, NULL), ERR_AUDIT_BROKEN);
    CHECK_INT("c1", report.fault, AUDIT_MISSING);
    CHECK_ERR("c2", store_tx(s, TX_READ, "v", verify_c2_fn, &report, NULL), ERR_AUDIT_BROKEN);
    CHECK_INT("c2", report.fault, AUDIT_ALTERED);
    store_free(s);
}

TEST_MAIN(cmocka_unit_test(test_audit_entry_hash__known),
          STORE_TEST(test_store_audit_append__times_never_run_back),
          STORE_TEST(test_store_audit_append__refusals),
          cmocka_unit_test(test_store_audit_verify__spoiled),
          cmocka_unit_test(test_store_audit_verify__forged),
          STORE_TEST(test_store_audit_verify__one_chain_a_county))
