/*
 * county.c — see county.h.
 */
#include "store/county.h"

#include "store/audit_chain.h"
#include "store/tx.h"

/* ---- reading ------------------------------------------------------------- */

struct county_read {
    struct arena *a;
    struct county county;
};

static enum err_code county_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct county_read *read = ctx;
    read->county = (struct county){
        .code = str_copy(read->a, db_get_text(row, 0)),
        .name = str_copy(read->a, db_get_text(row, 1)),
        .created_at = {db_get_int(row, 2)},
    };
    return ERR_OK;
}

enum err_code store_county_get(struct arena *a, struct tx *tx, struct str code, struct county *ret,
                               struct err *e)
{
    struct county_read read = {.a = a};
    int64_t n = 0;
    if (code.n > 0) {
        ERR_TRY(TX_ROWS(tx, STMT_COUNTY_GET, county_row, &read, &n, e, db_text(code)));
        if (n == 0)
            return err_set(e, ERR_COUNTY_NOT_FOUND, "\"%" STR_FMT "\"", STR_ARG(code));
    } else {
        ERR_TRY(tx_rows(tx, STMT_COUNTY_SOME, NULL, 0, county_row, &read, &n, e));
        if (n != 1)
            return err_set(e, n == 0 ? ERR_COUNTY_NOT_FOUND : ERR_COUNTY_SEVERAL, "no code given");
    }
    *ret = read.county;
    return ERR_OK;
}

/* ---- writing --------------------------------------------------------------- */

static bool county_code_ok(struct str code)
{
    static const char ALLOWED[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (size_t i = 0; i < code.n; i++)
        if (memchr(ALLOWED, code.p[i], sizeof(ALLOWED) - 1) == NULL)
            return false;
    return code.n >= 1 && code.n <= COUNTY_CODE_MAX;
}

enum err_code store_county_create(struct tx *tx, const struct audit_by *by, struct str name,
                                  struct err *e)
{
    must(name.n > 0);
    if (!county_code_ok(by->county))
        return err_field(e, ERR_COUNTY_CODE, "county", "\"%" STR_FMT "\"", STR_ARG(by->county));
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_COUNTY_GET, tx_seen_row, NULL, &n, e, db_text(by->county)));
    if (n > 0)
        return err_set(e, ERR_COUNTY_EXISTS, "\"%" STR_FMT "\"", STR_ARG(by->county));
    ERR_TRY(
        TX_EXEC(tx, STMT_COUNTY_INSERT, e, db_text(by->county), db_text(name), db_int(by->at.ms)));
    ERR_TRY(TX_EXEC(tx, STMT_AUDIT_HEAD_INSERT, e, db_text(by->county),
                    db_text(str_of(AUDIT_HASH_NONE))));
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_str(d.json, "name", name);
    return audit_detail_append(&d, tx, by, "county.create", STR("county"), e);
}
