/*
 * sqlite.c — the driver for SQLite; see store/driver.h. The only file that includes sqlite3.h.
 *
 * What surprised its author: SQLite numbers parameters by their first
 * appearance, not by their name, so that "$2 … $1" must be bound by name; and that
 * even reading writes files beside the database. What is done where that cannot be is
 * told in frozen.h.
 */
#include <errno.h>
#include <sqlite3.h>

#include "store/driver.h"
#include "store/driver/frozen.h"
#include "store/stmt.h"

struct db_conn {
    sqlite3 *db;
    char *path;                         /* of a file that cannot be written, else NULL */
    struct frozen_state seen;           /* … as it was when it was opened */
    sqlite3_stmt *cache[STMT__MAX];     /* prepared at first use */
    int slot[STMT__MAX][DB_VALUES_MAX]; /* where $1, $2, … of each are bound */
};

/* ---- errors ------------------------------------------------------------ */

static enum err_code sqlite_code(sqlite3 *db, int rc)
{
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* lost a race for the write-ahead log */ return ERR_DB_BUSY;
    case SQLITE_FULL: return ERR_DB_FULL;
    case SQLITE_READONLY: return ERR_DB_READ_ONLY;
    case SQLITE_CONSTRAINT: return ERR_DB_CONSTRAINT;
    case SQLITE_CORRUPT: return ERR_DB_CORRUPT;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_NOTADB: /* "file is not a database" */ return ERR_DB_OPEN;
    case SQLITE_IOERR: /* the shared index of the log does not say "full" by itself */
        return sqlite3_system_errno(db) == ENOSPC ? ERR_DB_FULL : ERR_DB_FAILED;
    default: return ERR_DB_FAILED;
    }
}

static enum err_code sqlite_fail(sqlite3 *db, int rc, struct err *e)
{
    enum err_code code = sqlite_code(db, rc);
    int system = (rc & 0xff) == SQLITE_IOERR || (rc & 0xff) == SQLITE_CANTOPEN
                     ? sqlite3_system_errno(db)
                     : 0;
    if (system == 0)
        return err_set(e, code, "%s", sqlite3_errmsg(db));
    char why[128];
    return err_set(e, code, "%s (%s)", sqlite3_errmsg(db), strerror_r(system, why, sizeof(why)));
}

/*
 * For the texts of sql/ and migrate/: they are right, as a test proves, so what SQLite
 * calls an error of theirs is one of the schema.
 */
static enum err_code sqlite_fail_text(sqlite3 *db, int rc, struct err *e)
{
    if (rc == SQLITE_ERROR)
        return err_set(e, ERR_DB_SCHEMA, "%s", sqlite3_errmsg(db));
    return sqlite_fail(db, rc, e);
}

static enum err_code sqlite_do(sqlite3 *db, const char *sql, struct err *e)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? ERR_OK : sqlite_fail(db, rc, e);
}

/* ---- connections --------------------------------------------------------- */

/* Let go of the database, to open it anew. */
static void sqlite_drop(struct db_conn *c)
{
    for (size_t i = 0; i < STMT__MAX; i++) {
        (void)sqlite3_finalize(c->cache[i]);
        c->cache[i] = NULL;
    }
    (void)sqlite3_close(c->db);
    c->db = NULL;
}

static void sqlite_close(struct db_conn *c)
{
    if (c == NULL)
        return;
    sqlite_drop(c);
    free(c->path);
    free(c);
}

/*
 * FULL: a commit is on the disk when it is acknowledged, also after power loss.
 * Defensive and untrusting: the file may come from anywhere.
 */
static enum err_code sqlite_settings(sqlite3 *db, struct err *e)
{
    (void)sqlite3_extended_result_codes(db, 1);
    (void)sqlite3_busy_timeout(db, DB_LOCK_WAIT_MS);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return sqlite_do(db,
                     "PRAGMA foreign_keys = ON;"
                     "PRAGMA synchronous = FULL;"
                     "PRAGMA cell_size_check = ON;"
                     "PRAGMA cache_size = -65536;"
                     "PRAGMA secure_delete = ON;",
                     e);
}

static enum err_code sqlite_open_failed(struct db_conn *c, int rc, bool create, struct err *e)
{
    must(c->db != NULL); /* NULL only without memory */
    if (!create && (rc & 0xff) == SQLITE_CANTOPEN && sqlite3_system_errno(c->db) == ENOENT)
        return err_set(e, ERR_DB_NOT_INITIALISED, "there is no such file");
    return sqlite_fail(c->db, rc, e);
}

/* A log wants files beside it; where they cannot be made, what it holds is not left out. */
static enum err_code sqlite_fail_frozen(const struct db_conn *c, const struct err *why,
                                        struct err *e)
{
    if (c->seen.log && (why->code == ERR_DB_OPEN || why->code == ERR_DB_READ_ONLY))
        return err_set(e, ERR_DB_READ_ONLY,
                       "its log holds entries that are not in the file yet; it can be read only "
                       "in a folder that can be written to");
    return err_set(e, why->code, "%s", why->detail);
}

/* Open a file that cannot be written, with its log if it has one. */
static enum err_code sqlite_open_frozen(struct db_conn *c, struct err *e)
{
    sqlite_drop(c);
    c->seen = frozen_look(c->path);
    char *uri = frozen_uri(c->path);
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    int rc = c->seen.log ? sqlite3_open_v2(c->path, &c->db, flags, NULL)
                         : sqlite3_open_v2(uri, &c->db, flags | SQLITE_OPEN_URI, NULL);
    free(uri);
    struct err why = {.code = ERR_OK};
    enum err_code code =
        rc == SQLITE_OK ? sqlite_settings(c->db, &why) : sqlite_open_failed(c, rc, false, &why);
    return code == ERR_OK ? ERR_OK : sqlite_fail_frozen(c, &why, e);
}

static enum err_code sqlite_open_plain(struct db_conn *c, const char *db, bool create,
                                       struct err *e)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (create)
        flags |= SQLITE_OPEN_CREATE;
    if (str_starts(str_of(db), STR("file:")))
        flags |= SQLITE_OPEN_URI;
    int rc = sqlite3_open_v2(db, &c->db, flags, NULL);
    return rc == SQLITE_OK ? sqlite_settings(c->db, e) : sqlite_open_failed(c, rc, create, e);
}

static enum err_code sqlite_open(const char *db, bool create, struct db_conn **ret, struct err *e)
{
    if (db[0] == '\0') /* SQLite would take a temporary database */
        return err_set(e, ERR_DB_OPEN, "no file is named");
    struct db_conn *c = calloc(1, sizeof(*c));
    must(c != NULL);
    if (frozen_is(db)) {
        c->path = strdup(db);
        must(c->path != NULL);
    }
    enum err_code code =
        c->path != NULL ? sqlite_open_frozen(c, e) : sqlite_open_plain(c, db, create, e);
    if (code != ERR_OK) {
        sqlite_close(c);
        return code;
    }
    *ret = c;
    return ERR_OK;
}

/* ---- transactions ---------------------------------------------------------- */

static void sqlite_rollback(struct db_conn *c)
{
    /* After a full disk and the like SQLite has rolled back by itself. */
    if (c->db != NULL && sqlite3_get_autocommit(c->db) == 0)
        (void)sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
}

/* What cannot be written is read as it is now, or not at all. */
static enum err_code sqlite_begin_frozen(struct db_conn *c, enum db_begin mode, struct err *e)
{
    struct err why = {.code = ERR_OK};
    struct frozen_state now = frozen_look(c->path);
    if (mode != DB_BEGIN_READ)
        return err_set(e, ERR_DB_READ_ONLY, "it can be read, but not changed");
    if (!frozen_same(&c->seen, &now))
        ERR_TRY(sqlite_open_frozen(c, e));
    enum err_code code =
        sqlite_do(c->db, "BEGIN DEFERRED; SELECT 1 FROM sqlite_master LIMIT 1", &why);
    if (code == ERR_OK)
        return ERR_OK;
    sqlite_rollback(c);
    return sqlite_fail_frozen(c, &why, e);
}

/* What was read counts only if nobody changed the file meanwhile: else the same again. */
static enum err_code sqlite_commit_frozen(struct db_conn *c, struct err *e)
{
    struct frozen_state now = frozen_look(c->path);
    ERR_TRY(sqlite_do(c->db, "COMMIT", e));
    if (!c->seen.log && !frozen_same(&c->seen, &now))
        return err_set(e, ERR_DB_BUSY, "the file was changed while it was read");
    return ERR_OK;
}

static enum err_code sqlite_begin(struct db_conn *c, enum db_begin mode, struct err *e)
{
    if (c->path != NULL)
        return sqlite_begin_frozen(c, mode, e);
    switch (mode) {
    case DB_BEGIN_READ: return sqlite_do(c->db, "BEGIN DEFERRED", e);
    case DB_BEGIN_WRITE: return sqlite_do(c->db, "BEGIN IMMEDIATE", e);
    case DB_BEGIN_MIGRATE:
        /* Kept in the file from then on; a no-op when it is so already. */
        ERR_TRY(sqlite_do(c->db, "PRAGMA journal_mode = WAL", e));
        return sqlite_do(c->db, "BEGIN EXCLUSIVE", e);
    default: must_not_reach("a way to begin"); return ERR_DB_FAILED;
    }
}

static enum err_code sqlite_commit(struct db_conn *c, struct err *e)
{
    return c->path != NULL ? sqlite_commit_frozen(c, e) : sqlite_do(c->db, "COMMIT", e);
}

/* ---- statements -------------------------------------------------------------- */

static enum err_code sqlite_prepare(struct db_conn *c, const struct stmt_info *stmt, size_t number,
                                    struct err *e)
{
    if (c->cache[number] != NULL)
        return ERR_OK;
    int rc = sqlite3_prepare_v3(c->db, stmt->text[DB_SQLITE], -1, SQLITE_PREPARE_PERSISTENT,
                                &c->cache[number], NULL);
    if (rc != SQLITE_OK)
        return sqlite_fail_text(c->db, rc, e);
    must(sqlite3_column_count(c->cache[number]) == stmt->n_columns);
    must(sqlite3_bind_parameter_count(c->cache[number]) == stmt->n_params);
    for (int i = 0; i < stmt->n_params; i++) {
        char name[8];
        (void)snprintf(name, sizeof(name), "$%d", i + 1);
        c->slot[number][i] = sqlite3_bind_parameter_index(c->cache[number], name);
        must(c->slot[number][i] > 0);
    }
    return ERR_OK;
}

static int sqlite_bind(sqlite3_stmt *s, int slot, const struct db_value *v)
{
    switch (v->type) {
    case DB_INT: return sqlite3_bind_int64(s, slot, v->i);
    case DB_TEXT: /* the caller's text outlives the call of run() */
        return sqlite3_bind_text64(s, slot, v->s.n == 0 ? "" : v->s.p, v->s.n, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case DB_BLOB: /* a pointer of NULL would bind NULL, and not zero bytes */
        return sqlite3_bind_blob64(s, slot, v->s.n == 0 ? "" : v->s.p, v->s.n, SQLITE_STATIC);
    case DB_NULL:
    default: return sqlite3_bind_null(s, slot);
    }
}

/* The value of a column; false if it has not the type that the statement declares. */
static bool sqlite_column(sqlite3_stmt *s, int i, char letter, struct db_value *ret)
{
    int type = sqlite3_column_type(s, i);
    if (type == SQLITE_NULL) {
        *ret = (struct db_value){.type = DB_NULL};
        return true;
    }
    if (letter == 'i') {
        *ret = db_int(sqlite3_column_int64(s, i));
        return type == SQLITE_INTEGER;
    }
    if (letter == 'b') {
        const char *bytes = sqlite3_column_blob(s, i);
        *ret = db_blob((struct str){bytes, (size_t)sqlite3_column_bytes(s, i)});
        return type == SQLITE_BLOB;
    }
    const char *p = (const char *)sqlite3_column_text(s, i);
    *ret = db_text((struct str){p, (size_t)sqlite3_column_bytes(s, i)});
    return type == SQLITE_TEXT;
}

static enum err_code sqlite_row(sqlite3_stmt *s, const struct stmt_info *stmt, db_row_fn *row,
                                void *ctx, struct err *e)
{
    struct db_value values[DB_VALUES_MAX];
    struct db_row r = {.stmt = stmt, .v = values};
    for (int i = 0; i < stmt->n_columns; i++)
        r.bad |= !sqlite_column(s, i, stmt->columns[i], &values[i]);
    return row(&r, ctx, e);
}

static enum err_code sqlite_run(struct db_conn *c, const struct stmt_info *stmt, size_t number,
                                const struct db_value *params, db_row_fn *row, void *ctx,
                                struct err *e)
{
    ERR_TRY(sqlite_prepare(c, stmt, number, e));
    sqlite3_stmt *s = c->cache[number];
    enum err_code code = ERR_OK;
    int rc = SQLITE_OK;
    for (size_t i = 0; i < stmt->n_params && rc == SQLITE_OK; i++)
        rc = sqlite_bind(s, c->slot[number][i], &params[i]);
    while (rc == SQLITE_OK || (rc == SQLITE_ROW && code == ERR_OK)) {
        rc = sqlite3_step(s);
        if (rc == SQLITE_ROW)
            code = sqlite_row(s, stmt, row, ctx, e);
    }
    if (code == ERR_OK && rc != SQLITE_DONE)
        code = sqlite_fail_text(c->db, rc, e);
    (void)sqlite3_reset(s);
    (void)sqlite3_clear_bindings(s);
    return code;
}

static enum err_code sqlite_script(struct db_conn *c, const char *sql, struct err *e)
{
    int rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? ERR_OK : sqlite_fail_text(c->db, rc, e);
}

const struct driver DRIVER_SQLITE = {
    .name = "SQLite",
    .engine = DB_SQLITE,
    .open = sqlite_open,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .run = sqlite_run,
    .script = sqlite_script,
};
