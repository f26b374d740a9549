/*
 * plan_review.c — see plan_review.h.
 */
#include "app/plan_review.h"

#include "app/plan_stored.h"
#include "app/rectify_recur.h"
#include "base/arena.h"
#include "base/vec.h"
#include "core/remedy/plan_apply.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct review_call {
    struct arena *a;
    const struct app *app;
    const struct app_plan *p;
    const struct app_accept *accept;
    instant at;
    struct app_review ret;
};

/* ---- which plan --------------------------------------------------------------- */

static enum err_code review_find(struct review_call *c, struct tx *tx, struct str county,
                                 struct plan_ref *ret, struct err *e)
{
    const struct plan *plan = &c->p->plan;
    for (size_t i = 0; i < plan->n_items; i++) {
        struct deduction d;
        if (plan->items[i].bookmark_id == 0)
            continue;
        enum err_code code =
            store_deduction_get(c->a, tx, county, plan->items[i].bookmark_id, &d, e);
        if (code == ERR_DEDUCTION_NOT_FOUND)
            continue;
        ERR_TRY(code);
        *ret = d.ref;
        return ERR_OK;
    }
    bool found = false;
    ERR_TRY(app_plan_find(tx, county, c->p, &found, ret, e));
    return found ? ERR_OK
                 : err_set(e, ERR_PLAN_NOT_FOUND, "the document was not exported from this ledger");
}

/* ---- taking over ----------------------------------------------------------------- */

static enum err_code review_flags(const struct review_call *c, bool *accepted, bool *ret_any,
                                  struct err *e)
{
    const struct plan_diff *d = &c->ret.diff;
    for (size_t i = 0; i < d->n; i++)
        accepted[i] = c->accept->all;
    for (size_t i = 0; i < c->accept->n; i++) {
        int32_t number = c->accept->numbers[i];
        if (number < 1 || (size_t)number > d->n)
            return err_set(e, ERR_DIFFERENCE_NONE, "%d of %zu", number, d->n);
        accepted[number - 1] = true;
    }
    *ret_any = d->n > 0 && (c->accept->all || c->accept->n > 0);
    return ERR_OK;
}

/*
 * What is stored stands in no file where only some differences were taken over; its hash
 * then names the file and the choice, so that the file itself is not taken for known.
 */
static enum err_code review_hash(struct review_call *c, const bool *accepted,
                                 char out[HASH_HEX_MAX], struct err *e)
{
    bool whole = true;
    struct str choice = str_of(c->p->sha256);
    for (size_t i = 0; i < c->ret.diff.n; i++) {
        whole = whole && accepted[i];
        if (accepted[i])
            choice = str_format(c->a, "%" STR_FMT " %zu", STR_ARG(choice), i + 1);
    }
    if (!whole)
        return hash_sha256_hex(choice, out, e);
    memcpy(out, c->p->sha256, HASH_HEX_MAX);
    return ERR_OK;
}

static enum err_code review_store(struct review_call *c, struct tx *tx, const struct audit_by *by,
                                  const struct plan_record *stored, const bool *accepted,
                                  struct err *e)
{
    struct plan plan;
    int32_t *was;
    char hash[HASH_HEX_MAX];
    plan_apply(c->a, &c->ret.diff, accepted, &plan, &was);
    ERR_TRY(review_hash(c, accepted, hash, e));
    struct plan_import import =
        app_plan_import_of(c->p, app_plan_continues(c->a, stored, plan.n_items, was));
    import.plan = &plan;
    import.content_sha256 = str_of(hash);
    struct plan_ref ref;
    ERR_TRY(store_plan_append(tx, by, stored->head.ref, &import, &ref, e));
    struct rectify_recurrences recurred;
    ERR_TRY(rectify_recur_tx(c->a, tx, by, &recurred, e));
    c->ret.stored_as = ref.revision;
    c->ret.recurred = recurred.n;
    return ERR_OK;
}

static enum err_code review_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct review_call *c = ctx;
    struct county county;
    struct plan_ref ref;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(review_find(c, tx, county.code, &ref, e));
    ref.revision = 0;
    struct plan_record *stored = ARENA_NEW(c->a, struct plan_record);
    ERR_TRY(store_plan_load(c->a, tx, county.code, ref, stored, e));
    c->ret = (struct app_review){.plan_id = stored->head.ref.plan_id,
                                 .revision = stored->head.ref.revision};
    app_plan_compare(c->a, stored, &c->p->plan, &c->ret.diff);
    bool any = false;
    bool *accepted = ARENA_NEW_N(c->a, c->ret.diff.n, bool);
    ERR_TRY(review_flags(c, accepted, &any, e));
    if (!any)
        return ERR_OK;
    if (c->accept->revision != 0 && c->accept->revision != c->ret.revision)
        return err_set(e, ERR_PLAN_CHANGED, "revision %d is the newest", c->ret.revision);
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    return review_store(c, tx, &by, stored, accepted, e);
}

enum err_code app_plan_review(struct arena *a, struct app *app, const struct app_plan *p,
                              const struct app_accept *accept, struct app_review *ret,
                              struct err *e)
{
    bool takes = accept->all || accept->n > 0;
    struct review_call c = {
        .a = a, .app = app, .p = p, .accept = accept, .at = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, takes ? TX_WRITE : TX_READ, "plan diff", review_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
