/*
 * case_run.h — use case: run a case file in memory and compare what comes out.
 */
#pragma once

#include "base/err.h"
#include "base/vec.h"
#include "source/case/case_read.h"

struct app_case {
    struct str name; /* of the case; the file's path if it has none */
    bool passed;
    struct faults faults;        /* what is wrong with the file; empty if nothing is */
    VEC(struct str) differences; /* "- wanted" and "+ came out", a line each */
};

/*
 * Run the case in the file `path`; the catalog it names is read from beside it.
 *
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ, ERR_TOO_BIG of the file itself; whatever is wrong
 *         with a case, a catalog that cannot be read among it, and whatever comes out
 *         differently, is no error
 */
ERR_CHECKED enum err_code app_case_run(struct arena *a, const char *path, struct app_case *ret,
                                       struct err *e);
