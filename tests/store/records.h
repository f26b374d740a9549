/*
 * records.h — what the tests of records, imports and attachments share: a county with
 * units and a catalog, digests, and each call in a transaction of its own.
 */
#pragma once

#include "faults.h"
#include "store/batch.h"
#include "store/catalog.h"
#include "store/record.h"
#include "store/subject_key.h"
#include "store/unit.h"

/* One call, with all that any of them needs. */
struct rcall {
    struct arena *a;
    struct audit_by by;
    const struct seal_key *data_key;
    struct record_entry entry;
    struct record_change change;
    int64_t id, seen;
    struct str reason;
    instant as_of;
    struct record_filter filter;
    struct str digest;
    struct batch_file file;
    const struct record_entry *entries; /* of a batch */
    size_t n_entries;
    int64_t most;
    struct record_stamp stamp;
    int64_t count;
    struct stored_record record;
    struct stored_record_list list;
    struct record_life life;
    struct record_life_list lives;
    struct record_id_list ids;
    struct batch batch;
    struct batch_list batches;
    struct batch_obstacle_list obstacles;
    struct str secret;
};

/* Bodies of transactions; ctx is a struct rcall. */
enum err_code radd_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rrevise_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rvoid_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rget_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code runseal_fn(struct tx *tx, void *ctx, struct err *e); /* of .record */
enum err_code rlife_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rsubject_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rlives_fn(struct tx *tx, void *ctx, struct err *e);    /* of the county */
enum err_code rlives_of_fn(struct tx *tx, void *ctx, struct err *e); /* by .filter */
enum err_code rlist_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rfind_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code runique_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rerase_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rbatch_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code rundo_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code robstacles_fn(struct tx *tx, void *ctx, struct err *e);

/* A county "c1" with units county > (north > north1, south), and a catalog "cat" version 1. */
struct store *open_records(struct test_db *t);

/* A call by "tester" at `ms`, with the data key of the tests. */
struct rcall rcall_at(struct test_db *t, int64_t ms);

/* The data key of the tests, and another one. */
extern const struct seal_key TEST_KEY, OTHER_KEY;

/* The text as a digest would stand: 32 bytes, different for different texts. */
struct str digest_of(struct test_db *t, const char *text);

/* A list of one such digest. */
const struct str *digests_of(struct test_db *t, const char *text);

/* A session of unit `unit` and subject (or 0) on a day, with the fields {"n":"text"}. */
struct record_entry session(struct test_db *t, const char *unit, int64_t subject, int32_t day,
                            const char *text);

/* A subject with a secret. */
struct record_entry person(struct test_db *t, const char *name, const char *secret);

/* Add, get as of now, void; anything but success fails the test. */
int64_t radd(struct test_db *t, struct store *s, int64_t ms, struct record_entry entry);
struct stored_record rget(struct test_db *t, struct store *s, int64_t id);
int64_t rvoid(struct test_db *t, struct store *s, int64_t ms, int64_t id);

/* Add a revision of the newest one with these fields. */
enum err_code rrevise(struct test_db *t, struct store *s, int64_t ms, int64_t id, int64_t seen,
                      const char *text, struct err *e);

/* The detail of the newest audit entry of an action. */
struct str audit_detail_of(struct test_db *t, const char *action);
