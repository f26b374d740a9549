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

/* ---- piece by piece ------------------------------------------------------ */

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct hash), "struct hash is too small");
_Static_assert(_Alignof(crypto_hash_sha256_state) <= _Alignof(struct hash), "its alignment too");

static crypto_hash_sha256_state *hash_state(struct hash *h)
{
    return (crypto_hash_sha256_state *)(void *)h->state;
}

enum err_code hash_begin(struct hash *h, struct err *e)
{
    if (sodium_init() < 0)
        return err_set(e, ERR_HASH_INIT, "sodium_init");
    (void)crypto_hash_sha256_init(hash_state(h));
    return ERR_OK;
}

void hash_add(struct hash *h, struct str s)
{
    (void)crypto_hash_sha256_update(hash_state(h), (const unsigned char *)s.p, s.n);
}

/* The decimal digits of n, ending before `end`; returns where they begin. */
static char *hash_digits(uint64_t n, char *end)
{
    char *p = end;
    do
        *--p = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    return p;
}

void hash_add_field(struct hash *h, struct str s)
{
    char length[24];
    char *end = length + sizeof(length) - 1;
    char *p = hash_digits(s.n, end);
    *end = ':';
    hash_add(h, (struct str){p, (size_t)(end + 1 - p)});
    hash_add(h, s);
    hash_add(h, STR(","));
}

void hash_add_int(struct hash *h, int64_t i)
{
    char digits[24];
    char *end = digits + sizeof(digits);
    char *p = hash_digits(i < 0 ? 0 - (uint64_t)i : (uint64_t)i, end);
    if (i < 0)
        *--p = '-';
    hash_add_field(h, (struct str){p, (size_t)(end - p)});
}

void hash_end(struct hash *h, char out[HASH_HEX_MAX])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    (void)crypto_hash_sha256_final(hash_state(h), digest);
    (void)sodium_bin2hex(out, HASH_HEX_MAX, digest, sizeof(digest));
}
