/*
 * str.h — views of text.
 *
 * A `struct str` points at n bytes it does not own; it is not NUL-bound, and p
 * may be NULL when n is 0. All text inside the program is valid UTF-8: it is
 * checked once, where it enters (str_utf8_check). Offsets are bytes unless a
 * comment says code points.
 */
#pragma once

#include "base/err.h"

struct arena;

struct str {
    const char *p;
    size_t n;
};

#define STR(literal)     ((struct str){(literal), sizeof(literal) - 1})
#define STR_NONE         ((struct str){NULL, 0})
#define STR_FMT          ".*s" /* after a %: "%" STR_FMT */
#define STR_ARG(s)       (int)(s).n, (s).p != NULL ? (s).p : ""
#define STR_CP_BYTES_MAX 4

/* ---- making and cutting ------------------------------------------------ */

/* A view of a NUL-terminated string; NULL gives the empty view. */
struct str str_of(const char *z);

/* Bytes [from, to) of s; both are clamped to the length. */
struct str str_sub(struct str s, size_t from, size_t to);

/* A copy in `a`, followed by a NUL. */
struct str str_copy(struct arena *a, struct str s);

/* printf into `a`. */
struct str str_format(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Without leading and trailing white space (ASCII blanks, NBSP, U+3000, BOM). */
struct str str_trim(struct str s);

/* ---- asking -------------------------------------------------------------- */

/* Byte by byte; str_cmp is below, equal to or above 0 like memcmp, shorter first. */
bool str_eq(struct str a, struct str b);
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* Byte offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);

/* ---- UTF-8 ----------------------------------------------------------------- */

/*
 * Check that s is valid UTF-8 without NUL bytes (surrogates and overlong forms are refused).
 * errors  ERR_TEXT_ENCODING  with the byte offset in the detail
 */
ERR_CHECKED enum err_code str_utf8_check(struct str s, struct err *e);

/*
 * Decode the code point at *at (< s.n) and advance *at past it. `s` must be
 * valid UTF-8; a broken sequence yields U+FFFD and advances by one byte.
 */
uint32_t str_next(struct str s, size_t *at);

/* Code points in s. */
size_t str_chars(struct str s);

/* Encode cp into out (at least 4 bytes); returns the number of bytes, 1 to 4. */
size_t str_encode(uint32_t cp, char *out);

/* ---- numbers ------------------------------------------------------------- */

/*
 * The whole of s as a decimal integer with optional sign; nothing else around it.
 * errors  ERR_NUMBER_SYNTAX, ERR_NUMBER_RANGE
 */
ERR_CHECKED enum err_code str_to_i64(struct str s, int64_t *ret, struct err *e);
