/*
 * map.c — see map.h. Open addressing with steps of one; FNV-1a spreads the texts.
 */
#include "base/map.h"

struct map_entry {
    struct str text;
    uint64_t hash;
    int64_t number;
    bool used;
};

enum { MAP_CAP_MIN = 64 };

static uint64_t map_hash(struct str s)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return h;
}

void map_init(struct map *m, struct arena *a)
{
    *m = (struct map){.a = a};
}

/* Where the text is, or would be. */
static struct map_entry *map_slot(const struct map *m, struct str text, uint64_t hash)
{
    size_t at = (size_t)hash & (m->cap - 1);
    while (m->entries[at].used &&
           (m->entries[at].hash != hash || !str_eq(m->entries[at].text, text)))
        at = (at + 1) & (m->cap - 1);
    return &m->entries[at];
}

bool map_get(const struct map *m, struct str text, int64_t *ret)
{
    if (m->cap == 0)
        return false;
    const struct map_entry *entry = map_slot(m, text, map_hash(text));
    if (entry->used)
        *ret = entry->number;
    return entry->used;
}

static void map_grow(struct map *m)
{
    struct map old = *m;
    m->cap = old.cap == 0 ? MAP_CAP_MIN : old.cap * 2;
    m->entries = ARENA_NEW_N(m->a, m->cap, struct map_entry);
    for (size_t i = 0; i < old.cap; i++) {
        if (old.entries[i].used)
            *map_slot(m, old.entries[i].text, old.entries[i].hash) = old.entries[i];
    }
}

void map_put(struct map *m, struct str text, int64_t number)
{
    if (m->n * 4 >= m->cap * 3)
        map_grow(m);
    uint64_t hash = map_hash(text);
    struct map_entry *entry = map_slot(m, text, hash);
    if (!entry->used) {
        *entry = (struct map_entry){.text = str_copy(m->a, text), .hash = hash, .used = true};
        m->n++;
    }
    entry->number = number;
}
