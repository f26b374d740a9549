/*
 * test_tx.c — the transaction runner: what its contract in store.h promises.
 */
#include <time.h>

#include "support.h"

static int64_t entries(struct test_db *t)
{
    return raw_int(t, "SELECT count(*) FROM audit_entry");
}

/* ---- commit and rollback ------------------------------------------------- */

static enum err_code append_then(struct tx *tx, enum err_code end, struct err *e)
{
    struct audit_by by = test_by(2000);
    struct audit_event event = {STR("x"), STR("y"), STR("{}")};
    ERR_TRY(store_audit_append(tx, &by, &event, e));
    return end == ERR_OK ? ERR_OK : err_set(e, end, "as ordered");
}

struct ending {
    enum err_code end;
    int calls;
};

static enum err_code end_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct ending *ending = ctx;
    ending->calls++;
    return append_then(tx, ending->end, e);
}

static void test_store_tx__commits_only_ok(void **state)
{
    static const struct {
        const char *name;
        enum err_code end;
        int calls;
        int64_t entries;
    } CASES[] = {
        {"ok is stored", ERR_OK, 1, 2},
        {"a refusal is not", ERR_PLAN_NOT_FOUND, 1, 2},
        {"a server that went away is not tried again", ERR_DB_AWAY, 1, 2},
        {"busy is tried again, to the last", ERR_DB_BUSY, TX_ATTEMPTS, 2},
        {"and the store is good afterwards", ERR_OK, 1, 3},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct ending ending = {.end = CASES[i].end};
        struct err e = {.code = ERR_OK};
        CHECK_ERR(CASES[i].name, store_tx(s, TX_WRITE, "t", end_fn, &ending, &e), CASES[i].end);
        CHECK_INT(CASES[i].name, e.code, CASES[i].end);
        CHECK_INT(CASES[i].name, ending.calls, CASES[i].calls);
        CHECK_INT(CASES[i].name, entries(t), CASES[i].entries);
    }
    store_free(s);
}

/* ---- two connections ------------------------------------------------------- */

struct rival {
    struct test_db *t;
    struct store *other;
    int calls;
    int rival_wins; /* how often the other one is faster */
    enum err_code rival_code;
};

/* Reads the chain's head, lets the other connection change it, then changes it itself. */
static enum err_code rival_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rival *rival = ctx;
    rival->calls++;
    struct audit_report report;
    ERR_TRY(store_audit_verify(tx, STR("c1"), &report, e));
    if (rival->calls <= rival->rival_wins)
        rival->rival_code = test_append(rival->other, "rival", 3000, NULL);
    return append_then(tx, ERR_OK, e);
}

/*
 * PostgreSQL lets both begin and refuses the slower one at its write, SQLite lets
 * only one begin. Either way nobody's entry is lost and none is written twice.
 */
static void test_store_tx__conflict(void **state)
{
    static const struct {
        const char *name;
        int rival_wins;
        enum err_code want[DB_ENGINE__MAX];
        enum err_code rival[DB_ENGINE__MAX];
        int calls[DB_ENGINE__MAX];
        int64_t entries[DB_ENGINE__MAX]; /* in all, the one of the county counted */
    } CASES[] = {
        {"nobody else", 0, {ERR_OK, ERR_OK}, {ERR_OK, ERR_OK}, {1, 1}, {2, 2}},
        {"once", 1, {ERR_OK, ERR_OK}, {ERR_DB_BUSY, ERR_OK}, {1, 2}, {3, 4}},
        {"always",
         TX_ATTEMPTS,
         {ERR_OK, ERR_DB_BUSY},
         {ERR_DB_BUSY, ERR_OK},
         {TX_ATTEMPTS, TX_ATTEMPTS},
         {4, 4 + TX_ATTEMPTS}},
    };
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct store *other = test_db_open(t);
    /* SQLite's rival waits out every attempt; once is enough to see that. */
    size_t n = t->engine == DB_SQLITE ? 2 : ARRAY_LEN(CASES);
    for (size_t i = 0; i < n; i++) {
        const char *name = CASES[i].name;
        struct rival rival = {.t = t, .other = other, .rival_wins = CASES[i].rival_wins};
        struct err e = {.code = ERR_OK};
        CHECK_ERR(name, store_tx(s, TX_WRITE, "t", rival_fn, &rival, &e), CASES[i].want[t->engine]);
        CHECK_ERR(name, rival.rival_code, CASES[i].rival[t->engine]);
        CHECK_INT(name, rival.calls, CASES[i].calls[t->engine]);
        CHECK_INT(name, entries(t), CASES[i].entries[t->engine]);
        struct audit_report report;
        CHECK_ERR(e.detail, test_verify(s, &report, &e), ERR_OK);
        CHECK_INT(name, e.code, CASES[i].want[t->engine]); /* success leaves e alone */
    }
    store_free(other);
    store_free(s);
}

/* A child that takes the write lock, says so, keeps it, and commits. */
struct holder {
    int ready[2];
    long hold_ms;
};

static enum err_code hold_fn(struct tx *tx, void *ctx, struct err *e)
{
    const struct holder *holder = ctx;
    ERR_TRY(append_then(tx, ERR_OK, e));
    must(write(holder->ready[1], "x", 1) == 1);
    struct timespec pause = {.tv_sec = holder->hold_ms / 1000,
                             .tv_nsec = holder->hold_ms % 1000 * 1000000};
    (void)nanosleep(&pause, NULL);
    return ERR_OK;
}

/* Start a child that holds the lock for so long; returns once it does. */
static pid_t hold(struct test_db *t, long hold_ms)
{
    struct holder holder = {.hold_ms = hold_ms};
    must(pipe(holder.ready) == 0);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        struct store *mine = test_db_open(t);
        _exit(store_tx(mine, TX_WRITE, "hold", hold_fn, &holder, NULL) == ERR_OK ? 0 : 1);
    }
    char ready = 0;
    must(read(holder.ready[0], &ready, 1) == 1);
    (void)close(holder.ready[0]);
    (void)close(holder.ready[1]);
    return child;
}

/*
 * Somebody holds the lock longer than one attempt waits (DB_LOCK_WAIT_MS): the
 * runner begins again, and the work is done without anybody noticing.
 */
static void test_store_tx__waits_for_the_lock(void **state)
{
    struct test_db *t = *state;
    store_free(test_db_county(t));
    pid_t child = hold(t, DB_LOCK_WAIT_MS * 2);
    struct store *s = NULL;
    const struct driver *driver = faulty_driver(t->driver, 0, FAULT_NONE);
    assert_int_equal(store_open_with(driver, t->url, STORE_EXISTING, &s, NULL), ERR_OK);
    FAULTY.begins = 0;
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, test_append(s, "after", 4000, &e), ERR_OK);
    CHECK("began again", FAULTY.begins >= 2);
    int status = 0;
    must(waitpid(child, &status, 0) == child);
    CHECK_INT("the holder", status, 0);
    CHECK_INT("entries", entries(t), 3);
    store_free(s);
}

/* Nobody waits for ever: after the last attempt the caller is told. SQLite showed it above. */
static void test_store_tx__gives_up(void **state)
{
    struct test_db *t = *state;
    if (t->engine == DB_SQLITE)
        return;
    struct store *s = test_db_county(t);
    pid_t child = hold(t, 60L * 1000);
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, test_append(s, "never", 4000, &e), ERR_DB_BUSY);
    must(kill(child, SIGKILL) == 0);
    must(waitpid(child, NULL, 0) == child);
    CHECK_ERR("the lock is free", test_append(s, "after", 4000, &e), ERR_OK);
    CHECK_INT("entries", entries(t), 2);
    store_free(s);
}

enum { WRITERS = 4, WRITES = 20 };

static int writer(int child, void *ctx)
{
    struct test_db *t = ctx;
    struct store *s = test_db_open(t);
    for (int i = 0; i < WRITES; i++)
        /* A caller who wants it done asks again when the attempts are used up. */
        while (test_append(s, "write", 5000 + child, NULL) != ERR_OK)
            continue;
    store_free(s);
    return 0;
}

static void test_store_tx__many_writers(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    CHECK_INT("failed children", test_children(WRITERS, writer, t), 0);
    struct audit_report report;
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, test_verify(s, &report, &e), ERR_OK);
    CHECK_INT("entries", report.count, 1 + WRITERS * WRITES);
    store_free(s);
}

/* ---- crashes ------------------------------------------------------------------ */

static enum err_code die_fn(struct tx *tx, void *ctx, struct err *e)
{
    (void)ctx;
    ERR_TRY(append_then(tx, ERR_OK, e));
    (void)raise(SIGKILL);
    return ERR_OK;
}

static void test_store_tx__killed_inside(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    (void)fflush(stdout);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        struct store *mine = test_db_open(t);
        _exit((int)-store_tx(mine, TX_WRITE, "die", die_fn, NULL, NULL));
    }
    int status = 0;
    must(waitpid(child, &status, 0) == child);
    CHECK("killed", WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    CHECK_INT("entries", entries(t), 1);
    CHECK_ERR("the lock is free", test_append(s, "after", 6000, NULL), ERR_OK);
    store_free(s);
}

static void cut_off(struct test_db *t)
{
    raw_exec(t,
             "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
             " WHERE pid <> pg_backend_pid() AND application_name = '%s'",
             t->schema);
}

static enum err_code cut_off_fn(struct tx *tx, void *ctx, struct err *e)
{
    ERR_TRY(append_then(tx, ERR_OK, e));
    cut_off(ctx);
    return append_then(tx, ERR_OK, e);
}

/*
 * A server that goes away between two transactions is not noticed; within one it
 * is an error, the transaction leaves nothing behind, and the next one connects anew.
 */
static void test_store_tx__server_went_away(void **state)
{
    struct test_db *t = *state;
    if (t->engine != DB_PG)
        return;
    struct store *s = test_db_county(t);
    cut_off(t);
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, test_append(s, "between", 7000, &e), ERR_OK);
    CHECK_ERR("within", store_tx(s, TX_WRITE, "cut", cut_off_fn, t, &e), ERR_DB_AWAY);
    CHECK_INT("entries", entries(t), 2);
    CHECK_ERR("after", test_append(s, "after", 7000, NULL), ERR_OK);
    CHECK_INT("entries", entries(t), 3);
    store_free(s);
}

/* ---- bugs are found ------------------------------------------------------------- */

static enum err_code write_fn(struct tx *tx, void *ctx, struct err *e)
{
    (void)ctx;
    return append_then(tx, ERR_OK, e);
}

static void write_in_read(void *ctx)
{
    enum err_code code = store_tx(ctx, TX_READ, "bug", write_fn, NULL, NULL);
    (void)code;
}

static enum err_code unaudited_fn(struct tx *tx, void *ctx, struct err *e)
{
    (void)ctx;
    return TX_EXEC(tx, STMT_COUNTY_INSERT, e, db_text(STR("c2")), db_text(STR("n")), db_int(1));
}

static void write_unaudited(void *ctx)
{
    enum err_code code = store_tx(ctx, TX_WRITE, "bug", unaudited_fn, NULL, NULL);
    (void)code;
}

static enum err_code nested_fn(struct tx *tx, void *ctx, struct err *e)
{
    (void)tx;
    return store_tx(ctx, TX_READ, "bug", write_fn, NULL, e);
}

static void nest(void *ctx)
{
    enum err_code code = store_tx(ctx, TX_WRITE, "bug", nested_fn, ctx, NULL);
    (void)code;
}

static enum err_code mistyped_fn(struct tx *tx, void *ctx, struct err *e)
{
    (void)ctx;
    return TX_EXEC(tx, STMT_COUNTY_INSERT, e, db_int(1), db_text(STR("n")), db_int(1));
}

static void mistype(void *ctx)
{
    enum err_code code = store_tx(ctx, TX_WRITE, "bug", mistyped_fn, NULL, NULL);
    (void)code;
}

static void test_store_tx__bugs_abort(void **state)
{
    static const struct {
        const char *name;
        void (*fn)(void *store);
    } CASES[] = {
        {"writing in a read transaction", write_in_read},
        {"changing rows without an audit entry", write_unaudited},
        {"a transaction within a transaction", nest},
        {"a parameter of the wrong type", mistype},
    };
    struct test_db *t = *state;
    store_free(test_db_county(t));
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct store *s = test_db_open(t);
        CHECK(CASES[i].name, test_aborts(CASES[i].fn, s));
        store_free(s);
    }
    CHECK_INT("entries", entries(t), 1);
    CHECK_INT("counties", raw_int(t, "SELECT count(*) FROM county"), 1);
}

/* ---- one unchanging state ---------------------------------------------------------- */

struct two_reads {
    struct store *other;
    int64_t count[2];
};

static enum err_code two_reads_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct two_reads *reads = ctx;
    struct audit_report report;
    ERR_TRY(store_audit_verify(tx, STR("c1"), &report, e));
    reads->count[0] = report.count;
    ERR_TRY(test_append(reads->other, "between", 8000, e));
    ERR_TRY(store_audit_verify(tx, STR("c1"), &report, e));
    reads->count[1] = report.count;
    return ERR_OK;
}

static void test_store_tx__reads_do_not_change(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_county(t);
    struct two_reads reads = {.other = test_db_open(t)};
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_READ, "two", two_reads_fn, &reads, &e), ERR_OK);
    CHECK_INT("first", reads.count[0], 1);
    CHECK_INT("second", reads.count[1], 1);
    CHECK_INT("stored", entries(t), 2);
    store_free(reads.other);
    store_free(s);
}

/* What looked, and what was refused, has stored nothing. */
static void test_store_has_written__after_a_commit(void **state)
{
    static const struct {
        const char *name;
        enum tx_mode mode;
        enum err_code end;
        bool written;
    } CASES[] = {
        {"reads", TX_READ, ERR_OK, false},
        {"a write that was refused", TX_WRITE, ERR_PLAN_NOT_FOUND, false},
        {"a write", TX_WRITE, ERR_OK, true},
        {"a refusal after it", TX_WRITE, ERR_PLAN_NOT_FOUND, true},
    };
    struct test_db *t = *state;
    struct store *county = test_db_county(t);
    struct store *s = test_db_open(t);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct ending ending = {.end = CASES[i].end};
        struct two_reads reads = {.other = county};
        struct err e = {.code = ERR_OK};
        bool looks = CASES[i].mode == TX_READ;
        CHECK_ERR(CASES[i].name,
                  store_tx(s, CASES[i].mode, "t", looks ? two_reads_fn : end_fn,
                           looks ? (void *)&reads : (void *)&ending, &e),
                  CASES[i].end);
        CHECK(CASES[i].name, store_has_written(s) == CASES[i].written);
    }
    store_free(s);
    store_free(county);
}

TEST_MAIN(STORE_TEST(test_store_tx__commits_only_ok), STORE_TEST(test_store_tx__conflict),
          STORE_TEST(test_store_tx__waits_for_the_lock), STORE_TEST(test_store_tx__gives_up),
          STORE_TEST(test_store_tx__many_writers), STORE_TEST(test_store_tx__killed_inside),
          STORE_TEST(test_store_tx__server_went_away), STORE_TEST(test_store_tx__bugs_abort),
          STORE_TEST(test_store_tx__reads_do_not_change),
          STORE_TEST(test_store_has_written__after_a_commit))
