/*
 * audit.h — who changed what, in a chain that shows tampering.
 *
 * One chain a county. Entry n (from 1) carries the hash of entry n-1; the head
 * of the chain is kept beside it, so that a lost tail is seen too. Entries are
 * written in the transaction of the change they tell of.
 *
 * The hash of an entry is the SHA-256, in lower-case hex, of these eight fields
 * in this order, each written as "<length in bytes, decimal>:<bytes>,":
 *     county  seq  at_ms  actor  action  object  detail  prev_hash
 * seq and at_ms are decimal numbers; prev_hash is the hash of the entry before
 * it, or 64 times "0" in the first. The lengths make the encoding unambiguous,
 * and anybody can recompute it with sha256sum (docs/internals/store.md).
 *
 * Times never run backwards in a chain: an entry is stamped with the later of
 * the caller's clock and the entry before it.
 *
 * Somebody who can rewrite the whole chain and its head leaves no trace inside;
 * note the head hash of a report elsewhere to close that gap.
 */
#pragma once

#include "base/date.h"
#include "base/hash.h"

struct tx;

/* Who acts, for which county, and when: what every writing function asks for. */
struct audit_by {
    struct str county;
    struct str actor; /* never empty */
    instant at;       /* the clock of the use case */
};

struct audit_event {
    struct str action; /* "plan.import" */
    struct str object; /* "plan/12" */
    struct str detail; /* one JSON value, "{}" if there is nothing to tell */
};

enum audit_fault {
    AUDIT_INTACT,
    AUDIT_ALTERED,   /* the entry's content does not give its hash */
    AUDIT_MISSING,   /* the entry is not there, later ones are */
    AUDIT_REORDERED, /* the entry was written at another place of the chain */
    AUDIT_UNLINKED,  /* does not continue the entry before it, which was written anew */
    AUDIT_CLOCK,     /* its time is before that of the entry before it */
    AUDIT_TRUNCATED, /* the entry and all after it are gone */
    AUDIT_HEAD,      /* the kept head is missing or is not the last entry */
    AUDIT_HISTORY,   /* the chain is in order, but a rectification or record is not as it tells */
    AUDIT_FAULT__MAX
};

struct audit_report {
    int64_t count;           /* entries that are in order, from the first */
    char head[HASH_HEX_MAX]; /* hash of the last of them; 64 zeros if there is none */
    enum audit_fault fault;
    int64_t seq; /* the first entry that is not in order, or (HISTORY) not what is stored; 0 if
                    all are, or if what is stored is told of by none */
};

/* ---- operations ------------------------------------------------------ */

/*
 * Append an entry to the county's chain, in a write transaction. The writing
 * functions of the aggregates do this themselves; call it for what changes no
 * row: exports, refusals.
 *
 * errors  ERR_COUNTY_NOT_FOUND, ERR_JSON_SYNTAX (detail), those of the database
 */
ERR_CHECKED enum err_code store_audit_append(struct tx *tx, const struct audit_by *by,
                                             const struct audit_event *event, struct err *e);

/*
 * Read the county's chain from its first entry and check every hash and link; then
 * compare what it tells of rectifications (audit_history.h) and of records (audit_record.h)
 * with what is stored.
 *
 * report  filled on ERR_OK (fault is AUDIT_INTACT) and on ERR_AUDIT_BROKEN
 * errors  ERR_AUDIT_BROKEN      with the first fault in the detail
 *         ERR_COUNTY_NOT_FOUND  neither a county nor a chain of that code
 */
ERR_CHECKED enum err_code store_audit_verify(struct tx *tx, struct str county,
                                             struct audit_report *report, struct err *e);

/* "altered", "missing", …: a stable word for machines. */
const char *audit_fault_name(enum audit_fault fault);
