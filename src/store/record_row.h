/*
 * record_row.h — inside the store: where a record stands, and how records are written.
 */
#pragma once

#include "base/hash.h"
#include "store/record.h"
#include "store/sealing.h"
#include "store/stamp.h"
#include "store/tx.h"

/* ---- where it stands ------------------------------------------------------ */

struct record_standing {
    int64_t latest;
    int64_t subject; /* 0: in no file */
    bool voided;
};

/* errors: ERR_RECORD_NOT_FOUND */
ERR_CHECKED enum err_code record_standing_of(struct tx *tx, struct str county, int64_t record_id,
                                             struct record_standing *ret, struct err *e);

/* That it is not void and at the revision seen. errors: ERR_RECORD_VOIDED, ERR_RECORD_CHANGED */
ERR_CHECKED enum err_code record_standing_check(const struct record_standing *standing,
                                                int64_t record_id, int64_t seen, struct err *e);

/* ---- writing many --------------------------------------------------------- */

enum { RECORD_SUBJECTS_KEPT = 4096 };

/*
 * Writes records that were entered together. Its arena holds the sealed bytes of one
 * record at a time; the hash covers all of them, see record_writer_end.
 */
struct record_writer {
    struct tx *tx;
    struct audit_by by;
    struct stamp next;                      /* of the next record */
    int64_t batch;                          /* or 0 */
    int64_t subjects[RECORD_SUBJECTS_KEPT]; /* looked at and not void, each at its remainder */
    struct sealer sealer;
    struct hash hash;
    struct arena scratch;
};

/* Begin with what was stamped. `data_key` outlives the writer. */
ERR_CHECKED enum err_code record_writer_begin(struct record_writer *w, struct tx *tx,
                                              const struct audit_by *by,
                                              const struct seal_key *data_key,
                                              const struct stamp *stamp, int64_t batch,
                                              struct err *e);

/* Add a record; errors as store_record_add. After ERR_RECORD_DUPLICATE the next may follow. */
ERR_CHECKED enum err_code record_writer_add(struct record_writer *w,
                                            const struct record_entry *entry, int64_t *ret_id,
                                            struct err *e);

/*
 * Wipe the keys and give the memory back. `out` gets the SHA-256 over the fields
 * of each revision written, as hash_add_field writes them:
 *     county  record_id  revision  type  unit  subject  at_ms  catalog  catalog_version
 *     occurred_on  fields  sealed
 */
void record_writer_end(struct record_writer *w, char out[HASH_HEX_MAX]);
