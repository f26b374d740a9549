/*
 * seal.h — secrets at rest: sealing, keys and keyed digests, through libsodium.
 *
 * A sealed text is a format byte, a nonce of its own, and the XChaCha20-Poly1305
 * ciphertext. It is bound to a text `about` it, such as the record it belongs to:
 * moved to another place, it does not open. Whoever lacks the key learns its
 * length and nothing else.
 *
 * Keys form a tree. The data key lives in a file outside of the database;
 * seal_key_derive makes one key for each purpose of it. The key of a person's file is
 * random, kept in the database sealed by one of these (seal_wrap), and destroyed
 * with that: what it sealed is then gone, also in every backup.
 *
 * A digest under a key finds equal values without showing them; it tells whether
 * two are equal to everybody who sees both.
 *
 * Keys on the stack are the caller's to wipe (seal_key_wipe). What seal_open gives
 * is wiped by its arena before that frees it.
 */
#pragma once

#include "base/str.h"

struct arena;

enum {
    SEAL_KEY_SIZE = 32,
    SEAL_OVERHEAD = 1 + 24 + 16, /* how much longer than its content a sealed text is */
    SEAL_WRAPPED_SIZE = SEAL_KEY_SIZE + SEAL_OVERHEAD,
    SEAL_DIGEST_SIZE = 32,
    SEAL_KEY_TEXT_MAX = 80,
};

struct seal_key {
    unsigned char bytes[SEAL_KEY_SIZE];
};

struct seal_digest {
    unsigned char bytes[SEAL_DIGEST_SIZE];
};

/* All of these: ERR_HASH_INIT if the library did not start (broken installation). */

/* ---- keys ---------------------------------------------------------------- */

/* A new random key. */
ERR_CHECKED enum err_code seal_key_new(struct seal_key *ret, struct err *e);

/* The key for one purpose, always the same for the same two; `purpose` is ASCII, never empty. */
ERR_CHECKED enum err_code seal_key_derive(const struct seal_key *key, const char *purpose,
                                          struct seal_key *ret, struct err *e);

/* Overwrite the key; the compiler cannot leave that out. */
void seal_key_wipe(struct seal_key *key);

/* The key as a line of text without its end, for a key file. */
ERR_CHECKED enum err_code seal_key_text(const struct seal_key *key, char out[SEAL_KEY_TEXT_MAX],
                                        struct err *e);

/*
 * The key of such a line; white space around it is ignored.
 * errors  ERR_SEAL_KEY_SYNTAX  anything else; the detail does not quote it
 */
ERR_CHECKED enum err_code seal_key_parse(struct str s, struct seal_key *ret, struct err *e);

/* ---- sealing --------------------------------------------------------------- */

/* `plain`, of any bytes, sealed; lives in `a`. */
ERR_CHECKED enum err_code seal_close(struct arena *a, const struct seal_key *key, struct str about,
                                     struct str plain, struct str *ret, struct err *e);

/*
 * What was sealed; lives in `a`, followed by a NUL, and is wiped with it.
 * errors  ERR_SEAL_BROKEN  it was changed, moved, or sealed with another key
 */
ERR_CHECKED enum err_code seal_open(struct arena *a, const struct seal_key *key, struct str about,
                                    struct str sealed, struct str *ret, struct err *e);

/* A key sealed by another: SEAL_WRAPPED_SIZE bytes in `a`. */
ERR_CHECKED enum err_code seal_wrap(struct arena *a, const struct seal_key *by, struct str about,
                                    const struct seal_key *key, struct str *ret, struct err *e);

/*
 * The key inside.
 * errors  ERR_SEAL_KEY_WRONG  it was wrapped by another key, or changed
 */
ERR_CHECKED enum err_code seal_unwrap(const struct seal_key *by, struct str about,
                                      struct str wrapped, struct seal_key *ret, struct err *e);

/* ---- digests ----------------------------------------------------------------- */

/* The BLAKE2b of s under the key. */
ERR_CHECKED enum err_code seal_digest(const struct seal_key *key, struct str s,
                                      struct seal_digest *ret, struct err *e);

/* The digest as bytes; good as long as `d` is. */
struct str seal_digest_str(const struct seal_digest *d);
