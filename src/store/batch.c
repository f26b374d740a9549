/*
 * batch.c — see batch.h.
 *
 * The records of a batch have numbers in a row, as one transaction takes them all at
 * once; so a range of numbers is all that undoing has to know.
 */
#include "store/batch.h"

#include "base/buf.h"
#include "store/audit_chain.h"
#include "store/record_row.h"
#include "store/rectification_row.h"

enum { OBSTACLES_SHOWN = 10, OBSTACLES_TEXT_MAX = 400 };

enum {
    BATCH_COL_ID,
    BATCH_COL_TYPE,
    BATCH_COL_NAME,
    BATCH_COL_SHA256,
    BATCH_COL_ROWS,
    BATCH_COL_TAKEN,
    BATCH_COL_HISTORY,
    BATCH_COL_FIRST_ID,
    BATCH_COL_AT_MS,
    BATCH_COL_ACTOR,
    BATCH_COL_UNDONE_AT,
    BATCH_COL_UNDONE_BY,
    BATCH_COL_UNDO_REASON,
};

/* ---- reading ----------------------------------------------------------- */

struct batch_read {
    struct arena *a;
    VEC(struct batch) list;
};

static enum err_code batch_row(struct db_row *row, void *ctx, struct err *e)
{
    struct batch_read *read = ctx;
    struct batch b = {
        .id = db_get_int(row, BATCH_COL_ID),
        .file.type = row_get_copy(read->a, row, BATCH_COL_TYPE),
        .file.name = row_get_copy(read->a, row, BATCH_COL_NAME),
        .file.sha256 = row_get_copy(read->a, row, BATCH_COL_SHA256),
        .file.rows = db_get_int(row, BATCH_COL_ROWS),
        .file.history = db_get_int32(row, BATCH_COL_HISTORY, 0, 1) == 1,
        .taken = db_get_int(row, BATCH_COL_TAKEN),
        .first_id = db_get_int(row, BATCH_COL_FIRST_ID),
        .at = {db_get_int(row, BATCH_COL_AT_MS)},
        .by = row_get_copy(read->a, row, BATCH_COL_ACTOR),
        .undone = !db_is_null(row, BATCH_COL_UNDONE_AT),
        .undone_by = row_get_copy(read->a, row, BATCH_COL_UNDONE_BY),
        .undo_reason = row_get_copy(read->a, row, BATCH_COL_UNDO_REASON),
    };
    if (b.undone)
        b.undone_at.ms = db_get_int(row, BATCH_COL_UNDONE_AT);
    *vec_push(read->a, &read->list) = b;
    return tx_row_done(read->a, e);
}

static enum err_code batch_read(struct arena *a, struct tx *tx, struct str county, int64_t id,
                                struct batch_list *ret, struct err *e)
{
    struct batch_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_BATCH_LIST, batch_row, &read, NULL, e, db_text(county), db_int(id)));
    *ret = (struct batch_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_batch_list(struct arena *a, struct tx *tx, struct str county,
                               struct batch_list *ret, struct err *e)
{
    return batch_read(a, tx, county, 0, ret, e);
}

enum err_code store_batch_get(struct arena *a, struct tx *tx, struct str county, int64_t id,
                              struct batch *ret, struct err *e)
{
    struct batch_list list = {0};
    if (id > 0)
        ERR_TRY(batch_read(a, tx, county, id, &list, e));
    if (list.n == 0)
        return err_set(e, ERR_BATCH_NOT_FOUND, "%lld", (long long)id);
    *ret = list.p[0];
    return ERR_OK;
}

enum err_code store_batch_find(struct arena *a, struct tx *tx, struct str county, struct str type,
                               struct str sha256, bool *ret_found, struct batch *ret, struct err *e)
{
    int64_t id = 0;
    ERR_TRY(TX_ROWS(tx, STMT_BATCH_BY_FILE, tx_int_row, &id, NULL, e, db_text(county),
                    db_text(type), db_text(sha256)));
    if (id != 0)
        ERR_TRY(store_batch_get(a, tx, county, id, ret, e));
    *ret_found = id != 0;
    return ERR_OK;
}

/* ---- importing --------------------------------------------------------------- */

struct batch_writer {
    struct record_writer records;
    struct stamp stamp; /* as it was taken: of the first record */
    struct batch batch;
    int64_t most;
};

static void batch_wipe(void *ctx)
{
    struct batch_writer *w = ctx;
    sealer_end(&w->records.sealer);
    arena_release(&w->records.scratch);
}

static enum err_code batch_insert(struct batch_writer *w, struct tx *tx, const struct audit_by *by,
                                  struct err *e)
{
    const struct batch_file *f = &w->batch.file;
    ERR_TRY(
        TX_ROWS(tx, STMT_BATCH_NEXT_ID, tx_int_row, &w->batch.id, NULL, e, db_text(by->county)));
    w->batch.first_id = w->stamp.record_id;
    w->batch.at = w->stamp.at;
    w->batch.by = by->actor;
    return TX_EXEC(tx, STMT_BATCH_INSERT, e, db_text(by->county), db_int(w->batch.id),
                   db_text(f->type), db_text(f->name), db_text(f->sha256), db_int(f->history),
                   db_int(w->batch.first_id), db_int(w->batch.at.ms), db_text(by->actor));
}

enum err_code store_batch_begin(struct arena *a, struct tx *tx, const struct audit_by *by,
                                const struct seal_key *data_key, const struct batch_file *file,
                                int64_t most, struct batch_writer **ret, struct err *e)
{
    struct batch_writer *w = ARENA_NEW(a, struct batch_writer);
    int64_t known = 0;
    must(file->type.n > 0 && file->name.n > 0 && file->sha256.n == HASH_HEX_MAX - 1);
    must(most >= 0);
    *w = (struct batch_writer){.batch.file = *file, .most = most};
    ERR_TRY(TX_ROWS(tx, STMT_BATCH_BY_FILE, tx_int_row, &known, NULL, e, db_text(by->county),
                    db_text(file->type), db_text(file->sha256)));
    if (known != 0)
        return err_set(e, ERR_BATCH_KNOWN, "%lld", (long long)known);
    ERR_TRY(stamp_take(tx, by, most + 1, most, &w->stamp, e));
    ERR_TRY(batch_insert(w, tx, by, e));
    ERR_TRY(record_writer_begin(&w->records, tx, by, data_key, &w->stamp, w->batch.id, e));
    arena_on_release(a, batch_wipe, w);
    *ret = w;
    return ERR_OK;
}

enum err_code store_batch_add(struct batch_writer *w, const struct record_entry *entry,
                              int64_t *ret_id, struct err *e)
{
    must(w->batch.taken < w->most);
    must(str_eq(entry->type, w->batch.file.type) && entry->history == w->batch.file.history);
    ERR_TRY(record_writer_add(&w->records, entry, ret_id, e));
    w->batch.taken++;
    return ERR_OK;
}

static enum err_code batch_audit(struct batch_writer *w, const char *sha256, struct err *e)
{
    const struct batch *b = &w->batch;
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_str(d.json, "type", b->file.type);
    json_put_str(d.json, "file", b->file.name);
    json_put_str(d.json, "file_sha256", b->file.sha256);
    json_put_int(d.json, "rows", b->file.rows);
    json_put_int(d.json, "taken", b->taken);
    json_put_int(d.json, "first", b->first_id);
    if (b->file.history)
        json_put_bool(d.json, "history", true);
    json_put_str(d.json, "sha256", str_of(sha256));
    struct str object = str_format(&d.a, "batch/%lld", (long long)b->id);
    return audit_detail_append(&d, w->records.tx, &w->records.by, "batch.import", object, e);
}

enum err_code store_batch_end(struct batch_writer *w, int64_t rows, struct batch *ret,
                              struct err *e)
{
    const struct audit_by *by = &w->records.by;
    int64_t left = w->most - w->batch.taken;
    char sha256[HASH_HEX_MAX];
    must(rows >= w->batch.taken);
    w->batch.file.rows = rows;
    record_writer_end(&w->records, sha256);
    if (left > 0)
        ERR_TRY(stamp_give_back(w->records.tx, by, left, left, e));
    ERR_TRY(TX_EXEC(w->records.tx, STMT_BATCH_TAKEN, e, db_text(by->county), db_int(w->batch.id),
                    db_int(w->batch.taken), db_int(rows)));
    ERR_TRY(batch_audit(w, sha256, e));
    *ret = w->batch;
    return ERR_OK;
}

/* ---- undoing ----------------------------------------------------------------- */

struct obstacle_read {
    struct arena *a;
    VEC(struct batch_obstacle) list;
};

static enum err_code obstacle_row(struct db_row *row, void *ctx, struct err *e)
{
    struct obstacle_read *read = ctx;
    *vec_push(read->a, &read->list) = (struct batch_obstacle){
        .record_id = db_get_int(row, 0),
        .subject = db_is_null(row, 1) ? 0 : db_get_int(row, 1),
    };
    return tx_row_done(read->a, e);
}

static int64_t batch_last_id(const struct batch *b)
{
    return b->first_id + b->taken - 1;
}

static enum err_code batch_obstacles(struct arena *a, struct tx *tx, struct str county,
                                     const struct batch *b, struct batch_obstacle_list *ret,
                                     struct err *e)
{
    struct obstacle_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_BATCH_OBSTACLES, obstacle_row, &read, NULL, e, db_text(county),
                    db_int(b->first_id), db_int(batch_last_id(b))));
    *ret = (struct batch_obstacle_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_batch_obstacles(struct arena *a, struct tx *tx, struct str county, int64_t id,
                                    struct batch_obstacle_list *ret, struct err *e)
{
    struct batch b = {0};
    ERR_TRY(store_batch_get(a, tx, county, id, &b, e));
    return batch_obstacles(a, tx, county, &b, ret, e);
}

/* "R12, R15 (in the file of R13), …" */
static enum err_code obstacles_refuse(const struct batch_obstacle_list *list, struct err *e)
{
    struct buf b;
    buf_init(&b, OBSTACLES_TEXT_MAX);
    for (size_t i = 0; i < list->n && i < OBSTACLES_SHOWN; i++) {
        const struct batch_obstacle *o = &list->p[i];
        buf_addf(&b, "%sR%lld", i == 0 ? "" : ", ", (long long)o->record_id);
        if (o->subject != 0)
            buf_addf(&b, " (in the file of R%lld)", (long long)o->subject);
    }
    if (list->n > OBSTACLES_SHOWN)
        buf_addf(&b, " and %zu more", list->n - OBSTACLES_SHOWN);
    struct str text = buf_str(&b);
    enum err_code code = err_set(e, ERR_BATCH_REVISED, "%" STR_FMT, STR_ARG(text));
    buf_release(&b);
    return code;
}

static enum err_code undo_check(struct arena *a, struct tx *tx, struct str county, int64_t id,
                                struct batch *ret, struct err *e)
{
    struct batch_obstacle_list obstacles;
    ERR_TRY(store_batch_get(a, tx, county, id, ret, e));
    if (ret->undone)
        return err_set(e, ERR_BATCH_UNDONE, "%lld", (long long)id);
    ERR_TRY(batch_obstacles(a, tx, county, ret, &obstacles, e));
    return obstacles.n > 0 ? obstacles_refuse(&obstacles, e) : ERR_OK;
}

static enum err_code undo_write(struct tx *tx, const struct audit_by *by, const struct stamp *stamp,
                                const struct batch *b, struct str reason, int64_t *ret_n,
                                struct err *e)
{
    ERR_TRY(TX_ROWS(tx, STMT_BATCH_VOID, tx_seen_row, NULL, ret_n, e, db_text(by->county),
                    db_int(b->first_id), db_int(batch_last_id(b)), db_int(stamp->at.ms),
                    db_int(stamp->seq), db_text(by->actor), db_text(reason)));
    ERR_TRY(TX_EXEC(tx, STMT_RECORD_UNIQUE_DELETE, e, db_text(by->county), db_int(b->first_id),
                    db_int(batch_last_id(b))));
    return TX_EXEC(tx, STMT_BATCH_UNDO, e, db_text(by->county), db_int(b->id), db_int(stamp->at.ms),
                   db_text(by->actor), db_text(reason));
}

enum err_code store_batch_undo(struct arena *a, struct tx *tx, const struct audit_by *by,
                               int64_t id, struct str reason, int64_t *ret_n, struct err *e)
{
    struct batch b = {0};
    struct stamp stamp;
    struct audit_detail d;
    int64_t n = 0;
    must(reason.n > 0);
    ERR_TRY(undo_check(a, tx, by->county, id, &b, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(undo_write(tx, &stamped, &stamp, &b, reason, &n, e));
    audit_detail_begin(&d);
    json_put_str(d.json, "reason", reason);
    json_put_int(d.json, "voided", n);
    struct str object = str_format(&d.a, "batch/%lld", (long long)id);
    ERR_TRY(audit_detail_append(&d, tx, &stamped, "batch.undo", object, e));
    if (ret_n != NULL)
        *ret_n = n;
    return ERR_OK;
}
