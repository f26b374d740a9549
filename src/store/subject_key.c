/*
 * subject_key.c — see subject_key.h and sealing.h.
 *
 * What surprised its author: a wrong key file would do no harm at the first record of a
 * new subject, and make two sorts of keys in one county. So the county's data key is noted by
 * a digest when the first key is made, and compared at each one after it.
 */
#include "store/subject_key.h"

#include "store/audit_chain.h"
#include "store/record_row.h"
#include "store/sealing.h"
#include "store/stamp.h"
#include "store/tx.h"

#define PURPOSE_WRAP  "duban: keys of subjects"
#define PURPOSE_INDEX "duban: digests of values"
#define PURPOSE_CHECK "duban: which key this is"

enum { PLACE_TEXT_MAX = 160 };

/* ---- the data key --------------------------------------------------------- */

struct digest_read {
    unsigned char bytes[SEAL_DIGEST_SIZE];
};

static enum err_code digest_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct digest_read *read = ctx;
    struct str digest = db_get_blob(row, 0);
    if (digest.n == sizeof(read->bytes))
        memcpy(read->bytes, digest.p, digest.n);
    else
        row->bad = true;
    return ERR_OK;
}

static enum err_code data_key_digest(struct str county, const struct seal_key *data_key,
                                     struct seal_digest *ret, struct err *e)
{
    struct seal_key key;
    ERR_TRY(seal_key_derive(data_key, PURPOSE_CHECK, &key, e));
    enum err_code code = seal_digest(&key, county, ret, e);
    seal_key_wipe(&key);
    return code;
}

/* That the county has no data key yet, or this one. */
static enum err_code data_key_check(struct tx *tx, struct str county,
                                    const struct seal_key *data_key, struct err *e)
{
    struct seal_digest mine;
    struct digest_read noted;
    int64_t n = 0;
    if (data_key == NULL)
        return err_set(e, ERR_SEAL_KEY_MISSING, "%" STR_FMT, STR_ARG(county));
    ERR_TRY(data_key_digest(county, data_key, &mine, e));
    ERR_TRY(TX_ROWS(tx, STMT_DATA_KEY_GET, digest_row, &noted, &n, e, db_text(county)));
    if (n == 1 && memcmp(noted.bytes, mine.bytes, sizeof(noted.bytes)) != 0)
        return err_set(e, ERR_SEAL_KEY_WRONG, "%" STR_FMT, STR_ARG(county));
    return ERR_OK;
}

static enum err_code data_key_note(struct tx *tx, struct str county,
                                   const struct seal_key *data_key, struct err *e)
{
    struct seal_digest mine;
    ERR_TRY(data_key_digest(county, data_key, &mine, e));
    ERR_TRY(TX_EXEC(tx, STMT_DATA_KEY_NOTE, e, db_text(county), db_blob(seal_digest_str(&mine))));
    return data_key_check(tx, county, data_key, e);
}

enum err_code store_index_key(struct tx *tx, struct str county, const struct seal_key *data_key,
                              struct seal_key *ret, struct err *e)
{
    ERR_TRY(data_key_check(tx, county, data_key, e));
    return seal_key_derive(data_key, PURPOSE_INDEX, ret, e);
}

/* ---- the keys of owners ------------------------------------------------------ */

struct wrapped_read {
    char bytes[SEAL_WRAPPED_SIZE];
    bool erased;
};

static enum err_code wrapped_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct wrapped_read *read = ctx;
    read->erased = db_is_null(row, 0);
    if (read->erased)
        return ERR_OK;
    struct str wrapped = db_get_blob(row, 0);
    if (wrapped.n == sizeof(read->bytes))
        memcpy(read->bytes, wrapped.p, wrapped.n);
    else
        row->bad = true;
    return ERR_OK;
}

static struct str owner_text(struct str county, int64_t owner, char out[PLACE_TEXT_MAX])
{
    int n = snprintf(out, PLACE_TEXT_MAX, "duban key of %" STR_FMT "/%lld", STR_ARG(county),
                     (long long)owner);
    must(n > 0 && n < PLACE_TEXT_MAX);
    return (struct str){out, (size_t)n};
}

static enum err_code sealer_wrap_key(struct sealer *s, struct err *e)
{
    if (s->data_key == NULL)
        return err_set(e, ERR_SEAL_KEY_MISSING, "%" STR_FMT, STR_ARG(s->county));
    if (!s->has_wrap)
        ERR_TRY(seal_key_derive(s->data_key, PURPOSE_WRAP, &s->wrap, e));
    s->has_wrap = true;
    return ERR_OK;
}

static enum err_code sealer_new_key(struct arena *a, struct sealer *s, int64_t owner, instant at,
                                    struct seal_key *ret, struct err *e)
{
    struct str wrapped;
    char about[PLACE_TEXT_MAX];
    ERR_TRY(data_key_note(s->tx, s->county, s->data_key, e));
    ERR_TRY(seal_key_new(ret, e));
    ERR_TRY(seal_wrap(a, &s->wrap, owner_text(s->county, owner, about), ret, &wrapped, e));
    return TX_EXEC(s->tx, STMT_SUBJECT_KEY_INSERT, e, db_text(s->county), db_int(owner),
                   db_blob(wrapped), db_int(at.ms));
}

/* The key of `owner`; a new one if there is none and `make` says so. It stays the sealer's. */
static enum err_code sealer_key_of(struct arena *a, struct sealer *s, int64_t owner, bool make,
                                   instant at, const struct seal_key **ret, struct err *e)
{
    struct sealer_key *kept = &s->keys[(uint64_t)owner % SEALER_KEYS_KEPT];
    struct wrapped_read read;
    char about[PLACE_TEXT_MAX];
    int64_t n = 0;
    *ret = &kept->key;
    if (kept->owner == owner)
        return ERR_OK;
    ERR_TRY(sealer_wrap_key(s, e));
    ERR_TRY(TX_ROWS(s->tx, STMT_SUBJECT_KEY_GET, wrapped_row, &read, &n, e, db_text(s->county),
                    db_int(owner)));
    if (n == 1 && read.erased)
        return err_set(e, ERR_SUBJECT_ERASED, "R%lld", (long long)owner);
    kept->owner = 0;
    if (n == 1)
        ERR_TRY(seal_unwrap(&s->wrap, owner_text(s->county, owner, about),
                            (struct str){read.bytes, sizeof(read.bytes)}, &kept->key, e));
    else if (make)
        ERR_TRY(sealer_new_key(a, s, owner, at, &kept->key, e));
    else
        return err_set(e, ERR_DB_CORRUPT, "R%lld has sealed fields and no key", (long long)owner);
    kept->owner = owner;
    return ERR_OK;
}

/* ---- sealing ------------------------------------------------------------------ */

void sealer_begin(struct sealer *s, struct tx *tx, struct str county,
                  const struct seal_key *data_key)
{
    *s = (struct sealer){.tx = tx, .county = county, .data_key = data_key};
}

void sealer_end(struct sealer *s)
{
    seal_key_wipe(&s->wrap);
    for (size_t i = 0; i < SEALER_KEYS_KEPT; i++) {
        seal_key_wipe(&s->keys[i].key);
        s->keys[i].owner = 0;
    }
    s->has_wrap = false;
}

static struct str place_text(struct str county, const struct sealed_place *place,
                             char out[PLACE_TEXT_MAX])
{
    int n = snprintf(out, PLACE_TEXT_MAX, "duban %s of %" STR_FMT "/%lld/%lld", place->what,
                     STR_ARG(county), (long long)place->record_id, (long long)place->no);
    must(n > 0 && n < PLACE_TEXT_MAX);
    return (struct str){out, (size_t)n};
}

enum err_code sealer_close(struct arena *a, struct sealer *s, const struct sealed_place *place,
                           instant at, struct str plain, struct str *ret, struct err *e)
{
    const struct seal_key *key;
    char about[PLACE_TEXT_MAX];
    ERR_TRY(sealer_key_of(a, s, place->owner, true, at, &key, e));
    return seal_close(a, key, place_text(s->county, place, about), plain, ret, e);
}

enum err_code sealer_open(struct arena *a, struct sealer *s, const struct sealed_place *place,
                          struct str sealed, struct str *ret, struct err *e)
{
    const struct seal_key *key;
    char about[PLACE_TEXT_MAX];
    ERR_TRY(sealer_key_of(a, s, place->owner, false, (instant){0}, &key, e));
    return seal_open(a, key, place_text(s->county, place, about), sealed, ret, e);
}

enum err_code store_record_unseal(struct arena *a, struct tx *tx, struct str county,
                                  const struct seal_key *data_key,
                                  const struct stored_record *record,
                                  const struct stored_revision *revision, struct str *ret,
                                  struct err *e)
{
    struct sealer s;
    struct sealed_place place = {.owner = record->subject != 0 ? record->subject : record->id,
                                 .record_id = record->id,
                                 .no = revision->revision,
                                 .what = "revision"};
    *ret = STR_NONE;
    if (revision->sealed.n == 0)
        return ERR_OK;
    sealer_begin(&s, tx, county, data_key);
    enum err_code code = sealer_open(a, &s, &place, revision->sealed, ret, e);
    sealer_end(&s);
    return code;
}

/* ---- erasure ----------------------------------------------------------------- */

static enum err_code erase_check(struct tx *tx, struct str county, int64_t owner, struct err *e)
{
    struct record_standing standing;
    struct wrapped_read read;
    int64_t n = 0;
    ERR_TRY(record_standing_of(tx, county, owner, &standing, e));
    ERR_TRY(TX_ROWS(tx, STMT_SUBJECT_KEY_GET, wrapped_row, &read, &n, e, db_text(county),
                    db_int(owner)));
    if (n == 0)
        return err_set(e, ERR_SUBJECT_NO_KEY, "R%lld", (long long)owner);
    if (read.erased)
        return err_set(e, ERR_SUBJECT_ERASED, "R%lld", (long long)owner);
    return ERR_OK;
}

enum err_code store_subject_erase(struct tx *tx, const struct audit_by *by, int64_t owner,
                                  struct str reason, struct err *e)
{
    struct stamp stamp;
    struct audit_detail d;
    must(reason.n > 0);
    ERR_TRY(erase_check(tx, by->county, owner, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    struct audit_by stamped = {by->county, by->actor, stamp.at};
    ERR_TRY(TX_EXEC(tx, STMT_SUBJECT_KEY_ERASE, e, db_text(by->county), db_int(owner),
                    db_int(stamp.at.ms), db_text(by->actor), db_text(reason)));
    ERR_TRY(TX_EXEC(tx, STMT_SUBJECT_UNIQUE_ERASE, e, db_text(by->county), db_int(owner)));
    ERR_TRY(TX_EXEC(tx, STMT_SUBJECT_LOOKUP_ERASE, e, db_text(by->county), db_int(owner)));
    audit_detail_begin(&d);
    json_put_str(d.json, "reason", reason);
    struct str object = str_format(&d.a, "record/%lld", (long long)owner);
    return audit_detail_append(&d, tx, &stamped, "subject.erase", object, e);
}
