/*
 * unit.c — which obligations a unit has. See obligation.h.
 */
#include "core/obligation/judge.h"

/* The figures that `where` sees on a day, then the unit's id: rule_env_unit. */
static const struct expr_value *unit_slots_at(struct arena *a, const struct scene *s, int32_t unit,
                                              date day)
{
    const struct unit_kind *k = s->units[unit].kind;
    struct expr_value *slots = ARENA_NEW_N(a, k->n_figures + 1, struct expr_value);
    for (size_t i = 0; i < k->n_figures; i++)
        slots[i].present = scene_figure_at(s, unit, (int32_t)i, day, &slots[i].number);
    slots[k->n_figures] = (struct expr_value){.present = true, .text = s->units[unit].id};
    return slots;
}

static enum err_code unit_window(struct judge *j, const struct rule *r, int32_t unit,
                                 struct period w, struct err *e)
{
    bool holds = true;
    if (r->where != NULL)
        ERR_TRY(expr_holds(r->where, unit_slots_at(j->a, j->scene, unit, w.first), &holds, e));
    if (!holds)
        return ERR_OK;
    struct obligation o = {.rule = r, .unit = unit, .window = w, .need = r->need.at_least};
    o.owner = judge_owner(j->scene, r, unit);
    return judge_add(j, &o, w.first, e);
}

/* As at the edges of a life: what a unit could not do in the whole of a window it does not owe. */
static bool unit_owes(const struct scene *s, const struct rule *r, int32_t unit, struct period w)
{
    const struct validity *days = &s->units[unit].days;
    return scene_asks(s, w) && validity_holds(&r->valid, w.first) &&
           validity_holds(days, w.first) && validity_holds(days, w.last);
}

enum err_code obligations_of_unit(struct arena *a, const struct scene *s,
                                  const struct rule *const *rules, size_t n_rules, int32_t unit,
                                  const struct dossier *d, struct obligations *ret, struct err *e)
{
    struct judge j = {.a = a, .scene = s, .dossier = d, .ret = ret};
    for (size_t i = 0; i < n_rules; i++) {
        const struct rule *r = rules[i];
        if (r->target != RULE_FOR_UNIT || r->kind != s->units[unit].kind)
            continue;
        must(r->valid.has_from && r->recurs);
        struct period_walk walk =
            scene_walk(s, &r->every, (struct period){r->valid.from, scene_horizon(s)});
        struct period w;
        while (period_walk_next(&walk, &w)) {
            if (unit_owes(s, r, unit, w))
                ERR_TRY(unit_window(&j, r, unit, w, e));
        }
    }
    return ERR_OK;
}
