/*
 * memo.c — see memo.h.
 */
#include "app/memo.h"

#include "app/calendar.h"
#include "store/store.h"

#define MEMO_MAX ((size_t)512 * 1024 * 1024)

/* It lies in its own arena. */
static void memo_release(void *p)
{
    struct arena a = ((struct memo *)p)->a;
    arena_release(&a);
}

struct memo *memo_of(struct tx *tx)
{
    struct store_memo *kept = store_memo(tx);
    if (kept->p == NULL) {
        struct arena a;
        arena_init(&a, MEMO_MAX);
        struct memo *m = ARENA_NEW(&a, struct memo);
        m->a = a;
        map_init(&m->catalogs, &m->a);
        *kept = (struct store_memo){m, memo_release};
    }
    return kept->p;
}

const struct catalog *memo_catalog(const struct memo *m, struct str sha256)
{
    int64_t at;
    return map_get(&m->catalogs, sha256, &at) ? m->kept.p[at] : NULL;
}

void memo_keep_catalog(struct memo *m, struct str sha256, const struct catalog *c)
{
    map_put(&m->catalogs, sha256, (int64_t)m->kept.n);
    *vec_push(&m->a, &m->kept) = c;
}

const struct calendar *memo_calendar(struct memo *m)
{
    if (m->calendar == NULL)
        m->calendar = app_calendar(&m->a);
    return m->calendar;
}
