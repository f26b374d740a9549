/*
 * audit_record.h — inside the store: are the records stored as the chain tells?
 *
 * Like audit_history.h, for records, their revisions, voids, imports and files. The entry
 * of a record carries the hash of all that was written of it; that of an import one hash
 * over all its records, so that of a record that was changed in an import no more than the
 * import is known, while one that is gone or was added is named.
 *
 *     audit_records_begin(&h);
 *     for each entry that is in order: audit_records_add(&h, &entry, before_ms, e);
 *     audit_records_check(&h, tx, county, report, e);
 *     audit_records_end(&h);
 *
 * Not told by the chain and so not compared: places in the order of entry, and the bytes of
 * files, which are compared with their hash whenever one is read.
 *
 * Memory: some hundred bytes for each act, whatever an import brought, until the end.
 */
#pragma once

#include "base/vec.h"
#include "store/audit_chain.h"

/*
 * When an act was told. An entry is dated with the later of the act and the entry before it:
 * what is stored with the act has either the time of the entry, or one before `before_ms`,
 * which is then that of the entry.
 */
struct told_at {
    int64_t entry_ms, before_ms;
};

/* A revision or a file. */
struct told_part {
    int64_t id; /* the record */
    int64_t no;
    int64_t seq; /* of the entry */
    struct told_at at;
    char digest[HASH_HEX_MAX];
    bool history; /* revision: its time was chosen */
};

struct told_parts {
    VEC(struct told_part) v;
    size_t next; /* the first that has not met its row */
};

struct told_void {
    int64_t id, seq;
    struct told_at at;
    char digest[HASH_HEX_MAX];
    int64_t along; /* how many it took with it */
    int64_t found; /* how many of them are stored */
    bool stored;
};

struct told_batch {
    int64_t id, seq;
    struct told_at at;
    int64_t first, taken;
    bool history;
    struct str actor;
    char sha256[HASH_HEX_MAX]; /* over its records */
    char digest[HASH_HEX_MAX]; /* of the import itself */
    int64_t undo_seq;          /* 0: it was not undone */
    struct told_at undo_at;
    char undo_digest[HASH_HEX_MAX];
    int64_t voided, found; /* by the undo: told, and stored */
    bool stored;
};

struct audit_records {
    struct arena a;
    struct told_parts revisions, files;
    VEC(struct told_void) voids;
    VEC(struct told_batch) batches; /* in the order of their records */
    size_t batch;                   /* the one whose records come next */
};

/* Begin with nothing told. */
void audit_records_begin(struct audit_records *h);

/* Release what was gathered. */
void audit_records_end(struct audit_records *h);

/*
 * Take in what an entry tells; entries about other things are passed over.
 * before_ms  time of the entry before it, INT64_MIN if there is none
 */
ERR_CHECKED enum err_code audit_records_add(struct audit_records *h,
                                            const struct audit_entry *entry, int64_t before_ms,
                                            struct err *e);

/*
 * Compare with the rows of the county.
 * report  its fault and seq are set where they differ; seq is 0 for a row of which nothing tells
 * errors  ERR_AUDIT_BROKEN  with the first difference, in the order of the chain, in the detail
 */
ERR_CHECKED enum err_code audit_records_check(struct audit_records *h, struct tx *tx,
                                              struct str county, struct audit_report *report,
                                              struct err *e);
