/*
 * vec.h — a growing array in an arena.
 *
 *     VEC(int32_t) days = {0};
 *     *vec_push(a, &days) = 7;
 *     VEC_EACH (&days, d) total += *d;
 *
 * `p` is NULL while empty. Growth copies into new arena memory, so pointers
 * into a vec are good only until the next push.
 */
#pragma once

#include "base/arena.h"

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *p;                                                                                   \
        size_t n, cap;                                                                             \
    }

/* A pointer to one new zeroed element at the end. */
/* NOLINTBEGIN(bugprone-sizeof-expression): the elements may be pointers */
#define vec_push(a, v)                                                                             \
    ((v)->p = vec_grow((a), (v)->p, (v)->n, &(v)->cap, sizeof(*(v)->p)), &(v)->p[(v)->n++])
/* NOLINTEND(bugprone-sizeof-expression) */

/* NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot be parenthesised */
#define VEC_EACH(v, it)                                                                            \
    for (__typeof__(*(v)->p) *it = (v)->p; it != NULL && it < (v)->p + (v)->n; it++)
/* NOLINTEND(bugprone-macro-parentheses) */

/* Room for at least n + 1 elements of `size` bytes; returns the (possibly moved) array. */
void *vec_grow(struct arena *a, void *p, size_t n, size_t *cap, size_t size);
