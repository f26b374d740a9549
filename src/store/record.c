/*
 * record.c — writing records; record_load.c reads them. See record.h and record_row.h.
 *
 * A record is checked before anything of it is written: an import that meets a duplicate
 * can go on with the next row.
 */
#include "store/record.h"

#include "store/audit_chain.h"
#include "store/record_row.h"
#include "store/rectification_row.h"

enum { SCRATCH_MAX = 64 * 1024 * 1024 };

/* ---- where it stands ------------------------------------------------------ */

static enum err_code standing_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct record_standing *standing = ctx;
    standing->latest = db_get_int(row, 0);
    standing->subject = db_is_null(row, 3) ? 0 : db_get_int(row, 3);
    standing->voided = !db_is_null(row, 4);
    return ERR_OK;
}

enum err_code record_standing_of(struct tx *tx, struct str county, int64_t record_id,
                                 struct record_standing *ret, struct err *e)
{
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_STANDING, standing_row, ret, &n, e, db_text(county),
                    db_int(record_id)));
    if (n == 0)
        return err_set(e, ERR_RECORD_NOT_FOUND, "R%lld", (long long)record_id);
    return ERR_OK;
}

enum err_code record_standing_check(const struct record_standing *standing, int64_t record_id,
                                    int64_t seen, struct err *e)
{
    if (standing->voided)
        return err_set(e, ERR_RECORD_VOIDED, "R%lld", (long long)record_id);
    if (standing->latest != seen)
        return err_set(e, ERR_RECORD_CHANGED, "R%lld is at revision %lld", (long long)record_id,
                       (long long)standing->latest);
    return ERR_OK;
}

static enum err_code writer_check_subject(struct record_writer *w, int64_t subject, struct err *e)
{
    struct record_standing standing;
    int64_t *kept = &w->subjects[(uint64_t)subject % RECORD_SUBJECTS_KEPT];
    if (subject == 0 || subject == *kept)
        return ERR_OK;
    ERR_TRY(record_standing_of(w->tx, w->by.county, subject, &standing, e));
    if (standing.voided)
        return err_set(e, ERR_RECORD_VOIDED, "R%lld", (long long)subject);
    *kept = subject;
    return ERR_OK;
}

/* ---- what keeps it apart and finds it --------------------------------------- */

/* That nobody but `record_id` has one of the keys. */
static enum err_code uniques_check(struct tx *tx, struct str county, int64_t record_id,
                                   const struct record_content *c, struct err *e)
{
    for (size_t i = 0; i < c->n_uniques; i++) {
        int64_t holder = 0;
        must(c->uniques[i].n == SEAL_DIGEST_SIZE);
        ERR_TRY(store_record_find_unique(tx, county, c->uniques[i], &holder, e));
        if (holder != 0 && holder != record_id)
            return err_set(e, ERR_RECORD_DUPLICATE, "R%lld", (long long)holder);
    }
    return ERR_OK;
}

static enum err_code digests_write(struct tx *tx, struct str county, int64_t record_id,
                                   const struct record_content *c, struct err *e)
{
    for (size_t i = 0; i < c->n_uniques; i++)
        ERR_TRY(TX_EXEC(tx, STMT_RECORD_UNIQUE_INSERT, e, db_text(county), db_blob(c->uniques[i]),
                        db_int(record_id)));
    for (size_t i = 0; i < c->n_lookups; i++) {
        must(c->lookups[i].n == SEAL_DIGEST_SIZE);
        ERR_TRY(TX_EXEC(tx, STMT_RECORD_LOOKUP_INSERT, e, db_text(county), db_blob(c->lookups[i]),
                        db_int(record_id)));
    }
    return ERR_OK;
}

/* ---- a revision ------------------------------------------------------------- */

/* A revision on its way into the tables. */
struct revision_new {
    int64_t record_id, revision, seq;
    instant at;
    int64_t subject;
    struct str type, unit;
    struct str reason, listed;
    const struct record_content *content;
};

static void writer_hash(struct record_writer *w, const struct revision_new *r, const char *day,
                        struct str sealed)
{
    hash_add_field(&w->hash, w->by.county);
    hash_add_int(&w->hash, r->record_id);
    hash_add_int(&w->hash, r->revision);
    hash_add_field(&w->hash, r->type);
    hash_add_field(&w->hash, r->unit);
    hash_add_int(&w->hash, r->subject);
    hash_add_int(&w->hash, r->at.ms);
    hash_add_field(&w->hash, r->content->catalog);
    hash_add_int(&w->hash, r->content->catalog_version);
    hash_add_field(&w->hash, str_of(day));
    hash_add_field(&w->hash, r->content->fields);
    hash_add_field(&w->hash, sealed);
}

static enum err_code writer_revision(struct record_writer *w, const struct revision_new *r,
                                     struct err *e)
{
    const struct record_content *c = r->content;
    struct str sealed = STR_NONE;
    struct sealed_place place = {.owner = r->subject != 0 ? r->subject : r->record_id,
                                 .record_id = r->record_id,
                                 .no = r->revision,
                                 .what = "revision"};
    char day[DATE_TEXT_MAX];
    if (c->secret.n > 0)
        ERR_TRY(sealer_close(&w->scratch, &w->sealer, &place, r->at, c->secret, &sealed, e));
    (void)date_text(c->occurred_on, day);
    writer_hash(w, r, day, sealed);
    return TX_EXEC(w->tx, STMT_RECORD_REVISION_INSERT, e, db_text(w->by.county),
                   db_int(r->record_id), db_int(r->revision), db_int(r->seq), db_int(r->at.ms),
                   db_text(w->by.actor), db_text_or_null(r->reason), db_text(c->catalog),
                   db_int(c->catalog_version), db_text(str_of(day)), db_text(c->fields),
                   db_text_or_null(r->listed),
                   sealed.n > 0 ? db_blob(sealed) : (struct db_value){.type = DB_NULL});
}

/* ---- writing many --------------------------------------------------------- */

enum err_code record_writer_begin(struct record_writer *w, struct tx *tx, const struct audit_by *by,
                                  const struct seal_key *data_key, const struct stamp *stamp,
                                  int64_t batch, struct err *e)
{
    *w = (struct record_writer){
        .tx = tx, .by = {by->county, by->actor, stamp->at}, .next = *stamp, .batch = batch};
    ERR_TRY(hash_begin(&w->hash, e));
    arena_init(&w->scratch, SCRATCH_MAX);
    sealer_begin(&w->sealer, tx, by->county, data_key);
    return ERR_OK;
}

void record_writer_end(struct record_writer *w, char out[HASH_HEX_MAX])
{
    sealer_end(&w->sealer);
    arena_release(&w->scratch);
    hash_end(&w->hash, out);
}

static enum err_code writer_check(struct record_writer *w, const struct record_entry *entry,
                                  struct err *e)
{
    must(entry->type.n > 0 && entry->unit.n > 0 && entry->content.fields.n > 0);
    if (entry->history && entry->entered_at.ms > w->by.at.ms) {
        char at[INSTANT_TEXT_MAX];
        return err_set(e, ERR_RECORD_HISTORY, "%s", instant_text(entry->entered_at, at));
    }
    ERR_TRY(writer_check_subject(w, entry->subject, e));
    return uniques_check(w->tx, w->by.county, 0, &entry->content, e);
}

static enum err_code writer_insert(struct record_writer *w, const struct record_entry *entry,
                                   instant at, struct err *e)
{
    char day[DATE_TEXT_MAX];
    return TX_EXEC(w->tx, STMT_RECORD_INSERT, e, db_text(w->by.county), db_int(w->next.record_id),
                   db_text(entry->type), db_text(entry->unit), db_int_or_null(entry->subject),
                   db_int(at.ms), db_text(w->by.actor), db_int(entry->history),
                   db_int_or_null(w->batch),
                   db_text(str_of(date_text(entry->content.occurred_on, day))));
}

enum err_code record_writer_add(struct record_writer *w, const struct record_entry *entry,
                                int64_t *ret_id, struct err *e)
{
    struct revision_new r = {
        .record_id = w->next.record_id,
        .revision = 1,
        .seq = w->next.seq,
        .at = entry->history ? entry->entered_at : w->by.at,
        .subject = entry->subject,
        .type = entry->type,
        .unit = entry->unit,
        .content = &entry->content,
    };
    ERR_TRY(writer_check(w, entry, e));
    ERR_TRY(writer_insert(w, entry, r.at, e));
    ERR_TRY(writer_revision(w, &r, e));
    ERR_TRY(digests_write(w->tx, w->by.county, r.record_id, &entry->content, e));
    arena_release(&w->scratch);
    w->next.record_id++;
    w->next.seq++;
    *ret_id = r.record_id;
    return ERR_OK;
}

/* ---- one record --------------------------------------------------------------- */

static struct str record_object(struct arena *a, int64_t record_id)
{
    return str_format(a, "record/%lld", (long long)record_id);
}

static void audit_content(struct json_val *json, const struct record_content *c, const char *sha256)
{
    char day[DATE_TEXT_MAX];
    json_put_str(json, "occurred_on", str_of(date_text(c->occurred_on, day)));
    json_put_str(json, "catalog", c->catalog);
    json_put_int(json, "catalog_version", c->catalog_version);
    json_put_str(json, "sha256", str_of(sha256));
}

static enum err_code add_audit(struct tx *tx, const struct audit_by *by, int64_t id,
                               const struct record_entry *entry, const char *sha256, struct err *e)
{
    struct audit_detail d;
    char at[INSTANT_TEXT_MAX];
    audit_detail_begin(&d);
    json_put_str(d.json, "type", entry->type);
    json_put_str(d.json, "unit", entry->unit);
    if (entry->subject != 0)
        json_put_int(d.json, "subject", entry->subject);
    if (entry->history)
        json_put_str(d.json, "entered_at", str_of(instant_text(entry->entered_at, at)));
    audit_content(d.json, &entry->content, sha256);
    return audit_detail_append(&d, tx, by, "record.add", record_object(&d.a, id), e);
}

enum err_code store_record_add(struct tx *tx, const struct audit_by *by,
                               const struct seal_key *data_key, const struct record_entry *entry,
                               struct record_stamp *ret, struct err *e)
{
    struct record_writer w;
    struct stamp stamp;
    char sha256[HASH_HEX_MAX];
    int64_t id = 0;
    ERR_TRY(stamp_take(tx, by, 1, 1, &stamp, e));
    ERR_TRY(record_writer_begin(&w, tx, by, data_key, &stamp, 0, e));
    enum err_code code = record_writer_add(&w, entry, &id, e);
    record_writer_end(&w, sha256);
    if (code != ERR_OK)
        return code;
    ERR_TRY(add_audit(tx, &w.by, id, entry, sha256, e));
    *ret = (struct record_stamp){id, 1, entry->history ? entry->entered_at : stamp.at};
    return ERR_OK;
}

/* ---- revising ------------------------------------------------------------------ */

struct type_read {
    struct arena *a;
    struct str type, unit;
};

static enum err_code type_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct type_read *read = ctx;
    read->type = row_get_copy(read->a, row, 1);
    read->unit = row_get_copy(read->a, row, 2);
    return ERR_OK;
}

static enum err_code revise_write(struct record_writer *w, const struct record_change *change,
                                  int64_t subject, struct err *e)
{
    struct type_read read = {.a = &w->scratch};
    char day[DATE_TEXT_MAX];
    struct revision_new r = {
        .record_id = change->record_id,
        .seq = w->next.seq,
        .at = w->by.at,
        .subject = subject,
        .reason = change->reason,
        .listed = change->listed,
        .content = &change->content,
    };
    int64_t n = 0;
    ERR_TRY(TX_ROWS(w->tx, STMT_RECORD_STANDING, type_row, &read, NULL, e, db_text(w->by.county),
                    db_int(change->record_id)));
    r.type = read.type;
    r.unit = read.unit;
    ERR_TRY(TX_ROWS(w->tx, STMT_RECORD_UPDATE, tx_int_row, &r.revision, &n, e,
                    db_text(w->by.county), db_int(change->record_id), db_int(change->seen),
                    db_text(str_of(date_text(change->content.occurred_on, day)))));
    must(n == 1); /* it was as seen a moment ago, in this transaction */
    ERR_TRY(writer_revision(w, &r, e));
    ERR_TRY(TX_EXEC(w->tx, STMT_RECORD_UNIQUE_DELETE, e, db_text(w->by.county),
                    db_int(change->record_id), db_int(change->record_id)));
    ERR_TRY(TX_EXEC(w->tx, STMT_RECORD_LOOKUP_DELETE, e, db_text(w->by.county),
                    db_int(change->record_id)));
    return digests_write(w->tx, w->by.county, change->record_id, &change->content, e);
}

static enum err_code revise_audit(struct tx *tx, const struct audit_by *by,
                                  const struct record_change *change, const char *sha256,
                                  struct err *e)
{
    struct audit_detail d;
    audit_detail_begin(&d);
    json_put_int(d.json, "revision", change->seen + 1);
    json_put_str(d.json, "listed", change->listed);
    json_put_str(d.json, "reason", change->reason);
    audit_content(d.json, &change->content, sha256);
    struct str object = record_object(&d.a, change->record_id);
    return audit_detail_append(&d, tx, by, "record.revise", object, e);
}

enum err_code store_record_revise(struct tx *tx, const struct audit_by *by,
                                  const struct seal_key *data_key,
                                  const struct record_change *change, struct record_stamp *ret,
                                  struct err *e)
{
    struct record_standing standing;
    struct record_writer w;
    struct stamp stamp;
    char sha256[HASH_HEX_MAX];
    must(change->reason.n > 0 && change->listed.n > 0 && change->content.fields.n > 0);
    ERR_TRY(record_standing_of(tx, by->county, change->record_id, &standing, e));
    ERR_TRY(record_standing_check(&standing, change->record_id, change->seen, e));
    ERR_TRY(uniques_check(tx, by->county, change->record_id, &change->content, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    ERR_TRY(record_writer_begin(&w, tx, by, data_key, &stamp, 0, e));
    enum err_code code = revise_write(&w, change, standing.subject, e);
    record_writer_end(&w, sha256);
    if (code != ERR_OK)
        return code;
    ERR_TRY(revise_audit(tx, &w.by, change, sha256, e));
    *ret = (struct record_stamp){change->record_id, change->seen + 1, stamp.at};
    return ERR_OK;
}

/* ---- voiding ------------------------------------------------------------------- */

static enum err_code void_write(struct tx *tx, const struct audit_by *by, const struct stamp *stamp,
                                int64_t record_id, int64_t seen, struct str reason,
                                int64_t *ret_along, struct err *e)
{
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_VOID, tx_seen_row, NULL, &n, e, db_text(by->county),
                    db_int(record_id), db_int(seen), db_int(stamp->at.ms), db_int(stamp->seq),
                    db_text(by->actor), db_text(reason)));
    must(n == 1); /* it was as seen a moment ago, in this transaction */
    ERR_TRY(TX_EXEC(tx, STMT_RECORD_UNIQUE_DELETE, e, db_text(by->county), db_int(record_id),
                    db_int(record_id)));
    ERR_TRY(TX_ROWS(tx, STMT_RECORD_VOID_BELOW, tx_seen_row, NULL, ret_along, e,
                    db_text(by->county), db_int(record_id), db_int(stamp->at.ms),
                    db_int(stamp->seq), db_text(by->actor), db_text(reason)));
    if (*ret_along == 0)
        return ERR_OK;
    return TX_EXEC(tx, STMT_RECORD_UNIQUE_DELETE_BELOW, e, db_text(by->county), db_int(record_id));
}

enum err_code store_record_void(struct tx *tx, const struct audit_by *by, int64_t record_id,
                                int64_t seen, struct str reason, int64_t *ret_along, struct err *e)
{
    struct record_standing standing;
    struct stamp stamp;
    struct audit_detail d;
    int64_t along = 0;
    must(reason.n > 0);
    ERR_TRY(record_standing_of(tx, by->county, record_id, &standing, e));
    ERR_TRY(record_standing_check(&standing, record_id, seen, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(void_write(tx, &stamped, &stamp, record_id, seen, reason, &along, e));
    audit_detail_begin(&d);
    json_put_int(d.json, "revision", seen);
    json_put_str(d.json, "reason", reason);
    if (along > 0)
        json_put_int(d.json, "along", along);
    ERR_TRY(
        audit_detail_append(&d, tx, &stamped, "record.void", record_object(&d.a, record_id), e));
    if (ret_along != NULL)
        *ret_along = along;
    return ERR_OK;
}
