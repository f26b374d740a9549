/*
 * outage.h — reported outages: why deadlines of a unit and all below it moved.
 *
 * An outage is reported, and counts once it is accepted. A wrong one is withdrawn, never
 * deleted: from then on it does not count, and every answer about the time before stays as
 * it was. Times never run backwards in a county (stamp.h).
 */
#pragma once

#include "base/date.h"

struct arena;
struct audit_by;
struct tx;

/* ---- types ------------------------------------------------------------- */

struct outage {
    int64_t id;      /* 1, 2, … in the county */
    struct str unit; /* never empty */
    instant from, to;
    struct str reason;   /* never empty */
    struct str evidence; /* what proves it, in words; may be empty */
    instant reported_at;
    struct str reported_by;
    bool accepted;
    instant accepted_at;
    struct str accepted_by;
    bool withdrawn;
    instant withdrawn_at;
    struct str withdrawn_by, withdraw_reason;
};

struct outage_list {
    struct outage *p;
    size_t n;
};

/* As they stand now. */
#define OUTAGE_NOW ((instant){INT64_MAX})

/* Whether deadlines move for it: accepted and not withdrawn. */
static inline bool outage_counts(const struct outage *o)
{
    return o->accepted && !o->withdrawn;
}

/* ---- reading ----------------------------------------------------------- */

/* All of them as they were known at `as_of`, in the order in which they were reported. */
ERR_CHECKED enum err_code store_outage_list(struct arena *a, struct tx *tx, struct str county,
                                            instant as_of, struct outage_list *ret, struct err *e);

/* One of them as it stands now. errors: ERR_OUTAGE_NOT_FOUND */
ERR_CHECKED enum err_code store_outage_get(struct arena *a, struct tx *tx, struct str county,
                                           int64_t id, struct outage *ret, struct err *e);

/* ---- writing ----------------------------------------------------------- */

/*
 * Report one ("outage.add"): unit, from, to, reason and evidence of it; `to` is not before `from`.
 * errors  ERR_UNIT_NOT_FOUND
 */
ERR_CHECKED enum err_code store_outage_add(struct arena *a, struct tx *tx,
                                           const struct audit_by *by, const struct outage *outage,
                                           struct outage *ret, struct err *e);

/* Accept it ("outage.accept"). errors: ERR_OUTAGE_NOT_FOUND, _ACCEPTED, _WITHDRAWN */
ERR_CHECKED enum err_code store_outage_accept(struct arena *a, struct tx *tx,
                                              const struct audit_by *by, int64_t id,
                                              struct outage *ret, struct err *e);

/* Withdraw it, accepted or not ("outage.withdraw"). errors: ERR_OUTAGE_NOT_FOUND, _WITHDRAWN */
ERR_CHECKED enum err_code store_outage_withdraw(struct arena *a, struct tx *tx,
                                                const struct audit_by *by, int64_t id,
                                                struct str reason, struct outage *ret,
                                                struct err *e);
