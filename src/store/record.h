/*
 * record.h — stored records: what was entered, what it said when, and what became of it.
 *
 * The store does not know what a record means. It keeps the fields as one JSON object and
 * what is sensitive among them sealed; it keeps records apart by the digests of their unique
 * keys, and finds them by the digests of values; and it knows when everything was entered.
 *
 * Nothing is overwritten: a change is a new revision, a removal is a void, each with a reason.
 * Voiding a subject voids what is in its file, with it and for good; what is void gives up its
 * unique keys. A void cannot be taken back: the record is entered again.
 *
 * Times of entry never run backwards in a county. What was known at a time is what was
 * entered at that time or before. Who changes or voids a record names the revision that
 * he has seen, so that nobody decides on what somebody else has just changed.
 *
 * Numbers of records are those of the county, in the order of entry, shown as R12.
 */
#pragma once

#include "base/date.h"
#include "base/seal.h"

struct arena;
struct audit_by;
struct tx;

/* ---- types: in --------------------------------------------------------------- */

/* What a revision says, in full. */
struct record_content {
    struct str catalog; /* by which it was checked, an id and a version that were loaded */
    int64_t catalog_version;
    date occurred_on;
    struct str fields; /* a JSON object without what is sensitive */
    struct str secret; /* the sensitive fields, one JSON object; empty if there are none */

    /*
     * Digests of SEAL_DIGEST_SIZE bytes, distinct within each list. They cover type and
     * field or key besides the values, and are keyed where a value is sensitive.
     */
    const struct str *uniques; /* no two records that are not void share one */
    size_t n_uniques;
    const struct str *lookups; /* by what it can be found */
    size_t n_lookups;
};

struct record_entry {
    struct str type;
    struct str unit;
    int64_t subject; /* the record in whose file it is, or 0 */
    bool history;    /* entered_at was chosen by an administrator */
    instant entered_at;
    struct record_content content;
};

struct record_change {
    int64_t record_id;
    int64_t seen;      /* the newest revision that the caller knows */
    struct str reason; /* never empty */
    struct str listed; /* the fields named, separated by blanks; never empty */
    struct record_content content;
};

/* ---- types: out -------------------------------------------------------------- */

struct stored_revision {
    int64_t revision; /* 1, 2, … */
    instant at;
    struct str by;
    struct str reason; /* empty in the first */
    struct str catalog;
    int64_t catalog_version;
    date occurred_on;
    struct str fields;
    struct str listed; /* empty in the first */
    struct str sealed; /* for store_record_unseal; empty if nothing is */
};

struct stored_record {
    int64_t id;
    struct str type;
    struct str unit;
    int64_t subject; /* 0: in no file */
    instant entered_at;
    struct str entered_by;
    bool history;
    int64_t batch;  /* 0: entered by itself */
    int64_t latest; /* number of the newest revision, whatever time was asked for */
    bool voided;    /* at the time asked for */
    instant voided_at;
    struct str voided_by, void_reason;
    int64_t voided_with;            /* the subject whose void took it along, or 0 */
    struct stored_revision content; /* the newest at the time asked for */
};

struct stored_record_list {
    struct stored_record *p;
    size_t n;
};

/* A record with all that it said, oldest first. */
struct record_life {
    struct stored_record record;
    struct stored_revision *revisions;
    size_t n;
};

struct record_life_list {
    struct record_life *p;
    size_t n;
};

struct record_id_list {
    int64_t *p;
    size_t n;
};

/* Something that was just entered. */
struct record_stamp {
    int64_t id;
    int64_t revision;
    instant at;
};

/* For the functions that ask how things stood at a time: as they stand now. */
#define RECORD_NOW ((instant){INT64_MAX})

/* ---- writing ----------------------------------------------------------- */

/*
 * Enter a record ("record.add"). The entry of the audit chain carries a hash of what was
 * written, sealed fields as sealed.
 *
 * errors  ERR_RECORD_NOT_FOUND  no such subject
 *         ERR_RECORD_VOIDED     the subject is void
 *         ERR_RECORD_DUPLICATE  with the number of the record that has the key; nothing
 *                               was written yet
 *         ERR_RECORD_HISTORY    the chosen time lies in the future
 *         ERR_SEAL_KEY_MISSING, ERR_SEAL_KEY_WRONG, ERR_SUBJECT_ERASED  only with a secret
 *         ERR_DB_CONSTRAINT     no such unit or catalog
 */
ERR_CHECKED enum err_code store_record_add(struct tx *tx, const struct audit_by *by,
                                           const struct seal_key *data_key,
                                           const struct record_entry *entry,
                                           struct record_stamp *ret, struct err *e);

/*
 * Add a revision ("record.revise"). Its digests replace those of the revision before.
 *
 * errors  ERR_RECORD_NOT_FOUND, ERR_RECORD_VOIDED
 *         ERR_RECORD_CHANGED    it has a newer revision than the one seen
 *         ERR_RECORD_DUPLICATE, ERR_SEAL_KEY_MISSING, ERR_SEAL_KEY_WRONG, ERR_SUBJECT_ERASED,
 *         ERR_DB_CONSTRAINT     as above
 */
ERR_CHECKED enum err_code store_record_revise(struct tx *tx, const struct audit_by *by,
                                              const struct seal_key *data_key,
                                              const struct record_change *change,
                                              struct record_stamp *ret, struct err *e);

/*
 * Void a record, and with a subject all that is in its file ("record.void").
 *
 * reason    never empty
 * ret_along how many it took along; may be NULL
 * errors    ERR_RECORD_NOT_FOUND, ERR_RECORD_VOIDED, ERR_RECORD_CHANGED
 */
ERR_CHECKED enum err_code store_record_void(struct tx *tx, const struct audit_by *by,
                                            int64_t record_id, int64_t seen, struct str reason,
                                            int64_t *ret_along, struct err *e);

/* ---- reading one ------------------------------------------------------------- */

/*
 * A record as it was known at a time.
 * errors  ERR_RECORD_NOT_FOUND  there is none, or was none yet
 */
ERR_CHECKED enum err_code store_record_get(struct arena *a, struct tx *tx, struct str county,
                                           int64_t record_id, instant as_of,
                                           struct stored_record *ret, struct err *e);

/* The same with all revisions until then. */
ERR_CHECKED enum err_code store_record_life(struct arena *a, struct tx *tx, struct str county,
                                            int64_t record_id, instant as_of,
                                            struct record_life *ret, struct err *e);

/* The record that has a unique key, or 0. */
ERR_CHECKED enum err_code store_record_find_unique(struct tx *tx, struct str county,
                                                   struct str digest, int64_t *ret, struct err *e);

/* The records that are not void and have a value, in the order of entry. */
ERR_CHECKED enum err_code store_record_find(struct arena *a, struct tx *tx, struct str county,
                                            struct str digest, struct record_id_list *ret,
                                            struct err *e);

/* ---- reading many ------------------------------------------------------------ */

enum record_voided {
    RECORD_NOT_VOIDED,
    RECORD_ONLY_VOIDED,
    RECORD_VOIDED_OR_NOT,
};

enum record_order {
    RECORD_BY_DAY,
    RECORD_BY_DAY_DESC,
    RECORD_BY_ENTRY,
    RECORD_BY_ENTRY_DESC,
    RECORD_ORDER__MAX
};

/* Where a page ended. */
struct record_place {
    date occurred_on;
    instant entered_at;
    int64_t id;
};

struct record_filter {
    struct str type; /* type or subject must be given, or both */
    int64_t subject;
    struct str unit; /* and all below it, as they stand now */
    bool has_from, has_to, has_entered_from, has_entered_to;
    date from, to; /* of occurred_on; both included, as all bounds are */
    instant entered_from, entered_to;
    enum record_voided voided;
    int64_t batch; /* 0: whatever */
    enum record_order order;
    bool has_after;
    struct record_place after; /* the last one of the page before */
    int64_t most;              /* at least 1 */
};

/* The next page of records as they stand now. Equal days or times are ordered by number. */
ERR_CHECKED enum err_code store_record_list(struct arena *a, struct tx *tx, struct str county,
                                            const struct record_filter *filter,
                                            struct stored_record_list *ret, struct err *e);

/* Where a record stands in any order. */
struct record_place record_place_of(const struct stored_record *r);

/*
 * The file of a subject as it was known at a time: first the subject itself, then its
 * records in the order of entry, the void ones among them.
 * errors  ERR_RECORD_NOT_FOUND  the subject was not entered yet
 */
ERR_CHECKED enum err_code store_subject_records(struct arena *a, struct tx *tx, struct str county,
                                                int64_t subject, instant as_of,
                                                struct record_life_list *ret, struct err *e);

/* Where and when records happened: those in one file and of one unit. */
struct record_spread {
    int64_t subject; /* 0: in no file */
    struct str unit;
    date first, last; /* by all that they ever said */
};

struct record_spread_list {
    struct record_spread *p;
    size_t n;
};

/* Of `n` records from number `first` on. */
ERR_CHECKED enum err_code store_record_spread(struct arena *a, struct tx *tx, struct str county,
                                              int64_t first, int64_t n,
                                              struct record_spread_list *ret, struct err *e);

/*
 * All records of a county with all that they said until `as_of`, the void ones among them, in
 * the order of entry.
 */
ERR_CHECKED enum err_code store_record_lives(struct arena *a, struct tx *tx, struct str county,
                                             instant as_of, struct record_life_list *ret,
                                             struct err *e);

/*
 * The same of a type, and of days between `from` and `to` by what the records say now, both
 * included; in the file of a subject, unless that is 0.
 */
ERR_CHECKED enum err_code store_record_lives_of(struct arena *a, struct tx *tx, struct str county,
                                                struct str type, int64_t subject, date from,
                                                date to, struct record_life_list *ret,
                                                struct err *e);

/* The same of `n` records from number `first` on, whatever their type. */
ERR_CHECKED enum err_code store_record_lives_from(struct arena *a, struct tx *tx, struct str county,
                                                  int64_t first, int64_t n,
                                                  struct record_life_list *ret, struct err *e);
