/*
 * audit.h — use case: is the record of who changed what intact?
 */
#pragma once

#include "app/app.h"
#include "base/hash.h"

struct app_audit {
    struct str county;
    int64_t entries;         /* in order, from the first */
    char head[HASH_HEX_MAX]; /* the hash of the last of them */
    int64_t broken_at;       /* the first entry that is not in order, or not what is stored; 0 if
                                there is none */
    const char *fault;       /* a stable word for it, "intact" if there is none */
    struct str detail;       /* what is wrong; empty if nothing is */
};

/*
 * Check every entry and link of the county's chain, and what it tells of rectifications and
 * records.
 *
 * expect  a head hash noted elsewhere (64 hex digits), or empty
 * ret     filled on ERR_OK and on ERR_AUDIT_BROKEN
 * errors  ERR_AUDIT_BROKEN  an entry is not in order, a rectification or record is not stored as
 *                           it tells,
 *                           or the head is not the one expected
 */
ERR_CHECKED enum err_code app_audit_verify(struct arena *a, struct app *app, struct str expect,
                                           struct app_audit *ret, struct err *e);
