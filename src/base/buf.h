/*
 * buf.h — build text or bytes piece by piece.
 *
 * The content is always followed by a NUL, so `p` can go to a C function. Every
 * buf states its maximum; what would cross it is dropped and the buf is marked
 * `over`, which the owner asks once at the end (buf_over) instead of after each
 * append. The memory is the buf's own; buf_release frees it.
 */
#pragma once

#include "base/str.h"

struct buf {
    char *p; /* never NULL after the first append; n bytes, then a NUL */
    size_t n, cap, max;
    bool over;
};

/* ---- life cycle ------------------------------------------------------ */

/* Start an empty buf of at most `max` bytes (> 0). */
void buf_init(struct buf *b, size_t max);

/* Free the memory. The buf can be used again. */
void buf_release(struct buf *b);

/* Forget the content, keep the memory. */
void buf_clear(struct buf *b);

/* Keep the first n bytes (at most those there are). */
void buf_cut(struct buf *b, size_t n);

/* ---- appending --------------------------------------------------------- */

/* Append: a view, a C string (NULL is empty), a byte, a code point, a byte repeated, printf. */
void buf_add(struct buf *b, struct str s);
void buf_add_z(struct buf *b, const char *z);
void buf_add_char(struct buf *b, char c);
void buf_add_cp(struct buf *b, uint32_t cp);
void buf_add_times(struct buf *b, char c, size_t times);
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* ---- asking ------------------------------------------------------------ */

/* The content; good until the next append. */
struct str buf_str(const struct buf *b);

/* True once an append would have crossed the maximum. */
bool buf_over(const struct buf *b);
