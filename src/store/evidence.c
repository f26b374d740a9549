/*
 * evidence.c — see evidence.h.
 */
#include "store/evidence.h"

#include "store/audit.h"
#include "store/evidence_write.h"
#include "store/rectification_row.h"

/* The columns of evidence_latest, evidence_list and evidence_get; the last has the bytes too. */
enum {
    EVIDENCE_COL_NO,
    EVIDENCE_COL_NAME,
    EVIDENCE_COL_REVISION,
    EVIDENCE_COL_SHA256,
    EVIDENCE_COL_SIZE,
    EVIDENCE_COL_ADDED_BY,
    EVIDENCE_COL_ADDED_AT,
    EVIDENCE_COL_CONTENT,
};

struct evidence_read {
    struct arena *a;
    VEC(struct evidence) list;
    struct str content;
};

static struct evidence evidence_of(struct arena *a, struct db_row *row)
{
    return (struct evidence){
        .no = db_get_int32(row, EVIDENCE_COL_NO, 1, INT32_MAX),
        .name = row_get_copy(a, row, EVIDENCE_COL_NAME),
        .revision = db_get_int32(row, EVIDENCE_COL_REVISION, 1, INT32_MAX),
        .sha256 = row_get_copy(a, row, EVIDENCE_COL_SHA256),
        .size = db_get_int32(row, EVIDENCE_COL_SIZE, 1, EVIDENCE_SIZE_MAX),
        .added_by = row_get_copy(a, row, EVIDENCE_COL_ADDED_BY),
        .added_at = {db_get_int(row, EVIDENCE_COL_ADDED_AT)},
    };
}

static enum err_code evidence_row(struct db_row *row, void *ctx, struct err *e)
{
    struct evidence_read *read = ctx;
    *vec_push(read->a, &read->list) = evidence_of(read->a, row);
    return tx_row_done(read->a, e);
}

static enum err_code evidence_content_row(struct db_row *row, void *ctx, struct err *e)
{
    struct evidence_read *read = ctx;
    read->content = str_copy(read->a, db_get_blob(row, EVIDENCE_COL_CONTENT));
    return evidence_row(row, ctx, e);
}

/* ---- reading ----------------------------------------------------------- */

enum err_code store_evidence_list(struct arena *a, struct tx *tx, struct str county,
                                  int64_t rectification_id, struct evidence_list *ret,
                                  struct err *e)
{
    struct evidence_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_EVIDENCE_LIST, evidence_row, &read, NULL, e, db_text(county),
                    db_int(rectification_id)));
    *ret = (struct evidence_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_evidence_latest(struct arena *a, struct tx *tx, struct str county,
                                    int64_t rectification_id, struct str name, bool *ret_found,
                                    struct evidence *ret, struct err *e)
{
    struct evidence_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_EVIDENCE_LATEST, evidence_row, &read, NULL, e, db_text(county),
                    db_int(rectification_id), db_text(name)));
    *ret_found = read.list.n > 0;
    if (*ret_found)
        *ret = read.list.p[0];
    return ERR_OK;
}

enum err_code store_evidence_get(struct arena *a, struct tx *tx, struct str county,
                                 int64_t rectification_id, int32_t no, struct evidence *ret,
                                 struct str *ret_content, struct err *e)
{
    struct evidence_read read = {.a = a};
    char hash[HASH_HEX_MAX];
    ERR_TRY(TX_ROWS(tx, STMT_EVIDENCE_GET, evidence_content_row, &read, NULL, e, db_text(county),
                    db_int(rectification_id), db_int(no)));
    if (read.list.n == 0)
        return err_set(e, ERR_EVIDENCE_NOT_FOUND, "%d", no);
    ERR_TRY(hash_sha256_hex(read.content, hash, e));
    if (!str_eq(str_of(hash), read.list.p[0].sha256))
        return err_set(e, ERR_DB_CORRUPT, "the bytes of evidence file %d do not give its hash", no);
    *ret = read.list.p[0];
    *ret_content = read.content;
    return ERR_OK;
}

/* ---- writing ----------------------------------------------------------- */

enum err_code evidence_write(struct arena *a, struct tx *tx, const struct audit_by *by,
                             int64_t rectification_id, int32_t no, const struct evidence_file *file,
                             struct evidence *ret, struct err *e)
{
    bool found;
    struct evidence before;
    must(file->name.n > 0 && file->sha256.n == HASH_HEX_MAX - 1);
    must(file->content.n > 0 && file->content.n <= EVIDENCE_SIZE_MAX);
    ERR_TRY(
        store_evidence_latest(a, tx, by->county, rectification_id, file->name, &found, &before, e));
    struct evidence added = {
        .no = no,
        .name = file->name,
        .revision = found ? before.revision + 1 : 1,
        .sha256 = file->sha256,
        .size = (int64_t)file->content.n,
        .added_by = by->actor,
        .added_at = by->at,
    };
    ERR_TRY(TX_EXEC(tx, STMT_EVIDENCE_CONTENT_INSERT, e, db_text(by->county), db_text(file->sha256),
                    db_int(added.size), db_blob(file->content)));
    ERR_TRY(TX_EXEC(tx, STMT_EVIDENCE_INSERT, e, db_text(by->county), db_int(rectification_id),
                    db_int(no), db_text(file->name), db_int(added.revision), db_text(file->sha256),
                    db_text(by->actor), db_int(by->at.ms)));
    *ret = added;
    return ERR_OK;
}
