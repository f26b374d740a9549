/*
 * migrate.h — inside the store: bringing the schema up to date.
 *
 * Migrations are numbered from 1 without gaps, go forward only, and each is one
 * transaction together with its row in schema_migration: an interruption at any
 * moment leaves the database at the end of one of them. They are compiled in
 * from src/store/migrate/ with the checksum that the row keeps.
 */
#pragma once

#include "store/driver.h"

struct tx;

struct migration {
    int32_t number;
    const char *name;
    const char *checksum;
    const char *const *text[DB_ENGINE__MAX]; /* n statements each */
    size_t n;
};

extern const struct migration MIGRATIONS[];
extern const size_t MIGRATIONS_N;

/*
 * How many migrations the database went through.
 *
 * errors  ERR_DB_NOT_INITIALISED  it is empty
 *         ERR_DB_OPEN             it holds tables, and not ours
 *         ERR_DB_NEWER, ERR_DB_SCHEMA
 */
ERR_CHECKED enum err_code migrate_state(struct tx *tx, size_t *ret_applied, struct err *e);

/*
 * Apply the next migration, in a transaction begun with DB_BEGIN_MIGRATE; which one
 * it is, is asked anew inside, as somebody may have been faster.
 *
 * ret_done  there was none left to apply
 */
ERR_CHECKED enum err_code migrate_next(struct tx *tx, bool *ret_done, struct err *e);
