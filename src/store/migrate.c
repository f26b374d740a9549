/*
 * migrate.c — see migrate.h.
 *
 * What surprised its author: under PostgreSQL a serialisable transaction takes
 * its snapshot before it waits for a lock, so that the second of two migrators
 * would not see what the first one did. DB_BEGIN_MIGRATE is therefore the one
 * transaction that is not serialisable, but alone.
 */
#include "store/migrate.h"

#include "store/tx.h"

struct schema_state {
    int64_t tables;
    int64_t ours;
};

static enum err_code schema_state_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct schema_state *state = ctx;
    state->tables = db_get_int(row, 0);
    state->ours = db_get_int(row, 1);
    return ERR_OK;
}

/* ctx counts the migrations in order; each must be the one this program knows. */
static enum err_code migration_row(struct db_row *row, void *ctx, struct err *e)
{
    size_t *applied = ctx;
    int64_t number = db_get_int(row, 0);
    struct str checksum = db_get_text(row, 1);
    if (*applied == MIGRATIONS_N)
        return err_set(e, ERR_DB_NEWER,
                       "it went through migration %lld, this program knows %zu of them",
                       (long long)number, MIGRATIONS_N);
    const struct migration *m = &MIGRATIONS[*applied];
    if (number != m->number)
        return err_set(e, ERR_DB_SCHEMA, "migration %d is not recorded", m->number);
    if (!str_eq(checksum, str_of(m->checksum)))
        return err_set(e, ERR_DB_SCHEMA, "migration %d \"%s\" is recorded with another checksum",
                       m->number, m->name);
    ++*applied;
    return ERR_OK;
}

enum err_code migrate_state(struct tx *tx, size_t *ret_applied, struct err *e)
{
    struct schema_state state = {0};
    ERR_TRY(tx_rows(tx, STMT_SCHEMA_STATE, NULL, 0, schema_state_row, &state, NULL, e));
    if (state.tables == 0)
        return err_set(e, ERR_DB_NOT_INITIALISED, "it is empty");
    if (state.ours == 0)
        return err_set(e, ERR_DB_OPEN, "it holds %lld tables of another program",
                       (long long)state.tables);
    size_t applied = 0;
    ERR_TRY(tx_rows(tx, STMT_MIGRATION_LIST, NULL, 0, migration_row, &applied, NULL, e));
    *ret_applied = applied;
    return ERR_OK;
}

enum err_code migrate_next(struct tx *tx, bool *ret_done, struct err *e)
{
    const struct store *s = tx->store;
    size_t applied = 0;
    enum err_code code = migrate_state(tx, &applied, e);
    if (code != ERR_OK && code != ERR_DB_NOT_INITIALISED)
        return code;
    *ret_done = applied == MIGRATIONS_N;
    if (*ret_done)
        return ERR_OK;
    const struct migration *m = &MIGRATIONS[applied];
    for (size_t i = 0; i < m->n; i++) {
        code = s->driver->script(s->conn, m->text[s->driver->engine][i], e);
        if (code != ERR_OK) {
            err_context(e, "migration %d, statement %zu", m->number, i + 1);
            return code;
        }
    }
    return TX_EXEC(tx, STMT_MIGRATION_INSERT, e, db_int(m->number), db_text(str_of(m->name)),
                   db_text(str_of(m->checksum)));
}
