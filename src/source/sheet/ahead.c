/*
 * ahead.c — see ahead.h.
 *
 * A ring of blocks goes round between the two: the reader fills the one at `filled`, the
 * caller empties the one at `emptied`. A lock guards these two numbers and `stop` alone; a block
 * is touched only by the one whose turn it is.
 */
#include "source/sheet/ahead.h"

#include <pthread.h>

#include "base/vec.h"

enum { BLOCKS = 4, BLOCK_ROWS = 256, BLOCK_BYTES = 1024 * 1024 };

#define BLOCK_ARENA_MAX ((size_t)64 * 1024 * 1024) /* some rows of the longest there are */

struct block {
    struct arena arena; /* of the cells and their texts */
    VEC(struct sheet_row) rows;
    bool last;          /* nothing comes behind it */
    enum err_code code; /* why, unless the sheet has ended */
    struct err e;
    uint64_t position, all;
};

struct sheet_ahead {
    struct sheet *sheet;
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* one of the numbers, or `stop` */
    uint64_t filled, emptied;
    bool stop;

    /* the caller's */
    struct block blocks[BLOCKS];
    struct block *at; /* whose rows are handed out; NULL: none yet */
    size_t given;
};

/* ---- the reader ---------------------------------------------------------------- */

static void block_add(struct block *b, const struct sheet_row *row)
{
    struct sheet_cell *cells = ARENA_NEW_N(&b->arena, row->n, struct sheet_cell);
    for (size_t i = 0; i < row->n; i++) {
        cells[i] = row->cells[i];
        cells[i].text = str_copy(&b->arena, row->cells[i].text);
    }
    struct sheet_row *new = vec_push(&b->arena, &b->rows);
    *new = *row;
    new->cells = cells;
}

static void block_fill(struct sheet_ahead *s, struct block *b)
{
    const struct sheet_row *row = NULL;
    *b = (struct block){.last = false};
    arena_init(&b->arena, BLOCK_ARENA_MAX);
    while (!b->last && b->rows.n < BLOCK_ROWS && b->arena.used < BLOCK_BYTES) {
        b->code = sheet_next(s->sheet, &row, &b->e);
        b->last = b->code != ERR_OK || row == NULL;
        if (!b->last)
            block_add(b, row);
    }
    b->position = sheet_position(s->sheet, &b->all);
}

static void *reader_run(void *ctx)
{
    struct sheet_ahead *s = ctx;
    (void)pthread_mutex_lock(&s->lock);
    for (bool last = false; !last && !s->stop;) {
        if (s->filled - s->emptied == BLOCKS) {
            (void)pthread_cond_wait(&s->moved, &s->lock);
            continue;
        }
        struct block *b = &s->blocks[s->filled % BLOCKS];
        (void)pthread_mutex_unlock(&s->lock);
        block_fill(s, b);
        last = b->last;
        (void)pthread_mutex_lock(&s->lock);
        s->filled++;
        (void)pthread_cond_signal(&s->moved);
    }
    (void)pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* ---- the caller ------------------------------------------------------------------ */

struct sheet_ahead *sheet_ahead_begin(struct arena *a, struct sheet *sheet)
{
    struct sheet_ahead *s = ARENA_NEW(a, struct sheet_ahead);
    s->sheet = sheet;
    must(pthread_mutex_init(&s->lock, NULL) == 0 && pthread_cond_init(&s->moved, NULL) == 0);
    s->threaded = pthread_create(&s->thread, NULL, reader_run, s) == 0;
    return s;
}

void sheet_ahead_end(struct sheet_ahead *s)
{
    if (s == NULL)
        return;
    if (s->threaded) {
        (void)pthread_mutex_lock(&s->lock);
        s->stop = true;
        (void)pthread_cond_signal(&s->moved);
        (void)pthread_mutex_unlock(&s->lock);
        must(pthread_join(s->thread, NULL) == 0);
    }
    for (; s->emptied < s->filled; s->emptied++)
        arena_release(&s->blocks[s->emptied % BLOCKS].arena);
    (void)pthread_cond_destroy(&s->moved);
    (void)pthread_mutex_destroy(&s->lock);
}

/* Give the block at hand back and have the next one. */
static void ahead_turn(struct sheet_ahead *s)
{
    (void)pthread_mutex_lock(&s->lock);
    if (s->at != NULL) {
        arena_release(&s->at->arena);
        s->emptied++;
        (void)pthread_cond_signal(&s->moved);
    }
    while (s->threaded && s->filled == s->emptied)
        (void)pthread_cond_wait(&s->moved, &s->lock);
    (void)pthread_mutex_unlock(&s->lock);
    s->at = &s->blocks[s->emptied % BLOCKS];
    s->given = 0;
    if (s->threaded)
        return;
    block_fill(s, s->at);
    s->filled++;
}

enum err_code sheet_ahead_next(struct sheet_ahead *s, const struct sheet_row **ret, struct err *e)
{
    while (s->at == NULL || s->given == s->at->rows.n) {
        if (s->at != NULL && s->at->last) {
            *ret = NULL;
            return s->at->code == ERR_OK ? ERR_OK : err_set(e, s->at->code, "%s", s->at->e.detail);
        }
        ahead_turn(s);
    }
    *ret = &s->at->rows.p[s->given++];
    return ERR_OK;
}

uint64_t sheet_ahead_position(const struct sheet_ahead *s, uint64_t *ret_all)
{
    *ret_all = s->at == NULL ? 0 : s->at->all;
    return s->at == NULL ? 0 : s->at->position;
}
