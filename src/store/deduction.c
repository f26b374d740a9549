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
};

/* The columns of the statements that read departments. */
enum { DEPARTMENT_YEAR, DEPARTMENT_PLAN_ID, DEPARTMENT_NO, DEPARTMENT_NAME };

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

enum err_code deduction_row(struct db_row *row, void *ctx, struct err *e)
{
    struct deduction_read *read = ctx;
    *vec_push(read->a, &read->list) = deduction_of(read->a, row);
    return tx_row_done(read->a, e);
}

/* The order of the lists: the latest year first, then by plan and number. */
static int deduction_cmp(const struct deduction *d, int64_t year, int64_t plan_id, int64_t no)
{
    if (d->year != year)
        return d->year > year ? -1 : 1;
    if (d->ref.plan_id != plan_id)
        return d->ref.plan_id < plan_id ? -1 : 1;
    return d->item.no < no ? -1 : d->item.no > no;
}

/* Hand the departments gathered so far to the item they belong to, and go on to the next. */
static void deduction_read_next(struct deduction_read *read)
{
    struct plan_item *item = &read->list.p[read->at++].item;
    item->departments = read->departments.p;
    item->n_departments = read->departments.n;
    read->departments.p = NULL;
    read->departments.n = 0;
    read->departments.cap = 0;
}

enum err_code deduction_department_row(struct db_row *row, void *ctx, struct err *e)
{
    struct deduction_read *read = ctx;
    int64_t year = db_get_int(row, DEPARTMENT_YEAR);
    int64_t plan_id = db_get_int(row, DEPARTMENT_PLAN_ID);
    int64_t no = db_get_int(row, DEPARTMENT_NO);
    int order = -1;
    while (read->at < read->list.n &&
           (order = deduction_cmp(&read->list.p[read->at], year, plan_id, no)) < 0)
        deduction_read_next(read);
    if (order == 0)
        *vec_push(read->a, &read->departments) = text_of(read->a, row, DEPARTMENT_NAME);
    return tx_row_done(read->a, e);
}

struct deduction_list deduction_read_end(struct deduction_read *read)
{
    while (read->at < read->list.n)
        deduction_read_next(read);
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
    ERR_TRY(tx_rows(tx, STMT_DEDUCTION_DEPARTMENT_LIST, params, ARRAY_LEN(params) - 1,
                    deduction_department_row, &read, NULL, e));
    *ret = deduction_read_end(&read);
    return ERR_OK;
}

enum err_code store_deduction_get(struct arena *a, struct tx *tx, struct str county, int64_t id,
                                  struct deduction *ret, struct err *e)
{
    struct deduction_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_DEDUCTION_GET, deduction_row, &read, NULL, e, db_text(county),
                    db_int(id)));
    if (read.list.n == 0)
        return err_set(e, ERR_DEDUCTION_NOT_FOUND, "deduction %lld", (long long)id);
    struct plan_ref ref = read.list.p[0].ref;
    ERR_TRY(TX_ROWS(tx, STMT_PLAN_ITEM_DEPARTMENT_LIST, deduction_department_row, &read, NULL, e,
                    db_text(county), db_int(ref.plan_id), db_int(ref.revision)));
    *ret = deduction_read_end(&read).p[0];
    return ERR_OK;
}
