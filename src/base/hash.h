/*
 * hash.h — SHA-256, through libsodium.
 */
#pragma once

#include "base/str.h"

enum { HASH_HEX_MAX = 65 };

/*
 * The SHA-256 of s as 64 lower-case hex digits and a NUL in `out`.
 * errors  ERR_HASH_INIT  the library did not start (broken installation)
 */
ERR_CHECKED enum err_code hash_sha256_hex(struct str s, char out[HASH_HEX_MAX], struct err *e);
