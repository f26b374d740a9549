/*
 * buf.c — see buf.h.
 */
#include "base/buf.h"

#include <stdarg.h>

void buf_init(struct buf *b, size_t max)
{
    must(max > 0 && max < SIZE_MAX / 4);
    *b = (struct buf){.max = max};
}

void buf_release(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->over = false;
    if (b->p != NULL)
        b->p[0] = '\0';
}

void buf_cut(struct buf *b, size_t n)
{
    must(n <= b->n);
    b->n = n;
    if (b->p != NULL)
        b->p[n] = '\0';
}

/* Room for `more` bytes and the NUL; false (and marked over) beyond the maximum. */
static bool buf_reserve(struct buf *b, size_t more)
{
    if (b->over || more > b->max - b->n) {
        b->over = true;
        return false;
    }
    if (b->n + more + 1 > b->cap) {
        size_t cap = b->cap < 64 ? 64 : b->cap;
        while (cap < b->n + more + 1)
            cap *= 2;
        char *p = realloc(b->p, cap);
        must(p != NULL);
        b->p = p;
        b->cap = cap;
    }
    return true;
}

void buf_add(struct buf *b, struct str s)
{
    if (!buf_reserve(b, s.n))
        return;
    if (s.n > 0)
        memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void buf_add_z(struct buf *b, const char *z)
{
    buf_add(b, str_of(z));
}

void buf_add_char(struct buf *b, char c)
{
    buf_add(b, (struct str){&c, 1});
}

void buf_add_cp(struct buf *b, uint32_t cp)
{
    char out[STR_CP_BYTES_MAX];
    buf_add(b, (struct str){out, str_encode(cp, out)});
}

void buf_add_times(struct buf *b, char c, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add_char(b, c);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    must(n >= 0);
    if (buf_reserve(b, (size_t)n)) {
        (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->p, b->n};
}

bool buf_over(const struct buf *b)
{
    return b->over;
}
