/*
 * obligation_keep.h — the stored obligations are kept current with what is written.
 *
 * Every use case that writes something obligations rest on calls obligation_keep at the end of
 * its transaction, so that both are committed together or not at all. What is written decides
 * how much is computed again: the scopes of a record, or all. Where a day has ended since the
 * last time, its deadlines pass first and what begins today is added: nothing else happens by
 * itself, for deadlines and windows begin and end at midnight.
 *
 * The moment that is computed for is never before the last time of entry, nor before the
 * moment computed for last; a clock that steps back changes nothing.
 */
#pragma once

#include "app/app.h"
#include "store/obligation.h"

/* What was written. */
enum obligation_written {
    OBLIGATION_WROTE_NOTHING, /* time may have passed */
    OBLIGATION_WROTE_RECORDS, /* those of these numbers, each entered, changed or voided */
    OBLIGATION_WROTE_WAIVER,  /* of the obligation `key` */
    OBLIGATION_WROTE_UNIT,    /* `key.unit` is new, or has another figure */
    OBLIGATION_WROTE_ALL,     /* a catalog, a unit that moved, an outage */
};

struct obligation_write {
    enum obligation_written what;
    int64_t first, n; /* records: `n` of them, of one type, from number `first` on */
    struct obligation_key key;
};

/*
 * Make the stored obligations current.
 *
 * ret_changed  how many were added, changed or removed; may be NULL
 * errors       those of the engine, with the rule's name, and of the store
 */
ERR_CHECKED enum err_code obligation_keep(struct tx *tx, const struct audit_by *by,
                                          const struct obligation_write *w, int64_t *ret_changed,
                                          struct err *e);

/* The same of each kind. */
ERR_CHECKED enum err_code obligation_keep_records(struct tx *tx, const struct audit_by *by,
                                                  int64_t first, int64_t n, struct err *e);
ERR_CHECKED enum err_code obligation_keep_unit(struct tx *tx, const struct audit_by *by,
                                               struct str unit, struct err *e);
ERR_CHECKED enum err_code obligation_keep_all(struct tx *tx, const struct audit_by *by,
                                              struct err *e);
