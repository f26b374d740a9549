/*
 * judge.c — see judge.h.
 */
#include "core/obligation/judge.h"

#include "core/calendar/local_time.h"
#include "core/obligation/due.h"
#include "core/obligation/tally.h"

static bool judge_is_waived(const struct scene *s, const struct obligation *o)
{
    char name[PERIOD_NAME_MAX];
    struct str period = str_of(obligation_period(o, name));
    for (size_t i = 0; i < s->n_waivers; i++) {
        const struct scene_waiver *w = &s->waivers[i];
        if (w->rule == o->rule && w->about == o->about && w->unit == o->unit &&
            w->at.ms <= s->as_of.ms && str_eq(w->period, period))
            return true;
    }
    return false;
}

static enum obligation_state judge_state(const struct scene *s, const struct obligation *o)
{
    if (rational_cmp(o->timely, o->need) >= 0)
        return OBLIGATION_MET;
    if (rational_cmp(o->total, o->need) < 0 && s->as_of.ms < obligation_too_late(o).ms)
        return OBLIGATION_OPEN;
    if (judge_is_waived(s, o))
        return OBLIGATION_EXCUSED;
    return rational_cmp(o->total, o->need) >= 0 ? OBLIGATION_LATE : OBLIGATION_MISSED;
}

/* What is there: records that meet the need, or the record itself. */
static enum err_code judge_count(const struct judge *j, const struct obligation *o,
                                 instant too_late, struct tally *ret, struct err *e)
{
    const struct rule *r = o->rule;
    if (!r->has_need) {
        bool in_time = entry_before(j->record, too_late, j->scene->as_of) != NULL;
        *ret = (struct tally){RATIONAL(1), RATIONAL(in_time ? 1 : 0)};
        return ERR_OK;
    }
    struct dossier span = dossier_span(j->dossier, r->need.type, o->window.first, o->window.last);
    return tally_count(r, &span, o->window, r->target == RULE_FOR_RECORD ? o->about : 0, too_late,
                       j->scene->as_of, ret, e);
}

enum err_code judge_add(struct judge *j, struct obligation *o, date occurred_on, struct err *e)
{
    struct tally t;
    struct due due = due_of(j->scene, o->rule, o->window, occurred_on, o->owner);
    o->due = due.day;
    o->due_first = due.first;
    ERR_TRY(judge_count(j, o, obligation_too_late(o), &t, e));
    o->total = t.total;
    o->timely = t.timely;
    o->state = judge_state(j->scene, o);
    if (o->state == OBLIGATION_MET && due.first.days < due.day.days) {
        ERR_TRY(judge_count(j, o, local_day_after(due.first), &t, e));
        o->moved = rational_cmp(t.timely, o->need) < 0;
    }
    *vec_push(j->a, &j->ret->v) = *o;
    return ERR_OK;
}

int32_t judge_owner(const struct scene *s, const struct rule *r, int32_t unit)
{
    return r->owner == RULE_OWNER_DEPARTMENT ? scene_unit_of(s, r->department) : unit;
}
