/*
 * ledger.c — see ledger.h. The store's rows become the application's values
 * here, so that who shows them knows nothing of the store.
 */
#include "app/ledger.h"

#include "app/ledger_entry.h"
#include "base/arena.h"
#include "base/vec.h"
#include "store/county.h"
#include "store/plan.h"
#include "store/store.h"

struct ledger_call {
    struct arena *a;
    const struct app *app;
    struct ledger_filter filter;
    bool by_no;
    int64_t number;
    bool found;
    struct ledger list;
    struct ledger_plan plan;
    struct ledger_deduction deduction;
};

struct ledger_entry ledger_entry_of(const struct deduction *d)
{
    return (struct ledger_entry){.id = d->id,
                                 .plan_id = d->ref.plan_id,
                                 .revision = d->ref.revision,
                                 .withdrawn = d->withdrawn,
                                 .number = d->number,
                                 .title = d->title,
                                 .year = d->year,
                                 .item = d->item};
}

static struct ledger_revision ledger_revision_of(const struct plan_head *h)
{
    return (struct ledger_revision){h->ref.revision, h->imported_at, h->actor, h->file_name,
                                    h->content_sha256};
}

/* ---- list -------------------------------------------------------------------- */

static enum err_code ledger_sum(struct ledger_call *c, struct ledger *l, struct err *e)
{
    struct plan p = {.items = ARENA_NEW_N(c->a, l->n, struct plan_item), .n_items = l->n};
    struct plan_totals totals;
    for (size_t i = 0; i < l->n; i++)
        p.items[i] = l->entries[i].item;
    ERR_TRY(plan_totals(c->a, &p, &totals, e));
    l->sum = totals.sum;
    return ERR_OK;
}

static bool ledger_has_plan(const struct plan_head_list *plans, int64_t id)
{
    bool has = id == 0;
    for (size_t i = 0; i < plans->n; i++)
        has = has || plans->p[i].ref.plan_id == id;
    return has;
}

static enum err_code ledger_list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct ledger_call *c = ctx;
    struct county county;
    struct plan_head_list plans;
    struct deduction_list found;
    struct deduction_filter filter = {c->filter.plan_id, c->filter.year, c->filter.department};
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(store_plan_list(c->a, tx, county.code, &plans, e));
    if (!ledger_has_plan(&plans, filter.plan_id))
        return err_set(e, ERR_PLAN_NOT_FOUND, "%lld", (long long)filter.plan_id);
    ERR_TRY(store_deduction_list(c->a, tx, county.code, &filter, &found, e));
    struct ledger l = {.entries = ARENA_NEW_N(c->a, found.n, struct ledger_entry),
                       .n = found.n,
                       .no_plans = plans.n == 0};
    for (size_t i = 0; i < found.n; i++)
        l.entries[i] = ledger_entry_of(&found.p[i]);
    ERR_TRY(ledger_sum(c, &l, e));
    c->list = l;
    return ERR_OK;
}

enum err_code app_ledger_list(struct arena *a, struct app *app, const struct ledger_filter *filter,
                              struct ledger *ret, struct err *e)
{
    struct ledger_call c = {.a = a, .app = app, .filter = *filter};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "ledger list", ledger_list_tx, &c, e));
    *ret = c.list;
    return ERR_OK;
}

/* ---- the plan that came in last ----------------------------------------------- */

static enum err_code ledger_latest_head(struct ledger_call *c, struct tx *tx, struct str county,
                                        const struct plan_head **ret, struct err *e)
{
    struct plan_head_list plans;
    const struct plan_head *latest = NULL;
    ERR_TRY(store_plan_list(c->a, tx, county, &plans, e));
    for (size_t i = 0; i < plans.n; i++) {
        const struct plan_head *h = &plans.p[i];
        if (latest == NULL || h->imported_at.ms > latest->imported_at.ms ||
            (h->imported_at.ms == latest->imported_at.ms && h->ref.plan_id > latest->ref.plan_id))
            latest = h;
    }
    *ret = latest;
    return ERR_OK;
}

static enum err_code ledger_latest_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct ledger_call *c = ctx;
    struct county county;
    const struct plan_head *head;
    struct plan_record record;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(ledger_latest_head(c, tx, county.code, &head, e));
    c->found = head != NULL;
    if (head == NULL)
        return ERR_OK;
    ERR_TRY(store_plan_load(c->a, tx, county.code, head->ref, &record, e));
    c->plan = (struct ledger_plan){.id = record.head.ref.plan_id,
                                   .latest = record.head.latest,
                                   .revision = ledger_revision_of(&record.head),
                                   .plan = record.plan};
    return plan_totals(c->a, &c->plan.plan, &c->plan.totals, e);
}

enum err_code app_ledger_latest(struct arena *a, struct app *app, bool *ret_found,
                                struct ledger_plan *ret, struct err *e)
{
    struct ledger_call c = {.a = a, .app = app};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "ledger show", ledger_latest_tx, &c, e));
    *ret_found = c.found;
    *ret = c.plan;
    return ERR_OK;
}

/* ---- one deduction ---------------------------------------------------------------- */

/* The id behind a number of the plan that came in last. */
static enum err_code ledger_id_of_no(struct ledger_call *c, struct tx *tx, struct str county,
                                     int64_t *ret, struct err *e)
{
    const struct plan_head *head;
    struct plan_record record;
    ERR_TRY(ledger_latest_head(c, tx, county, &head, e));
    if (head == NULL)
        return err_set(e, ERR_DEDUCTION_NOT_FOUND, "%lld: nothing has been imported yet",
                       (long long)c->number);
    ERR_TRY(store_plan_load(c->a, tx, county, head->ref, &record, e));
    for (size_t i = 0; i < record.plan.n_items; i++)
        if (record.plan.items[i].no == c->number) {
            *ret = record.deduction_ids[i];
            return ERR_OK;
        }
    return err_set(e, ERR_DEDUCTION_NOT_FOUND, "number %lld of plan %lld, which has %zu",
                   (long long)c->number, (long long)head->ref.plan_id, record.plan.n_items);
}

static enum err_code ledger_history(struct ledger_call *c, struct tx *tx, struct str county,
                                    const struct deduction *d, struct err *e)
{
    VEC(struct ledger_revision) has = {0};
    struct plan_ref ref = {d->ref.plan_id, 0};
    struct plan_record record;
    ERR_TRY(store_plan_load(c->a, tx, county, ref, &record, e));
    int32_t latest = record.head.latest;
    for (ref.revision = 1; ref.revision <= latest; ref.revision++) {
        ERR_TRY(store_plan_load(c->a, tx, county, ref, &record, e));
        for (size_t i = 0; i < record.plan.n_items; i++)
            if (record.deduction_ids[i] == d->id)
                *vec_push(c->a, &has) = ledger_revision_of(&record.head);
    }
    c->deduction = (struct ledger_deduction){ledger_entry_of(d), has.p, has.n};
    return ERR_OK;
}

static enum err_code ledger_deduction_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct ledger_call *c = ctx;
    struct county county;
    struct deduction d;
    int64_t id = c->number;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    if (c->by_no)
        ERR_TRY(ledger_id_of_no(c, tx, county.code, &id, e));
    ERR_TRY(store_deduction_get(c->a, tx, county.code, id, &d, e));
    return ledger_history(c, tx, county.code, &d, e);
}

enum err_code app_ledger_deduction(struct arena *a, struct app *app, bool by_no, int64_t number,
                                   struct ledger_deduction *ret, struct err *e)
{
    struct ledger_call c = {.a = a, .app = app, .by_no = by_no, .number = number};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "ledger show", ledger_deduction_tx, &c, e));
    *ret = c.deduction;
    return ERR_OK;
}
