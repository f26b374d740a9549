/*
 * catalog_check.h — use cases: what a folder of rules holds, everything wrong with it, and how
 * two of them differ.
 */
#pragma once

#include "source/catalog/catalog_diff.h"

struct app_catalog {
    const struct catalog *catalog; /* NULL: there are faults */
    struct faults faults;          /* in the order of files, lines and columns */
};

/*
 * Read and check the catalog in the folder `dir`, with those beside it that it extends.
 *
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ, ERR_TOO_BIG; faults of the catalog are none
 */
ERR_CHECKED enum err_code app_catalog_check(struct arena *a, const char *dir,
                                            struct app_catalog *ret, struct err *e);

struct app_catalog_diff {
    struct faults faults; /* of both; where there are any, nothing was compared */
    struct catalog_changes changes;
};

/*
 * What changed from the catalog in the folder `before` to the one in `after`.
 *
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ, ERR_TOO_BIG; faults of a catalog are none
 */
ERR_CHECKED enum err_code app_catalog_diff(struct arena *a, const char *before, const char *after,
                                           struct app_catalog_diff *ret, struct err *e);
