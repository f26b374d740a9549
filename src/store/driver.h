/*
 * driver.h — what the store asks of a database engine, and nothing else.
 *
 * The only table of functions in the store. driver/sqlite.c and driver/pg.c
 * fill one each; they alone include their library's header, and the whole of
 * SQL that stands outside sql/ and migrate/ is in them: beginning and ending a
 * transaction, and the settings of a connection.
 *
 * A statement is named by its number in STMT_TABLE (stmt.h, generated). It has
 * a text for each engine, and declares the types of its parameters and columns;
 * the driver checks both, so what a row holds is what the table says.
 *
 * Errors are told in err.def's terms: ERR_DB_BUSY alone means "the same again
 * may succeed".
 */
#pragma once

#include "base/str.h"

enum db_engine { DB_SQLITE, DB_PG, DB_ENGINE__MAX };

/* ---- statements -------------------------------------------------------- */

enum stmt_kind {
    STMT_KIND_EXEC, /* no rows */
    STMT_KIND_ONE,  /* no row or one */
    STMT_KIND_MANY, /* any number, streamed */
};

/* The most parameters and the most columns of a statement. */
enum { DB_VALUES_MAX = 32 };

struct stmt_info {
    const char *name;
    enum stmt_kind kind;
    bool writes; /* changes rows */
    uint8_t n_params, n_columns;
    const char *params;  /* a letter for each: 'i' integer, 't' text, 'b' bytes */
    const char *columns; /* the same */
    const char *index;   /* what it reads by, for the tests */
    const char *text[DB_ENGINE__MAX];
};

/* ---- values -------------------------------------------------------------- */

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BLOB };

struct db_value {
    enum db_type type;
    int64_t i;
    struct str s; /* text or bytes; in a row: good only until the row callback returns */
};

/* An integer as a parameter. */
static inline struct db_value db_int(int64_t i)
{
    return (struct db_value){.type = DB_INT, .i = i};
}

/* Even an empty text is one, and not NULL. */
static inline struct db_value db_text(struct str s)
{
    return (struct db_value){.type = DB_TEXT, .s = s};
}

/* Bytes, of whatever content. */
static inline struct db_value db_blob(struct str s)
{
    return (struct db_value){.type = DB_BLOB, .s = s};
}

/* NULL where the text is empty. */
static inline struct db_value db_text_or_null(struct str s)
{
    return s.n == 0 ? (struct db_value){.type = DB_NULL} : db_text(s);
}

/* NULL unless there is a value. */
static inline struct db_value db_int_if(bool has, int64_t i)
{
    return has ? db_int(i) : (struct db_value){.type = DB_NULL};
}

/* NULL where the value is 0. */
static inline struct db_value db_int_or_null(int64_t i)
{
    return db_int_if(i != 0, i);
}

/* ---- rows ------------------------------------------------------------------ */

/*
 * A row of a result. The getters below take the number of a column, from 0;
 * asking for the wrong type is a bug (must). What the database should not hold
 * — a NULL, a number or a date out of range — makes the row `bad` and gives
 * zero; the caller's caller then reports ERR_DB_CORRUPT.
 */
struct db_row {
    const struct stmt_info *stmt;
    const struct db_value *v;
    bool bad;
};

/*
 * Called for each row. It must not run statements. Anything but ERR_OK ends the
 * statement with that code.
 */
typedef enum err_code db_row_fn(struct db_row *row, void *ctx, struct err *e);

/* Whether a column, of any type, is NULL. */
bool db_is_null(const struct db_row *row, size_t column);
/* A number; NULL makes the row bad. */
int64_t db_get_int(struct db_row *row, size_t column);

/* A number from `min` to `max`; NULL gives 0 if that is in the range. */
int32_t db_get_int32(struct db_row *row, size_t column, int32_t min, int32_t max);

/* A view of the text, good until the callback returns; NULL gives the empty text. */
struct str db_get_text(struct db_row *row, size_t column);

/* A view of the bytes, good until the callback returns; NULL makes the row bad. */
struct str db_get_blob(struct db_row *row, size_t column);

/* ---- the engine -------------------------------------------------------------- */

struct db_conn;

enum db_begin {
    DB_BEGIN_READ,    /* one unchanging state; writing is refused */
    DB_BEGIN_WRITE,   /* serialisable */
    DB_BEGIN_MIGRATE, /* alone: a second one waits or is busy */
};

struct driver {
    const char *name; /* for people */
    enum db_engine engine;

    /*
     * Connect. With `create`, a file that is missing is made; without, it is
     * ERR_DB_NOT_INITIALISED, and nothing is changed on the disk.
     */
    enum err_code (*open)(const char *db, bool create, struct db_conn **ret, struct err *e);

    /* Disconnect; a running transaction is rolled back. NULL is allowed. */
    void (*close)(struct db_conn *c);

    enum err_code (*begin)(struct db_conn *c, enum db_begin mode, struct err *e);
    enum err_code (*commit)(struct db_conn *c, struct err *e);

    /* Never fails: at worst the connection is given up and made anew by the next begin. */
    void (*rollback)(struct db_conn *c);

    /* Run a named statement. `params` has as many values as it declares. */
    enum err_code (*run)(struct db_conn *c, const struct stmt_info *stmt, size_t number,
                         const struct db_value *params, db_row_fn *row, void *ctx, struct err *e);

    /* Run one statement of a migration, or a piece of DDL that ddl.h made. */
    enum err_code (*script)(struct db_conn *c, const char *sql, struct err *e);
};

extern const struct driver DRIVER_SQLITE;
extern const struct driver DRIVER_PG;

/* How long an engine itself waits for a lock before it answers ERR_DB_BUSY. */
enum { DB_LOCK_WAIT_MS = 500 };
