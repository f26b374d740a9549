/*
 * obligation_scope.c — see obligation_scope.h.
 */
#include "app/obligation_scope.h"

#include "app/record_world.h"
#include "base/arena.h"
#include "store/record.h"

static const struct period EVER = {{DATE_DAYS_MIN}, {DATE_DAYS_MAX}};

/* ---- which rules ----------------------------------------------------------- */

static bool ask_fits(const struct obligation_ask *ask, const struct rule *r)
{
    if (r->target != ask->target || (r->type != NULL && !str_eq(r->type->id, ask->type)))
        return false;
    return ask->needs.n == 0 || (r->has_need && str_eq(r->need.type->id, ask->needs));
}

static const struct rule *const *ask_rules(struct arena *a, const struct obligation_ask *ask,
                                           const struct catalog *c, size_t *ret_n)
{
    const struct rule **rules = ARENA_NEW_N(a, c->n_rules, const struct rule *);
    size_t n = 0;
    for (size_t i = 0; i < c->n_rules; i++) {
        if (ask_fits(ask, &c->rules[i]))
            rules[n++] = &c->rules[i];
    }
    *ret_n = n;
    return rules;
}

/* ---- reading --------------------------------------------------------------- */

/* Records as they are gathered for a scope. */
struct gathered {
    VEC(struct record_life) v;
};

/* One of them, unless it is there. */
static enum err_code gather_one(const struct obligation_county *c, struct gathered *g, int64_t id,
                                struct err *e)
{
    struct record_life life;
    VEC_EACH (&g->v, x) {
        if (x->record.id == id)
            return ERR_OK;
    }
    ERR_TRY(store_record_life(c->a, c->tx, c->county, id, RECORD_NOW, &life, e));
    *vec_push(c->a, &g->v) = life;
    return ERR_OK;
}

/* Those of a type on some days, none of which is there; in a subject's file, unless that is 0. */
static enum err_code gather_type(const struct obligation_county *c, struct gathered *g,
                                 struct str type, int64_t subject, struct period days,
                                 struct err *e)
{
    struct record_life_list lives;
    ERR_TRY(store_record_lives_of(c->a, c->tx, c->county, type, subject, days.first, days.last,
                                  &lives, e));
    for (size_t i = 0; i < lives.n; i++)
        *vec_push(c->a, &g->v) = lives.p[i];
    return ERR_OK;
}

/* A subject with what changed over time. */
static enum err_code gather_subject(const struct obligation_county *c, struct gathered *g,
                                    const struct record_type *t, int64_t subject, struct err *e)
{
    ERR_TRY(gather_one(c, g, subject, e));
    for (size_t i = 0; i < t->n_histories; i++) {
        bool known = false; /* two histories may be told by one type */
        for (size_t k = 0; k < i; k++)
            known = known || t->histories[k].type == t->histories[i].type;
        if (!known)
            ERR_TRY(gather_type(c, g, t->histories[i].type->id, subject, EVER, e));
    }
    return ERR_OK;
}

static int life_cmp(const void *x, const void *y)
{
    const struct record_life *a = x;
    const struct record_life *b = y;
    return (a->record.id > b->record.id) - (a->record.id < b->record.id);
}

/* What was gathered as a world, by number. */
static enum err_code world_of(const struct obligation_county *c, const struct obligation_view *view,
                              struct gathered *g, struct world *ret, struct err *e)
{
    if (g->v.n > 1)
        qsort(g->v.p, g->v.n, sizeof(*g->v.p), life_cmp);
    const struct record_life_list lives = {g->v.p, g->v.n};
    *ret = (struct world){
        .catalog = view->reader.catalog, .calendar = c->calendar, .scene = view->scene};
    return county_entries(&view->reader, &view->scene, &lives, &ret->entries, &ret->n_entries, e);
}

/* The days from the first to the last of the windows. False: there are none. */
static bool windows_span(const struct obligations *all, struct period *ret)
{
    for (size_t i = 0; i < all->v.n; i++) {
        struct period w = all->v.p[i].window;
        if (i == 0 || w.first.days < ret->first.days)
            ret->first = w.first;
        if (i == 0 || w.last.days > ret->last.days)
            ret->last = w.last;
    }
    return all->v.n > 0;
}

/* ---- one subject ----------------------------------------------------------- */

/* One view of a scope while it is computed. */
struct scope_call {
    struct obligation_county *c;
    const struct obligation_ask *ask;
    const struct obligation_view *view;
    const struct rule *const *rules;
    size_t n_rules;
    struct gathered records;
    struct obligations all;
};

/* Whether an earlier rule needs the same type. */
static bool need_is_known(const struct scope_call *s, size_t rule)
{
    for (size_t i = 0; i < rule; i++) {
        if (s->rules[i]->need.type == s->rules[rule]->need.type)
            return true;
    }
    return false;
}

static enum err_code subject_judge(struct scope_call *s, struct err *e)
{
    struct world w;
    struct dossier d;
    ERR_TRY(world_of(s->c, s->view, &s->records, &w, e));
    w.scene.windows = s->ask->windows;
    dossier_make(s->c->a, w.entries, w.n_entries, w.scene.as_of, &d);
    const struct entry *subject = world_entry(&w, s->ask->about);
    memset(&s->all, 0, sizeof(s->all));
    if (subject == NULL)
        return ERR_OK;
    return obligations_of_subject(s->c->a, &w.scene, s->rules, s->n_rules, subject, &d, &s->all, e);
}

/* First to learn which windows there are, then with the records that lie in them. */
static enum err_code scope_subject(struct scope_call *s, struct err *e)
{
    const struct record_type *t = s->rules[0]->type;
    struct period days = {{0}, {0}};
    ERR_TRY(gather_subject(s->c, &s->records, t, s->ask->about, e));
    ERR_TRY(subject_judge(s, e));
    if (!windows_span(&s->all, &days))
        return ERR_OK;
    for (size_t i = 0; i < s->n_rules; i++) {
        const struct record_type *need = s->rules[i]->need.type;
        if (!need_is_known(s, i) && !record_type_is_history(t, need))
            ERR_TRY(gather_type(s->c, &s->records, need->id, s->ask->about, days, e));
    }
    return subject_judge(s, e);
}

/* ---- one unit -------------------------------------------------------------- */

static enum err_code unit_judge(struct scope_call *s, int32_t unit, struct err *e)
{
    struct world w;
    struct dossier d;
    size_t n = 0;
    ERR_TRY(world_of(s->c, s->view, &s->records, &w, e));
    struct entry *below = ARENA_NEW_N(s->c->a, w.n_entries, struct entry);
    for (size_t i = 0; i < w.n_entries; i++) {
        if (scene_is_below(&w.scene, w.entries[i].unit, unit))
            below[n++] = w.entries[i];
    }
    w.scene.windows = s->ask->windows;
    dossier_make(s->c->a, below, n, w.scene.as_of, &d);
    memset(&s->all, 0, sizeof(s->all));
    return obligations_of_unit(s->c->a, &w.scene, s->rules, s->n_rules, unit, &d, &s->all, e);
}

static enum err_code scope_unit(struct scope_call *s, struct err *e)
{
    struct period days = {{0}, {0}};
    int32_t unit = scene_unit_of(&s->view->scene, s->ask->unit);
    if (unit == SCENE_NO_UNIT)
        return ERR_OK;
    ERR_TRY(unit_judge(s, unit, e));
    if (!windows_span(&s->all, &days))
        return ERR_OK;
    for (size_t i = 0; i < s->n_rules; i++) {
        if (!need_is_known(s, i))
            ERR_TRY(gather_type(s->c, &s->records, s->rules[i]->need.type->id, 0, days, e));
    }
    return unit_judge(s, unit, e);
}

/* ---- one record ------------------------------------------------------------ */

/* The records whose `via` names the record. */
static enum err_code gather_answers(struct scope_call *s, const struct rule *r, struct err *e)
{
    struct record_id_list ids;
    struct str digest;
    ERR_TRY(record_ref_digest(s->c->a, r->need.type, r->need.via, s->ask->about, &digest, e));
    ERR_TRY(store_record_find(s->c->a, s->c->tx, s->c->county, digest, &ids, e));
    for (size_t i = 0; i < ids.n; i++)
        ERR_TRY(gather_one(s->c, &s->records, ids.p[i], e));
    return ERR_OK;
}

/* The record, what answers to it, and its subject if that decides who owes it. */
static enum err_code record_gather(struct scope_call *s, int64_t *ret_subject, struct err *e)
{
    ERR_TRY(gather_one(s->c, &s->records, s->ask->about, e));
    const int64_t number = s->records.v.p[0].record.subject;
    const struct record_type *t = s->rules[0]->type;
    const struct record_type *subject = catalog_type(s->view->reader.catalog, t->subject);
    bool asked = false;
    for (size_t i = 0; i < s->n_rules; i++)
        asked = asked || s->rules[i]->owner == RULE_OWNER_SUBJECT_UNIT;
    if (asked && number != 0 && subject != NULL)
        ERR_TRY(gather_subject(s->c, &s->records, subject, number, e));
    for (size_t i = 0; i < s->n_rules; i++) {
        if (s->rules[i]->has_need)
            ERR_TRY(gather_answers(s, s->rules[i], e));
    }
    *ret_subject = number;
    return ERR_OK;
}

static enum err_code scope_record(struct scope_call *s, struct err *e)
{
    struct world w;
    struct dossier d;
    int64_t number;
    ERR_TRY(record_gather(s, &number, e));
    ERR_TRY(world_of(s->c, s->view, &s->records, &w, e));
    dossier_make(s->c->a, w.entries, w.n_entries, w.scene.as_of, &d);
    const struct entry *record = world_entry(&w, s->ask->about);
    const struct entry *subject = number == 0 ? NULL : world_entry(&w, number);
    if (record == NULL)
        return ERR_OK;
    return obligations_of_record(s->c->a, &w.scene, s->rules, s->n_rules, record, subject, &d,
                                 &s->all, e);
}

/* ---- what stands ----------------------------------------------------------- */

/* Whether a stored one belongs to the scope: its rule does, in the catalog that it is owed under.
 */
static bool scope_holds(const struct obligation_county *c, const struct obligation_ask *ask,
                        const struct stored_obligation *o)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog *catalog = c->views[i].reader.catalog;
        const struct rule *r = rules_get(catalog->rules, catalog->n_rules, o->key.rule);
        if (r != NULL && ask_fits(ask, r))
            return true;
    }
    return false;
}

static enum err_code scope_was(const struct obligation_county *c, const struct obligation_ask *ask,
                               struct obligation_rows *was, struct err *e)
{
    struct stored_obligation_list list;
    const struct obligation_scope scope = {
        .about = ask->about,
        .unit = ask->unit,
        .has_days = ask->windows.some && ask->target != RULE_FOR_RECORD,
        .first = ask->windows.days.first,
        .last = ask->windows.days.last,
    };
    ERR_TRY(store_obligations_of(c->a, c->tx, c->county, &scope, &list, e));
    for (size_t i = 0; i < list.n; i++) {
        if (scope_holds(c, ask, &list.p[i]))
            *vec_push(c->a, &was->v) = list.p[i];
    }
    return ERR_OK;
}

/*
 * Whose it is that a rule fails at. A record is told by its day and its file: one that is being
 * entered has a number that nobody knows yet, and of a sheet's thousand rows one is meant.
 */
static enum err_code failed_at(enum err_code code, const struct scope_call *s, struct err *e)
{
    char day[DATE_TEXT_MAX];
    if (code == ERR_OK || s->records.v.n == 0)
        return code;
    if (s->ask->target == RULE_FOR_SUBJECT)
        err_context(e, "R%lld", (long long)s->ask->about);
    VEC_EACH (&s->records.v, x) {
        if (s->ask->target != RULE_FOR_RECORD || x->record.id != s->ask->about)
            continue;
        (void)date_text(x->record.content.occurred_on, day);
        if (x->record.subject != 0)
            err_context(e, "R%lld, %s", (long long)x->record.subject, day);
        else
            err_context(e, "%s", day);
    }
    return code;
}

enum err_code obligation_scope(struct obligation_county *c, const struct obligation_ask *ask,
                               struct obligation_rows *ret, struct obligation_rows *was,
                               struct err *e)
{
    static enum err_code (*const compute[])(struct scope_call *, struct err *) = {
        [RULE_FOR_SUBJECT] = scope_subject,
        [RULE_FOR_UNIT] = scope_unit,
        [RULE_FOR_RECORD] = scope_record,
    };
    bool any = false;
    for (size_t i = 0; i < c->n; i++) {
        struct scope_call s = {.c = c, .ask = ask, .view = &c->views[i]};
        s.rules = ask_rules(c->a, ask, s.view->reader.catalog, &s.n_rules);
        if (s.n_rules == 0)
            continue;
        any = true;
        ERR_TRY(failed_at(compute[ask->target](&s, e), &s, e));
        obligation_rows_add(c, s.view, &s.all, ret);
    }
    return any ? scope_was(c, ask, was, e) : ERR_OK;
}

/* ---- a new day ------------------------------------------------------------- */

/* Subjects, and what changes over time of them. */
static bool type_is_lasting(const struct catalog *c, const struct record_type *t)
{
    bool lasting = t->has_life;
    for (size_t i = 0; i < c->n_types; i++)
        lasting = lasting || record_type_is_history(&c->types[i], t);
    return lasting;
}

/* Nothing happens on days to come, so no record lies in a window that begins. */
enum err_code obligation_scope_beginning(struct obligation_county *c, struct period days,
                                         struct obligation_rows *ret, struct err *e)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog *catalog = c->views[i].reader.catalog;
        struct gathered records = {.v = {0}};
        struct obligations all = {0};
        struct world w;
        for (size_t k = 0; k < catalog->n_types; k++) {
            const struct record_type *t = &catalog->types[k];
            if (type_is_lasting(catalog, t))
                ERR_TRY(gather_type(c, &records, t->id, 0, EVER, e));
        }
        ERR_TRY(world_of(c, &c->views[i], &records, &w, e));
        w.scene.windows = (struct scene_windows){true, true, days};
        ERR_TRY(world_recurring(c->a, &w, &all, e));
        obligation_rows_add(c, &c->views[i], &all, ret);
    }
    return ERR_OK;
}

/* ---- many records ---------------------------------------------------------- */

bool obligation_is_entry(const struct rule *r)
{
    return r->target == RULE_FOR_RECORD && !r->has_need && r->owner != RULE_OWNER_SUBJECT_UNIT;
}

static enum err_code entries_in_view(struct obligation_county *c,
                                     const struct obligation_view *view,
                                     const struct record_life_list *lives,
                                     struct obligation_rows *ret, struct err *e)
{
    const struct catalog *catalog = view->reader.catalog;
    const struct rule **rules = ARENA_NEW_N(c->a, catalog->n_rules, const struct rule *);
    const struct dossier nothing = {.n = 0};
    struct obligations all = {0};
    const struct entry *entries;
    size_t n_rules = 0;
    size_t n;
    for (size_t i = 0; i < catalog->n_rules; i++) {
        if (obligation_is_entry(&catalog->rules[i]))
            rules[n_rules++] = &catalog->rules[i];
    }
    ERR_TRY(county_entries(&view->reader, &view->scene, lives, &entries, &n, e));
    for (size_t i = 0; i < n; i++)
        ERR_TRY(obligations_of_record(c->a, &view->scene, rules, n_rules, &entries[i], NULL,
                                      &nothing, &all, e));
    obligation_rows_add(c, view, &all, ret);
    return ERR_OK;
}

/* Whether the rule of a stored one is of that kind in any catalog. */
static bool entry_stands(const struct obligation_county *c, struct str rule)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog *catalog = c->views[i].reader.catalog;
        const struct rule *r = rules_get(catalog->rules, catalog->n_rules, rule);
        if (r != NULL && obligation_is_entry(r))
            return true;
    }
    return false;
}

enum err_code obligation_scope_entries(struct obligation_county *c, int64_t first, int64_t n,
                                       struct obligation_rows *ret, struct obligation_rows *was,
                                       struct err *e)
{
    struct record_life_list lives;
    struct stored_obligation_list list;
    ERR_TRY(store_record_lives_from(c->a, c->tx, c->county, first, n, &lives, e));
    for (size_t i = 0; i < c->n; i++)
        ERR_TRY(entries_in_view(c, &c->views[i], &lives, ret, e));
    ERR_TRY(store_obligations_about(c->a, c->tx, c->county, first, first + n - 1, &list, e));
    for (size_t i = 0; i < list.n; i++) {
        if (entry_stands(c, list.p[i].key.rule))
            *vec_push(c->a, &was->v) = list.p[i];
    }
    return ERR_OK;
}
