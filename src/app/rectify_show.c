/*
 * rectify_show.c — see rectify_show.h.
 */
#include "app/rectify_show.h"

#include "app/ledger_entry.h"
#include "app/rectify_scene.h"
#include "base/arena.h"
#include "base/vec.h"
#include "store/county.h"
#include "store/evidence.h"
#include "store/store.h"

/* ---- one deduction ----------------------------------------------------- */

struct show_call {
    struct arena *a;
    const struct app *app;
    instant at;
    int64_t deduction_id, rectification_id;
    int32_t no;
    struct rectify_history history;
    struct evidence file;
    struct str content;
};

static enum err_code show_chapter(const struct rectify_scene *s, const struct rectification *r,
                                  struct rectify_chapter *ret, struct err *e)
{
    struct rectification_event_list events;
    struct task_list tasks;
    struct evidence_list evidence;
    ERR_TRY(store_rectification_events(s->a, s->tx, s->by.county, r->id, &events, e));
    ERR_TRY(store_rectification_tasks(s->a, s->tx, s->by.county, r->id, &tasks, e));
    ERR_TRY(store_evidence_list(s->a, s->tx, s->by.county, r->id, &evidence, e));
    *ret =
        (struct rectify_chapter){*r, events.p, events.n, tasks.p, tasks.n, evidence.p, evidence.n};
    return ERR_OK;
}

static enum err_code show_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct show_call *c = ctx;
    struct rectify_scene s;
    struct rectification_list all;
    VEC(struct rectify_chapter) chapters = {0};
    struct rectify_history h = {.day = clock_local_date(c->at)};
    ERR_TRY(rectify_scene_load(c->a, tx, c->app, c->at, c->deduction_id, &s, e));
    ERR_TRY(rectify_scene_card(&s, &h.card, e));
    ERR_TRY(store_rectification_list(c->a, tx, s.by.county, RECTIFICATION_NOW, &all, e));
    for (size_t i = 0; i < all.n; i++)
        if (all.p[i].deduction_id == c->deduction_id)
            ERR_TRY(show_chapter(&s, &all.p[i], vec_push(c->a, &chapters), e));
    h.chapters = chapters.p;
    h.n_chapters = chapters.n;
    c->history = h;
    return ERR_OK;
}

enum err_code app_rectify_show(struct arena *a, struct app *app, int64_t deduction_id,
                               struct rectify_history *ret, struct err *e)
{
    struct show_call c = {
        .a = a, .app = app, .at = clock_now(&app->clock), .deduction_id = deduction_id};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "rectify show", show_tx, &c, e));
    *ret = c.history;
    return ERR_OK;
}

static enum err_code evidence_get_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct show_call *c = ctx;
    struct rectify_scene s;
    struct rectification_list all;
    int64_t id = c->rectification_id;
    ERR_TRY(rectify_scene_load(c->a, tx, c->app, c->at, c->deduction_id, &s, e));
    ERR_TRY(store_rectification_list(c->a, tx, s.by.county, RECTIFICATION_NOW, &all, e));
    if (id == 0)
        id = s.r.id;
    if (id == 0 || rectify_deduction_of(&all, id) != c->deduction_id)
        return err_set(e, ERR_RECTIFY_NOT_OPEN, "D%lld", (long long)c->deduction_id);
    return store_evidence_get(c->a, tx, s.by.county, id, c->no, &c->file, &c->content, e);
}

enum err_code app_rectify_evidence_get(struct arena *a, struct app *app, int64_t deduction_id,
                                       int64_t rectification_id, int32_t no, struct evidence *ret,
                                       struct str *ret_content, struct err *e)
{
    struct show_call c = {.a = a,
                          .app = app,
                          .at = clock_now(&app->clock),
                          .deduction_id = deduction_id,
                          .rectification_id = rectification_id,
                          .no = no};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "rectify evidence", evidence_get_tx, &c, e));
    *ret = c.file;
    *ret_content = c.content;
    return ERR_OK;
}

/* ---- the list ---------------------------------------------------------- */

struct list_call {
    struct arena *a;
    const struct app *app;
    const struct rectify_filter *filter;
    date day;
    instant until;
    struct rectify_list ret;
};

/* What the list is made from. */
struct list_parts {
    struct str county;
    struct deduction_list deductions; /* the ledger, then withdrawn ones */
    struct rectification_list all;
    struct cause_list causes;
    bool *listed; /* for each of `all`: its deduction stands in the ledger */
};

static enum cause_class list_class(const struct list_parts *p, int64_t deduction_id)
{
    for (size_t i = 0; i < p->causes.n; i++)
        if (p->causes.p[i].deduction_id == deduction_id)
            return p->causes.p[i].class;
    return CAUSE__MAX;
}

/* Deductions that a correction took away, but that have a rectification, go behind the ledger. */
static enum err_code list_add_withdrawn(struct list_call *c, struct tx *tx, struct list_parts *p,
                                        struct err *e)
{
    VEC(struct deduction) list = {p->deductions.p, p->deductions.n, p->deductions.n};
    for (size_t i = 0; i < p->all.n; i++) {
        bool there = false;
        for (size_t k = 0; k < list.n && !there; k++)
            there = list.p[k].id == p->all.p[i].deduction_id;
        if (!there)
            ERR_TRY(store_deduction_get(c->a, tx, p->county, p->all.p[i].deduction_id,
                                        vec_push(c->a, &list), e));
    }
    p->deductions = (struct deduction_list){list.p, list.n};
    return ERR_OK;
}

static bool list_wants(const struct rectify_filter *f, const struct rectify_row *row)
{
    bool unassigned = row->r.id == 0;
    if (unassigned || f->state != RECTIFICATION_STATE__MAX)
        if (row->r.state != f->state)
            return false;
    if (f->overdue && row->overdue == 0)
        return false;
    return f->owner.n == 0 || rectification_same_person(f->owner, row->r.owner);
}

static bool list_lost(const struct plan_item *item)
{
    return item->lost.from == PLAN_UNKNOWN || item->lost.v.centi > 0;
}

/* The rows of one deduction: one for each of its rectifications, or one that says there is none. */
static void list_rows_of(const struct list_call *c, const struct list_parts *p,
                         const struct deduction *d, struct rectify_list *l, size_t *cap)
{
    bool any = false;
    for (size_t i = 0; i <= p->all.n; i++) {
        struct rectify_row row = {.entry = ledger_entry_of(d), .class = list_class(p, d->id)};
        bool last = i == p->all.n;
        if (last ? any || d->withdrawn || !list_lost(&d->item) : p->all.p[i].deduction_id != d->id)
            continue;
        row.r.deduction_id = d->id;
        if (!last)
            row.r = p->all.p[i];
        row.overdue = rectification_overdue(&row.r, c->day);
        row.lost_again_after = rectify_lost_again_after(&p->all, &row.r);
        any = true;
        l->unassigned += last;
        if (!list_wants(c->filter, &row))
            continue;
        must(l->n < *cap);
        l->overdue += row.overdue > 0;
        l->rows[l->n++] = row;
    }
}

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct list_call *c = ctx;
    struct county county;
    struct list_parts p = {0};
    const struct deduction_filter any = {0};
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    p.county = county.code;
    ERR_TRY(store_deduction_list(c->a, tx, county.code, &any, &p.deductions, e));
    ERR_TRY(store_rectification_list(c->a, tx, county.code, c->until, &p.all, e));
    ERR_TRY(store_cause_list(c->a, tx, county.code, &p.causes, e));
    ERR_TRY(list_add_withdrawn(c, tx, &p, e));
    size_t cap = p.deductions.n + p.all.n;
    struct rectify_list l = {.rows = ARENA_NEW_N(c->a, cap, struct rectify_row), .day = c->day};
    for (size_t i = 0; i < p.deductions.n; i++)
        list_rows_of(c, &p, &p.deductions.p[i], &l, &cap);
    c->ret = l;
    return ERR_OK;
}

enum err_code app_rectify_list(struct arena *a, struct app *app,
                               const struct rectify_filter *filter, struct rectify_list *ret,
                               struct err *e)
{
    date day = filter->has_as_of ? filter->as_of : clock_local_date(clock_now(&app->clock));
    struct list_call c = {.a = a,
                          .app = app,
                          .filter = filter,
                          .day = day,
                          .until = filter->has_as_of ? clock_day_end(day) : RECTIFICATION_NOW};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "rectify list", list_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
