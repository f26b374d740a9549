/*
 * arena.c — chunked bump allocation; see arena.h for the contract.
 *
 * What surprised its author: zeroing on allocation costs less than the bugs of
 * half-initialised structs, so there is no uninitialised variant.
 */
#include "base/arena.h"

#include <stdalign.h>

struct arena_chunk {
    struct arena_chunk *next;
    size_t size; /* usable bytes in data */
    size_t used;
    alignas(max_align_t) unsigned char data[];
};

struct arena_hook {
    struct arena_hook *next;
    void (*fn)(void *ctx);
    void *ctx;
};

enum { ARENA_ALIGN = alignof(max_align_t), ARENA_CHUNK_MIN = 16 * 1024 };

/*
 * A new chunk goes to the front, where small allocations look for room; one made
 * for a single big allocation goes behind it, so that the room is not forgotten.
 */
static struct arena_chunk *arena_chunk_new(struct arena *a, size_t size, bool front)
{
    struct arena_chunk *c = malloc(sizeof(*c) + size);
    must(c != NULL);
    c->size = size;
    c->used = 0;
    struct arena_chunk **at = front || a->chunks == NULL ? &a->chunks : &a->chunks->next;
    c->next = *at;
    *at = c;
    return c;
}

void arena_init(struct arena *a, size_t max)
{
    must(max > 0);
    *a = (struct arena){.max = max};
}

void arena_release(struct arena *a)
{
    for (struct arena_hook *h = a->hooks; h != NULL; h = h->next)
        h->fn(h->ctx);
    struct arena_chunk *next;
    for (struct arena_chunk *c = a->chunks; c != NULL; c = next) {
        next = c->next;
        free(c);
    }
    *a = (struct arena){.max = a->max};
}

static size_t arena_round(size_t size)
{
    return (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
}

/* The chunk that has room for `size` bytes, an old or a new one. */
#ifdef ARENA_DEBUG
static struct arena_chunk *arena_chunk_for(struct arena *a, size_t size)
{
    return arena_chunk_new(a, size, true); /* exact, so that one byte too far is seen */
}
#else
static struct arena_chunk *arena_chunk_for(struct arena *a, size_t size)
{
    size = arena_round(size);
    struct arena_chunk *c = a->chunks;
    if (c != NULL && c->size - c->used >= size)
        return c;
    bool big = size > ARENA_CHUNK_MIN / 4;
    return arena_chunk_new(a, big ? size : ARENA_CHUNK_MIN, !big);
}
#endif

void *arena_alloc(struct arena *a, size_t size)
{
    must(size <= SIZE_MAX / 4);
    size_t rounded = arena_round(size);
    a->used += rounded;
    must(a->used / 2 <= a->max);
    struct arena_chunk *c = arena_chunk_for(a, size);
    void *p = c->data + c->used;
    c->used += rounded < c->size - c->used ? rounded : c->size - c->used;
    memset(p, 0, size);
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    must(size == 0 || n <= SIZE_MAX / 4 / size);
    return arena_alloc(a, n * size);
}

char *arena_copy(struct arena *a, const char *p, size_t n)
{
    char *copy = arena_alloc(a, n + 1);
    if (n > 0)
        memcpy(copy, p, n);
    return copy;
}

bool arena_over(const struct arena *a)
{
    return a->used > a->max;
}

void arena_on_release(struct arena *a, void (*fn)(void *ctx), void *ctx)
{
    struct arena_hook *h = ARENA_NEW(a, struct arena_hook);
    *h = (struct arena_hook){.next = a->hooks, .fn = fn, .ctx = ctx};
    a->hooks = h;
}
