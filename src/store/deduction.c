/*
 * deduction.c — reading deductions; see plan.h. They are written with their plan (plan.c).
 */
#include "store/deduction_row.h"

/* ---- rows -------------------------------------------------------------- */

/* The columns of the reading statements of sql/deduction.sql. */
enum {
    DEDUCTION_ID,
    DEDUCTION_PLAN_ID,
    DEDUCTION_REVISION,
    DEDUCTION_LATEST,
    DEDUCTION_NUMBER,
    DEDUCTION_TITLE,
    DEDUCTION_YEAR,
    DEDUCTION_NO,
    DEDUCTION_CATEGORY,
    DEDUCTION_SUBCATEGORY,
    DEDUCTION_ITEM,
    DEDUCTION_FULL_CENTI, /* its `from` follows, here and below */
    DEDUCTION_GOT_CENTI = DEDUCTION_FULL_CENTI + 2,
    DEDUCTION_LOST_CENTI = DEDUCTION_GOT_CENTI + 2,
    DEDUCTION_CAUSE = DEDUCTION_LOST_CENTI + 2,
    DEDUCTION_MEASURE,
    DEDUCTION_TIME_LIMIT,
    DEDUCTION_PARAGRAPH,
    DEDUCTION_DEPARTMENT,
};

static struct plan_figure figure_of(struct db_row *row, size_t column)
{
    int32_t from = db_get_int32(row, column + 1, PLAN_UNKNOWN, PLAN_DERIVED);
    if (db_is_null(row, column) != (from == PLAN_UNKNOWN))
        row->bad = true;
    if (from == PLAN_UNKNOWN || row->bad)
        return (struct plan_figure){.from = PLAN_UNKNOWN};
    return (struct plan_figure){(enum plan_figure_from)from, {db_get_int(row, column)}};
}

static struct str text_of(struct arena *a, struct db_row *row, size_t column)
{
    return str_copy(a, db_get_text(row, column));
}

static struct deduction deduction_of(struct arena *a, struct db_row *row)
{
    int32_t revision = db_get_int32(row, DEDUCTION_REVISION, 1, INT32_MAX);
    return (struct deduction){
        .id = db_get_int(row, DEDUCTION_ID),
        .ref = {db_get_int(row, DEDUCTION_PLAN_ID), revision},
        .withdrawn = revision < db_get_int32(row, DEDUCTION_LATEST, 1, INT32_MAX),
        .number = text_of(a, row, DEDUCTION_NUMBER),
        .title = text_of(a, row, DEDUCTION_TITLE),
        .year = db_get_int32(row, DEDUCTION_YEAR, INT32_MIN, INT32_MAX),
        .item = {.no = db_get_int32(row, DEDUCTION_NO, 1, INT32_MAX),
                 .category = text_of(a, row, DEDUCTION_CATEGORY),
                 .subcategory = text_of(a, row, DEDUCTION_SUBCATEGORY),
                 .item = text_of(a, row, DEDUCTION_ITEM),
                 .full = figure_of(row, DEDUCTION_FULL_CENTI),
                 .got = figure_of(row, DEDUCTION_GOT_CENTI),
                 .lost = figure_of(row, DEDUCTION_LOST_CENTI),
                 .cause = text_of(a, row, DEDUCTION_CAUSE),
                 .measure = text_of(a, row, DEDUCTION_MEASURE),
                 .time_limit = text_of(a, row, DEDUCTION_TIME_LIMIT),
                 .paragraph = db_get_int32(row, DEDUCTION_PARAGRAPH, 0, INT32_MAX)},
    };
}

/* Hand the departments gathered so far to the item they belong to. */
static void deduction_read_item_end(struct deduction_read *read)
{
    if (read->list.n == 0)
        return;
    struct plan_item *item = &read->list.p[read->list.n - 1].item;
    item->departments = read->departments.p;
    item->n_departments = read->departments.n;
    read->departments.p = NULL;
    read->departments.n = 0;
    read->departments.cap = 0;
}

enum err_code deduction_row(struct db_row *row, void *ctx, struct err *e)
{
    struct deduction_read *read = ctx;
    int64_t id = db_get_int(row, DEDUCTION_ID);
    if (read->list.n == 0 || read->list.p[read->list.n - 1].id != id) {
        deduction_read_item_end(read);
        *vec_push(read->a, &read->list) = deduction_of(read->a, row);
    }
    if (!db_is_null(row, DEDUCTION_DEPARTMENT))
        *vec_push(read->a, &read->departments) = text_of(read->a, row, DEDUCTION_DEPARTMENT);
    return tx_row_done(read->a, e);
}

struct deduction_list deduction_read_end(struct deduction_read *read)
{
    deduction_read_item_end(read);
    return (struct deduction_list){read->list.p, read->list.n};
}

/* ---- reading --------------------------------------------------------------- */

enum err_code store_deduction_list(struct arena *a, struct tx *tx, struct str county,
                                   const struct deduction_filter *filter,
                                   struct deduction_list *ret, struct err *e)
{
    struct deduction_read read = {.a = a};
    const struct db_value params[] = {db_text(county), db_int(filter->plan_id),
                                      db_int(filter->year), db_text(filter->department)};
    bool any = filter->department.n == 0;
    ERR_TRY(tx_rows(tx, any ? STMT_DEDUCTION_LIST : STMT_DEDUCTION_LIST_OF, params,
                    ARRAY_LEN(params) - any, deduction_row, &read, NULL, e));
    *ret = deduction_read_end(&read);
    return ERR_OK;
}

enum err_code store_deduction_get(struct arena *a, struct tx *tx, struct str county, int64_t id,
                                  struct deduction *ret, struct err *e)
{
    struct deduction_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_DEDUCTION_GET, deduction_row, &read, NULL, e, db_text(county),
                    db_int(id)));
    struct deduction_list list = deduction_read_end(&read);
    if (list.n == 0)
        return err_set(e, ERR_DEDUCTION_NOT_FOUND, "deduction %lld", (long long)id);
    *ret = list.p[0];
    return ERR_OK;
}
