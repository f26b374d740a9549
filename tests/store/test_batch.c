/*
 * test_batch.c — imports: taken as a whole, recognised, and undone unless somebody has
 * built upon them.
 */
#include "records.h"

#include "base/hash.h"

enum { ROWS = 50 };

/* A batch of ROWS sessions, each with a key of its own. */
static struct rcall batch_of(struct test_db *t, int64_t ms, const char *name)
{
    struct rcall c = rcall_at(t, ms);
    char hex[HASH_HEX_MAX];
    struct record_entry *entries = ARENA_NEW_N(&t->a, ROWS, struct record_entry);
    for (int i = 0; i < ROWS; i++) {
        entries[i] = session(t, "north", 0, 17000 + i, str_format(&t->a, "%d", i).p);
        entries[i].content.uniques = digests_of(t, str_format(&t->a, "%s %d", name, i).p);
        entries[i].content.n_uniques = 1;
    }
    must(hash_sha256_hex(str_of(name), hex, NULL) == ERR_OK);
    c.file = (struct batch_file){.type = STR("session"),
                                 .name = str_of(name),
                                 .sha256 = str_copy(&t->a, str_of(hex)),
                                 .rows = ROWS};
    c.entries = entries;
    c.n_entries = ROWS;
    c.most = ROWS;
    return c;
}

static enum err_code batches_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    ERR_TRY(store_batch_get(c->a, tx, c->by.county, c->batch.id, &c->batch, e));
    return store_batch_list(c->a, tx, c->by.county, &c->batches, e);
}

struct find {
    struct rcall *c;
    bool found;
    struct batch batch;
};

static enum err_code find_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct find *f = ctx;
    return store_batch_find(f->c->a, tx, f->c->by.county, f->c->file.type, f->c->file.sha256,
                            &f->found, &f->batch, e);
}

static bool known(struct store *s, struct rcall *c)
{
    struct find f = {.c = c};
    CHECK_ERR("find", store_tx(s, TX_READ, "find", find_fn, &f, NULL), ERR_OK);
    return f.found && str_eq(f.batch.file.sha256, c->file.sha256);
}

/* ---- importing -------------------------------------------------------------------- */

static void test_store_batch_add__all(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct audit_report report;
    (void)radd(t, s, 5000, session(t, "north", 0, 17000, "before"));
    struct rcall c = batch_of(t, 6000, "a.csv");
    CHECK("not known", !known(s, &c));
    CHECK_ERR("import", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    CHECK("known", known(s, &c));
    CHECK_INT("its number", c.batch.id, 1);
    CHECK_INT("taken", c.batch.taken, ROWS);
    CHECK_INT("in a row", c.batch.first_id, 2);
    CHECK_INT("the last", c.id, ROWS + 1);
    struct stored_record r = rget(t, s, 2 + 7);
    CHECK_STR("a record", r.content.fields, "{\"n\":\"7\"}");
    CHECK_INT("of the batch", r.batch, 1);
    CHECK_INT("entered with it", r.entered_at.ms, 6000);
    CHECK_ERR("again", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_BATCH_KNOWN);
    c.file.type = STR("visit");
    struct record_entry *visits = ARENA_NEW_N(&t->a, ROWS, struct record_entry);
    memcpy(visits, c.entries, ROWS * sizeof(*visits));
    for (int i = 0; i < ROWS; i++)
        visits[i].type = STR("visit");
    c.entries = visits;
    CHECK_ERR("as another type; its keys are taken",
              store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    CHECK_INT("all left out", c.batch.taken, 0);
    CHECK_INT("one entry each",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'batch.import'"), 2);
    CHECK_INT("the next number follows", radd(t, s, 7000, session(t, "north", 0, 1, "x")),
              ROWS + 2);
    CHECK_ERR("list", store_tx(s, TX_READ, "list", batches_fn, &c, NULL), ERR_OK);
    CHECK_INT("batches", c.batches.n, 2);
    CHECK_INT("newest first", c.batches.p[0].id, 2);
    CHECK_STR("file", c.batches.p[1].file.name, "a.csv");
    CHECK_INT("rows", c.batches.p[1].file.rows, ROWS);
    CHECK_STR("by", c.batches.p[1].by, "tester");
    CHECK("not undone", !c.batches.p[1].undone);
    CHECK_ERR("chain", test_verify(s, &report, NULL), ERR_OK);
    store_free(s);
}

/* Rows whose key is taken, by others or by a row above, are left out; numbers have no gap. */
static void test_store_batch_add__leaves_duplicates_out(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct rcall c = batch_of(t, 6000, "a.csv");
    struct record_entry *entries = ARENA_NEW_N(&t->a, ROWS, struct record_entry);
    memcpy(entries, c.entries, ROWS * sizeof(*entries));
    entries[10] = entries[9];
    entries[20].content.uniques = entries[3].content.uniques;
    c.entries = entries;
    (void)radd(t, s, 5000, entries[30]);
    CHECK_ERR("import", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    CHECK_INT("taken", c.batch.taken, ROWS - 3);
    CHECK_INT("records", raw_int(t, "SELECT count(*) FROM record"), ROWS - 2);
    CHECK_INT("revisions", raw_int(t, "SELECT count(*) FROM record_revision"), ROWS - 2);
    CHECK_INT("without a gap", raw_int(t, "SELECT max(record_id) FROM record"), ROWS - 2);
    CHECK_INT("kept as taken", raw_int(t, "SELECT taken FROM record_batch"), ROWS - 3);
    CHECK_INT("the next number", radd(t, s, 7000, session(t, "north", 0, 1, "x")), ROWS - 1);
    store_free(s);
}

/* The hash in the chain is that of all revisions, one after the other. */
static void test_store_batch_end__audit_hash(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct hash h;
    char hex[HASH_HEX_MAX];
    char day[DATE_TEXT_MAX];
    struct rcall c = batch_of(t, 6000, "a.csv");
    CHECK_ERR("import", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    CHECK_ERR("begin", hash_begin(&h, NULL), ERR_OK);
    for (int64_t id = 1; id <= ROWS; id++) {
        struct stored_record r = rget(t, s, id);
        hash_add_field(&h, STR("c1"));
        hash_add_int(&h, id);
        hash_add_int(&h, 1);
        hash_add_field(&h, r.type);
        hash_add_field(&h, r.unit);
        hash_add_int(&h, r.subject);
        hash_add_int(&h, r.entered_at.ms);
        hash_add_field(&h, r.content.catalog);
        hash_add_int(&h, r.content.catalog_version);
        hash_add_field(&h, str_of(date_text(r.content.occurred_on, day)));
        hash_add_field(&h, r.content.fields);
        hash_add_field(&h, r.content.sealed);
    }
    hash_end(&h, hex);
    CHECK("the hash", str_find(audit_detail_of(t, "batch.import"), str_of(hex), 0) != SIZE_MAX);
    store_free(s);
}

static void test_store_batch_add__history_and_secrets(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct rcall c = batch_of(t, 6000, "a.csv");
    struct record_entry *entries = ARENA_NEW_N(&t->a, ROWS, struct record_entry);
    memcpy(entries, c.entries, ROWS * sizeof(*entries));
    for (int i = 0; i < ROWS; i++) {
        entries[i].history = true;
        entries[i].entered_at.ms = 1000 + i;
        entries[i].content.secret = str_format(&t->a, "{\"i\":%d}", i);
    }
    c.entries = entries;
    c.file.history = true;
    CHECK_ERR("import", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    CHECK("told",
          str_find(audit_detail_of(t, "batch.import"), STR("\"history\":true"), 0) != SIZE_MAX);
    c.record = rget(t, s, 8);
    CHECK_INT("as chosen", c.record.entered_at.ms, 1007);
    CHECK("marked", c.record.history && c.batch.file.history);
    CHECK_ERR("unseal", store_tx(s, TX_READ, "unseal", runseal_fn, &c, NULL), ERR_OK);
    CHECK_STR("its own", c.secret, "{\"i\":7}");
    CHECK_INT("a key each", raw_int(t, "SELECT count(*) FROM subject_key"), ROWS);
    store_free(s);
}

/* ---- undoing ---------------------------------------------------------------------- */

static void test_store_batch_undo__all(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct rcall c = batch_of(t, 6000, "a.csv");
    CHECK_ERR("import", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    (void)rvoid(t, s, 6100, 3);
    int64_t other = radd(t, s, 6100, session(t, "north", 0, 1, "x"));
    c.by.at.ms = 6200;
    c.reason = STR("导错文件");
    CHECK_ERR("undo", store_tx(s, TX_WRITE, "undo", rundo_fn, &c, NULL), ERR_OK);
    CHECK_INT("all but the void one", c.count, ROWS - 1);
    CHECK_STR("why", rget(t, s, 4).void_reason, "导错文件");
    CHECK_INT("that one stays as it was", rget(t, s, 3).voided_at.ms, 6100);
    CHECK("others stay", !rget(t, s, other).voided);
    CHECK_INT("its keys are free", raw_int(t, "SELECT count(*) FROM record_unique"), 0);
    CHECK_ERR("get", store_tx(s, TX_READ, "list", batches_fn, &c, NULL), ERR_OK);
    CHECK("undone", c.batch.undone && c.batch.undone_at.ms == 6200);
    CHECK_STR("by", c.batch.undone_by, "tester");
    CHECK_STR("reason", c.batch.undo_reason, "导错文件");
    CHECK_ERR("once", store_tx(s, TX_WRITE, "undo", rundo_fn, &c, NULL), ERR_BATCH_UNDONE);
    CHECK("not known any more", !known(s, &c));
    CHECK_ERR("imported again", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    CHECK_INT("as a new one", c.batch.id, 2);
    c.batch.id = 9;
    CHECK_ERR("no such batch", store_tx(s, TX_WRITE, "undo", rundo_fn, &c, NULL),
              ERR_BATCH_NOT_FOUND);
    store_free(s);
}

static void test_store_batch_undo__obstacles(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    struct rcall c = batch_of(t, 6000, "a.csv");
    struct err e = {.code = ERR_OK};
    CHECK_ERR("import", store_tx(s, TX_WRITE, "import", rbatch_fn, &c, NULL), ERR_OK);
    CHECK_ERR("obstacles", store_tx(s, TX_READ, "ask", robstacles_fn, &c, NULL), ERR_OK);
    CHECK_INT("none", c.obstacles.n, 0);
    CHECK_ERR("revise", rrevise(t, s, 6100, 5, 1, "x", NULL), ERR_OK);
    int64_t in_file = radd(t, s, 6100, session(t, "north", 7, 1, "x"));
    CHECK_ERR("obstacles", store_tx(s, TX_READ, "ask", robstacles_fn, &c, NULL), ERR_OK);
    CHECK_INT("two", c.obstacles.n, 2);
    CHECK("the revised one", c.obstacles.p[0].record_id == 5 && c.obstacles.p[0].subject == 0);
    CHECK("and another's", c.obstacles.p[1].record_id == in_file && c.obstacles.p[1].subject == 7);
    CHECK_ERR("refused", store_tx(s, TX_WRITE, "undo", rundo_fn, &c, &e), ERR_BATCH_REVISED);
    CHECK_STR("says which", str_of(e.detail), "R5, R51 (in the file of R7)");
    CHECK("nothing is void", !rget(t, s, 1).voided);
    (void)rvoid(t, s, 6200, 5);
    (void)rvoid(t, s, 6200, in_file);
    CHECK_ERR("then it goes", store_tx(s, TX_WRITE, "undo", rundo_fn, &c, NULL), ERR_OK);
    CHECK_INT("the rest", c.count, ROWS - 1);
    store_free(s);
}

/* ---- faults ------------------------------------------------------------------------ */

static void test_store_batch_add__every_call_fails(void **state)
{
    struct test_db *t = *state;
    store_free(open_records(t));
    struct rcall c = batch_of(t, 6000, "a.csv");
    c.n_entries = 3;
    CHECK("import", faults_check(t, rbatch_fn, &c) >= 20);
    CHECK("undo", faults_check(t, rundo_fn, &c) >= 8);
}

TEST_MAIN(STORE_TEST(test_store_batch_add__all),
          STORE_TEST(test_store_batch_add__leaves_duplicates_out),
          STORE_TEST(test_store_batch_end__audit_hash),
          STORE_TEST(test_store_batch_add__history_and_secrets),
          STORE_TEST(test_store_batch_undo__all), STORE_TEST(test_store_batch_undo__obstacles),
          STORE_TEST(test_store_batch_add__every_call_fails))
