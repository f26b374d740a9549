/*
 * pg.c — the driver for PostgreSQL; see store/driver.h. The only file that includes libpq-fe.h.
 *
 * Values travel as text: libpq would hand binary ones over in network order, to
 * be taken apart here by type, for no gain that a county would notice. Bytes are
 * the exception on their way in, where text would double them.
 *
 * What surprised its author: libpq repeats pieces of a malformed URL in its
 * messages, and a piece may be the password; so such a URL is refused before
 * libpq can speak about it.
 */
#include <libpq-fe.h>
#include <limits.h>

#include "store/driver.h"
#include "store/stmt.h"

enum {
    PG_OID_INT8 = 20,
    PG_OID_BYTEA = 17,
    PG_OID_TEXT = 25,
    PG_VERSION_MIN = 150000,
    PG_INT_MAX = 24, /* digits of an int64, sign and NUL */
    PG_MIGRATE_LOCK = 1685414497,
};

#define PG_CONNECT_WAIT_S "10"

struct db_conn {
    PGconn *pg;
    bool prepared[STMT__MAX];
};

/* ---- errors ------------------------------------------------------------ */

/* By SQLSTATE; a longer prefix stands before a shorter one. */
static const struct {
    const char *state;
    enum err_code code;
} PG_CODES[] = {
    {"40001", ERR_DB_BUSY},     /* serialization_failure */
    {"40P01", ERR_DB_BUSY},     /* deadlock_detected */
    {"55P03", ERR_DB_BUSY},     /* lock_not_available */
    {"2BP01", ERR_VIEW_IN_USE}, /* dependent_objects_still_exist */
    {"25006", ERR_DB_READ_ONLY}, {"53100", ERR_DB_FULL},
    {"23", ERR_DB_CONSTRAINT},   {"3D", ERR_DB_OPEN}, /* no such database */
    {"3F", ERR_DB_OPEN},                              /* no such schema in the search path */
    {"42501", ERR_DB_OPEN},                           /* insufficient_privilege */
    {"42", ERR_DB_SCHEMA}, /* the texts are right, as a test proves; so the schema is not */
    {"XX001", ERR_DB_CORRUPT},   {"XX002", ERR_DB_CORRUPT},
    {"08", ERR_DB_AWAY},         {"57P", ERR_DB_AWAY}, /* shut down, crashed, or starting */
    {"533", ERR_DB_AWAY},                              /* too_many_connections */
};

static enum err_code pg_code(const struct db_conn *c, const char *state)
{
    if (PQstatus(c->pg) != CONNECTION_OK)
        return ERR_DB_AWAY;
    for (size_t i = 0; state != NULL && i < ARRAY_LEN(PG_CODES); i++)
        if (str_starts(str_of(state), str_of(PG_CODES[i].state)))
            return PG_CODES[i].code;
    return ERR_DB_FAILED;
}

/* The first line of a message of libpq. */
static struct str pg_line(const char *message)
{
    return str_trim(str_sub(str_of(message), 0, strcspn(message, "\n")));
}

/* Only the primary message: the server's detail may quote values of rows. */
static enum err_code pg_fail(const struct db_conn *c, const PGresult *r, struct err *e)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    const char *text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
    if (text == NULL)
        text = PQerrorMessage(c->pg);
    struct str line = pg_line(text);
    return err_set(e, pg_code(c, state), "%" STR_FMT "%s%s%s", STR_ARG(line),
                   state == NULL ? "" : " (", state == NULL ? "" : state, state == NULL ? "" : ")");
}

/* Run SQL that returns nothing of interest. */
static enum err_code pg_do(struct db_conn *c, const char *sql, struct err *e)
{
    PGresult *r = PQexec(c->pg, sql);
    ExecStatusType status = PQresultStatus(r);
    enum err_code code = ERR_OK;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        code = pg_fail(c, r, e);
    PQclear(r);
    return code;
}

/* ---- connections --------------------------------------------------------- */

static void pg_silent(void *arg, const PGresult *r)
{
    (void)arg;
    (void)r;
}

static void pg_close(struct db_conn *c)
{
    if (c == NULL)
        return;
    PQfinish(c->pg);
    free(c);
}

/*
 * Whether libpq splits the URL where a reader would. An '@' or '/' in a password
 * that was not encoded shifts every piece after it, and libpq would then show
 * half of the password as a host or a port.
 */
static bool pg_url_plain(const char *db)
{
    struct str url = str_sub(str_of(db), 0, strcspn(db, "?"));
    size_t start = str_find(url, STR("://"), 0) + 3;
    size_t at = str_find(url, STR("@"), start);
    if (at == SIZE_MAX)
        return true;
    return str_find(url, STR("@"), at + 1) == SIZE_MAX && str_find(url, STR("/"), start) > at;
}

/* Whether libpq can read the URL; it says nothing of why not, as that would quote it. */
static bool pg_url_ok(const char *db)
{
    char *message = NULL;
    PQconninfoOption *options = PQconninfoParse(db, &message);
    bool ok = options != NULL && pg_url_plain(db);
    PQconninfoFree(options);
    PQfreemem(message);
    return ok;
}

/* What a connection needs besides its URL; also after it was made anew. */
static enum err_code pg_settings(struct db_conn *c, struct err *e)
{
    (void)PQsetNoticeReceiver(c->pg, pg_silent, NULL);
    memset(c->prepared, 0, sizeof(c->prepared));
    if (PQserverVersion(c->pg) < PG_VERSION_MIN)
        return err_set(e, ERR_DB_OPEN, "the server is older than PostgreSQL 15");
    const char *encoding = PQparameterStatus(c->pg, "server_encoding");
    if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
        return err_set(e, ERR_DB_OPEN, "the encoding of the database is %s, and not UTF8",
                       encoding == NULL ? "unknown" : encoding);
    char sql[64];
    (void)snprintf(sql, sizeof(sql), "SET lock_timeout = '%dms'", DB_LOCK_WAIT_MS);
    return pg_do(c, sql, e);
}

/*
 * Why a connection was not made: libpq gives no SQLSTATE for it. If the server
 * answers others, or libpq does not even try, the address is at fault.
 */
static enum err_code pg_open_failed(const struct db_conn *c, PGPing ping, struct err *e)
{
    bool away = ping == PQPING_REJECT || ping == PQPING_NO_RESPONSE;
    struct str line = pg_line(PQerrorMessage(c->pg));
    return err_set(e, away ? ERR_DB_AWAY : ERR_DB_OPEN, "%" STR_FMT, STR_ARG(line));
}

static enum err_code pg_connect(struct db_conn *c, const char *db, struct err *e)
{
    /* What the URL says itself, standing later, wins over the first two. */
    static const char *const NAMES[] = {"application_name", "connect_timeout", "dbname",
                                        "client_encoding", NULL};
    const char *const values[] = {"duban", PG_CONNECT_WAIT_S, db, "UTF8", NULL};
    c->pg = PQconnectdbParams(NAMES, values, 1);
    must(c->pg != NULL);
    if (PQstatus(c->pg) != CONNECTION_OK)
        return pg_open_failed(c, PQpingParams(NAMES, values, 1), e);
    return pg_settings(c, e);
}

static enum err_code pg_open(const char *db, bool create, struct db_conn **ret, struct err *e)
{
    (void)create; /* a database on a server is made by its administrator */
    if (!pg_url_ok(db))
        return err_set(e, ERR_DB_OPEN,
                       "not a valid address; special characters in user name and password are "
                       "written as %%XX");
    struct db_conn *c = calloc(1, sizeof(*c));
    must(c != NULL);
    enum err_code code = pg_connect(c, db, e);
    if (code != ERR_OK) {
        pg_close(c);
        return code;
    }
    *ret = c;
    return ERR_OK;
}

/* ---- transactions ---------------------------------------------------------- */

static enum err_code pg_begin_migrate(struct db_conn *c, struct err *e)
{
    ERR_TRY(pg_do(c, "BEGIN ISOLATION LEVEL READ COMMITTED", e));
    char sql[64];
    (void)snprintf(sql, sizeof(sql), "SELECT pg_advisory_xact_lock(%d)", PG_MIGRATE_LOCK);
    enum err_code code = pg_do(c, sql, e);
    if (code != ERR_OK)
        (void)pg_do(c, "ROLLBACK", NULL);
    return code;
}

static enum err_code pg_begin_once(struct db_conn *c, enum db_begin mode, struct err *e)
{
    switch (mode) {
    case DB_BEGIN_READ: return pg_do(c, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", e);
    case DB_BEGIN_WRITE: return pg_do(c, "BEGIN ISOLATION LEVEL SERIALIZABLE", e);
    case DB_BEGIN_MIGRATE: return pg_begin_migrate(c, e);
    default: must_not_reach("a way to begin"); return ERR_DB_FAILED;
    }
}

static enum err_code pg_connect_anew(struct db_conn *c, struct err *e)
{
    PQreset(c->pg);
    if (PQstatus(c->pg) != CONNECTION_OK) {
        struct str line = pg_line(PQerrorMessage(c->pg));
        return err_set(e, ERR_DB_AWAY, "%" STR_FMT, STR_ARG(line));
    }
    return pg_settings(c, e);
}

/* The server may have been away in between; as nothing is done yet, nothing can be done twice. */
static enum err_code pg_begin(struct db_conn *c, enum db_begin mode, struct err *e)
{
    enum err_code code = ERR_DB_AWAY;
    if (PQstatus(c->pg) == CONNECTION_OK)
        code = pg_begin_once(c, mode, e);
    if (code != ERR_DB_AWAY)
        return code;
    ERR_TRY(pg_connect_anew(c, e));
    return pg_begin_once(c, mode, e);
}

static enum err_code pg_commit(struct db_conn *c, struct err *e)
{
    PGresult *r = PQexec(c->pg, "COMMIT");
    enum err_code code = ERR_OK;
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        code = pg_fail(c, r, e);
    else if (strcmp(PQcmdStatus(r), "COMMIT") != 0) /* it was failed already: rolled back */
        code = err_set(e, ERR_DB_FAILED, "the transaction had failed before its end");
    PQclear(r);
    return code;
}

static void pg_rollback(struct db_conn *c)
{
    if (PQtransactionStatus(c->pg) != PQTRANS_IDLE)
        (void)pg_do(c, "ROLLBACK", NULL);
}

/* ---- statements -------------------------------------------------------------- */

/* Parameters as libpq wants them. */
struct pg_params {
    const char *values[DB_VALUES_MAX];
    int lengths[DB_VALUES_MAX]; /* of bytes; libpq measures texts itself */
    int formats[DB_VALUES_MAX]; /* 1: bytes as they are, 0: text */
    char digits[DB_VALUES_MAX][PG_INT_MAX];
    char *copies[DB_VALUES_MAX]; /* texts, which libpq wants with a NUL */
};

static void pg_params_set(struct pg_params *p, const struct stmt_info *stmt,
                          const struct db_value *v)
{
    for (size_t i = 0; i < stmt->n_params; i++) {
        p->values[i] = NULL;
        p->copies[i] = NULL;
        p->lengths[i] = 0;
        p->formats[i] = v[i].type == DB_BLOB;
        if (v[i].type == DB_INT) {
            (void)snprintf(p->digits[i], PG_INT_MAX, "%lld", (long long)v[i].i);
            p->values[i] = p->digits[i];
        } else if (v[i].type == DB_TEXT) {
            p->copies[i] = strndup(v[i].s.n == 0 ? "" : v[i].s.p, v[i].s.n);
            must(p->copies[i] != NULL);
            p->values[i] = p->copies[i];
        } else if (v[i].type == DB_BLOB) {
            must(v[i].s.n <= INT_MAX);
            p->values[i] = v[i].s.n == 0 ? "" : v[i].s.p;
            p->lengths[i] = (int)v[i].s.n;
        }
    }
}

static void pg_params_release(struct pg_params *p, const struct stmt_info *stmt)
{
    for (size_t i = 0; i < stmt->n_params; i++)
        free(p->copies[i]);
}

static Oid pg_oid(char letter)
{
    if (letter == 'b')
        return PG_OID_BYTEA;
    return letter == 'i' ? PG_OID_INT8 : PG_OID_TEXT;
}

static enum err_code pg_prepare(struct db_conn *c, const struct stmt_info *stmt, size_t number,
                                struct err *e)
{
    if (c->prepared[number])
        return ERR_OK;
    Oid types[DB_VALUES_MAX];
    for (size_t i = 0; i < stmt->n_params; i++)
        types[i] = pg_oid(stmt->params[i]);
    PGresult *r = PQprepare(c->pg, stmt->name, stmt->text[DB_PG], stmt->n_params, types);
    enum err_code code = PQresultStatus(r) == PGRES_COMMAND_OK ? ERR_OK : pg_fail(c, r, e);
    PQclear(r);
    c->prepared[number] = code == ERR_OK;
    return code;
}

/* The value of a column; *ret_bytes is what has to be given back after the row, or NULL. */
static struct db_value pg_column(const PGresult *r, int n, int i, struct db_row *row,
                                 unsigned char **ret_bytes)
{
    struct str text = {PQgetvalue(r, n, i), (size_t)PQgetlength(r, n, i)};
    char letter = row->stmt->columns[i];
    struct db_value v = db_text(text);
    *ret_bytes = NULL;
    if (PQgetisnull(r, n, i))
        return (struct db_value){.type = DB_NULL};
    if (letter == 'i') {
        v = db_int(0);
        row->bad |= str_to_i64(text, &v.i, NULL) != ERR_OK;
    } else if (letter == 'b') {
        size_t size = 0;
        *ret_bytes = PQunescapeBytea((const unsigned char *)text.p, &size);
        must(*ret_bytes != NULL);
        v = db_blob((struct str){(const char *)*ret_bytes, size});
    }
    return v;
}

static enum err_code pg_row(const PGresult *r, int n, const struct stmt_info *stmt, db_row_fn *row,
                            void *ctx, struct err *e)
{
    struct db_value values[DB_VALUES_MAX];
    unsigned char *bytes[DB_VALUES_MAX] = {NULL};
    struct db_row out = {.stmt = stmt, .v = values};
    must(PQnfields(r) == stmt->n_columns);
    for (int i = 0; i < stmt->n_columns; i++)
        values[i] = pg_column(r, n, i, &out, &bytes[i]);
    enum err_code code = row(&out, ctx, e);
    for (int i = 0; i < stmt->n_columns; i++)
        PQfreemem(bytes[i]);
    return code;
}

/*
 * Take the results of the statement that was sent; with single-row mode each row
 * is one, so that memory does not grow with their number. All of them are taken
 * also after an error, as the connection is not free before.
 */
static enum err_code pg_results(struct db_conn *c, const struct stmt_info *stmt, db_row_fn *row,
                                void *ctx, struct err *e)
{
    enum err_code code = ERR_OK;
    PGresult *r;
    while ((r = PQgetResult(c->pg)) != NULL) {
        ExecStatusType status = PQresultStatus(r);
        bool ok =
            status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
        if (!ok && code == ERR_OK)
            code = pg_fail(c, r, e);
        for (int i = 0; ok && code == ERR_OK && i < PQntuples(r); i++)
            code = pg_row(r, i, stmt, row, ctx, e);
        PQclear(r);
    }
    return code;
}

static enum err_code pg_run(struct db_conn *c, const struct stmt_info *stmt, size_t number,
                            const struct db_value *params, db_row_fn *row, void *ctx, struct err *e)
{
    ERR_TRY(pg_prepare(c, stmt, number, e));
    struct pg_params p;
    pg_params_set(&p, stmt, params);
    int sent =
        PQsendQueryPrepared(c->pg, stmt->name, stmt->n_params, p.values, p.lengths, p.formats, 0);
    pg_params_release(&p, stmt);
    if (sent != 1) {
        struct str line = pg_line(PQerrorMessage(c->pg));
        return err_set(e, pg_code(c, NULL), "%" STR_FMT, STR_ARG(line));
    }
    if (stmt->kind == STMT_KIND_MANY)
        must(PQsetSingleRowMode(c->pg) == 1);
    return pg_results(c, stmt, row, ctx, e);
}

static enum err_code pg_script(struct db_conn *c, const char *sql, struct err *e)
{
    return pg_do(c, sql, e);
}

const struct driver DRIVER_PG = {
    .name = "PostgreSQL",
    .engine = DB_PG,
    .open = pg_open,
    .close = pg_close,
    .begin = pg_begin,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .run = pg_run,
    .script = pg_script,
};
