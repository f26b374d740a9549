/*
 * waiver_edit.c — see waiver_edit.h.
 */
#include "app/waiver_edit.h"

#include "app/obligation_keep.h"
#include "app/record_label.h"
#include "app/record_world.h"
#include "base/arena.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/store.h"

struct waiver_call {
    struct arena *a;
    struct app *app;
    const struct seal_key *data_key; /* NULL: there is none */
    instant at, as_of;
    const struct waiver_target *target;
    int64_t id;
    struct str reason;
    struct app_catalogs catalogs;
    struct unit_list units;
    struct app_waiver ret;
    struct app_waivers list;
};

/* ---- what there is ------------------------------------------------------------------ */

/* The rule of that id in the catalog loaded last that has it, or NULL. */
static const struct rule *waiver_rule(const struct app_catalogs *catalogs, struct str id)
{
    const struct rule *rule = NULL;
    for (size_t i = catalogs->n; rule == NULL && i > 0; i--) {
        const struct catalog *catalog = catalogs->p[i - 1].catalog;
        rule = rules_get(catalog->rules, catalog->n_rules, id);
    }
    return rule;
}

static struct str waiver_unit_name(const struct waiver_call *c, struct str id)
{
    for (size_t i = 0; i < c->units.n; i++) {
        if (str_eq(c->units.p[i].id, id))
            return c->units.p[i].name;
    }
    return id;
}

static enum err_code waiver_label(struct waiver_call *c, struct tx *tx, struct str county,
                                  int64_t about, struct str *ret, struct err *e)
{
    struct stored_record r;
    ERR_TRY(store_record_get(c->a, tx, county, about, RECORD_NOW, &r, e));
    return record_label(c->a, tx, county, &c->catalogs, &r, ret, e);
}

/* The obligation of a waiver as it stands, and what its rule and unit are called. */
static enum err_code waiver_fill(struct waiver_call *c, struct tx *tx, struct str county,
                                 struct app_waiver *w, struct err *e)
{
    struct err reason = {0};
    const struct obligation_key *key = &w->waiver.key;
    w->rule = waiver_rule(&c->catalogs, key->rule);
    w->unit_name = waiver_unit_name(c, key->unit);
    enum err_code code = store_obligation_get(c->a, tx, county, key, &w->obligation, &reason);
    if (code != ERR_OK && code != ERR_OBLIGATION_NOT_FOUND)
        return err_set(e, code, "%s", reason.detail);
    w->exists = code == ERR_OK;
    return key->about > 0 ? waiver_label(c, tx, county, key->about, &w->label, e) : ERR_OK;
}

/* ---- which obligation ----------------------------------------------------------------- */

static enum err_code target_subject(struct record_world *w, const struct rule *rule,
                                    struct str text, int64_t *ret, struct err *e)
{
    const struct field f = {.type = FIELD_REF, .to = rule->type->id};
    struct value v = {.has = false};
    ERR_TRY(value_read(w->a, &f, text, &w->names, &v, e));
    *ret = v.id;
    return ERR_OK;
}

/* Exactly what the rule is for must be given. */
static enum err_code target_check(const struct waiver_target *t, const struct rule *rule,
                                  struct err *e)
{
    bool subject = rule->target == RULE_FOR_SUBJECT;
    bool record = rule->target == RULE_FOR_RECORD;
    bool unit = rule->target == RULE_FOR_UNIT;
    if ((t->subject.n > 0) == subject && (t->record > 0) == record && (t->unit.n > 0) == unit)
        return ERR_OK;
    return err_set(e, ERR_OBLIGATION_TARGET, "%" STR_FMT ": %s", STR_ARG(rule->id),
                   unit     ? "--unit"
                   : record ? "--record"
                            : "--subject");
}

static enum err_code target_key(struct waiver_call *c, struct record_world *w,
                                struct obligation_key *ret, struct err *e)
{
    const struct waiver_target *t = c->target;
    const struct rule *rule = waiver_rule(&w->catalogs, t->rule);
    if (rule == NULL)
        return err_set(e, ERR_OBLIGATION_RULE, "\"%" STR_FMT "\"", STR_ARG(t->rule));
    ERR_TRY(target_check(t, rule, e));
    if (rule->recurs && t->period.n == 0)
        return err_set(e, ERR_OBLIGATION_TARGET, "%" STR_FMT ": --period", STR_ARG(rule->id));
    *ret = (struct obligation_key){
        .rule = rule->id, .about = t->record, .period = t->period.n > 0 ? t->period : STR("once")};
    if (rule->target == RULE_FOR_SUBJECT)
        return target_subject(w, rule, t->subject, &ret->about, e);
    if (rule->target == RULE_FOR_UNIT)
        return record_world_unit(w, t->unit, &ret->unit, e);
    return ERR_OK;
}

/* ---- transactions --------------------------------------------------------------------- */

static enum err_code waiver_begin(struct waiver_call *c, struct tx *tx, struct audit_by *by,
                                  struct err *e)
{
    struct county county;
    struct err reason = {0};
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    *by = (struct audit_by){county.code, str_of(c->app->actor), c->at};
    enum err_code code = app_catalogs_read(c->a, tx, county.code, &c->catalogs, &reason);
    if (code != ERR_OK && code != ERR_CATALOG_NONE)
        return err_set(e, code, "%s", reason.detail);
    return store_unit_list(c->a, tx, county.code, UNIT_NOW, &c->units, e);
}

static enum err_code list_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct waiver_call *c = ctx;
    struct audit_by by;
    struct waiver_list list;
    ERR_TRY(waiver_begin(c, tx, &by, e));
    ERR_TRY(store_waiver_list(c->a, tx, by.county, c->as_of, &list, e));
    c->list = (struct app_waivers){ARENA_NEW_N(c->a, list.n, struct app_waiver), list.n};
    for (size_t i = 0; i < list.n; i++) {
        c->list.p[i].waiver = list.p[i];
        ERR_TRY(waiver_fill(c, tx, by.county, &c->list.p[i], e));
    }
    return ERR_OK;
}

/* One obligation is judged anew, and shown as it stands then. */
static enum err_code waiver_keep(struct waiver_call *c, struct tx *tx, const struct audit_by *by,
                                 struct err *e)
{
    const struct obligation_write wrote = {.what = OBLIGATION_WROTE_WAIVER,
                                           .key = c->ret.waiver.key};
    ERR_TRY(obligation_keep(tx, by, &wrote, NULL, e));
    return waiver_fill(c, tx, by->county, &c->ret, e);
}

/* Obligations are made current first: one that began today can be excused too. */
static enum err_code add_known(struct waiver_call *c, struct record_world *w,
                               const struct audit_by *by, struct err *e)
{
    const struct obligation_write wrote = {.what = OBLIGATION_WROTE_NOTHING};
    struct obligation_key key;
    struct stored_obligation there;
    ERR_TRY(target_key(c, w, &key, e));
    ERR_TRY(obligation_keep(w->tx, by, &wrote, NULL, e));
    ERR_TRY(store_obligation_get(c->a, w->tx, by->county, &key, &there, e));
    ERR_TRY(store_waiver_add(w->tx, by, &key, c->reason, &c->ret.waiver, e));
    return waiver_keep(c, w->tx, by, e);
}

static enum err_code add_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct waiver_call *c = ctx;
    struct audit_by by;
    struct record_world w;
    ERR_TRY(waiver_begin(c, tx, &by, e));
    ERR_TRY(record_world_init(&w, c->a, tx, by.county, c->at, c->data_key, e));
    enum err_code code = add_known(c, &w, &by, e);
    record_world_release(&w);
    return code;
}

static enum err_code withdraw_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct waiver_call *c = ctx;
    struct audit_by by;
    ERR_TRY(waiver_begin(c, tx, &by, e));
    ERR_TRY(store_waiver_withdraw(c->a, tx, &by, c->id, c->reason, &c->ret.waiver, e));
    return waiver_keep(c, tx, &by, e);
}

/* ---- use cases ---------------------------------------------------------------------------- */

enum err_code app_waiver_list(struct arena *a, struct app *app, instant as_of,
                              struct app_waivers *ret, struct err *e)
{
    struct waiver_call c = {.a = a, .app = app, .as_of = as_of};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "waive list", list_tx, &c, e));
    *ret = c.list;
    return ERR_OK;
}

enum err_code app_waiver_add(struct arena *a, struct app *app, const struct waiver_target *target,
                             struct str reason, struct app_waiver *ret, struct err *e)
{
    struct seal_key key = {{0}};
    bool has_key = false;
    struct waiver_call c = {
        .a = a, .app = app, .at = clock_now(&app->clock), .target = target, .reason = reason};
    ERR_TRY(app_open(app, e));
    ERR_TRY(data_key_read(a, app, &key, &has_key, e));
    c.data_key = has_key ? &key : NULL;
    enum err_code code = store_tx(app->store, TX_WRITE, "waive", add_tx, &c, e);
    seal_key_wipe(&key);
    ERR_TRY(code);
    *ret = c.ret;
    return ERR_OK;
}

enum err_code app_waiver_withdraw(struct arena *a, struct app *app, int64_t id, struct str reason,
                                  struct app_waiver *ret, struct err *e)
{
    struct waiver_call c = {
        .a = a, .app = app, .at = clock_now(&app->clock), .id = id, .reason = reason};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, "waive withdraw", withdraw_tx, &c, e));
    *ret = c.ret;
    return ERR_OK;
}
