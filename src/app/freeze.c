/*
 * freeze.c — see freeze.h.
 */
#include "app/freeze.h"

#include "base/arena.h"
#include "base/hash.h"
#include "core/calendar/local_time.h"
#include "core/obligation/scene.h"
#include "store/audit.h"
#include "store/record.h"
#include "store/store.h"

struct freeze_call {
    struct arena *a;
    const struct app *app;
    const struct score_ask *ask;
    instant now;
    struct app_frozen ret;
};

/* ---- what went in --------------------------------------------------------------------------- */

static void hash_units(struct hash *h, const struct score_county *c,
                       const struct unit_figure_list *figures)
{
    for (size_t i = 0; i < c->units.n; i++) {
        const struct unit *u = &c->units.p[i];
        hash_add_field(h, u->id);
        hash_add_field(h, u->kind);
        hash_add_field(h, u->parent);
    }
    for (size_t i = 0; i < figures->n; i++) {
        const struct unit_figure *f = &figures->p[i];
        hash_add_field(h, f->unit);
        hash_add_field(h, f->attribute);
        hash_add_int(h, f->from.days);
        hash_add_field(h, f->value);
        hash_add_int(h, f->entered_at.ms);
    }
}

static void hash_records(struct hash *h, const struct record_life_list *lives)
{
    for (size_t i = 0; i < lives->n; i++) {
        const struct record_life *life = &lives->p[i];
        hash_add_int(h, life->record.id);
        hash_add_field(h, life->record.type);
        hash_add_field(h, life->record.unit);
        hash_add_int(h, life->record.subject);
        hash_add_int(h, life->record.voided ? life->record.voided_at.ms : 0);
        for (size_t k = 0; k < life->n; k++) {
            hash_add_int(h, life->revisions[k].at.ms);
            hash_add_int(h, life->revisions[k].occurred_on.days);
            hash_add_field(h, life->revisions[k].fields);
        }
    }
}

static void hash_excuses(struct hash *h, const struct scene *s)
{
    for (size_t i = 0; i < s->n_outages; i++) {
        const struct scene_outage *o = &s->outages[i];
        hash_add_field(h, s->units[o->unit].id);
        hash_add_int(h, o->from.ms);
        hash_add_int(h, o->to.ms);
        hash_add_int(h, o->accepted_at.ms);
    }
    for (size_t i = 0; i < s->n_waivers; i++) {
        const struct scene_waiver *w = &s->waivers[i];
        hash_add_field(h, w->rule->id);
        hash_add_int(h, w->about);
        hash_add_field(h, w->period);
        hash_add_int(h, w->at.ms);
    }
}

/* Which notices of holidays were known. */
static void hash_calendar(struct hash *h, const struct score_county *c, instant moment)
{
    size_t n = 0;
    const struct calendar_notice *notices =
        calendar_view_notices(calendar_view(c->world.calendar, local_day(moment)), &n);
    for (size_t i = 0; i < n; i++)
        hash_add_field(h, notices[i].number);
}

static void hash_figures(struct hash *h, const struct score_county *c)
{
    for (size_t i = 0; i < c->figures.n; i++) {
        const struct score_figure *f = &c->figures.p[i];
        if (!f->holds)
            continue;
        hash_add_field(h, f->unit);
        hash_add_field(h, f->name);
        hash_add_int(h, f->span);
        hash_add_field(h, f->value);
    }
}

/* Everything that these scores follow from, as it is stored. Lives in the reader's arena. */
static enum err_code hash_inputs(const struct score_reader *r, const struct app_scores *s,
                                 struct str *ret, struct err *e)
{
    struct hash h;
    struct record_life_list lives;
    struct unit_figure_list figures;
    char hex[HASH_HEX_MAX];
    ERR_TRY(store_record_lives(r->a, r->tx, r->county, s->live.moment, &lives, e));
    ERR_TRY(store_unit_figure_list(r->a, r->tx, r->county, STR_NONE, s->live.moment, &figures, e));
    ERR_TRY(hash_begin(&h, e));
    hash_add_field(&h, s->county.by->version.sha256);
    hash_add_field(&h, s->county.framework->id);
    hash_add_int(&h, s->live.moment.ms);
    hash_units(&h, &s->county, &figures);
    hash_records(&h, &lives);
    hash_excuses(&h, &s->county.world.scene);
    hash_calendar(&h, &s->county, s->live.moment);
    hash_figures(&h, &s->county);
    hash_end(&h, hex);
    *ret = str_copy(r->a, str_of(hex));
    return ERR_OK;
}

/* ---- freezing ------------------------------------------------------------------------------- */

static struct frozen_scores frozen_make(struct arena *a, const struct app_scores *s,
                                        const struct app_score_unit *u, struct str inputs)
{
    const struct framework *f = s->county.framework;
    struct frozen_line *lines = ARENA_NEW_N(a, f->n_items, struct frozen_line);
    for (size_t i = 0; i < f->n_items; i++) {
        const struct app_score_line *l = &u->lines[i];
        lines[i] = (struct frozen_line){l->item->id, l->full, l->score, l->trace};
    }
    return (struct frozen_scores){.framework = f->id,
                                  .unit = u->id,
                                  .year = framework_year(f),
                                  .catalog = s->county.by->version.catalog,
                                  .catalog_version = s->county.by->version.version,
                                  .moment = s->live.moment,
                                  .full = u->full,
                                  .score = u->score,
                                  .inputs_sha256 = inputs,
                                  .lines = lines,
                                  .n_lines = f->n_items};
}

static enum err_code freeze_units(struct freeze_call *c, const struct score_reader *r,
                                  const struct app_scores *s, struct err *e)
{
    const struct audit_by by = {r->county, str_of(c->app->actor), c->now};
    struct frozen_scores *all = ARENA_NEW_N(c->a, s->n, struct frozen_scores);
    struct str inputs;
    ERR_TRY(hash_inputs(r, s, &inputs, e));
    for (size_t i = 0; i < s->n; i++) {
        if (s->units[i].frozen != NULL)
            continue;
        all[c->ret.n] = frozen_make(c->a, s, &s->units[i], inputs);
        ERR_TRY(store_frozen_add(c->a, r->tx, &by, &all[c->ret.n++], e));
    }
    c->ret.p = all;
    return ERR_OK;
}

static enum err_code freeze_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct freeze_call *c = ctx;
    struct score_reader r;
    struct app_scores s;
    char text[LOCAL_TIME_TEXT_MAX];
    c->ret = (struct app_frozen){.n = 0};
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    ERR_TRY(score_in_tx(&r, c->ask, false, &s, e));
    const struct framework *f = s.county.framework;
    if (!f->has_closes_at)
        return err_set(e, ERR_SCORE_NO_CLOSE, "%" STR_FMT, STR_ARG(f->id));
    if (c->now.ms <= f->closes_at.ms)
        return err_set(e, ERR_SCORE_NOT_CLOSED, "%" STR_FMT ": %s", STR_ARG(f->id),
                       local_time_text(f->closes_at, text));
    ERR_TRY(freeze_units(c, &r, &s, e));
    if (c->ret.n == 0)
        return err_set(e, ERR_SCORE_FROZEN, "%" STR_FMT, STR_ARG(f->id));
    c->ret.framework = f;
    c->ret.moment = s.live.moment;
    return ERR_OK;
}

enum err_code app_freeze(struct arena *a, struct app *app, const struct score_ask *ask,
                         struct app_frozen *ret, struct err *e)
{
    struct freeze_call c = {a, app, ask, clock_now(&app->clock), {.n = 0}};
    must(!ask->has_as_of); /* what is frozen is what is known now */
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "freeze", freeze_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
