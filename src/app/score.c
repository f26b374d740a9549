/*
 * score.c — see score.h.
 */
#include "app/score.h"

#include "app/score_trace.h"
#include "base/arena.h"
#include "base/json.h"
#include "store/store.h"

/* ---- as worked out now ------------------------------------------------------------------- */

static enum err_code live_lines(struct arena *a, const struct world_scores *s,
                                const struct world_unit_score *u, const struct app_score_line **ret,
                                struct err *e)
{
    const struct framework *f = s->framework;
    struct app_score_line *lines = ARENA_NEW_N(a, f->n_items, struct app_score_line);
    for (size_t i = 0; i < f->n_items; i++) {
        const struct score_line *l = &u->sheet.lines[i];
        lines[i] = (struct app_score_line){.item = l->item, .full = l->full, .score = l->score};
        ERR_TRY(score_trace_text(a, s, u, i, &lines[i].trace, e));
    }
    *ret = lines;
    return ERR_OK;
}

static enum err_code live_unit(struct arena *a, const struct score_county *c,
                               const struct world_scores *s, const struct world_unit_score *u,
                               struct app_score_unit *ret, struct err *e)
{
    *ret = (struct app_score_unit){.id = c->world.scene.units[u->unit].id,
                                   .name = score_unit_name(c, u->unit),
                                   .by = c->by,
                                   .framework = c->framework,
                                   .full = u->sheet.full,
                                   .score = u->sheet.score,
                                   .live = u};
    return live_lines(a, s, u, &ret->lines, e);
}

/* ---- as frozen --------------------------------------------------------------------------- */

/* Lines as they were frozen; each item of the framework has one. */
static enum err_code frozen_lines(struct arena *a, const struct frozen_scores *frozen,
                                  const struct framework *f, const struct app_score_line **ret,
                                  struct err *e)
{
    struct app_score_line *lines = ARENA_NEW_N(a, f->n_items, struct app_score_line);
    if (frozen->n_lines != f->n_items)
        return err_set(e, ERR_DB_CORRUPT, "%" STR_FMT, STR_ARG(frozen->framework));
    for (size_t i = 0; i < f->n_items; i++) {
        const struct frozen_line *l = &frozen->lines[i];
        if (!str_eq(l->item, f->items[i].id))
            return err_set(e, ERR_DB_CORRUPT, "%" STR_FMT " %" STR_FMT, STR_ARG(frozen->framework),
                           STR_ARG(l->item));
        ERR_TRY(json_check(l->trace, e));
        lines[i] = (struct app_score_line){&f->items[i], l->full, l->score, l->trace};
    }
    *ret = lines;
    return ERR_OK;
}

static enum err_code frozen_unit(const struct score_reader *r, const struct frozen_scores *frozen,
                                 struct app_score_unit *u, struct err *e)
{
    ERR_TRY(app_catalogs_version(r->a, r->tx, r->county, r->catalogs, frozen->catalog,
                                 frozen->catalog_version, &u->by, e));
    const struct score_ask ask = {.year = frozen->year, .framework = frozen->framework};
    ERR_TRY(score_framework_in(u->by->catalog, &ask, &u->framework, e));
    ERR_TRY(frozen_lines(r->a, frozen, u->framework, &u->lines, e));
    u->frozen = frozen;
    u->full = frozen->full;
    u->score = frozen->score;
    return ERR_OK;
}

static const struct frozen_scores *frozen_of(const struct frozen_list *list, struct str unit,
                                             instant as_of)
{
    for (size_t i = 0; i < list->n; i++) {
        if (str_eq(list->p[i].unit, unit) && list->p[i].frozen_at.ms <= as_of.ms)
            return &list->p[i];
    }
    return NULL;
}

/* ---- all units --------------------------------------------------------------------------- */

static enum err_code score_units(const struct score_reader *r, const struct score_ask *ask,
                                 bool recompute, struct app_scores *s, struct err *e)
{
    int32_t only;
    struct frozen_list frozen = {0};
    struct app_score_unit *units = ARENA_NEW_N(r->a, s->live.n_units, struct app_score_unit);
    ERR_TRY(score_unit_asked(&s->county, ask, &only, e));
    if (!recompute)
        ERR_TRY(store_frozen_list(r->a, r->tx, r->county, s->county.framework->id, STR_NONE,
                                  &frozen, e));
    s->units = units;
    for (size_t i = 0; i < s->live.n_units; i++) {
        const struct world_unit_score *live = &s->live.units[i];
        struct app_score_unit *u = &units[s->n];
        if (only != SCENE_NO_UNIT && live->unit != only)
            continue;
        ERR_TRY(live_unit(r->a, &s->county, &s->live, live, u, e));
        const struct frozen_scores *f = frozen_of(&frozen, u->id, s->county.as_of);
        if (f != NULL)
            ERR_TRY(frozen_unit(r, f, u, e));
        s->n++;
    }
    return ERR_OK;
}

enum err_code score_in_tx(const struct score_reader *r, const struct score_ask *ask, bool recompute,
                          struct app_scores *ret, struct err *e)
{
    const struct app_catalog_version *by;
    const struct framework *f;
    ERR_TRY(score_framework(r, ask, &by, &f, e));
    return score_under(r, ask, by, f, recompute, ret, e);
}

enum err_code score_under(const struct score_reader *r, const struct score_ask *ask,
                          const struct app_catalog_version *by, const struct framework *f,
                          bool recompute, struct app_scores *ret, struct err *e)
{
    struct app_scores s = {.n = 0};
    ERR_TRY(score_county_load(r, ask, by, f, &s.county, e));
    ERR_TRY(world_scores(r->a, &s.county.world, s.county.framework, &s.live, e));
    ERR_TRY(score_units(r, ask, recompute, &s, e));
    *ret = s;
    return ERR_OK;
}

/* ---- the use case ------------------------------------------------------------------------ */

struct score_call {
    struct arena *a;
    const struct app *app;
    const struct score_ask *ask;
    bool recompute;
    instant now;
    struct app_scores ret;
};

static enum err_code score_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct score_call *c = ctx;
    struct score_reader r;
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    return score_in_tx(&r, c->ask, c->recompute, &c->ret, e);
}

enum err_code app_score(struct arena *a, struct app *app, const struct score_ask *ask,
                        bool recompute, struct app_scores *ret, struct err *e)
{
    struct score_call c = {a, app, ask, recompute, clock_now(&app->clock), {.n = 0}};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "score", score_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
