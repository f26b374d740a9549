/*
 * todo_points.c — see todo_points.h.
 */
#include "app/todo_points.h"

#include "app/obligation_county.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"

/* One framework, and what the county comes to under it. */
struct source {
    const struct app_catalog_version *by;
    const struct framework *framework;
    struct score_county county;
    struct world_scores scores;
};

struct points_call {
    const struct score_reader *r;
    instant as_of;
    struct str framework;
    const struct todo_filter *filter;
    VEC(struct source) sources;
};

/* ---- frameworks ---------------------------------------------------------------------------- */

/* Whether what is entered at the moment can bring points under it. */
static bool framework_counts(const struct framework *f, instant at)
{
    date day = local_day(at);
    bool closes_later = f->has_closes_at && at.ms <= f->closes_at.ms;
    return f->from.days <= day.days && (day.days <= f->to.days || closes_later);
}

static bool periods_meet(const struct framework *f, const struct framework *g)
{
    return period_meets((struct period){f->from, f->to}, (struct period){g->from, g->to});
}

static enum err_code sources_find(struct points_call *c, struct err *e)
{
    char day[DATE_TEXT_MAX];
    for (size_t i = 0; i < c->r->catalogs->n; i++) {
        const struct app_catalog_version *by = &c->r->catalogs->p[i];
        for (size_t k = 0; k < by->catalog->n_frameworks; k++) {
            const struct framework *f = &by->catalog->frameworks[k];
            bool asked = c->framework.n == 0 || str_eq(c->framework, f->id);
            if (asked && framework_counts(f, c->as_of))
                *vec_push(c->r->a, &c->sources) = (struct source){.by = by, .framework = f};
        }
    }
    (void)date_text(local_day(c->as_of), day);
    if (c->sources.n == 0)
        return err_set(e, ERR_OBLIGATION_FRAMEWORK, "%s%s%" STR_FMT, day,
                       c->framework.n > 0 ? ", " : "", STR_ARG(c->framework));
    for (size_t i = 0; i < c->sources.n; i++) {
        for (size_t k = 0; k < i; k++) {
            if (periods_meet(c->sources.p[i].framework, c->sources.p[k].framework))
                return err_set(e, ERR_SCORE_FRAMEWORKS, "%s, %" STR_FMT ", %" STR_FMT, day,
                               STR_ARG(c->sources.p[k].framework->id),
                               STR_ARG(c->sources.p[i].framework->id));
        }
    }
    return ERR_OK;
}

static enum err_code source_score(const struct points_call *c, struct source *s, struct err *e)
{
    const struct score_ask ask = {.year = framework_year(s->framework),
                                  .framework = s->framework->id,
                                  .has_as_of = true,
                                  .as_of = c->as_of};
    ERR_TRY(score_county_load(c->r, &ask, s->by, s->framework, &s->county, e));
    return world_scores(c->r->a, &s->county.world, s->framework, &s->scores, e);
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* As it would be stored; false if another catalog was in force when its window began. */
static bool row_of(const struct points_call *c, const struct source *s, const struct obligation *o,
                   struct stored_obligation *ret)
{
    const struct obligation_county county = {.a = c->r->a};
    const struct obligation_view view = {.reader = {.catalog = s->by->catalog},
                                         .scene = s->county.world.scene};
    struct obligations one = {.v = {0}};
    struct obligation_rows rows = {.v = {0}};
    *vec_push(c->r->a, &one.v) = *o;
    obligation_rows_add(&county, &view, &one, &rows);
    if (rows.v.n > 0)
        *ret = rows.v.p[0];
    return rows.v.n > 0;
}

/* The source that the obligation is from, told by its rule. */
static const struct source *source_of(const struct points_call *c, const struct obligation *o)
{
    for (size_t i = 0; i < c->sources.n; i++) {
        const struct catalog *catalog = c->sources.p[i].by->catalog;
        if (rules_get(catalog->rules, catalog->n_rules, o->rule->id) == o->rule)
            return &c->sources.p[i];
    }
    must_not_reach("a rule of no catalog");
}

struct risk_list {
    VEC(struct risk) v;
};

static void source_risks(const struct points_call *c, const struct source *s, struct risk_list *ret)
{
    struct stored_obligation row;
    for (size_t u = 0; u < s->scores.n_units; u++) {
        const struct world_unit_score *unit = &s->scores.units[u];
        for (size_t i = 0; i < unit->n_risks; i++) {
            const struct obligation *o = unit->risks[i].obligation;
            if ((c->filter->states >> o->state & 1U) != 0 && row_of(c, s, o, &row) &&
                todo_asks(c->filter, &row))
                *vec_push(c->r->a, &ret->v) = unit->risks[i];
        }
    }
}

enum err_code todo_points(const struct score_reader *r, instant as_of, struct str framework,
                          const struct todo_filter *f, struct todo_worths *ret, struct err *e)
{
    struct points_call c = {.r = r, .as_of = as_of, .framework = framework, .filter = f};
    struct risk_list risks = {.v = {0}};
    ERR_TRY(sources_find(&c, e));
    VEC_EACH (&c.sources, s) {
        ERR_TRY(source_score(&c, s, e));
        source_risks(&c, s, &risks);
    }
    risks_sort(r->a, risks.v.p, risks.v.n, local_day(as_of));
    struct todo_worth *rows = ARENA_NEW_N(r->a, risks.v.n, struct todo_worth);
    for (size_t i = 0; i < risks.v.n; i++) {
        const struct risk *risk = &risks.v.p[i];
        const struct source *s = source_of(&c, risk->obligation);
        rows[i] = (struct todo_worth){.at_risk = risk->at_risk, .regain = risk->regain};
        must(row_of(&c, s, risk->obligation, &rows[i].o));
    }
    *ret = (struct todo_worths){rows, risks.v.n};
    return ERR_OK;
}
