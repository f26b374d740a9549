/*
 * measure.c — see measure.h. Counting; what the counts say is read in measured.c.
 *
 * Keys of distinct subjects and units are gathered as they come, then sorted and put
 * together: a measure tells no more of them apart than there are obligations.
 */
#include "core/score/measure.h"

#include "core/calendar/local_time.h"
#include "core/obligation/subject_view.h"

/* Where an entry belongs; sorted by number. */
struct entry_home {
    int64_t id;
    int32_t unit;
    int64_t subject;
    bool is_subject;
};

/* An assessed unit while it is counted. */
struct counting {
    struct measured m;
    VEC(struct measured_key) keys;
    VEC(struct evidence) evidence;
};

struct measure_call {
    struct arena *a;
    const struct layout *l;
    const struct score_world *w;
    struct counting *units;
    struct measured_units *ret;
    struct entry_home *entries;
    size_t n_entries;
    struct err *e;
};

instant score_moment(const struct framework *f, instant t)
{
    return f->has_closes_at && f->closes_at.ms < t.ms ? f->closes_at : t;
}

bool measured_is_born(const struct obligation *o, date today)
{
    return o->rule->target == RULE_FOR_RECORD || o->window.first.days <= today.days;
}

/* ---- units ------------------------------------------------------------------------- */

/* Each unit of the kind that is assessed, and for each unit to which of them it belongs. */
static void find_units(struct measure_call *c)
{
    const struct scene *s = c->w->scene;
    int32_t *unit_at = ARENA_NEW_N(c->a, s->n_units, int32_t);
    c->units = ARENA_NEW_N(c->a, s->n_units, struct counting);
    for (size_t i = 0; i < s->n_units; i++) {
        int32_t parent = s->units[i].parent;
        unit_at[i] = parent == SCENE_NO_UNIT ? -1 : unit_at[parent];
        if (s->units[i].kind == NULL || !str_eq(s->units[i].kind->id, c->l->framework->assessed))
            continue;
        unit_at[i] = (int32_t)c->ret->n;
        c->units[c->ret->n++].m = (struct measured){
            .layout = c->l,
            .unit = (int32_t)i,
            .cells = ARENA_NEW_N(c->a, c->l->n_cells, struct measured_cell),
        };
    }
    c->ret->unit_at = unit_at;
}

static struct counting *unit_of(const struct measure_call *c, int32_t unit)
{
    int32_t at = unit == SCENE_NO_UNIT ? -1 : c->ret->unit_at[unit];
    return at < 0 ? NULL : &c->units[at];
}

/* ---- homes ------------------------------------------------------------------------- */

static int home_cmp(const void *x, const void *y)
{
    const struct entry_home *a = x;
    const struct entry_home *b = y;
    return (a->id > b->id) - (a->id < b->id);
}

static const struct entry_home *home_of(const struct measure_call *c, int64_t id)
{
    const struct entry_home key = {.id = id};
    return c->n_entries == 0 ? NULL
                             : bsearch(&key, c->entries, c->n_entries, sizeof(key), home_cmp);
}

static void find_homes(struct measure_call *c)
{
    const struct score_world *w = c->w;
    struct measured_home *homes = ARENA_NEW_N(c->a, w->n_obligations, struct measured_home);
    c->n_entries = w->entries.n;
    c->entries = ARENA_NEW_N(c->a, c->n_entries, struct entry_home);
    for (size_t i = 0; i < c->n_entries; i++) {
        const struct entry *x = w->entries.items[i].entry;
        c->entries[i] = (struct entry_home){x->id, x->unit, x->subject, x->type->has_life};
    }
    if (c->n_entries > 1)
        qsort(c->entries, c->n_entries, sizeof(*c->entries), home_cmp);
    for (size_t i = 0; i < w->n_obligations; i++) {
        const struct obligation *o = &w->obligations[i];
        const struct entry_home *h = o->about == 0 ? NULL : home_of(c, o->about);
        int32_t own = h == NULL ? o->unit : h->unit;
        int64_t nobody = -(int64_t)i - 1;
        homes[i].unit = o->owner == SCENE_NO_UNIT ? own : o->owner;
        homes[i].subject = h == NULL         ? nobody
                           : h->is_subject   ? h->id
                           : h->subject != 0 ? h->subject
                                             : nobody;
    }
    c->ret->homes = homes;
}

/* ---- obligations ----------------------------------------------------------------------- */

static void add_key(struct measure_call *c, struct counting *u, int32_t cell, int64_t key,
                    int state)
{
    struct measured_key *k = vec_push(c->a, &u->keys);
    *k = (struct measured_key){.cell = cell, .key = key};
    k->n[state] = 1;
}

static void add_evidence(struct measure_call *c, struct counting *u, int32_t cell,
                         const struct obligation *o, const struct entry *x)
{
    *vec_push(c->a, &u->evidence) = (struct evidence){cell, o, x};
}

/* The obligation, in one cell of one measure. */
static void count_in(struct measure_call *c, struct counting *u, int32_t cell,
                     const struct measure *m, const struct obligation *o,
                     const struct measured_home *home, int state)
{
    u->m.cells[cell].n[state]++;
    if (m->distinct != MEASURE_EACH)
        add_key(c, u, cell, m->distinct == MEASURE_DISTINCT_UNIT ? home->unit : home->subject,
                state);
    bool counted = (m->states >> state & 1U) != 0;
    if (counted && (state == OBLIGATION_LATE || state == OBLIGATION_MISSED))
        add_evidence(c, u, cell, o, NULL);
}

static void count_obligations(struct measure_call *c)
{
    const struct rule *rules = c->l->catalog->rules;
    for (size_t i = 0; i < c->w->n_obligations; i++) {
        const struct obligation *o = &c->w->obligations[i];
        const struct measured_home *home = &c->ret->homes[i];
        struct counting *u = unit_of(c, home->unit);
        if (u == NULL || !layout_holds(c->l, o->window.last))
            continue;
        int state = measured_is_born(o, c->ret->today) ? (int)o->state : MEASURED_TO_COME;
        const struct layout_uses *uses = &c->l->rule[o->rule - rules];
        for (size_t k = 0; k < uses->n; k++) {
            const struct layout_item *x = &c->l->items[uses->p[k].item];
            size_t slot = (size_t)uses->p[k].slot;
            const struct measure *m = x->measures[slot].measure;
            size_t span = layout_span_at(x, o->window.last);
            count_in(c, u, layout_cell(x, 0, slot), m, o, home, state);
            if (span > 0)
                count_in(c, u, layout_cell(x, span, slot), m, o, home, state);
        }
    }
}

/* ---- records and milestones -------------------------------------------------------------- */

static enum err_code count_record_in(struct measure_call *c, struct counting *u, int32_t cell,
                                     const struct measure *m, const struct dossier_item *x)
{
    struct expr_value *value = &u->m.cells[cell].value;
    const struct entry *entry = x->entry;
    struct rational quantity = RATIONAL(1);
    add_evidence(c, u, cell, NULL, entry);
    if (m->distinct != MEASURE_EACH) {
        int64_t person = entry->type->has_life ? entry->id : entry->subject;
        int64_t subject = person != 0 ? person : -entry->id;
        add_key(c, u, cell, m->distinct == MEASURE_DISTINCT_UNIT ? entry->unit : subject,
                OBLIGATION_MET);
        return ERR_OK;
    }
    if (m->sum != FIELD_NONE) {
        const struct expr_value *field = &x->now->slots[m->sum];
        quantity = field->present ? field->number : RATIONAL(0);
    }
    return rational_add(value->number, quantity, &value->number, c->e);
}

/* The first day on which a milestone was reached. */
static void reach_in(struct measure_call *c, struct counting *u, int32_t cell,
                     const struct dossier_item *x)
{
    struct expr_value *value = &u->m.cells[cell].value;
    add_evidence(c, u, cell, NULL, x->entry);
    if (value->present && value->day.days <= x->now->occurred_on.days)
        return;
    *value = (struct expr_value){.present = true, .day = x->now->occurred_on};
}

static const struct layout_node *milestone_at(const struct layout_item *x, size_t slot)
{
    for (size_t i = 0; i < x->n_nodes; i++) {
        if (x->nodes[i].extra == LAYOUT_MILESTONE && (size_t)x->nodes[i].slot == slot)
            return &x->nodes[i];
    }
    must_not_reach("a milestone without a method");
}

static enum err_code count_record(struct measure_call *c, struct counting *u,
                                  const struct layout_use *use, const struct dossier_item *x)
{
    const struct layout_item *item = &c->l->items[use->item];
    size_t slot = (size_t)use->slot;
    const struct measure *m = slot < item->n_measures ? item->measures[slot].measure : NULL;
    const struct expr *where = m != NULL ? m->where : milestone_at(item, slot)->score->where;
    size_t span = layout_span_at(item, x->now->occurred_on);
    bool holds = true;
    if (where != NULL)
        ERR_TRY(expr_holds(where, x->now->slots, &holds, c->e));
    for (size_t at = 0; holds && at <= span; at += span > 0 ? span : 1) {
        int32_t cell = layout_cell(item, at, slot);
        if (m == NULL)
            reach_in(c, u, cell, x);
        else
            ERR_TRY(count_record_in(c, u, cell, m, x));
    }
    return ERR_OK;
}

static enum err_code in_item(struct measure_call *c, int32_t item, enum err_code code)
{
    return layout_named(&c->l->framework->items[item], code, c->e);
}

static enum err_code count_records(struct measure_call *c)
{
    const struct record_type *types = c->l->catalog->types;
    for (size_t i = 0; i < c->w->entries.n; i++) {
        const struct dossier_item *x = &c->w->entries.items[i];
        const struct layout_uses *uses = &c->l->type[x->entry->type - types];
        if (uses->n == 0 || !layout_holds(c->l, x->now->occurred_on) ||
            x->now->occurred_on.days > c->ret->today.days)
            continue;
        const struct entry_home *person = x->entry->unit != SCENE_NO_UNIT || x->entry->subject == 0
                                              ? NULL
                                              : home_of(c, x->entry->subject);
        struct counting *u = unit_of(c, person == NULL ? x->entry->unit : person->unit);
        for (size_t k = 0; u != NULL && k < uses->n; k++)
            ERR_TRY(in_item(c, uses->p[k].item, count_record(c, u, &uses->p[k], x)));
    }
    return ERR_OK;
}

/* ---- subjects ------------------------------------------------------------------------------ */

/*
 * The day on which a subject is looked at: the last day of the span, as far as time has come;
 * where `any` day of life is enough, the last day of life in it. False: it does not count.
 */
static bool day_of_subject(const struct measure_call *c, const struct measure *m,
                           const struct layout_span *span, const struct life *life, date *ret)
{
    date last = span->last.days < c->ret->today.days ? span->last : c->ret->today;
    if (!life->has_start || last.days < span->first.days || life->start.days > last.days)
        return false;
    *ret = last;
    if (!life->has_end || life->end.days >= last.days)
        return true;
    *ret = life->end;
    return m->at_any && life->end.days >= span->first.days;
}

static enum err_code count_subject_in(struct measure_call *c, const struct layout_use *use,
                                      size_t span, struct subject_view *v)
{
    const struct layout_item *item = &c->l->items[use->item];
    const struct measure *m = item->measures[use->slot].measure;
    int32_t cell = layout_cell(item, span, (size_t)use->slot);
    bool holds = true;
    date day;
    if (!day_of_subject(c, m, &item->spans[span], &v->life, &day))
        return ERR_OK;
    struct counting *u = unit_of(c, subject_view_unit(v, day));
    if (u == NULL)
        return ERR_OK;
    if (m->where != NULL)
        ERR_TRY(expr_holds(m->where, subject_view_slots(v, day), &holds, c->e));
    if (!holds)
        return ERR_OK;
    add_evidence(c, u, cell, NULL, v->entry);
    struct expr_value *value = &u->m.cells[cell].value;
    return rational_add(value->number, RATIONAL(1), &value->number, c->e);
}

static enum err_code count_subjects(struct measure_call *c)
{
    const struct record_type *types = c->l->catalog->types;
    for (size_t i = 0; i < c->w->n_subjects; i++) {
        const struct score_subject *s = &c->w->subjects[i];
        const struct layout_uses *uses = &c->l->life[s->entry->type - types];
        struct subject_view v;
        if (uses->n == 0 || !subject_view_make(c->a, c->w->scene, s->entry, &s->dossier, &v))
            continue;
        for (size_t k = 0; k < uses->n; k++) {
            const struct layout_item *item = &c->l->items[uses->p[k].item];
            for (size_t span = 0; span < item->n_spans; span++)
                ERR_TRY(in_item(c, uses->p[k].item, count_subject_in(c, &uses->p[k], span, &v)));
        }
    }
    return ERR_OK;
}

/* ---- figures --------------------------------------------------------------------------------- */

/* Of two figures the one that says more precisely what it is for. */
static struct expr_value external_of(const struct measure_call *c, struct str key, int32_t unit,
                                     size_t span)
{
    struct expr_value found = {.present = false};
    int best = -1;
    for (size_t i = 0; i < c->w->n_externals; i++) {
        const struct score_external *x = &c->w->externals[i];
        bool fits = (x->unit == SCENE_NO_UNIT || x->unit == unit) &&
                    (x->span == 0 || (size_t)x->span == span) && str_eq(x->key, key);
        int precise = (x->unit == unit ? 2 : 0) + (x->span > 0 ? 1 : 0);
        if (!fits || precise < best)
            continue;
        best = precise;
        found = (struct expr_value){.present = true, .number = x->value};
    }
    return found;
}

static void fill_measure(const struct measure_call *c, struct counting *u,
                         const struct layout_item *item, size_t span, size_t slot)
{
    const struct layout_measure *x = &item->measures[slot];
    const struct layout_span *s = &item->spans[span];
    struct expr_value *value = &u->m.cells[layout_cell(item, span, slot)].value;
    date last = s->last.days < c->ret->today.days ? s->last : c->ret->today;
    switch (x->measure->kind) {
    case MEASURE_RECORDS:
    case MEASURE_SUBJECTS:
        *value = (struct expr_value){.present = true, .number = RATIONAL(0)};
        break;
    case MEASURE_ATTRIBUTE:
        value->present = x->figure != FIELD_NONE &&
                         scene_figure_at(c->w->scene, u->m.unit, x->figure, last, &value->number);
        break;
    case MEASURE_EXTERNAL: *value = external_of(c, x->measure->name, u->m.unit, span); break;
    case MEASURE_VALUE:
        *value = (struct expr_value){.present = true, .number = x->measure->value};
        break;
    case MEASURE_OBLIGATIONS:
    case MEASURE_EXPR:
    case MEASURE__MAX: break;
    }
}

static void fill_figures(const struct measure_call *c, struct counting *u)
{
    for (size_t i = 0; i < c->l->framework->n_items; i++) {
        const struct layout_item *item = &c->l->items[i];
        for (size_t span = 0; span < item->n_spans; span++) {
            for (size_t slot = 0; slot < item->n_measures; slot++)
                fill_measure(c, u, item, span, slot);
            for (size_t k = 0; k < item->n_nodes; k++) {
                const struct layout_node *n = &item->nodes[k];
                if (n->extra == LAYOUT_FIGURE || n->extra == LAYOUT_PLACE)
                    u->m.cells[layout_cell(item, span, (size_t)n->slot)].value =
                        external_of(c, item->indicator->id, u->m.unit, span);
            }
        }
    }
}

/* ---- putting together ---------------------------------------------------------------------------
 */

static int key_cmp(const void *x, const void *y)
{
    const struct measured_key *a = x;
    const struct measured_key *b = y;
    if (a->cell != b->cell)
        return a->cell < b->cell ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static void settle_keys(struct counting *u)
{
    struct measured_key *k = u->keys.p;
    size_t n = 0;
    if (u->keys.n > 1)
        qsort(k, u->keys.n, sizeof(*k), key_cmp);
    for (size_t i = 0; i < u->keys.n; i++) {
        bool known = n > 0 && key_cmp(&k[n - 1], &k[i]) == 0;
        struct measured_cell *cell = &u->m.cells[k[i].cell];
        for (int s = 0; known && s < MEASURED_STATE__MAX; s++)
            k[n - 1].n[s] += k[i].n[s];
        if (known)
            continue;
        if (cell->n_keys++ == 0)
            cell->first_key = n;
        k[n++] = k[i];
    }
    u->m.keys = k;
    u->m.n_keys = n;
}

/* By cell; in one cell as they were counted, which a stable way of sorting keeps. */
static void settle_evidence(struct measure_call *c, struct counting *u)
{
    size_t *next = ARENA_NEW_N(c->a, c->l->n_cells + 1, size_t);
    struct evidence *sorted = ARENA_NEW_N(c->a, u->evidence.n, struct evidence);
    VEC_EACH (&u->evidence, x)
        next[x->cell + 1]++;
    for (size_t i = 0; i < c->l->n_cells; i++)
        next[i + 1] += next[i];
    VEC_EACH (&u->evidence, x)
        sorted[next[x->cell]++] = *x;
    u->m.evidence = sorted;
    u->m.n_evidence = u->evidence.n;
}

enum err_code measures_of(struct arena *a, const struct layout *l, const struct score_world *w,
                          struct measured_units *ret, struct err *e)
{
    struct measured_units r = {.today = local_day(w->scene->as_of)};
    struct measure_call c = {.a = a, .l = l, .w = w, .ret = &r, .e = e};
    find_units(&c);
    find_homes(&c);
    for (size_t i = 0; i < r.n; i++)
        fill_figures(&c, &c.units[i]);
    count_obligations(&c);
    ERR_TRY(count_records(&c));
    ERR_TRY(count_subjects(&c));
    r.p = ARENA_NEW_N(a, r.n, struct measured);
    for (size_t i = 0; i < r.n; i++) {
        settle_keys(&c.units[i]);
        settle_evidence(&c, &c.units[i]);
        r.p[i] = c.units[i].m;
    }
    *ret = r;
    return ERR_OK;
}
