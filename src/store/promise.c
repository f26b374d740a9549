/*
 * promise.c — see promise.h.
 */
#include "store/promise.h"

#include "base/buf.h"
#include "store/audit_chain.h"
#include "store/rectification_row.h"

enum {
    PROMISE_COL_ID,
    PROMISE_COL_DEDUCTION_ID,
    PROMISE_COL_DIGEST,
    PROMISE_COL_SENTENCE,
    PROMISE_COL_WORDS,
    PROMISE_COL_KIND,
    PROMISE_COL_ACCEPTED,
    PROMISE_COL_RECTIFICATION_ID,
    PROMISE_COL_TASK_NO,
    PROMISE_COL_RULE,
    PROMISE_COL_DECIDED_BY,
    PROMISE_COL_DECIDED_AT,
};

enum { PROMISE_DIGEST_TEXT_MAX = 4 * 1024 * 1024 };

/* ---- what knows a promise again ---------------------------------------- */

/* A hash, as a sentence may be too long for an index. The first of its words is not numbered. */
static enum err_code promise_digest(const struct promise_decision *d, char out[HASH_HEX_MAX],
                                    struct err *e)
{
    struct buf b;
    buf_init(&b, PROMISE_DIGEST_TEXT_MAX);
    buf_add(&b, d->sentence);
    buf_add_char(&b, '\n');
    buf_add(&b, d->words);
    if (d->nth > 1)
        buf_addf(&b, "\n%d", (int)d->nth);
    enum err_code code = buf_over(&b) ? err_set(e, ERR_TOO_BIG, "a sentence of more than 4 MiB")
                                      : hash_sha256_hex(buf_str(&b), out, e);
    buf_release(&b);
    return code;
}

/* Find the number that gives the stored digest; 0 if none does. */
static enum err_code promise_find_nth(struct promise_decision *d, struct str digest, struct err *e)
{
    char out[HASH_HEX_MAX];
    for (d->nth = 1; d->nth <= PROMISE_NTH_MAX; d->nth++) {
        ERR_TRY(promise_digest(d, out, e));
        if (str_eq(digest, str_of(out)))
            return ERR_OK;
    }
    d->nth = 0;
    return ERR_OK;
}

/* ---- reading ----------------------------------------------------------- */

struct promise_read {
    struct arena *a;
    VEC(struct promise_decision) list;
};

static enum err_code promise_row(struct db_row *row, void *ctx, struct err *e)
{
    struct promise_read *read = ctx;
    struct promise_decision d = {
        .id = db_get_int(row, PROMISE_COL_ID),
        .deduction_id = db_get_int(row, PROMISE_COL_DEDUCTION_ID),
        .sentence = row_get_copy(read->a, row, PROMISE_COL_SENTENCE),
        .words = row_get_copy(read->a, row, PROMISE_COL_WORDS),
        .kind = promise_kind_of(db_get_text(row, PROMISE_COL_KIND)),
        .accepted = db_get_int32(row, PROMISE_COL_ACCEPTED, 0, 1) == 1,
        .task_no = db_get_int32(row, PROMISE_COL_TASK_NO, 0, INT32_MAX),
        .rule = row_get_copy(read->a, row, PROMISE_COL_RULE),
        .decided_by = row_get_copy(read->a, row, PROMISE_COL_DECIDED_BY),
        .decided_at = {db_get_int(row, PROMISE_COL_DECIDED_AT)},
    };
    if (!db_is_null(row, PROMISE_COL_RECTIFICATION_ID))
        d.rectification_id = db_get_int(row, PROMISE_COL_RECTIFICATION_ID);
    ERR_TRY(promise_find_nth(&d, db_get_text(row, PROMISE_COL_DIGEST), e));
    row->bad |= d.kind == PROMISE_KIND__MAX || d.nth == 0;
    *vec_push(read->a, &read->list) = d;
    return tx_row_done(read->a, e);
}

enum err_code store_promise_list(struct arena *a, struct tx *tx, struct str county,
                                 struct promise_decision_list *ret, struct err *e)
{
    struct promise_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_PROMISE_LIST, promise_row, &read, NULL, e, db_text(county)));
    *ret = (struct promise_decision_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- writing ----------------------------------------------------------- */

static enum err_code promise_audit(struct tx *tx, const struct audit_by *by, int64_t id,
                                   const struct promise_decision *d, struct err *e)
{
    struct audit_detail detail;
    audit_detail_begin(&detail);
    json_put_int(detail.json, "deduction", d->deduction_id);
    json_put_str(detail.json, "kind", str_of(promise_kind_name(d->kind)));
    json_put_str(detail.json, "sentence", d->sentence);
    json_put_str(detail.json, "words", d->words);
    if (d->nth > 1)
        json_put_int(detail.json, "nth", d->nth);
    if (d->rectification_id != 0) {
        json_put_int(detail.json, "rectification", d->rectification_id);
        json_put_int(detail.json, "task", d->task_no);
    }
    if (d->rule.n > 0)
        json_put_str(detail.json, "rule", d->rule);
    struct str object = str_format(&detail.a, "promise/%lld", (long long)id);
    return audit_detail_append(&detail, tx, by, d->accepted ? "promise.accept" : "promise.reject",
                               object, e);
}

enum err_code store_promise_decide(struct tx *tx, const struct audit_by *by,
                                   const struct promise_decision *d, int64_t *ret_id, struct err *e)
{
    char digest[HASH_HEX_MAX];
    int64_t id = 0;
    int64_t n = 0;
    must((d->rectification_id == 0) == (d->task_no == 0));
    must(d->nth > 0);
    if (d->nth > PROMISE_NTH_MAX)
        return err_set(e, ERR_TOO_BIG, "\"%" STR_FMT "\" stands %d times in one sentence",
                       STR_ARG(d->words), (int)d->nth);
    ERR_TRY(promise_digest(d, digest, e));
    ERR_TRY(TX_ROWS(tx, STMT_PROMISE_DECIDED, tx_seen_row, NULL, &n, e, db_text(by->county),
                    db_int(d->deduction_id), db_text(str_of(digest))));
    if (n > 0)
        return err_set(e, ERR_PROMISE_DECIDED, "\"%" STR_FMT "\"", STR_ARG(d->words));
    ERR_TRY(TX_ROWS(tx, STMT_PROMISE_NEXT_ID, tx_int_row, &id, NULL, e, db_text(by->county)));
    ERR_TRY(TX_EXEC(tx, STMT_PROMISE_INSERT, e, db_text(by->county), db_int(id),
                    db_int(d->deduction_id), db_text(str_of(digest)), db_text(d->sentence),
                    db_text(d->words), db_text(str_of(promise_kind_name(d->kind))),
                    db_int(d->accepted), db_int_or_null(d->rectification_id),
                    db_int_or_null(d->task_no), db_text_or_null(d->rule), db_text(by->actor),
                    db_int(by->at.ms)));
    ERR_TRY(promise_audit(tx, by, id, d, e));
    *ret_id = id;
    return ERR_OK;
}
