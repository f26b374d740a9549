/*
 * promises.c — see promises.h.
 */
#include "app/promises.h"

#include "app/rectify_scene.h"
#include "base/arena.h"
#include "base/vec.h"
#include "source/promise/promise_find.h"
#include "store/county.h"
#include "store/promise.h"
#include "store/store.h"

/* The kind of unit that owes a duty, unless it is owed by subjects. */
#define PROMISES_UNIT "county"

struct promises_call {
    struct arena *a;
    const struct app *app;
    instant at;
    int64_t deduction_id;
    const int32_t *accept, *reject;
    size_t n_accept, n_reject;
    const struct app_promise_terms *terms;
    struct app_promises ret;
};

/* ---- finding ----------------------------------------------------------- */

/* What all promises of a county are made from. */
struct promises_parts {
    struct arena *a;
    struct tx *tx;
    struct str county;
    const struct promise_reader *reader;
    struct promise_decision_list decisions;
    struct plan_head_list plans;
    VEC(struct app_promise) list;
};

static struct promise_context promises_context(const struct promises_parts *p, int64_t plan_id)
{
    for (size_t i = 0; i < p->plans.n; i++)
        if (p->plans.p[i].ref.plan_id == plan_id)
            return (struct promise_context){p->plans.p[i].has_issued_on, p->plans.p[i].issued_on};
    return (struct promise_context){.has_issued_on = false};
}

static void promises_apply(const struct promises_parts *p, struct app_promise *promise)
{
    for (size_t i = 0; i < p->decisions.n; i++) {
        const struct promise_decision *d = &p->decisions.p[i];
        if (d->deduction_id != promise->deduction_id ||
            !str_eq(d->sentence, promise->promise.sentence) ||
            !str_eq(d->words, promise->promise.words) || d->nth != promise->promise.nth)
            continue;
        promise->state = d->accepted ? APP_PROMISE_ACCEPTED : APP_PROMISE_REJECTED;
        promise->rectification_id = d->rectification_id;
        promise->task_no = d->task_no;
        promise->rule = d->rule;
        promise->decided_by = d->decided_by;
        promise->decided_at = d->decided_at;
    }
}

/* Whether an earlier sentence of the measure reads alike: one promise, said twice. */
static bool promises_repeated(const struct promise_list *found, size_t i)
{
    const struct promise *p = &found->p[i];
    for (size_t k = 0; k < i; k++)
        if (str_eq(found->p[k].sentence, p->sentence) && str_eq(found->p[k].words, p->words) &&
            found->p[k].nth == p->nth)
            return true;
    return false;
}

static void promises_of(struct promises_parts *p, const struct deduction *d)
{
    struct promise_context context = promises_context(p, d->ref.plan_id);
    struct promise_list found = promise_find(p->a, p->reader, d->item.measure, &context);
    int32_t no = 0;
    for (size_t i = 0; i < found.n; i++) {
        if (promises_repeated(&found, i))
            continue;
        no++;
        struct app_promise promise = {.deduction_id = d->id,
                                      .item = d->item.item,
                                      .no = no,
                                      .promise = found.p[i],
                                      .state = APP_PROMISE_OFFERED};
        promises_apply(p, &promise);
        *vec_push(p->a, &p->list) = promise;
    }
}

static enum err_code promises_begin(struct arena *a, struct tx *tx, const struct app *app,
                                    struct promises_parts *ret, struct err *e)
{
    struct county county;
    struct promises_parts p = {.a = a, .tx = tx};
    ERR_TRY(store_county_get(a, tx, app->county, &county, e));
    p.county = county.code;
    p.reader = promise_reader_new(a);
    ERR_TRY(store_promise_list(a, tx, p.county, &p.decisions, e));
    ERR_TRY(store_plan_list(a, tx, p.county, &p.plans, e));
    *ret = p;
    return ERR_OK;
}

static enum err_code promises_gather(struct promises_parts *p, int64_t deduction_id, struct err *e)
{
    struct deduction_list deductions;
    struct deduction one;
    const struct deduction_filter any = {0};
    if (deduction_id != 0) {
        ERR_TRY(store_deduction_get(p->a, p->tx, p->county, deduction_id, &one, e));
        promises_of(p, &one);
        return ERR_OK;
    }
    ERR_TRY(store_deduction_list(p->a, p->tx, p->county, &any, &deductions, e));
    for (size_t i = 0; i < deductions.n; i++)
        promises_of(p, &deductions.p[i]);
    return ERR_OK;
}

static enum err_code promises_list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct promises_call *c = ctx;
    struct promises_parts p;
    ERR_TRY(promises_begin(c->a, tx, c->app, &p, e));
    ERR_TRY(promises_gather(&p, c->deduction_id, e));
    c->ret = (struct app_promises){p.list.p, p.list.n};
    return ERR_OK;
}

enum err_code app_promises_list(struct arena *a, struct app *app, int64_t deduction_id,
                                struct app_promises *ret, struct err *e)
{
    struct promises_call c = {.a = a, .app = app, .deduction_id = deduction_id};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "ledger promises", promises_list_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}

/* ---- deciding ---------------------------------------------------------- */

/* An offered promise by its number. */
static enum err_code promises_offered(const struct promises_parts *p, int32_t no,
                                      struct app_promise *ret, struct err *e)
{
    if (no < 1 || (size_t)no > p->list.n)
        return err_set(e, ERR_PROMISE_NOT_FOUND, "%d of %zu", no, p->list.n);
    const struct app_promise *promise = &p->list.p[no - 1];
    if (promise->state != APP_PROMISE_OFFERED)
        return err_set(e, ERR_PROMISE_DECIDED, "%d", no);
    *ret = *promise;
    return ERR_OK;
}

/* A task of the rectification, which is opened if there is none. */
static enum err_code promises_task(const struct promises_call *c, struct rectify_scene *s,
                                   const struct app_promise *from, struct promise_decision *d,
                                   struct err *e)
{
    struct task task = {
        .title = from->promise.what.n > 0 ? from->promise.what : from->promise.sentence,
        .owner = c->terms->owner,
        .has_due = c->terms->has_due || from->promise.has_due,
        .due_on = c->terms->has_due ? c->terms->due : from->promise.due,
        .sentence = from->promise.sentence,
    };
    struct rectification_change open = {.action = RECTIFICATION_ACT_OPEN};
    struct rectification_change add = {.action = RECTIFICATION_ACT_TASK, .task = &task};
    if (s->r.id == 0)
        ERR_TRY(rectify_scene_act(s, &open, e));
    ERR_TRY(rectify_scene_act(s, &add, e));
    d->rectification_id = s->r.id;
    d->task_no = s->r.tasks;
    return ERR_OK;
}

/* "promise.d12.3": the third duty that was accepted for the deduction, whatever its number now. */
static struct str promises_rule_id(const struct promises_parts *p, int64_t deduction_id,
                                   int32_t accepted)
{
    for (size_t i = 0; i < p->decisions.n; i++)
        accepted += p->decisions.p[i].deduction_id == deduction_id && p->decisions.p[i].rule.n > 0;
    return str_format(p->a, "promise.d%lld.%d", (long long)deduction_id, accepted);
}

static struct str promises_rule(const struct promises_call *c, const struct promises_parts *p,
                                const struct app_promise *from, int32_t accepted)
{
    struct promise_accept acc = {
        .id = promises_rule_id(p, from->deduction_id, accepted),
        .subject = c->terms->subject,
        .unit = STR(PROMISES_UNIT),
        .from = c->terms->has_from ? c->terms->from : clock_local_date(c->at),
    };
    return promise_rule(c->a, &from->promise, &acc);
}

/* What accepting makes of a promise: a draft rule, or a task. */
static enum err_code promises_make(const struct promises_call *c, const struct promises_parts *p,
                                   struct rectify_scene *s, const struct app_promise *from,
                                   int32_t *rules, struct promise_decision *d, struct err *e)
{
    if (d->kind == PROMISE_DUTY) {
        d->rule = promises_rule(c, p, from, ++*rules);
        return ERR_OK;
    }
    if (d->kind == PROMISE_VAGUE && !c->terms->has_due)
        return err_set(e, ERR_PROMISE_VAGUE, "%d", from->no);
    return promises_task(c, s, from, d, e);
}

/* Accept or reject the promises with the numbers given. */
static enum err_code promises_decide(const struct promises_call *c, const struct promises_parts *p,
                                     struct rectify_scene *s, bool accept, struct err *e)
{
    const int32_t *numbers = accept ? c->accept : c->reject;
    size_t n = accept ? c->n_accept : c->n_reject;
    int32_t rules = 0;
    for (size_t i = 0; i < n; i++) {
        struct app_promise from = {0};
        int64_t id;
        ERR_TRY(promises_offered(p, numbers[i], &from, e));
        struct promise_decision d = {.deduction_id = from.deduction_id,
                                     .sentence = from.promise.sentence,
                                     .words = from.promise.words,
                                     .nth = from.promise.nth,
                                     .kind = from.promise.kind,
                                     .accepted = accept};
        if (accept)
            ERR_TRY(promises_make(c, p, s, &from, &rules, &d, e));
        ERR_TRY(store_promise_decide(s->tx, &s->by, &d, &id, e));
    }
    return ERR_OK;
}

static enum err_code promises_decide_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct promises_call *c = ctx;
    struct promises_parts p;
    struct rectify_scene s;
    ERR_TRY(rectify_scene_load(c->a, tx, c->app, c->at, c->deduction_id, &s, e));
    ERR_TRY(promises_begin(c->a, tx, c->app, &p, e));
    ERR_TRY(promises_gather(&p, c->deduction_id, e));
    ERR_TRY(promises_decide(c, &p, &s, true, e));
    ERR_TRY(promises_decide(c, &p, &s, false, e));
    return promises_list_tx(tx, c, e);
}

enum err_code app_promises_decide(struct arena *a, struct app *app, int64_t deduction_id,
                                  const int32_t *accept, size_t n_accept, const int32_t *reject,
                                  size_t n_reject, const struct app_promise_terms *terms,
                                  struct app_promises *ret, struct err *e)
{
    struct promises_call c = {.a = a,
                              .app = app,
                              .at = clock_now(&app->clock),
                              .deduction_id = deduction_id,
                              .accept = accept,
                              .reject = reject,
                              .n_accept = n_accept,
                              .n_reject = n_reject,
                              .terms = terms};
    must(deduction_id != 0);
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "ledger promises", promises_decide_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}

/* ---- the drafts -------------------------------------------------------- */

struct rules_call {
    struct arena *a;
    const struct app *app;
    struct str text;
    int32_t n;
};

static enum err_code promises_rules_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct rules_call *c = ctx;
    struct county county;
    struct promise_decision_list decisions;
    struct str text = STR_NONE;
    int32_t n = 0;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(store_promise_list(c->a, tx, county.code, &decisions, e));
    for (size_t i = 0; i < decisions.n; i++) {
        if (decisions.p[i].rule.n == 0)
            continue;
        text = str_format(c->a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(text), n > 0 ? "\n" : "",
                          STR_ARG(decisions.p[i].rule));
        n++;
    }
    c->text = text;
    c->n = n;
    return ERR_OK;
}

enum err_code app_promises_rules(struct arena *a, struct app *app, struct str *ret, int32_t *ret_n,
                                 struct err *e)
{
    struct rules_call c = {.a = a, .app = app};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "ledger promises", promises_rules_tx, &c, e));
    *ret = c.text;
    *ret_n = c.n;
    return ERR_OK;
}
