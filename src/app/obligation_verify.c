/*
 * obligation_verify.c — see obligation_verify.h.
 */
#include "app/obligation_verify.h"

#include "app/obligation_keep.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct proof_call {
    struct arena *a; /* of the result */
    struct app *app;
    size_t most;
    instant at;
    int64_t changed;
    struct obligation_proof ret;
};

static void proof_add(struct proof_call *c, const struct stored_obligation *stored,
                      const struct stored_obligation *computed)
{
    struct obligation_proof *r = &c->ret;
    if (stored != NULL && computed != NULL && obligation_same(stored, computed))
        return;
    if (r->n < c->most) {
        struct obligation_difference *d = &r->p[r->n++];
        *d = (struct obligation_difference){.is_stored = stored != NULL,
                                            .is_computed = computed != NULL};
        if (stored != NULL)
            d->stored = obligation_copy(c->a, stored);
        if (computed != NULL)
            d->computed = obligation_copy(c->a, computed);
    }
    r->differences++;
}

static void proof_compare(struct proof_call *c, struct obligation_rows *stored,
                          struct obligation_rows *computed)
{
    size_t s = 0;
    size_t n = 0;
    obligation_rows_sort(stored);
    obligation_rows_sort(computed);
    while (s < stored->v.n || n < computed->v.n) {
        int cmp = s == stored->v.n ? 1 : -1;
        if (s < stored->v.n && n < computed->v.n)
            cmp = obligation_key_cmp(&stored->v.p[s].key, &computed->v.p[n].key);
        proof_add(c, cmp <= 0 ? &stored->v.p[s] : NULL, cmp >= 0 ? &computed->v.p[n] : NULL);
        s += cmp <= 0;
        n += cmp >= 0;
    }
}

static enum err_code verify_in(struct arena *a, struct tx *tx, struct proof_call *c,
                               struct str county, struct err *e)
{
    struct obligation_county world;
    struct obligation_rows stored = {.v = {0}};
    struct obligation_rows computed = {.v = {0}};
    char basis[HASH_HEX_MAX];
    ERR_TRY(obligation_county_open(&world, a, tx, county, c->ret.clock.at, e));
    ERR_TRY(obligation_county_basis(&world, basis, e));
    c->ret.stale = strcmp(basis, c->ret.clock.basis) != 0;
    ERR_TRY(obligation_county_all(&world, &computed, e)); /* first: what it takes is given back */
    ERR_TRY(obligation_stored_all(a, tx, county, &stored, e));
    c->ret.stored = (int64_t)stored.v.n;
    c->ret.computed = (int64_t)computed.v.n;
    proof_compare(c, &stored, &computed);
    return arena_over(a) ? err_set(e, ERR_TOO_BIG, "%zu", OBLIGATION_MEMORY_MAX) : ERR_OK;
}

static enum err_code verify_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct proof_call *c = ctx;
    struct county county;
    struct arena a;
    c->ret = (struct obligation_proof){.stale = false};
    c->ret.p = ARENA_NEW_N(c->a, c->most, struct obligation_difference);
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(store_obligation_clock(tx, county.code, &c->ret.clock, e));
    if (!c->ret.clock.set)
        return ERR_OK;
    arena_init(&a, OBLIGATION_MEMORY_MAX);
    enum err_code code = verify_in(&a, tx, c, county.code, e);
    arena_release(&a);
    return code;
}

enum err_code app_obligation_verify(struct arena *a, struct app *app, size_t most,
                                    struct obligation_proof *ret, struct err *e)
{
    struct proof_call c = {.a = a, .app = app, .most = most};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "verify", verify_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}

/* ---- time ----------------------------------------------------------------------------- */

static enum err_code advance_tx(struct tx *tx, void *ctx, struct err *e)
{
    static const struct obligation_write nothing = {.what = OBLIGATION_WROTE_NOTHING};
    struct proof_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    return obligation_keep(tx, &by, &nothing, &c->changed, e);
}

enum err_code app_obligation_advance(struct arena *a, struct app *app, int64_t *ret_changed,
                                     instant *ret_next, struct err *e)
{
    struct proof_call c = {.a = a, .app = app, .at = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "advance", advance_tx, &c, e));
    *ret_changed = c.changed;
    *ret_next = local_day_after(local_day(c.at));
    return ERR_OK;
}
