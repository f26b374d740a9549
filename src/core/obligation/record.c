/*
 * record.c — which obligations a record brings. See obligation.h.
 */
#include "core/obligation/judge.h"
#include "core/obligation/subject_view.h"

/* The window of what the record asks for, or the day it happened on. False: nothing is owed. */
static bool record_window(const struct scene *s, const struct rule *r,
                          const struct entry_version *now, struct period *ret)
{
    date anchor = now->occurred_on;
    if (r->anchor != FIELD_NONE) {
        if (!now->slots[r->anchor].present)
            return false;
        anchor = now->slots[r->anchor].day;
    }
    *ret = (struct period){anchor, anchor};
    if (r->has_need)
        *ret = period_within(s->view, anchor, r->within.unit, r->within.n);
    return validity_holds(&r->valid, anchor);
}

/* The unit in charge: of the record, or of its subject where the rule says so and that is known. */
static int32_t record_unit(const struct judge *j, const struct rule *r, const struct entry *subject,
                           date day)
{
    struct subject_view v;
    if (r->owner != RULE_OWNER_SUBJECT_UNIT || subject == NULL ||
        !subject_view_make(j->a, j->scene, subject, j->dossier, &v))
        return j->record->unit;
    return subject_view_unit(&v, day);
}

enum err_code obligations_of_record(struct arena *a, const struct scene *s,
                                    const struct rule *const *rules, size_t n_rules,
                                    const struct entry *record, const struct entry *subject,
                                    const struct dossier *d, struct obligations *ret, struct err *e)
{
    struct judge j = {.a = a, .scene = s, .dossier = d, .record = record, .ret = ret};
    const struct entry_version *now = entry_at(record, s->as_of);
    for (size_t i = 0; now != NULL && i < n_rules; i++) {
        const struct rule *r = rules[i];
        struct obligation o = {.rule = r, .about = record->id, .unit = SCENE_NO_UNIT};
        bool holds = r->target == RULE_FOR_RECORD && r->type == record->type &&
                     record_window(s, r, now, &o.window);
        if (holds && r->where != NULL)
            ERR_TRY(expr_holds(r->where, now->slots, &holds, e));
        if (!holds)
            continue;
        o.owner = judge_owner(s, r, record_unit(&j, r, subject, o.window.last));
        o.need = r->has_need ? r->need.at_least : RATIONAL(1);
        ERR_TRY(judge_add(&j, &o, now->occurred_on, e));
    }
    return ERR_OK;
}
