/*
 * unit_edit.c — see unit_edit.h.
 */
#include "app/unit_edit.h"

#include "app/obligation_keep.h"
#include "base/arena.h"
#include "core/record/value.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct unit_call {
    struct arena *a;
    struct app *app;
    instant at;
    const struct unit *unit;
    const struct unit_edit *edit;
    struct str id, attribute, value;
    date from;
    struct app_units ret;
};

/* ---- kinds ------------------------------------------------------------------------- */

static enum err_code unit_catalog(struct unit_call *c, struct tx *tx, struct str county,
                                  const struct catalog **ret, struct err *e)
{
    struct app_catalogs all;
    ERR_TRY(app_catalogs_read(c->a, tx, county, &all, e));
    const struct app_catalog_version *now = app_catalogs_on(&all, clock_local_date(c->at));
    *ret = (now != NULL ? now : &all.p[all.n - 1])->catalog;
    return ERR_OK;
}

/* Whether a unit of this kind may stand there. */
static enum err_code unit_may_stand(struct unit_call *c, struct tx *tx, struct str county,
                                    const struct unit *u, struct err *e)
{
    const struct catalog *catalog;
    struct unit parent;
    ERR_TRY(unit_catalog(c, tx, county, &catalog, e));
    const struct unit_kind *k = catalog_unit_kind(catalog, u->kind);
    if (k == NULL)
        return err_set(e, ERR_UNIT_KIND, "%" STR_FMT, STR_ARG(u->kind));
    if (u->parent.n == 0)
        return ERR_OK; /* whatever is above may be unknown here */
    ERR_TRY(store_unit_get(c->a, tx, county, u->parent, UNIT_NOW, &parent, e));
    for (size_t i = 0; i < k->n_parents; i++) {
        if (str_eq(k->parents[i], parent.kind))
            return ERR_OK;
    }
    return err_set(e, ERR_UNIT_KIND, "%" STR_FMT " < %" STR_FMT, STR_ARG(u->kind),
                   STR_ARG(parent.kind));
}

/* ---- transactions -------------------------------------------------------------------- */

static enum err_code unit_begin(struct unit_call *c, struct tx *tx, struct audit_by *by,
                                struct err *e)
{
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    *by = (struct audit_by){county.code, str_of(c->app->actor), c->at};
    return ERR_OK;
}

/* Append the units under `parent`, each with those below it; parents are always there. */
static void units_under(const struct unit_list *all, struct str parent, struct unit_list *ordered)
{
    for (size_t i = 0; i < all->n; i++) {
        if (!str_eq(all->p[i].parent, parent))
            continue;
        ordered->p[ordered->n++] = all->p[i];
        units_under(all, all->p[i].id, ordered);
    }
}

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct unit_call *c = ctx;
    struct audit_by by;
    struct err reason = {0};
    ERR_TRY(unit_begin(c, tx, &by, e));
    enum err_code code = app_catalogs_read(c->a, tx, by.county, &c->ret.catalogs, &reason);
    if (code != ERR_OK && code != ERR_CATALOG_NONE)
        return err_set(e, code, "%s", reason.detail);
    struct unit_list all;
    ERR_TRY(store_unit_list(c->a, tx, by.county, UNIT_NOW, &all, e));
    c->ret.units = (struct unit_list){ARENA_NEW_N(c->a, all.n, struct unit), 0};
    units_under(&all, STR_NONE, &c->ret.units);
    must(c->ret.units.n == all.n);
    return store_unit_figure_list(c->a, tx, by.county, STR_NONE, UNIT_NOW, &c->ret.figures, e);
}

static enum err_code add_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct unit_call *c = ctx;
    struct audit_by by;
    ERR_TRY(unit_begin(c, tx, &by, e));
    ERR_TRY(unit_may_stand(c, tx, by.county, c->unit, e));
    ERR_TRY(store_unit_add(c->a, tx, &by, c->unit, e));
    return obligation_keep_unit(tx, &by, c->unit->id, e);
}

/* What it is called changes nothing that is owed. */
static enum err_code change_keep(const struct unit_call *c, struct tx *tx,
                                 const struct audit_by *by, struct err *e)
{
    bool moved = c->edit->parent.n > 0 || c->edit->has_to;
    const struct obligation_write w = {.what =
                                           moved ? OBLIGATION_WROTE_ALL : OBLIGATION_WROTE_NOTHING};
    return obligation_keep(tx, by, &w, NULL, e);
}

static enum err_code change_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct unit_call *c = ctx;
    struct audit_by by;
    struct unit u;
    ERR_TRY(unit_begin(c, tx, &by, e));
    ERR_TRY(store_unit_get(c->a, tx, by.county, c->edit->id, UNIT_NOW, &u, e));
    if (c->edit->name.n > 0)
        u.name = c->edit->name;
    if (c->edit->parent.n > 0) {
        u.parent = c->edit->parent;
        ERR_TRY(unit_may_stand(c, tx, by.county, &u, e));
    }
    if (c->edit->has_to) {
        u.has_to = true;
        u.to = c->edit->to;
    }
    if (u.has_from && u.has_to && u.to.days < u.from.days)
        return err_set(e, ERR_UNIT_DAYS, "%" STR_FMT, STR_ARG(u.id));
    ERR_TRY(store_unit_change(c->a, tx, &by, &u, c->edit->reason, e));
    return change_keep(c, tx, &by, e);
}

/* The value as the figure's field says it may be. */
static enum err_code figure_value(struct unit_call *c, const struct field *f, struct str *ret,
                                  struct err *e)
{
    const struct record_names none = {.ctx = NULL}; /* a number names nothing */
    char text[RATIONAL_TEXT_MAX];
    struct value v;
    ERR_TRY(value_read(c->a, f, c->value, &none, &v, e));
    if (!v.has)
        return err_set(e, ERR_RECORD_VALUE, "%s", "");
    if (f->has_min && rational_cmp(v.number, f->min) < 0)
        return err_set(e, ERR_RECORD_RANGE, "≥ %s", rational_text(f->min, text));
    if (f->has_max && rational_cmp(v.number, f->max) > 0)
        return err_set(e, ERR_RECORD_RANGE, "≤ %s", rational_text(f->max, text));
    *ret = str_copy(c->a, str_of(rational_text(v.number, text)));
    return ERR_OK;
}

static enum err_code figure_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct unit_call *c = ctx;
    struct audit_by by;
    struct unit u;
    const struct catalog *catalog;
    struct unit_figure f = {.unit = c->id, .attribute = c->attribute, .from = c->from};
    ERR_TRY(unit_begin(c, tx, &by, e));
    ERR_TRY(store_unit_get(c->a, tx, by.county, c->id, UNIT_NOW, &u, e));
    ERR_TRY(unit_catalog(c, tx, by.county, &catalog, e));
    const struct unit_kind *k = catalog_unit_kind(catalog, u.kind);
    for (size_t i = 0; k != NULL && i < k->n_figures; i++) {
        if (!str_eq(k->figures[i].id, c->attribute))
            continue;
        ERR_TRY(figure_value(c, &k->figures[i], &f.value, e));
        ERR_TRY(store_unit_figure_set(c->a, tx, &by, &f, e));
        return obligation_keep_unit(tx, &by, c->id, e);
    }
    return err_set(e, ERR_UNIT_FIGURE, "%" STR_FMT ".%" STR_FMT, STR_ARG(u.kind),
                   STR_ARG(c->attribute));
}

/* ---- use cases ---------------------------------------------------------------------------- */

enum err_code app_unit_list(struct arena *a, struct app *app, struct app_units *ret, struct err *e)
{
    struct unit_call c = {.a = a, .app = app};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "units list", list_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}

enum err_code app_unit_add(struct arena *a, struct app *app, const struct unit *unit, struct err *e)
{
    struct unit_call c = {.a = a, .app = app, .at = clock_now(&app->clock), .unit = unit};
    ERR_TRY(app_open(app, e));
    return store_tx(app->store, TX_WRITE, "units add", add_tx, &c, e);
}

enum err_code app_unit_change(struct arena *a, struct app *app, const struct unit_edit *edit,
                              struct err *e)
{
    struct unit_call c = {.a = a, .app = app, .at = clock_now(&app->clock), .edit = edit};
    ERR_TRY(app_open(app, e));
    return store_tx(app->store, TX_WRITE, "units change", change_tx, &c, e);
}

enum err_code app_unit_figure(struct arena *a, struct app *app, struct str unit,
                              struct str attribute, date from, struct str value, struct err *e)
{
    struct unit_call c = {.a = a,
                          .app = app,
                          .at = clock_now(&app->clock),
                          .id = unit,
                          .attribute = attribute,
                          .from = from,
                          .value = value};
    ERR_TRY(app_open(app, e));
    return store_tx(app->store, TX_WRITE, "units figure", figure_tx, &c, e);
}
