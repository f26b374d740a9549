/*
 * store.h — the database: open it, and run transactions on it.
 *
 * Place in the flow: the app reads and writes values through the typed functions
 * of store/county.h, store/plan.h and store/audit.h; each of them takes the
 * transaction it belongs to, so nothing is read or written outside of one.
 * SQLite and PostgreSQL behave alike here. No SQL is visible above this folder.
 *
 * Memory: results live in the arena given. Threads: a store is one connection
 * and belongs to one thread at a time; open one for each thread.
 * See docs/internals/store.md.
 */
#pragma once

#include "base/str.h"

struct arena;
struct store;
struct tx;

enum store_mode {
    STORE_EXISTING, /* never creates or changes anything */
    STORE_CREATE,   /* creates what is missing, and brings an older schema up to date */
};

enum tx_mode {
    TX_READ,  /* sees one unchanging state; a write in it is a bug (must) */
    TX_WRITE, /* as if it ran alone (serialisable) */
};

/* ---- life cycle ------------------------------------------------------ */

/*
 * Open the database `db`: a URL that begins with postgres:// or postgresql://,
 * else the path of an SQLite file (or a file: URI, such as file:x.db?mode=ro).
 * STORE_CREATE may be called by several processes at once.
 *
 * errors  ERR_DB_NOT_INITIALISED  (existing) no such file, or an empty database
 *         ERR_DB_OLDER            (existing) its schema is older than this program's
 *         ERR_DB_NEWER            its schema is newer than this program's
 *         ERR_DB_SCHEMA           a migration it went through is not the one we know
 *         ERR_DB_OPEN             cannot be opened, is no database, or holds other tables
 *         ERR_DB_AWAY             the server does not answer
 *         ERR_DB_CORRUPT, ERR_DB_BUSY, ERR_DB_FULL, ERR_DB_READ_ONLY, ERR_DB_FAILED
 * The detail never holds a password.
 */
ERR_CHECKED enum err_code store_open(const char *db, enum store_mode mode, struct store **ret,
                                     struct err *e);

/* Close; NULL is allowed. */
void store_free(struct store *s);

/* Whether anything was changed through this handle, and committed. */
bool store_has_written(const struct store *s);

/* "SQLite" or "PostgreSQL". */
const char *store_engine(const struct store *s);

/* How `db` may be shown: without user, password and parameters. Lives in `a`. */
struct str store_shown_name(struct arena *a, const char *db);

/* ---- transactions ---------------------------------------------------- */

/*
 * The body of a transaction. Returning ERR_OK commits, anything else rolls back.
 */
typedef enum err_code tx_fn(struct tx *tx, void *ctx, struct err *e);

/*
 * Run fn in a transaction named `name` (ASCII; it prefixes the detail of errors).
 *
 * The retry contract. When the database answers that somebody was faster (ERR_DB_BUSY),
 * everything is rolled back and fn is called again from its start, up to
 * TX_ATTEMPTS times with a growing pause. Therefore fn
 *   - passes ERR_DB_BUSY on and does not swallow it (ERR_TRY does this);
 *   - has no effect outside the database: no output, no message, no file;
 *   - starts from its inputs each time: what it reads from ctx it does not change,
 *     and what it writes to ctx it sets anew;
 *   - allocates from an arena that bears TX_ATTEMPTS rounds: the memory of failed
 *     attempts is given back only with the arena;
 *   - does not call store_tx on the same store (must).
 * Outputs are undefined until store_tx has returned ERR_OK; only then is the work
 * committed and durable. After any other answer nothing of it is stored, with one
 * exception: ERR_DB_AWAY during the commit leaves it open which of both happened.
 *
 * A write transaction that changed rows without a line in the audit chain is a bug
 * (must); the write functions of the aggregates append theirs themselves. Stored
 * obligations follow from what else was written: they need no line of their own in
 * a transaction that has one.
 *
 * errors  those of fn; ERR_DB_BUSY after the last attempt; ERR_DB_AWAY, ERR_DB_FULL,
 *         ERR_DB_READ_ONLY, ERR_DB_CORRUPT, ERR_DB_CONSTRAINT, ERR_DB_FAILED
 */
ERR_CHECKED enum err_code store_tx(struct store *s, enum tx_mode mode, const char *name, tx_fn *fn,
                                   void *ctx, struct err *e);

enum { TX_ATTEMPTS = 8 };

/* ---- what the application keeps ----------------------------------------------- */

/*
 * Something of the application's that lives as long as the store is open, such as what was once
 * made of rows that never change. At first it is zeroed; `release`, if set, is called when the
 * store is closed. What a transaction puts there stays when it is rolled back.
 */
struct store_memo {
    void *p;
    void (*release)(void *p);
};

/* That of the store a transaction runs on. */
struct store_memo *store_memo(struct tx *tx);
