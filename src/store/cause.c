/*
 * cause.c — see cause.h.
 */
#include "store/cause.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"

enum {
    CAUSE_COL_DEDUCTION_ID,
    CAUSE_COL_CLASS,
    CAUSE_COL_PROPOSED,
    CAUSE_COL_WORDS,
    CAUSE_COL_CONFIRMED_BY,
    CAUSE_COL_CONFIRMED_AT,
};

struct cause_read {
    struct arena *a;
    VEC(struct cause) list;
};

static enum err_code cause_row(struct db_row *row, void *ctx, struct err *e)
{
    struct cause_read *read = ctx;
    struct cause c = {
        .deduction_id = db_get_int(row, CAUSE_COL_DEDUCTION_ID),
        .class = cause_class_of(db_get_text(row, CAUSE_COL_CLASS)),
        .proposed = cause_class_of(db_get_text(row, CAUSE_COL_PROPOSED)),
        .words = row_get_copy(read->a, row, CAUSE_COL_WORDS),
        .confirmed_by = row_get_copy(read->a, row, CAUSE_COL_CONFIRMED_BY),
        .confirmed_at = {db_get_int(row, CAUSE_COL_CONFIRMED_AT)},
    };
    row->bad |= c.class == CAUSE__MAX;
    row->bad |= !db_is_null(row, CAUSE_COL_PROPOSED) && c.proposed == CAUSE__MAX;
    *vec_push(read->a, &read->list) = c;
    return tx_row_done(read->a, e);
}

enum err_code store_cause_get(struct arena *a, struct tx *tx, struct str county,
                              int64_t deduction_id, struct cause *ret, struct err *e)
{
    struct cause_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_CAUSE_GET, cause_row, &read, NULL, e, db_text(county),
                    db_int(deduction_id)));
    *ret = read.list.n > 0 ? read.list.p[0]
                           : (struct cause){.deduction_id = deduction_id,
                                            .class = CAUSE__MAX,
                                            .proposed = CAUSE__MAX};
    return ERR_OK;
}

enum err_code store_cause_list(struct arena *a, struct tx *tx, struct str county,
                               struct cause_list *ret, struct err *e)
{
    struct cause_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_CAUSE_LIST, cause_row, &read, NULL, e, db_text(county)));
    *ret = (struct cause_list){read.list.p, read.list.n};
    return ERR_OK;
}

static struct str class_text(enum cause_class class)
{
    return class == CAUSE__MAX ? STR_NONE : str_of(cause_class_name(class));
}

enum err_code store_cause_confirm(struct tx *tx, const struct audit_by *by,
                                  const struct cause *cause, struct err *e)
{
    int64_t no = 0;
    must(cause->class != CAUSE__MAX);
    ERR_TRY(TX_ROWS(tx, STMT_CAUSE_NEXT_NO, tx_int_row, &no, NULL, e, db_text(by->county),
                    db_int(cause->deduction_id)));
    ERR_TRY(TX_EXEC(tx, STMT_CAUSE_INSERT, e, db_text(by->county), db_int(cause->deduction_id),
                    db_int(no), db_text(class_text(cause->class)),
                    db_text_or_null(class_text(cause->proposed)), db_text_or_null(cause->words),
                    db_text(by->actor), db_int(by->at.ms)));
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_str(d.json, "class", class_text(cause->class));
    if (cause->proposed != CAUSE__MAX)
        json_put_str(d.json, "proposed", class_text(cause->proposed));
    if (cause->words.n > 0)
        json_put_str(d.json, "words", cause->words);
    struct str object = str_format(&d.a, "deduction/%lld", (long long)cause->deduction_id);
    return audit_detail_append(&d, tx, by, "cause.confirm", object, e);
}
