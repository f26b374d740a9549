/*
 * support.c — see support.h; raw.c holds what speaks to the engines directly.
 */
#include "support.h"

#include <sys/stat.h>

/* ---- databases --------------------------------------------------------- */

static enum db_engine test_engine(void)
{
    const char *name = getenv("DUBAN_TEST_ENGINE");
    if (name != NULL && strcmp(name, "sqlite") == 0)
        return DB_SQLITE;
    if (name == NULL || strcmp(name, "postgresql") != 0) {
        (void)fprintf(stderr, "DUBAN_TEST_ENGINE must be sqlite or postgresql\n");
        exit(1);
    }
    if (getenv("DUBAN_TEST_PG") == NULL) {
        (void)fprintf(stderr, "no PostgreSQL: run me under tests/support/with-postgres\n");
        exit(1);
    }
    return DB_PG;
}

void test_db_init(struct test_db *t)
{
    static int number = 0;
    *t = (struct test_db){.engine = test_engine()};
    arena_init(&t->a, (size_t)64 * 1024 * 1024);
    if (t->engine == DB_SQLITE) {
        t->driver = &DRIVER_SQLITE;
        (void)snprintf(t->dir, sizeof(t->dir), "/tmp/duban-store-XXXXXX");
        must(mkdtemp(t->dir) != NULL);
        (void)snprintf(t->url, sizeof(t->url), "%s/t.db", t->dir);
        return;
    }
    t->driver = &DRIVER_PG;
    (void)snprintf(t->schema, sizeof(t->schema), "t_%ld_%d", (long)getpid(), ++number);
    (void)snprintf(t->url, sizeof(t->url), "%s&options=-csearch_path%%3D%s&application_name=%s",
                   getenv("DUBAN_TEST_PG"), t->schema, t->schema);
    raw_exec(t, "CREATE SCHEMA %s", t->schema);
}

void test_db_release(struct test_db *t)
{
    if (t->engine == DB_SQLITE) {
        static const char *const NAMES[] = {"t.db", "t.db-wal", "t.db-shm", "t.db-journal"};
        (void)chmod(t->dir, S_IRWXU);
        for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
            struct str path = str_format(&t->a, "%s/%s", t->dir, NAMES[i]);
            (void)unlink(path.p);
        }
        must(rmdir(t->dir) == 0);
    } else {
        raw_exec(t, "DROP SCHEMA %s CASCADE", t->schema);
    }
    arena_release(&t->a);
}

int test_db_setup(void **state)
{
    struct test_db *t = malloc(sizeof(*t));
    must(t != NULL);
    test_db_init(t);
    *state = t;
    return 0;
}

int test_db_teardown(void **state)
{
    test_db_release(*state);
    free(*state);
    return 0;
}

struct store *test_db_open(struct test_db *t)
{
    struct store *s = NULL;
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_open(t->url, STORE_CREATE, &s, &e), ERR_OK);
    return s;
}

static enum err_code create_c1(struct tx *tx, void *ctx, struct err *e)
{
    (void)ctx;
    struct audit_by by = test_by(1000);
    return store_county_create(tx, &by, STR("甲县司法局"), e);
}

struct store *test_db_county(struct test_db *t)
{
    struct store *s = test_db_open(t);
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "county", create_c1, NULL, &e), ERR_OK);
    return s;
}

/* ---- small things ------------------------------------------------------------ */

struct audit_by test_by(int64_t ms)
{
    return (struct audit_by){.county = STR("c1"), .actor = STR("tester"), .at = {ms}};
}

struct append_ctx {
    const char *action;
    int64_t ms;
};

static enum err_code append_fn(struct tx *tx, void *ctx, struct err *e)
{
    const struct append_ctx *append = ctx;
    struct audit_by by = test_by(append->ms);
    struct audit_event event = {
        .action = str_of(append->action), .object = STR("thing/1"), .detail = STR("{\"n\":1}")};
    return store_audit_append(tx, &by, &event, e);
}

enum err_code test_append(struct store *s, const char *action, int64_t ms, struct err *e)
{
    struct append_ctx ctx = {action, ms};
    return store_tx(s, TX_WRITE, "append", append_fn, &ctx, e);
}

static enum err_code verify_fn(struct tx *tx, void *ctx, struct err *e)
{
    return store_audit_verify(tx, STR("c1"), ctx, e);
}

enum err_code test_verify(struct store *s, struct audit_report *report, struct err *e)
{
    return store_tx(s, TX_READ, "verify", verify_fn, report, e);
}

int test_children(int n, int (*fn)(int child, void *ctx), void *ctx)
{
    int failed = 0;
    (void)fflush(NULL);
    for (int i = 0; i < n; i++) {
        pid_t pid = fork();
        must(pid >= 0);
        if (pid == 0)
            _exit(fn(i, ctx));
    }
    for (int i = 0; i < n; i++) {
        int status = 0;
        must(wait(&status) > 0);
        failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    }
    return failed;
}

/* ---- a driver that fails -------------------------------------------------------- */

struct faulty FAULTY;

static enum err_code faulty_step(struct err *e)
{
    if (++FAULTY.calls != FAULTY.at || FAULTY.kind == FAULT_NONE)
        return ERR_OK;
    if (FAULTY.kind == FAULT_EXIT)
        _exit(0);
    return err_set(e, ERR_DB_FAILED, "call %d fails as ordered", FAULTY.calls);
}

static enum err_code faulty_open(const char *db, bool create, struct db_conn **ret, struct err *e)
{
    return FAULTY.inner->open(db, create, ret, e);
}

static void faulty_close(struct db_conn *c)
{
    FAULTY.inner->close(c);
}

static enum err_code faulty_begin(struct db_conn *c, enum db_begin mode, struct err *e)
{
    FAULTY.begins++;
    ERR_TRY(faulty_step(e));
    return FAULTY.inner->begin(c, mode, e);
}

static enum err_code faulty_commit(struct db_conn *c, struct err *e)
{
    ERR_TRY(faulty_step(e));
    return FAULTY.inner->commit(c, e);
}

static void faulty_rollback(struct db_conn *c)
{
    FAULTY.inner->rollback(c);
}

static enum err_code faulty_run(struct db_conn *c, const struct stmt_info *stmt, size_t number,
                                const struct db_value *params, db_row_fn *row, void *ctx,
                                struct err *e)
{
    ERR_TRY(faulty_step(e));
    return FAULTY.inner->run(c, stmt, number, params, row, ctx, e);
}

static enum err_code faulty_script(struct db_conn *c, const char *sql, struct err *e)
{
    ERR_TRY(faulty_step(e));
    return FAULTY.inner->script(c, sql, e);
}

const struct driver *faulty_driver(const struct driver *inner, int at, enum fault_kind kind)
{
    static struct driver driver;
    FAULTY = (struct faulty){.inner = inner, .at = at, .kind = kind};
    driver = (struct driver){
        .name = inner->name,
        .engine = inner->engine,
        .open = faulty_open,
        .close = faulty_close,
        .begin = faulty_begin,
        .commit = faulty_commit,
        .rollback = faulty_rollback,
        .run = faulty_run,
        .script = faulty_script,
    };
    return &driver;
}
