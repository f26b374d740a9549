/*
 * store.c — opening and closing; see store.h.
 */
#include "store/store.h"

#include "store/migrate.h"
#include "store/tx.h"

/* ---- which engine ------------------------------------------------------ */

static const char *const URL_SCHEMES[] = {"postgresql://", "postgres://"};

/* What follows the scheme of a PostgreSQL URL, or NULL if db is a path. */
static const char *url_rest(const char *db)
{
    for (size_t i = 0; i < ARRAY_LEN(URL_SCHEMES); i++)
        if (str_starts(str_of(db), str_of(URL_SCHEMES[i])))
            return db + strlen(URL_SCHEMES[i]);
    return NULL;
}

const struct driver *store_driver_of(const char *db)
{
    return url_rest(db) != NULL ? &DRIVER_PG : &DRIVER_SQLITE;
}

struct str store_shown_name(struct arena *a, const char *db)
{
    const char *rest = url_rest(db);
    if (rest == NULL)
        return str_format(a, "%s", db);
    /* Up to the last '@', as a password that was not encoded may hold one itself. */
    struct str shown = str_sub(str_of(rest), 0, strcspn(rest, "?"));
    const char *at = shown.p == NULL ? NULL : memrchr(shown.p, '@', shown.n);
    if (at != NULL)
        shown = str_sub(shown, (size_t)(at - shown.p) + 1, shown.n);
    return str_format(a, "postgresql://%" STR_FMT, STR_ARG(shown));
}

const char *store_engine(const struct store *s)
{
    return s->driver->name;
}

/* ---- opening --------------------------------------------------------------- */

static enum err_code store_state(struct tx *tx, void *ctx, struct err *e)
{
    return migrate_state(tx, ctx, e);
}

static enum err_code store_migrate_one(struct tx *tx, void *ctx, struct err *e)
{
    return migrate_next(tx, ctx, e);
}

/* Make sure that the schema is this program's. */
static enum err_code store_prepare(struct store *s, enum store_mode mode, struct err *e)
{
    size_t applied = 0;
    enum err_code code = tx_run(s, DB_BEGIN_READ, "open", store_state, &applied, e);
    if (code == ERR_OK && applied < MIGRATIONS_N && mode == STORE_EXISTING)
        return err_set(e, ERR_DB_OLDER, "it went through %zu of %zu migrations", applied,
                       MIGRATIONS_N);
    if (mode == STORE_EXISTING || (code != ERR_OK && code != ERR_DB_NOT_INITIALISED))
        return code;
    bool done = applied == MIGRATIONS_N;
    while (!done)
        ERR_TRY(tx_run(s, DB_BEGIN_MIGRATE, "migrate", store_migrate_one, &done, e));
    return ERR_OK;
}

enum err_code store_open_with(const struct driver *driver, const char *db, enum store_mode mode,
                              struct store **ret, struct err *e)
{
    struct db_conn *conn = NULL;
    ERR_TRY(driver->open(db, mode == STORE_CREATE, &conn, e));
    struct store *s = calloc(1, sizeof(*s));
    must(s != NULL);
    *s = (struct store){.driver = driver, .conn = conn};
    enum err_code code = store_prepare(s, mode, e);
    if (code != ERR_OK) {
        store_free(s);
        return code;
    }
    *ret = s;
    return ERR_OK;
}

enum err_code store_open(const char *db, enum store_mode mode, struct store **ret, struct err *e)
{
    return store_open_with(store_driver_of(db), db, mode, ret, e);
}

void store_free(struct store *s)
{
    if (s == NULL)
        return;
    if (s->memo.release != NULL)
        s->memo.release(s->memo.p);
    s->driver->close(s->conn);
    free(s);
}

bool store_has_written(const struct store *s)
{
    return s->written;
}

struct store_memo *store_memo(struct tx *tx)
{
    return &tx->store->memo;
}
