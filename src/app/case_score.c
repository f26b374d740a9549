/*
 * case_score.c — see case_score.h.
 */
#include "app/case_score.h"

#include "app/case_evaluate.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"

/* The case at the moment that scores are judged at, looking ahead to the end of the period. */
static struct case_file case_at(const struct case_file *c, const struct framework *f)
{
    struct case_file at = *c;
    at.scene.as_of = score_moment(f, c->scene.as_of);
    at.scene.view = calendar_view(c->calendar, local_day(at.scene.as_of));
    at.scene.looks_ahead = true;
    at.scene.ahead = f->to;
    return at;
}

static const struct score_subject *subjects_of(struct arena *a, const struct case_file *c,
                                               size_t *ret_n)
{
    struct score_subject *all = ARENA_NEW_N(a, c->n_entries, struct score_subject);
    struct entry *own = ARENA_NEW_N(a, c->n_entries, struct entry);
    size_t n = 0;
    for (size_t i = 0; i < c->n_entries; i++) {
        size_t n_own = 0;
        if (!c->entries[i].type->has_life)
            continue;
        for (size_t k = 0; k < c->n_entries; k++) {
            if (c->entries[k].subject == c->entries[i].id)
                own[n_own++] = c->entries[k];
        }
        struct entry *kept = ARENA_NEW_N(a, n_own, struct entry);
        memcpy(kept, own, n_own * sizeof(*own));
        all[n].entry = &c->entries[i];
        dossier_make(a, kept, n_own, c->scene.as_of, &all[n++].dossier);
    }
    *ret_n = n;
    return all;
}

static const struct score_external *externals_of(struct arena *a, const struct case_file *c)
{
    struct score_external *all = ARENA_NEW_N(a, c->n_external, struct score_external);
    for (size_t i = 0; i < c->n_external; i++)
        all[i] = (struct score_external){c->external[i].key, c->external[i].unit,
                                         c->external[i].span, c->external[i].value};
    return all;
}

static enum err_code score_one(struct arena *a, const struct measured_units *units, size_t unit,
                               const struct score_world *w, struct case_unit_score *ret,
                               struct err *e)
{
    struct leaf_call c = leaf_call_make(a, units, unit, w);
    ret->unit = w->scene->units[units->p[unit].unit].id;
    ERR_TRY(score_unit(a, &c, &ret->sheet, e));
    ERR_TRY(forecast_unit(a, &c, &ret->forecast, e));
    return risks_of(a, &c, units, w, &ret->risks, &ret->n_risks, e);
}

enum err_code case_score(struct arena *a, const struct case_file *c, struct case_scores *ret,
                         struct err *e)
{
    const struct catalog *cat = c->catalog;
    *ret = (struct case_scores){.framework = NULL};
    if (cat->n_frameworks == 0)
        return ERR_OK;
    ret->framework = &cat->frameworks[cat->n_frameworks - 1];
    struct case_file at = case_at(c, ret->framework);
    struct obligations all = {0};
    struct layout *layout = ARENA_NEW(a, struct layout); /* score sheets point to it */
    struct score_world w = {.scene = &at.scene};
    struct measured_units units;
    ERR_TRY(case_evaluate(a, &at, &all, e));
    ERR_TRY(layout_make(a, cat, ret->framework, layout, e));
    w.obligations = all.v.p;
    w.n_obligations = all.v.n;
    dossier_make(a, c->entries, c->n_entries, at.scene.as_of, &w.entries);
    w.subjects = subjects_of(a, &at, &w.n_subjects);
    w.externals = externals_of(a, c);
    w.n_externals = c->n_external;
    ERR_TRY(measures_of(a, layout, &w, &units, e));
    ERR_TRY(score_places(a, &units, e));
    ret->n_units = units.n;
    ret->units = ARENA_NEW_N(a, units.n, struct case_unit_score);
    for (size_t i = 0; i < units.n; i++)
        ERR_TRY(score_one(a, &units, i, &w, &ret->units[i], e));
    return ERR_OK;
}
