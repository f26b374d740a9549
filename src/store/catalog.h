/*
 * catalog.h — catalogs as they were loaded: complete files, numbered versions.
 *
 * The files are the truth; whoever needs a catalog reads them anew. A version is never
 * changed, only followed by the next one of the same id; of each catalog the last version
 * is current. The store knows nothing of what is inside but the days on which it is in
 * force, and sees to it that on each day at most one catalog is.
 */
#pragma once

#include "base/date.h"

struct arena;
struct audit_by;
struct tx;

/* ---- types ------------------------------------------------------------- */

struct catalog_file {
    struct str path; /* with the folder of its catalog: "jiangsu-2017/units.yaml" */
    struct str content;
    struct str sha256; /* 64 hex digits; publishing computes it */
};

struct catalog_file_list {
    struct catalog_file *p;
    size_t n;
};

struct catalog_version {
    struct str catalog; /* its id, never empty */
    int64_t version;    /* 1, 2, … of this id */
    bool current;       /* the last of this id */
    struct str title;
    bool has_from,
        has_to;        /* without a first day it always was in force, without a last it is yet */
    date from, to;     /* both included */
    struct str sha256; /* of the whole, see store_catalog_publish */
    instant loaded_at;
    struct str loaded_by;
};

struct catalog_version_list {
    struct catalog_version *p;
    size_t n;
};

/* ---- operations ---------------------------------------------------------- */

/*
 * Add a version ("catalog.publish"), unless the current one of this id has the same files.
 *
 * c       catalog, title and days; the rest is given by the store
 * files   all there are, those of extended catalogs too; at least one, paths distinct
 * ret     what is current then; its hash is the SHA-256 over path and hex hash of each file,
 *         each written as "<length>:<bytes>,", in bytewise order of the paths
 * ret_new whether a version was added; may be NULL
 * errors  ERR_CATALOG_OVERLAP  another current catalog is in force on one of the days
 */
ERR_CHECKED enum err_code
store_catalog_publish(struct arena *a, struct tx *tx, const struct audit_by *by,
                      const struct catalog_version *c, const struct catalog_file_list *files,
                      struct catalog_version *ret, bool *ret_new, struct err *e);

/* All versions in the order of loading. */
ERR_CHECKED enum err_code store_catalog_list(struct arena *a, struct tx *tx, struct str county,
                                             struct catalog_version_list *ret, struct err *e);

/* The current version of each catalog, in the order of loading. */
ERR_CHECKED enum err_code store_catalog_current(struct arena *a, struct tx *tx, struct str county,
                                                struct catalog_version_list *ret, struct err *e);

/*
 * A version with its files by path; version 0 means the current one.
 * errors  ERR_CATALOG_NOT_FOUND
 *         ERR_DB_CORRUPT  the bytes do not give the hash
 */
ERR_CHECKED enum err_code store_catalog_get(struct arena *a, struct tx *tx, struct str county,
                                            struct str catalog, int64_t version,
                                            struct catalog_version *ret,
                                            struct catalog_file_list *ret_files, struct err *e);
