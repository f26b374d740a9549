/*
 * waiver.h — decisions that one obligation is excused.
 *
 * A waiver counts from the time of the decision until it is withdrawn, if it ever is. An
 * obligation has at most one that is not withdrawn. Whether there is such an obligation is for
 * the caller to know: it may cease to exist, and its waiver stays.
 */
#pragma once

#include "store/obligation.h"

/* ---- types ------------------------------------------------------------- */

struct waiver {
    int64_t id; /* 1, 2, … in the county */
    struct obligation_key key;
    struct str reason; /* never empty */
    instant at;
    struct str by; /* who decided */
    bool withdrawn;
    instant withdrawn_at;
    struct str withdrawn_by, withdraw_reason;
};

struct waiver_list {
    struct waiver *p;
    size_t n;
};

/* As they stand now. */
#define WAIVER_NOW ((instant){INT64_MAX})

/* ---- reading ----------------------------------------------------------- */

/* All of them as they were known at `as_of`, in the order in which they were decided. */
ERR_CHECKED enum err_code store_waiver_list(struct arena *a, struct tx *tx, struct str county,
                                            instant as_of, struct waiver_list *ret, struct err *e);

/* One of them as it stands now. errors: ERR_WAIVER_NOT_FOUND */
ERR_CHECKED enum err_code store_waiver_get(struct arena *a, struct tx *tx, struct str county,
                                           int64_t id, struct waiver *ret, struct err *e);

/* ---- writing ----------------------------------------------------------- */

/*
 * Excuse an obligation ("waiver.add").
 * reason  never empty
 * errors  ERR_WAIVER_EXISTS  one that is not withdrawn, with its number
 */
ERR_CHECKED enum err_code store_waiver_add(struct tx *tx, const struct audit_by *by,
                                           const struct obligation_key *key, struct str reason,
                                           struct waiver *ret, struct err *e);

/* Withdraw it ("waiver.withdraw"). errors: ERR_WAIVER_NOT_FOUND, ERR_WAIVER_WITHDRAWN */
ERR_CHECKED enum err_code store_waiver_withdraw(struct arena *a, struct tx *tx,
                                                const struct audit_by *by, int64_t id,
                                                struct str reason, struct waiver *ret,
                                                struct err *e);
