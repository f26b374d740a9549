/*
 * rectify_recur.c — see rectify_recur.h. What recurs is decided by core/remedy/recurrence.h.
 */
#include "app/rectify_recur.h"

#include "app/rectify_scene.h"
#include "base/arena.h"
#include "base/vec.h"
#include "core/remedy/recurrence.h"
#include "store/county.h"
#include "store/store.h"

/* Everything that is looked at. */
struct recur_parts {
    struct arena *a;
    struct tx *tx;
    const struct audit_by *by;
    struct deduction_list deductions;
    struct rectification_list all;
    struct cause_list causes;
    VEC(struct recurrence_closed) closed;
};

static const struct cause *recur_cause(const struct recur_parts *p, int64_t deduction_id)
{
    for (size_t i = 0; i < p->causes.n; i++)
        if (p->causes.p[i].deduction_id == deduction_id)
            return &p->causes.p[i];
    return NULL;
}

/* Every closed rectification with the item it was about. */
static enum err_code recur_gather(struct recur_parts *p, struct err *e)
{
    for (size_t i = 0; i < p->all.n; i++) {
        const struct rectification *r = &p->all.p[i];
        const struct cause *cause = recur_cause(p, r->deduction_id);
        if (r->state != RECTIFICATION_CLOSED || cause == NULL)
            continue;
        struct deduction *d = ARENA_NEW(p->a, struct deduction);
        ERR_TRY(store_deduction_get(p->a, p->tx, p->by->county, r->deduction_id, d, e));
        *vec_push(p->a, &p->closed) =
            (struct recurrence_closed){r->id, d->year, &d->item, cause->class};
    }
    return ERR_OK;
}

/* The newest rectification of a deduction; id 0 if there is none. */
static struct rectification recur_newest(const struct recur_parts *p, int64_t deduction_id)
{
    struct rectification newest = {.deduction_id = deduction_id};
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.p[i].deduction_id == deduction_id)
            newest = p->all.p[i];
    return newest;
}

/* Open or link one, if the deduction recurs and nobody has said so yet. */
static enum err_code recur_one(struct recur_parts *p, const struct deduction *d, bool *ret_done,
                               struct rectify_recurrence *ret, struct err *e)
{
    const struct cause *cause = recur_cause(p, d->id);
    struct rectify_scene s = {.a = p->a, .tx = p->tx, .by = *p->by, .d = *d};
    s.r = recur_newest(p, d->id);
    *ret_done = false;
    if (s.r.state == RECTIFICATION_CLOSED || s.r.follows != 0)
        return ERR_OK;
    struct recurrence_loss loss = {
        d->year, &d->item,
        cause != NULL ? cause->class : cause_class_propose(p->a, d->item.cause).class};
    const struct recurrence_closed *closed = recurrence_find(p->closed.p, p->closed.n, &loss);
    if (closed == NULL)
        return ERR_OK;
    struct rectify_recurrence found = {
        .deduction_id = d->id,
        .opened = s.r.id == 0,
        .follows = closed->rectification_id,
        .follows_deduction = rectify_deduction_of(&p->all, closed->rectification_id),
        .item = d->item.item,
    };
    struct rectification_change change = {.action = RECTIFICATION_ACT_RECUR,
                                          .follows = closed->rectification_id};
    ERR_TRY(rectify_scene_act(&s, &change, e));
    found.rectification_id = s.r.id;
    *ret = found;
    *ret_done = true;
    return ERR_OK;
}

enum err_code rectify_recur_tx(struct arena *a, struct tx *tx, const struct audit_by *by,
                               struct rectify_recurrences *ret, struct err *e)
{
    struct recur_parts p = {.a = a, .tx = tx, .by = by};
    VEC(struct rectify_recurrence) found = {0};
    const struct deduction_filter any = {0};
    ERR_TRY(store_rectification_list(a, tx, by->county, RECTIFICATION_NOW, &p.all, e));
    ERR_TRY(store_cause_list(a, tx, by->county, &p.causes, e));
    ERR_TRY(recur_gather(&p, e));
    if (p.closed.n > 0)
        ERR_TRY(store_deduction_list(a, tx, by->county, &any, &p.deductions, e));
    for (size_t i = 0; i < p.deductions.n; i++) {
        bool done;
        struct rectify_recurrence one;
        ERR_TRY(recur_one(&p, &p.deductions.p[i], &done, &one, e));
        if (done)
            *vec_push(a, &found) = one;
    }
    *ret = (struct rectify_recurrences){found.p, found.n};
    return ERR_OK;
}

struct recur_call {
    struct arena *a;
    const struct app *app;
    instant at;
    struct rectify_recurrences ret;
};

static enum err_code recur_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct recur_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    return rectify_recur_tx(c->a, tx, &by, &c->ret, e);
}

enum err_code app_rectify_recur(struct arena *a, struct app *app, struct rectify_recurrences *ret,
                                struct err *e)
{
    struct recur_call c = {.a = a, .app = app, .at = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "rectify recur", recur_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
