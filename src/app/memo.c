/*
 * memo.c — see memo.h.
 */
#include "app/memo.h"

#include "app/calendar.h"
#include "store/store.h"

#define MEMO_MAX ((size_t)512 * 1024 * 1024)

static void memo_release(void *p)
{
    struct memo *m = p;
    arena_release(&m->a);
    free(m);
}

struct memo *memo_of(struct tx *tx)
{
    struct store_memo *kept = store_memo(tx);
    if (kept->p == NULL) {
        struct memo *m = calloc(1, sizeof(*m));
        must(m != NULL);
        arena_init(&m->a, MEMO_MAX);
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
