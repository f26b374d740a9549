/*
 * stamp.h — inside the store: when something was entered, and in which order.
 *
 * Times of entry never run backwards in a county, whatever the clocks of the callers
 * do, and the transactions of a county that take a stamp run one after the other. What
 * shares a time keeps its order by its place (seq).
 */
#pragma once

#include "store/audit.h"

struct tx;

struct stamp {
    instant at;        /* the later of the caller's clock and the stamp before */
    int64_t seq;       /* the first of the places asked for */
    int64_t record_id; /* the first of the numbers asked for */
};

/* Take `seqs` places, at least one, and the numbers of `records` new records. */
ERR_CHECKED enum err_code stamp_take(struct tx *tx, const struct audit_by *by, int64_t seqs,
                                     int64_t records, struct stamp *ret, struct err *e);

/* Give back the last places and numbers that this transaction took and did not use. */
ERR_CHECKED enum err_code stamp_give_back(struct tx *tx, const struct audit_by *by, int64_t seqs,
                                          int64_t records, struct err *e);
