/*
 * tx.c — the transaction runner of store.h, and statements inside a transaction.
 *
 * What it leaves to others: the engines say what is worth another attempt
 * (ERR_DB_BUSY), the aggregates what is done.
 */
#include "store/tx.h"

/* ---- statements -------------------------------------------------------- */

/* Stands between the driver and the row callback of an aggregate. */
struct row_gate {
    const struct stmt_info *info;
    db_row_fn *row;
    void *ctx;
    int64_t n;
};

static enum err_code row_gate_pass(struct db_row *row, void *ctx, struct err *e)
{
    struct row_gate *gate = ctx;
    gate->n++;
    must(gate->info->kind == STMT_KIND_MANY || gate->n == 1);
    ERR_TRY(gate->row(row, gate->ctx, e));
    if (row->bad)
        return err_set(e, ERR_DB_CORRUPT, "row %lld holds a value out of range",
                       (long long)gate->n);
    return ERR_OK;
}

static char value_letter(enum db_type type)
{
    static const char LETTERS[] = {
        [DB_NULL] = '-', [DB_INT] = 'i', [DB_TEXT] = 't', [DB_BLOB] = 'b'};
    return LETTERS[type];
}

static void params_check(const struct stmt_info *info, const struct db_value *params, size_t n)
{
    must(n == info->n_params);
    for (size_t i = 0; i < n; i++)
        must(params[i].type == DB_NULL || value_letter(params[i].type) == info->params[i]);
}

/* Whether the chain itself is what the statement writes. */
static bool stmt_is_audit(enum stmt stmt)
{
    return stmt == STMT_AUDIT_ENTRY_INSERT || stmt == STMT_AUDIT_HEAD_UPDATE;
}

/* Whether what the statement writes follows from something else that was written. */
static bool stmt_is_derived(enum stmt stmt)
{
    static const enum stmt DERIVED[] = {
        STMT_OBLIGATION_PUT,           STMT_OBLIGATION_REMOVE, STMT_OBLIGATION_CLEAR,
        STMT_OBLIGATION_CHANGE_INSERT, STMT_OBLIGATION_FLIP,   STMT_OBLIGATION_FLIP_LOG,
        STMT_OBLIGATION_CLOCK_PUT,
    };
    for (size_t i = 0; i < ARRAY_LEN(DERIVED); i++) {
        if (DERIVED[i] == stmt)
            return true;
    }
    return false;
}

/* What the chain owes after a statement that writes: see store.h. */
static void tx_note_write(struct tx *tx, enum stmt stmt)
{
    tx->wrote = true;
    tx->told |= stmt_is_audit(stmt);
    if (!(tx->told && stmt_is_derived(stmt)))
        tx->unaudited = !stmt_is_audit(stmt);
}

static enum err_code tx_statement(struct tx *tx, enum stmt stmt, const struct db_value *params,
                                  size_t n, struct row_gate *gate, struct err *e)
{
    const struct stmt_info *info = &STMT_TABLE[stmt];
    const struct store *s = tx->store;
    must(!tx->running);
    must(!info->writes || tx->mode == TX_WRITE);
    params_check(info, params, n);
    if (info->writes)
        tx_note_write(tx, stmt);
    tx->running = true;
    enum err_code code = s->driver->run(s->conn, info, stmt, params, row_gate_pass, gate, e);
    tx->running = false;
    if (code != ERR_OK)
        err_context(e, "%s, %s", tx->name, info->name);
    return code;
}

enum err_code tx_exec(struct tx *tx, enum stmt stmt, const struct db_value *params, size_t n,
                      struct err *e)
{
    must(STMT_TABLE[stmt].kind == STMT_KIND_EXEC);
    return tx_statement(tx, stmt, params, n, NULL, e);
}

enum err_code tx_rows(struct tx *tx, enum stmt stmt, const struct db_value *params, size_t n,
                      db_row_fn *row, void *ctx, int64_t *ret_n, struct err *e)
{
    must(STMT_TABLE[stmt].kind != STMT_KIND_EXEC);
    struct row_gate gate = {.info = &STMT_TABLE[stmt], .row = row, .ctx = ctx};
    ERR_TRY(tx_statement(tx, stmt, params, n, &gate, e));
    if (ret_n != NULL)
        *ret_n = gate.n;
    return ERR_OK;
}

enum err_code tx_script(struct tx *tx, const char *sql, struct err *e)
{
    const struct store *s = tx->store;
    must(!tx->running && tx->mode == TX_WRITE);
    tx->wrote = true;
    tx->unaudited = true;
    enum err_code code = s->driver->script(s->conn, sql, e);
    if (code != ERR_OK)
        err_context(e, "%s", tx->name);
    return code;
}

enum err_code tx_int_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    *(int64_t *)ctx = db_get_int(row, 0);
    return ERR_OK;
}

enum err_code tx_row_done(const struct arena *a, struct err *e)
{
    if (arena_over(a))
        return err_set(e, ERR_TOO_BIG, "the answer takes more than %zu bytes", a->max);
    return ERR_OK;
}

enum err_code tx_seen_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)row;
    (void)ctx;
    (void)e;
    return ERR_OK;
}

/* ---- the runner ------------------------------------------------------------ */

static enum err_code tx_attempt(struct store *s, enum db_begin begin, const char *name, tx_fn *fn,
                                void *ctx, struct err *e)
{
    struct tx tx = {.store = s, .mode = begin == DB_BEGIN_READ ? TX_READ : TX_WRITE, .name = name};
    enum err_code code = s->driver->begin(s->conn, begin, e);
    if (code != ERR_OK) {
        err_context(e, "%s", name);
        return code;
    }
    code = fn(&tx, ctx, e);
    if (code != ERR_OK) {
        s->driver->rollback(s->conn);
        return code;
    }
    must(!tx.unaudited || begin == DB_BEGIN_MIGRATE);
    code = s->driver->commit(s->conn, e);
    if (code != ERR_OK) {
        s->driver->rollback(s->conn);
        err_context(e, "%s", name);
        return code;
    }
    s->written |= tx.wrote;
    return ERR_OK;
}

/* 2, 4, 8 … ms, of which a part is left to chance so that two who collide do not do so again. */
static void tx_pause(int attempt)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    long pause_ns = 2000000L << (attempt < 7 ? attempt : 7);
    struct timespec pause = {.tv_nsec = pause_ns / 2 + now.tv_nsec % (pause_ns / 2)};
    (void)nanosleep(&pause, NULL);
}

enum err_code tx_run(struct store *s, enum db_begin begin, const char *name, tx_fn *fn, void *ctx,
                     struct err *e)
{
    must(!s->in_tx);
    s->in_tx = true;
    struct err failure = {.code = ERR_OK};
    enum err_code code = ERR_OK;
    for (int attempt = 1;; attempt++) {
        failure = (struct err){.code = ERR_OK};
        code = tx_attempt(s, begin, name, fn, ctx, &failure);
        if (code != ERR_DB_BUSY || attempt == TX_ATTEMPTS)
            break;
        tx_pause(attempt);
    }
    s->in_tx = false;
    if (code != ERR_OK && e != NULL)
        *e = failure;
    return code;
}

enum err_code store_tx(struct store *s, enum tx_mode mode, const char *name, tx_fn *fn, void *ctx,
                       struct err *e)
{
    return tx_run(s, mode == TX_READ ? DB_BEGIN_READ : DB_BEGIN_WRITE, name, fn, ctx, e);
}
