/*
 * hash.c — the only file that includes libsodium's hashing.
 */
#include "base/hash.h"

#include <sodium.h>

enum err_code hash_sha256_hex(struct str s, char out[HASH_HEX_MAX], struct err *e)
{
    if (sodium_init() < 0)
        return err_set(e, ERR_HASH_INIT, "sodium_init");
    unsigned char digest[crypto_hash_sha256_BYTES];
    (void)crypto_hash_sha256(digest, (const unsigned char *)s.p, s.n);
    (void)sodium_bin2hex(out, HASH_HEX_MAX, digest, sizeof(digest));
    return ERR_OK;
}
