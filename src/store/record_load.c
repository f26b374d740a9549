/*
 * record_load.c — reading records; see record.h.
 *
 * All statements give the same columns, one row a revision.
 */
#include "store/record.h"

#include "store/rectification_row.h"

enum {
    RECORD_COL_ID,
    RECORD_COL_TYPE,
    RECORD_COL_UNIT,
    RECORD_COL_SUBJECT,
    RECORD_COL_ENTERED_AT,
    RECORD_COL_ENTERED_BY,
    RECORD_COL_HISTORY,
    RECORD_COL_BATCH,
    RECORD_COL_LATEST,
    RECORD_COL_VOIDED_AT,
    RECORD_COL_VOIDED_BY,
    RECORD_COL_VOID_REASON,
    RECORD_COL_VOIDED_WITH,
    RECORD_COL_REVISION,
    RECORD_COL_AT_MS,
    RECORD_COL_ACTOR,
    RECORD_COL_REASON,
    RECORD_COL_CATALOG,
    RECORD_COL_CATALOG_VERSION,
    RECORD_COL_OCCURRED_ON,
    RECORD_COL_FIELDS,
    RECORD_COL_LISTED,
    RECORD_COL_SEALED,
};

/* ---- rows ------------------------------------------------------------------ */

static int64_t number_or_0(struct db_row *row, size_t column)
{
    return db_is_null(row, column) ? 0 : db_get_int(row, column);
}

static struct stored_revision revision_of(struct arena *a, struct db_row *row)
{
    struct stored_revision v = {
        .revision = db_get_int(row, RECORD_COL_REVISION),
        .at = {db_get_int(row, RECORD_COL_AT_MS)},
        .by = row_get_copy(a, row, RECORD_COL_ACTOR),
        .reason = row_get_copy(a, row, RECORD_COL_REASON),
        .catalog = row_get_copy(a, row, RECORD_COL_CATALOG),
        .catalog_version = db_get_int(row, RECORD_COL_CATALOG_VERSION),
        .fields = row_get_copy(a, row, RECORD_COL_FIELDS),
        .listed = row_get_copy(a, row, RECORD_COL_LISTED),
    };
    if (!db_is_null(row, RECORD_COL_SEALED))
        v.sealed = str_copy(a, db_get_blob(row, RECORD_COL_SEALED));
    row->bad |= !row_get_date(row, RECORD_COL_OCCURRED_ON, &v.occurred_on);
    return v;
}

/* The record without its content; what came after `as_of` is left out. */
static struct stored_record record_of(struct arena *a, struct db_row *row, instant as_of)
{
    struct stored_record r = {
        .id = db_get_int(row, RECORD_COL_ID),
        .type = row_get_copy(a, row, RECORD_COL_TYPE),
        .unit = row_get_copy(a, row, RECORD_COL_UNIT),
        .subject = number_or_0(row, RECORD_COL_SUBJECT),
        .entered_at = {db_get_int(row, RECORD_COL_ENTERED_AT)},
        .entered_by = row_get_copy(a, row, RECORD_COL_ENTERED_BY),
        .history = db_get_int32(row, RECORD_COL_HISTORY, 0, 1) == 1,
        .batch = number_or_0(row, RECORD_COL_BATCH),
        .latest = db_get_int(row, RECORD_COL_LATEST),
    };
    if (db_is_null(row, RECORD_COL_VOIDED_AT))
        return r;
    r.voided_at.ms = db_get_int(row, RECORD_COL_VOIDED_AT);
    r.voided = r.voided_at.ms <= as_of.ms;
    if (r.voided) {
        r.voided_by = row_get_copy(a, row, RECORD_COL_VOIDED_BY);
        r.void_reason = row_get_copy(a, row, RECORD_COL_VOID_REASON);
        r.voided_with = number_or_0(row, RECORD_COL_VOIDED_WITH);
    } else {
        r.voided_at.ms = 0;
    }
    return r;
}

/* ---- one --------------------------------------------------------------------- */

struct record_read {
    struct arena *a;
    instant as_of;
    VEC(struct stored_record) list;
};

static enum err_code record_row(struct db_row *row, void *ctx, struct err *e)
{
    struct record_read *read = ctx;
    struct stored_record r = record_of(read->a, row, read->as_of);
    r.content = revision_of(read->a, row);
    *vec_push(read->a, &read->list) = r;
    return tx_row_done(read->a, e);
}

static enum err_code record_none(int64_t record_id, struct err *e)
{
    return err_set(e, ERR_RECORD_NOT_FOUND, "R%lld", (long long)record_id);
}

enum err_code store_record_get(struct arena *a, struct tx *tx, struct str county, int64_t record_id,
                               instant as_of, struct stored_record *ret, struct err *e)
{
    struct record_read read = {.a = a, .as_of = as_of};
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_GET, record_row, &read, NULL, e, db_text(county),
                    db_int(record_id), db_int(as_of.ms)));
    if (read.list.n == 0)
        return record_none(record_id, e);
    *ret = read.list.p[0];
    return ERR_OK;
}

/* ---- with all revisions --------------------------------------------------------- */

struct life_read {
    struct arena *a;
    instant as_of;
    VEC(struct record_life) list;
    VEC(struct stored_revision) revisions; /* of the last record of the list */
};

/* Give the revisions read so far to the record they belong to. */
static void life_close(struct life_read *read)
{
    if (read->revisions.n == 0)
        return;
    struct record_life *life = &read->list.p[read->list.n - 1];
    life->revisions = read->revisions.p;
    life->n = read->revisions.n;
    life->record.content = life->revisions[life->n - 1];
    memset(&read->revisions, 0, sizeof(read->revisions));
}

static enum err_code life_row(struct db_row *row, void *ctx, struct err *e)
{
    struct life_read *read = ctx;
    int64_t id = db_get_int(row, RECORD_COL_ID);
    if (read->revisions.n == 0 || read->list.p[read->list.n - 1].record.id != id) {
        life_close(read);
        vec_push(read->a, &read->list)->record = record_of(read->a, row, read->as_of);
    }
    *vec_push(read->a, &read->revisions) = revision_of(read->a, row);
    return tx_row_done(read->a, e);
}

static enum err_code life_read(struct life_read *read, struct tx *tx, enum stmt stmt,
                               struct str county, int64_t id, struct err *e)
{
    ERR_TRY(TX_ROWS(tx, stmt, life_row, read, NULL, e, db_text(county), db_int(id),
                    db_int(read->as_of.ms)));
    life_close(read);
    return ERR_OK;
}

enum err_code store_record_life(struct arena *a, struct tx *tx, struct str county,
                                int64_t record_id, instant as_of, struct record_life *ret,
                                struct err *e)
{
    struct life_read read = {.a = a, .as_of = as_of};
    ERR_TRY(life_read(&read, tx, STMT_RECORD_REVISIONS, county, record_id, e));
    if (read.list.n == 0)
        return record_none(record_id, e);
    *ret = read.list.p[0];
    return ERR_OK;
}

enum err_code store_subject_records(struct arena *a, struct tx *tx, struct str county,
                                    int64_t subject, instant as_of, struct record_life_list *ret,
                                    struct err *e)
{
    struct life_read read = {.a = a, .as_of = as_of};
    ERR_TRY(life_read(&read, tx, STMT_RECORD_REVISIONS, county, subject, e));
    if (read.list.n == 0)
        return record_none(subject, e);
    ERR_TRY(life_read(&read, tx, STMT_RECORD_REVISIONS_OF_SUBJECT, county, subject, e));
    *ret = (struct record_life_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_record_lives(struct arena *a, struct tx *tx, struct str county, instant as_of,
                                 struct record_life_list *ret, struct err *e)
{
    struct life_read read = {.a = a, .as_of = as_of};
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_REVISIONS_OF_COUNTY, life_row, &read, NULL, e, db_text(county),
                    db_int(as_of.ms)));
    life_close(&read);
    *ret = (struct record_life_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_record_lives_of(struct arena *a, struct tx *tx, struct str county,
                                    struct str type, int64_t subject, date from, date to,
                                    struct record_life_list *ret, struct err *e)
{
    struct life_read read = {.a = a, .as_of = RECORD_NOW};
    char first[DATE_TEXT_MAX];
    char last[DATE_TEXT_MAX];
    struct db_value days[] = {db_text(str_of(date_text(from, first))),
                              db_text(str_of(date_text(to, last)))};
    if (subject == 0)
        ERR_TRY(TX_ROWS(tx, STMT_RECORD_REVISIONS_OF_TYPE, life_row, &read, NULL, e,
                        db_text(county), db_text(type), days[0], days[1], db_int(RECORD_NOW.ms)));
    else
        ERR_TRY(TX_ROWS(tx, STMT_RECORD_REVISIONS_OF_SUBJECT_TYPE, life_row, &read, NULL, e,
                        db_text(county), db_int(subject), db_text(type), days[0], days[1],
                        db_int(RECORD_NOW.ms)));
    life_close(&read);
    *ret = (struct record_life_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_record_lives_from(struct arena *a, struct tx *tx, struct str county,
                                      int64_t first, int64_t n, struct record_life_list *ret,
                                      struct err *e)
{
    struct life_read read = {.a = a, .as_of = RECORD_NOW};
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_REVISIONS_OF_RANGE, life_row, &read, NULL, e, db_text(county),
                    db_int(first), db_int(first + n - 1)));
    life_close(&read);
    *ret = (struct record_life_list){read.list.p, read.list.n};
    return ERR_OK;
}

struct spread_read {
    struct arena *a;
    VEC(struct record_spread) list;
};

static enum err_code spread_row(struct db_row *row, void *ctx, struct err *e)
{
    struct spread_read *read = ctx;
    struct record_spread s = {.subject = number_or_0(row, 0),
                              .unit = row_get_copy(read->a, row, 1)};
    row->bad |= !row_get_date(row, 2, &s.first) || !row_get_date(row, 3, &s.last);
    *vec_push(read->a, &read->list) = s;
    return tx_row_done(read->a, e);
}

enum err_code store_record_spread(struct arena *a, struct tx *tx, struct str county, int64_t first,
                                  int64_t n, struct record_spread_list *ret, struct err *e)
{
    struct spread_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_SPREAD, spread_row, &read, NULL, e, db_text(county),
                    db_int(first), db_int(first + n - 1)));
    *ret = (struct record_spread_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- by a digest ---------------------------------------------------------------- */

enum err_code store_record_find_unique(struct tx *tx, struct str county, struct str digest,
                                       int64_t *ret, struct err *e)
{
    int64_t holder = 0;
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_UNIQUE_HOLDER, tx_int_row, &holder, NULL, e, db_text(county),
                    db_blob(digest)));
    *ret = holder;
    return ERR_OK;
}

struct id_read {
    struct arena *a;
    VEC(int64_t) list;
};

static enum err_code id_row(struct db_row *row, void *ctx, struct err *e)
{
    struct id_read *read = ctx;
    *vec_push(read->a, &read->list) = db_get_int(row, 0);
    return tx_row_done(read->a, e);
}

enum err_code store_record_find(struct arena *a, struct tx *tx, struct str county,
                                struct str digest, struct record_id_list *ret, struct err *e)
{
    struct id_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_LOOKUP_FIND, id_row, &read, NULL, e, db_text(county),
                    db_blob(digest)));
    *ret = (struct record_id_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- pages ------------------------------------------------------------------------ */

#define DAY_FIRST "0001-01-01"
#define DAY_LAST  "9999-12-31"

static bool order_is_by_day(enum record_order order)
{
    return order == RECORD_BY_DAY || order == RECORD_BY_DAY_DESC;
}

static bool order_is_desc(enum record_order order)
{
    return order == RECORD_BY_DAY_DESC || order == RECORD_BY_ENTRY_DESC;
}

/* Behind which record the page begins; without one, before the first in this order. */
static struct db_value page_key(const struct record_filter *f, char out[DATE_TEXT_MAX])
{
    bool desc = order_is_desc(f->order);
    if (order_is_by_day(f->order)) {
        if (f->has_after)
            return db_text(str_of(date_text(f->after.occurred_on, out)));
        return db_text(desc ? STR(DAY_LAST) : STR(DAY_FIRST));
    }
    if (f->has_after)
        return db_int(f->after.entered_at.ms);
    return db_int(desc ? INT64_MAX : INT64_MIN);
}

static int64_t page_key_id(const struct record_filter *f)
{
    if (f->has_after)
        return f->after.id;
    return order_is_desc(f->order) ? INT64_MAX : 0;
}

static struct db_value day_or(bool has, date d, const char *otherwise, char out[DATE_TEXT_MAX])
{
    return db_text(str_of(has ? date_text(d, out) : otherwise));
}

enum err_code store_record_list(struct arena *a, struct tx *tx, struct str county,
                                const struct record_filter *f, struct stored_record_list *ret,
                                struct err *e)
{
    static const enum stmt OF_TYPE[RECORD_ORDER__MAX] = {
        STMT_RECORD_LIST_TYPE_DAY, STMT_RECORD_LIST_TYPE_DAY_DESC, STMT_RECORD_LIST_TYPE_ENTERED,
        STMT_RECORD_LIST_TYPE_ENTERED_DESC};
    static const enum stmt OF_SUBJECT[RECORD_ORDER__MAX] = {
        STMT_RECORD_LIST_SUBJECT_DAY, STMT_RECORD_LIST_SUBJECT_DAY_DESC,
        STMT_RECORD_LIST_SUBJECT_ENTERED, STMT_RECORD_LIST_SUBJECT_ENTERED_DESC};
    struct record_read read = {.a = a, .as_of = RECORD_NOW};
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    char key[DATE_TEXT_MAX];
    bool of_subject = f->subject != 0;
    must((of_subject || f->type.n > 0) && f->most > 0 && f->order < RECORD_ORDER__MAX);
    const struct db_value params[] = {
        db_text(county),
        of_subject ? db_int(f->subject) : db_text(f->type),
        day_or(f->has_from, f->from, DAY_FIRST, from),
        day_or(f->has_to, f->to, DAY_LAST, to),
        db_int(f->has_entered_from ? f->entered_from.ms : INT64_MIN),
        db_int(f->has_entered_to ? f->entered_to.ms : INT64_MAX),
        db_text(f->unit),
        db_int(f->voided),
        db_int(f->batch),
        page_key(f, key),
        db_int(page_key_id(f)),
        db_int(f->most),
        db_text(f->type),
    };
    size_t n = ARRAY_LEN(params) - (of_subject ? 0 : 1); /* the last is the subject's alone */
    ERR_TRY(tx_rows(tx, of_subject ? OF_SUBJECT[f->order] : OF_TYPE[f->order], params, n,
                    record_row, &read, NULL, e));
    *ret = (struct stored_record_list){read.list.p, read.list.n};
    return ERR_OK;
}

struct record_place record_place_of(const struct stored_record *r)
{
    return (struct record_place){r->content.occurred_on, r->entered_at, r->id};
}
