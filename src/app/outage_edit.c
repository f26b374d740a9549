/*
 * outage_edit.c — see outage_edit.h.
 */
#include "app/outage_edit.h"

#include "app/obligation_keep.h"
#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"
#include "store/unit.h"

struct outage_call {
    struct arena *a;
    struct app *app;
    instant at, as_of;
    const struct outage *report;
    int64_t id;
    struct str reason;
    struct unit_list units;
    struct app_outage ret;
    struct app_outages list;
};

/* ---- units ------------------------------------------------------------------------- */

static struct str outage_unit_name(const struct outage_call *c, struct str id)
{
    for (size_t i = 0; i < c->units.n; i++) {
        if (str_eq(c->units.p[i].id, id))
            return c->units.p[i].name;
    }
    return id;
}

/* The id of the unit of that id or, if only one has it, of that name. */
static enum err_code outage_unit(const struct outage_call *c, struct str text, struct str *ret,
                                 struct err *e)
{
    size_t named = 0;
    for (size_t i = 0; i < c->units.n; i++) {
        const struct unit *u = &c->units.p[i];
        if (str_eq(u->id, text)) {
            *ret = u->id;
            return ERR_OK;
        }
        if (str_eq(u->name, text)) {
            *ret = u->id;
            named++;
        }
    }
    return named == 1 ? ERR_OK : err_set(e, ERR_UNIT_NOT_FOUND, "\"%" STR_FMT "\"", STR_ARG(text));
}

/* ---- transactions -------------------------------------------------------------------- */

static enum err_code outage_begin(struct outage_call *c, struct tx *tx, struct audit_by *by,
                                  struct err *e)
{
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    *by = (struct audit_by){county.code, str_of(c->app->actor), c->at};
    return store_unit_list(c->a, tx, county.code, UNIT_NOW, &c->units, e);
}

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct outage_call *c = ctx;
    struct audit_by by;
    struct outage_list list;
    ERR_TRY(outage_begin(c, tx, &by, e));
    ERR_TRY(store_outage_list(c->a, tx, by.county, c->as_of, &list, e));
    c->list = (struct app_outages){ARENA_NEW_N(c->a, list.n, struct app_outage), list.n};
    for (size_t i = 0; i < list.n; i++)
        c->list.p[i] = (struct app_outage){list.p[i], outage_unit_name(c, list.p[i].unit)};
    return ERR_OK;
}

static enum err_code add_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct outage_call *c = ctx;
    struct audit_by by;
    struct outage o = *c->report;
    ERR_TRY(outage_begin(c, tx, &by, e));
    ERR_TRY(outage_unit(c, c->report->unit, &o.unit, e));
    return store_outage_add(c->a, tx, &by, &o, &c->ret.outage, e);
}

static enum err_code accept_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct outage_call *c = ctx;
    struct audit_by by;
    ERR_TRY(outage_begin(c, tx, &by, e));
    ERR_TRY(store_outage_accept(c->a, tx, &by, c->id, &c->ret.outage, e));
    return obligation_keep_all(tx, &by, e); /* deadlines of any rule move */
}

static enum err_code withdraw_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct outage_call *c = ctx;
    struct audit_by by;
    ERR_TRY(outage_begin(c, tx, &by, e));
    ERR_TRY(store_outage_withdraw(c->a, tx, &by, c->id, c->reason, &c->ret.outage, e));
    return c->ret.outage.accepted ? obligation_keep_all(tx, &by, e) : ERR_OK;
}

/* ---- use cases ---------------------------------------------------------------------------- */

enum err_code app_outage_list(struct arena *a, struct app *app, instant as_of,
                              struct app_outages *ret, struct err *e)
{
    struct outage_call c = {.a = a, .app = app, .as_of = as_of};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "outage list", list_tx, &c, e));
    *ret = c.list;
    return ERR_OK;
}

static enum err_code outage_write(struct outage_call *c, const char *name, tx_fn *fn,
                                  struct app_outage *ret, struct err *e)
{
    c->at = clock_now(&c->app->clock);
    ERR_TRY(app_open(c->app, e));
    ERR_TRY(store_tx(c->app->store, TX_WRITE, name, fn, c, e));
    c->ret.unit_name = outage_unit_name(c, c->ret.outage.unit);
    *ret = c->ret;
    return ERR_OK;
}

enum err_code app_outage_add(struct arena *a, struct app *app, const struct outage *report,
                             struct app_outage *ret, struct err *e)
{
    struct outage_call c = {.a = a, .app = app, .report = report};
    if (report->to.ms < report->from.ms)
        return err_set(e, ERR_OUTAGE_SPAN, "%" STR_FMT, STR_ARG(report->unit));
    return outage_write(&c, "outage add", add_tx, ret, e);
}

enum err_code app_outage_accept(struct arena *a, struct app *app, int64_t id,
                                struct app_outage *ret, struct err *e)
{
    struct outage_call c = {.a = a, .app = app, .id = id};
    return outage_write(&c, "outage accept", accept_tx, ret, e);
}

enum err_code app_outage_withdraw(struct arena *a, struct app *app, int64_t id, struct str reason,
                                  struct app_outage *ret, struct err *e)
{
    struct outage_call c = {.a = a, .app = app, .id = id, .reason = reason};
    return outage_write(&c, "outage withdraw", withdraw_tx, ret, e);
}
