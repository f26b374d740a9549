/*
 * record_edit.c — see record_edit.h. Reading is in record_read.c.
 */
#include "app/record_edit.h"

#include "app/obligation_keep.h"
#include "app/record_attach.h"
#include "app/record_values.h"
#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct edit_call {
    struct arena *a;
    struct app *app;
    const struct record_input *in;
    const struct seal_key *data_key;
    instant at;
    int64_t id, seen;
    struct str reason;
    struct str field; /* of `file` */
    const struct attachment_file *file;
    struct app_record_result ret;
    int64_t along;
    struct record_world world;
};

/* ---- values from what was written -------------------------------------------------- */

static enum err_code edit_pair(struct edit_call *c, const struct record_type *t,
                               const struct record_pair *pair, struct value *values, struct err *e)
{
    struct err reason = {0};
    int32_t field = record_type_field(t, pair->field);
    if (field == FIELD_NONE)
        return err_set(e, ERR_RECORD_FIELD, "%" STR_FMT ".%" STR_FMT, STR_ARG(t->id),
                       STR_ARG(pair->field));
    enum err_code code =
        value_read(c->a, &t->fields[field], pair->text, &c->world.names, &values[field], &reason);
    if (code != ERR_OK && !record_is_problem(code))
        return err_set(e, code, "%s", reason.detail);
    if (code != ERR_OK)
        problem_add(c->a, &c->ret.problems, field, &reason);
    return ERR_OK;
}

static enum err_code edit_pairs(struct edit_call *c, const struct record_type *t,
                                struct value *values, struct err *e)
{
    for (size_t i = 0; i < c->in->n; i++)
        ERR_TRY(edit_pair(c, t, &c->in->pairs[i], values, e));
    return ERR_OK;
}

/* What a record says now, by the type that it was checked by; nothing, if it is a new one. */
struct edit_before {
    const struct record_type *type;
    const struct value *values;
};

static struct value *edit_base(struct edit_call *c, const struct edit_before *before,
                               const struct record_type *t)
{
    if (before->type == NULL)
        return ARENA_NEW_N(c->a, t->n_fields, struct value);
    return record_values_under(c->a, before->type, before->values, t);
}

/* The day on which it happened, by a type, as it will be; what is wrong with it is told later. */
static enum err_code edit_day(struct edit_call *c, const struct edit_before *before,
                              const struct record_type *t, instant entered_at, date *ret,
                              struct err *e)
{
    struct value *values = edit_base(c, before, t);
    const struct record_draft d = {.type = t, .values = values, .entered_at = entered_at};
    for (size_t i = 0; t->occurred_on != FIELD_NONE && i < c->in->n; i++) {
        const struct field *f = &t->fields[t->occurred_on];
        struct err reason = {0};
        if (!str_eq(f->id, c->in->pairs[i].field))
            continue;
        enum err_code code = value_read(c->a, f, c->in->pairs[i].text, &c->world.names,
                                        &values[t->occurred_on], &reason);
        if (code != ERR_OK && !record_is_problem(code))
            return err_set(e, code, "%s", reason.detail);
    }
    *ret = record_occurred_on(&d);
    return ERR_OK;
}

/* The type of the catalog in force on the day it happened, as it will be. */
static enum err_code edit_type(struct edit_call *c, struct str type,
                               const struct edit_before *before, instant entered_at,
                               const struct record_type **ret, struct err *e)
{
    const struct app_catalogs *catalogs = &c->world.catalogs;
    size_t n = 0;
    const struct record_type *const *types =
        app_catalogs_types(c->a, catalogs, type, clock_local_date(c->at), &n);
    for (size_t i = 0; i < n; i++) {
        date day = {0};
        ERR_TRY(edit_day(c, before, types[i], entered_at, &day, e));
        *ret = types[i];
        if (app_catalogs_type(catalogs, type, day, NULL) == types[i])
            return ERR_OK;
    }
    if (n == 0)
        return app_catalogs_no_type(catalogs, type, e);
    *ret = types[0];
    return ERR_OK;
}

static enum err_code edit_check(struct edit_call *c, const struct record_draft *d, struct err *e)
{
    const struct world_subject *subject = NULL;
    if (d->subject != 0)
        ERR_TRY(record_world_subject(&c->world, d->subject, &subject, e));
    if (c->ret.problems.v.n == 0)
        record_validate(c->a, d, subject == NULL ? NULL : &subject->life, &c->world.names,
                        c->in->lang, &c->ret.problems);
    return ERR_OK;
}

static enum err_code edit_begin(struct edit_call *c, struct tx *tx, struct audit_by *by,
                                struct err *e)
{
    struct county county;
    c->ret = (struct app_record_result){.type = NULL};
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    *by = (struct audit_by){county.code, str_of(c->app->actor), c->at};
    return record_world_init(&c->world, c->a, tx, county.code, c->at, c->data_key, e);
}

/* ---- entering ------------------------------------------------------------------------ */

static enum err_code add_unit(struct edit_call *c, struct str *ret, struct err *e)
{
    enum record_known known = RECORD_UNKNOWN;
    if (c->in->unit.n > 0)
        ERR_TRY(c->world.names.unit(&c->world, c->in->unit, ret, &known, e));
    if (known != RECORD_KNOWN)
        return err_set(e, c->in->unit.n == 0 ? ERR_IMPORT_UNIT : ERR_RECORD_UNIT, "%" STR_FMT,
                       STR_ARG(c->in->unit));
    return ERR_OK;
}

static enum err_code add_subject(struct edit_call *c, const struct record_type *t, int64_t *ret,
                                 struct err *e)
{
    const struct field f = {.type = FIELD_REF, .to = t->subject};
    struct value v = {.has = false};
    struct err reason = {0};
    *ret = 0;
    if (c->in->subject.n == 0)
        return ERR_OK;
    if (t->subject.n == 0)
        return err_set(e, ERR_RECORD_FIELD, "%" STR_FMT ": subject", STR_ARG(t->id));
    enum err_code code = value_read(c->a, &f, c->in->subject, &c->world.names, &v, &reason);
    if (code != ERR_OK && !record_is_problem(code))
        return err_set(e, code, "%s", reason.detail);
    if (code != ERR_OK)
        problem_add(c->a, &c->ret.problems, FIELD_IS_SUBJECT, &reason);
    *ret = v.has ? v.id : 0;
    return ERR_OK;
}

static enum err_code add_write(struct edit_call *c, struct tx *tx, const struct audit_by *by,
                               struct err *e)
{
    const struct edit_before before = {.type = NULL};
    const struct record_type *t = NULL;
    struct record_draft d = {.entered_at = c->in->has_entered_at ? c->in->entered_at : c->at};
    ERR_TRY(edit_type(c, c->in->type, &before, d.entered_at, &t, e));
    must(t != NULL);
    struct value *values = ARENA_NEW_N(c->a, t->n_fields, struct value);
    d.type = c->ret.type = t;
    d.values = values;
    ERR_TRY(add_unit(c, &d.unit, e));
    ERR_TRY(add_subject(c, t, &d.subject, e));
    ERR_TRY(record_values_default(c->a, t, &c->world.names, values, e));
    ERR_TRY(edit_pairs(c, t, values, e));
    ERR_TRY(edit_check(c, &d, e));
    if (c->ret.problems.v.n > 0)
        return ERR_OK;
    struct record_entry entry = {.type = t->id,
                                 .unit = d.unit,
                                 .subject = d.subject,
                                 .history = c->in->has_entered_at,
                                 .entered_at = d.entered_at};
    ERR_TRY(record_world_content(&c->world, c->a, &d, &entry.content, e));
    return store_record_add(tx, by, c->data_key, &entry, &c->ret.stamp, e);
}

/* ---- changing ------------------------------------------------------------------------- */

/* The fields named, separated by blanks. */
static struct str revise_listed(const struct edit_call *c)
{
    struct str listed = c->file != NULL ? c->field : STR_NONE;
    for (size_t i = 0; i < c->in->n; i++)
        listed = str_format(c->a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(listed), i > 0 ? " " : "",
                            STR_ARG(c->in->pairs[i].field));
    return listed;
}

/*
 * Without a day of its own a record happened when it was entered, and goes on to have. One that
 * has a day may be corrected to any until now.
 */
static instant revise_time(const struct edit_call *c, const struct stored_record *r,
                           const struct record_type *t, const struct value *values)
{
    bool has = t->occurred_on != FIELD_NONE && values[t->occurred_on].has;
    return has ? c->at : r->entered_at;
}

static enum err_code revise_draft(struct edit_call *c, const struct stored_record *r,
                                  struct record_draft *ret, struct err *e)
{
    struct edit_before before = {.type = NULL};
    struct value *was = NULL;
    const struct record_type *t = NULL;
    ERR_TRY(record_world_values(&c->world, c->a, r, true, &before.type, &was, e));
    before.values = was;
    ERR_TRY(edit_type(c, r->type, &before, r->entered_at, &t, e));
    must(t != NULL);
    struct value *values = edit_base(c, &before, t);
    c->ret.type = t;
    ERR_TRY(edit_pairs(c, t, values, e));
    if (c->file != NULL)
        ERR_TRY(
            record_attach_value(c->a, t, c->field, c->file->sha256, values, &c->ret.unchanged, e));
    *ret = (struct record_draft){.type = t,
                                 .values = values,
                                 .unit = r->unit,
                                 .subject = r->subject,
                                 .entered_at = revise_time(c, r, t, values)};
    return ERR_OK;
}

/* The file itself, sealed if its field is sensitive. */
static enum err_code revise_attach(struct edit_call *c, struct tx *tx, const struct audit_by *by,
                                   const struct record_draft *d, struct err *e)
{
    struct attachment_file file = *c->file;
    struct attachment ret;
    file.sensitive = d->type->fields[record_type_field(d->type, c->field)].sensitive;
    return store_attachment_add(c->a, tx, by, c->data_key, c->id, &file, &ret, e);
}

static enum err_code revise_write(struct edit_call *c, struct tx *tx, const struct audit_by *by,
                                  struct err *e)
{
    struct stored_record r;
    struct record_draft d;
    ERR_TRY(store_record_get(c->a, tx, by->county, c->id, RECORD_NOW, &r, e));
    if (r.voided)
        return err_set(e, ERR_RECORD_VOIDED, "R%lld", (long long)c->id);
    ERR_TRY(revise_draft(c, &r, &d, e));
    ERR_TRY(edit_check(c, &d, e));
    c->ret.stamp = (struct record_stamp){.id = c->id, .revision = r.latest};
    if (c->ret.problems.v.n > 0 || c->ret.unchanged)
        return ERR_OK;
    struct record_change change = {.record_id = c->id,
                                   .seen = c->seen > 0 ? c->seen : r.latest,
                                   .reason = c->reason,
                                   .listed = revise_listed(c)};
    ERR_TRY(record_world_content(&c->world, c->a, &d, &change.content, e));
    ERR_TRY(store_record_revise(tx, by, c->data_key, &change, &c->ret.stamp, e));
    return c->file == NULL ? ERR_OK : revise_attach(c, tx, by, &d, e);
}

/* ---- voiding ---------------------------------------------------------------------------- */

static enum err_code void_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct edit_call *c = ctx;
    struct county county;
    struct stored_record r;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    ERR_TRY(store_record_get(c->a, tx, county.code, c->id, RECORD_NOW, &r, e));
    ERR_TRY(store_record_void(tx, &by, c->id, c->seen > 0 ? c->seen : r.latest, c->reason,
                              &c->along, e));
    return obligation_keep_records(tx, &by, c->id, 1, e);
}

/* ---- transactions ---------------------------------------------------------------------------- */

static enum err_code edit_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct edit_call *c = ctx;
    struct audit_by by;
    enum err_code code = edit_begin(c, tx, &by, e);
    if (code == ERR_OK)
        code = c->id == 0 ? add_write(c, tx, &by, e) : revise_write(c, tx, &by, e);
    record_world_release(&c->world);
    ERR_TRY(code);
    bool stored = c->ret.problems.v.n == 0 && !c->ret.unchanged;
    return stored ? obligation_keep_records(tx, &by, c->ret.stamp.id, 1, e) : ERR_OK;
}

static enum err_code edit_run(struct edit_call *c, const char *name, struct err *e)
{
    struct seal_key key = {{0}};
    bool has_key = false;
    ERR_TRY(app_open(c->app, e));
    ERR_TRY(data_key_read(c->a, c->app, &key, &has_key, e));
    c->data_key = has_key ? &key : NULL;
    enum err_code code = store_tx(c->app->store, TX_WRITE, name, edit_tx, c, e);
    seal_key_wipe(&key);
    return code;
}

enum err_code app_record_add(struct arena *a, struct app *app, const struct record_input *in,
                             struct app_record_result *ret, struct err *e)
{
    struct edit_call c = {.a = a, .app = app, .in = in, .at = clock_now(&app->clock)};
    ERR_TRY(edit_run(&c, "record add", e));
    *ret = c.ret;
    return ERR_OK;
}

enum err_code app_record_revise(struct arena *a, struct app *app, int64_t id, int64_t seen,
                                struct str reason, const struct record_input *in,
                                struct app_record_result *ret, struct err *e)
{
    struct edit_call c = {.a = a,
                          .app = app,
                          .in = in,
                          .at = clock_now(&app->clock),
                          .id = id,
                          .seen = seen,
                          .reason = reason};
    ERR_TRY(edit_run(&c, "record revise", e));
    *ret = c.ret;
    return ERR_OK;
}

enum err_code app_record_attach(struct arena *a, struct app *app, int64_t id, int64_t seen,
                                struct str field, const char *path, struct str reason,
                                struct app_record_result *ret, struct err *e)
{
    const struct record_input none = {.n = 0};
    struct attachment_file file;
    struct edit_call c = {.a = a,
                          .app = app,
                          .in = &none,
                          .at = clock_now(&app->clock),
                          .id = id,
                          .seen = seen,
                          .field = field,
                          .file = &file,
                          .reason = reason};
    ERR_TRY(record_attach_read(a, path, &file, e));
    ERR_TRY(edit_run(&c, "record attach", e));
    *ret = c.ret;
    return ERR_OK;
}

enum err_code app_record_void(struct arena *a, struct app *app, int64_t id, int64_t seen,
                              struct str reason, int64_t *ret_along, struct err *e)
{
    struct edit_call c = {
        .a = a, .app = app, .at = clock_now(&app->clock), .id = id, .seen = seen, .reason = reason};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "record void", void_tx, &c, e));
    *ret_along = c.along;
    return ERR_OK;
}
