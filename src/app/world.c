/*
 * world.c — see world.h.
 */
#include "app/world.h"

#include "base/arena.h"
#include "core/calendar/local_time.h"

const struct entry *world_entry(const struct world *w, int64_t id)
{
    size_t from = 0;
    size_t to = w->n_entries;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (w->entries[middle].id == id)
            return &w->entries[middle];
        if (w->entries[middle].id < id)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

/* ---- what belongs to a subject ------------------------------------------------------- */

/* The entries in files, by file and number. */
struct world_files {
    struct entry *p;
    size_t n;
};

static int file_cmp(const void *x, const void *y)
{
    const struct entry *a = x;
    const struct entry *b = y;
    if (a->subject != b->subject)
        return a->subject < b->subject ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static struct world_files files_of(struct arena *a, const struct world *w)
{
    struct world_files files = {ARENA_NEW_N(a, w->n_entries, struct entry), 0};
    for (size_t i = 0; i < w->n_entries; i++) {
        if (w->entries[i].subject != 0)
            files.p[files.n++] = w->entries[i];
    }
    if (files.n > 1)
        qsort(files.p, files.n, sizeof(*files.p), file_cmp);
    return files;
}

static void file_of(struct arena *a, const struct world *w, const struct world_files *files,
                    int64_t subject, struct dossier *ret)
{
    size_t from = 0;
    size_t to = files->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (files->p[middle].subject < subject)
            from = middle + 1;
        else
            to = middle;
    }
    while (to < files->n && files->p[to].subject == subject)
        to++;
    dossier_make(a, files->p + from, to - from, w->scene.as_of, ret);
}

/* ---- obligations ------------------------------------------------------------------------- */

struct rule_list {
    const struct rule **p;
    size_t n;
};

static struct rule_list rules_for(struct arena *a, const struct catalog *c, enum rule_for target)
{
    struct rule_list list = {ARENA_NEW_N(a, c->n_rules, const struct rule *), 0};
    for (size_t i = 0; i < c->n_rules; i++) {
        if (c->rules[i].target == target)
            list.p[list.n++] = &c->rules[i];
    }
    return list;
}

/* Which record it is that a rule fails at. */
static enum err_code failed_at(enum err_code code, int64_t record, struct err *e)
{
    if (code != ERR_OK)
        err_context(e, "R%lld", (long long)record);
    return code;
}

static enum err_code of_subjects(struct arena *a, const struct world *w,
                                 const struct world_files *files, struct obligations *ret,
                                 struct err *e)
{
    struct rule_list rules = rules_for(a, w->catalog, RULE_FOR_SUBJECT);
    struct dossier d;
    for (size_t i = 0; i < w->n_entries && rules.n > 0; i++) {
        const struct entry *x = &w->entries[i];
        if (!x->type->has_life)
            continue;
        file_of(a, w, files, x->id, &d);
        ERR_TRY(failed_at(obligations_of_subject(a, &w->scene, rules.p, rules.n, x, &d, ret, e),
                          x->id, e));
    }
    return ERR_OK;
}

static bool unit_has_rules(const struct rule_list *rules, const struct unit_kind *kind)
{
    for (size_t i = 0; i < rules->n; i++) {
        if (rules->p[i]->kind == kind)
            return true;
    }
    return false;
}

/* Whether a rule for units of the kind counts records of the type. */
static bool unit_counts(const struct rule_list *rules, const struct unit_kind *kind,
                        const struct record_type *t)
{
    for (size_t i = 0; i < rules->n; i++) {
        if (rules->p[i]->kind == kind && rules->p[i]->need.type == t)
            return true;
    }
    return false;
}

/* The records of the unit and below that count for it: of all there are, few are of such a type. */
static void below_of(struct arena *a, const struct world *w, const struct rule_list *rules,
                     int32_t unit, struct dossier *ret)
{
    VEC(struct entry) below = {0};
    for (size_t i = 0; i < w->n_entries; i++) {
        const struct entry *x = &w->entries[i];
        if (unit_counts(rules, w->scene.units[unit].kind, x->type) &&
            scene_is_below(&w->scene, x->unit, unit))
            *vec_push(a, &below) = *x;
    }
    dossier_make(a, below.p, below.n, w->scene.as_of, ret);
}

static enum err_code of_units(struct arena *a, const struct world *w, struct obligations *ret,
                              struct err *e)
{
    struct rule_list rules = rules_for(a, w->catalog, RULE_FOR_UNIT);
    for (size_t i = 0; i < w->scene.n_units; i++) {
        struct dossier d;
        if (!unit_has_rules(&rules, w->scene.units[i].kind))
            continue;
        below_of(a, w, &rules, (int32_t)i, &d);
        ERR_TRY(obligations_of_unit(a, &w->scene, rules.p, rules.n, (int32_t)i, &d, ret, e));
    }
    return ERR_OK;
}

static enum err_code of_records(struct arena *a, const struct world *w, const struct dossier *all,
                                struct obligations *ret, struct err *e)
{
    struct rule_list rules = rules_for(a, w->catalog, RULE_FOR_RECORD);
    for (size_t i = 0; i < w->n_entries && rules.n > 0; i++) {
        const struct entry *x = &w->entries[i];
        const struct entry *subject = x->subject == 0 ? NULL : world_entry(w, x->subject);
        ERR_TRY(failed_at(
            obligations_of_record(a, &w->scene, rules.p, rules.n, x, subject, all, ret, e), x->id,
            e));
    }
    return ERR_OK;
}

enum err_code world_recurring(struct arena *a, const struct world *w, struct obligations *ret,
                              struct err *e)
{
    struct world_files files = files_of(a, w);
    ERR_TRY(of_subjects(a, w, &files, ret, e));
    return of_units(a, w, ret, e);
}

enum err_code world_obligations(struct arena *a, const struct world *w, struct obligations *ret,
                                struct err *e)
{
    struct dossier all;
    dossier_make(a, w->entries, w->n_entries, w->scene.as_of, &all);
    ERR_TRY(world_recurring(a, w, ret, e));
    return of_records(a, w, &all, ret, e);
}

/* ---- scores ------------------------------------------------------------------------------ */

/* The world at the moment that scores are judged at, looking ahead to the end of the period. */
static struct world world_at(const struct world *w, const struct framework *f)
{
    struct world at = *w;
    at.scene.as_of = score_moment(f, w->scene.as_of);
    at.scene.view = calendar_view(w->calendar, local_day(at.scene.as_of));
    at.scene.looks_ahead = true;
    at.scene.ahead = f->to;
    return at;
}

static const struct score_subject *subjects_of(struct arena *a, const struct world *w,
                                               size_t *ret_n)
{
    struct world_files files = files_of(a, w);
    struct score_subject *all = ARENA_NEW_N(a, w->n_entries, struct score_subject);
    size_t n = 0;
    for (size_t i = 0; i < w->n_entries; i++) {
        if (!w->entries[i].type->has_life)
            continue;
        all[n].entry = &w->entries[i];
        file_of(a, w, &files, w->entries[i].id, &all[n++].dossier);
    }
    *ret_n = n;
    return all;
}

static enum err_code score_one(struct arena *a, const struct measured_units *units, size_t unit,
                               const struct score_world *w, struct world_unit_score *ret,
                               struct err *e)
{
    struct leaf_call c = leaf_call_make(a, units, unit, w);
    ret->unit = units->p[unit].unit;
    ERR_TRY(score_unit(a, &c, &ret->sheet, e));
    ERR_TRY(forecast_unit(a, &c, &ret->forecast, e));
    return risks_of(a, &c, units, w, &ret->risks, &ret->n_risks, e);
}

enum err_code world_scores(struct arena *a, const struct world *w, const struct framework *f,
                           struct world_scores *ret, struct err *e)
{
    struct world *at = ARENA_NEW(a, struct world); /* what comes out points to it, and to these */
    struct layout *layout = ARENA_NEW(a, struct layout);
    struct obligations all = {0};
    struct measured_units units;
    *at = world_at(w, f);
    ERR_TRY(world_obligations(a, at, &all, e));
    ERR_TRY(layout_make(a, w->catalog, f, layout, e));
    struct world_scores s = {.framework = f, .moment = at->scene.as_of};
    s.world = (struct score_world){.scene = &at->scene,
                                   .obligations = all.v.p,
                                   .n_obligations = all.v.n,
                                   .externals = w->externals,
                                   .n_externals = w->n_externals};
    dossier_make(a, at->entries, at->n_entries, at->scene.as_of, &s.world.entries);
    s.world.subjects = subjects_of(a, at, &s.world.n_subjects);
    ERR_TRY(measures_of(a, layout, &s.world, &units, e));
    ERR_TRY(score_places(a, &units, e));
    s.n_units = units.n;
    s.units = ARENA_NEW_N(a, units.n, struct world_unit_score);
    for (size_t i = 0; i < units.n; i++)
        ERR_TRY(score_one(a, &units, i, &s.world, &s.units[i], e));
    *ret = s;
    return ERR_OK;
}
