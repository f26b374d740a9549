/*
 * vec.c — growth by doubling; the old array stays in the arena until release.
 */
#include "base/vec.h"

void *vec_grow(struct arena *a, void *p, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return p;
    size_t want = *cap == 0 ? 8 : *cap * 2;
    void *grown = arena_array(a, want, size);
    if (n > 0)
        memcpy(grown, p, n * size);
    *cap = want;
    return grown;
}
