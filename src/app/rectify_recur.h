/*
 * rectify_recur.h — use case: what was closed and lost points again is opened again.
 *
 * Runs with every import, and on demand. Doing it again changes nothing.
 */
#pragma once

#include "app/app.h"

struct audit_by;
struct tx;

/* A rectification that was opened, or linked, because points were lost again. */
struct rectify_recurrence {
    int64_t deduction_id;
    int64_t rectification_id;
    bool opened; /* false: one was open already, and was linked */
    int64_t follows;
    int64_t follows_deduction;
    struct str item;
};

struct rectify_recurrences {
    struct rectify_recurrence *p;
    size_t n;
};

/* Look through the whole ledger. */
ERR_CHECKED enum err_code app_rectify_recur(struct arena *a, struct app *app,
                                            struct rectify_recurrences *ret, struct err *e);

/* The same inside a transaction of another use case. */
ERR_CHECKED enum err_code rectify_recur_tx(struct arena *a, struct tx *tx,
                                           const struct audit_by *by,
                                           struct rectify_recurrences *ret, struct err *e);
