/*
 * obligation_touch.c — see obligation_touch.h.
 */
#include "app/obligation_touch.h"

#include "base/arena.h"
#include "store/record.h"

struct touch_call {
    struct obligation_county *c;
    const struct obligation_view *view;
    const struct record_life *life;
    const struct record_type *t; /* its type in the view's catalog */
    struct period days;          /* from the first to the last on which it ever happened */
    struct obligation_touch *ret;
};

/* Two asks for the same with other days become one. */
static void touch_add(struct touch_call *t, struct obligation_ask ask)
{
    VEC_EACH (&t->ret->asks, x) {
        if (x->target != ask.target || x->about != ask.about || !str_eq(x->unit, ask.unit) ||
            !str_eq(x->type, ask.type) || !str_eq(x->needs, ask.needs))
            continue;
        x->windows.some = x->windows.some && ask.windows.some;
        if (ask.windows.days.first.days < x->windows.days.first.days)
            x->windows.days.first = ask.windows.days.first;
        if (ask.windows.days.last.days > x->windows.days.last.days)
            x->windows.days.last = ask.windows.days.last;
        return;
    }
    *vec_push(t->c->a, &t->ret->asks) = ask;
}

static bool needs(const struct rule *r, enum rule_for target, const struct record_type *t)
{
    return r->target == target && r->has_need && r->need.type == t;
}

/* ---- the subject --------------------------------------------------------------------------- */

/* What is born with the records in the file: who owes it may have changed with the subject. */
static enum err_code touch_file(struct touch_call *t, int64_t subject, const struct record_type *of,
                                struct err *e)
{
    const struct catalog *catalog = t->view->reader.catalog;
    for (size_t i = 0; i < catalog->n_rules; i++) {
        const struct rule *r = &catalog->rules[i];
        struct record_life_list lives;
        if (r->target != RULE_FOR_RECORD || r->owner != RULE_OWNER_SUBJECT_UNIT ||
            !str_eq(r->type->subject, of->id))
            continue;
        ERR_TRY(store_record_lives_of(t->c->a, t->c->tx, t->c->county, r->type->id, subject,
                                      (date){DATE_DAYS_MIN}, (date){DATE_DAYS_MAX}, &lives, e));
        for (size_t k = 0; k < lives.n; k++)
            touch_add(t, (struct obligation_ask){.target = RULE_FOR_RECORD,
                                                 .about = lives.p[k].record.id,
                                                 .type = r->type->id});
    }
    return ERR_OK;
}

/* The record as the core sees it. */
static enum err_code touch_entry(struct touch_call *t, const struct entry **ret, struct err *e)
{
    const struct record_life_list one = {(struct record_life *)(uintptr_t)t->life, 1};
    size_t n;
    return county_entries(&t->view->reader, &t->view->scene, &one, ret, &n, e);
}

static enum err_code touch_whole(struct touch_call *t, int64_t subject,
                                 const struct record_type *of, struct err *e)
{
    touch_add(
        t, (struct obligation_ask){.target = RULE_FOR_SUBJECT, .about = subject, .type = of->id});
    return touch_file(t, subject, of, e);
}

/* The first day from which the record ever told that something changed; false: it never did. */
static bool changed_from(const struct record_type *of, const struct record_type *t,
                         const struct entry *entry, date *ret)
{
    bool found = false;
    for (size_t h = 0; h < of->n_histories; h++) {
        for (size_t v = 0; of->histories[h].type == t && v < entry->n; v++) {
            const struct expr_value *from = &entry->versions[v].slots[of->histories[h].from_field];
            if (!from->present || (found && ret->days <= from->day.days))
                continue;
            *ret = from->day;
            found = true;
        }
    }
    return found;
}

/* Conditions and the unit in charge are asked for on days of the window: earlier windows stay. */
static enum err_code touch_changed(struct touch_call *t, int64_t subject,
                                   const struct record_type *of, struct err *e)
{
    struct period days = {{0}, {DATE_DAYS_MAX}};
    const struct entry *entry;
    ERR_TRY(touch_entry(t, &entry, e));
    if (!changed_from(of, t->t, entry, &days.first))
        return ERR_OK;
    touch_add(t, (struct obligation_ask){.target = RULE_FOR_SUBJECT,
                                         .about = subject,
                                         .type = of->id,
                                         .windows = {true, false, days}});
    return touch_file(t, subject, of, e);
}

static enum err_code touch_subject(struct touch_call *t, struct err *e)
{
    const struct catalog *catalog = t->view->reader.catalog;
    const int64_t subject = t->life->record.subject;
    const struct record_type *of = catalog_type(catalog, t->t->subject);
    if (t->t->has_life)
        ERR_TRY(touch_whole(t, t->life->record.id, t->t, e));
    if (subject == 0 || of == NULL)
        return ERR_OK;
    if (record_type_is_history(of, t->t))
        return touch_changed(t, subject, of, e);
    for (size_t i = 0; i < catalog->n_rules; i++) {
        if (needs(&catalog->rules[i], RULE_FOR_SUBJECT, t->t) && catalog->rules[i].type == of)
            touch_add(t, (struct obligation_ask){.target = RULE_FOR_SUBJECT,
                                                 .about = subject,
                                                 .type = of->id,
                                                 .needs = t->t->id,
                                                 .windows = {true, false, t->days}});
    }
    return ERR_OK;
}

/* ---- the units --------------------------------------------------------------------------------
 */

static void touch_units(struct touch_call *t)
{
    const struct catalog *catalog = t->view->reader.catalog;
    const struct scene *s = &t->view->scene;
    for (size_t i = 0; i < catalog->n_rules; i++) {
        const struct rule *r = &catalog->rules[i];
        if (!needs(r, RULE_FOR_UNIT, t->t))
            continue;
        for (int32_t u = scene_unit_of(s, t->life->record.unit); u != SCENE_NO_UNIT;
             u = s->units[u].parent) {
            if (s->units[u].kind == r->kind)
                touch_add(t, (struct obligation_ask){.target = RULE_FOR_UNIT,
                                                     .unit = s->units[u].id,
                                                     .needs = t->t->id,
                                                     .windows = {true, false, t->days}});
        }
    }
}

/* ---- records
 * --------------------------------------------------------------------------------------- */

static enum err_code touch_records(struct touch_call *t, struct err *e)
{
    const struct catalog *catalog = t->view->reader.catalog;
    const struct entry *entry;
    ERR_TRY(touch_entry(t, &entry, e));
    for (size_t i = 0; i < catalog->n_rules; i++) {
        const struct rule *r = &catalog->rules[i];
        if (r->target == RULE_FOR_RECORD && r->type == t->t)
            touch_add(t, (struct obligation_ask){.target = RULE_FOR_RECORD,
                                                 .about = t->life->record.id,
                                                 .type = t->t->id});
        if (!needs(r, RULE_FOR_RECORD, t->t))
            continue;
        for (size_t v = 0; v < entry->n; v++) {
            const struct expr_value *via = &entry->versions[v].slots[r->need.via];
            if (via->present)
                touch_add(t, (struct obligation_ask){.target = RULE_FOR_RECORD,
                                                     .about = via->number.num,
                                                     .type = r->type->id});
        }
    }
    return ERR_OK;
}

/* ---- all together
 * ---------------------------------------------------------------------------------- */

static enum err_code touch_one(struct obligation_county *c, int64_t record,
                               struct obligation_touch *ret, struct err *e)
{
    struct record_life *life = ARENA_NEW(c->a, struct record_life);
    ERR_TRY(store_record_life(c->a, c->tx, c->county, record, RECORD_NOW, life, e));
    struct touch_call t = {.c = c, .life = life, .ret = ret};
    for (size_t i = 0; i < life->n; i++) {
        date day = life->revisions[i].occurred_on;
        if (i == 0 || day.days < t.days.first.days)
            t.days.first = day;
        if (i == 0 || day.days > t.days.last.days)
            t.days.last = day;
    }
    for (size_t i = 0; i < c->n; i++) {
        t.view = &c->views[i];
        t.t = catalog_type(t.view->reader.catalog, life->record.type);
        if (t.t == NULL)
            continue;
        ret->all = ret->all || (t.t->has_life && life->record.voided); /* with all its file */
        ERR_TRY(touch_subject(&t, e));
        touch_units(&t);
        ERR_TRY(touch_records(&t, e));
    }
    return ERR_OK;
}

bool obligation_touch_key(const struct obligation_county *c, const struct obligation_key *key,
                          struct obligation_ask *ret)
{
    const struct rule *r = NULL;
    for (size_t i = 0; i < c->n && r == NULL; i++) {
        const struct catalog *catalog = c->views[i].reader.catalog;
        r = rules_get(catalog->rules, catalog->n_rules, key->rule);
    }
    if (r == NULL)
        return false;
    *ret = (struct obligation_ask){.target = r->target,
                                   .about = key->about,
                                   .unit = key->unit,
                                   .type = r->type == NULL ? STR_NONE : r->type->id};
    return true;
}

bool obligation_touch_is_owner(const struct obligation_county *c, struct str unit)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog *catalog = c->views[i].reader.catalog;
        for (size_t k = 0; k < catalog->n_rules; k++) {
            if (catalog->rules[k].owner == RULE_OWNER_DEPARTMENT &&
                str_eq(catalog->rules[k].department, unit))
                return true;
        }
    }
    return false;
}

/* ---- many --------------------------------------------------------------------------------- */

/* Up to this many are looked at one by one, whatever they are. */
enum { TOUCH_EACH_MAX = 200 };

/* Whether records of the type do no more than count for what others owe, and be entered. */
static bool type_only_counts(const struct catalog *catalog, const struct record_type *t,
                             bool *ret_entries)
{
    const struct record_type *of = catalog_type(catalog, t->subject);
    if (t->has_life || (of != NULL && record_type_is_history(of, t)))
        return false;
    for (size_t i = 0; i < catalog->n_rules; i++) {
        const struct rule *r = &catalog->rules[i];
        bool born = r->target == RULE_FOR_RECORD && r->type == t;
        *ret_entries = *ret_entries || born;
        if ((born && !obligation_is_entry(r)) || needs(r, RULE_FOR_RECORD, t))
            return false;
    }
    return true;
}

/* Of many that only count, the subjects and units with their days say it all. */
static enum err_code touch_spread(struct obligation_county *c, struct str type, int64_t first,
                                  int64_t n, struct obligation_touch *ret, struct err *e)
{
    struct record_spread_list list;
    ERR_TRY(store_record_spread(c->a, c->tx, c->county, first, n, &list, e));
    for (size_t i = 0; i < list.n; i++) {
        const struct record_life life = {
            .record = {.type = type, .subject = list.p[i].subject, .unit = list.p[i].unit}};
        struct touch_call t = {
            .c = c, .life = &life, .days = {list.p[i].first, list.p[i].last}, .ret = ret};
        for (size_t k = 0; k < c->n; k++) {
            t.view = &c->views[k];
            t.t = catalog_type(t.view->reader.catalog, type);
            if (t.t == NULL)
                continue;
            ERR_TRY(touch_subject(&t, e));
            touch_units(&t);
        }
    }
    return ERR_OK;
}

enum err_code obligation_touch_records(struct obligation_county *c, int64_t first, int64_t n,
                                       struct obligation_touch *ret, struct err *e)
{
    struct stored_record r;
    bool counts = true;
    for (int64_t i = 0; n <= TOUCH_EACH_MAX && i < n && !ret->all; i++)
        ERR_TRY(touch_one(c, first + i, ret, e));
    if (n <= TOUCH_EACH_MAX)
        return ERR_OK;
    ERR_TRY(store_record_get(c->a, c->tx, c->county, first, RECORD_NOW, &r, e));
    for (size_t i = 0; i < c->n; i++) {
        const struct record_type *t = catalog_type(c->views[i].reader.catalog, r.type);
        counts =
            counts && (t == NULL || type_only_counts(c->views[i].reader.catalog, t, &ret->entries));
    }
    ret->all = !counts;
    return counts ? touch_spread(c, r.type, first, n, ret, e) : ERR_OK;
}
