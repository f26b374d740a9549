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
