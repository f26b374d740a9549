/*
 * county_world.c — see county_world.h.
 */
#include "app/county_world.h"

#include "app/record_values.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "core/catalog/record_env.h"
#include "core/record/record_json.h"
#include "store/outage.h"
#include "store/record.h"
#include "store/unit.h"
#include "store/waiver.h"

/* ---- units ----------------------------------------------------------------------------- */

static int32_t figure_of(const struct unit_kind *k, struct str id)
{
    for (size_t i = 0; i < k->n_figures; i++) {
        if (str_eq(k->figures[i].id, id))
            return (int32_t)i;
    }
    return FIELD_NONE;
}

/* The figures of one unit out of those of all, which stand by unit, figure, day and entry. */
static enum err_code unit_figures(const struct county_reader *r, const struct unit_figure_list *all,
                                  struct scene_unit *u, struct err *e)
{
    struct scene_figure *figures = ARENA_NEW_N(r->a, all->n, struct scene_figure);
    for (size_t i = 0; i < all->n; i++) {
        const struct unit_figure *f = &all->p[i];
        int32_t figure = str_eq(f->unit, u->id) ? figure_of(u->kind, f->attribute) : FIELD_NONE;
        if (figure == FIELD_NONE)
            continue;
        struct scene_figure *to = &figures[u->n_figures++];
        *to = (struct scene_figure){.figure = figure, .from = f->from, .entered_at = f->entered_at};
        ERR_TRY(rational_parse(f->value, &to->value, e));
    }
    u->figures = figures;
    return ERR_OK;
}

/* Put the unit into the scene, unless its parent is not there yet. */
static bool unit_place(const struct county_reader *r, const struct unit *u,
                       struct scene_unit *units, struct scene *s)
{
    const struct unit_kind *kind = catalog_unit_kind(r->catalog, u->kind);
    int32_t parent = u->parent.n == 0 ? SCENE_NO_UNIT : scene_unit_of(s, u->parent);
    if (kind == NULL || (u->parent.n > 0 && parent == SCENE_NO_UNIT))
        return false;
    units[s->n_units++] = (struct scene_unit){.id = u->id,
                                              .kind = kind,
                                              .parent = parent,
                                              .days = {u->has_from, u->has_to, u->from, u->to}};
    return true;
}

/* Parents before children, otherwise in the order of entry. */
static enum err_code scene_units(const struct county_reader *r, instant as_of, struct scene *s,
                                 struct err *e)
{
    struct unit_list list;
    struct unit_figure_list figures;
    ERR_TRY(store_unit_list(r->a, r->tx, r->county, as_of, &list, e));
    ERR_TRY(store_unit_figure_list(r->a, r->tx, r->county, STR_NONE, as_of, &figures, e));
    struct scene_unit *units = ARENA_NEW_N(r->a, list.n, struct scene_unit);
    bool *placed = ARENA_NEW_N(r->a, list.n, bool);
    s->units = units;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < list.n; i++) {
            if (placed[i] || !unit_place(r, &list.p[i], units, s))
                continue;
            placed[i] = more = true;
            ERR_TRY(unit_figures(r, &figures, &units[s->n_units - 1], e));
        }
    }
    return ERR_OK;
}

/* ---- outages and waivers ---------------------------------------------------------------- */

/* Those that count; of a unit that is not in the scene none does. */
static enum err_code scene_outages(const struct county_reader *r, struct scene *s, struct err *e)
{
    struct outage_list list;
    ERR_TRY(store_outage_list(r->a, r->tx, r->county, s->as_of, &list, e));
    struct scene_outage *outages = ARENA_NEW_N(r->a, list.n, struct scene_outage);
    for (size_t i = 0; i < list.n; i++) {
        const struct outage *o = &list.p[i];
        int32_t unit = scene_unit_of(s, o->unit);
        if (outage_counts(o) && unit != SCENE_NO_UNIT)
            outages[s->n_outages++] = (struct scene_outage){unit, o->from, o->to, o->accepted_at};
    }
    s->outages = outages;
    return ERR_OK;
}

static enum err_code scene_waivers(const struct county_reader *r, struct scene *s, struct err *e)
{
    struct waiver_list list;
    ERR_TRY(store_waiver_list(r->a, r->tx, r->county, s->as_of, &list, e));
    struct scene_waiver *waivers = ARENA_NEW_N(r->a, list.n, struct scene_waiver);
    for (size_t i = 0; i < list.n; i++) {
        const struct obligation_key *key = &list.p[i].key;
        const struct rule *rule = rules_get(r->catalog->rules, r->catalog->n_rules, key->rule);
        if (rule == NULL || list.p[i].withdrawn)
            continue;
        waivers[s->n_waivers++] = (struct scene_waiver){
            .rule = rule,
            .about = key->about,
            .unit = key->unit.n == 0 ? SCENE_NO_UNIT : scene_unit_of(s, key->unit),
            .period = key->period,
            .at = list.p[i].at};
    }
    s->waivers = waivers;
    return ERR_OK;
}

enum err_code county_scene(const struct county_reader *r, instant as_of, struct scene *ret,
                           struct err *e)
{
    struct scene s = {.as_of = as_of, .view = calendar_view(r->calendar, local_day(as_of))};
    ERR_TRY(scene_units(r, as_of, &s, e));
    ERR_TRY(scene_outages(r, &s, e));
    ERR_TRY(scene_waivers(r, &s, e));
    *ret = s;
    return ERR_OK;
}

/* ---- records ------------------------------------------------------------------------------ */

static enum err_code entry_version_make(const struct county_reader *r,
                                        const struct stored_record *record,
                                        const struct stored_revision *revision,
                                        const struct record_type *to, struct entry_version *ret,
                                        struct err *e)
{
    struct stored_record at = *record;
    const struct record_type *from;
    at.content = *revision;
    ERR_TRY(app_catalogs_type_of(r->kept, r->tx, r->county, r->catalogs, &at, &from, NULL, e));
    struct value *values = ARENA_NEW_N(r->a, from->n_fields, struct value);
    ERR_TRY(record_json_read(r->a, from, RECORD_PART_OPEN, revision->fields, values, e));
    struct record_draft d = {.type = to,
                             .values = values,
                             .unit = record->unit,
                             .subject = record->subject,
                             .entered_at = record->entered_at};
    if (from != to)
        d.values = record_values_under(r->a, from, values, to);
    struct expr_value *slots = record_slots(r->a, &d);
    /* The store finds it by the day that was checked when it was entered. */
    slots[record_env_builtin(to, RECORD_BUILTIN_OCCURRED_ON)] =
        (struct expr_value){.present = true, .day = revision->occurred_on};
    *ret = (struct entry_version){revision->at, revision->occurred_on, slots};
    return ERR_OK;
}

static enum err_code entry_make(const struct county_reader *r, const struct scene *s,
                                const struct record_life *life, const struct record_type *t,
                                struct entry *ret, struct err *e)
{
    struct entry_version *versions = ARENA_NEW_N(r->a, life->n, struct entry_version);
    for (size_t i = 0; i < life->n; i++)
        ERR_TRY(entry_version_make(r, &life->record, &life->revisions[i], t, &versions[i], e));
    *ret = (struct entry){.id = life->record.id,
                          .type = t,
                          .unit = scene_unit_of(s, life->record.unit),
                          .subject = life->record.subject,
                          .voided = life->record.voided,
                          .voided_at = life->record.voided_at,
                          .versions = versions,
                          .n = life->n};
    return ERR_OK;
}

enum err_code county_entries(const struct county_reader *r, const struct scene *s,
                             const struct record_life_list *lives, const struct entry **ret,
                             size_t *ret_n, struct err *e)
{
    struct entry *entries = ARENA_NEW_N(r->a, lives->n, struct entry);
    size_t n = 0;
    for (size_t i = 0; i < lives->n; i++) {
        const struct record_type *t = catalog_type(r->catalog, lives->p[i].record.type);
        if (t != NULL)
            ERR_TRY(entry_make(r, s, &lives->p[i], t, &entries[n++], e));
    }
    *ret = entries;
    *ret_n = n;
    return ERR_OK;
}

enum err_code county_world_load(const struct county_reader *r, instant as_of, struct world *ret,
                                struct err *e)
{
    struct record_life_list lives;
    struct world w = {.catalog = r->catalog, .calendar = r->calendar};
    ERR_TRY(county_scene(r, as_of, &w.scene, e));
    ERR_TRY(store_record_lives(r->a, r->tx, r->county, as_of, &lives, e));
    ERR_TRY(county_entries(r, &w.scene, &lives, &w.entries, &w.n_entries, e));
    *ret = w;
    return ERR_OK;
}
