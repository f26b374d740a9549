/*
 * record_read.c — the reading use cases of record_edit.h.
 */
#include "app/record_edit.h"

#include "app/record_label.h"
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
    struct str type, text;
    struct app_record_page page;
    struct unit_list units;
    struct app_catalogs catalogs;
    struct record_world world;
};

/* ---- one record ----------------------------------------------------------------------- */

static struct str read_unit_name(const struct read_call *c, struct str id)
{
    for (size_t i = 0; i < c->units.n; i++) {
        if (str_eq(c->units.p[i].id, id))
            return c->units.p[i].name;
    }
    return id;
}

/* What the subject of a record is known by, if its type says so. */
static enum err_code read_label(struct read_call *c, struct tx *tx, struct str county,
                                int64_t subject, struct str *ret, struct err *e)
{
    struct stored_record r;
    ERR_TRY(store_record_get(c->a, tx, county, subject, RECORD_NOW, &r, e));
    return record_label(c->a, tx, county, &c->catalogs, &r, ret, e);
}

static enum err_code read_values(struct read_call *c, struct tx *tx, struct str county,
                                 struct app_record *r, struct err *e)
{
    ERR_TRY(app_catalogs_type_of(c->a, tx, county, &c->catalogs, &r->record, &r->type, &r->by, e));
    r->values = ARENA_NEW_N(c->a, r->type->n_fields, struct value);
    r->has_sealed = r->record.content.sealed.n > 0;
    r->unit_name = read_unit_name(c, r->record.unit);
    ERR_TRY(
        record_json_read(c->a, r->type, RECORD_PART_OPEN, r->record.content.fields, r->values, e));
    r->unit_names = ARENA_NEW_N(c->a, r->type->n_fields, struct str);
    for (size_t i = 0; i < r->type->n_fields; i++)
        if (r->type->fields[i].type == FIELD_UNIT && r->values[i].has)
            r->unit_names[i] = read_unit_name(c, r->values[i].text);
    return ERR_OK;
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
    ERR_TRY(store_unit_list(c->a, tx, county.code, UNIT_NOW, &c->units, e));
    ERR_TRY(store_record_life(c->a, tx, county.code, c->id, c->as_of, &c->life, e));
    c->record.record = c->life.record;
    ERR_TRY(read_values(c, tx, county.code, &c->record, e));
    if (c->record.record.subject != 0)
        ERR_TRY(
            read_label(c, tx, county.code, c->record.record.subject, &c->record.subject_label, e));
    if (c->why.n > 0 && c->record.has_sealed)
        ERR_TRY(read_sealed(c, tx, &by, &c->record, e));
    return ERR_OK;
}

enum err_code app_record_show(struct arena *a, struct app *app, int64_t id, instant as_of,
                              struct str why_unseal, struct app_record *ret,
                              struct record_life *ret_life, struct err *e)
{
    struct seal_key key = {{0}};
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

/* The filter as the store wants it: ids for names, and where the page before has ended. */
static enum err_code list_filter(struct read_call *c, struct tx *tx, struct str county,
                                 struct record_filter *ret, struct err *e)
{
    struct record_filter filter = *c->filter;
    struct stored_record last;
    bool known = filter.unit.n == 0;
    for (size_t i = 0; !known && i < c->units.n; i++) {
        const struct unit *u = &c->units.p[i];
        known = str_eq(u->id, filter.unit) || str_eq(u->name, filter.unit);
        if (known)
            filter.unit = u->id;
    }
    if (!known)
        return err_set(e, ERR_UNIT_NOT_FOUND, "%" STR_FMT, STR_ARG(filter.unit));
    if (filter.has_after) {
        ERR_TRY(store_record_get(c->a, tx, county, filter.after.id, RECORD_NOW, &last, e));
        filter.after = record_place_of(&last);
    }
    filter.most++; /* one more tells whether there is another page */
    *ret = filter;
    return ERR_OK;
}

/* The label of each record's subject, looked up once. */
static enum err_code list_labels(struct read_call *c, struct tx *tx, struct str county,
                                 struct err *e)
{
    struct map seen;
    map_init(&seen, c->a);
    for (size_t i = 0; i < c->page.n; i++) {
        struct app_record *r = &c->page.p[i];
        struct str key = str_format(c->a, "%lld", (long long)r->record.subject);
        int64_t at;
        if (r->record.subject == 0)
            continue;
        if (map_get(&seen, key, &at)) {
            r->subject_label = c->page.p[at].subject_label;
            continue;
        }
        ERR_TRY(read_label(c, tx, county, r->record.subject, &r->subject_label, e));
        map_put(&seen, key, (int64_t)i);
    }
    return ERR_OK;
}

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct read_call *c = ctx;
    struct county county;
    struct stored_record_list list;
    struct record_filter filter;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(app_catalogs_read(c->a, tx, county.code, &c->catalogs, e));
    c->page = (struct app_record_page){.n = 0};
    c->page.type = app_catalogs_type(&c->catalogs, c->filter->type, clock_local_date(c->at), NULL);
    if (c->page.type == NULL)
        return app_catalogs_no_type(&c->catalogs, c->filter->type, e);
    ERR_TRY(store_unit_list(c->a, tx, county.code, UNIT_NOW, &c->units, e));
    ERR_TRY(list_filter(c, tx, county.code, &filter, e));
    ERR_TRY(store_record_list(c->a, tx, county.code, &filter, &list, e));
    c->page.more = list.n > (size_t)c->filter->most;
    c->page.n = c->page.more ? (size_t)c->filter->most : list.n;
    c->page.p = ARENA_NEW_N(c->a, c->page.n, struct app_record);
    for (size_t i = 0; i < c->page.n; i++) {
        c->page.p[i].record = list.p[i];
        ERR_TRY(read_values(c, tx, county.code, &c->page.p[i], e));
    }
    return list_labels(c, tx, county.code, e);
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

/* ---- subjects -------------------------------------------------------------------------------- */

static enum err_code subject_find(struct read_call *c, struct err *e)
{
    const struct record_type *t;
    ERR_TRY(record_world_type(&c->world, c->type, &t, e));
    if (t->subject.n == 0)
        return err_set(e, ERR_RECORD_FIELD, "%" STR_FMT ": subject", STR_ARG(c->type));
    const struct field f = {.type = FIELD_REF, .to = t->subject};
    const struct world_subject *there = NULL;
    struct value v;
    if (str_starts(c->text, STR("R")) &&
        str_to_i64(str_sub(c->text, 1, c->text.n), &c->id, NULL) == ERR_OK) /* void ones too */
        ERR_TRY(record_world_subject(&c->world, c->id, &there, e));
    if (there != NULL)
        return ERR_OK;
    ERR_TRY(value_read(c->a, &f, c->text, &c->world.names, &v, e));
    if (!v.has)
        return err_set(e, ERR_RECORD_REF, "%s", "");
    c->id = v.id;
    return ERR_OK;
}

static enum err_code subject_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct read_call *c = ctx;
    struct county county;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(record_world_init(&c->world, c->a, tx, county.code, c->at, c->data_key, e));
    enum err_code code = subject_find(c, e);
    record_world_release(&c->world);
    return code;
}

enum err_code app_record_subject(struct arena *a, struct app *app, struct str type, struct str text,
                                 int64_t *ret, struct err *e)
{
    struct seal_key key = {{0}};
    bool has_key = false;
    struct read_call c = {
        .a = a, .app = app, .at = clock_now(&app->clock), .type = type, .text = text};
    ERR_TRY(app_open(app, e));
    ERR_TRY(data_key_read(a, app, &key, &has_key, e));
    c.data_key = has_key ? &key : NULL;
    enum err_code code = store_tx(app->store, TX_READ, "record subject", subject_tx, &c, e);
    seal_key_wipe(&key);
    ERR_TRY(code);
    *ret = c.id;
    return ERR_OK;
}

/* ---- types ----------------------------------------------------------------------------------- */

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
