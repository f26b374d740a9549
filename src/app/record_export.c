/*
 * record_export.c — templates and exports; see record_sheet.h.
 */
#include "app/record_form.h"
#include "app/record_sheet.h"
#include "app/record_values.h"
#include "app/sheet_out.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "core/calendar/local_time.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

#define EXPORT_PAGE_ARENA_MAX ((size_t)256 * 1024 * 1024)

enum { EXPORT_PAGE = 1000 };

struct export_call {
    struct arena *a;
    struct arena page; /* of the rows at hand */
    struct app *app;
    const struct record_filter *filter;
    struct str type;
    struct str why;
    const char *path;
    enum record_sheet_format format;
    enum lang lang;
    instant at;
    const struct seal_key *data_key;
    struct record_world world;
    const struct record_type *t, *subject;
    struct form form;
    struct sheet_out out;
    int64_t n;
};

static enum err_code export_types(struct export_call *c, struct tx *tx, struct county *county,
                                  struct err *e)
{
    ERR_TRY(store_county_get(c->a, tx, c->app->county, county, e));
    ERR_TRY(record_world_init(&c->world, c->a, tx, county->code, c->at, c->data_key, e));
    ERR_TRY(record_world_type(&c->world, c->type, &c->t, e));
    c->subject = NULL;
    if (c->t->subject.n > 0)
        ERR_TRY(record_world_type(&c->world, c->t->subject, &c->subject, e));
    return ERR_OK;
}

/* ---- templates --------------------------------------------------------------------- */

static enum err_code template_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct export_call *c = ctx;
    struct county county;
    ERR_TRY(export_types(c, tx, &county, e));
    struct str *units = ARENA_NEW_N(c->a, c->world.units.n, struct str);
    for (size_t i = 0; i < c->world.units.n; i++)
        units[i] = c->world.units.p[i].name;
    c->form = record_form_template(c->a, c->t, c->subject, units, c->world.units.n, c->lang);
    return ERR_OK;
}

enum err_code app_record_template(struct arena *a, struct app *app, struct str type,
                                  const char *path, enum record_sheet_format format, enum lang lang,
                                  struct err *e)
{
    struct export_call c = {
        .a = a, .app = app, .type = type, .lang = lang, .at = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "records template", template_tx, &c, e));
    ERR_TRY(sheet_out_begin(a, path, format, &c.form, &c.out, e));
    return sheet_out_end(&c.out, ERR_OK, e);
}

/* ---- rows ------------------------------------------------------------------------------ */

static struct form_value export_text(struct str s)
{
    return (struct form_value){.kind = s.n == 0 ? FORM_NONE : FORM_VALUE_TEXT, .text = s};
}

static struct form_value export_instant(instant t)
{
    struct form_value v = {.kind = FORM_VALUE_DATETIME, .day = local_day(t)};
    v.ms = t.ms - local_day_start(v.day).ms;
    return v;
}

static struct str export_unit(const struct export_call *c, struct str id)
{
    for (size_t i = 0; i < c->world.units.n; i++) {
        if (str_eq(c->world.units.p[i].id, id))
            return c->world.units.p[i].name;
    }
    return id;
}

/* The fields by the type in force; what an older version had besides is not shown. */
static enum err_code export_values(struct export_call *c, const struct stored_record *r,
                                   struct value **ret, struct err *e)
{
    const struct record_type *t;
    struct value *values;
    ERR_TRY(record_world_values(&c->world, &c->page, r, c->why.n > 0, &t, &values, e));
    *ret = record_values_under(&c->page, t, values, c->t);
    return ERR_OK;
}

static enum err_code export_row(struct export_call *c, const struct stored_record *r, struct err *e)
{
    const struct record_type *t = c->t;
    struct value *values;
    struct form_value *row = ARENA_NEW_N(&c->page, c->form.n, struct form_value);
    size_t n = 0;
    ERR_TRY(export_values(c, r, &values, e));
    row[n++] = export_text(str_format(&c->page, "R%lld", (long long)r->id));
    row[n++] = export_text(export_unit(c, r->unit));
    if (c->subject != NULL)
        row[n++] = export_text(
            r->subject == 0 ? STR_NONE : str_format(&c->page, "R%lld", (long long)r->subject));
    for (size_t i = 0; i < t->n_fields; i++) {
        if (!record_form_has(&t->fields[i]))
            continue;
        row[n++] = t->fields[i].sensitive && c->why.n == 0 && r->content.sealed.n > 0
                       ? export_text(STR("***"))
                       : record_form_value(&c->page, &t->fields[i], &values[i], c->lang);
    }
    row[n++] = export_instant(r->entered_at);
    must(n == c->form.n);
    return sheet_out_row(&c->out, row, e);
}

/* ---- pages ------------------------------------------------------------------------------- */

static enum err_code export_page(struct export_call *c, struct tx *tx, struct str county,
                                 struct record_filter *filter, bool *ret_more, struct err *e)
{
    struct stored_record_list list;
    ERR_TRY(store_record_list(&c->page, tx, county, filter, &list, e));
    for (size_t i = 0; i < list.n; i++)
        ERR_TRY(export_row(c, &list.p[i], e));
    c->n += (int64_t)list.n;
    *ret_more = list.n == EXPORT_PAGE;
    if (list.n > 0)
        filter->after = record_place_of(&list.p[list.n - 1]);
    filter->has_after = true;
    return ERR_OK;
}

static enum err_code export_rows(struct export_call *c, struct tx *tx, struct str county,
                                 struct err *e)
{
    struct record_filter filter = *c->filter;
    bool more = true;
    filter.has_after = false;
    filter.most = EXPORT_PAGE;
    if (filter.unit.n > 0)
        ERR_TRY(record_world_unit(&c->world, filter.unit, &filter.unit, e));
    while (more) {
        arena_init(&c->page, EXPORT_PAGE_ARENA_MAX);
        enum err_code code = export_page(c, tx, county, &filter, &more, e);
        arena_release(&c->page);
        ERR_TRY(code);
    }
    return ERR_OK;
}

/* A reading transaction sees one state and keeps nobody from writing; the file is not in its place
 * before the next one has told the audit chain of it. */
static enum err_code export_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct export_call *c = ctx;
    struct county county;
    c->n = 0;
    sheet_out_forget(&c->out); /* what an attempt before has begun */
    ERR_TRY(export_types(c, tx, &county, e));
    c->form = record_form_export(c->a, c->t, c->subject, c->lang);
    ERR_TRY(sheet_out_begin(c->a, c->path, c->format, &c->form, &c->out, e));
    enum err_code code = export_rows(c, tx, county.code, e);
    record_world_release(&c->world);
    return code;
}

static enum err_code export_audit_tx(struct tx *tx, void *ctx, struct err *e)
{
    const struct export_call *c = ctx;
    struct county county;
    struct buf b;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    struct json_val *detail = json_val_object(c->a);
    json_put_int(detail, "records", c->n);
    json_put_bool(detail, "sensitive", c->why.n > 0);
    if (c->why.n > 0)
        json_put_str(detail, "reason", c->why);
    buf_init(&b, (size_t)64 * 1024);
    json_write(detail, 0, &b);
    struct audit_event event = {.action = STR("record.export"),
                                .object = str_format(c->a, "type/%" STR_FMT, STR_ARG(c->t->id)),
                                .detail = str_copy(c->a, buf_str(&b))};
    buf_release(&b);
    return store_audit_append(tx, &by, &event, e);
}

static enum err_code export_run(struct export_call *c, struct err *e)
{
    enum err_code code = store_tx(c->app->store, TX_READ, "records export", export_tx, c, e);
    if (code == ERR_OK)
        code = store_tx(c->app->store, TX_WRITE, "records export", export_audit_tx, c, e);
    return sheet_out_end(&c->out, code, e);
}

enum err_code app_record_export(struct arena *a, struct app *app,
                                const struct record_filter *filter, struct str why,
                                const char *path, enum record_sheet_format format, enum lang lang,
                                int64_t *ret_n, struct err *e)
{
    struct seal_key key = {{0}};
    bool has_key = false;
    struct export_call c = {.a = a,
                            .app = app,
                            .filter = filter,
                            .type = filter->type,
                            .why = why,
                            .path = path,
                            .format = format,
                            .lang = lang,
                            .at = clock_now(&app->clock)};
    ERR_TRY(app_open(app, e));
    if (why.n > 0)
        ERR_TRY(data_key_read(a, app, &key, &has_key, e));
    c.data_key = has_key ? &key : NULL;
    enum err_code code = export_run(&c, e);
    seal_key_wipe(&key);
    ERR_TRY(code);
    *ret_n = c.n;
    return ERR_OK;
}
