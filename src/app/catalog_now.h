/*
 * catalog_now.h — the catalogs by which a county works, read once for a use case.
 *
 * Of each catalog the last version counts, and on each day at most one is in force. A
 * record is checked by the type of the catalog in force on the day it happened.
 */
#pragma once

#include "app/app.h"
#include "base/vec.h"
#include "core/catalog/catalog.h"
#include "store/catalog.h"

struct stored_record;

struct app_catalog_version {
    struct catalog_version version;
    const struct catalog *catalog;
};

struct app_catalogs {
    const struct app_catalog_version *p; /* current ones, in the order of loading */
    size_t n;
    VEC(const struct app_catalog_version *) old; /* others, read when a record named them */
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
 * The types of that id in the current catalogs: that of the catalog in force on the day first,
 * then the others, the last loaded first. Lives in `a`; none if no catalog has it.
 */
const struct record_type *const *app_catalogs_types(struct arena *a, const struct app_catalogs *c,
                                                    struct str type, date day, size_t *ret_n);

/* Fail: no current catalog has the type. The detail names the one that may have been meant. */
ERR_CHECKED enum err_code app_catalogs_no_type(const struct app_catalogs *c, struct str type,
                                               struct err *e);

/* The current version that a type is from; NULL if it is of none of them. */
const struct app_catalog_version *app_catalogs_of(const struct app_catalogs *c,
                                                  const struct record_type *t);

/*
 * A version, current or not; 0 means the current one. What is not current is read once and kept in
 * `c`.
 * errors  ERR_CATALOG_NOT_FOUND, ERR_DB_CORRUPT
 */
ERR_CHECKED enum err_code app_catalogs_version(struct arena *a, struct tx *tx, struct str county,
                                               struct app_catalogs *c, struct str catalog,
                                               int64_t version,
                                               const struct app_catalog_version **ret,
                                               struct err *e);

/*
 * The type of a stored record by the very version it was checked by, current or not. A version
 * that is not current is read once and kept in `c`.
 *
 * ret_by  that version; may be NULL
 * errors  ERR_CATALOG_NOT_FOUND, ERR_DB_CORRUPT
 */
ERR_CHECKED enum err_code
app_catalogs_type_of(struct arena *a, struct tx *tx, struct str county, struct app_catalogs *c,
                     const struct stored_record *r, const struct record_type **ret,
                     const struct app_catalog_version **ret_by, struct err *e);
