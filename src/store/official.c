/*
 * official.c — see official.h.
 *
 * A year has some hundred results, so what is there is read whole before anything is added.
 */
#include "store/official.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/unit.h"

/* ---- reading ----------------------------------------------------------- */

struct official_read {
    struct arena *a;
    VEC(struct official_result) list;
};

/* The columns of official_result_list. */
enum {
    OFFICIAL_COL_UNIT,
    OFFICIAL_COL_ITEM,
    OFFICIAL_COL_REVISION,
    OFFICIAL_COL_FULL,
    OFFICIAL_COL_SCORE,
    OFFICIAL_COL_REASON,
    OFFICIAL_COL_SOURCE,
    OFFICIAL_COL_SHA256,
    OFFICIAL_COL_AT,
    OFFICIAL_COL_ACTOR,
};

static bool official_same_item(const struct official_result *a, const struct official_result *b)
{
    return str_eq(a->unit, b->unit) && str_eq(a->item, b->item);
}

static enum err_code official_row(struct db_row *row, void *ctx, struct err *e)
{
    struct official_read *read = ctx;
    struct official_result r = {
        .unit = row_get_copy(read->a, row, OFFICIAL_COL_UNIT),
        .item = row_get_copy(read->a, row, OFFICIAL_COL_ITEM),
        .revision = db_get_int(row, OFFICIAL_COL_REVISION),
        .has_full = !db_is_null(row, OFFICIAL_COL_FULL),
        .score = {db_get_int(row, OFFICIAL_COL_SCORE)},
        .reason = row_get_copy(read->a, row, OFFICIAL_COL_REASON),
        .source = row_get_copy(read->a, row, OFFICIAL_COL_SOURCE),
        .sha256 = row_get_copy(read->a, row, OFFICIAL_COL_SHA256),
        .holds = true,
        .imported_at = {db_get_int(row, OFFICIAL_COL_AT)},
        .imported_by = row_get_copy(read->a, row, OFFICIAL_COL_ACTOR),
    };
    if (r.has_full)
        r.full.centi = db_get_int(row, OFFICIAL_COL_FULL);
    if (read->list.n > 0) {
        struct official_result *before = &read->list.p[read->list.n - 1];
        before->holds = !official_same_item(before, &r);
    }
    *vec_push(read->a, &read->list) = r;
    return tx_row_done(read->a, e);
}

enum err_code store_official_list(struct arena *a, struct tx *tx, struct str county, int32_t year,
                                  struct official_list *ret, struct err *e)
{
    struct official_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_OFFICIAL_RESULT_LIST, official_row, &read, NULL, e, db_text(county),
                    db_int(year)));
    *ret = (struct official_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- bringing in ------------------------------------------------------- */

/* The revision that holds of the same item, or NULL. */
static const struct official_result *official_before(const struct official_list *there,
                                                     const struct official_result *r)
{
    for (size_t i = 0; i < there->n; i++) {
        if (there->p[i].holds && official_same_item(&there->p[i], r))
            return &there->p[i];
    }
    return NULL;
}

static bool official_says_same(const struct official_result *a, const struct official_result *b)
{
    return a->score.centi == b->score.centi && a->has_full == b->has_full &&
           (!a->has_full || a->full.centi == b->full.centi) && str_eq(a->reason, b->reason);
}

static enum err_code official_write(struct tx *tx, const struct audit_by *by, int32_t year,
                                    const struct official_result *r, int64_t revision,
                                    struct err *e)
{
    must(r->item.n > 0 && r->source.n > 0);
    return TX_EXEC(tx, STMT_OFFICIAL_RESULT_INSERT, e, db_text(by->county), db_int(year),
                   db_text(r->unit), db_text(r->item), db_int(revision),
                   db_int_if(r->has_full, r->full.centi), db_int(r->score.centi),
                   db_text_or_null(r->reason), db_text(r->source), db_text(r->sha256),
                   db_int(by->at.ms), db_text(by->actor));
}

static enum err_code official_audit(struct tx *tx, const struct audit_by *by, int32_t year,
                                    const struct official_result *first, size_t n, struct err *e)
{
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_int(d.json, "results", (int64_t)n);
    json_put_str(d.json, "source", first->source);
    json_put_str(d.json, "sha256", first->sha256);
    struct str object = str_format(&d.a, "year/%d", year);
    return audit_detail_append(&d, tx, by, "official.import", object, e);
}

enum err_code store_official_add(struct arena *a, struct tx *tx, const struct audit_by *by,
                                 int32_t year, const struct official_list *list, size_t *ret_new,
                                 struct err *e)
{
    struct official_list there;
    struct unit unit;
    size_t n = 0;
    ERR_TRY(store_official_list(a, tx, by->county, year, &there, e));
    for (size_t i = 0; i < list->n; i++) {
        const struct official_result *r = &list->p[i];
        const struct official_result *before = official_before(&there, r);
        if (before != NULL && official_says_same(before, r))
            continue;
        ERR_TRY(store_unit_get(a, tx, by->county, r->unit, UNIT_NOW, &unit, e));
        ERR_TRY(official_write(tx, by, year, r, before == NULL ? 1 : before->revision + 1, e));
        n++;
    }
    *ret_new = n;
    return n == 0 ? ERR_OK : official_audit(tx, by, year, &list->p[0], n, e);
}
