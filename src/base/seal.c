/*
 * seal.c — the only file that includes libsodium's ciphers. See seal.h.
 *
 * A nonce of 24 random bytes never repeats in practice, so nobody has to count.
 */
#include "base/seal.h"

#include <sodium.h>

#include "base/arena.h"

enum {
    SEAL_FORMAT = 1,
    SEAL_NONCE_AT = 1,
    SEAL_NONCE_SIZE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    SEAL_TAG_SIZE = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    SEAL_TEXT_AT = SEAL_NONCE_AT + SEAL_NONCE_SIZE,
};

_Static_assert(SEAL_TEXT_AT + SEAL_TAG_SIZE == SEAL_OVERHEAD, "SEAL_OVERHEAD in seal.h");
_Static_assert((int)SEAL_KEY_SIZE == (int)crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key size");
_Static_assert((int)SEAL_KEY_SIZE == (int)crypto_generichash_KEYBYTES, "the same for digests");

#define SEAL_KEY_PREFIX "duban-key-1:"

static enum err_code seal_start(struct err *e)
{
    if (sodium_init() < 0)
        return err_set(e, ERR_HASH_INIT, "sodium_init");
    return ERR_OK;
}

static const unsigned char *seal_bytes(struct str s)
{
    return (const unsigned char *)s.p;
}

/* ---- keys ---------------------------------------------------------------- */

enum err_code seal_key_new(struct seal_key *ret, struct err *e)
{
    ERR_TRY(seal_start(e));
    randombytes_buf(ret->bytes, sizeof(ret->bytes));
    return ERR_OK;
}

enum err_code seal_key_derive(const struct seal_key *key, const char *purpose, struct seal_key *ret,
                              struct err *e)
{
    must(purpose[0] != '\0');
    ERR_TRY(seal_start(e));
    must(crypto_generichash(ret->bytes, sizeof(ret->bytes), (const unsigned char *)purpose,
                            strlen(purpose), key->bytes, sizeof(key->bytes)) == 0);
    return ERR_OK;
}

void seal_key_wipe(struct seal_key *key)
{
    sodium_memzero(key, sizeof(*key));
}

enum err_code seal_key_text(const struct seal_key *key, char out[SEAL_KEY_TEXT_MAX], struct err *e)
{
    size_t prefix = strlen(SEAL_KEY_PREFIX);
    ERR_TRY(seal_start(e));
    memcpy(out, SEAL_KEY_PREFIX, prefix);
    (void)sodium_bin2hex(out + prefix, SEAL_KEY_TEXT_MAX - prefix, key->bytes, sizeof(key->bytes));
    return ERR_OK;
}

enum err_code seal_key_parse(struct str s, struct seal_key *ret, struct err *e)
{
    struct str text = str_trim(s);
    size_t prefix = strlen(SEAL_KEY_PREFIX);
    size_t n = 0;
    const char *end = NULL;
    struct seal_key key;
    ERR_TRY(seal_start(e));
    if (!str_starts(text, STR(SEAL_KEY_PREFIX)))
        return err_set(e, ERR_SEAL_KEY_SYNTAX, "it does not begin with \"" SEAL_KEY_PREFIX "\"");
    struct str hex = str_sub(text, prefix, text.n);
    if (sodium_hex2bin(key.bytes, sizeof(key.bytes), hex.p, hex.n, NULL, &n, &end) != 0 ||
        n != sizeof(key.bytes) || end != hex.p + hex.n) {
        seal_key_wipe(&key);
        return err_set(e, ERR_SEAL_KEY_SYNTAX, "64 hexadecimal digits were expected");
    }
    *ret = key;
    seal_key_wipe(&key);
    return ERR_OK;
}

/* ---- sealing --------------------------------------------------------------- */

enum err_code seal_close(struct arena *a, const struct seal_key *key, struct str about,
                         struct str plain, struct str *ret, struct err *e)
{
    ERR_TRY(seal_start(e));
    unsigned long long n = 0;
    unsigned char *out = arena_alloc(a, plain.n + SEAL_OVERHEAD);
    out[0] = SEAL_FORMAT;
    randombytes_buf(out + SEAL_NONCE_AT, SEAL_NONCE_SIZE);
    must(crypto_aead_xchacha20poly1305_ietf_encrypt(out + SEAL_TEXT_AT, &n, seal_bytes(plain),
                                                    plain.n, seal_bytes(about), about.n, NULL,
                                                    out + SEAL_NONCE_AT, key->bytes) == 0);
    *ret = (struct str){(const char *)out, SEAL_TEXT_AT + (size_t)n};
    return ERR_OK;
}

/* Into `out`, which has room for what is inside; whether it could be opened. */
static bool seal_decrypt(const struct seal_key *key, struct str about, struct str sealed,
                         unsigned char *out)
{
    if (sealed.n < SEAL_OVERHEAD || sealed.p[0] != SEAL_FORMAT)
        return false;
    const unsigned char *in = seal_bytes(sealed);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, in + SEAL_TEXT_AT,
                                                      sealed.n - SEAL_TEXT_AT, seal_bytes(about),
                                                      about.n, in + SEAL_NONCE_AT, key->bytes) == 0;
}

static void seal_wipe(void *ctx)
{
    struct str *plain = ctx;
    union { /* the arena's own memory, which the view shows as const */
        const char *from;
        char *to;
    } p = {plain->p};
    sodium_memzero(p.to, plain->n);
}

enum err_code seal_open(struct arena *a, const struct seal_key *key, struct str about,
                        struct str sealed, struct str *ret, struct err *e)
{
    ERR_TRY(seal_start(e));
    size_t n = sealed.n > SEAL_OVERHEAD ? sealed.n - SEAL_OVERHEAD : 0;
    unsigned char *out = arena_alloc(a, n + 1);
    if (!seal_decrypt(key, about, sealed, out))
        return err_set(e, ERR_SEAL_BROKEN, "%zu bytes", sealed.n);
    struct str *plain = ARENA_NEW(a, struct str);
    *plain = (struct str){(const char *)out, n};
    arena_on_release(a, seal_wipe, plain);
    *ret = *plain;
    return ERR_OK;
}

enum err_code seal_wrap(struct arena *a, const struct seal_key *by, struct str about,
                        const struct seal_key *key, struct str *ret, struct err *e)
{
    struct str bytes = {(const char *)key->bytes, sizeof(key->bytes)};
    return seal_close(a, by, about, bytes, ret, e);
}

enum err_code seal_unwrap(const struct seal_key *by, struct str about, struct str wrapped,
                          struct seal_key *ret, struct err *e)
{
    struct seal_key key;
    ERR_TRY(seal_start(e));
    if (wrapped.n != SEAL_WRAPPED_SIZE || !seal_decrypt(by, about, wrapped, key.bytes))
        return err_set(e, ERR_SEAL_KEY_WRONG, "a wrapped key of %zu bytes", wrapped.n);
    *ret = key;
    seal_key_wipe(&key);
    return ERR_OK;
}

/* ---- digests ----------------------------------------------------------------- */

enum err_code seal_digest(const struct seal_key *key, struct str s, struct seal_digest *ret,
                          struct err *e)
{
    ERR_TRY(seal_start(e));
    must(crypto_generichash(ret->bytes, sizeof(ret->bytes), seal_bytes(s), s.n, key->bytes,
                            sizeof(key->bytes)) == 0);
    return ERR_OK;
}

struct str seal_digest_str(const struct seal_digest *d)
{
    return (struct str){(const char *)d->bytes, sizeof(d->bytes)};
}
