/*
 * subject_key.h — the keys of sealed fields: reading what is sealed, and erasing a subject.
 *
 * Each subject has a random key, kept here sealed by the data key, which is never in the
 * database. What is sensitive in a subject's file is sealed by its key; a record that
 * is in no file has a key of its own. Erasure destroys the key: the fields are gone, also
 * from copies of this database, while records, revisions and the audit chain stay as they are.
 * (A copy made before keeps the wrapped key; whoever erases by law destroys such copies or
 * lets them expire.)
 *
 * The data key is given to each function that seals or opens; NULL where there is none. The
 * county's own one is recognised, so that a wrong file is told at once.
 */
#pragma once

#include "base/date.h"
#include "base/seal.h"

struct audit_by;
struct stored_record;
struct stored_revision;
struct tx;

/*
 * The key for digests of sealed values, by which a record is found or kept apart. To be
 * wiped by the caller.
 * errors  ERR_SEAL_KEY_MISSING  no data key
 *         ERR_SEAL_KEY_WRONG    not the one with which this county began
 */
ERR_CHECKED enum err_code store_index_key(struct tx *tx, struct str county,
                                          const struct seal_key *data_key, struct seal_key *ret,
                                          struct err *e);

/*
 * The sensitive fields of a revision, one JSON object; empty if it has none. Lives in `a`
 * and is wiped with it. Telling the audit chain who read it and why is the caller's.
 *
 * errors  ERR_SEAL_KEY_MISSING, ERR_SEAL_KEY_WRONG, ERR_SEAL_BROKEN
 *         ERR_SUBJECT_ERASED  the key was destroyed
 */
ERR_CHECKED enum err_code store_record_unseal(struct arena *a, struct tx *tx, struct str county,
                                              const struct seal_key *data_key,
                                              const struct stored_record *record,
                                              const struct stored_revision *revision,
                                              struct str *ret, struct err *e);

/*
 * Destroy the key of a subject, or of a record that is in no file, for good, with the
 * digests of its values ("subject.erase"). It may be void.
 *
 * reason  why; never empty
 * errors  ERR_RECORD_NOT_FOUND
 *         ERR_SUBJECT_ERASED   it was destroyed before
 *         ERR_SUBJECT_NO_KEY   nothing of it was ever sealed
 */
ERR_CHECKED enum err_code store_subject_erase(struct tx *tx, const struct audit_by *by,
                                              int64_t owner, struct str reason, struct err *e);
