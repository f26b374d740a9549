/*
 * audit.c — see audit.h.
 *
 * A head noted earlier need not be the last one: every later entry moves it.
 * So `expect` answers "is this still exactly the chain that I noted?".
 */
#include "app/audit.h"

#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct audit_call {
    struct arena *a;
    const struct app *app;
    struct str county;
    struct audit_report report;
};

static enum err_code audit_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct audit_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    c->county = county.code;
    return store_audit_verify(tx, county.code, &c->report, e);
}

enum err_code app_audit_verify(struct arena *a, struct app *app, struct str expect,
                               struct app_audit *ret, struct err *e)
{
    struct audit_call c = {.a = a, .app = app};
    struct err unheard = {.code = ERR_OK};
    e = e != NULL ? e : &unheard;
    ERR_TRY(app_open(app, e));
    enum err_code code = store_tx(app->store, TX_READ, "audit verify", audit_tx, &c, e);
    if (code != ERR_OK && code != ERR_AUDIT_BROKEN)
        return code;
    *ret = (struct app_audit){.county = c.county,
                              .entries = c.report.count,
                              .broken_at = c.report.seq,
                              .fault = audit_fault_name(c.report.fault)};
    memcpy(ret->head, c.report.head, sizeof(ret->head));
    if (code != ERR_OK)
        ret->detail = str_copy(a, str_of(e->detail));
    if (code == ERR_OK && expect.n > 0 && !str_eq(expect, str_of(ret->head))) {
        ret->fault = "unexpected";
        code = err_set(e, ERR_AUDIT_BROKEN,
                       "all %lld entries are in order, but the head is %s, not %" STR_FMT,
                       (long long)ret->entries, ret->head, STR_ARG(expect));
        ret->detail = str_copy(a, str_of(e->detail));
    }
    return code;
}
