/*
 * subject.c — which obligations a subject has. See obligation.h.
 */
#include "core/obligation/judge.h"
#include "core/obligation/subject_view.h"

struct subject {
    struct judge judge;
    struct subject_view view;
};

/* ---- windows -------------------------------------------------------------------------- */

static bool subject_alive_in(const struct subject *s, struct period w)
{
    return s->view.life.start.days <= w.last.days &&
           (!s->view.life.has_end || w.first.days <= s->view.life.end.days);
}

static bool subject_alive_through(const struct subject *s, struct period w)
{
    return s->view.life.start.days <= w.first.days &&
           (!s->view.life.has_end || w.last.days <= s->view.life.end.days);
}

/* The part of a sum that is owed for the days of life in the window; 0: nothing is owed. */
static enum err_code subject_prorate(const struct subject *s, const struct rule *r, struct period w,
                                     struct rational *ret, struct err *e)
{
    struct period active = w;
    if (s->view.life.start.days > w.first.days)
        active.first = s->view.life.start;
    if (s->view.life.has_end && s->view.life.end.days < w.last.days)
        active.last = s->view.life.end;
    struct rational share;
    ERR_TRY(rational_make(period_days(active), period_days(w), &share, e));
    ERR_TRY(rational_mul(r->need.at_least, share, ret, e));
    return rational_round(*ret, r->need.type->fields[r->need.sum].digits, ret, e);
}

static enum err_code subject_window(struct subject *s, const struct rule *r, struct period w,
                                    struct err *e)
{
    date judged = s->view.life.start.days > w.first.days ? s->view.life.start : w.first;
    bool holds = true;
    const struct expr_value *slots = subject_view_slots(&s->view, judged);
    if (r->where != NULL)
        ERR_TRY(expr_holds(r->where, slots, &holds, e));
    if (!holds)
        return ERR_OK;
    struct obligation o = {
        .rule = r, .about = s->view.entry->id, .unit = SCENE_NO_UNIT, .window = w};
    o.owner = judge_owner(s->judge.scene, r, subject_view_unit(&s->view, w.last));
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
    date horizon = scene_horizon(s->judge.scene);
    struct period_every every = r->every;
    if (every.kind == PERIOD_CHAIN) {
        const struct expr_value *anchor = &s->view.now->slots[r->anchor];
        if (!anchor->present)
            return ERR_OK;
        every.anchor = anchor->day;
    }
    date first = s->view.life.start;
    date last = horizon.days > first.days ? horizon : first;
    if (s->view.life.has_end && s->view.life.end.days < last.days)
        last = s->view.life.end;
    struct period_walk walk = scene_walk(s->judge.scene, &every, (struct period){first, last});
    struct period w;
    while (period_walk_next(&walk, &w)) {
        bool born = scene_asks(s->judge.scene, w) && validity_holds(&r->valid, w.first);
        bool owed =
            r->partial == RULE_PARTIAL_SKIP ? subject_alive_through(s, w) : subject_alive_in(s, w);
        if (born && owed)
            ERR_TRY(subject_window(s, r, w, e));
    }
    return ERR_OK;
}

static enum err_code subject_once(struct subject *s, const struct rule *r, struct err *e)
{
    const struct expr_value *anchor = &s->view.now->slots[r->anchor];
    if (!anchor->present || !life_holds(&s->view.life, anchor->day) ||
        !validity_holds(&r->valid, anchor->day))
        return ERR_OK;
    struct period w = period_within(s->judge.scene->view, anchor->day, r->within.unit, r->within.n);
    return scene_asks(s->judge.scene, w) ? subject_window(s, r, w, e) : ERR_OK;
}

enum err_code obligations_of_subject(struct arena *a, const struct scene *s,
                                     const struct rule *const *rules, size_t n_rules,
                                     const struct entry *subject, const struct dossier *d,
                                     struct obligations *ret, struct err *e)
{
    struct subject x = {.judge = {.a = a, .scene = s, .dossier = d, .ret = ret}};
    if (!subject_view_make(a, s, subject, d, &x.view) || !x.view.life.has_start)
        return ERR_OK;
    for (size_t i = 0; i < n_rules; i++) {
        const struct rule *r = rules[i];
        if (r->target != RULE_FOR_SUBJECT || r->type != subject->type)
            continue;
        ERR_TRY(r->recurs ? subject_recurring(&x, r, e) : subject_once(&x, r, e));
    }
    return ERR_OK;
}
