/*
 * subject.c — which obligations a subject has. See obligation.h.
 */
#include "core/calendar/local_time.h"
#include "core/catalog/record_env.h"
#include "core/obligation/judge.h"
#include "core/record/history.h"
#include "core/record/validate.h"

/* What changed over time, as known at the moment asked about. */
struct subject_history {
    struct change *changes;
    size_t n;
};

struct subject {
    struct judge judge;
    const struct entry *entry;
    const struct entry_version *now;
    struct life life;
    struct subject_history *histories; /* as in the type */
    struct expr_value *slots;          /* of rule_env_subject; filled anew for each day */
};

/* ---- histories --------------------------------------------------------------------- */

static void subject_history_make(struct subject *s, const struct history *h,
                                 struct subject_history *ret)
{
    const struct record_type *t = h->type;
    struct dossier all = dossier_of(s->judge.dossier, t);
    ret->changes = ARENA_NEW_N(s->judge.a, all.n, struct change);
    for (size_t i = 0; i < all.n; i++) {
        const struct dossier_item *x = &all.items[i];
        const struct expr_value *from = &x->now->slots[h->from_field];
        if (!from->present)
            continue;
        ret->changes[ret->n++] = (struct change){.from = from->day,
                                                 .entered_at = x->entry->versions[0].at,
                                                 .order = x->entry->id,
                                                 .value = x->now->slots[h->value_field]};
    }
    history_sort(ret->changes, ret->n);
}

/* The unit in charge on a day. */
static int32_t subject_unit_at(const struct subject *s, date day)
{
    const struct record_type *t = s->entry->type;
    for (size_t i = 0; i < t->n_histories; i++) {
        if (!str_eq(t->histories[i].name, STR("unit")))
            continue;
        const struct change *c = history_at(s->histories[i].changes, s->histories[i].n, day);
        if (c != NULL && c->value.present)
            return scene_unit_of(s->judge.scene, c->value.text);
    }
    return s->entry->unit;
}

/* The values that `where` sees on a day. */
static void subject_slots_at(struct subject *s, date day)
{
    const struct record_type *t = s->entry->type;
    for (size_t i = 0; i < t->n_histories; i++) {
        size_t slot = rule_env_history(t, i);
        const struct change *c = history_at(s->histories[i].changes, s->histories[i].n, day);
        if (c != NULL)
            s->slots[slot] = c->value;
        else if (slot < t->n_fields + RECORD_BUILTIN__MAX)
            s->slots[slot] = s->now->slots[slot];
        else
            s->slots[slot].present = false;
    }
}

static void subject_init(struct subject *s)
{
    const struct record_type *t = s->entry->type;
    size_t own = t->n_fields + RECORD_BUILTIN__MAX;
    s->slots = ARENA_NEW_N(s->judge.a, own + t->n_histories, struct expr_value);
    memcpy(s->slots, s->now->slots, own * sizeof(*s->slots));
    s->histories = ARENA_NEW_N(s->judge.a, t->n_histories, struct subject_history);
    for (size_t i = 0; i < t->n_histories; i++)
        subject_history_make(s, &t->histories[i], &s->histories[i]);
    const struct expr_value *start = &s->now->slots[t->life_start];
    s->life.has_start = start->present;
    s->life.start = start->day;
    if (t->life_end != FIELD_NONE) {
        s->life.has_end = s->now->slots[t->life_end].present;
        s->life.end = s->now->slots[t->life_end].day;
    }
}

/* ---- windows -------------------------------------------------------------------------- */

static bool subject_alive_in(const struct subject *s, struct period w)
{
    return s->life.start.days <= w.last.days &&
           (!s->life.has_end || w.first.days <= s->life.end.days);
}

static bool subject_alive_through(const struct subject *s, struct period w)
{
    return s->life.start.days <= w.first.days &&
           (!s->life.has_end || w.last.days <= s->life.end.days);
}

/* The part of a sum that is owed for the days of life in the window; 0: nothing is owed. */
static enum err_code subject_prorate(const struct subject *s, const struct rule *r, struct period w,
                                     struct rational *ret, struct err *e)
{
    struct period active = w;
    if (s->life.start.days > w.first.days)
        active.first = s->life.start;
    if (s->life.has_end && s->life.end.days < w.last.days)
        active.last = s->life.end;
    struct rational share;
    ERR_TRY(rational_make(period_days(active), period_days(w), &share, e));
    ERR_TRY(rational_mul(r->need.at_least, share, ret, e));
    return rational_round(*ret, r->need.type->fields[r->need.sum].digits, ret, e);
}

static enum err_code subject_window(struct subject *s, const struct rule *r, struct period w,
                                    struct err *e)
{
    date judged = s->life.start.days > w.first.days ? s->life.start : w.first;
    bool holds = true;
    subject_slots_at(s, judged);
    if (r->where != NULL)
        ERR_TRY(expr_holds(r->where, s->slots, &holds, e));
    if (!holds)
        return ERR_OK;
    struct obligation o = {.rule = r, .about = s->entry->id, .unit = SCENE_NO_UNIT, .window = w};
    o.owner = judge_owner(s->judge.scene, r, subject_unit_at(s, w.last));
    o.need = r->need.at_least;
    if (r->recurs && r->partial == RULE_PARTIAL_PRORATE && r->need.sum != FIELD_NONE) {
        ERR_TRY(subject_prorate(s, r, w, &o.need, e));
        if (o.need.num == 0)
            return ERR_OK;
    }
    return judge_add(&s->judge, &o, w.first, e);
}

static enum err_code subject_recurring(struct subject *s, const struct rule *r, struct err *e)
{
    date today = local_day(s->judge.scene->as_of);
    struct period_every every = r->every;
    if (every.kind == PERIOD_CHAIN) {
        const struct expr_value *anchor = &s->now->slots[r->anchor];
        if (!anchor->present)
            return ERR_OK;
        every.anchor = anchor->day;
    }
    date last = today.days > s->life.start.days ? today : s->life.start;
    if (s->life.has_end && s->life.end.days < last.days)
        last = s->life.end;
    struct period_walk walk = period_walk(&every, s->judge.scene->view, s->life.start, last);
    struct period w;
    while (period_walk_next(&walk, &w)) {
        bool born = w.first.days <= today.days && validity_holds(&r->valid, w.first);
        bool owed =
            r->partial == RULE_PARTIAL_SKIP ? subject_alive_through(s, w) : subject_alive_in(s, w);
        if (born && owed)
            ERR_TRY(subject_window(s, r, w, e));
    }
    return ERR_OK;
}

static enum err_code subject_once(struct subject *s, const struct rule *r, struct err *e)
{
    const struct expr_value *anchor = &s->now->slots[r->anchor];
    if (!anchor->present || !life_holds(&s->life, anchor->day) ||
        !validity_holds(&r->valid, anchor->day))
        return ERR_OK;
    struct period w = period_within(s->judge.scene->view, anchor->day, r->within.unit, r->within.n);
    if (w.first.days > local_day(s->judge.scene->as_of).days)
        return ERR_OK;
    return subject_window(s, r, w, e);
}

enum err_code obligations_of_subject(struct arena *a, const struct scene *s,
                                     const struct rule *const *rules, size_t n_rules,
                                     const struct entry *subject, const struct dossier *d,
                                     struct obligations *ret, struct err *e)
{
    struct subject x = {.judge = {.a = a, .scene = s, .dossier = d, .ret = ret}, .entry = subject};
    x.now = entry_at(subject, s->as_of);
    if (x.now == NULL)
        return ERR_OK;
    subject_init(&x);
    if (!x.life.has_start)
        return ERR_OK;
    for (size_t i = 0; i < n_rules; i++) {
        const struct rule *r = rules[i];
        if (r->target != RULE_FOR_SUBJECT || r->type != subject->type)
            continue;
        ERR_TRY(r->recurs ? subject_recurring(&x, r, e) : subject_once(&x, r, e));
    }
    return ERR_OK;
}
