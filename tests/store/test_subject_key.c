/*
 * test_subject_key.c — sealed fields: readable with the data key, where they belong, until
 * they are erased; and nothing of them anywhere in the clear.
 */
#include "records.h"

#define ID_NUMBER "320404198001011239"
#define SECRET    "{\"id_number\":\"" ID_NUMBER "\"}"

static enum err_code unseal(struct test_db *t, struct store *s, int64_t id,
                            const struct seal_key *key, struct str *ret, struct err *e)
{
    struct rcall c = rcall_at(t, 0);
    c.data_key = key;
    c.record = rget(t, s, id);
    enum err_code code = store_tx(s, TX_READ, "unseal", runseal_fn, &c, e);
    *ret = c.secret;
    return code;
}

static enum err_code add_with(struct test_db *t, struct store *s, const struct seal_key *key,
                              struct record_entry entry, int64_t *ret_id)
{
    struct rcall c = rcall_at(t, 6000);
    c.data_key = key;
    c.entry = entry;
    enum err_code code = store_tx(s, TX_WRITE, "add", radd_fn, &c, NULL);
    *ret_id = c.stamp.id;
    return code;
}

/* ---- sealing ---------------------------------------------------------------------- */

static void test_store_record_unseal__round_trip(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct str got;
    int64_t p = radd(t, s, 5000, person(t, "甲", SECRET));
    int64_t q = radd(t, s, 5000, person(t, "乙", SECRET));
    struct record_entry in_file = session(t, "north", p, 17000, "a");
    in_file.content.secret = STR("{\"place\":\"甲家\"}");
    int64_t r = radd(t, s, 5000, in_file);
    int64_t open = radd(t, s, 5000, session(t, "north", p, 17000, "b"));
    CHECK_ERR("his", unseal(t, s, p, &TEST_KEY, &got, NULL), ERR_OK);
    CHECK_STR("his", got, SECRET);
    CHECK_ERR("in his file", unseal(t, s, r, &TEST_KEY, &got, NULL), ERR_OK);
    CHECK_STR("in his file", got, "{\"place\":\"甲家\"}");
    CHECK_ERR("nothing", unseal(t, s, open, NULL, &got, NULL), ERR_OK);
    CHECK_INT("nothing", got.n, 0);
    CHECK_INT("a key for each subject", raw_int(t, "SELECT count(*) FROM subject_key"), 2);
    CHECK("equal secrets look different",
          !str_eq(rget(t, s, p).content.sealed, rget(t, s, q).content.sealed));
    struct rcall c = rcall_at(t, 5100);
    c.change = (struct record_change){.record_id = p,
                                      .seen = 1,
                                      .reason = STR("改"),
                                      .listed = STR("phone"),
                                      .content = person(t, "甲", "{\"phone\":\"1\"}").content};
    CHECK_ERR("revise", store_tx(s, TX_WRITE, "revise", rrevise_fn, &c, NULL), ERR_OK);
    CHECK_ERR("the new one", unseal(t, s, p, &TEST_KEY, &got, NULL), ERR_OK);
    CHECK_STR("the new one", got, "{\"phone\":\"1\"}");
    store_free(s);
}

static void test_store_record_unseal__refusals(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct str got;
    struct err e = {.code = ERR_OK};
    int64_t p = radd(t, s, 5000, person(t, "甲", SECRET));
    int64_t q = radd(t, s, 5000, person(t, "乙", SECRET));
    int64_t id = 0;
    CHECK_ERR("no key", unseal(t, s, p, NULL, &got, NULL), ERR_SEAL_KEY_MISSING);
    CHECK_ERR("another key", unseal(t, s, p, &OTHER_KEY, &got, &e), ERR_SEAL_KEY_WRONG);
    CHECK_ERR("adding without a key", add_with(t, s, NULL, person(t, "丙", SECRET), &id),
              ERR_SEAL_KEY_MISSING);
    CHECK_ERR("without a secret none is needed", add_with(t, s, NULL, person(t, "丙", ""), &id),
              ERR_OK);
    CHECK_ERR("adding with another key", add_with(t, s, &OTHER_KEY, person(t, "丁", SECRET), &id),
              ERR_SEAL_KEY_WRONG);
    struct record_entry in_file = session(t, "north", p, 17000, "a");
    in_file.content.secret = STR("x");
    CHECK_ERR("into a file with another key", add_with(t, s, &OTHER_KEY, in_file, &id),
              ERR_SEAL_KEY_WRONG);
    /* What was sealed for one record does not open as another's, nor as its next revision. */
    raw_exec(t,
             "UPDATE record_revision SET sealed = (SELECT sealed FROM record_revision"
             " WHERE record_id = %d) WHERE record_id = %d",
             (int)q, (int)p);
    CHECK_ERR("moved", unseal(t, s, p, &TEST_KEY, &got, NULL), ERR_SEAL_BROKEN);
    raw_exec(t,
             "UPDATE subject_key SET wrapped = (SELECT wrapped FROM subject_key"
             " WHERE owner = %d) WHERE owner = %d",
             (int)p, (int)q);
    CHECK_ERR("a key that was moved", unseal(t, s, q, &TEST_KEY, &got, NULL), ERR_SEAL_KEY_WRONG);
    store_free(s);
}

struct index_call {
    const struct seal_key *data_key;
    struct seal_key key;
};

static enum err_code index_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct index_call *c = ctx;
    return store_index_key(tx, STR("c1"), c->data_key, &c->key, e);
}

static void test_store_index_key__knows_its_own(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct index_call one = {.data_key = &OTHER_KEY};
    struct index_call two = {.data_key = &TEST_KEY};
    struct index_call again = {.data_key = &TEST_KEY};
    CHECK_ERR("any, before the first", store_tx(s, TX_READ, "index", index_fn, &one, NULL), ERR_OK);
    (void)radd(t, s, 5000, person(t, "甲", SECRET));
    CHECK_ERR("its own", store_tx(s, TX_READ, "index", index_fn, &two, NULL), ERR_OK);
    CHECK_ERR("the same again", store_tx(s, TX_READ, "index", index_fn, &again, NULL), ERR_OK);
    CHECK("always the same", memcmp(&two.key, &again.key, sizeof(two.key)) == 0);
    CHECK("of its own", memcmp(&one.key, &two.key, sizeof(two.key)) != 0);
    CHECK("not the data key", memcmp(&two.key, &TEST_KEY, sizeof(two.key)) != 0);
    CHECK_ERR("another", store_tx(s, TX_READ, "index", index_fn, &one, NULL), ERR_SEAL_KEY_WRONG);
    one.data_key = NULL;
    CHECK_ERR("none", store_tx(s, TX_READ, "index", index_fn, &one, NULL), ERR_SEAL_KEY_MISSING);
    store_free(s);
}

/* ---- erasure ----------------------------------------------------------------------- */

static void test_store_subject_erase__for_good(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct str got;
    struct audit_report report;
    struct record_entry entry = person(t, "甲", SECRET);
    entry.content.uniques = digests_of(t, "u");
    entry.content.lookups = digests_of(t, "l");
    entry.content.n_uniques = entry.content.n_lookups = 1;
    int64_t p = radd(t, s, 5000, entry);
    int64_t q = radd(t, s, 5000, person(t, "乙", SECRET));
    struct record_entry in_file = session(t, "north", p, 17000, "a");
    in_file.content.secret = STR("x");
    int64_t r = radd(t, s, 5000, in_file);
    int64_t none = radd(t, s, 5000, person(t, "丙", ""));
    struct rcall c = rcall_at(t, 7000);
    c.reason = STR("依法删除");
    c.id = p;
    CHECK_ERR("erase", store_tx(s, TX_WRITE, "erase", rerase_fn, &c, NULL), ERR_OK);
    CHECK_ERR("his", unseal(t, s, p, &TEST_KEY, &got, NULL), ERR_SUBJECT_ERASED);
    CHECK_ERR("in his file", unseal(t, s, r, &TEST_KEY, &got, NULL), ERR_SUBJECT_ERASED);
    CHECK_ERR("others", unseal(t, s, q, &TEST_KEY, &got, NULL), ERR_OK);
    CHECK_STR("the rest stays", rget(t, s, p).content.fields, "{\"n\":\"甲\"}");
    CHECK("not void", !rget(t, s, p).voided);
    CHECK_INT("no digest is left",
              raw_int(t, "SELECT (SELECT count(*) FROM record_unique)"
                         " + (SELECT count(*) FROM record_lookup)"),
              0);
    CHECK_INT("the ciphertext stays, for the chain",
              raw_int(t, "SELECT count(*) FROM record_revision WHERE sealed IS NOT NULL"), 3);
    CHECK_INT("no key is left",
              raw_int(t, "SELECT count(*) FROM subject_key WHERE wrapped IS NOT NULL"), 1);
    CHECK_ERR("once", store_tx(s, TX_WRITE, "erase", rerase_fn, &c, NULL), ERR_SUBJECT_ERASED);
    c.id = none;
    CHECK_ERR("nothing sealed", store_tx(s, TX_WRITE, "erase", rerase_fn, &c, NULL),
              ERR_SUBJECT_NO_KEY);
    c.id = 99;
    CHECK_ERR("nobody", store_tx(s, TX_WRITE, "erase", rerase_fn, &c, NULL), ERR_RECORD_NOT_FOUND);
    int64_t id = 0;
    CHECK_ERR("no new secrets", add_with(t, s, &TEST_KEY, in_file, &id), ERR_SUBJECT_ERASED);
    CHECK_ERR("chain", test_verify(s, &report, NULL), ERR_OK);
    CHECK("told", str_find(audit_detail_of(t, "subject.erase"), STR("依法删除"), 0) != SIZE_MAX);
    store_free(s);
}

/* ---- nothing in the clear ------------------------------------------------------------ */

/* SQLite: the bytes of the database and its log, as somebody who stole them would read them. */
static bool file_holds(struct test_db *t, const char *suffix, struct str needle)
{
    struct str path = str_format(&t->a, "%s/t.db%s", t->dir, suffix);
    FILE *f = fopen(path.p, "rb");
    if (f == NULL)
        return false;
    static char bytes[8 * 1024 * 1024];
    size_t n = fread(bytes, 1, sizeof(bytes), f);
    must(fclose(f) == 0 && n < sizeof(bytes));
    return memmem(bytes, n, needle.p, needle.n) != NULL;
}

static void test_store_record_add__nothing_in_the_clear(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct str got;
    int64_t p = radd(t, s, 5000, person(t, "看得见", SECRET));
    CHECK_ERR("read", unseal(t, s, p, &TEST_KEY, &got, NULL), ERR_OK);
    if (t->engine == DB_SQLITE) {
        struct str key = {(const char *)TEST_KEY.bytes, sizeof(TEST_KEY.bytes)};
        CHECK("what may be seen is", file_holds(t, "-wal", STR("看得见")));
        CHECK("the id number", !file_holds(t, "", STR(ID_NUMBER)));
        CHECK("nor in the log", !file_holds(t, "-wal", STR(ID_NUMBER)));
        CHECK("the data key", !file_holds(t, "", key) && !file_holds(t, "-wal", key));
    } else {
        CHECK_INT("the id number",
                  raw_int(t, "SELECT count(*) FROM record_revision v"
                             " WHERE position('" ID_NUMBER "'::bytea IN sealed) > 0"
                             " OR fields ~ '" ID_NUMBER "'"),
                  0);
    }
    CHECK_INT("the audit chain",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE detail <>"
                         " replace(detail, '" ID_NUMBER "', '')"),
              0);
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_record_unseal__round_trip),
          STORE_TEST(test_store_record_unseal__refusals),
          STORE_TEST(test_store_index_key__knows_its_own),
          STORE_TEST(test_store_subject_erase__for_good),
          STORE_TEST(test_store_record_add__nothing_in_the_clear))
