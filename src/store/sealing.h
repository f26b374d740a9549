/*
 * sealing.h — inside the store: sealing by the keys of subjects, within a transaction.
 *
 * The owner of a key is the subject in whose file a record is, or the record itself if it
 * is in none. A key is made when something of its owner is sealed for the first time.
 */
#pragma once

#include "base/seal.h"
#include "store/audit.h"

struct tx;

enum { SEALER_KEYS_KEPT = 128 };

struct sealer_key {
    int64_t owner; /* 0: nobody's */
    struct seal_key key;
};

struct sealer {
    struct tx *tx;
    struct str county;
    const struct seal_key *data_key; /* NULL: nothing can be sealed or opened */
    bool has_wrap;
    struct seal_key wrap;                     /* of the data key */
    struct sealer_key keys[SEALER_KEYS_KEPT]; /* the last ones, each at its owner's remainder */
};

/* What of a record is sealed: its bytes open nowhere else. */
struct sealed_place {
    int64_t owner;
    int64_t record_id;
    int64_t no;       /* number of the revision, or of the attachment */
    const char *what; /* "revision" or "attachment" */
};

/* Begin; nothing is read yet. `data_key` outlives the sealer. */
void sealer_begin(struct sealer *s, struct tx *tx, struct str county,
                  const struct seal_key *data_key);

/* Wipe its keys. */
void sealer_end(struct sealer *s);

/*
 * Seal, with a new key if the owner has none yet. The owner is a record that is there.
 * errors  ERR_SEAL_KEY_MISSING, ERR_SEAL_KEY_WRONG, ERR_SUBJECT_ERASED
 */
ERR_CHECKED enum err_code sealer_close(struct arena *a, struct sealer *s,
                                       const struct sealed_place *place, instant at,
                                       struct str plain, struct str *ret, struct err *e);

/*
 * Open what was sealed there.
 * errors  as above, and ERR_SEAL_BROKEN
 */
ERR_CHECKED enum err_code sealer_open(struct arena *a, struct sealer *s,
                                      const struct sealed_place *place, struct str sealed,
                                      struct str *ret, struct err *e);
