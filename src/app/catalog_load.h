/*
 * catalog_load.h — use cases: a catalog becomes a version that records and obligations go by.
 */
#pragma once

#include "app/app.h"
#include "app/catalog_check.h"
#include "store/catalog.h"

struct app_catalog_load {
    struct app_catalog checked;     /* its catalog is NULL if there are faults: nothing is stored */
    struct catalog_version version; /* what is current now */
    bool added;                     /* false: the very files were loaded before */
};

/*
 * Check the catalog in the folder `dir` and store its files, with those it extends, as the next
 * version. What it declares is shown to analysts as views.
 *
 * errors  ERR_CATALOG_OVERLAP  another catalog is in force on one of its days
 *         those of app_catalog_check and of the store
 */
ERR_CHECKED enum err_code app_catalog_load(struct arena *a, struct app *app, const char *dir,
                                           struct app_catalog_load *ret, struct err *e);

/* All versions in the order of loading. */
ERR_CHECKED enum err_code app_catalog_list(struct arena *a, struct app *app,
                                           struct catalog_version_list *ret, struct err *e);
