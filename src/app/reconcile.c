/*
 * reconcile.c — see reconcile.h.
 *
 * Only where a leaf differs from the official result the year is scored at other moments; there are
 * about a dozen of them, and each is scored at most once for all leaves.
 */
#include "app/reconcile.h"

#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "store/store.h"

const char *reconcile_word(enum reconcile_kind kind)
{
    static const char *const words[RECONCILE__MAX] = {
        [RECONCILE_AGREED] = "agreed",         [RECONCILE_PREDICTED] = "predicted",
        [RECONCILE_TIMING] = "timing",         [RECONCILE_DISPUTED] = "disputed",
        [RECONCILE_UNFORESEEN] = "unforeseen", [RECONCILE_NOT_TAKEN] = "not_taken",
        [RECONCILE_NOT_TOLD] = "not_told",
    };
    return words[kind];
}

/* ---- other moments -------------------------------------------------------------------------- */

enum { MOMENTS_MAX = 64 };

/* The year as scored at other moments, each worked out when it is first asked for. */
struct moments {
    struct arena *a;
    struct world world;
    struct framework open; /* the framework, never closing */
    instant now;           /* none lies after it */
    instant at[MOMENTS_MAX];
    struct world_scores *scores[MOMENTS_MAX];
    size_t n;
};

static void moment_add(struct moments *m, instant t)
{
    for (size_t i = 0; i < m->n; i++) {
        if (m->at[i].ms == t.ms)
            return;
    }
    if (m->n < MOMENTS_MAX && t.ms <= m->now.ms)
        m->at[m->n++] = t;
}

static instant day_end(date d)
{
    return (instant){local_day_after(d).ms - 1};
}

/* The likely ones first: the end of the period, now, then the ends of its months, late ones first.
 */
static void moments_init(struct moments *m, struct arena *a, const struct score_county *c)
{
    *m = (struct moments){.a = a, .now = c->as_of, .world = c->world, .open = *c->framework};
    m->open.has_closes_at = false;
    moment_add(m, day_end(c->framework->to));
    moment_add(m, c->as_of);
    date end = c->framework->to;
    while (end.days > c->framework->from.days) {
        int day;
        moment_add(m, day_end(end));
        date_parts(end, NULL, NULL, &day);
        end.days -= day; /* the last day of the month before */
    }
}

static enum err_code moment_scores(struct moments *m, size_t i, const struct world_scores **ret,
                                   struct err *e)
{
    if (m->scores[i] == NULL) {
        struct world_scores *s = ARENA_NEW(m->a, struct world_scores);
        struct world w = m->world;
        w.scene.as_of = m->at[i];
        w.scene.view = calendar_view(w.calendar, local_day(m->at[i]));
        ERR_TRY(world_scores(m->a, &w, &m->open, s, e));
        m->scores[i] = s;
    }
    *ret = m->scores[i];
    return ERR_OK;
}

/* The first of them at which the leaf has just these points; false if there is none. */
static enum err_code moment_of(struct moments *m, int32_t unit, size_t item, points wanted,
                               bool *ret, instant *ret_at, struct err *e)
{
    *ret = false;
    for (size_t i = 0; i < m->n; i++) {
        const struct world_scores *s;
        ERR_TRY(moment_scores(m, i, &s, e));
        for (size_t k = 0; k < s->n_units; k++) {
            if (s->units[k].unit == unit &&
                s->units[k].sheet.lines[item].score.centi == wanted.centi) {
                *ret = true;
                *ret_at = m->at[i];
                return ERR_OK;
            }
        }
    }
    return ERR_OK;
}

/* ---- proofs --------------------------------------------------------------------------------- */

static bool item_uses_rule(const struct indicator *x, const struct rule *rule)
{
    for (size_t i = 0; i < x->n_measures; i++) {
        const struct measure *m = &x->measures[i];
        for (size_t k = 0; m->kind == MEASURE_OBLIGATIONS && k < m->n_rules; k++) {
            if (m->rules[k] == rule)
                return true;
        }
    }
    return false;
}

/* The obligations that the leaf counts, that belong to the unit and year, and that were met. */
static void proofs_of(struct arena *a, const struct app_reconcile *r,
                      const struct app_score_unit *u, struct reconcile_row *row)
{
    const struct score_world *w = &r->scores.live.world;
    const struct layout *l = u->live->sheet.measured->layout;
    VEC(struct reconcile_proof) proofs = {0};
    for (size_t i = 0; i < w->n_obligations; i++) {
        const struct obligation *o = &w->obligations[i];
        if (o->state == OBLIGATION_MET && item_uses_rule(row->item, o->rule) &&
            layout_holds(l, o->window.last) && o->owner != SCENE_NO_UNIT &&
            scene_is_below(w->scene, o->owner, u->live->unit))
            *vec_push(a, &proofs) =
                (struct reconcile_proof){o, score_label(&r->scores.county, o->about)};
    }
    row->proofs = proofs.p;
    row->n_proofs = proofs.n;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static const struct official_result *official_of(const struct official_list *list, struct str unit,
                                                 struct str item)
{
    for (size_t i = 0; i < list->n; i++) {
        if (list->p[i].holds && str_eq(list->p[i].unit, unit) && str_eq(list->p[i].item, item))
            return &list->p[i];
    }
    return NULL;
}

/* How both stand to each other where they differ. */
static enum err_code row_kind(struct arena *a, const struct app_reconcile *r, struct moments *m,
                              const struct app_score_unit *u, size_t item,
                              struct reconcile_row *row, struct err *e)
{
    bool timing = false;
    if (u->framework == r->scores.county.framework)
        ERR_TRY(moment_of(m, u->live->unit, item, row->official->score, &timing, &row->moment, e));
    if (timing) {
        row->kind = RECONCILE_TIMING;
    } else if (row->official->score.centi > row->ours.centi) {
        row->kind = RECONCILE_NOT_TAKEN;
    } else {
        proofs_of(a, r, u, row);
        row->kind = row->n_proofs > 0 ? RECONCILE_DISPUTED : RECONCILE_UNFORESEEN;
    }
    return ERR_OK;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Points above full marks, such as a bonus, are no loss. */
static int64_t lost(points full, points score)
{
    return full.centi > score.centi ? full.centi - score.centi : 0;
}

static enum err_code row_make(struct arena *a, const struct app_reconcile *r, struct moments *m,
                              const struct app_score_unit *u, size_t item,
                              struct reconcile_row *row, struct err *e)
{
    const struct app_score_line *line = &u->lines[item];
    *row = (struct reconcile_row){.item = line->item, .full = line->full, .ours = line->score};
    row->official = official_of(&r->official, u->id, line->item->id);
    int64_t ours = lost(row->full, row->ours);
    if (row->official == NULL) {
        row->kind = ours == 0 ? RECONCILE_AGREED : RECONCILE_NOT_TOLD;
        row->rest.centi = ours;
        return ERR_OK;
    }
    points full = row->official->has_full ? row->official->full : row->full;
    int64_t theirs = lost(full, row->official->score);
    row->predicted.centi = least(ours, theirs);
    row->rest.centi = ours > theirs ? ours - theirs : theirs - ours;
    row->kind = theirs == 0 ? RECONCILE_AGREED : RECONCILE_PREDICTED;
    return row->rest.centi == 0 ? ERR_OK : row_kind(a, r, m, u, item, row, e);
}

static enum err_code unit_rows(struct arena *a, const struct app_reconcile *r, struct moments *m,
                               const struct app_score_unit *u, struct reconcile_unit *ret,
                               struct err *e)
{
    struct reconcile_row *rows = ARENA_NEW_N(a, u->framework->n_items, struct reconcile_row);
    *ret = (struct reconcile_unit){.unit = u, .rows = rows};
    for (size_t i = 0; i < u->framework->n_items; i++) {
        struct reconcile_row *row = &rows[ret->n];
        if (!u->framework->items[i].is_leaf)
            continue;
        ERR_TRY(row_make(a, r, m, u, i, row, e));
        if (row->official == NULL && row->kind == RECONCILE_AGREED)
            continue;
        ret->n++;
        ret->our_lost.centi += lost(row->full, row->ours);
        ret->sums[RECONCILE_PREDICTED].centi += row->predicted.centi;
        ret->sums[row->kind].centi += row->rest.centi;
        if (row->official != NULL)
            ret->official_lost.centi += lost(
                row->official->has_full ? row->official->full : row->full, row->official->score);
    }
    return ERR_OK;
}

/* ---- the use case --------------------------------------------------------------------------- */

struct reconcile_call {
    struct arena *a;
    const struct app *app;
    const struct score_ask *ask;
    instant now;
    struct app_reconcile ret;
};

static enum err_code reconcile_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct reconcile_call *c = ctx;
    struct score_reader r;
    c->ret.n = 0;
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    ERR_TRY(score_in_tx(&r, c->ask, false, &c->ret.scores, e));
    return store_official_list(c->a, tx, r.county, c->ask->year, &c->ret.official, e);
}

enum err_code app_reconcile(struct arena *a, struct app *app, const struct score_ask *ask,
                            struct app_reconcile *ret, struct err *e)
{
    struct reconcile_call c = {a, app, ask, clock_now(&app->clock), {.n = 0}};
    struct moments *m = ARENA_NEW(a, struct moments);
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "reconcile", reconcile_tx, &c, e));
    if (c.ret.official.n == 0)
        return err_set(e, ERR_RESULT_NONE, "%d", ask->year);
    moments_init(m, a, &c.ret.scores.county);
    struct reconcile_unit *units = ARENA_NEW_N(a, c.ret.scores.n, struct reconcile_unit);
    for (size_t i = 0; i < c.ret.scores.n; i++)
        ERR_TRY(unit_rows(a, &c.ret, m, &c.ret.scores.units[i], &units[c.ret.n++], e));
    c.ret.units = units;
    *ret = c.ret;
    return ERR_OK;
}
