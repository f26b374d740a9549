/*
 * attachment.c — see attachment.h.
 */
#include "store/attachment.h"

#include "store/audit_chain.h"
#include "store/record_row.h"
#include "store/rectification_row.h"

_Static_assert((int)ATTACHMENT_SIZE_MAX + (int)SEAL_OVERHEAD <= (int)EVIDENCE_SIZE_MAX,
               "what is kept stands in the table of evidence files");

enum {
    ATTACHMENT_COL_NO,
    ATTACHMENT_COL_REVISION,
    ATTACHMENT_COL_NAME,
    ATTACHMENT_COL_MEDIA_TYPE,
    ATTACHMENT_COL_SHA256,
    ATTACHMENT_COL_SIZE,
    ATTACHMENT_COL_SEALED,
    ATTACHMENT_COL_ADDED_BY,
    ATTACHMENT_COL_ADDED_AT,
};

/* ---- reading ----------------------------------------------------------- */

struct attachment_read {
    struct arena *a;
    VEC(struct attachment) list;
};

static enum err_code attachment_row(struct db_row *row, void *ctx, struct err *e)
{
    struct attachment_read *read = ctx;
    *vec_push(read->a, &read->list) = (struct attachment){
        .no = db_get_int(row, ATTACHMENT_COL_NO),
        .revision = db_get_int(row, ATTACHMENT_COL_REVISION),
        .name = row_get_copy(read->a, row, ATTACHMENT_COL_NAME),
        .media_type = row_get_copy(read->a, row, ATTACHMENT_COL_MEDIA_TYPE),
        .sha256 = row_get_copy(read->a, row, ATTACHMENT_COL_SHA256),
        .size = db_get_int32(row, ATTACHMENT_COL_SIZE, 1, ATTACHMENT_SIZE_MAX),
        .sensitive = db_get_int32(row, ATTACHMENT_COL_SEALED, 0, 1) == 1,
        .added_by = row_get_copy(read->a, row, ATTACHMENT_COL_ADDED_BY),
        .added_at = {db_get_int(row, ATTACHMENT_COL_ADDED_AT)},
    };
    return tx_row_done(read->a, e);
}

static enum err_code attachment_read(struct arena *a, struct tx *tx, struct str county,
                                     int64_t record_id, struct str sha256,
                                     struct attachment_list *ret, struct err *e)
{
    struct attachment_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_ATTACHMENT_LIST, attachment_row, &read, NULL, e, db_text(county),
                    db_int(record_id), db_text(sha256)));
    *ret = (struct attachment_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_attachment_list(struct arena *a, struct tx *tx, struct str county,
                                    int64_t record_id, struct attachment_list *ret, struct err *e)
{
    return attachment_read(a, tx, county, record_id, STR_NONE, ret, e);
}

struct content_read {
    struct arena *a;
    struct str sha256, content;
};

static enum err_code content_row(struct db_row *row, void *ctx, struct err *e)
{
    struct content_read *read = ctx;
    read->sha256 = row_get_copy(read->a, row, 0);
    read->content = str_copy(read->a, db_get_blob(row, 1));
    return tx_row_done(read->a, e);
}

static struct sealed_place attachment_place(int64_t record_id, int64_t subject, int64_t no)
{
    return (struct sealed_place){.owner = subject != 0 ? subject : record_id,
                                 .record_id = record_id,
                                 .no = no,
                                 .what = "attachment"};
}

static enum err_code attachment_open(struct arena *a, struct tx *tx, struct str county,
                                     const struct seal_key *data_key, int64_t record_id, int64_t no,
                                     struct str sealed, struct str *ret, struct err *e)
{
    struct record_standing standing;
    struct sealer s;
    ERR_TRY(record_standing_of(tx, county, record_id, &standing, e));
    struct sealed_place place = attachment_place(record_id, standing.subject, no);
    sealer_begin(&s, tx, county, data_key);
    enum err_code code = sealer_open(a, &s, &place, sealed, ret, e);
    sealer_end(&s);
    return code;
}

enum err_code store_attachment_get(struct arena *a, struct tx *tx, struct str county,
                                   const struct seal_key *data_key, int64_t record_id,
                                   struct str sha256, struct attachment *ret,
                                   struct str *ret_content, struct err *e)
{
    struct attachment_list list = {0};
    struct content_read read = {.a = a};
    char hash[HASH_HEX_MAX];
    if (sha256.n > 0)
        ERR_TRY(attachment_read(a, tx, county, record_id, sha256, &list, e));
    if (list.n == 0)
        return err_set(e, ERR_ATTACHMENT_NOT_FOUND, "R%lld %" STR_FMT, (long long)record_id,
                       STR_ARG(sha256));
    ERR_TRY(TX_ROWS(tx, STMT_ATTACHMENT_CONTENT, content_row, &read, NULL, e, db_text(county),
                    db_int(record_id), db_int(list.p[0].no)));
    ERR_TRY(hash_sha256_hex(read.content, hash, e));
    if (!str_eq(str_of(hash), read.sha256))
        return err_set(e, ERR_DB_CORRUPT, "the bytes of a file of R%lld do not give its hash",
                       (long long)record_id);
    if (list.p[0].sensitive)
        ERR_TRY(attachment_open(a, tx, county, data_key, record_id, list.p[0].no, read.content,
                                &read.content, e));
    *ret = list.p[0];
    *ret_content = read.content;
    return ERR_OK;
}

/* ---- writing ----------------------------------------------------------- */

/* The bytes to be kept, and their hash. */
static enum err_code attachment_bytes(struct arena *a, struct tx *tx, const struct audit_by *by,
                                      const struct seal_key *data_key,
                                      const struct sealed_place *place,
                                      const struct attachment_file *file, struct str *ret,
                                      char sha256[HASH_HEX_MAX], struct err *e)
{
    struct sealer s;
    *ret = file->content;
    if (file->sensitive) {
        sealer_begin(&s, tx, by->county, data_key);
        enum err_code code = sealer_close(a, &s, place, by->at, file->content, ret, e);
        sealer_end(&s);
        if (code != ERR_OK)
            return code;
    }
    return hash_sha256_hex(*ret, sha256, e);
}

static enum err_code attachment_write(struct arena *a, struct tx *tx, const struct audit_by *by,
                                      const struct seal_key *data_key, int64_t record_id,
                                      const struct record_standing *standing,
                                      const struct attachment *t,
                                      const struct attachment_file *file, struct err *e)
{
    struct sealed_place place = attachment_place(record_id, standing->subject, t->no);
    struct str bytes;
    char sha256[HASH_HEX_MAX];
    ERR_TRY(attachment_bytes(a, tx, by, data_key, &place, file, &bytes, sha256, e));
    ERR_TRY(TX_EXEC(tx, STMT_EVIDENCE_CONTENT_INSERT, e, db_text(by->county),
                    db_text(str_of(sha256)), db_int((int64_t)bytes.n), db_blob(bytes)));
    return TX_EXEC(tx, STMT_ATTACHMENT_INSERT, e, db_text(by->county), db_int(record_id),
                   db_int(t->no), db_int(t->revision), db_text(t->name), db_text(t->media_type),
                   db_text(t->sha256), db_int(t->size), db_text(str_of(sha256)),
                   db_int(t->sensitive), db_text(t->added_by), db_int(t->added_at.ms));
}

/* The name of a sensitive file may be sensitive itself. */
static enum err_code attachment_audit(struct tx *tx, const struct audit_by *by, int64_t record_id,
                                      const struct attachment *t, struct err *e)
{
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_int(d.json, "no", t->no);
    json_put_int(d.json, "revision", t->revision);
    if (!t->sensitive)
        json_put_str(d.json, "name", t->name);
    json_put_str(d.json, "media_type", t->media_type);
    json_put_int(d.json, "size", t->size);
    json_put_str(d.json, "sha256", t->sha256);
    struct str object = str_format(&d.a, "record/%lld", (long long)record_id);
    return audit_detail_append(&d, tx, by, "attachment.add", object, e);
}

enum err_code store_attachment_add(struct arena *a, struct tx *tx, const struct audit_by *by,
                                   const struct seal_key *data_key, int64_t record_id,
                                   const struct attachment_file *file, struct attachment *ret,
                                   struct err *e)
{
    struct record_standing standing;
    struct attachment_list there;
    struct stamp stamp;
    must(file->name.n > 0 && file->media_type.n > 0 && file->sha256.n == HASH_HEX_MAX - 1);
    must(file->content.n > 0 && file->content.n <= ATTACHMENT_SIZE_MAX);
    ERR_TRY(record_standing_of(tx, by->county, record_id, &standing, e));
    ERR_TRY(record_standing_check(&standing, record_id, standing.latest, e));
    ERR_TRY(store_attachment_list(a, tx, by->county, record_id, &there, e));
    for (size_t i = 0; i < there.n; i++) {
        if (str_eq(there.p[i].sha256, file->sha256)) {
            *ret = there.p[i];
            return ERR_OK;
        }
    }
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    struct attachment added = {
        .no = (int64_t)there.n + 1,
        .revision = standing.latest,
        .name = file->name,
        .media_type = file->media_type,
        .sha256 = file->sha256,
        .size = (int64_t)file->content.n,
        .sensitive = file->sensitive,
        .added_by = by->actor,
        .added_at = stamp.at,
    };
    ERR_TRY(attachment_write(a, tx, &stamped, data_key, record_id, &standing, &added, file, e));
    ERR_TRY(attachment_audit(tx, &stamped, record_id, &added, e));
    *ret = added;
    return ERR_OK;
}
