/*
 * obligation_keep.c — see obligation_keep.h. What a record touches is in obligation_touch.c.
 */
#include "app/obligation_keep.h"

#include "app/obligation_touch.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "store/audit.h"

/* How many records of a batch are looked at together. */
enum { KEEP_ENTRIES = 1000 };

struct keeping {
    struct obligation_county county;
    struct arena *a; /* of the rows at hand */
    const struct audit_by *by;
    struct obligation_clock clock; /* as it stands */
    struct obligation_clock now;
    struct obligation_tally tally;
};

/* ---- writing what differs ------------------------------------------------------------- */

static enum err_code keep_note(struct keeping *k, const struct obligation_key *key,
                               enum obligation_state from, enum obligation_state to, instant at,
                               struct err *e)
{
    const struct obligation_change change = {.at = at, .from = from, .to = to};
    return store_obligation_note(k->county.tx, k->county.county, key, &change, e);
}

/* It is there now; whether it was there once and had ceased to exist is told by its changes. */
static enum err_code keep_add(struct keeping *k, const struct stored_obligation *o, struct err *e)
{
    struct obligation_change_list changes = {.n = 0};
    if (k->clock.set)
        ERR_TRY(
            store_obligation_changes(k->a, k->county.tx, k->county.county, &o->key, &changes, e));
    if (changes.n > 0)
        ERR_TRY(keep_note(k, &o->key, OBLIGATION_STATE__MAX, o->state, k->now.at, e));
    k->tally.put++;
    return store_obligation_put(k->county.tx, k->county.county, o, e);
}

static enum err_code keep_change(struct keeping *k, const struct stored_obligation *was,
                                 const struct stored_obligation *o, struct err *e)
{
    if (obligation_same(was, o))
        return ERR_OK;
    if (was->state != o->state)
        ERR_TRY(keep_note(k, &o->key, was->state, o->state, k->now.at, e));
    k->tally.put++;
    return store_obligation_put(k->county.tx, k->county.county, o, e);
}

static enum err_code keep_remove(struct keeping *k, const struct stored_obligation *was,
                                 struct err *e)
{
    ERR_TRY(keep_note(k, &was->key, was->state, OBLIGATION_STATE__MAX, k->now.at, e));
    k->tally.removed++;
    return store_obligation_remove(k->county.tx, k->county.county, &was->key, e);
}

/* Let what was become what is. */
static enum err_code keep_rows(struct keeping *k, struct obligation_rows *was,
                               struct obligation_rows *is, struct err *e)
{
    size_t w = 0;
    size_t i = 0;
    obligation_rows_sort(was);
    obligation_rows_sort(is);
    while (w < was->v.n || i < is->v.n) {
        int cmp = w == was->v.n ? 1 : -1;
        if (w < was->v.n && i < is->v.n)
            cmp = obligation_key_cmp(&was->v.p[w].key, &is->v.p[i].key);
        if (cmp < 0)
            ERR_TRY(keep_remove(k, &was->v.p[w++], e));
        else if (cmp > 0)
            ERR_TRY(keep_add(k, &is->v.p[i++], e));
        else
            ERR_TRY(keep_change(k, &was->v.p[w++], &is->v.p[i++], e));
    }
    return ERR_OK;
}

/* ---- all of them ------------------------------------------------------------------------- */

static enum err_code keep_rebuild(struct keeping *k, struct err *e)
{
    struct obligation_rows was = {.v = {0}};
    struct obligation_rows is = {.v = {0}};
    struct obligation_county *c = &k->county;
    ERR_TRY(obligation_county_all(c, &is, e)); /* first: what it takes is given back */
    ERR_TRY(obligation_stored_all(c->a, c->tx, c->county, &was, e));
    return keep_rows(k, &was, &is, e);
}

/* ---- a new day ------------------------------------------------------------------------------ */

/* Deadlines pass; then what begins is added, also what has passed its deadline meanwhile. */
static enum err_code keep_days(struct keeping *k, struct period days, struct err *e)
{
    struct obligation_county *c = &k->county;
    struct obligation_rows rows = {.v = {0}};
    ERR_TRY(store_obligation_flip(c->a, c->tx, c->county, days.last, &k->tally.flipped, e));
    ERR_TRY(obligation_scope_beginning(c, days, &rows, e));
    for (size_t i = 0; i < rows.v.n; i++) {
        const struct stored_obligation *o = &rows.v.p[i];
        bool passed = o->state == OBLIGATION_MISSED || o->state == OBLIGATION_EXCUSED;
        ERR_TRY(keep_add(k, o, e));
        if (passed)
            ERR_TRY(keep_note(k, &o->key, OBLIGATION_OPEN, o->state, local_day_after(o->due), e));
    }
    return ERR_OK;
}

/* ---- what was written -------------------------------------------------------------------------
 */

/* How a scope is computed: its rows as they are and as they stand. */
typedef enum err_code keep_scope_fn(struct obligation_county *c, const void *what,
                                    struct obligation_rows *is, struct obligation_rows *was,
                                    struct err *e);

/* Each scope in memory of its own, so that a thousand take no more than one. */
static enum err_code keep_scope(struct keeping *k, keep_scope_fn *fn, const void *what,
                                struct err *e)
{
    struct arena a;
    struct obligation_rows was = {.v = {0}};
    struct obligation_rows is = {.v = {0}};
    arena_init(&a, OBLIGATION_MEMORY_MAX);
    struct obligation_county county = obligation_county_in(&k->county, &a);
    k->a = &a;
    enum err_code code = fn(&county, what, &is, &was, e);
    if (code == ERR_OK)
        code = keep_rows(k, &was, &is, e);
    if (code == ERR_OK && arena_over(&a))
        code = err_set(e, ERR_TOO_BIG, "%zu", OBLIGATION_MEMORY_MAX);
    k->a = k->county.a;
    arena_release(&a);
    return code;
}

static enum err_code scope_of_ask(struct obligation_county *c, const void *what,
                                  struct obligation_rows *is, struct obligation_rows *was,
                                  struct err *e)
{
    return obligation_scope(c, what, is, was, e);
}

static enum err_code keep_ask(struct keeping *k, const struct obligation_ask *ask, struct err *e)
{
    return keep_scope(k, scope_of_ask, ask, e);
}

static enum err_code scope_of_entries(struct obligation_county *c, const void *what,
                                      struct obligation_rows *is, struct obligation_rows *was,
                                      struct err *e)
{
    const struct obligation_write *w = what;
    return obligation_scope_entries(c, w->first, w->n, is, was, e);
}

/* That each of many records be entered in time, some of them at a time. */
static enum err_code keep_entries(struct keeping *k, const struct obligation_write *w,
                                  struct err *e)
{
    for (int64_t done = 0; done < w->n; done += KEEP_ENTRIES) {
        const struct obligation_write some = {
            .first = w->first + done, .n = w->n - done < KEEP_ENTRIES ? w->n - done : KEEP_ENTRIES};
        ERR_TRY(keep_scope(k, scope_of_entries, &some, e));
    }
    return ERR_OK;
}

static enum err_code keep_records(struct keeping *k, const struct obligation_write *w,
                                  struct err *e)
{
    struct obligation_touch touch = {.all = false};
    ERR_TRY(obligation_touch_records(&k->county, w->first, w->n, &touch, e));
    if (touch.all)
        return keep_rebuild(k, e);
    VEC_EACH (&touch.asks, ask)
        ERR_TRY(keep_ask(k, ask, e));
    return touch.entries ? keep_entries(k, w, e) : ERR_OK;
}

/* What a unit owes. */
static enum err_code keep_unit(struct keeping *k, struct str unit, struct err *e)
{
    const struct obligation_ask ask = {.target = RULE_FOR_UNIT, .unit = unit};
    return obligation_touch_is_owner(&k->county, unit) ? keep_rebuild(k, e) : keep_ask(k, &ask, e);
}

static enum err_code keep_written(struct keeping *k, const struct obligation_write *w,
                                  struct err *e)
{
    struct obligation_ask ask;
    switch (w->what) {
    case OBLIGATION_WROTE_NOTHING: return ERR_OK;
    case OBLIGATION_WROTE_RECORDS: return keep_records(k, w, e);
    case OBLIGATION_WROTE_UNIT: return keep_unit(k, w->key.unit, e);
    case OBLIGATION_WROTE_WAIVER:
        return obligation_touch_key(&k->county, &w->key, &ask) ? keep_ask(k, &ask, e) : ERR_OK;
    case OBLIGATION_WROTE_ALL: return keep_rebuild(k, e);
    }
    must_not_reach("what was written");
}

/* Whether everything has to be computed anew. */
static bool keep_is_stale(const struct keeping *k, const struct obligation_write *w)
{
    return !k->clock.set || strcmp(k->clock.basis, k->now.basis) != 0 ||
           w->what == OBLIGATION_WROTE_ALL;
}

/* Days that have begun since the clock was set; false: none has. */
static bool keep_new_days(const struct keeping *k, struct period *ret)
{
    date was = local_day(k->clock.at);
    date today = local_day(k->now.at);
    *ret = (struct period){{was.days + 1}, today};
    return was.days < today.days;
}

static enum err_code keep_compute(struct keeping *k, const struct obligation_write *w,
                                  enum obligation_cause *ret_cause, struct err *e)
{
    struct period days;
    bool stale = keep_is_stale(k, w);
    bool new_days = keep_new_days(k, &days);
    if (new_days && calendar_view(k->county.calendar, local_day(k->clock.at)) !=
                        calendar_view(k->county.calendar, days.last))
        stale = true; /* a notice was announced: deadlines move */
    if (stale) {
        *ret_cause = OBLIGATION_CAUSE_REBUILD;
        return keep_rebuild(k, e);
    }
    *ret_cause = new_days ? OBLIGATION_CAUSE_ADVANCE : OBLIGATION_CAUSE_WRITE;
    if (new_days)
        ERR_TRY(keep_days(k, days, e));
    return keep_written(k, w, e);
}

static enum err_code keep_in(struct arena *a, struct tx *tx, const struct audit_by *by,
                             const struct obligation_write *w, int64_t *ret_changed, struct err *e)
{
    struct keeping k = {.a = a, .by = by};
    enum obligation_cause cause = OBLIGATION_CAUSE_WRITE;
    instant at;
    ERR_TRY(store_obligation_clock(tx, by->county, &k.clock, e));
    ERR_TRY(store_obligation_moment(tx, by, &k.clock, &at, e));
    ERR_TRY(obligation_county_open(&k.county, a, tx, by->county, at, e));
    k.now = (struct obligation_clock){.set = true, .at = at};
    ERR_TRY(obligation_county_basis(&k.county, k.now.basis, e));
    *ret_changed = 0;
    if (k.county.n == 0 && !k.clock.set) /* no rules, and there never were any */
        return ERR_OK;
    ERR_TRY(keep_compute(&k, w, &cause, e));
    *ret_changed = k.tally.put + k.tally.removed + k.tally.flipped;
    if (w->what == OBLIGATION_WROTE_NOTHING && cause == OBLIGATION_CAUSE_WRITE)
        return ERR_OK; /* as it was */
    return store_obligation_clock_set(tx, by, cause, &k.now, &k.tally, e);
}

enum err_code obligation_keep(struct tx *tx, const struct audit_by *by,
                              const struct obligation_write *w, int64_t *ret_changed, struct err *e)
{
    struct arena a;
    int64_t changed = 0;
    arena_init(&a, OBLIGATION_MEMORY_MAX);
    enum err_code code = keep_in(&a, tx, by, w, &changed, e);
    if (code == ERR_OK && arena_over(&a))
        code = err_set(e, ERR_TOO_BIG, "%zu", OBLIGATION_MEMORY_MAX);
    arena_release(&a);
    if (code == ERR_OK && ret_changed != NULL)
        *ret_changed = changed;
    return code;
}

enum err_code obligation_keep_records(struct tx *tx, const struct audit_by *by, int64_t first,
                                      int64_t n, struct err *e)
{
    const struct obligation_write w = {.what = OBLIGATION_WROTE_RECORDS, .first = first, .n = n};
    return obligation_keep(tx, by, &w, NULL, e);
}

enum err_code obligation_keep_unit(struct tx *tx, const struct audit_by *by, struct str unit,
                                   struct err *e)
{
    const struct obligation_write w = {.what = OBLIGATION_WROTE_UNIT, .key.unit = unit};
    return obligation_keep(tx, by, &w, NULL, e);
}

enum err_code obligation_keep_all(struct tx *tx, const struct audit_by *by, struct err *e)
{
    const struct obligation_write w = {.what = OBLIGATION_WROTE_ALL};
    return obligation_keep(tx, by, &w, NULL, e);
}
