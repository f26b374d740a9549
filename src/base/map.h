/*
 * map.h — numbers by text, for what is looked up again and again.
 *
 * Texts are copied into the arena; nothing is ever removed. Growth leaves the old table to the
 * arena. The order of entries is nowhere seen.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct map_entry;

struct map {
    struct arena *a;
    struct map_entry *entries;
    size_t n, cap; /* cap is 0 or a power of 2 */
};

/* Start an empty map; it lives in `a`. */
void map_init(struct map *m, struct arena *a);

/* Whether the text is there; then *ret is its number. */
bool map_get(const struct map *m, struct str text, int64_t *ret);

/* Let the text have this number, also if it had another one. */
void map_put(struct map *m, struct str text, int64_t number);
