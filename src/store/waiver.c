/*
 * waiver.c — see waiver.h.
 */
#include "store/waiver.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/stamp.h"

/* The columns of waiver_list. */
enum {
    WAIVER_COL_ID,
    WAIVER_COL_RULE,
    WAIVER_COL_ABOUT,
    WAIVER_COL_UNIT,
    WAIVER_COL_PERIOD,
    WAIVER_COL_REASON,
    WAIVER_COL_AT,
    WAIVER_COL_BY,
    WAIVER_COL_WITHDRAWN_AT,
    WAIVER_COL_WITHDRAWN_BY,
    WAIVER_COL_WITHDRAW_REASON,
};

/* ---- reading ----------------------------------------------------------- */

struct waiver_read {
    struct arena *a;
    instant as_of;
    VEC(struct waiver) list;
};

static enum err_code waiver_row(struct db_row *row, void *ctx, struct err *e)
{
    struct waiver_read *read = ctx;
    struct waiver w = {
        .id = db_get_int(row, WAIVER_COL_ID),
        .key = {.rule = row_get_copy(read->a, row, WAIVER_COL_RULE),
                .about = db_get_int(row, WAIVER_COL_ABOUT),
                .unit = row_get_copy(read->a, row, WAIVER_COL_UNIT),
                .period = row_get_copy(read->a, row, WAIVER_COL_PERIOD)},
        .reason = row_get_copy(read->a, row, WAIVER_COL_REASON),
        .at = {db_get_int(row, WAIVER_COL_AT)},
        .by = row_get_copy(read->a, row, WAIVER_COL_BY),
    };
    w.withdrawn = row_get_until(row, WAIVER_COL_WITHDRAWN_AT, read->as_of, &w.withdrawn_at);
    if (w.withdrawn) {
        w.withdrawn_by = row_get_copy(read->a, row, WAIVER_COL_WITHDRAWN_BY);
        w.withdraw_reason = row_get_copy(read->a, row, WAIVER_COL_WITHDRAW_REASON);
    }
    *vec_push(read->a, &read->list) = w;
    return tx_row_done(read->a, e);
}

static enum err_code waiver_read(struct arena *a, struct tx *tx, struct str county, int64_t id,
                                 instant as_of, struct waiver_list *ret, struct err *e)
{
    struct waiver_read read = {.a = a, .as_of = as_of};
    ERR_TRY(TX_ROWS(tx, STMT_WAIVER_LIST, waiver_row, &read, NULL, e, db_text(county),
                    db_int(as_of.ms), db_int(id)));
    *ret = (struct waiver_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_waiver_list(struct arena *a, struct tx *tx, struct str county, instant as_of,
                                struct waiver_list *ret, struct err *e)
{
    return waiver_read(a, tx, county, 0, as_of, ret, e);
}

enum err_code store_waiver_get(struct arena *a, struct tx *tx, struct str county, int64_t id,
                               struct waiver *ret, struct err *e)
{
    struct waiver_list list = {0};
    if (id > 0)
        ERR_TRY(waiver_read(a, tx, county, id, WAIVER_NOW, &list, e));
    if (list.n == 0)
        return err_set(e, ERR_WAIVER_NOT_FOUND, "%lld", (long long)id);
    *ret = list.p[0];
    return ERR_OK;
}

/* ---- writing ----------------------------------------------------------- */

/* "waiver.add" and "waiver.withdraw" both name the obligation, so that each can be read alone. */
static enum err_code waiver_audit(struct tx *tx, const struct audit_by *by, const struct waiver *w,
                                  const char *action, struct str reason, struct err *e)
{
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_str(d.json, "rule", w->key.rule);
    if (w->key.about > 0)
        json_put_int(d.json, "about", w->key.about);
    else
        json_put_str(d.json, "unit", w->key.unit);
    json_put_str(d.json, "period", w->key.period);
    json_put_str(d.json, "reason", reason);
    struct str object = str_format(&d.a, "waiver/%lld", (long long)w->id);
    return audit_detail_append(&d, tx, by, action, object, e);
}

enum err_code store_waiver_add(struct tx *tx, const struct audit_by *by,
                               const struct obligation_key *key, struct str reason,
                               struct waiver *ret, struct err *e)
{
    struct waiver w = {.key = *key, .reason = reason, .by = by->actor};
    struct stamp stamp;
    int64_t there = 0;
    must(reason.n > 0 && (key->about > 0) == (key->unit.n == 0));
    ERR_TRY(TX_ROWS(tx, STMT_WAIVER_LIVE, tx_int_row, &there, NULL, e, db_text(by->county),
                    db_text(key->rule), db_int(key->about), db_text(key->unit),
                    db_text(key->period)));
    if (there != 0)
        return err_set(e, ERR_WAIVER_EXISTS, "%lld", (long long)there);
    ERR_TRY(TX_ROWS(tx, STMT_WAIVER_NEXT_ID, tx_int_row, &w.id, NULL, e, db_text(by->county)));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    w.at = stamp.at;
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_WAIVER_INSERT, e, db_text(by->county), db_int(w.id),
                    db_text(key->rule), db_int(key->about), db_text(key->unit),
                    db_text(key->period), db_text(reason), db_int(w.at.ms), db_text(w.by)));
    ERR_TRY(waiver_audit(tx, &stamped, &w, "waiver.add", reason, e));
    *ret = w;
    return ERR_OK;
}

enum err_code store_waiver_withdraw(struct arena *a, struct tx *tx, const struct audit_by *by,
                                    int64_t id, struct str reason, struct waiver *ret,
                                    struct err *e)
{
    struct waiver w = {0};
    struct stamp stamp;
    must(reason.n > 0);
    ERR_TRY(store_waiver_get(a, tx, by->county, id, &w, e));
    if (w.withdrawn)
        return err_set(e, ERR_WAIVER_WITHDRAWN, "%lld", (long long)id);
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_WAIVER_WITHDRAW, e, db_text(by->county), db_int(id),
                    db_int(stamp.at.ms), db_text(by->actor), db_text(reason)));
    ERR_TRY(waiver_audit(tx, &stamped, &w, "waiver.withdraw", reason, e));
    w.withdrawn = true;
    w.withdrawn_at = stamp.at;
    w.withdrawn_by = by->actor;
    w.withdraw_reason = reason;
    *ret = w;
    return ERR_OK;
}
