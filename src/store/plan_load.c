/*
 * plan_load.c — reading whole plans and lists of them; see plan.h.
 */
#include "store/deduction_row.h"
#include "store/plan.h"
#include "store/tx.h"

/* ---- heads ------------------------------------------------------------- */

/* The columns of plan_head_get and plan_head_list. */
enum {
    HEAD_PLAN_ID,
    HEAD_REVISION,
    HEAD_LATEST,
    HEAD_IMPORTED_AT,
    HEAD_ACTOR,
    HEAD_CONTENT_SHA256,
    HEAD_FILE_NAME,
    HEAD_NUMBER,
    HEAD_TITLE,
    HEAD_ISSUED_ON,
    HEAD_YEAR,
    HEAD_RANK,
    HEAD_DECLARED_CATEGORIES,
    HEAD_DECLARED_SUBCATEGORIES,
    HEAD_DECLARED_ITEMS,
    HEAD_ITEMS,
    HEAD_MISSING,
    HEAD_FULL_CENTI,
    HEAD_GOT_CENTI,
    HEAD_LOST_CENTI,
};

/* A sum is derived, or unknown where no item has the figure. */
static struct plan_figure head_sum(struct db_row *row, size_t column)
{
    if (db_is_null(row, column))
        return (struct plan_figure){.from = PLAN_UNKNOWN};
    return (struct plan_figure){PLAN_DERIVED, {db_get_int(row, column)}};
}

static void head_issued_on(struct db_row *row, struct plan_head *head)
{
    struct str text = db_get_text(row, HEAD_ISSUED_ON);
    head->has_issued_on = text.n > 0;
    if (head->has_issued_on && date_parse(text, &head->issued_on, NULL) != ERR_OK)
        row->bad = true;
}

static struct plan_head head_of(struct arena *a, struct db_row *row)
{
    struct plan_head head = {
        .ref = {db_get_int(row, HEAD_PLAN_ID), db_get_int32(row, HEAD_REVISION, 1, INT32_MAX)},
        .latest = db_get_int32(row, HEAD_LATEST, 1, INT32_MAX),
        .imported_at = {db_get_int(row, HEAD_IMPORTED_AT)},
        .actor = str_copy(a, db_get_text(row, HEAD_ACTOR)),
        .content_sha256 = str_copy(a, db_get_text(row, HEAD_CONTENT_SHA256)),
        .file_name = str_copy(a, db_get_text(row, HEAD_FILE_NAME)),
        .number = str_copy(a, db_get_text(row, HEAD_NUMBER)),
        .title = str_copy(a, db_get_text(row, HEAD_TITLE)),
        .year = db_get_int32(row, HEAD_YEAR, INT32_MIN, INT32_MAX),
        .rank = db_get_int32(row, HEAD_RANK, INT32_MIN, INT32_MAX),
        .sum = {.items = db_get_int32(row, HEAD_ITEMS, 0, INT32_MAX),
                .missing = db_get_int32(row, HEAD_MISSING, 0, INT32_MAX),
                .full = head_sum(row, HEAD_FULL_CENTI),
                .got = head_sum(row, HEAD_GOT_CENTI),
                .lost = head_sum(row, HEAD_LOST_CENTI)},
    };
    head_issued_on(row, &head);
    return head;
}

struct head_list_read {
    struct arena *a;
    VEC(struct plan_head) heads;
};

static enum err_code head_list_row(struct db_row *row, void *ctx, struct err *e)
{
    struct head_list_read *read = ctx;
    *vec_push(read->a, &read->heads) = head_of(read->a, row);
    return tx_row_done(read->a, e);
}

enum err_code store_plan_list(struct arena *a, struct tx *tx, struct str county,
                              struct plan_head_list *ret, struct err *e)
{
    struct head_list_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_PLAN_HEAD_LIST, head_list_row, &read, NULL, e, db_text(county)));
    *ret = (struct plan_head_list){read.heads.p, read.heads.n};
    return ERR_OK;
}

/* ---- a whole revision ---------------------------------------------------- */

struct plan_read {
    struct arena *a;
    struct plan_record *record;
    VEC(struct str) addressees;
    VEC(struct finding) findings;
};

static enum err_code plan_head_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct plan_read *read = ctx;
    struct plan_record *record = read->record;
    record->head = head_of(read->a, row);
    record->plan.declared = (struct plan_declared){
        .categories = db_get_int32(row, HEAD_DECLARED_CATEGORIES, INT32_MIN, INT32_MAX),
        .subcategories = db_get_int32(row, HEAD_DECLARED_SUBCATEGORIES, INT32_MIN, INT32_MAX),
        .items = db_get_int32(row, HEAD_DECLARED_ITEMS, INT32_MIN, INT32_MAX),
    };
    return ERR_OK;
}

static enum err_code plan_addressee_row(struct db_row *row, void *ctx, struct err *e)
{
    struct plan_read *read = ctx;
    *vec_push(read->a, &read->addressees) = str_copy(read->a, db_get_text(row, 0));
    return tx_row_done(read->a, e);
}

static enum err_code plan_finding_row(struct db_row *row, void *ctx, struct err *e)
{
    struct plan_read *read = ctx;
    struct str code = db_get_text(row, 0);
    struct finding f = {
        .code = finding_of(code),
        .where = str_copy(read->a, db_get_text(row, 1)),
        .arg = {str_copy(read->a, db_get_text(row, 2)), str_copy(read->a, db_get_text(row, 3))},
        .paragraph = db_get_int32(row, 4, 0, INT32_MAX),
        .offset = db_get_int32(row, 5, 0, INT32_MAX),
    };
    if (f.code == FINDING__MAX)
        return err_set(e, ERR_DB_NEWER, "it holds findings named \"%" STR_FMT "\"", STR_ARG(code));
    *vec_push(read->a, &read->findings) = f;
    return tx_row_done(read->a, e);
}

static void plan_read_items(struct arena *a, const struct deduction_list *items,
                            struct plan_record *record)
{
    record->plan.n_items = items->n;
    record->plan.items = ARENA_NEW_N(a, items->n, struct plan_item);
    record->deduction_ids = ARENA_NEW_N(a, items->n, int64_t);
    for (size_t i = 0; i < items->n; i++) {
        record->plan.items[i] = items->p[i].item;
        record->deduction_ids[i] = items->p[i].id;
    }
}

/* The parts of `plan` that the head and the lists hold already. */
static void plan_read_end(struct plan_read *read)
{
    const struct plan_head *head = &read->record->head;
    struct plan *p = &read->record->plan;
    p->number = head->number;
    p->title = head->title;
    p->has_issued_on = head->has_issued_on;
    p->issued_on = head->issued_on;
    p->year = head->year;
    p->rank = head->rank;
    p->addressees = read->addressees.p;
    p->n_addressees = read->addressees.n;
    p->findings = read->findings.p;
    p->n_findings = read->findings.n;
}

enum err_code store_plan_load(struct arena *a, struct tx *tx, struct str county,
                              struct plan_ref ref, struct plan_record *ret, struct err *e)
{
    struct plan_record record = {0};
    struct plan_read read = {.a = a, .record = &record};
    int64_t revision = ref.revision;
    int64_t n = 0;
    if (revision == 0)
        ERR_TRY(TX_ROWS(tx, STMT_PLAN_LATEST, tx_int_row, &revision, NULL, e, db_text(county),
                        db_int(ref.plan_id)));
    const struct db_value key[] = {db_text(county), db_int(ref.plan_id), db_int(revision)};
    ERR_TRY(tx_rows(tx, STMT_PLAN_HEAD_GET, key, ARRAY_LEN(key), plan_head_row, &read, &n, e));
    if (n == 0 && ref.revision == 0)
        return err_set(e, ERR_PLAN_NOT_FOUND, "plan %lld", (long long)ref.plan_id);
    if (n == 0)
        return err_set(e, ERR_PLAN_NOT_FOUND, "plan %lld, revision %d", (long long)ref.plan_id,
                       ref.revision);
    ERR_TRY(tx_rows(tx, STMT_PLAN_ADDRESSEE_LIST, key, ARRAY_LEN(key), plan_addressee_row, &read,
                    NULL, e));
    ERR_TRY(
        tx_rows(tx, STMT_PLAN_FINDING_LIST, key, ARRAY_LEN(key), plan_finding_row, &read, NULL, e));
    struct deduction_read items = {.a = a};
    ERR_TRY(tx_rows(tx, STMT_PLAN_ITEM_LIST, key, ARRAY_LEN(key), deduction_row, &items, NULL, e));
    ERR_TRY(tx_rows(tx, STMT_PLAN_ITEM_DEPARTMENT_LIST, key, ARRAY_LEN(key),
                    deduction_department_row, &items, NULL, e));
    struct deduction_list list = deduction_read_end(&items);
    plan_read_items(a, &list, &record);
    plan_read_end(&read);
    *ret = record;
    return ERR_OK;
}
