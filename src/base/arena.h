/*
 * arena.h — memory by lifetime.
 *
 * An arena owns everything that was allocated from it and frees it at once.
 * A function that returns allocated data takes the arena first: the result
 * lives as long as the arena does. Three lifetimes have names: process,
 * request (one command, one HTTP request) and evaluation.
 *
 * Limits instead of out-of-memory branches: `max` is given at init. The
 * allocation that crosses it still succeeds, but marks the arena `over`; the
 * code that owns the arena asks arena_over() at its next checkpoint and answers
 * ERR_TOO_BIG. Twice the maximum, or no memory at all, aborts the process.
 *
 * With ARENA_DEBUG (the sanitizer build) each allocation is a malloc of its
 * own, so that ASan sees every overrun.
 *
 * Threads: an arena belongs to one thread at a time.
 */
#pragma once

#include "base/base.h"

struct arena_chunk;
struct arena_hook;

struct arena {
    struct arena_chunk *chunks; /* the one with room first */
    struct arena_hook *hooks;   /* newest first */
    size_t used;                /* bytes handed out */
    size_t max;                 /* soft maximum in bytes */
};

/* ---- life cycle ------------------------------------------------------ */

/* Start an empty arena with a soft maximum of `max` bytes (> 0). */
void arena_init(struct arena *a, size_t max);

/* Run the hooks, newest first, then free everything. The arena can be used again. */
void arena_release(struct arena *a);

/* ---- operations ------------------------------------------------------ */

/* `size` zeroed bytes, aligned for any type; never NULL. A size of 0 is allowed. */
void *arena_alloc(struct arena *a, size_t size);

/* Zeroed room for `n` things of `size` bytes; aborts if the product overflows. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* A copy of `n` bytes followed by a NUL. `p` may be NULL when n is 0. */
char *arena_copy(struct arena *a, const char *p, size_t n);

/* True once more than the soft maximum has been handed out. */
bool arena_over(const struct arena *a);

/* Call fn(ctx) when the arena is released: for objects of foreign libraries. */
void arena_on_release(struct arena *a, void (*fn)(void *ctx), void *ctx);

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_NEW_N(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))
