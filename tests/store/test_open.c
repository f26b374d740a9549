/*
 * test_open.c — opening what is there, what is not, and what is something else;
 * and writing where there is no room or no permission.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "support.h"

static enum err_code open_code(const char *db, enum store_mode mode, struct err *e)
{
    struct store *s = NULL;
    enum err_code code = store_open(db, mode, &s, e);
    store_free(s);
    return code;
}

/* ---- both engines ------------------------------------------------------------ */

static void test_store_open__not_initialised(void **state)
{
    struct test_db *t = *state;
    struct err e = {.code = ERR_OK};
    CHECK_ERR("nothing there", open_code(t->url, STORE_EXISTING, &e), ERR_DB_NOT_INITIALISED);
    if (t->engine == DB_SQLITE)
        CHECK("no file appeared", access(t->url, F_OK) != 0 && errno == ENOENT);
    else
        CHECK_INT("no table appeared", raw_objects(t), 0);
    CHECK_ERR("made", open_code(t->url, STORE_CREATE, &e), ERR_OK);
    CHECK_ERR("there", open_code(t->url, STORE_EXISTING, &e), ERR_OK);
}

static void test_store_engine__named(void **state)
{
    struct test_db *t = *state;
    struct store *s = test_db_open(t);
    CHECK_STR("engine", str_of(store_engine(s)), t->engine == DB_SQLITE ? "SQLite" : "PostgreSQL");
    store_free(s);
    store_free(NULL);
}

/* ---- files --------------------------------------------------------------------- */

static void file_write(const char *path, const void *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
    must(fd >= 0);
    must(write(fd, bytes, n) == (ssize_t)n);
    (void)close(fd);
}

static void make_empty(struct test_db *t)
{
    file_write(t->url, "", 0);
}

static void make_text(struct test_db *t)
{
    char text[4096];
    memset(text, 'x', sizeof(text));
    file_write(t->url, text, sizeof(text));
}

static void make_short(struct test_db *t)
{
    file_write(t->url, "SQLite format 3", 16);
}

static void make_folder(struct test_db *t)
{
    must(mkdir(t->url, S_IRWXU) == 0);
}

static void make_foreign(struct test_db *t)
{
    raw_exec(t, "CREATE TABLE notes (text TEXT)");
}

/* The pages behind the first are overwritten. */
static void make_damaged(struct test_db *t)
{
    store_free(test_db_county(t));
    raw_exec(t, "PRAGMA wal_checkpoint(TRUNCATE)");
    int fd = open(t->url, O_WRONLY);
    must(fd >= 0);
    char text[4096];
    memset(text, 0xa5, sizeof(text));
    struct stat st;
    must(fstat(fd, &st) == 0);
    for (off_t at = 4096; at < st.st_size; at += (off_t)sizeof(text))
        must(pwrite(fd, text, sizeof(text), at) == (ssize_t)sizeof(text));
    (void)close(fd);
}

static void test_store_open__files_that_are_no_store(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*make)(struct test_db *t);
        enum err_code existing;
        enum err_code create;
        const char *detail; /* part of it */
    } CASES[] = {
        {"empty", make_empty, ERR_DB_NOT_INITIALISED, ERR_OK, "empty"},
        {"text", make_text, ERR_DB_OPEN, ERR_DB_OPEN, "not a database"},
        {"begins like one", make_short, ERR_DB_OPEN, ERR_DB_OPEN, "not a database"},
        {"a folder", make_folder, ERR_DB_OPEN, ERR_DB_OPEN, "directory"},
        {"another program's", make_foreign, ERR_DB_OPEN, ERR_DB_OPEN, "another program"},
        {"damaged", make_damaged, ERR_DB_CORRUPT, ERR_DB_CORRUPT, "malformed"},
    };
    struct test_db t;
    test_db_init(&t);
    enum db_engine engine = t.engine;
    test_db_release(&t);
    for (size_t i = 0; engine == DB_SQLITE && i < ARRAY_LEN(CASES); i++) {
        const char *name = CASES[i].name;
        struct err e = {.code = ERR_OK};
        test_db_init(&t);
        CASES[i].make(&t);
        CHECK_ERR(name, open_code(t.url, STORE_EXISTING, &e), CASES[i].existing);
        if (strstr(e.detail, CASES[i].detail) == NULL)
            fail_msg("%s: detail is \"%s\"", name, e.detail);
        CHECK_ERR(name, open_code(t.url, STORE_CREATE, &e), CASES[i].create);
        (void)rmdir(t.url);
        test_db_release(&t);
    }
}

static void test_store_open__paths(void **state)
{
    struct test_db *t = *state;
    struct err e = {.code = ERR_OK};
    if (t->engine != DB_SQLITE)
        return;
    CHECK_ERR("no path", open_code("", STORE_CREATE, &e), ERR_DB_OPEN);
    struct str deep = str_format(&t->a, "%s/none/t.db", t->dir);
    CHECK_ERR("no folder", open_code(deep.p, STORE_CREATE, &e), ERR_DB_OPEN);
    CHECK_ERR("no folder", open_code(deep.p, STORE_EXISTING, &e), ERR_DB_NOT_INITIALISED);
    CHECK_ERR("in memory", open_code(":memory:", STORE_CREATE, &e), ERR_OK);
}

/* ---- no permission, no room ------------------------------------------------------ */

static void test_store_tx__read_only(void **state)
{
    struct test_db *t = *state;
    store_free(test_db_county(t));
    struct str url = str_format(&t->a, "file:%s?mode=ro", t->url);
    if (t->engine == DB_PG) /* the parameter must stand in `options` */
        url = str_format(&t->a,
                         "%s&options=-csearch_path%%3D%s%%20-cdefault_transaction_read_only%%3Don",
                         getenv("DUBAN_TEST_PG"), t->schema);
    struct store *s = NULL;
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_open(url.p, STORE_EXISTING, &s, &e), ERR_OK);
    struct audit_report report;
    CHECK_ERR("reads go on", test_verify(s, &report, &e), ERR_OK);
    CHECK_ERR("writes do not", test_append(s, "x", 1, &e), ERR_DB_READ_ONLY);
    CHECK_ERR("reads still go on", test_verify(s, &report, &e), ERR_OK);
    CHECK_INT("entries", report.count, 1);
    store_free(s);
}

/*
 * The disk is full: SQLite's own system calls are led through here, and the
 * kernel's answer is ENOSPC once the room is used up.
 */
static int64_t room = INT64_MAX;

static ssize_t pwrite_full(int fd, const void *p, size_t n, off_t at)
{
    if ((int64_t)n > room) {
        errno = ENOSPC;
        return -1;
    }
    room -= (int64_t)n;
    return pwrite(fd, p, n, at);
}

static void disk_room(int64_t bytes)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    static const char *const CALLS[] = {"pwrite", "pwrite64"};
    room = bytes;
    for (size_t i = 0; i < ARRAY_LEN(CALLS); i++)
        must(vfs->xSetSystemCall(vfs, CALLS[i], (sqlite3_syscall_ptr)pwrite_full) == SQLITE_OK);
}

static void test_store_tx__disk_full(void **state)
{
    struct test_db *t = *state;
    if (t->engine != DB_SQLITE)
        return;
    struct store *s = test_db_county(t);
    struct err e = {.code = ERR_OK};
    struct audit_report report;
    for (int64_t bytes = 0; bytes < 16384; bytes += 1024) {
        disk_room(bytes);
        enum err_code code = test_append(s, "x", 1, &e);
        CHECK("done or full", code == ERR_OK || code == ERR_DB_FULL);
        CHECK("nothing fits in nothing", bytes > 0 || code == ERR_DB_FULL);
        CHECK_ERR("reads go on", test_verify(s, &report, &e), ERR_OK);
    }
    int64_t count = report.count;
    disk_room(INT64_MAX);
    CHECK_ERR("once there is room", test_append(s, "x", 1, &e), ERR_OK);
    CHECK_ERR("in order", test_verify(s, &report, &e), ERR_OK);
    CHECK_INT("entries", report.count, count + 1);
    store_free(s);
}

/* ---- servers ------------------------------------------------------------------------ */

static void test_store_open__servers(void **state)
{
    static const struct {
        const char *name;
        const char *url; /* %s: the socket's folder */
        enum err_code want;
    } CASES[] = {
        {"no server", "postgresql://u:s3cret@/d?host=/tmp/nowhere-at-all", ERR_DB_AWAY},
        {"no database", "postgresql://duban:s3cret@/none?host=%s", ERR_DB_OPEN},
        {"no user", "postgres://nobody-here:s3cret@/postgres?host=%s", ERR_DB_OPEN},
        {"a port that is none", "postgresql://u:s3cret@h:x/d", ERR_DB_AWAY},
        {"an escape that is none", "postgresql://u:s3cret%%zz@/d", ERR_DB_OPEN},
        {"an unknown parameter", "postgresql://u@/d?pasword=s3cret", ERR_DB_OPEN},
        {"an @ in the password", "postgresql://u:s3@cret@/d", ERR_DB_OPEN},
        {"a / in the password", "postgresql://u:s3/cret@/d", ERR_DB_OPEN},
        {"a ? in the password", "postgresql://u:s3?cret@/d?host=/tmp/nowhere-at-all", ERR_DB_AWAY},
        {"a password as parameter", "postgresql:///d?password=s3cret&host=/tmp/nowhere-at-all",
         ERR_DB_AWAY},
    };
    struct test_db *t = *state;
    for (size_t i = 0; t->engine == DB_PG && i < ARRAY_LEN(CASES); i++) {
        struct str folder = raw_text(t, "SHOW unix_socket_directories");
        struct str url = str_of(CASES[i].url);
        size_t at = str_find(url, STR("%s"), 0);
        if (at != SIZE_MAX)
            url = str_format(&t->a, "%" STR_FMT "%" STR_FMT, (int)at, url.p, STR_ARG(folder));
        struct err e = {.code = ERR_OK};
        CHECK_ERR(CASES[i].name, open_code(url.p, STORE_CREATE, &e), CASES[i].want);
        CHECK(CASES[i].name, e.detail[0] != '\0');
        CHECK(CASES[i].name, strstr(e.detail, "s3") == NULL && strstr(e.detail, "cret") == NULL);
    }
}

/* A user who may not make tables, as everybody in the schema "public" of PostgreSQL 15. */
static void test_store_open__no_privilege(void **state)
{
    struct test_db *t = *state;
    if (t->engine != DB_PG)
        return;
    raw_exec(t, "CREATE ROLE %s_guest LOGIN", t->schema);
    struct str url = str_format(&t->a, "%s&user=%s_guest", t->url, t->schema);
    raw_exec(t, "GRANT USAGE ON SCHEMA %s TO %s_guest", t->schema, t->schema);
    struct err e = {.code = ERR_OK};
    enum err_code code = open_code(url.p, STORE_CREATE, &e);
    raw_exec(t, "REVOKE USAGE ON SCHEMA %s FROM %s_guest", t->schema, t->schema);
    raw_exec(t, "DROP ROLE %s_guest", t->schema);
    CHECK_ERR(e.detail, code, ERR_DB_OPEN);
    CHECK("says why", strstr(e.detail, "permission denied") != NULL);
}

static void test_store_open__encoding(void **state)
{
    struct test_db *t = *state;
    if (t->engine != DB_PG)
        return;
    struct str folder = raw_text(t, "SHOW unix_socket_directories");
    raw_exec(t, "CREATE DATABASE %s_ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0",
             t->schema);
    struct str url = str_format(&t->a, "postgresql://duban@/%s_ascii?host=%" STR_FMT, t->schema,
                                STR_ARG(folder));
    struct err e = {.code = ERR_OK};
    enum err_code code = open_code(url.p, STORE_CREATE, &e);
    raw_exec(t, "DROP DATABASE %s_ascii", t->schema);
    CHECK_ERR("SQL_ASCII", code, ERR_DB_OPEN);
    CHECK("named", strstr(e.detail, "SQL_ASCII") != NULL);
}

TEST_MAIN(STORE_TEST(test_store_open__not_initialised), STORE_TEST(test_store_engine__named),
          cmocka_unit_test(test_store_open__files_that_are_no_store),
          STORE_TEST(test_store_open__paths), STORE_TEST(test_store_tx__read_only),
          STORE_TEST(test_store_tx__disk_full), STORE_TEST(test_store_open__servers),
          STORE_TEST(test_store_open__no_privilege), STORE_TEST(test_store_open__encoding))
