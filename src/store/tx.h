/*
 * tx.h — inside the store: a running transaction, and how statements run in it.
 *
 * The folders above never include this: they call the typed functions.
 */
#pragma once

#include "base/arena.h"
#include "store/stmt.h"
#include "store/store.h"

struct store {
    const struct driver *driver;
    struct db_conn *conn;
    bool in_tx;
    bool written; /* a transaction that changed rows was committed */
    struct store_memo memo;
};

struct tx {
    struct store *store;
    enum tx_mode mode;
    const char *name; /* prefixes the detail of errors */
    bool running;     /* a statement is under way: its row callback may not start another */
    bool wrote;       /* rows were changed */
    bool unaudited;   /* rows were changed, and the audit chain does not tell of it yet */
    bool told;        /* the audit chain has got an entry: also for what follows from it */
};

/*
 * Open with a driver of the caller's choice: the tests put one in between that
 * counts and fails. Otherwise like store_open.
 */
ERR_CHECKED enum err_code store_open_with(const struct driver *driver, const char *db,
                                          enum store_mode mode, struct store **ret, struct err *e);

/* The driver that a database string asks for. */
const struct driver *store_driver_of(const char *db);

/*
 * Run a statement that returns no rows. The number of values is checked against
 * the statement (must).
 */
ERR_CHECKED enum err_code tx_exec(struct tx *tx, enum stmt stmt, const struct db_value *params,
                                  size_t n, struct err *e);

/* Run a statement that returns rows, and give each to `row`. ret_n may be NULL. */
ERR_CHECKED enum err_code tx_rows(struct tx *tx, enum stmt stmt, const struct db_value *params,
                                  size_t n, db_row_fn *row, void *ctx, int64_t *ret_n,
                                  struct err *e);

/* Run a piece of DDL that ddl.h has made. It counts as a change of rows. */
ERR_CHECKED enum err_code tx_script(struct tx *tx, const char *sql, struct err *e);

/* store_tx, for migrations too; those alone may change rows without a line in the audit chain. */
ERR_CHECKED enum err_code tx_run(struct store *s, enum db_begin begin, const char *name, tx_fn *fn,
                                 void *ctx, struct err *e);

/* A row callback for statements of one integer column; ctx is an int64_t *. */
enum err_code tx_int_row(struct db_row *row, void *ctx, struct err *e);

/*
 * The checkpoint of a row callback that allocates.
 * errors  ERR_TOO_BIG  the arena has handed out more than its maximum
 */
ERR_CHECKED enum err_code tx_row_done(const struct arena *a, struct err *e);

/* A row callback that looks at nothing: for whether there is a row. */
enum err_code tx_seen_row(struct db_row *row, void *ctx, struct err *e);

/*
 * The same with the values as arguments:
 *     TX_EXEC(tx, STMT_COUNTY_INSERT, e, db_text(code), db_text(name), db_int(at));
 */
#define TX_EXEC(tx, stmt, e, ...)                                                                  \
    tx_exec((tx), (stmt), (const struct db_value[]){__VA_ARGS__},                                  \
            sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value), (e))

#define TX_ROWS(tx, stmt, row, ctx, ret_n, e, ...)                                                 \
    tx_rows((tx), (stmt), (const struct db_value[]){__VA_ARGS__},                                  \
            sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value), (row),       \
            (ctx), (ret_n), (e))
