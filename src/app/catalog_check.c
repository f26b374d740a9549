/*
 * catalog_check.c — see catalog_check.h.
 */
#include "app/catalog_check.h"

#include "app/catalog_files.h"

enum err_code app_catalog_check(struct arena *a, const char *dir, struct app_catalog *ret,
                                struct err *e)
{
    struct catalog_sources sources;
    ERR_TRY(catalog_files_read(a, dir, &sources, e));
    faults_init(&ret->faults, a);
    ret->catalog = catalog_read(a, sources.p, sources.n, &ret->faults);
    return ERR_OK;
}

enum err_code app_catalog_diff(struct arena *a, const char *before, const char *after,
                               struct app_catalog_diff *ret, struct err *e)
{
    struct catalog_sources was;
    struct catalog_sources now;
    ERR_TRY(catalog_files_read(a, before, &was, e));
    ERR_TRY(catalog_files_read(a, after, &now, e));
    faults_init(&ret->faults, a);
    ret->changes = (struct catalog_changes){NULL, 0};
    const struct catalog *good = catalog_read(a, was.p, was.n, &ret->faults);
    if (catalog_read(a, now.p, now.n, &ret->faults) != NULL && good != NULL)
        ret->changes = catalog_diff(a, was.p, was.n, now.p, now.n);
    return ERR_OK;
}
