/*
 * audit_history.h — inside the store: are the rectifications stored as the chain tells?
 *
 * The chain proves its own entries. What people look at are the rows of the
 * rectifications, their events, tasks and files: somebody who changes those alone
 * leaves the chain intact. So each entry about a rectification tells in full what
 * was written with it, and here the two are compared, both ways.
 *
 *     audit_history_begin(&h);
 *     for each entry that is in order: audit_history_add(&h, &entry, e);
 *     audit_history_check(&h, tx, county, report, e);
 *     audit_history_end(&h);
 *
 * Memory: some hundred bytes for each act on a rectification, until the end.
 */
#pragma once

#include "base/vec.h"
#include "store/audit_chain.h"

/* What an entry may tell of; in the order in which it is compared. */
enum told_what {
    TOLD_HEAD, /* the rectification as it stands after the act */
    TOLD_EVENT,
    TOLD_TASK,
    TOLD_TASK_DONE,
    TOLD_FILE,
    TOLD__MAX
};

/* One thing told: which, by which entry, and the hash of what it says. */
struct told {
    enum told_what what;
    int64_t id; /* the rectification */
    int64_t no; /* event, task or file; 0 for TOLD_HEAD */
    int64_t seq;
    char digest[HASH_HEX_MAX];
    bool stored; /* the row has been seen */
};

struct audit_history {
    struct arena a;
    VEC(struct told) told;
};

/* Begin with nothing told. */
void audit_history_begin(struct audit_history *h);

/* Release what was gathered. */
void audit_history_end(struct audit_history *h);

/* Take in what an entry tells; entries about other things are passed over. */
ERR_CHECKED enum err_code audit_history_add(struct audit_history *h,
                                            const struct audit_entry *entry, struct err *e);

/*
 * Compare with the rows of the county.
 * report  its fault and seq are set where they differ; seq is 0 for a row of which nothing tells
 * errors  ERR_AUDIT_BROKEN  with the first difference, in the order of the chain, in the detail
 */
ERR_CHECKED enum err_code audit_history_check(struct audit_history *h, struct tx *tx,
                                              struct str county, struct audit_report *report,
                                              struct err *e);
