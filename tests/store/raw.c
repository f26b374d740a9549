/*
 * raw.c — the engines without the store in between; see support.h.
 */
#include <libpq-fe.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "support.h"

enum { RAW_MAX = 4 * 1024 * 1024, OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25 };

static Oid raw_oid(char letter)
{
    if (letter == 'b')
        return OID_BYTEA;
    return letter == 'i' ? OID_INT8 : OID_TEXT;
}

/* ---- connections --------------------------------------------------------- */

static sqlite3 *raw_sqlite(const struct test_db *t)
{
    sqlite3 *db = NULL;
    must(sqlite3_open(t->url, &db) == SQLITE_OK);
    must(sqlite3_busy_timeout(db, 5000) == SQLITE_OK);
    return db;
}

static PGconn *raw_pg(const struct test_db *t)
{
    PGconn *pg = PQconnectdb(t->url);
    if (PQstatus(pg) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(pg));
    return pg;
}

/* ---- running --------------------------------------------------------------- */

static void raw_exec_sqlite(const struct test_db *t, const char *sql)
{
    sqlite3 *db = raw_sqlite(t);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    must(sqlite3_close(db) == SQLITE_OK);
}

static void raw_exec_pg(const struct test_db *t, const char *sql)
{
    PGconn *pg = raw_pg(t);
    PQclear(PQexec(pg, "SET client_min_messages = error"));
    PGresult *r = PQexec(pg, sql);
    ExecStatusType status = PQresultStatus(r);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(pg));
    PQclear(r);
    PQfinish(pg);
}

void raw_exec(struct test_db *t, const char *fmt, ...)
{
    struct buf sql;
    buf_init(&sql, RAW_MAX);
    va_list ap;
    va_start(ap, fmt);
    char *text = NULL;
    must(vasprintf(&text, fmt, ap) >= 0);
    va_end(ap);
    buf_add_z(&sql, text);
    free(text);
    if (t->engine == DB_SQLITE)
        raw_exec_sqlite(t, sql.p);
    else
        raw_exec_pg(t, sql.p);
    buf_release(&sql);
}

static void raw_column_sqlite(const struct test_db *t, const char *sql, int column, struct buf *out)
{
    sqlite3 *db = raw_sqlite(t);
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(s) == SQLITE_ROW) {
        buf_add_z(out, (const char *)sqlite3_column_text(s, column));
        buf_add_char(out, '\n');
    }
    must(sqlite3_finalize(s) == SQLITE_OK);
    must(sqlite3_close(db) == SQLITE_OK);
}

static void raw_column_pg(const struct test_db *t, const char *sql, int column, struct buf *out)
{
    PGconn *pg = raw_pg(t);
    PGresult *r = PQexec(pg, sql);
    if (PQresultStatus(r) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(pg));
    for (int i = 0; i < PQntuples(r); i++) {
        buf_add_z(out, PQgetvalue(r, i, column));
        buf_add_char(out, '\n');
    }
    PQclear(r);
    PQfinish(pg);
}

struct str raw_column(struct test_db *t, const char *sql, int column)
{
    struct buf out;
    buf_init(&out, RAW_MAX);
    if (t->engine == DB_SQLITE)
        raw_column_sqlite(t, sql, column, &out);
    else
        raw_column_pg(t, sql, column, &out);
    struct str copy = str_copy(&t->a, buf_str(&out));
    buf_release(&out);
    return copy;
}

struct str raw_text(struct test_db *t, const char *sql)
{
    struct str all = raw_column(t, sql, 0);
    size_t end = str_find(all, STR("\n"), 0);
    return end == SIZE_MAX ? STR_NONE : str_copy(&t->a, str_sub(all, 0, end));
}

int64_t raw_int(struct test_db *t, const char *sql)
{
    int64_t n = 0;
    struct err e = {.code = ERR_OK};
    CHECK_ERR(sql, str_to_i64(raw_text(t, sql), &n, &e), ERR_OK);
    return n;
}

int64_t raw_objects(struct test_db *t)
{
    if (t->engine == DB_SQLITE)
        return raw_int(t, "SELECT count(*) FROM sqlite_master WHERE sql IS NOT NULL");
    return raw_int(t, "SELECT count(*) FROM pg_class c"
                      " WHERE c.relnamespace = current_schema()::regnamespace"
                      " AND (c.relkind = 'r' OR (c.relkind = 'i' AND NOT EXISTS"
                      "  (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)))");
}

/* ---- preparing --------------------------------------------------------------- */

static struct str raw_prepare_sqlite(struct test_db *t, const struct stmt_info *stmt)
{
    sqlite3 *db = raw_sqlite(t);
    sqlite3_stmt *s = NULL;
    struct str wrong = STR_NONE;
    if (sqlite3_prepare_v2(db, stmt->text[DB_SQLITE], -1, &s, NULL) != SQLITE_OK)
        wrong = str_format(&t->a, "%s", sqlite3_errmsg(db));
    else if (sqlite3_column_count(s) != stmt->n_columns)
        wrong = str_format(&t->a, "has %d columns", sqlite3_column_count(s));
    else if (sqlite3_bind_parameter_count(s) != stmt->n_params)
        wrong = str_format(&t->a, "has %d parameters", sqlite3_bind_parameter_count(s));
    else if ((sqlite3_stmt_readonly(s) == 0) != stmt->writes)
        wrong = STR("writes is not as declared");
    (void)sqlite3_finalize(s);
    must(sqlite3_close(db) == SQLITE_OK);
    return wrong;
}

static struct str raw_described(struct test_db *t, const struct stmt_info *stmt, const PGresult *r)
{
    if (PQnfields(r) != stmt->n_columns)
        return str_format(&t->a, "has %d columns", PQnfields(r));
    if (PQnparams(r) != stmt->n_params)
        return str_format(&t->a, "has %d parameters", PQnparams(r));
    for (int i = 0; i < PQnfields(r); i++)
        if (PQftype(r, i) != raw_oid(stmt->columns[i]) && strcmp(stmt->name, "schema_state") != 0)
            return str_format(&t->a, "column %d has the type %u", i + 1, PQftype(r, i));
    return STR_NONE;
}

static struct str raw_prepare_pg(struct test_db *t, const struct stmt_info *stmt)
{
    PGconn *pg = raw_pg(t);
    Oid types[DB_VALUES_MAX];
    for (size_t i = 0; i < stmt->n_params; i++)
        types[i] = raw_oid(stmt->params[i]);
    struct str wrong = STR_NONE;
    PGresult *r = PQprepare(pg, "s", stmt->text[DB_PG], stmt->n_params, types);
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        wrong = str_format(&t->a, "%s", PQerrorMessage(pg));
    PQclear(r);
    r = PQdescribePrepared(pg, "s");
    if (wrong.n == 0)
        wrong = raw_described(t, stmt, r);
    PQclear(r);
    PQfinish(pg);
    return wrong;
}

struct str raw_prepare(struct test_db *t, const struct stmt_info *stmt)
{
    return t->engine == DB_SQLITE ? raw_prepare_sqlite(t, stmt) : raw_prepare_pg(t, stmt);
}
