/*
 * score_figure.c — see score_figure.h.
 */
#include "store/score_figure.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/stamp.h"
#include "store/unit.h"

struct figure_read {
    struct arena *a;
    VEC(struct score_figure) list;
};

static bool figure_same(const struct score_figure *a, const struct score_figure *b)
{
    return a->span == b->span && str_eq(a->unit, b->unit) && str_eq(a->name, b->name);
}

static enum err_code figure_row(struct db_row *row, void *ctx, struct err *e)
{
    struct figure_read *read = ctx;
    struct score_figure f = {
        .unit = row_get_copy(read->a, row, 0),
        .name = row_get_copy(read->a, row, 1),
        .span = db_get_int32(row, 2, 0, INT32_MAX),
        .value = row_get_copy(read->a, row, 3),
        .reason = row_get_copy(read->a, row, 4),
        .source = row_get_copy(read->a, row, 5),
        .holds = true,
        .entered_at = {db_get_int(row, 6)},
        .entered_by = row_get_copy(read->a, row, 7),
    };
    if (read->list.n > 0) {
        struct score_figure *before = &read->list.p[read->list.n - 1];
        before->holds = !figure_same(before, &f);
    }
    *vec_push(read->a, &read->list) = f;
    return tx_row_done(read->a, e);
}

enum err_code store_score_figure_list(struct arena *a, struct tx *tx, struct str county,
                                      int32_t year, instant as_of, struct score_figure_list *ret,
                                      struct err *e)
{
    struct figure_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_SCORE_FIGURE_LIST, figure_row, &read, NULL, e, db_text(county),
                    db_int(year), db_int(as_of.ms)));
    *ret = (struct score_figure_list){read.list.p, read.list.n};
    return ERR_OK;
}

static enum err_code figure_audit(struct tx *tx, const struct audit_by *by, int32_t year,
                                  const struct score_figure *f, struct err *e)
{
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_int(d.json, "year", year);
    json_put_str(d.json, "name", f->name);
    if (f->span > 0)
        json_put_int(d.json, "span", f->span);
    if (f->value.n > 0)
        json_put_str(d.json, "value", f->value);
    json_put_str(d.json, "reason", f->reason);
    if (f->source.n > 0)
        json_put_str(d.json, "source", f->source);
    struct str object = str_format(&d.a, "unit/%" STR_FMT, STR_ARG(f->unit));
    return audit_detail_append(&d, tx, by, "score.figure", object, e);
}

enum err_code store_score_figure_add(struct arena *a, struct tx *tx, const struct audit_by *by,
                                     int32_t year, const struct score_figure *figure, struct err *e)
{
    struct unit unit;
    struct stamp stamp;
    must(figure->name.n > 0 && figure->reason.n > 0);
    ERR_TRY(store_unit_get(a, tx, by->county, figure->unit, UNIT_NOW, &unit, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_SCORE_FIGURE_INSERT, e, db_text(by->county), db_int(year),
                    db_text(figure->unit), db_text(figure->name), db_int(figure->span),
                    db_int(stamp.seq), db_text_or_null(figure->value), db_text(figure->reason),
                    db_text_or_null(figure->source), db_int(stamp.at.ms), db_text(by->actor)));
    return figure_audit(tx, &stamped, year, figure, e);
}
