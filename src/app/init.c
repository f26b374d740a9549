/*
 * init.c — see init.h.
 */
#include "app/init.h"

#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct init_call {
    struct arena *a;
    const struct app *app;
    instant at;
    struct str name;
    struct app_county ret;
};

/* Whether the county that is there is the one asked for. */
static enum err_code init_compare(const struct init_call *c, const struct county *there,
                                  struct err *e)
{
    if (c->app->county.n > 0 && !str_eq(c->app->county, there->code))
        return err_set(e, ERR_COUNTY_OTHER, "it has \"%" STR_FMT "\", not \"%" STR_FMT "\"",
                       STR_ARG(there->code), STR_ARG(c->app->county));
    if (c->name.n > 0 && !str_eq(c->name, there->name))
        return err_set(e, ERR_COUNTY_OTHER,
                       "\"%" STR_FMT "\" is named \"%" STR_FMT "\", not \"%" STR_FMT "\"",
                       STR_ARG(there->code), STR_ARG(there->name), STR_ARG(c->name));
    return ERR_OK;
}

static enum err_code init_create(struct init_call *c, struct tx *tx, struct err *e)
{
    struct str code = c->app->county.n > 0 ? c->app->county : STR(APP_COUNTY_CODE);
    struct str name = c->name.n > 0 ? c->name : code;
    struct audit_by by = {code, str_of(c->app->actor), c->at};
    ERR_TRY(store_county_create(tx, &by, name, e));
    c->ret.created = true;
    c->ret.code = code;
    c->ret.name = name;
    return ERR_OK;
}

static enum err_code init_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct init_call *c = ctx;
    struct county there;
    struct err quiet = {0};
    enum err_code code = store_county_get(c->a, tx, STR_NONE, &there, &quiet);
    if (code == ERR_COUNTY_NOT_FOUND)
        return init_create(c, tx, e);
    if (code == ERR_COUNTY_SEVERAL) /* a shared database: ours is among them, or it is an error */
        ERR_TRY(store_county_get(c->a, tx, c->app->county, &there, e));
    else if (code != ERR_OK)
        return err_set(e, code, "%s", quiet.detail);
    ERR_TRY(init_compare(c, &there, e));
    c->ret.created = false;
    c->ret.code = there.code;
    c->ret.name = there.name;
    return ERR_OK;
}

enum err_code app_init_database(struct arena *a, struct app *app, struct str name,
                                struct app_county *ret, struct err *e)
{
    struct init_call c = {.a = a, .app = app, .at = clock_now(&app->clock), .name = name};
    must(app->store == NULL);
    ERR_TRY(store_open(app->db, STORE_CREATE, &app->store, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "init", init_tx, &c, e));
    c.ret.engine = store_engine(app->store);
    *ret = c.ret;
    return ERR_OK;
}
