/*
 * str.c — views of text; see str.h.
 */
#include "base/str.h"

#include <stdarg.h>

#include "base/arena.h"

struct str str_of(const char *z)
{
    return (struct str){z, z == NULL ? 0 : strlen(z)};
}

struct str str_sub(struct str s, size_t from, size_t to)
{
    if (s.p == NULL)
        return STR_NONE;
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (struct str){s.p + from, to - from};
}

struct str str_copy(struct arena *a, struct str s)
{
    return (struct str){arena_copy(a, s.p, s.n), s.n};
}

struct str str_format(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    must(n >= 0);
    char *p = arena_alloc(a, (size_t)n + 1);
    (void)vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (struct str){p, (size_t)n};
}

static bool str_is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || cp == 0x3000 || cp == 0xFEFF ||
           (cp >= 0x2000 && cp <= 0x200B);
}

struct str str_trim(struct str s)
{
    size_t from = 0;
    while (from < s.n) {
        size_t at = from;
        if (!str_is_space(str_next(s, &at)))
            break;
        from = at;
    }
    size_t to = s.n;
    while (to > from) {
        size_t start = to - 1;
        while (start > from && ((unsigned char)s.p[start] & 0xC0) == 0x80)
            start--;
        size_t at = start;
        if (!str_is_space(str_next(s, &at)))
            break;
        to = start;
    }
    return str_sub(s, from, to);
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n == 0 ? 0 : memcmp(a.p, b.p, n);
    if (c != 0)
        return c;
    return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.n || needle.n > s.n - from)
        return SIZE_MAX;
    if (needle.n == 0)
        return from;
    const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit == NULL ? SIZE_MAX : (size_t)(hit - s.p);
}

/*
 * Length of the valid UTF-8 sequence at p (n bytes left) with its code point,
 * or 0. Follows the table of well-formed sequences in Unicode 15, section 3.9.
 */
static size_t str_decode(const unsigned char *p, size_t n, uint32_t *ret_cp)
{
    if (p[0] < 0x80) {
        *ret_cp = p[0];
        return 1;
    }
    size_t len = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n < len)
        return 0;
    uint32_t cp = p[0] & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        cp = cp << 6 | (p[i] & 0x3Fu);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (cp < least[len] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return 0;
    *ret_cp = cp;
    return len;
}

/* True if the eight bytes at p are ASCII without NUL: most bytes of most files are. */
static bool str_plain_word(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    uint64_t word = 0;
    memcpy(&word, p, sizeof(word));
    return ((word | (word - ones)) & highs) == 0; /* a zero byte borrows from its high bit */
}

enum err_code str_utf8_check(struct str s, struct err *e)
{
    for (size_t i = 0; i < s.n;) {
        if (s.n - i >= sizeof(uint64_t) && str_plain_word(s.p + i)) {
            i += sizeof(uint64_t);
            continue;
        }
        uint32_t cp = 0;
        size_t len = str_decode((const unsigned char *)s.p + i, s.n - i, &cp);
        if (len == 0 || cp == 0)
            return err_set(e, ERR_TEXT_ENCODING, "byte %zu", i);
        i += len;
    }
    return ERR_OK;
}

uint32_t str_next(struct str s, size_t *at)
{
    must(*at < s.n);
    uint32_t cp = 0;
    size_t len = str_decode((const unsigned char *)s.p + *at, s.n - *at, &cp);
    *at += len == 0 ? 1 : len;
    return len == 0 ? 0xFFFD : cp;
}

size_t str_chars(struct str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n; n++)
        (void)str_next(s, &at);
    return n;
}

size_t str_encode(uint32_t cp, char *out)
{
    must(cp <= 0x10FFFF);
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[len] | cp);
    return len;
}

enum err_code str_to_i64(struct str s, int64_t *ret, struct err *e)
{
    size_t i = 0;
    bool negative = s.n > 0 && s.p[0] == '-';
    if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
        i++;
    if (i == s.n)
        return err_set(e, ERR_NUMBER_SYNTAX, "\"%" STR_FMT "\"", STR_ARG(s));
    int64_t v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return err_set(e, ERR_NUMBER_SYNTAX, "\"%" STR_FMT "\"", STR_ARG(s));
        int64_t digit = s.p[i] - '0';
        if (__builtin_mul_overflow(v, 10, &v) ||
            __builtin_add_overflow(v, negative ? -digit : digit, &v))
            return err_set(e, ERR_NUMBER_RANGE, "\"%" STR_FMT "\"", STR_ARG(s));
    }
    *ret = v;
    return ERR_OK;
}
