/*
 * demo.c — see demo.h.
 */
#include "app/demo.h"

#include "app/catalog_load.h"
#include "app/demo_files.h"
#include "app/demo_folder.h"
#include "app/init.h"
#include "app/outage_edit.h"
#include "app/plan_import.h"
#include "app/record_import.h"
#include "app/table_in.h"
#include "app/unit_edit.h"
#include "base/arena.h"
#include "core/calendar/local_time.h"
#include "core/record/moment_text.h"
#include "store/county.h"
#include "store/plan.h"
#include "store/store.h"

#define DEMO_CATALOG "catalog/jiangsu-2016"
#define DEMO_SHEETS  "sample/replay-2016/"
#define DEMO_PLAN    "sample/plan-2016.txt"
#define DEMO_BEGAN   "2015-01-01" /* before the first record */

struct demo {
    struct arena *a;
    struct app *app;
    struct app past; /* the same, with the clock of then */
    instant then;
    bool outage;
    struct str folder;
    struct app_demo ret;
};

static const char *demo_path(const struct demo *d, struct str inner)
{
    return str_format(d->a, "%" STR_FMT "/%" STR_FMT, STR_ARG(d->folder), STR_ARG(inner)).p;
}

static instant demo_clock(void *ctx)
{
    const instant *then = ctx;
    return *then;
}

/* ---- an empty database -------------------------------------------------------------------- */

static enum err_code empty_tx(struct tx *tx, void *ctx, struct err *e)
{
    const struct demo *d = ctx;
    struct county county;
    struct catalog_version_list catalogs;
    struct unit_list units;
    struct plan_head_list plans;
    ERR_TRY(store_county_get(d->a, tx, d->app->county, &county, e));
    ERR_TRY(store_catalog_list(d->a, tx, county.code, &catalogs, e));
    ERR_TRY(store_unit_list(d->a, tx, county.code, UNIT_NOW, &units, e));
    ERR_TRY(store_plan_list(d->a, tx, county.code, &plans, e));
    if (catalogs.n + units.n + plans.n > 0)
        return err_set(e, ERR_DEMO_NOT_EMPTY, "catalogs %zu, units %zu, plans %zu", catalogs.n,
                       units.n, plans.n);
    return ERR_OK;
}

static enum err_code demo_open(struct demo *d, struct err *e)
{
    struct app_county county = {.created = false};
    struct err quiet = {0};
    enum err_code code = app_open(d->app, &quiet);
    if (code == ERR_OK) /* made before: it may have things in it */
        code = store_tx(d->app->store, TX_READ, "demo", empty_tx, d, &quiet);
    if (code == ERR_COUNTY_NOT_FOUND && d->app->store != NULL) {
        store_free(d->app->store);
        d->app->store = NULL;
    }
    if (code == ERR_DB_NOT_INITIALISED || code == ERR_COUNTY_NOT_FOUND)
        ERR_TRY(app_init_database(d->a, d->app, STR_NONE, &county, e));
    else if (code != ERR_OK)
        return err_set(e, code, "%s", quiet.detail);
    d->ret.created = county.created;
    return data_key_provide(d->a, d->app, &d->ret.key, e);
}

/* ---- what comes in ------------------------------------------------------------------------ */

static enum err_code demo_catalog(struct demo *d, struct err *e)
{
    struct app_catalog_load loaded;
    ERR_TRY(app_catalog_load(d->a, &d->past, demo_path(d, STR(DEMO_CATALOG)), &loaded, e));
    must(loaded.checked.catalog != NULL); /* a test checks the catalogs of the program */
    d->ret.catalog = loaded.version.catalog;
    d->ret.catalog_version = loaded.version.version;
    return ERR_OK;
}

static enum err_code demo_units(struct demo *d, struct err *e)
{
    const uint32_t columns =
        1U << TABLE_ID | 1U << TABLE_KIND | 1U << TABLE_PARENT | 1U << TABLE_NAME;
    struct table_in t;
    ERR_TRY(
        table_in_read(d->a, demo_path(d, STR(DEMO_SHEETS "units.csv")), columns, columns, &t, e));
    for (size_t i = 0; i < t.n; i++) {
        const struct unit u = {.id = t.rows[i].cells[TABLE_ID],
                               .kind = t.rows[i].cells[TABLE_KIND],
                               .parent = t.rows[i].cells[TABLE_PARENT],
                               .name = t.rows[i].cells[TABLE_NAME]};
        ERR_TRY(app_unit_add(d->a, &d->past, &u, e));
    }
    d->ret.units = (int64_t)t.n;
    return ERR_OK;
}

static enum err_code demo_figures(struct demo *d, struct err *e)
{
    const uint32_t columns =
        1U << TABLE_UNIT | 1U << TABLE_ATTRIBUTE | 1U << TABLE_FROM | 1U << TABLE_VALUE;
    struct table_in t;
    ERR_TRY(
        table_in_read(d->a, demo_path(d, STR(DEMO_SHEETS "figures.csv")), columns, columns, &t, e));
    for (size_t i = 0; i < t.n; i++) {
        const struct table_row_in *row = &t.rows[i];
        date from;
        ERR_TRY(date_parse(row->cells[TABLE_FROM], &from, e));
        ERR_TRY(app_unit_figure(d->a, &d->past, row->cells[TABLE_UNIT], row->cells[TABLE_ATTRIBUTE],
                                from, row->cells[TABLE_VALUE], e));
    }
    d->ret.figures = (int64_t)t.n;
    return ERR_OK;
}

static enum err_code demo_outage(struct demo *d, const struct table_row_in *row, struct err *e)
{
    struct outage report = {.unit = row->cells[TABLE_UNIT],
                            .reason = row->cells[TABLE_REASON],
                            .evidence = row->cells[TABLE_SOURCE]};
    struct app_outage made;
    ERR_TRY(moment_text_read(row->cells[TABLE_FROM], &report.from, e));
    ERR_TRY(moment_text_read(row->cells[TABLE_TO], &report.to, e));
    ERR_TRY(moment_text_read(row->cells[TABLE_REPORTED_AT], &d->then, e));
    ERR_TRY(app_outage_add(d->a, &d->past, &report, &made, e));
    ERR_TRY(moment_text_read(row->cells[TABLE_ACCEPTED_AT], &d->then, e));
    return app_outage_accept(d->a, &d->past, made.outage.id, &made, e);
}

static enum err_code demo_outages(struct demo *d, struct err *e)
{
    const uint32_t columns = 1U << TABLE_UNIT | 1U << TABLE_FROM | 1U << TABLE_TO |
                             1U << TABLE_REASON | 1U << TABLE_SOURCE | 1U << TABLE_REPORTED_AT |
                             1U << TABLE_ACCEPTED_AT;
    struct table_in t;
    ERR_TRY(
        table_in_read(d->a, demo_path(d, STR(DEMO_SHEETS "outage.csv")), columns, columns, &t, e));
    for (size_t i = 0; i < t.n; i++)
        ERR_TRY(demo_outage(d, &t.rows[i], e));
    d->ret.outages = (int64_t)t.n;
    return ERR_OK;
}

/* "…/08-supervisee.csv": the type is behind the number. Empty: no sheet of records. */
static struct str sheet_type(struct str path)
{
    struct str name = str_sub(path, sizeof(DEMO_SHEETS) - 1, path.n);
    size_t dash = str_find(name, STR("-"), 0);
    if (!str_starts(path, STR(DEMO_SHEETS)) || dash == SIZE_MAX || !str_ends(name, STR(".csv")))
        return STR_NONE;
    return str_sub(name, dash + 1, name.n - (sizeof(".csv") - 1));
}

/* A sheet of records; in the table of files they stand in the order in which they refer back. */
static enum err_code demo_sheet(struct demo *d, struct str path, struct err *e)
{
    struct app_import_result r;
    const struct app_import_call call = {
        .type = sheet_type(path), .path = demo_path(d, path), .history = true, .lang = LANG_EN};
    ERR_TRY(app_record_import(d->a, d->app, &call, &r, e));
    if (!r.stored) {
        enum err_code code = r.problems.n > 0 ? r.problems.p[0].code : ERR_IMPORT_BAD_ROWS;
        return err_set(e, code, "%" STR_FMT ": %lld", STR_ARG(path), (long long)r.bad);
    }
    d->ret.records += r.good;
    return ERR_OK;
}

static enum err_code demo_records(struct demo *d, struct err *e)
{
    for (size_t i = 0; i < DEMO_FILES_N; i++) {
        if (sheet_type(DEMO_FILES[i].path).n > 0)
            ERR_TRY(demo_sheet(d, DEMO_FILES[i].path, e));
    }
    return ERR_OK;
}

static enum err_code demo_plan(struct demo *d, struct err *e)
{
    struct app_plan plan;
    struct app_import import;
    ERR_TRY(app_plan_open(d->a, demo_path(d, STR(DEMO_PLAN)), &plan, e));
    ERR_TRY(app_plan_import(d->a, d->app, &plan, APP_ACCEPT_NONE, &import, e));
    d->ret.plan_id = import.plan_id;
    return ERR_OK;
}

static enum err_code demo_fill(struct demo *d, struct err *e)
{
    ERR_TRY(demo_catalog(d, e));
    ERR_TRY(demo_units(d, e));
    ERR_TRY(demo_figures(d, e));
    if (d->outage) /* before the records, whose time of entry into this database is now */
        ERR_TRY(demo_outages(d, e));
    ERR_TRY(demo_records(d, e));
    return demo_plan(d, e);
}

enum err_code app_demo(struct arena *a, struct app *app, bool outage, const char *tmp,
                       struct app_demo *ret, struct err *e)
{
    struct demo d = {.a = a, .app = app, .outage = outage};
    date began;
    ERR_TRY(demo_open(&d, e));
    ERR_TRY(date_parse(STR(DEMO_BEGAN), &began, e));
    d.then = local_day_start(began);
    d.past = *app;
    d.past.clock = (struct clock){demo_clock, &d.then};
    ERR_TRY(demo_folder_make(a, tmp, &d.folder, e));
    enum err_code code = demo_fill(&d, e);
    demo_folder_remove(a, d.folder);
    if (code == ERR_OK)
        *ret = d.ret;
    return code;
}
