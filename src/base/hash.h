/*
 * hash.h — SHA-256, through libsodium: of one text, or of many pieces.
 */
#pragma once

#include "base/str.h"

enum { HASH_HEX_MAX = 65 };

/*
 * The SHA-256 of s as 64 lower-case hex digits and a NUL in `out`.
 * errors  ERR_HASH_INIT  the library did not start (broken installation)
 */
ERR_CHECKED enum err_code hash_sha256_hex(struct str s, char out[HASH_HEX_MAX], struct err *e);

/* ---- piece by piece ------------------------------------------------------ */

/* A SHA-256 on its way; a plain value, nothing to release. */
struct hash {
    _Alignas(8) unsigned char state[128];
};

/* Begin. errors: ERR_HASH_INIT */
ERR_CHECKED enum err_code hash_begin(struct hash *h, struct err *e);

/* Add bytes. */
void hash_add(struct hash *h, struct str s);

/* Add "<length in bytes, decimal>:<bytes>,": the fields of a record, unambiguously. */
void hash_add_field(struct hash *h, struct str s);
void hash_add_int(struct hash *h, int64_t i);

/* The hash of all that was added, as above; `h` is used up. */
void hash_end(struct hash *h, char out[HASH_HEX_MAX]);
