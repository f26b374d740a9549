/*
 * outage.c — see outage.h.
 */
#include "store/outage.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/stamp.h"
#include "store/unit.h"

/* The columns of outage_list. */
enum {
    OUTAGE_COL_ID,
    OUTAGE_COL_UNIT,
    OUTAGE_COL_FROM,
    OUTAGE_COL_TO,
    OUTAGE_COL_REASON,
    OUTAGE_COL_EVIDENCE,
    OUTAGE_COL_REPORTED_AT,
    OUTAGE_COL_REPORTED_BY,
    OUTAGE_COL_ACCEPTED_AT,
    OUTAGE_COL_ACCEPTED_BY,
    OUTAGE_COL_WITHDRAWN_AT,
    OUTAGE_COL_WITHDRAWN_BY,
    OUTAGE_COL_WITHDRAW_REASON,
};

/* ---- reading ----------------------------------------------------------- */

struct outage_read {
    struct arena *a;
    instant as_of;
    VEC(struct outage) list;
};

static enum err_code outage_row(struct db_row *row, void *ctx, struct err *e)
{
    struct outage_read *read = ctx;
    struct outage o = {
        .id = db_get_int(row, OUTAGE_COL_ID),
        .unit = row_get_copy(read->a, row, OUTAGE_COL_UNIT),
        .from = {db_get_int(row, OUTAGE_COL_FROM)},
        .to = {db_get_int(row, OUTAGE_COL_TO)},
        .reason = row_get_copy(read->a, row, OUTAGE_COL_REASON),
        .evidence = row_get_copy(read->a, row, OUTAGE_COL_EVIDENCE),
        .reported_at = {db_get_int(row, OUTAGE_COL_REPORTED_AT)},
        .reported_by = row_get_copy(read->a, row, OUTAGE_COL_REPORTED_BY),
    };
    o.accepted = row_get_until(row, OUTAGE_COL_ACCEPTED_AT, read->as_of, &o.accepted_at);
    if (o.accepted)
        o.accepted_by = row_get_copy(read->a, row, OUTAGE_COL_ACCEPTED_BY);
    o.withdrawn = row_get_until(row, OUTAGE_COL_WITHDRAWN_AT, read->as_of, &o.withdrawn_at);
    if (o.withdrawn) {
        o.withdrawn_by = row_get_copy(read->a, row, OUTAGE_COL_WITHDRAWN_BY);
        o.withdraw_reason = row_get_copy(read->a, row, OUTAGE_COL_WITHDRAW_REASON);
    }
    *vec_push(read->a, &read->list) = o;
    return tx_row_done(read->a, e);
}

static enum err_code outage_read(struct arena *a, struct tx *tx, struct str county, int64_t id,
                                 instant as_of, struct outage_list *ret, struct err *e)
{
    struct outage_read read = {.a = a, .as_of = as_of};
    ERR_TRY(TX_ROWS(tx, STMT_OUTAGE_LIST, outage_row, &read, NULL, e, db_text(county),
                    db_int(as_of.ms), db_int(id)));
    *ret = (struct outage_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_outage_list(struct arena *a, struct tx *tx, struct str county, instant as_of,
                                struct outage_list *ret, struct err *e)
{
    return outage_read(a, tx, county, 0, as_of, ret, e);
}

enum err_code store_outage_get(struct arena *a, struct tx *tx, struct str county, int64_t id,
                               struct outage *ret, struct err *e)
{
    struct outage_list list = {0};
    if (id > 0)
        ERR_TRY(outage_read(a, tx, county, id, OUTAGE_NOW, &list, e));
    if (list.n == 0)
        return err_set(e, ERR_OUTAGE_NOT_FOUND, "%lld", (long long)id);
    *ret = list.p[0];
    return ERR_OK;
}

/* ---- writing ----------------------------------------------------------- */

static struct str outage_object(struct audit_detail *d, int64_t id)
{
    return str_format(&d->a, "outage/%lld", (long long)id);
}

static enum err_code outage_add_audit(struct tx *tx, const struct audit_by *by,
                                      const struct outage *o, struct err *e)
{
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_str(d.json, "unit", o->unit);
    json_put_int(d.json, "from_ms", o->from.ms);
    json_put_int(d.json, "to_ms", o->to.ms);
    json_put_str(d.json, "reason", o->reason);
    if (o->evidence.n > 0)
        json_put_str(d.json, "evidence", o->evidence);
    return audit_detail_append(&d, tx, by, "outage.add", outage_object(&d, o->id), e);
}

enum err_code store_outage_add(struct arena *a, struct tx *tx, const struct audit_by *by,
                               const struct outage *outage, struct outage *ret, struct err *e)
{
    struct unit unit;
    struct stamp stamp;
    int64_t id = 0;
    must(outage->from.ms <= outage->to.ms && outage->reason.n > 0);
    ERR_TRY(store_unit_get(a, tx, by->county, outage->unit, UNIT_NOW, &unit, e));
    ERR_TRY(TX_ROWS(tx, STMT_OUTAGE_NEXT_ID, tx_int_row, &id, NULL, e, db_text(by->county)));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct outage o = {.id = id,
                       .unit = outage->unit,
                       .from = outage->from,
                       .to = outage->to,
                       .reason = outage->reason,
                       .evidence = outage->evidence,
                       .reported_at = stamp.at,
                       .reported_by = by->actor};
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_OUTAGE_INSERT, e, db_text(by->county), db_int(o.id), db_text(o.unit),
                    db_int(o.from.ms), db_int(o.to.ms), db_text(o.reason),
                    db_text_or_null(o.evidence), db_int(o.reported_at.ms), db_text(by->actor)));
    ERR_TRY(outage_add_audit(tx, &stamped, &o, e));
    *ret = o;
    return ERR_OK;
}

enum err_code store_outage_accept(struct arena *a, struct tx *tx, const struct audit_by *by,
                                  int64_t id, struct outage *ret, struct err *e)
{
    struct outage o = {0};
    struct stamp stamp;
    struct audit_detail d;
    ERR_TRY(store_outage_get(a, tx, by->county, id, &o, e));
    if (o.withdrawn)
        return err_set(e, ERR_OUTAGE_WITHDRAWN, "%lld", (long long)id);
    if (o.accepted)
        return err_set(e, ERR_OUTAGE_ACCEPTED, "%lld", (long long)id);
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_OUTAGE_ACCEPT, e, db_text(by->county), db_int(id), db_int(stamp.at.ms),
                    db_text(by->actor)));
    audit_detail_begin(&d);
    ERR_TRY(audit_detail_append(&d, tx, &stamped, "outage.accept", outage_object(&d, id), e));
    o.accepted = true;
    o.accepted_at = stamp.at;
    o.accepted_by = by->actor;
    *ret = o;
    return ERR_OK;
}

enum err_code store_outage_withdraw(struct arena *a, struct tx *tx, const struct audit_by *by,
                                    int64_t id, struct str reason, struct outage *ret,
                                    struct err *e)
{
    struct outage o = {0};
    struct stamp stamp;
    struct audit_detail d;
    must(reason.n > 0);
    ERR_TRY(store_outage_get(a, tx, by->county, id, &o, e));
    if (o.withdrawn)
        return err_set(e, ERR_OUTAGE_WITHDRAWN, "%lld", (long long)id);
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_OUTAGE_WITHDRAW, e, db_text(by->county), db_int(id),
                    db_int(stamp.at.ms), db_text(by->actor), db_text(reason)));
    audit_detail_begin(&d);
    json_put_str(d.json, "reason", reason);
    ERR_TRY(audit_detail_append(&d, tx, &stamped, "outage.withdraw", outage_object(&d, id), e));
    o.withdrawn = true;
    o.withdrawn_at = stamp.at;
    o.withdrawn_by = by->actor;
    o.withdraw_reason = reason;
    *ret = o;
    return ERR_OK;
}
