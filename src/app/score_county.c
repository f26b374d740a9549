/*
 * score_county.c — see score_county.h.
 */
#include "app/score_county.h"

#include "app/app.h"
#include "app/memo.h"
#include "base/arena.h"
#include "store/county.h"

/* ---- catalogs ---------------------------------------------------------------------------- */

int32_t framework_year(const struct framework *f)
{
    int year;
    date_parts(f->to, &year, NULL, NULL);
    return year;
}

enum err_code score_reader_init(struct arena *a, struct tx *tx, const struct app *app, instant now,
                                struct score_reader *ret, struct err *e)
{
    struct county county;
    struct score_reader r = {a, tx, .now = now, .catalogs = ARENA_NEW(a, struct app_catalogs)};
    ERR_TRY(store_county_get(a, tx, app->county, &county, e));
    ERR_TRY(app_catalogs_read(a, tx, county.code, r.catalogs, e));
    r.county = county.code;
    *ret = r;
    return ERR_OK;
}

static bool framework_is_asked(const struct framework *f, const struct score_ask *ask)
{
    return framework_year(f) == ask->year &&
           (ask->framework.n == 0 || str_eq(ask->framework, f->id));
}

/* The n-th framework that is asked for, counted on over catalogs. */
static void frameworks_count(const struct catalog *c, const struct score_ask *ask, size_t *n,
                             const struct framework **ret)
{
    for (size_t i = 0; i < c->n_frameworks; i++) {
        if (framework_is_asked(&c->frameworks[i], ask) && (*n)++ == 0)
            *ret = &c->frameworks[i];
    }
}

static enum err_code frameworks_one(size_t n, const struct score_ask *ask, struct err *e)
{
    if (n == 0)
        return err_set(e, ERR_SCORE_NO_FRAMEWORK, "%d%s%" STR_FMT, ask->year,
                       ask->framework.n > 0 ? " " : "", STR_ARG(ask->framework));
    return n == 1 ? ERR_OK : err_set(e, ERR_SCORE_FRAMEWORKS, "%d", ask->year);
}

enum err_code score_framework_in(const struct catalog *c, const struct score_ask *ask,
                                 const struct framework **ret, struct err *e)
{
    const struct framework *f = NULL;
    size_t n = 0;
    frameworks_count(c, ask, &n, &f);
    ERR_TRY(frameworks_one(n, ask, e));
    *ret = f;
    return ERR_OK;
}

enum err_code score_framework(const struct score_reader *r, const struct score_ask *ask,
                              const struct app_catalog_version **ret_by,
                              const struct framework **ret, struct err *e)
{
    const struct framework *f = NULL;
    const struct app_catalog_version *by = NULL;
    size_t n = 0;
    for (size_t i = 0; i < r->catalogs->n; i++) {
        frameworks_count(r->catalogs->p[i].catalog, ask, &n, &f);
        if (f != NULL && by == NULL)
            by = &r->catalogs->p[i];
    }
    ERR_TRY(frameworks_one(n, ask, e));
    *ret_by = by;
    *ret = f;
    return ERR_OK;
}

/* ---- everything -------------------------------------------------------------------------- */

/* Figures that hold and have a value, of units that are there. */
static enum err_code county_externals(struct arena *a, struct score_county *c, struct err *e)
{
    struct score_external *externals = ARENA_NEW_N(a, c->figures.n, struct score_external);
    size_t n = 0;
    for (size_t i = 0; i < c->figures.n; i++) {
        const struct score_figure *f = &c->figures.p[i];
        int32_t unit = scene_unit_of(&c->world.scene, f->unit);
        if (!f->holds || f->value.n == 0 || unit == SCENE_NO_UNIT)
            continue;
        externals[n] = (struct score_external){.key = f->name, .unit = unit, .span = f->span};
        ERR_TRY(rational_parse(f->value, &externals[n++].value, e));
    }
    c->world.externals = externals;
    c->world.n_externals = n;
    return ERR_OK;
}

enum err_code score_county_load(const struct score_reader *r, const struct score_ask *ask,
                                const struct app_catalog_version *by, const struct framework *f,
                                struct score_county *ret, struct err *e)
{
    struct score_county c = {
        .as_of = ask->has_as_of ? ask->as_of : r->now, .by = by, .framework = f};
    const struct county_reader reader = {.a = r->a,
                                         .kept = r->a,
                                         .tx = r->tx,
                                         .county = r->county,
                                         .catalogs = r->catalogs,
                                         .catalog = by->catalog,
                                         .calendar = memo_calendar(memo_of(r->tx))};
    ERR_TRY(county_world_load(&reader, c.as_of, &c.world, e));
    ERR_TRY(store_unit_list(r->a, r->tx, r->county, c.as_of, &c.units, e));
    ERR_TRY(store_score_figure_list(r->a, r->tx, r->county, ask->year, c.as_of, &c.figures, e));
    ERR_TRY(county_externals(r->a, &c, e));
    *ret = c;
    return ERR_OK;
}

/* ---- asking ------------------------------------------------------------------------------ */

size_t score_unit_at(const struct unit_list *units, struct str id_or_name)
{
    size_t named = SIZE_MAX;
    for (size_t i = 0; i < units->n; i++) {
        if (str_eq(units->p[i].id, id_or_name))
            return i;
        if (named == SIZE_MAX && str_eq(units->p[i].name, id_or_name))
            named = i;
    }
    return named;
}

enum err_code score_assessed_unit(const struct unit_list *units, const struct framework *f,
                                  struct str text, struct str *ret, struct err *e)
{
    size_t at = text.n > 0 ? score_unit_at(units, text) : SIZE_MAX;
    size_t n = 0;
    for (size_t i = 0; text.n == 0 && i < units->n; i++) {
        if (str_eq(units->p[i].kind, f->assessed) && n++ == 0)
            at = i;
    }
    if (at == SIZE_MAX || n > 1 || !str_eq(units->p[at].kind, f->assessed))
        return err_set(e, ERR_SCORE_UNIT, "%" STR_FMT, STR_ARG(text));
    *ret = units->p[at].id;
    return ERR_OK;
}

struct str score_unit_name(const struct score_county *c, int32_t unit)
{
    struct str id = unit == SCENE_NO_UNIT ? STR_NONE : c->world.scene.units[unit].id;
    size_t at = score_unit_at(&c->units, id);
    return at == SIZE_MAX ? id : c->units.p[at].name;
}

enum err_code score_unit_asked(const struct score_county *c, const struct score_ask *ask,
                               int32_t *ret, struct err *e)
{
    int32_t unit = SCENE_NO_UNIT;
    if (ask->unit.n > 0) {
        size_t at = score_unit_at(&c->units, ask->unit);
        if (at != SIZE_MAX)
            unit = scene_unit_of(&c->world.scene, c->units.p[at].id);
        if (unit == SCENE_NO_UNIT ||
            !str_eq(c->world.scene.units[unit].kind->id, c->framework->assessed))
            return err_set(e, ERR_SCORE_UNIT, "%" STR_FMT, STR_ARG(ask->unit));
    }
    *ret = unit;
    return ERR_OK;
}

static struct str entry_label(const struct entry *x, instant as_of)
{
    const struct entry_version *now = entry_at(x, as_of);
    if (now == NULL || x->type->label == FIELD_NONE)
        return STR_NONE;
    const struct field *f = &x->type->fields[x->type->label];
    const struct expr_value *v = &now->slots[x->type->label];
    return field_is_text(f->type) && !f->sensitive && v->present ? v->text : STR_NONE;
}

struct str score_label(const struct score_county *c, int64_t record)
{
    const struct entry *x = record == 0 ? NULL : world_entry(&c->world, record);
    const struct entry *of =
        x == NULL || x->subject == 0 ? NULL : world_entry(&c->world, x->subject);
    struct str label = x == NULL ? STR_NONE : entry_label(x, c->as_of);
    return label.n == 0 && of != NULL ? entry_label(of, c->as_of) : label;
}
