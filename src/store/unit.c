/*
 * unit.c — see unit.h.
 */
#include "store/unit.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/stamp.h"

/* The columns of unit_list. */
enum {
    UNIT_COL_UNIT,
    UNIT_COL_REVISION,
    UNIT_COL_AT_MS,
    UNIT_COL_ACTOR,
    UNIT_COL_KIND,
    UNIT_COL_PARENT,
    UNIT_COL_NAME,
    UNIT_COL_FROM,
    UNIT_COL_TO,
};

/* ---- reading ----------------------------------------------------------- */

struct unit_read {
    struct arena *a;
    VEC(struct unit) list;
};

static enum err_code unit_row(struct db_row *row, void *ctx, struct err *e)
{
    struct unit_read *read = ctx;
    struct unit u = {
        .id = row_get_copy(read->a, row, UNIT_COL_UNIT),
        .kind = row_get_copy(read->a, row, UNIT_COL_KIND),
        .parent = row_get_copy(read->a, row, UNIT_COL_PARENT),
        .name = row_get_copy(read->a, row, UNIT_COL_NAME),
        .revision = db_get_int(row, UNIT_COL_REVISION),
        .changed_at = {db_get_int(row, UNIT_COL_AT_MS)},
        .changed_by = row_get_copy(read->a, row, UNIT_COL_ACTOR),
    };
    u.has_from = row_get_date(row, UNIT_COL_FROM, &u.from);
    u.has_to = row_get_date(row, UNIT_COL_TO, &u.to);
    *vec_push(read->a, &read->list) = u;
    return tx_row_done(read->a, e);
}

static enum err_code unit_read(struct arena *a, struct tx *tx, struct str county, struct str id,
                               instant as_of, struct unit_list *ret, struct err *e)
{
    struct unit_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_UNIT_LIST, unit_row, &read, NULL, e, db_text(county), db_int(as_of.ms),
                    db_text(id)));
    *ret = (struct unit_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_unit_list(struct arena *a, struct tx *tx, struct str county, instant as_of,
                              struct unit_list *ret, struct err *e)
{
    return unit_read(a, tx, county, STR_NONE, as_of, ret, e);
}

enum err_code store_unit_get(struct arena *a, struct tx *tx, struct str county, struct str id,
                             instant as_of, struct unit *ret, struct err *e)
{
    struct unit_list list = {0};
    if (id.n > 0)
        ERR_TRY(unit_read(a, tx, county, id, as_of, &list, e));
    if (list.n == 0)
        return err_set(e, ERR_UNIT_NOT_FOUND, "\"%" STR_FMT "\"", STR_ARG(id));
    *ret = list.p[0];
    return ERR_OK;
}

/* ---- what must hold -------------------------------------------------------- */

struct below_read {
    struct str self;   /* whose units below are read */
    struct str parent; /* must not be among them */
    bool found, open;
};

static enum err_code below_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct below_read *read = ctx;
    struct str unit = db_get_text(row, 0);
    read->found |= str_eq(unit, read->parent);
    read->open |= !str_eq(unit, read->self) && db_get_int32(row, 1, 0, 1) == 1;
    return ERR_OK;
}

static enum err_code unit_check_tree(struct tx *tx, struct str county, const struct unit *u,
                                     struct err *e)
{
    struct below_read read = {.self = u->id, .parent = u->parent};
    ERR_TRY(
        TX_ROWS(tx, STMT_UNIT_BELOW, below_row, &read, NULL, e, db_text(county), db_text(u->id)));
    if (u->parent.n > 0 && read.found)
        return err_set(e, ERR_UNIT_CYCLE, "%" STR_FMT " under %" STR_FMT, STR_ARG(u->id),
                       STR_ARG(u->parent));
    if (u->has_to && read.open)
        return err_set(e, ERR_UNIT_BELOW, "%" STR_FMT, STR_ARG(u->id));
    return ERR_OK;
}

static enum err_code unit_check_parent(struct arena *a, struct tx *tx, struct str county,
                                       const struct unit *u, struct err *e)
{
    struct unit parent;
    must(u->id.n > 0 && u->kind.n > 0 && u->name.n > 0);
    if (u->parent.n == 0)
        return ERR_OK;
    return store_unit_get(a, tx, county, u->parent, UNIT_NOW, &parent, e);
}

/* ---- writing ----------------------------------------------------------- */

/* The columns that unit and unit_revision share; `from` and `to` hold the texts of the days. */
#define UNIT_STATE(u, from_text, to_text)                                                          \
    db_text((u)->kind), db_text_or_null((u)->parent), db_text((u)->name),                          \
        row_date((u)->has_from, (u)->from, from_text), row_date((u)->has_to, (u)->to, to_text)

static enum err_code unit_write_revision(struct tx *tx, const struct audit_by *by,
                                         const struct unit *u, struct str reason, struct err *e)
{
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    return TX_EXEC(tx, STMT_UNIT_REVISION_INSERT, e, db_text(by->county), db_text(u->id),
                   db_int(u->revision), db_int(by->at.ms), db_text(by->actor),
                   db_text_or_null(reason), UNIT_STATE(u, from, to));
}

static enum err_code unit_audit(struct tx *tx, const struct audit_by *by, const struct unit *u,
                                const char *action, struct str reason, struct err *e)
{
    struct audit_detail d;
    char day[DATE_TEXT_MAX];
    audit_detail_begin(&d);
    json_put_int(d.json, "revision", u->revision);
    json_put_str(d.json, "kind", u->kind);
    if (u->parent.n > 0)
        json_put_str(d.json, "parent", u->parent);
    json_put_str(d.json, "name", u->name);
    if (u->has_from)
        json_put_str(d.json, "valid_from", str_of(date_text(u->from, day)));
    if (u->has_to)
        json_put_str(d.json, "valid_to", str_of(date_text(u->to, day)));
    if (reason.n > 0)
        json_put_str(d.json, "reason", reason);
    struct str object = str_format(&d.a, "unit/%" STR_FMT, STR_ARG(u->id));
    return audit_detail_append(&d, tx, by, action, object, e);
}

enum err_code store_unit_add(struct arena *a, struct tx *tx, const struct audit_by *by,
                             const struct unit *unit, struct err *e)
{
    struct unit_list there;
    struct stamp stamp;
    struct unit u = *unit;
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    ERR_TRY(unit_check_parent(a, tx, by->county, &u, e));
    ERR_TRY(unit_read(a, tx, by->county, u.id, UNIT_NOW, &there, e));
    if (there.n > 0)
        return err_set(e, ERR_UNIT_EXISTS, "\"%" STR_FMT "\"", STR_ARG(u.id));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    u.revision = 1;
    ERR_TRY(TX_EXEC(tx, STMT_UNIT_INSERT, e, db_text(by->county), db_text(u.id), db_int(stamp.seq),
                    UNIT_STATE(&u, from, to)));
    ERR_TRY(unit_write_revision(tx, &stamped, &u, STR_NONE, e));
    return unit_audit(tx, &stamped, &u, "unit.add", STR_NONE, e);
}

static enum err_code unit_change(struct arena *a, struct tx *tx, const struct audit_by *by,
                                 const struct unit *unit, const char *action, struct str reason,
                                 struct err *e)
{
    struct unit there = {0};
    struct stamp stamp;
    struct unit u = *unit;
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    int64_t n = 0;
    must(reason.n > 0);
    ERR_TRY(store_unit_get(a, tx, by->county, u.id, UNIT_NOW, &there, e));
    if (there.revision != u.revision)
        return err_set(e, ERR_UNIT_CHANGED, "%" STR_FMT " is at revision %lld", STR_ARG(u.id),
                       (long long)there.revision);
    ERR_TRY(unit_check_parent(a, tx, by->county, &u, e));
    ERR_TRY(unit_check_tree(tx, by->county, &u, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_ROWS(tx, STMT_UNIT_UPDATE, tx_int_row, &u.revision, &n, e, db_text(by->county),
                    db_text(u.id), db_int(unit->revision), UNIT_STATE(&u, from, to)));
    must(n == 1); /* it was there a moment ago, in this transaction */
    ERR_TRY(unit_write_revision(tx, &stamped, &u, reason, e));
    return unit_audit(tx, &stamped, &u, action, reason, e);
}

enum err_code store_unit_change(struct arena *a, struct tx *tx, const struct audit_by *by,
                                const struct unit *unit, struct str reason, struct err *e)
{
    return unit_change(a, tx, by, unit, "unit.change", reason, e);
}

enum err_code store_unit_close(struct arena *a, struct tx *tx, const struct audit_by *by,
                               struct str id, int64_t seen_revision, date last_day,
                               struct str reason, struct err *e)
{
    struct unit u;
    ERR_TRY(store_unit_get(a, tx, by->county, id, UNIT_NOW, &u, e));
    u.revision = seen_revision;
    u.has_to = true;
    u.to = last_day;
    return unit_change(a, tx, by, &u, "unit.close", reason, e);
}

/* ---- figures --------------------------------------------------------------- */

struct figure_read {
    struct arena *a;
    VEC(struct unit_figure) list;
};

static enum err_code figure_row(struct db_row *row, void *ctx, struct err *e)
{
    struct figure_read *read = ctx;
    struct unit_figure f = {
        .unit = row_get_copy(read->a, row, 0),
        .attribute = row_get_copy(read->a, row, 1),
        .value = row_get_copy(read->a, row, 3),
        .holds = true,
        .entered_at = {db_get_int(row, 4)},
        .entered_by = row_get_copy(read->a, row, 5),
    };
    row->bad |= !row_get_date(row, 2, &f.from);
    if (read->list.n > 0) {
        struct unit_figure *before = &read->list.p[read->list.n - 1];
        before->holds = before->from.days != f.from.days || !str_eq(before->unit, f.unit) ||
                        !str_eq(before->attribute, f.attribute);
    }
    *vec_push(read->a, &read->list) = f;
    return tx_row_done(read->a, e);
}

enum err_code store_unit_figure_list(struct arena *a, struct tx *tx, struct str county,
                                     struct str unit, instant as_of, struct unit_figure_list *ret,
                                     struct err *e)
{
    struct figure_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_UNIT_FIGURE_LIST, figure_row, &read, NULL, e, db_text(county),
                    db_int(as_of.ms), db_text(unit)));
    *ret = (struct unit_figure_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_unit_figure_set(struct arena *a, struct tx *tx, const struct audit_by *by,
                                    const struct unit_figure *figure, struct err *e)
{
    struct unit unit;
    struct stamp stamp;
    struct audit_detail d;
    char from[DATE_TEXT_MAX];
    must(figure->attribute.n > 0 && figure->value.n > 0);
    ERR_TRY(store_unit_get(a, tx, by->county, figure->unit, UNIT_NOW, &unit, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_UNIT_FIGURE_INSERT, e, db_text(by->county), db_text(figure->unit),
                    db_text(figure->attribute), db_text(str_of(date_text(figure->from, from))),
                    db_int(stamp.seq), db_text(figure->value), db_int(stamp.at.ms),
                    db_text(by->actor)));
    audit_detail_begin(&d);
    json_put_str(d.json, "attribute", figure->attribute);
    json_put_str(d.json, "from", str_of(from));
    json_put_str(d.json, "value", figure->value);
    struct str object = str_format(&d.a, "unit/%" STR_FMT, STR_ARG(figure->unit));
    return audit_detail_append(&d, tx, &stamped, "unit.figure", object, e);
}
