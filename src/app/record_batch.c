/*
 * record_batch.c — see record_batch.h.
 */
#include "app/record_batch.h"

#include "app/obligation_keep.h"
#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct batch_call {
    struct arena *a;
    struct app *app;
    instant at;
    int64_t id;
    struct str reason;
    int64_t n;
    struct batch_list list;
};

static enum err_code batch_undo_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct batch_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    struct batch batch;
    ERR_TRY(store_batch_undo(c->a, tx, &by, c->id, c->reason, &c->n, e));
    ERR_TRY(store_batch_get(c->a, tx, county.code, c->id, &batch, e));
    return obligation_keep_records(tx, &by, batch.first_id, batch.taken, e);
}

enum err_code app_batch_undo(struct arena *a, struct app *app, int64_t id, struct str reason,
                             int64_t *ret_n, struct err *e)
{
    struct batch_call c = {
        .a = a, .app = app, .at = clock_now(&app->clock), .id = id, .reason = reason};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "records undo", batch_undo_tx, &c, e));
    *ret_n = c.n;
    return ERR_OK;
}

static enum err_code batch_list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct batch_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    return store_batch_list(c->a, tx, county.code, &c->list, e);
}

enum err_code app_batch_list(struct arena *a, struct app *app, struct batch_list *ret,
                             struct err *e)
{
    struct batch_call c = {.a = a, .app = app};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "records batches", batch_list_tx, &c, e));
    *ret = c.list;
    return ERR_OK;
}
