/*
 * audit.c — writing the audit chain; audit_verify.c reads it. See audit.h.
 */
#include "store/audit.h"

#include "base/buf.h"
#include "store/audit_chain.h"
#include "store/tx.h"

enum { AUDIT_ENTRY_MAX = 1024 * 1024 };

/* ---- the hash ------------------------------------------------------------ */

static void audit_encode_text(struct buf *b, struct str s)
{
    buf_addf(b, "%zu:", s.n);
    buf_add(b, s);
    buf_add_char(b, ',');
}

static void audit_encode_int(struct buf *b, int64_t i)
{
    char digits[24];
    int n = snprintf(digits, sizeof(digits), "%lld", (long long)i);
    audit_encode_text(b, (struct str){digits, (size_t)n});
}

enum err_code audit_entry_hash(const struct audit_entry *entry, char out[HASH_HEX_MAX],
                               struct err *e)
{
    struct buf b;
    buf_init(&b, AUDIT_ENTRY_MAX);
    audit_encode_text(&b, entry->county);
    audit_encode_int(&b, entry->seq);
    audit_encode_int(&b, entry->at_ms);
    audit_encode_text(&b, entry->actor);
    audit_encode_text(&b, entry->action);
    audit_encode_text(&b, entry->object);
    audit_encode_text(&b, entry->detail);
    audit_encode_text(&b, entry->prev_hash);
    enum err_code code = buf_over(&b) ? err_set(e, ERR_TOO_BIG, "an audit entry of more than 1 MiB")
                                      : hash_sha256_hex(buf_str(&b), out, e);
    buf_release(&b);
    return code;
}

/* ---- appending ------------------------------------------------------------- */

struct audit_head {
    int64_t seq;
    int64_t at_ms;
    char hash[HASH_HEX_MAX];
};

static enum err_code audit_head_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct audit_head *head = ctx;
    head->seq = db_get_int(row, 0);
    head->at_ms = db_get_int(row, 1);
    struct str hash = db_get_text(row, 2);
    row->bad |= hash.n != HASH_HEX_MAX - 1;
    (void)snprintf(head->hash, sizeof(head->hash), "%" STR_FMT, STR_ARG(hash));
    return ERR_OK;
}

static enum err_code audit_entry_insert(struct tx *tx, const struct audit_entry *entry,
                                        struct err *e)
{
    char hash[HASH_HEX_MAX];
    ERR_TRY(audit_entry_hash(entry, hash, e));
    ERR_TRY(TX_EXEC(tx, STMT_AUDIT_HEAD_UPDATE, e, db_text(entry->county), db_int(entry->seq),
                    db_int(entry->at_ms), db_text(str_of(hash))));
    return TX_EXEC(tx, STMT_AUDIT_ENTRY_INSERT, e, db_text(entry->county), db_int(entry->seq),
                   db_int(entry->at_ms), db_text(entry->actor), db_text(entry->action),
                   db_text(entry->object), db_text(entry->detail), db_text(entry->prev_hash),
                   db_text(str_of(hash)));
}

enum err_code store_audit_append(struct tx *tx, const struct audit_by *by,
                                 const struct audit_event *event, struct err *e)
{
    must(by->actor.n > 0 && event->action.n > 0);
    ERR_TRY(json_check(event->detail, e));
    struct audit_head head = {0};
    int64_t n = 0;
    ERR_TRY(TX_ROWS(tx, STMT_AUDIT_HEAD_GET, audit_head_row, &head, &n, e, db_text(by->county)));
    if (n == 0)
        return err_set(e, ERR_COUNTY_NOT_FOUND, "\"%" STR_FMT "\"", STR_ARG(by->county));
    struct audit_entry entry = {
        .county = by->county,
        .seq = head.seq + 1,
        .at_ms = by->at.ms > head.at_ms ? by->at.ms : head.at_ms,
        .actor = by->actor,
        .action = event->action,
        .object = event->object,
        .detail = event->detail,
        .prev_hash = str_of(head.hash),
    };
    return audit_entry_insert(tx, &entry, e);
}

void audit_detail_begin(struct audit_detail *d)
{
    arena_init(&d->a, AUDIT_ENTRY_MAX);
    d->json = json_val_object(&d->a);
}

enum err_code audit_detail_append(struct audit_detail *d, struct tx *tx, const struct audit_by *by,
                                  const char *action, struct str object, struct err *e)
{
    struct buf text;
    buf_init(&text, AUDIT_ENTRY_MAX);
    json_write(d->json, 0, &text);
    struct audit_event event = {
        .action = str_of(action), .object = object, .detail = buf_str(&text)};
    enum err_code code = buf_over(&text)
                             ? err_set(e, ERR_TOO_BIG, "an audit entry of more than 1 MiB")
                             : store_audit_append(tx, by, &event, e);
    buf_release(&text);
    arena_release(&d->a);
    return code;
}

struct str audit_key_text(const struct json_val *detail, const char *key)
{
    const struct json_val *v = json_get(detail, str_of(key));
    return v != NULL && json_kind_of(v) == JSON_KIND_TEXT ? json_text(v) : STR_NONE;
}

int64_t audit_key_int(const struct json_val *detail, const char *key)
{
    const struct json_val *v = json_get(detail, str_of(key));
    return v != NULL && json_kind_of(v) == JSON_KIND_INT ? json_int(v) : 0;
}
