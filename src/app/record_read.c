/*
 * record_read.c — the reading use cases of record_edit.h.
 */
#include "app/record_edit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "core/record/record_json.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"
#include "store/subject_key.h"

struct read_call {
    struct arena *a;
    struct app *app;
    const struct seal_key *data_key;
    instant at;
    int64_t id;
    instant as_of;
    struct str why;
    const struct record_filter *filter;
    struct app_record record;
    struct record_life life;
    struct app_record_page page;
    struct app_catalogs catalogs;
};

/* ---- one record ----------------------------------------------------------------------- */

/* Its type by the very catalog version it was checked by. */
static enum err_code read_type(struct read_call *c, struct tx *tx, struct str county,
                               struct app_record *r, struct err *e)
{
    const struct stored_revision *content = &r->record.content;
    for (size_t i = 0; i < c->catalogs.n; i++) {
        const struct catalog_version *v = &c->catalogs.p[i].version;
        if (str_eq(v->catalog, content->catalog) && v->version == content->catalog_version)
            r->by = &c->catalogs.p[i];
    }
    if (r->by == NULL) {
        struct app_catalog_version *old = ARENA_NEW(c->a, struct app_catalog_version);
        ERR_TRY(
            app_catalog_read(c->a, tx, county, content->catalog, content->catalog_version, old, e));
        r->by = old;
    }
    r->type = catalog_type(r->by->catalog, r->record.type);
    if (r->type == NULL)
        return err_set(e, ERR_DB_CORRUPT, "R%lld: type %" STR_FMT, (long long)r->record.id,
                       STR_ARG(r->record.type));
    return ERR_OK;
}

static enum err_code read_values(struct read_call *c, struct tx *tx, struct str county,
                                 struct app_record *r, struct err *e)
{
    ERR_TRY(read_type(c, tx, county, r, e));
    r->values = ARENA_NEW_N(c->a, r->type->n_fields, struct value);
    r->has_sealed = r->record.content.sealed.n > 0;
    return record_json_read(c->a, r->type, RECORD_PART_OPEN, r->record.content.fields, r->values,
                            e);
}

/* Who reads what is sensitive, and why, stands in the chain before he sees it. */
static enum err_code read_sealed(struct read_call *c, struct tx *tx, const struct audit_by *by,
                                 struct app_record *r, struct err *e)
{
    struct str secret;
    struct buf b;
    ERR_TRY(store_record_unseal(c->a, tx, by->county, c->data_key, &r->record, &r->record.content,
                                &secret, e));
    ERR_TRY(record_json_read(c->a, r->type, RECORD_PART_SEALED, secret, r->values, e));
    struct json_val *detail = json_val_object(c->a);
    json_put_str(detail, "reason", c->why);
    json_put_int(detail, "revision", r->record.content.revision);
    buf_init(&b, (size_t)64 * 1024);
    json_write(detail, 0, &b);
    struct audit_event event = {.action = STR("record.unseal"),
                                .object = str_format(c->a, "record/%lld", (long long)c->id),
                                .detail = str_copy(c->a, buf_str(&b))};
    buf_release(&b);
    r->unsealed = true;
    return store_audit_append(tx, by, &event, e);
}

static enum err_code show_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct read_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    c->record = (struct app_record){.type = NULL};
    ERR_TRY(app_catalogs_read(c->a, tx, county.code, &c->catalogs, e));
    ERR_TRY(store_record_life(c->a, tx, county.code, c->id, c->as_of, &c->life, e));
    c->record.record = c->life.record;
    ERR_TRY(read_values(c, tx, county.code, &c->record, e));
    if (c->why.n > 0 && c->record.has_sealed)
        ERR_TRY(read_sealed(c, tx, &by, &c->record, e));
    return ERR_OK;
}

enum err_code app_record_show(struct arena *a, struct app *app, int64_t id, instant as_of,
                              struct str why_unseal, struct app_record *ret,
                              struct record_life *ret_life, struct err *e)
{
    struct seal_key key;
    bool has_key = false;
    struct read_call c = {.a = a,
                          .app = app,
                          .at = clock_now(&app->clock),
                          .id = id,
                          .as_of = as_of,
                          .why = why_unseal};
    ERR_TRY(app_open(app, e));
    if (why_unseal.n > 0)
        ERR_TRY(data_key_read(a, app, &key, &has_key, e));
    c.data_key = has_key ? &key : NULL;
    enum err_code code =
        store_tx(app->store, why_unseal.n > 0 ? TX_WRITE : TX_READ, "record show", show_tx, &c, e);
    seal_key_wipe(&key);
    ERR_TRY(code);
    *ret = c.record;
    *ret_life = c.life;
    return ERR_OK;
}

/* ---- many ---------------------------------------------------------------------------------- */

static struct str list_unit(const struct read_call *c, struct str text)
{
    for (size_t i = 0; i < c->page.units.n; i++) {
        if (str_eq(c->page.units.p[i].name, text))
            return c->page.units.p[i].id;
    }
    return text;
}

static bool list_knows_unit(const struct read_call *c, struct str id)
{
    for (size_t i = 0; i < c->page.units.n; i++) {
        if (str_eq(c->page.units.p[i].id, id))
            return true;
    }
    return false;
}

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct read_call *c = ctx;
    struct county county;
    struct stored_record_list list;
    struct record_filter filter = *c->filter;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(app_catalogs_read(c->a, tx, county.code, &c->catalogs, e));
    c->page = (struct app_record_page){.n = 0};
    c->page.type = app_catalogs_type(&c->catalogs, filter.type, clock_local_date(c->at), NULL);
    if (c->page.type == NULL)
        return err_set(e, ERR_RECORD_TYPE, "%" STR_FMT, STR_ARG(filter.type));
    ERR_TRY(store_unit_list(c->a, tx, county.code, UNIT_NOW, &c->page.units, e));
    if (filter.unit.n > 0) {
        filter.unit = list_unit(c, filter.unit);
        if (!list_knows_unit(c, filter.unit))
            return err_set(e, ERR_UNIT_NOT_FOUND, "%" STR_FMT, STR_ARG(filter.unit));
    }
    filter.most++; /* one more tells whether there is another page */
    ERR_TRY(store_record_list(c->a, tx, county.code, &filter, &list, e));
    c->page.more = list.n > (size_t)c->filter->most;
    c->page.n = c->page.more ? (size_t)c->filter->most : list.n;
    c->page.p = ARENA_NEW_N(c->a, c->page.n, struct app_record);
    for (size_t i = 0; i < c->page.n; i++) {
        c->page.p[i].record = list.p[i];
        ERR_TRY(read_values(c, tx, county.code, &c->page.p[i], e));
    }
    return ERR_OK;
}

enum err_code app_record_list(struct arena *a, struct app *app, const struct record_filter *filter,
                              struct app_record_page *ret, struct err *e)
{
    struct read_call c = {.a = a, .app = app, .at = clock_now(&app->clock), .filter = filter};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "record list", list_tx, &c, e));
    *ret = c.page;
    return ERR_OK;
}

static enum err_code types_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct read_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    return app_catalogs_read(c->a, tx, county.code, &c->catalogs, e);
}

enum err_code app_record_types(struct arena *a, struct app *app, struct app_catalogs *ret,
                               struct err *e)
{
    struct read_call c = {.a = a, .app = app};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "record types", types_tx, &c, e));
    *ret = c.catalogs;
    return ERR_OK;
}
