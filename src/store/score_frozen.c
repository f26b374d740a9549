/*
 * score_frozen.c — see score_frozen.h.
 */
#include "store/score_frozen.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/unit.h"

/* ---- reading ----------------------------------------------------------- */

struct frozen_read {
    struct arena *a;
    struct str framework;
    VEC(struct frozen_scores) list;
    size_t at;                     /* the scores whose lines are being gathered */
    VEC(struct frozen_line) lines; /* of it, so far */
};

/* The columns of score_frozen_list. */
enum {
    FROZEN_COL_UNIT,
    FROZEN_COL_YEAR,
    FROZEN_COL_CATALOG,
    FROZEN_COL_VERSION,
    FROZEN_COL_MOMENT,
    FROZEN_COL_FULL,
    FROZEN_COL_SCORE,
    FROZEN_COL_INPUTS,
    FROZEN_COL_AT,
    FROZEN_COL_ACTOR,
};

static enum err_code frozen_row(struct db_row *row, void *ctx, struct err *e)
{
    struct frozen_read *read = ctx;
    *vec_push(read->a, &read->list) = (struct frozen_scores){
        .framework = read->framework,
        .unit = row_get_copy(read->a, row, FROZEN_COL_UNIT),
        .year = db_get_int32(row, FROZEN_COL_YEAR, 1, 9999),
        .catalog = row_get_copy(read->a, row, FROZEN_COL_CATALOG),
        .catalog_version = db_get_int(row, FROZEN_COL_VERSION),
        .moment = {db_get_int(row, FROZEN_COL_MOMENT)},
        .full = {db_get_int(row, FROZEN_COL_FULL)},
        .score = {db_get_int(row, FROZEN_COL_SCORE)},
        .inputs_sha256 = row_get_copy(read->a, row, FROZEN_COL_INPUTS),
        .frozen_at = {db_get_int(row, FROZEN_COL_AT)},
        .frozen_by = row_get_copy(read->a, row, FROZEN_COL_ACTOR),
    };
    return tx_row_done(read->a, e);
}

/* The lines so far are those of the scores at `at`. */
static void frozen_lines_end(struct frozen_read *read)
{
    if (read->at < read->list.n) {
        read->list.p[read->at].lines = read->lines.p;
        read->list.p[read->at].n_lines = read->lines.n;
    }
    read->lines.p = NULL;
    read->lines.n = read->lines.cap = 0;
}

static enum err_code frozen_line_row(struct db_row *row, void *ctx, struct err *e)
{
    struct frozen_read *read = ctx;
    struct str unit = db_get_text(row, 0);
    while (read->at < read->list.n && !str_eq(read->list.p[read->at].unit, unit)) {
        frozen_lines_end(read);
        read->at++;
    }
    *vec_push(read->a, &read->lines) = (struct frozen_line){.item = row_get_copy(read->a, row, 1),
                                                            .full = {db_get_int(row, 2)},
                                                            .score = {db_get_int(row, 3)},
                                                            .trace = row_get_copy(read->a, row, 4)};
    return tx_row_done(read->a, e);
}

enum err_code store_frozen_list(struct arena *a, struct tx *tx, struct str county,
                                struct str framework, struct str unit, struct frozen_list *ret,
                                struct err *e)
{
    struct frozen_read read = {.a = a, .framework = str_copy(a, framework)};
    ERR_TRY(TX_ROWS(tx, STMT_SCORE_FROZEN_LIST, frozen_row, &read, NULL, e, db_text(county),
                    db_text(framework), db_text(unit)));
    ERR_TRY(TX_ROWS(tx, STMT_SCORE_FROZEN_LINES, frozen_line_row, &read, NULL, e, db_text(county),
                    db_text(framework), db_text(unit)));
    frozen_lines_end(&read);
    *ret = (struct frozen_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- freezing ---------------------------------------------------------- */

static enum err_code frozen_write(struct tx *tx, const struct audit_by *by,
                                  const struct frozen_scores *s, struct err *e)
{
    ERR_TRY(TX_EXEC(tx, STMT_SCORE_FROZEN_INSERT, e, db_text(by->county), db_text(s->framework),
                    db_text(s->unit), db_int(s->year), db_text(s->catalog),
                    db_int(s->catalog_version), db_int(s->moment.ms), db_int(s->full.centi),
                    db_int(s->score.centi), db_text(s->inputs_sha256), db_int(by->at.ms),
                    db_text(by->actor)));
    for (size_t i = 0; i < s->n_lines; i++) {
        const struct frozen_line *l = &s->lines[i];
        ERR_TRY(TX_EXEC(tx, STMT_SCORE_FROZEN_LINE_INSERT, e, db_text(by->county),
                        db_text(s->framework), db_text(s->unit), db_int((int64_t)i + 1),
                        db_text(l->item), db_int(l->full.centi), db_int(l->score.centi),
                        db_text(l->trace)));
    }
    return ERR_OK;
}

static enum err_code frozen_audit(struct tx *tx, const struct audit_by *by,
                                  const struct frozen_scores *s, struct err *e)
{
    struct audit_detail d;
    char full[POINTS_TEXT_MAX];
    char score[POINTS_TEXT_MAX];
    audit_detail_begin(&d);
    json_put_str(d.json, "unit", s->unit);
    json_put_str(d.json, "catalog", s->catalog);
    json_put_int(d.json, "version", s->catalog_version);
    json_put_str(d.json, "full", str_of(points_text(s->full, full)));
    json_put_str(d.json, "score", str_of(points_text(s->score, score)));
    json_put_str(d.json, "inputs_sha256", s->inputs_sha256);
    struct str object = str_format(&d.a, "framework/%" STR_FMT, STR_ARG(s->framework));
    return audit_detail_append(&d, tx, by, "score.freeze", object, e);
}

enum err_code store_frozen_add(struct arena *a, struct tx *tx, const struct audit_by *by,
                               const struct frozen_scores *scores, struct err *e)
{
    struct frozen_list there;
    struct unit unit;
    must(scores->framework.n > 0);
    ERR_TRY(store_unit_get(a, tx, by->county, scores->unit, UNIT_NOW, &unit, e));
    ERR_TRY(store_frozen_list(a, tx, by->county, scores->framework, scores->unit, &there, e));
    if (there.n > 0)
        return err_set(e, ERR_SCORE_FROZEN, "%" STR_FMT ", %" STR_FMT, STR_ARG(scores->framework),
                       STR_ARG(scores->unit));
    ERR_TRY(frozen_write(tx, by, scores, e));
    return frozen_audit(tx, by, scores, e);
}
