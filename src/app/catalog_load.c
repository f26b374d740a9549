/*
 * catalog_load.c — see catalog_load.h.
 */
#include "app/catalog_load.h"

#include "app/catalog_files.h"
#include "app/catalog_view.h"
#include "app/obligation_keep.h"
#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct load_call {
    struct arena *a;
    const struct app *app;
    instant at;
    struct catalog_version wanted;
    struct catalog_file_list files;
    struct app_catalog_load *ret;
};

/* The files of all sources under the ids of their catalogs; folders of extended ones bear these. */
static struct catalog_file_list load_files(struct arena *a, const struct catalog_sources *sources,
                                           struct str id)
{
    struct catalog_file_list list = {.n = 0};
    size_t n = 0;
    for (size_t i = 0; i < sources->n; i++)
        n += sources->p[i].n;
    list.p = ARENA_NEW_N(a, n, struct catalog_file);
    for (size_t i = 0; i < sources->n; i++) {
        const struct catalog_source *s = &sources->p[i];
        for (size_t k = 0; k < s->n; k++)
            list.p[list.n++] = (struct catalog_file){
                .path = str_format(a, "%" STR_FMT "/%" STR_FMT, STR_ARG(i == 0 ? id : s->name),
                                   STR_ARG(s->files[k].path)),
                .content = s->files[k].bytes};
    }
    return list;
}

static enum err_code load_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct load_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    struct app_catalogs current;
    ERR_TRY(store_catalog_publish(c->a, tx, &by, &c->wanted, &c->files, &c->ret->version,
                                  &c->ret->added, e));
    ERR_TRY(app_catalogs_read(c->a, tx, county.code, &current, e));
    struct record_view_list views = catalog_views(c->a, &current);
    ERR_TRY(store_view_replace(tx, &by, &views, NULL, e));
    return c->ret->added ? obligation_keep_all(tx, &by, e) : ERR_OK;
}

enum err_code app_catalog_load(struct arena *a, struct app *app, const char *dir,
                               struct app_catalog_load *ret, struct err *e)
{
    struct catalog_sources sources;
    struct load_call c = {.a = a, .app = app, .at = clock_now(&app->clock), .ret = ret};
    *ret = (struct app_catalog_load){.added = false};
    ERR_TRY(catalog_files_read(a, dir, &sources, e));
    faults_init(&ret->checked.faults, a);
    ret->checked.catalog = catalog_read(a, sources.p, sources.n, &ret->checked.faults);
    const struct catalog *catalog = ret->checked.catalog;
    if (catalog == NULL)
        return ERR_OK;
    c.wanted = (struct catalog_version){.catalog = catalog->id,
                                        .title = title_in(&catalog->title, LANG_ZH),
                                        .has_from = catalog->valid.has_from,
                                        .has_to = catalog->valid.has_to,
                                        .from = catalog->valid.from,
                                        .to = catalog->valid.to};
    c.files = load_files(a, &sources, catalog->id);
    ERR_TRY(app_open(app, e));
    return store_tx(app->store, TX_WRITE, "catalog load", load_tx, &c, e);
}

struct list_call {
    struct arena *a;
    const struct app *app;
    struct catalog_version_list ret;
};

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct list_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    return store_catalog_list(c->a, tx, county.code, &c->ret, e);
}

enum err_code app_catalog_list(struct arena *a, struct app *app, struct catalog_version_list *ret,
                               struct err *e)
{
    struct list_call c = {.a = a, .app = app};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "catalog list", list_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
