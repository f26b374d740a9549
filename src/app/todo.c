/*
 * todo.c — see todo.h.
 */
#include "app/todo.h"

#include "app/obligation_verify.h"
#include "app/record_label.h"
#include "app/record_world.h"
#include "app/todo_points.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct todo_call {
    struct arena *a;
    struct app *app;
    const struct seal_key *data_key; /* NULL: there is none */
    instant now;
    bool current; /* what is stored is */
    bool computed;
    const struct todo_ask *ask;
    struct str key; /* of the one to show */
    struct str county;
    struct tx *tx;
    struct app_catalogs catalogs;
    struct unit_list units;
    struct todo_filter filter;
    struct str unit; /* whose obligations are asked about, by id; or empty */
    int64_t subject; /* or 0 */
    struct app_todo ret;
    struct app_todo_life life;
};

/* ---- the moment ---------------------------------------------------------------------------- */

/* Whether what is stored is of today, and rests on these catalogs and this calendar. */
static enum err_code current_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct todo_call *c = ctx;
    struct county county;
    struct obligation_clock clock;
    struct obligation_county world;
    char basis[HASH_HEX_MAX];
    c->current = false;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(store_obligation_clock(tx, county.code, &clock, e));
    if (!clock.set || local_day(clock.at).days < local_day(c->now).days)
        return ERR_OK;
    ERR_TRY(obligation_county_open(&world, c->a, tx, county.code, clock.at, e));
    ERR_TRY(obligation_county_basis(&world, basis, e));
    c->current = strcmp(basis, clock.basis) == 0;
    return ERR_OK;
}

/*
 * Let deadlines pass and windows begin, if any may have: whoever only looks does not wait for those
 * who write. Where writing is not possible, what is stored may be behind: then it is computed.
 */
static enum err_code todo_advance(struct todo_call *c, struct err *e)
{
    int64_t changed;
    instant next;
    struct err reason = {0};
    ERR_TRY(store_tx(c->app->store, TX_READ, "todo current", current_tx, c, e));
    if (c->current)
        return ERR_OK;
    enum err_code code = app_obligation_advance(c->a, c->app, &changed, &next, &reason);
    c->computed = code == ERR_DB_READ_ONLY || code == ERR_DB_BUSY;
    if (code != ERR_OK && !c->computed)
        return err_set(e, code, "%s", reason.detail);
    return ERR_OK;
}

/* What was entered at a later time than the clock shows is known too. */
static enum err_code todo_moment(struct todo_call *c, instant *ret, struct err *e)
{
    struct obligation_clock clock;
    const struct audit_by by = {c->county, str_of(c->app->actor), c->now};
    ERR_TRY(store_obligation_clock(c->tx, c->county, &clock, e));
    return store_obligation_moment(c->tx, &by, &clock, ret, e);
}

static enum err_code todo_begin(struct todo_call *c, struct tx *tx, struct err *e)
{
    struct county county;
    bool has = c->ask != NULL && c->ask->has_as_of;
    instant as_of = has ? c->ask->as_of : c->now;
    c->tx = tx;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    c->county = county.code;
    ERR_TRY(app_catalogs_read(c->a, tx, c->county, &c->catalogs, e));
    if (!has)
        ERR_TRY(todo_moment(c, &as_of, e));
    c->filter = (struct todo_filter){.states = 0};
    c->ret = (struct app_todo){.as_of = as_of, .today = local_day(as_of), .computed = c->computed};
    for (size_t i = 0; i < c->catalogs.n; i++)
        c->ret.has_rules |= c->catalogs.p[i].catalog->n_rules > 0;
    return store_unit_list(c->a, tx, c->county, as_of, &c->units, e);
}

/* ---- what is asked about: units ----------------------------------------------------------------
 */

static const struct unit *todo_unit(const struct todo_call *c, struct str id)
{
    for (size_t i = 0; i < c->units.n; i++) {
        if (str_eq(c->units.p[i].id, id))
            return &c->units.p[i];
    }
    return NULL;
}

static struct str todo_unit_name(const struct todo_call *c, struct str id)
{
    const struct unit *u = todo_unit(c, id);
    return u == NULL ? id : u->name;
}

/* Whether the unit is `top` or stands below it; a tree has no more levels than units. */
static bool unit_is_below(const struct todo_call *c, const struct unit *u, struct str top)
{
    for (size_t level = 0; u != NULL && level < c->units.n; level++) {
        if (str_eq(u->id, top))
            return true;
        u = todo_unit(c, u->parent);
    }
    return false;
}

static enum err_code ask_unit(struct todo_call *c, struct err *e)
{
    size_t at = score_unit_at(&c->units, c->ask->unit);
    if (at == SIZE_MAX)
        return err_set(e, ERR_UNIT_NOT_FOUND, "%" STR_FMT, STR_ARG(c->ask->unit));
    struct map *owners = ARENA_NEW(c->a, struct map);
    map_init(owners, c->a);
    c->unit = c->units.p[at].id;
    for (size_t i = 0; i < c->units.n; i++) {
        if (unit_is_below(c, &c->units.p[i], c->unit))
            map_put(owners, c->units.p[i].id, 1);
    }
    c->filter.owners = owners;
    return ERR_OK;
}

/* ---- what is asked about: a subject ------------------------------------------------------------
 */

static bool type_is_told(const struct app_catalogs *c, size_t at, struct str type)
{
    for (size_t i = 0; i < at; i++) {
        if (catalog_type(c->p[i].catalog, type) != NULL)
            return true;
    }
    return false;
}

/* The subject of one type that is known by the text, if there is one. */
static enum err_code subject_of_type(struct todo_call *c, struct record_world *w,
                                     const struct record_type *t, struct err *e)
{
    const struct field f = {.type = FIELD_REF, .to = t->id};
    struct value v = {.has = false};
    struct err reason = {0};
    enum err_code code = value_read(c->a, &f, c->ask->subject, &w->names, &v, &reason);
    if (code == ERR_RECORD_REF)
        return ERR_OK;
    if (code != ERR_OK)
        return err_set(e, code, "%s", reason.detail);
    if (c->subject != 0 && v.has)
        return err_set(e, ERR_RECORD_REF_SEVERAL, "\"%" STR_FMT "\": R%lld, R%lld",
                       STR_ARG(c->ask->subject), (long long)c->subject, (long long)v.id);
    if (v.has)
        c->subject = v.id;
    return ERR_OK;
}

static enum err_code subject_search(struct todo_call *c, struct record_world *w, struct err *e)
{
    for (size_t i = 0; i < c->catalogs.n; i++) {
        const struct catalog *catalog = c->catalogs.p[i].catalog;
        for (size_t k = 0; k < catalog->n_types; k++) {
            const struct record_type *t = &catalog->types[k];
            if (t->has_life && !type_is_told(&c->catalogs, i, t->id))
                ERR_TRY(subject_of_type(c, w, t, e));
        }
    }
    if (c->subject == 0)
        return err_set(e, ERR_RECORD_REF, "\"%" STR_FMT "\"", STR_ARG(c->ask->subject));
    return ERR_OK;
}

static enum err_code subject_find(struct todo_call *c, struct err *e)
{
    struct str text = c->ask->subject;
    struct record_world w;
    c->subject = 0;
    if (str_starts(text, STR("R")) &&
        str_to_i64(str_sub(text, 1, text.n), &c->subject, NULL) == ERR_OK)
        return ERR_OK;
    c->subject = 0;
    ERR_TRY(record_world_init(&w, c->a, c->tx, c->county, c->now, c->data_key, e));
    enum err_code code = subject_search(c, &w, e);
    record_world_release(&w);
    return code;
}

static int number_cmp(const void *x, const void *y)
{
    const int64_t *a = x;
    const int64_t *b = y;
    return (*a > *b) - (*a < *b);
}

/* The subject and what was in its file at the moment. */
static enum err_code ask_subject(struct todo_call *c, struct err *e)
{
    struct record_life_list file;
    ERR_TRY(subject_find(c, e));
    ERR_TRY(store_subject_records(c->a, c->tx, c->county, c->subject, c->ret.as_of, &file, e));
    int64_t *abouts = ARENA_NEW_N(c->a, file.n, int64_t);
    for (size_t i = 0; i < file.n; i++)
        abouts[i] = file.p[i].record.id;
    qsort(abouts, file.n, sizeof(*abouts), number_cmp);
    c->filter.abouts = abouts;
    c->filter.n_abouts = file.n;
    return ERR_OK;
}

static enum err_code todo_asked(struct todo_call *c, struct err *e)
{
    const struct todo_ask *ask = c->ask;
    c->filter.states = ask->states;
    c->filter.has_from = ask->has_from;
    c->filter.from = ask->from;
    c->filter.has_to = ask->has_to;
    c->filter.to = ask->to;
    c->filter.rule = ask->rule;
    if (ask->rule.n > 0 && todo_rule(&c->catalogs, STR_NONE, ask->rule) == NULL)
        return err_set(e, ERR_OBLIGATION_RULE, "\"%" STR_FMT "\"", STR_ARG(ask->rule));
    if (ask->unit.n > 0)
        ERR_TRY(ask_unit(c, e));
    return ask->subject.n > 0 ? ask_subject(c, e) : ERR_OK;
}

/* ---- what things are called --------------------------------------------------------------------
 */

/* What the obligation is about, and in whose file that is. */
static enum err_code item_about(struct todo_call *c, struct todo_item *item, struct err *e)
{
    struct stored_record r;
    ERR_TRY(store_record_get(c->a, c->tx, c->county, item->o.key.about, c->ret.as_of, &r, e));
    ERR_TRY(record_label(c->a, c->tx, c->county, &c->catalogs, &r, &item->label, e));
    if (r.subject == 0)
        return ERR_OK;
    item->subject = r.subject;
    ERR_TRY(store_record_get(c->a, c->tx, c->county, r.subject, c->ret.as_of, &r, e));
    return record_label(c->a, c->tx, c->county, &c->catalogs, &r, &item->subject_label, e);
}

static enum err_code item_fill(struct todo_call *c, struct todo_item *item, struct err *e)
{
    item->rule = todo_rule(&c->catalogs, item->o.catalog, item->o.key.rule);
    item->owner_name = todo_unit_name(c, item->o.owner);
    if (item->o.key.about == 0) {
        item->unit_name = todo_unit_name(c, item->o.key.unit);
        return ERR_OK;
    }
    return item_about(c, item, e);
}

/* One page; what it is about is looked up once. */
static enum err_code todo_fill(struct todo_call *c, struct err *e)
{
    struct map seen;
    map_init(&seen, c->a);
    for (size_t i = 0; i < c->ret.n; i++) {
        struct todo_item *item = &c->ret.p[i];
        struct str about = str_format(c->a, "%lld", (long long)item->o.key.about);
        int64_t at;
        if (item->o.key.about == 0 || !map_get(&seen, about, &at)) {
            ERR_TRY(item_fill(c, item, e));
            map_put(&seen, about, (int64_t)i);
            continue;
        }
        const struct todo_item *known = &c->ret.p[at];
        item->rule = todo_rule(&c->catalogs, item->o.catalog, item->o.key.rule);
        item->owner_name = todo_unit_name(c, item->o.owner);
        item->label = known->label;
        item->subject = known->subject;
        item->subject_label = known->subject_label;
    }
    return ERR_OK;
}

/* ---- pages -------------------------------------------------------------------------------------
 */

/* Room for the page that begins at `from` of `n`. */
static void page_make(struct todo_call *c, size_t from, size_t n)
{
    size_t rest = n - from;
    size_t most = (size_t)c->ask->most;
    c->ret.more = rest > most;
    c->ret.n = rest > most ? most : rest;
    c->ret.p = ARENA_NEW_N(c->a, c->ret.n, struct todo_item);
}

static void page_rows(struct todo_call *c, const struct stored_obligation *rows, size_t from,
                      size_t n)
{
    page_make(c, from, n);
    must(rows != NULL || c->ret.n == 0);
    for (size_t i = 0; i < c->ret.n; i++)
        c->ret.p[i].o = obligation_copy(c->a, &rows[from + i]);
}

static enum err_code page_after(struct todo_call *c, struct todo_place *ret, struct err *e)
{
    return todo_place_read(&c->catalogs, c->ask->after, ret, e);
}

/* Of all rows there are. */
static enum err_code todo_of_rows(struct todo_call *c, struct stored_obligation *rows, size_t n,
                                  struct err *e)
{
    struct todo_place after;
    size_t from = 0;
    todo_count(&c->filter, rows, n, c->ret.counts);
    n = todo_select(&c->filter, rows, n);
    if (c->ask->after.n > 0) {
        ERR_TRY(page_after(c, &after, e));
        from = todo_behind(rows, n, &after);
    }
    page_rows(c, rows, from, n);
    return ERR_OK;
}

/* What takes as much as a county does, in memory of its own; a page of it is copied. */
typedef enum err_code todo_large_fn(struct todo_call *c, struct arena *a, struct err *e);

static enum err_code todo_large(struct todo_call *c, todo_large_fn *fn, struct err *e)
{
    struct arena a;
    arena_init(&a, OBLIGATION_MEMORY_MAX);
    enum err_code code = fn(c, &a, e);
    if (code == ERR_OK && arena_over(&a))
        code = err_set(e, ERR_TOO_BIG, "%zu", OBLIGATION_MEMORY_MAX);
    arena_release(&a);
    return code;
}

static enum err_code todo_compute(struct todo_call *c, struct arena *a, struct obligation_rows *ret,
                                  struct err *e)
{
    struct obligation_county county;
    ERR_TRY(obligation_county_open(&county, a, c->tx, c->county, c->ret.as_of, e));
    return obligation_county_all(&county, ret, e);
}

static enum err_code todo_computed(struct todo_call *c, struct arena *a, struct err *e)
{
    struct obligation_rows rows = {.v = {0}};
    ERR_TRY(todo_compute(c, a, &rows, e));
    return todo_of_rows(c, rows.v.p, rows.v.n, e);
}

/* Those of one rule stand together. */
static enum err_code rows_of_rule(struct todo_call *c, struct arena *a, struct obligation_rows *ret,
                                  struct err *e)
{
    enum { AT_ONCE = 5000 };
    struct stored_obligation_list page;
    struct obligation_key after = {.rule = c->ask->rule};
    bool more = true;
    while (more) {
        ERR_TRY(store_obligation_page(a, c->tx, c->county, &after, AT_ONCE, &page, e));
        more = page.n == AT_ONCE;
        for (size_t i = 0; i < page.n && str_eq(page.p[i].key.rule, c->ask->rule); i++)
            *vec_push(a, &ret->v) = page.p[i];
        if (page.n > 0) {
            after = page.p[page.n - 1].key;
            more = more && str_eq(after.rule, c->ask->rule);
        }
    }
    return ERR_OK;
}

/* Of one subject or one rule all are read: of these there are few. */
static enum err_code todo_some(struct todo_call *c, struct arena *a, struct err *e)
{
    struct obligation_rows rows = {.v = {0}};
    struct stored_obligation_list list = {.n = 0};
    const struct obligation_scope scope = {.about = c->subject, .file = true, .rule = c->ask->rule};
    if (c->subject == 0) {
        ERR_TRY(rows_of_rule(c, a, &rows, e));
        return todo_of_rows(c, rows.v.p, rows.v.n, e);
    }
    ERR_TRY(store_obligations_of(a, c->tx, c->county, &scope, &list, e));
    return todo_of_rows(c, list.p, list.n, e);
}

static enum err_code todo_stored(struct todo_call *c, struct err *e)
{
    const struct todo_ask *ask = c->ask;
    struct stored_obligation_list list;
    struct todo_place after;
    struct obligation_filter filter = {.owner = c->unit,
                                       .states = ask->states,
                                       .has_from = ask->has_from,
                                       .from = ask->from,
                                       .has_to = ask->has_to,
                                       .to = ask->to,
                                       .has_after = ask->after.n > 0,
                                       .most = ask->most + 1}; /* one more tells of another page */
    if (filter.has_after) {
        ERR_TRY(page_after(c, &after, e));
        filter.after_due = after.due;
        filter.after = after.key;
    }
    ERR_TRY(store_obligation_count(c->tx, c->county, &filter, c->ret.counts, e));
    ERR_TRY(store_obligation_list(c->a, c->tx, c->county, &filter, &list, e));
    page_rows(c, list.p, 0, list.n);
    return ERR_OK;
}

/* ---- by points ---------------------------------------------------------------------------------
 */

static enum err_code worths_after(struct todo_call *c, const struct todo_worths *all, size_t *ret,
                                  struct err *e)
{
    struct todo_place after;
    size_t i = 0;
    *ret = 0;
    if (c->ask->after.n == 0)
        return ERR_OK;
    ERR_TRY(page_after(c, &after, e));
    while (i < all->n && obligation_key_cmp(&all->p[i].o.key, &after.key) != 0)
        i++;
    if (i == all->n)
        return err_set(e, ERR_OBLIGATION_NOT_FOUND, "%" STR_FMT, STR_ARG(c->ask->after));
    *ret = i + 1;
    return ERR_OK;
}

static enum err_code todo_by_points(struct todo_call *c, struct arena *a, struct err *e)
{
    struct app_catalogs catalogs = {.p = c->catalogs.p, .n = c->catalogs.n}; /* grows in `a` */
    const struct score_reader r = {a, c->tx, c->county, c->ret.as_of, &catalogs};
    struct todo_worths all;
    size_t from;
    ERR_TRY(todo_points(&r, c->ret.as_of, c->ask->framework, &c->filter, &all, e));
    for (size_t i = 0; i < all.n; i++)
        c->ret.counts[all.p[i].o.state]++;
    ERR_TRY(worths_after(c, &all, &from, e));
    page_make(c, from, all.n);
    for (size_t i = 0; i < c->ret.n; i++) {
        c->ret.p[i].o = obligation_copy(c->a, &all.p[from + i].o);
        c->ret.p[i].at_risk = all.p[from + i].at_risk;
        c->ret.p[i].regain = all.p[from + i].regain;
    }
    return ERR_OK;
}

/* ---- the use case -------------------------------------------------------------------------------
 */

static enum err_code todo_list(struct todo_call *c, struct err *e)
{
    if (c->ask->sort == TODO_BY_POINTS)
        return todo_large(c, todo_by_points, e);
    if (c->computed)
        return todo_large(c, todo_computed, e);
    if (c->subject != 0 || c->ask->rule.n > 0)
        return todo_large(c, todo_some, e);
    return todo_stored(c, e);
}

static enum err_code todo_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct todo_call *c = ctx;
    ERR_TRY(todo_begin(c, tx, e));
    c->subject = 0;
    ERR_TRY(todo_asked(c, e));
    ERR_TRY(todo_list(c, e));
    if (c->ret.n > 0) {
        const struct stored_obligation *last = &c->ret.p[c->ret.n - 1].o;
        const struct todo_place place = {last->due, last->key};
        c->ret.last = todo_place_text(c->a, &place);
    }
    return todo_fill(c, e);
}

enum err_code app_todo(struct arena *a, struct app *app, const struct todo_ask *ask,
                       struct app_todo *ret, struct err *e)
{
    struct seal_key key = {{0}};
    bool has_key = false;
    struct todo_call c = {.a = a, .app = app, .now = clock_now(&app->clock), .ask = ask};
    must(ask->most > 0);
    ERR_TRY(app_open(app, e));
    if (ask->has_as_of || ask->sort == TODO_BY_POINTS)
        c.computed = true;
    else
        ERR_TRY(todo_advance(&c, e));
    if (ask->subject.n > 0)
        ERR_TRY(data_key_read(a, app, &key, &has_key, e));
    c.data_key = has_key ? &key : NULL;
    enum err_code code = store_tx(app->store, TX_READ, "todo", todo_tx, &c, e);
    seal_key_wipe(&key);
    ERR_TRY(code);
    *ret = c.ret;
    return ERR_OK;
}

/* ---- one
 * ----------------------------------------------------------------------------------------- */

static enum err_code show_computed(struct todo_call *c, struct arena *a, struct err *e)
{
    struct stored_obligation *one = &c->life.item.o;
    struct obligation_rows rows = {.v = {0}};
    ERR_TRY(todo_compute(c, a, &rows, e));
    VEC_EACH (&rows.v, o) {
        if (obligation_key_cmp(&o->key, &one->key) == 0) {
            *one = obligation_copy(c->a, o);
            return ERR_OK;
        }
    }
    return err_set(e, ERR_OBLIGATION_NOT_FOUND, "%" STR_FMT,
                   STR_ARG(todo_key_text(c->a, &one->key)));
}

/* The one whose key is set: as it is stored or, where that may be behind, as it is computed. */
static enum err_code show_find(struct todo_call *c, struct err *e)
{
    struct stored_obligation *one = &c->life.item.o;
    const struct obligation_key key = one->key;
    return c->computed ? todo_large(c, show_computed, e)
                       : store_obligation_get(c->a, c->tx, c->county, &key, one, e);
}

static enum err_code show_waivers(struct todo_call *c, const struct obligation_key *key,
                                  struct err *e)
{
    struct waiver_list all;
    struct waiver_list *list = &c->life.waivers;
    ERR_TRY(store_waiver_list(c->a, c->tx, c->county, WAIVER_NOW, &all, e));
    *list = (struct waiver_list){ARENA_NEW_N(c->a, all.n, struct waiver), 0};
    for (size_t i = 0; i < all.n; i++) {
        if (obligation_key_cmp(&all.p[i].key, key) == 0)
            list->p[list->n++] = all.p[i];
    }
    return ERR_OK;
}

static enum err_code show_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct todo_call *c = ctx;
    struct obligation_key key;
    struct err reason = {0};
    ERR_TRY(todo_begin(c, tx, e));
    ERR_TRY(todo_key_read(&c->catalogs, c->key, &key, e));
    struct app_todo_life *life = &c->life;
    *life = (struct app_todo_life){
        .as_of = c->ret.as_of, .today = c->ret.today, .computed = c->computed};
    life->item.o.key = key;
    enum err_code code = show_find(c, &reason);
    if (code != ERR_OK && code != ERR_OBLIGATION_NOT_FOUND)
        return err_set(e, code, "%s", reason.detail);
    life->exists = code == ERR_OK;
    ERR_TRY(store_obligation_changes(c->a, tx, c->county, &key, &life->changes, e));
    if (!life->exists && life->changes.n == 0)
        return err_set(e, code, "%s", reason.detail);
    ERR_TRY(show_waivers(c, &key, e));
    return item_fill(c, &life->item, e);
}

enum err_code app_todo_show(struct arena *a, struct app *app, struct str key,
                            struct app_todo_life *ret, struct err *e)
{
    struct todo_call c = {.a = a, .app = app, .now = clock_now(&app->clock), .key = key};
    ERR_TRY(app_open(app, e));
    ERR_TRY(todo_advance(&c, e));
    ERR_TRY(store_tx(app->store, TX_READ, "todo show", show_tx, &c, e));
    *ret = c.life;
    return ERR_OK;
}
