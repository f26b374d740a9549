/*
 * test_record.c — records: what was entered comes back as it was known at any time, and
 * nobody writes over what he has not seen.
 */
#include "records.h"

#include "base/hash.h"

/* ---- entering -------------------------------------------------------------------- */

static void test_store_record_add__round_trip(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", "{\"id_number\":\"320404198001011239\"}"));
    int64_t r = radd(t, s, 5001, session(t, "north1", p, 17050, "a\\\"b 学习"));
    CHECK_INT("numbers", p, 1);
    CHECK_INT("numbers", r, 2);
    struct stored_record got = rget(t, s, r);
    CHECK_STR("type", got.type, "session");
    CHECK_STR("unit", got.unit, "north1");
    CHECK_INT("subject", got.subject, p);
    CHECK_INT("entered at", got.entered_at.ms, 5001);
    CHECK_STR("entered by", got.entered_by, "tester");
    CHECK("nothing special", !got.history && got.batch == 0 && !got.voided);
    CHECK_INT("latest", got.latest, 1);
    CHECK_INT("revision", got.content.revision, 1);
    CHECK_INT("at", got.content.at.ms, 5001);
    CHECK_STR("by", got.content.by, "tester");
    CHECK_INT("day", got.content.occurred_on.days, 17050);
    CHECK_STR("fields", got.content.fields, "{\"n\":\"a\\\"b 学习\"}");
    CHECK_STR("catalog", got.content.catalog, "cat");
    CHECK_INT("catalog version", got.content.catalog_version, 1);
    CHECK("the first says no more", got.content.reason.n + got.content.listed.n == 0);
    CHECK("nothing sealed", got.content.sealed.n == 0);
    CHECK("in no file", rget(t, s, p).subject == 0 && rget(t, s, p).content.sealed.n > 0);
    store_free(s);
}

static void test_store_record_add__refusals(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", ""));
    int64_t gone = radd(t, s, 5000, person(t, "乙", ""));
    struct record_entry keyed = session(t, "north", p, 17000, "a");
    keyed.content.uniques = digests_of(t, "key");
    keyed.content.n_uniques = 1;
    int64_t holder = radd(t, s, 5000, keyed);
    (void)rvoid(t, s, 5000, gone);
    const struct {
        const char *name;
        struct record_entry entry;
        enum err_code want;
    } cases[] = {
        {"good", session(t, "north", p, 17000, "b"), ERR_OK},
        {"no such subject", session(t, "north", 99, 17000, "b"), ERR_RECORD_NOT_FOUND},
        {"a void subject", session(t, "north", gone, 17000, "b"), ERR_RECORD_VOIDED},
        {"no such unit", session(t, "west", p, 17000, "b"), ERR_DB_CONSTRAINT},
        {"a key that is taken", keyed, ERR_RECORD_DUPLICATE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct rcall c = rcall_at(t, 5001);
        struct err e = {.code = ERR_OK};
        c.entry = cases[i].entry;
        CHECK_ERR(cases[i].name, store_tx(s, TX_WRITE, "add", radd_fn, &c, &e), cases[i].want);
        if (cases[i].want == ERR_RECORD_DUPLICATE)
            CHECK_STR("names the holder", str_of(e.detail),
                      str_format(&t->a, "R%d", (int)holder).p);
    }
    struct rcall c = rcall_at(t, 5002);
    c.entry = session(t, "north", p, 17000, "c");
    c.entry.content.catalog_version = 2;
    CHECK_ERR("no such catalog", store_tx(s, TX_WRITE, "add", radd_fn, &c, NULL),
              ERR_DB_CONSTRAINT);
    (void)rvoid(t, s, 5003, holder);
    CHECK("a void record gives its key up", radd(t, s, 5004, keyed) > holder);
    store_free(s);
}

/* What the audit chain tells can be recomputed from the tables, by the recipe of the manual. */
static void test_store_record_add__audit_hash(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t id = radd(t, s, 5000, person(t, "甲", "{\"phone\":\"13812345678\"}"));
    struct stored_record r = rget(t, s, id);
    struct hash h;
    char hex[HASH_HEX_MAX];
    CHECK_ERR("begin", hash_begin(&h, NULL), ERR_OK);
    hash_add_field(&h, STR("c1"));
    hash_add_int(&h, id);
    hash_add_int(&h, 1);
    hash_add_field(&h, STR("person"));
    hash_add_field(&h, STR("north"));
    hash_add_int(&h, 0);
    hash_add_int(&h, 5000);
    hash_add_field(&h, STR("cat"));
    hash_add_int(&h, 1);
    hash_add_field(&h, STR("2016-07-18"));
    hash_add_field(&h, STR("{\"n\":\"甲\"}"));
    hash_add_field(&h, r.content.sealed);
    hash_end(&h, hex);
    struct str detail = audit_detail_of(t, "record.add");
    CHECK("the hash", str_find(detail, str_of(hex), 0) != SIZE_MAX);
    CHECK("nothing sensitive", str_find(detail, STR("13812345678"), 0) == SIZE_MAX);
    store_free(s);
}

/* ---- time ------------------------------------------------------------------------ */

static void test_store_record_get__as_of(void **state)
{
    static const struct {
        const char *name;
        int64_t as_of;
        const char *fields; /* NULL: not there yet */
        int64_t revision;
        int32_t day;
        bool voided;
    } CASES[] = {
        {"before", 4999, NULL, 0, 0, false},
        {"at its entry", 5000, "{\"n\":\"one\"}", 1, 17050, false},
        {"before the change", 5099, "{\"n\":\"one\"}", 1, 17050, false},
        {"at the change", 5100, "{\"n\":\"two\"}", 2, 17100, false},
        {"two at one time: the later", 5200, "{\"n\":\"four\"}", 4, 17100, false},
        {"before the void", 5299, "{\"n\":\"four\"}", 4, 17100, false},
        {"at the void", 5300, "{\"n\":\"four\"}", 4, 17100, true},
    };
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t id = radd(t, s, 5000, session(t, "north", 0, 17050, "one"));
    CHECK_ERR("two", rrevise(t, s, 5100, id, 1, "two", NULL), ERR_OK);
    CHECK_ERR("three", rrevise(t, s, 5200, id, 2, "three", NULL), ERR_OK);
    CHECK_ERR("four", rrevise(t, s, 5200, id, 3, "four", NULL), ERR_OK);
    (void)rvoid(t, s, 5300, id);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rcall c = rcall_at(t, 0);
        c.id = id;
        c.as_of.ms = CASES[i].as_of;
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "get", rget_fn, &c, NULL),
                  CASES[i].fields == NULL ? ERR_RECORD_NOT_FOUND : ERR_OK);
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "life", rlife_fn, &c, NULL),
                  CASES[i].fields == NULL ? ERR_RECORD_NOT_FOUND : ERR_OK);
        if (CASES[i].fields == NULL)
            continue;
        CHECK_STR(CASES[i].name, c.record.content.fields, CASES[i].fields);
        CHECK_INT(CASES[i].name, c.record.content.revision, CASES[i].revision);
        CHECK_INT(CASES[i].name, c.record.content.occurred_on.days, CASES[i].day);
        CHECK_INT(CASES[i].name, c.record.voided, CASES[i].voided);
        CHECK_INT(CASES[i].name, c.record.void_reason.n > 0, CASES[i].voided);
        CHECK_INT(CASES[i].name, c.record.latest, 4);
        CHECK_INT(CASES[i].name, c.life.n, CASES[i].revision);
        CHECK_STR(CASES[i].name, c.life.revisions[0].fields, "{\"n\":\"one\"}");
        CHECK_STR(CASES[i].name, c.life.record.content.fields, CASES[i].fields);
    }
    struct stored_record now = rget(t, s, id);
    CHECK_STR("reason", now.content.reason, "更正");
    CHECK_STR("listed", now.content.listed, "n");
    CHECK_STR("void reason", now.void_reason, "录入有误");
    CHECK_STR("voided by", now.voided_by, "tester");
    CHECK_INT("voided at", now.voided_at.ms, 5300);
    store_free(s);
}

static void test_store_record_add__clock_and_history(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t a = radd(t, s, 9000, session(t, "north", 0, 17000, "a"));
    int64_t b = radd(t, s, 100, session(t, "north", 0, 17000, "b"));
    CHECK_INT("never before the last", rget(t, s, b).entered_at.ms, 9000);
    CHECK("the order stays", b > a);
    struct record_entry old = session(t, "north", 0, 17000, "old");
    old.history = true;
    old.entered_at.ms = 300;
    struct stored_record r = rget(t, s, radd(t, s, 9500, old));
    CHECK_INT("as chosen", r.entered_at.ms, 300);
    CHECK_INT("its revision too", r.content.at.ms, 300);
    CHECK("marked", r.history);
    CHECK("and told", str_find(audit_detail_of(t, "record.add"), STR("1970-01-01T00:00:00.300Z"),
                               0) != SIZE_MAX);
    CHECK_INT("the chain has the real time", raw_int(t, "SELECT max(at_ms) FROM audit_entry"),
              9500);
    struct rcall c = rcall_at(t, 9600);
    c.entry = old;
    c.entry.entered_at.ms = 9601;
    CHECK_ERR("from the future", store_tx(s, TX_WRITE, "add", radd_fn, &c, NULL),
              ERR_RECORD_HISTORY);
    store_free(s);
}

/* ---- two people ------------------------------------------------------------------- */

static void test_store_record_revise__seen(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t id = radd(t, s, 5000, session(t, "north", 0, 17050, "one"));
    struct rcall c = rcall_at(t, 5200);
    CHECK_ERR("first", rrevise(t, s, 5100, id, 1, "two", NULL), ERR_OK);
    CHECK_ERR("saw the old one", rrevise(t, s, 5100, id, 1, "three", NULL), ERR_RECORD_CHANGED);
    CHECK_ERR("saw what is not there", rrevise(t, s, 5100, id, 3, "x", NULL), ERR_RECORD_CHANGED);
    CHECK_ERR("no such record", rrevise(t, s, 5100, 77, 1, "x", NULL), ERR_RECORD_NOT_FOUND);
    c.id = id;
    c.seen = 1;
    CHECK_ERR("void, unseen", store_tx(s, TX_WRITE, "void", rvoid_fn, &c, NULL),
              ERR_RECORD_CHANGED);
    c.seen = 2;
    CHECK_ERR("void", store_tx(s, TX_WRITE, "void", rvoid_fn, &c, NULL), ERR_OK);
    CHECK_ERR("once", store_tx(s, TX_WRITE, "void", rvoid_fn, &c, NULL), ERR_RECORD_VOIDED);
    CHECK_ERR("no revision after", rrevise(t, s, 5300, id, 2, "x", NULL), ERR_RECORD_VOIDED);
    c.id = 77;
    CHECK_ERR("no such record", store_tx(s, TX_WRITE, "void", rvoid_fn, &c, NULL),
              ERR_RECORD_NOT_FOUND);
    CHECK_STR("what holds", rget(t, s, id).content.fields, "{\"n\":\"two\"}");
    store_free(s);
}

enum { WRITERS = 4, WRITES = 8 };

struct race {
    struct test_db *t;
    int64_t id;
};

/* Revise on top of whatever is there, until it was done WRITES times. */
static int racer(int child, void *ctx)
{
    struct race *race = ctx;
    struct store *s = test_db_open(race->t);
    for (int done = 0; done < WRITES;) {
        struct stored_record r = rget(race->t, s, race->id);
        enum err_code code = rrevise(race->t, s, 6000 - child, race->id, r.latest, "x", NULL);
        if (code == ERR_OK)
            done++;
        else if (code != ERR_RECORD_CHANGED && code != ERR_DB_BUSY)
            return 1;
    }
    store_free(s);
    return 0;
}

static void test_store_record_revise__many_writers(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct audit_report report;
    struct race race = {t, radd(t, s, 5000, session(t, "north", 0, 17050, "one"))};
    CHECK_INT("failed children", test_children(WRITERS, racer, &race), 0);
    CHECK_INT("revisions", rget(t, s, race.id).latest, 1 + WRITERS * WRITES);
    CHECK_INT("all are there", raw_int(t, "SELECT count(*) FROM record_revision"),
              1 + WRITERS * WRITES);
    CHECK_INT("in the order of time",
              raw_int(t, "SELECT count(*) FROM record_revision a JOIN record_revision b"
                         " ON b.revision = a.revision + 1"
                         " WHERE b.at_ms < a.at_ms OR b.seq <= a.seq"),
              0);
    CHECK_ERR("chain", test_verify(s, &report, NULL), ERR_OK);
    store_free(s);
}

/* ---- keys and lookups ------------------------------------------------------------- */

static int64_t holder_of(struct test_db *t, struct store *s, const char *text)
{
    struct rcall c = rcall_at(t, 0);
    c.digest = digest_of(t, text);
    CHECK_ERR(text, store_tx(s, TX_READ, "unique", runique_fn, &c, NULL), ERR_OK);
    return c.count;
}

static size_t found_by(struct test_db *t, struct store *s, const char *text, int64_t *ret_first)
{
    struct rcall c = rcall_at(t, 0);
    c.digest = digest_of(t, text);
    CHECK_ERR(text, store_tx(s, TX_READ, "find", rfind_fn, &c, NULL), ERR_OK);
    *ret_first = c.ids.n > 0 ? c.ids.p[0] : 0;
    return c.ids.n;
}

static void test_store_record_find__follows_the_record(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t first = 0;
    struct record_entry e = person(t, "甲", "");
    e.content.uniques = digests_of(t, "id 1");
    e.content.n_uniques = 1;
    e.content.lookups = digests_of(t, "name 甲");
    e.content.n_lookups = 1;
    int64_t a = radd(t, s, 5000, e);
    e.content.uniques = digests_of(t, "id 2");
    int64_t b = radd(t, s, 5000, e);
    CHECK_INT("two of one name", found_by(t, s, "name 甲", &first), 2);
    CHECK_INT("in the order of entry", first, a);
    CHECK_INT("nobody", found_by(t, s, "name 乙", &first), 0);
    CHECK_INT("the key", holder_of(t, s, "id 2"), b);
    CHECK_INT("a key of nobody", holder_of(t, s, "id 3"), 0);
    struct rcall c = rcall_at(t, 5100);
    c.change = (struct record_change){
        .record_id = b, .seen = 1, .reason = STR("改"), .listed = STR("id"), .content = e.content};
    c.change.content.uniques = digests_of(t, "id 1");
    CHECK_ERR("to a key that is taken", store_tx(s, TX_WRITE, "revise", rrevise_fn, &c, NULL),
              ERR_RECORD_DUPLICATE);
    CHECK_INT("nothing changed", rget(t, s, b).latest, 1);
    c.change.content.uniques = digests_of(t, "id 2");
    CHECK_ERR("it may keep its own", store_tx(s, TX_WRITE, "revise", rrevise_fn, &c, NULL), ERR_OK);
    c.change.seen = 2;
    c.change.content.uniques = digests_of(t, "id 3");
    c.change.content.lookups = digests_of(t, "name 乙");
    CHECK_ERR("to a free one", store_tx(s, TX_WRITE, "revise", rrevise_fn, &c, NULL), ERR_OK);
    CHECK_INT("the old one is free", holder_of(t, s, "id 2"), 0);
    CHECK_INT("the new one is not", holder_of(t, s, "id 3"), b);
    CHECK_INT("found by the new name", found_by(t, s, "name 乙", &first), 1);
    CHECK_INT("not by the old one", found_by(t, s, "name 甲", &first), 1);
    (void)rvoid(t, s, 5200, a);
    CHECK_INT("void: not found", found_by(t, s, "name 甲", &first), 0);
    CHECK_INT("void: its key is free", holder_of(t, s, "id 1"), 0);
    store_free(s);
}

/* ---- voiding a subject -------------------------------------------------------------- */

static void test_store_record_void__takes_the_file_along(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", ""));
    int64_t other = radd(t, s, 5000, session(t, "north", 0, 17000, "other"));
    int64_t a = radd(t, s, 5000, session(t, "north", p, 17000, "a"));
    struct record_entry keyed = session(t, "south", p, 17001, "b");
    keyed.content.uniques = digests_of(t, "key b");
    keyed.content.n_uniques = 1;
    int64_t b = radd(t, s, 5000, keyed);
    int64_t deep = radd(t, s, 5000, session(t, "south", a, 17001, "deep"));
    CHECK_INT("one by itself", rvoid(t, s, 5100, deep), 0);
    CHECK_INT("taken along", rvoid(t, s, 5200, p), 2);
    CHECK("the file", rget(t, s, a).voided && rget(t, s, b).voided);
    CHECK_INT("with whom", rget(t, s, a).voided_with, p);
    CHECK_INT("the subject by itself", rget(t, s, p).voided_with, 0);
    CHECK_INT("what was void stays as it was", rget(t, s, deep).voided_at.ms, 5100);
    CHECK("others stay", !rget(t, s, other).voided);
    CHECK_INT("its keys are free", holder_of(t, s, "key b"), 0);
    CHECK("told", str_find(audit_detail_of(t, "record.void"), STR("\"along\":2"), 0) != SIZE_MAX);
    struct rcall c = rcall_at(t, 5300);
    c.id = p;
    c.as_of.ms = 5150;
    CHECK_ERR("the file before", store_tx(s, TX_READ, "subject", rsubject_fn, &c, NULL), ERR_OK);
    CHECK("was not void", !c.lives.p[0].record.voided && !c.lives.p[1].record.voided);
    store_free(s);
}

/* ---- the file of a subject ------------------------------------------------------------ */

static void test_store_subject_records__as_of(void **state)
{
    static const struct {
        const char *name;
        int64_t as_of;
        size_t lives, revisions_of_a;
        bool a_voided;
    } CASES[] = {
        {"the subject alone", 5000, 1, 0, false},
        {"with a record", 5100, 2, 1, false},
        {"revised", 5200, 3, 2, false},
        {"voided", 5300, 3, 2, true},
    };
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", ""));
    int64_t a = radd(t, s, 5100, session(t, "north", p, 17000, "a"));
    (void)radd(t, s, 5100, session(t, "north", 0, 17000, "not his"));
    CHECK_ERR("revise", rrevise(t, s, 5200, a, 1, "a2", NULL), ERR_OK);
    (void)radd(t, s, 5200, session(t, "south", p, 16000, "b"));
    (void)rvoid(t, s, 5300, a);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct rcall c = rcall_at(t, 0);
        c.id = p;
        c.as_of.ms = CASES[i].as_of;
        CHECK_ERR(CASES[i].name, store_tx(s, TX_READ, "subject", rsubject_fn, &c, NULL), ERR_OK);
        CHECK_INT(CASES[i].name, c.lives.n, CASES[i].lives);
        CHECK_INT(CASES[i].name, c.lives.p[0].record.id, p);
        if (c.lives.n < 2)
            continue;
        CHECK_INT(CASES[i].name, c.lives.p[1].record.id, a);
        CHECK_INT(CASES[i].name, c.lives.p[1].n, CASES[i].revisions_of_a);
        CHECK_INT(CASES[i].name, c.lives.p[1].record.voided, CASES[i].a_voided);
        CHECK_STR(CASES[i].name, c.lives.p[1].revisions[0].fields, "{\"n\":\"a\"}");
        CHECK(CASES[i].name, c.lives.n < 3 || c.lives.p[2].n == 1);
    }
    struct rcall c = rcall_at(t, 0);
    c.id = p;
    c.as_of.ms = 4999;
    CHECK_ERR("not known yet", store_tx(s, TX_READ, "subject", rsubject_fn, &c, NULL),
              ERR_RECORD_NOT_FOUND);
    store_free(s);
}

/* ---- faults --------------------------------------------------------------------------- */

static void test_store_record_add__every_call_fails(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", ""));
    int64_t r = radd(t, s, 5000, session(t, "north", p, 17000, "a"));
    store_free(s);
    struct rcall c = rcall_at(t, 6000);
    c.entry = session(t, "north", p, 17000, "b");
    c.entry.content.secret = STR("{\"x\":1}");
    c.entry.content.uniques = digests_of(t, "u");
    c.entry.content.lookups = digests_of(t, "l");
    c.entry.content.n_uniques = c.entry.content.n_lookups = 1;
    CHECK("add", faults_check(t, radd_fn, &c) >= 15);
    c.change = (struct record_change){.record_id = r,
                                      .seen = 1,
                                      .reason = STR("改"),
                                      .listed = STR("n"),
                                      .content = c.entry.content};
    c.change.content.uniques = digests_of(t, "v");
    CHECK("revise", faults_check(t, rrevise_fn, &c) >= 15);
    c.id = p;
    c.seen = 1;
    CHECK("void", faults_check(t, rvoid_fn, &c) >= 9);
    c.id = p;
    CHECK("erase", faults_check(t, rerase_fn, &c) >= 9);
}

TEST_MAIN(STORE_TEST(test_store_record_add__round_trip),
          STORE_TEST(test_store_record_add__refusals),
          STORE_TEST(test_store_record_add__audit_hash), STORE_TEST(test_store_record_get__as_of),
          STORE_TEST(test_store_record_add__clock_and_history),
          STORE_TEST(test_store_record_revise__seen),
          STORE_TEST(test_store_record_revise__many_writers),
          STORE_TEST(test_store_record_find__follows_the_record),
          STORE_TEST(test_store_record_void__takes_the_file_along),
          STORE_TEST(test_store_subject_records__as_of),
          STORE_TEST(test_store_record_add__every_call_fails))
