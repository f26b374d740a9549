/*
 * result.c — see result.h.
 */
#include "app/result.h"

#include "app/app.h"
#include "base/arena.h"
#include "store/audit.h"
#include "store/plan.h"
#include "store/store.h"

struct result_call {
    struct arena *a;
    const struct app *app;
    const struct score_ask *ask;
    const struct result_source *source;
    const struct table_in *table;
    instant now;
    struct app_result_in in;
    struct app_results list;
};

/* ---- items ---------- ------------------------------------------------------------------------ */

const struct indicator *result_leaf(const struct framework *f, struct str id_or_name)
{
    const struct indicator *found = NULL;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct indicator *x = &f->items[i];
        bool named = false;
        if (x->is_leaf && str_eq(x->id, id_or_name))
            return x;
        for (int lang = 0; x->is_leaf && lang < LANG__MAX; lang++)
            named = named || (id_or_name.n > 0 && str_eq(x->name.text[lang], id_or_name));
        if (named && found != NULL)
            return NULL;
        if (named)
            found = x;
    }
    return found;
}

static enum err_code read_all(struct result_call *c, const struct score_reader *r, struct err *e)
{
    const struct app_catalog_version *by;
    struct app_results all = {.year = c->ask->year};
    ERR_TRY(score_framework(r, c->ask, &by, &all.framework, e));
    ERR_TRY(store_unit_list(c->a, r->tx, r->county, UNIT_NOW, &all.units, e));
    ERR_TRY(store_official_list(c->a, r->tx, r->county, all.year, &all.list, e));
    c->list = all;
    return ERR_OK;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Of one unit and item there may be one row. */
static bool is_twice(const struct official_list *list, const struct official_result *r)
{
    for (size_t i = 0; i < list->n; i++) {
        if (str_eq(list->p[i].unit, r->unit) && str_eq(list->p[i].item, r->item))
            return true;
    }
    return false;
}

static enum err_code read_row(const struct result_call *c, const struct table_row_in *row,
                              struct official_result *ret, struct err *e)
{
    struct str unit = row->cells[TABLE_UNIT].n > 0 ? row->cells[TABLE_UNIT] : c->ask->unit;
    const struct indicator *x = result_leaf(c->list.framework, row->cells[TABLE_ITEM]);
    struct official_result r = {.reason = row->cells[TABLE_REASON],
                                .source = c->table->file_name,
                                .sha256 = str_of(c->table->sha256)};
    bool exact = true;
    if (x == NULL)
        return err_set(e, ERR_SCORE_ITEM, "%" STR_FMT, STR_ARG(row->cells[TABLE_ITEM]));
    r.item = x->id;
    ERR_TRY(score_assessed_unit(&c->list.units, c->list.framework, unit, &r.unit, e));
    ERR_TRY(points_parse(row->cells[TABLE_SCORE], &r.score, NULL, e));
    r.has_full = row->cells[TABLE_FULL].n > 0;
    if (r.has_full)
        ERR_TRY(points_parse(row->cells[TABLE_FULL], &r.full, &exact, e));
    *ret = r;
    return ERR_OK;
}

static void read_table(struct result_call *c, struct official_list *list)
{
    for (size_t i = 0; i < c->table->n; i++) {
        struct err reason = {0};
        struct official_result r = {.has_full = false};
        enum err_code code = read_row(c, &c->table->rows[i], &r, &reason);
        if (code == ERR_OK && is_twice(list, &r))
            code = err_set(&reason, ERR_RESULT_VALUE, "%" STR_FMT, STR_ARG(r.item));
        if (code != ERR_OK)
            table_problem_add(c->a, &c->in.problems, c->table->rows[i].number, code, reason.detail);
        else
            list->p[list->n++] = r;
    }
}

static enum err_code read_plan_item(const struct result_call *c, const struct plan_record *plan,
                                    const struct plan_item *item, struct official_result *ret,
                                    struct err *e)
{
    const struct indicator *x = result_leaf(c->list.framework, item->item);
    struct official_result r = {.reason = item->cause,
                                .has_full = item->full.from != PLAN_UNKNOWN,
                                .full = item->full.v,
                                .score = item->got.v,
                                .sha256 = plan->head.content_sha256};
    if (x == NULL)
        return err_set(e, ERR_SCORE_ITEM, "%" STR_FMT, STR_ARG(item->item));
    if (item->got.from == PLAN_UNKNOWN)
        return err_set(e, ERR_RESULT_VALUE, "%" STR_FMT, STR_ARG(item->item));
    r.item = x->id;
    r.source = plan->head.file_name.n > 0
                   ? plan->head.file_name
                   : str_format(c->a, "plan %lld", (long long)plan->head.ref.plan_id);
    ERR_TRY(score_assessed_unit(&c->list.units, c->list.framework, c->ask->unit, &r.unit, e));
    *ret = r;
    return ERR_OK;
}

static void read_plan(struct result_call *c, const struct plan_record *plan,
                      struct official_list *list)
{
    for (size_t i = 0; i < plan->plan.n_items; i++) {
        struct err reason = {0};
        struct official_result r = {.has_full = false};
        enum err_code code = read_plan_item(c, plan, &plan->plan.items[i], &r, &reason);
        if (code == ERR_OK && is_twice(list, &r))
            code = err_set(&reason, ERR_RESULT_VALUE, "%" STR_FMT, STR_ARG(r.item));
        if (code != ERR_OK)
            table_problem_add(c->a, &c->in.problems, plan->plan.items[i].no, code, reason.detail);
        else
            list->p[list->n++] = r;
    }
}

/* ---- importing ------------------------------------------------------------------------------ */

static enum err_code read_results(struct result_call *c, const struct score_reader *r,
                                  struct official_list *list, struct err *e)
{
    struct plan_record plan;
    if (c->table != NULL) {
        list->p = ARENA_NEW_N(c->a, c->table->n, struct official_result);
        c->in.rows = c->table->n;
        read_table(c, list);
        return ERR_OK;
    }
    const struct plan_ref ref = {.plan_id = c->source->plan_id};
    ERR_TRY(store_plan_load(c->a, r->tx, r->county, ref, &plan, e));
    list->p = ARENA_NEW_N(c->a, plan.plan.n_items, struct official_result);
    c->in.rows = plan.plan.n_items;
    read_plan(c, &plan, list);
    return ERR_OK;
}

static enum err_code import_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct result_call *c = ctx;
    struct score_reader r;
    struct official_list list = {0};
    c->in = (struct app_result_in){.rows = 0};
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    ERR_TRY(read_all(c, &r, e));
    ERR_TRY(read_results(c, &r, &list, e));
    if (c->in.problems.v.n > 0)
        return ERR_OK;
    const struct audit_by by = {r.county, str_of(c->app->actor), c->now};
    return store_official_add(c->a, tx, &by, c->ask->year, &list, &c->in.added, e);
}

enum err_code app_result_import(struct arena *a, struct app *app, const struct score_ask *ask,
                                const struct result_source *source, struct app_result_in *ret,
                                struct err *e)
{
    const uint32_t needed = 1U << TABLE_ITEM | 1U << TABLE_SCORE;
    const uint32_t wanted = needed | 1U << TABLE_UNIT | 1U << TABLE_FULL | 1U << TABLE_REASON;
    struct table_in table;
    struct result_call c = {
        .a = a, .app = app, .ask = ask, .source = source, .now = clock_now(&app->clock)};
    if (source->path != NULL) {
        ERR_TRY(table_in_read(a, source->path, wanted, needed, &table, e));
        c.table = &table;
    }
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "results import", import_tx, &c, e));
    *ret = c.in;
    return ERR_OK;
}

/* ---- listing -------------------------------------------------------------------------------- */

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct result_call *c = ctx;
    struct score_reader r;
    ERR_TRY(score_reader_init(c->a, tx, c->app, c->now, &r, e));
    return read_all(c, &r, e);
}

enum err_code app_result_list(struct arena *a, struct app *app, const struct score_ask *ask,
                              struct app_results *ret, struct err *e)
{
    struct result_call c = {.a = a, .app = app, .ask = ask, .now = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "results list", list_tx, &c, e));
    *ret = c.list;
    return ERR_OK;
}
