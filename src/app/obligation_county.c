/*
 * obligation_county.c — see obligation_county.h.
 */
#include "app/obligation_county.h"

#include "app/memo.h"
#include "base/arena.h"
#include "source/catalog/calendar.h"
#include "store/record.h"

/* The way of computing; another number makes every program compute all anew. */
enum { OBLIGATION_ENGINE = 2 };

/* ---- opening -------------------------------------------------------------------------- */

static enum err_code view_open(const struct obligation_county *c, struct obligation_county *keep,
                               const struct catalog *catalog, struct obligation_view *ret,
                               struct err *e)
{
    ret->reader = (struct county_reader){.a = c->a,
                                         .kept = c->a,
                                         .tx = c->tx,
                                         .county = c->county,
                                         .catalogs = &keep->catalogs,
                                         .catalog = catalog,
                                         .calendar = c->calendar};
    return county_scene(&ret->reader, c->as_of, &ret->scene, e);
}

enum err_code obligation_county_open(struct obligation_county *c, struct arena *a, struct tx *tx,
                                     struct str county, instant as_of, struct err *e)
{
    struct err reason = {0};
    *c = (struct obligation_county){
        .a = a, .tx = tx, .county = county, .as_of = as_of, .calendar = memo_calendar(memo_of(tx))};
    enum err_code code = app_catalogs_read(a, tx, county, &c->catalogs, &reason);
    if (code == ERR_CATALOG_NONE)
        return ERR_OK;
    if (code != ERR_OK)
        return err_set(e, code, "%s", reason.detail);
    c->views = ARENA_NEW_N(a, c->catalogs.n, struct obligation_view);
    for (size_t i = 0; i < c->catalogs.n; i++) {
        const struct catalog *catalog = c->catalogs.p[i].catalog;
        if (catalog->n_rules > 0)
            ERR_TRY(view_open(c, c, catalog, &c->views[c->n++], e));
    }
    return ERR_OK;
}

struct obligation_county obligation_county_in(const struct obligation_county *c, struct arena *a)
{
    struct obligation_county in = *c;
    in.a = a;
    in.views = ARENA_NEW_N(a, c->n, struct obligation_view);
    for (size_t i = 0; i < c->n; i++) {
        in.views[i] = c->views[i];
        in.views[i].reader.a = a;
    }
    return in;
}

enum err_code obligation_county_basis(const struct obligation_county *c, char out[HASH_HEX_MAX],
                                      struct err *e)
{
    struct hash h;
    ERR_TRY(hash_begin(&h, e));
    hash_add_int(&h, OBLIGATION_ENGINE);
    hash_add_field(&h, calendar_china_bytes());
    for (size_t i = 0; i < c->catalogs.n; i++) {
        const struct catalog_version *v = &c->catalogs.p[i].version;
        hash_add_field(&h, v->catalog);
        hash_add_field(&h, v->sha256);
    }
    hash_end(&h, out);
    return ERR_OK;
}

const struct rule *obligation_county_rule(const struct obligation_county *c, struct str id,
                                          date day)
{
    const struct rule *found = NULL;
    for (size_t i = c->n; i > 0; i--) {
        const struct catalog *catalog = c->views[i - 1].reader.catalog;
        const struct rule *r = rules_get(catalog->rules, catalog->n_rules, id);
        if (r != NULL && (found == NULL || validity_holds(&catalog->valid, day)))
            found = r;
    }
    return found;
}

/* ---- rows ------------------------------------------------------------------------------- */

static struct stored_obligation row_of(const struct obligation_county *c,
                                       const struct obligation_view *view,
                                       const struct obligation *o)
{
    const struct scene_unit *units = view->scene.units;
    char period[PERIOD_NAME_MAX];
    return (struct stored_obligation){
        .key = {.rule = o->rule->id,
                .about = o->about,
                .unit = o->unit == SCENE_NO_UNIT ? STR_NONE : units[o->unit].id,
                .period = str_copy(c->a, str_of(obligation_period(o, period)))},
        .catalog = view->reader.catalog->id,
        .first = o->window.first,
        .last = o->window.last,
        .owner = o->owner == SCENE_NO_UNIT ? STR_NONE : units[o->owner].id,
        .due = o->due,
        .due_first = o->due_first,
        .state = o->state,
        .moved = o->moved,
        .need = o->need,
        .total = o->total,
        .timely = o->timely,
    };
}

void obligation_rows_add(const struct obligation_county *c, const struct obligation_view *view,
                         const struct obligations *all, struct obligation_rows *ret)
{
    for (size_t i = 0; i < all->v.n; i++) {
        const struct obligation *o = &all->v.p[i];
        if (validity_holds(&view->reader.catalog->valid, o->window.first))
            *vec_push(c->a, &ret->v) = row_of(c, view, o);
    }
}

/* Under one catalog. Records and obligations are gone afterwards, the rows are in memory of `c`. */
static enum err_code view_rows(const struct obligation_county *c,
                               const struct obligation_view *view,
                               const struct record_life_list *lives, struct obligation_rows *ret,
                               struct err *e)
{
    struct arena a;
    struct obligations all = {0};
    struct county_reader reader = view->reader;
    struct world w = {.catalog = reader.catalog, .calendar = c->calendar, .scene = view->scene};
    arena_init(&a, OBLIGATION_MEMORY_MAX);
    reader.a = &a;
    enum err_code code = county_entries(&reader, &view->scene, lives, &w.entries, &w.n_entries, e);
    if (code == ERR_OK)
        code = world_obligations(&a, &w, &all, e);
    if (code == ERR_OK && arena_over(&a))
        code = err_set(e, ERR_TOO_BIG, "%zu", OBLIGATION_MEMORY_MAX);
    if (code == ERR_OK)
        obligation_rows_add(c, view, &all, ret);
    arena_release(&a);
    return code;
}

enum err_code obligation_county_all(const struct obligation_county *c, struct obligation_rows *ret,
                                    struct err *e)
{
    struct arena a;
    struct record_life_list lives = {.n = 0};
    enum err_code code = ERR_OK;
    arena_init(&a, OBLIGATION_MEMORY_MAX);
    if (c->n > 0)
        code = store_record_lives(&a, c->tx, c->county, c->as_of, &lives, e);
    for (size_t i = 0; code == ERR_OK && i < c->n; i++)
        code = view_rows(c, &c->views[i], &lives, ret, e);
    arena_release(&a);
    return code;
}

enum { OBLIGATION_PAGE = 5000 };

enum err_code obligation_stored_all(struct arena *a, struct tx *tx, struct str county,
                                    struct obligation_rows *ret, struct err *e)
{
    struct obligation_key after = {.about = 0};
    struct stored_obligation_list page;
    do {
        ERR_TRY(store_obligation_page(a, tx, county, ret->v.n == 0 ? NULL : &after, OBLIGATION_PAGE,
                                      &page, e));
        for (size_t i = 0; i < page.n; i++)
            *vec_push(a, &ret->v) = page.p[i];
        if (page.n > 0)
            after = page.p[page.n - 1].key;
    } while (page.n == OBLIGATION_PAGE);
    return ERR_OK;
}

/* ---- comparing ---------------------------------------------------------------------------- */

int obligation_key_cmp(const struct obligation_key *x, const struct obligation_key *y)
{
    int cmp = str_cmp(x->rule, y->rule);
    if (cmp == 0)
        cmp = (x->about > y->about) - (x->about < y->about);
    if (cmp == 0)
        cmp = str_cmp(x->unit, y->unit);
    return cmp != 0 ? cmp : str_cmp(x->period, y->period);
}

static int row_cmp(const void *x, const void *y)
{
    const struct stored_obligation *a = x;
    const struct stored_obligation *b = y;
    return obligation_key_cmp(&a->key, &b->key);
}

void obligation_rows_sort(struct obligation_rows *rows)
{
    if (rows->v.n > 1)
        qsort(rows->v.p, rows->v.n, sizeof(*rows->v.p), row_cmp);
}

struct stored_obligation obligation_copy(struct arena *a, const struct stored_obligation *o)
{
    struct stored_obligation copy = *o;
    copy.key.rule = str_copy(a, o->key.rule);
    copy.key.unit = str_copy(a, o->key.unit);
    copy.key.period = str_copy(a, o->key.period);
    copy.catalog = str_copy(a, o->catalog);
    copy.owner = str_copy(a, o->owner);
    return copy;
}

bool obligation_same(const struct stored_obligation *x, const struct stored_obligation *y)
{
    return obligation_key_cmp(&x->key, &y->key) == 0 && str_eq(x->catalog, y->catalog) &&
           x->first.days == y->first.days && x->last.days == y->last.days &&
           str_eq(x->owner, y->owner) && x->due.days == y->due.days &&
           x->due_first.days == y->due_first.days && x->state == y->state && x->moved == y->moved &&
           rational_cmp(x->need, y->need) == 0 && rational_cmp(x->total, y->total) == 0 &&
           rational_cmp(x->timely, y->timely) == 0;
}
