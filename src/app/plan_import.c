/*
 * plan_import.c — see plan_import.h.
 *
 * The body of the transaction may run several times, so it says nothing and
 * only sets its result anew.
 */
#include "app/plan_import.h"

#include "app/plan_stored.h"
#include "app/rectify_recur.h"
#include "base/arena.h"
#include "base/file.h"
#include "source/doc/doc.h"
#include "source/plan/plan_read.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/plan.h"
#include "store/store.h"

/* ---- reading --------------------------------------------------------------- */

/* The bytes; one that is too big for any plan gets the plan's own error. */
static enum err_code plan_bytes(struct arena *a, const char *path, struct str *ret, struct err *e)
{
    struct err reason = {0};
    enum err_code code = file_read(a, path, DOC_FILE_MAX, ret, &reason);
    if (code == ERR_TOO_BIG)
        return err_set(e, ERR_PLAN_TOO_BIG, "%s", reason.detail);
    if (code != ERR_OK)
        return err_set(e, code, "%s", reason.detail);
    return ERR_OK;
}

static struct str plan_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_of(slash == NULL ? path : slash + 1);
}

enum err_code app_plan_open(struct arena *a, const char *path, struct app_plan *ret, struct err *e)
{
    bool piped = strcmp(path, "-") == 0;
    struct app_plan p = {.file_name = piped ? STR_NONE : plan_file_name(path)};
    struct str bytes;
    struct doc doc;
    ERR_TRY(plan_bytes(a, piped ? "/dev/stdin" : path, &bytes, e));
    ERR_TRY(hash_sha256_hex(bytes, p.sha256, e));
    ERR_TRY(doc_read(a, bytes, &doc, e));
    ERR_TRY(plan_read(a, &doc, &p.plan, e));
    ERR_TRY(plan_totals(a, &p.plan, &p.totals, e));
    if (arena_over(a))
        return err_set(e, ERR_PLAN_TOO_BIG, "more memory than a plan may take");
    *ret = p;
    return ERR_OK;
}

/* ---- storing ---------------------------------------------------------------- */

struct import_call {
    struct arena *a;
    const struct app *app;
    const struct app_plan *p;
    instant at;
    int32_t accept;
    struct app_import ret;
};

static enum err_code import_new(struct import_call *c, struct tx *tx, const struct audit_by *by,
                                struct err *e)
{
    struct plan_import import = app_plan_import_of(c->p, NULL);
    struct plan_ref ref;
    ERR_TRY(store_plan_insert(tx, by, &import, &ref, e));
    c->ret = (struct app_import){
        .state = APP_IMPORT_NEW, .plan_id = ref.plan_id, .revision = ref.revision};
    return ERR_OK;
}

/* Compare with the newest revision, and store the next one if that has been agreed to. */
static enum err_code import_again(struct import_call *c, struct tx *tx, const struct audit_by *by,
                                  struct plan_record *stored, struct err *e)
{
    struct app_import r = {.plan_id = stored->head.ref.plan_id,
                           .revision = stored->head.ref.revision};
    const struct plan *plan = &c->p->plan;
    if (str_eq(stored->head.content_sha256, str_of(c->p->sha256))) {
        r.state = APP_IMPORT_SAME_FILE;
        c->ret = r;
        return ERR_OK;
    }
    app_plan_compare(c->a, stored, plan, &r.diff);
    if (r.diff.n == 0 || (c->accept != APP_ACCEPT_ANY && c->accept != r.revision)) {
        r.state = r.diff.n == 0 ? APP_IMPORT_SAME_FIELDS : APP_IMPORT_DIFFERS;
        c->ret = r;
        return ERR_OK;
    }
    int64_t *continues = app_plan_continues(c->a, stored, plan->n_items, r.diff.was);
    struct plan_import import = app_plan_import_of(c->p, continues);
    struct plan_ref ref;
    ERR_TRY(store_plan_append(tx, by, stored->head.ref, &import, &ref, e));
    r.state = APP_IMPORT_REVISED;
    r.revision = ref.revision;
    c->ret = r;
    return ERR_OK;
}

static enum err_code import_plan(struct import_call *c, struct tx *tx, const struct audit_by *by,
                                 struct err *e)
{
    bool found;
    struct plan_ref ref = {0};
    ERR_TRY(app_plan_find(tx, by->county, c->p, &found, &ref, e));
    if (!found)
        return import_new(c, tx, by, e);
    struct plan_record *stored =
        ARENA_NEW(c->a, struct plan_record); /* the difference points to it */
    ref.revision = 0;                        /* the file may be that of an older revision */
    ERR_TRY(store_plan_load(c->a, tx, by->county, ref, stored, e));
    return import_again(c, tx, by, stored, e);
}

static enum err_code import_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct import_call *c = ctx;
    struct county county;
    struct rectify_recurrences recurred = {0};
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    ERR_TRY(import_plan(c, tx, &by, e));
    if (c->ret.state == APP_IMPORT_NEW || c->ret.state == APP_IMPORT_REVISED)
        ERR_TRY(rectify_recur_tx(c->a, tx, &by, &recurred, e));
    c->ret.recurred = recurred.n;
    return ERR_OK;
}

enum err_code app_plan_import(struct arena *a, struct app *app, const struct app_plan *p,
                              int32_t accept, struct app_import *ret, struct err *e)
{
    struct import_call c = {
        .a = a, .app = app, .p = p, .at = clock_now(&app->clock), .accept = accept};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "plan import", import_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
