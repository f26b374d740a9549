/*
 * audit_record.c — what the entries tell of records; audit_record_rows.c compares it with the
 * rows. record.c, batch.c and attachment.c write the entries that are read here.
 */
#include "store/audit_record.h"

#include "store/audit_record_rows.h"
#include "store/tx.h"

enum {
    RECORDS_MAX = 1024 * 1024 * 1024, /* bytes; five million acts */
    RECORDS_DETAIL_MAX = 16 * 1024 * 1024,
};

/* An entry about a record or an import, taken apart. */
struct act {
    const struct audit_entry *entry;
    int64_t id;
    struct told_at at;
    const struct json_val *detail;
};

void audit_records_begin(struct audit_records *h)
{
    *h = (struct audit_records){.batch = 0};
    arena_init(&h->a, RECORDS_MAX);
}

void audit_records_end(struct audit_records *h)
{
    arena_release(&h->a);
}

/* ---- one act ----------------------------------------------------------------- */

static enum err_code tell_revision(struct audit_records *h, const struct act *act, struct err *e)
{
    const struct json_val *d = act->detail;
    int64_t no = audit_key_int(d, "revision");
    struct hash f;
    struct told_part told = {.id = act->id,
                             .no = no == 0 ? 1 : no,
                             .seq = act->entry->seq,
                             .at = act->at,
                             .history = audit_key_text(d, "entered_at").n > 0};
    ERR_TRY(hash_begin(&f, e));
    hash_add_field(&f, audit_key_text(d, "sha256"));
    hash_add_field(&f, act->entry->actor);
    hash_add_field(&f, audit_key_text(d, "reason"));
    hash_add_field(&f, audit_key_text(d, "listed"));
    hash_end(&f, told.digest);
    *vec_push(&h->a, &h->revisions.v) = told;
    return ERR_OK;
}

static enum err_code tell_void(struct audit_records *h, const struct act *act, struct err *e)
{
    struct told_void told = {.id = act->id,
                             .seq = act->entry->seq,
                             .at = act->at,
                             .along = audit_key_int(act->detail, "along")};
    ERR_TRY(
        told_void_digest(act->entry->actor, audit_key_text(act->detail, "reason"), told.digest, e));
    *vec_push(&h->a, &h->voids) = told;
    return ERR_OK;
}

/* The name of a sensitive file is not told. */
static enum err_code tell_file(struct audit_records *h, const struct act *act, struct err *e)
{
    const struct json_val *d = act->detail;
    struct hash f;
    struct told_part told = {
        .id = act->id, .no = audit_key_int(d, "no"), .seq = act->entry->seq, .at = act->at};
    ERR_TRY(hash_begin(&f, e));
    hash_add_int(&f, audit_key_int(d, "revision"));
    hash_add_field(&f, audit_key_text(d, "name"));
    hash_add_field(&f, audit_key_text(d, "media_type"));
    hash_add_int(&f, audit_key_int(d, "size"));
    hash_add_field(&f, audit_key_text(d, "sha256"));
    hash_add_field(&f, act->entry->actor);
    hash_end(&f, told.digest);
    *vec_push(&h->a, &h->files.v) = told;
    return ERR_OK;
}

static enum err_code tell_batch(struct audit_records *h, const struct act *act, struct err *e)
{
    const struct json_val *d = act->detail;
    const struct json_val *history = json_get(d, STR("history"));
    struct hash f;
    struct told_batch told = {.id = act->id,
                              .seq = act->entry->seq,
                              .at = act->at,
                              .first = audit_key_int(d, "first"),
                              .taken = audit_key_int(d, "taken"),
                              .history = history != NULL,
                              .actor = str_copy(&h->a, act->entry->actor)};
    ERR_TRY(hash_begin(&f, e));
    hash_add_field(&f, audit_key_text(d, "type"));
    hash_add_field(&f, audit_key_text(d, "file"));
    hash_add_field(&f, audit_key_text(d, "file_sha256"));
    hash_add_int(&f, audit_key_int(d, "rows"));
    hash_add_int(&f, told.taken);
    hash_add_int(&f, told.history);
    hash_add_int(&f, told.first);
    hash_add_field(&f, told.actor);
    hash_end(&f, told.digest);
    (void)snprintf(told.sha256, sizeof(told.sha256), "%" STR_FMT,
                   STR_ARG(audit_key_text(d, "sha256")));
    *vec_push(&h->a, &h->batches) = told;
    return ERR_OK;
}

static enum err_code tell_undo(struct audit_records *h, const struct act *act, struct err *e)
{
    struct told_batch *batch = told_batch_of(h, act->id);
    if (batch == NULL)
        return ERR_OK; /* then the chain tells of no such import, and its rows have no entry */
    batch->undo_seq = act->entry->seq;
    batch->undo_at = act->at;
    batch->voided = audit_key_int(act->detail, "voided");
    return told_void_digest(act->entry->actor, audit_key_text(act->detail, "reason"),
                            batch->undo_digest, e);
}

/* ---- entries ----------------------------------------------------------------- */

static const struct {
    const char *action, *object;
    enum err_code (*tell)(struct audit_records *h, const struct act *act, struct err *e);
} TOLD_ACTS[] = {
    {"record.add", "record/", tell_revision}, {"record.revise", "record/", tell_revision},
    {"record.void", "record/", tell_void},    {"attachment.add", "record/", tell_file},
    {"batch.import", "batch/", tell_batch},   {"batch.undo", "batch/", tell_undo},
};

enum err_code audit_records_add(struct audit_records *h, const struct audit_entry *entry,
                                int64_t before_ms, struct err *e)
{
    size_t i = 0;
    while (i < ARRAY_LEN(TOLD_ACTS) && !str_eq(entry->action, str_of(TOLD_ACTS[i].action)))
        i++;
    if (i == ARRAY_LEN(TOLD_ACTS) || !str_starts(entry->object, str_of(TOLD_ACTS[i].object)))
        return ERR_OK;
    struct arena scratch;
    struct act act = {.entry = entry, .at = {entry->at_ms, before_ms}};
    struct str number = str_sub(entry->object, strlen(TOLD_ACTS[i].object), entry->object.n);
    ERR_TRY(str_to_i64(number, &act.id, e));
    arena_init(&scratch, RECORDS_DETAIL_MAX);
    enum err_code code = json_parse(&scratch, entry->detail, &act.detail, e);
    if (code == ERR_OK)
        code = TOLD_ACTS[i].tell(h, &act, e);
    arena_release(&scratch);
    return code == ERR_OK ? tx_row_done(&h->a, e) : code;
}
