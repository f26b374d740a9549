/*
 * stamp.c — see stamp.h.
 */
#include "store/stamp.h"

#include "store/tx.h"

static enum err_code stamp_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct stamp *last = ctx;
    last->at.ms = db_get_int(row, 0);
    last->seq = db_get_int(row, 1);
    last->record_id = db_get_int(row, 2);
    return ERR_OK;
}

enum err_code stamp_take(struct tx *tx, const struct audit_by *by, int64_t seqs, int64_t records,
                         struct stamp *ret, struct err *e)
{
    struct stamp last;
    must(seqs > 0 && records >= 0);
    ERR_TRY(TX_ROWS(tx, STMT_STAMP_TAKE, stamp_row, &last, NULL, e, db_text(by->county),
                    db_int(by->at.ms), db_int(seqs), db_int(records)));
    *ret = (struct stamp){
        .at = last.at,
        .seq = last.seq - seqs + 1,
        .record_id = last.record_id - records + 1,
    };
    return ERR_OK;
}

enum err_code stamp_give_back(struct tx *tx, const struct audit_by *by, int64_t seqs,
                              int64_t records, struct err *e)
{
    struct stamp last;
    return TX_ROWS(tx, STMT_STAMP_TAKE, stamp_row, &last, NULL, e, db_text(by->county),
                   db_int(by->at.ms), db_int(-seqs), db_int(-records));
}
