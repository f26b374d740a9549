/*
 * batch.h — records that came in one file: taken together, recognised, undone together.
 *
 *     ERR_TRY(store_batch_find(a, tx, county, type, sha256, &known, &before, e));
 *     ERR_TRY(store_batch_begin(a, tx, by, data_key, &file, most, &w, e));
 *     for each row: ERR_TRY(store_batch_add(w, &entry, &id, e));
 *     ERR_TRY(store_batch_end(w, rows, &batch, e));
 *
 * all in one write transaction. Statements are prepared once and records share one time
 * of entry, so that a hundred thousand rows take seconds. The audit chain has one entry
 * for all of them ("batch.import"), with a hash of what was written.
 */
#pragma once

#include "store/record.h"

struct batch_writer;

/* ---- types ------------------------------------------------------------- */

struct batch_file {
    struct str type; /* of its records */
    struct str name; /* without folders, never empty */
    struct str sha256;
    int64_t rows; /* how many the file has, those left out too; known when it was read */
    bool history; /* the times of entry were chosen by an administrator */
};

struct batch {
    int64_t id; /* 1, 2, … in the county */
    struct batch_file file;
    int64_t taken;    /* records it brought */
    int64_t first_id; /* of these; they stand in a row */
    instant at;
    struct str by;
    bool undone;
    instant undone_at;
    struct str undone_by, undo_reason;
};

struct batch_list {
    struct batch *p;
    size_t n;
};

/* Why a batch cannot be undone. */
struct batch_obstacle {
    int64_t record_id;
    int64_t subject; /* of the batch, in whose file the record of somebody else is; or 0: it was
                        revised since */
};

struct batch_obstacle_list {
    struct batch_obstacle *p;
    size_t n;
};

/* ---- reading ----------------------------------------------------------- */

/* Whether the same file was imported as this type, and that was not undone. */
ERR_CHECKED enum err_code store_batch_find(struct arena *a, struct tx *tx, struct str county,
                                           struct str type, struct str sha256, bool *ret_found,
                                           struct batch *ret, struct err *e);

/* errors: ERR_BATCH_NOT_FOUND */
ERR_CHECKED enum err_code store_batch_get(struct arena *a, struct tx *tx, struct str county,
                                          int64_t id, struct batch *ret, struct err *e);

/* All of them, the newest first. */
ERR_CHECKED enum err_code store_batch_list(struct arena *a, struct tx *tx, struct str county,
                                           struct batch_list *ret, struct err *e);

/* What keeps it from being undone: nothing, if the list is empty. errors: ERR_BATCH_NOT_FOUND */
ERR_CHECKED enum err_code store_batch_obstacles(struct arena *a, struct tx *tx, struct str county,
                                                int64_t id, struct batch_obstacle_list *ret,
                                                struct err *e);

/* ---- importing --------------------------------------------------------------- */

/*
 * Begin a batch of at most `most` records (0 is allowed). The writer lives in `a`, which wipes
 * its keys when it is released; `file` and `data_key` outlive it.
 *
 * errors  ERR_BATCH_KNOWN  the same file was imported and not undone, with its number
 */
ERR_CHECKED enum err_code store_batch_begin(struct arena *a, struct tx *tx,
                                            const struct audit_by *by,
                                            const struct seal_key *data_key,
                                            const struct batch_file *file, int64_t most,
                                            struct batch_writer **ret, struct err *e);

/*
 * Add a record; its type and its `history` are those of the file. Errors as store_record_add;
 * after ERR_RECORD_DUPLICATE nothing of it is written, and the next one may follow.
 */
ERR_CHECKED enum err_code store_batch_add(struct batch_writer *w, const struct record_entry *entry,
                                          int64_t *ret_id, struct err *e);

/* End it, with the number of rows that the file has; the writer is used up. */
ERR_CHECKED enum err_code store_batch_end(struct batch_writer *w, int64_t rows, struct batch *ret,
                                          struct err *e);

/* ---- undoing ----------------------------------------------------------------- */

/*
 * Void what a batch brought and is not void yet ("batch.undo").
 *
 * reason   never empty
 * ret_n    how many were voided; may be NULL
 * errors   ERR_BATCH_NOT_FOUND
 *          ERR_BATCH_UNDONE   it was undone before
 *          ERR_BATCH_REVISED  records were revised since, or have records of others in their
 *                             file; the first ones are named, store_batch_obstacles has all
 */
ERR_CHECKED enum err_code store_batch_undo(struct arena *a, struct tx *tx,
                                           const struct audit_by *by, int64_t id, struct str reason,
                                           int64_t *ret_n, struct err *e);
