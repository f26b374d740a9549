/*
 * catalog_now.h — the catalogs by which a county works, read once for a use case.
 *
 * Of each catalog the last version counts, and on each day at most one is in force. A
 * record is checked by the type of the catalog in force on the day it happened.
 */
#pragma once

#include "app/app.h"
#include "core/catalog/catalog.h"
#include "store/catalog.h"

struct app_catalog_version {
    struct catalog_version version;
    const struct catalog *catalog;
};

struct app_catalogs {
    const struct app_catalog_version *p; /* current ones, in the order of loading */
    size_t n;
};

/*
 * Read all current catalogs of a county.
 * errors  ERR_CATALOG_NONE  none is loaded
 *         ERR_DB_CORRUPT    a stored file does not read any more
 */
ERR_CHECKED enum err_code app_catalogs_read(struct arena *a, struct tx *tx, struct str county,
                                            struct app_catalogs *ret, struct err *e);

/* The one in force on a day, or NULL. */
const struct app_catalog_version *app_catalogs_on(const struct app_catalogs *c, date day);

/*
 * The type of that id in the catalog in force on the day; in the newest that has it if none is in
 * force then. NULL if no current catalog has it. *ret_by, if not NULL, is the catalog it is from.
 */
const struct record_type *app_catalogs_type(const struct app_catalogs *c, struct str type, date day,
                                            const struct app_catalog_version **ret_by);

/*
 * One stored version, current or not, as records name it.
 * errors  ERR_CATALOG_NOT_FOUND, ERR_DB_CORRUPT
 */
ERR_CHECKED enum err_code app_catalog_read(struct arena *a, struct tx *tx, struct str county,
                                           struct str catalog, int64_t version,
                                           struct app_catalog_version *ret, struct err *e);
