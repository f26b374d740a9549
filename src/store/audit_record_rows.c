/*
 * audit_record_rows.c — the rows of records against what the chain tells; see audit_record.h.
 *
 * Both sides are in the order of numbers, so one walk over the rows meets everything. The first
 * difference in the order of the chain is told; a row of which nothing tells comes last.
 */
#include "store/audit_record_rows.h"

#include <stdarg.h>
#include <stdlib.h>

#include "store/tx.h"

/* ---- differences ------------------------------------------------------------- */

struct rows {
    struct audit_records *h;
    struct str county;
    bool any;
    int64_t seq; /* of the first difference; 0: no entry tells of it */
    char text[256];

    /* The import whose records are being met. */
    struct hash hash;
    int64_t want;  /* the number of its next record */
    bool complete; /* all until then are there */
};

static void differ(struct rows *w, int64_t seq, const char *fmt, ...) PRINTF_LIKE(3, 4);

static void differ(struct rows *w, int64_t seq, const char *fmt, ...)
{
    bool first = !w->any || (seq > 0 && (w->seq == 0 || seq < w->seq));
    if (!first)
        return;
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(w->text, sizeof(w->text), fmt, ap);
    va_end(ap);
    w->any = true;
    w->seq = seq;
}

#define OTHERWISE "which is stored otherwise"
#define NOT_THERE "which is not stored"

static bool at_fits(const struct told_at *told, int64_t stored_ms)
{
    return told->entry_ms == (stored_ms > told->before_ms ? stored_ms : told->before_ms);
}

enum err_code told_void_digest(struct str actor, struct str reason, char out[HASH_HEX_MAX],
                               struct err *e)
{
    struct hash f;
    ERR_TRY(hash_begin(&f, e));
    hash_add_field(&f, actor);
    hash_add_field(&f, reason);
    hash_end(&f, out);
    return ERR_OK;
}

/* ---- finding what was told ------------------------------------------------------ */

struct told_batch *told_batch_of(struct audit_records *h, int64_t id)
{
    VEC_EACH (&h->batches, b)
        if (b->id == id)
            return b;
    return NULL;
}

static int part_order(const void *x, const void *y)
{
    const struct told_part *a = x;
    const struct told_part *b = y;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    if (a->no != b->no)
        return a->no < b->no ? -1 : 1;
    return (a->seq > b->seq) - (a->seq < b->seq);
}

static int void_order(const void *x, const void *y)
{
    const struct told_void *a = x;
    const struct told_void *b = y;
    return (a->id > b->id) - (a->id < b->id);
}

static int batch_order(const void *x, const void *y)
{
    const struct told_batch *a = x;
    const struct told_batch *b = y;
    return (a->first > b->first) - (a->first < b->first);
}

static void told_sort(struct audit_records *h)
{
    if (h->revisions.v.n > 0)
        qsort(h->revisions.v.p, h->revisions.v.n, sizeof(*h->revisions.v.p), part_order);
    if (h->files.v.n > 0)
        qsort(h->files.v.p, h->files.v.n, sizeof(*h->files.v.p), part_order);
    if (h->voids.n > 0)
        qsort(h->voids.p, h->voids.n, sizeof(*h->voids.p), void_order);
    if (h->batches.n > 0)
        qsort(h->batches.p, h->batches.n, sizeof(*h->batches.p), batch_order);
}

static struct told_void *told_void_of(const struct audit_records *h, int64_t id)
{
    const struct told_void key = {.id = id};
    return h->voids.n == 0 ? NULL
                           : bsearch(&key, h->voids.p, h->voids.n, sizeof(*h->voids.p), void_order);
}

/*
 * What was told of part `no` of record `id`, or NULL; what was told of parts before it and has
 * not met a row is missing.
 */
static const struct told_part *told_meet(struct rows *w, struct told_parts *parts, const char *what,
                                         int64_t id, int64_t no)
{
    for (; parts->next < parts->v.n; parts->next++) {
        const struct told_part *t = &parts->v.p[parts->next];
        if (t->id == id && t->no == no) {
            parts->next++;
            return t;
        }
        if (t->id > id || (t->id == id && t->no > no))
            return NULL;
        differ(w, t->seq, "entry %lld tells of R%lld: %s %lld, " NOT_THERE, (long long)t->seq,
               (long long)t->id, what, (long long)t->no);
    }
    return NULL;
}

/* ---- imports -------------------------------------------------------------------- */

static void batch_missing(struct rows *w, const struct told_batch *b)
{
    w->complete = false;
    differ(w, b->seq, "entry %lld tells of R%lld, brought by import %lld, " NOT_THERE,
           (long long)b->seq, (long long)w->want, (long long)b->id);
}

/* The records of the import have been met. */
static void batch_close(struct rows *w)
{
    const struct told_batch *b = &w->h->batches.p[w->h->batch++];
    char digest[HASH_HEX_MAX];
    hash_end(&w->hash, digest);
    if (w->complete && w->want < b->first + b->taken)
        batch_missing(w, b);
    if (w->complete && strcmp(digest, b->sha256) != 0)
        differ(w, b->seq,
               "entry %lld tells of import %lld, R%lld to R%lld: one of them, " OTHERWISE,
               (long long)b->seq, (long long)b->id, (long long)b->first,
               (long long)(b->first + b->taken - 1));
}

/* The next import, if there is one. */
static enum err_code batch_open(struct rows *w, struct err *e)
{
    if (w->h->batch == w->h->batches.n)
        return ERR_OK;
    w->want = w->h->batches.p[w->h->batch].first;
    w->complete = true;
    return hash_begin(&w->hash, e);
}

/* The import that brought record `id`, or NULL. Records are asked for in the order of numbers. */
static enum err_code batch_meet(struct rows *w, int64_t id, struct told_batch **ret, struct err *e)
{
    struct audit_records *h = w->h;
    while (h->batch < h->batches.n &&
           id >= h->batches.p[h->batch].first + h->batches.p[h->batch].taken) {
        batch_close(w);
        ERR_TRY(batch_open(w, e));
    }
    *ret = h->batch < h->batches.n && id >= h->batches.p[h->batch].first ? &h->batches.p[h->batch]
                                                                         : NULL;
    return ERR_OK;
}

/* ---- records ---------------------------------------------------------------------- */

/* The columns of STMT_HISTORY_RECORDS. */
enum {
    ROW_ID,
    ROW_REVISION,
    ROW_TYPE,
    ROW_UNIT,
    ROW_SUBJECT,
    ROW_AT_MS,
    ROW_CATALOG,
    ROW_CATALOG_VERSION,
    ROW_DAY,
    ROW_FIELDS,
    ROW_SEALED,
    ROW_ACTOR,
    ROW_REASON,
    ROW_LISTED,
    ROW_ENTERED_AT,
    ROW_ENTERED_BY,
    ROW_HISTORY,
    ROW_BATCH,
    ROW_LATEST,
    ROW_OCCURRED_ON,
    ROW_VOIDED_AT,
    ROW_VOIDED_BY,
    ROW_VOID_REASON,
    ROW_VOIDED_WITH,
};

static int64_t int_or_0(struct db_row *row, size_t column)
{
    return db_is_null(row, column) ? 0 : db_get_int(row, column);
}

/* As record.c hashes what it writes. */
static void add_revision(struct hash *f, struct str county, struct db_row *row)
{
    hash_add_field(f, county);
    hash_add_int(f, db_get_int(row, ROW_ID));
    hash_add_int(f, db_get_int(row, ROW_REVISION));
    hash_add_field(f, db_get_text(row, ROW_TYPE));
    hash_add_field(f, db_get_text(row, ROW_UNIT));
    hash_add_int(f, int_or_0(row, ROW_SUBJECT));
    hash_add_int(f, db_get_int(row, ROW_AT_MS));
    hash_add_field(f, db_get_text(row, ROW_CATALOG));
    hash_add_int(f, db_get_int(row, ROW_CATALOG_VERSION));
    hash_add_field(f, db_get_text(row, ROW_DAY));
    hash_add_field(f, db_get_text(row, ROW_FIELDS));
    hash_add_field(f, db_is_null(row, ROW_SEALED) ? STR_NONE : db_get_blob(row, ROW_SEALED));
}

static enum err_code revision_digest(struct str county, struct db_row *row, char out[HASH_HEX_MAX],
                                     struct err *e)
{
    struct hash f;
    ERR_TRY(hash_begin(&f, e));
    add_revision(&f, county, row);
    hash_end(&f, out);
    ERR_TRY(hash_begin(&f, e));
    hash_add_field(&f, str_of(out));
    hash_add_field(&f, db_get_text(row, ROW_ACTOR));
    hash_add_field(&f, db_get_text(row, ROW_REASON));
    hash_add_field(&f, db_get_text(row, ROW_LISTED));
    hash_end(&f, out);
    return ERR_OK;
}

/* Whether the record itself says what its first revision and the chain say. */
static bool entry_fits(struct db_row *row, bool history, int64_t batch)
{
    return db_get_int(row, ROW_ENTERED_AT) == db_get_int(row, ROW_AT_MS) &&
           str_eq(db_get_text(row, ROW_ENTERED_BY), db_get_text(row, ROW_ACTOR)) &&
           (db_get_int(row, ROW_HISTORY) != 0) == history && int_or_0(row, ROW_BATCH) == batch;
}

/* A first revision that an import brought. */
static void batch_row(struct rows *w, struct told_batch *b, struct db_row *row)
{
    int64_t id = db_get_int(row, ROW_ID);
    if (w->complete && id != w->want)
        batch_missing(w, b);
    w->want = id + 1;
    add_revision(&w->hash, w->county, row);
    if (!str_eq(db_get_text(row, ROW_ACTOR), b->actor) || !db_is_null(row, ROW_REASON) ||
        !db_is_null(row, ROW_LISTED) || !entry_fits(row, b->history, b->id))
        differ(w, b->seq, "entry %lld tells of R%lld, brought by import %lld, " OTHERWISE,
               (long long)b->seq, (long long)id, (long long)b->id);
}

static void untold(struct rows *w, int64_t id, int64_t no)
{
    differ(w, 0, "R%lld: revision %lld is stored, but no entry tells of it", (long long)id,
           (long long)no);
}

/* A revision that has an entry of its own. */
static enum err_code revision_row(struct rows *w, const struct told_part *t, struct db_row *row,
                                  struct err *e)
{
    char digest[HASH_HEX_MAX];
    ERR_TRY(revision_digest(w->county, row, digest, e));
    if (strcmp(digest, t->digest) != 0 || (t->no == 1 && !entry_fits(row, t->history, 0)))
        differ(w, t->seq, "entry %lld tells of R%lld: revision %lld, " OTHERWISE, (long long)t->seq,
               (long long)t->id, (long long)t->no);
    return ERR_OK;
}

/* Of the last revision told: that the record shows it as its newest. */
static void latest_row(struct rows *w, int64_t seq, struct db_row *row)
{
    const struct told_parts *told = &w->h->revisions;
    int64_t id = db_get_int(row, ROW_ID);
    if (told->next < told->v.n && told->v.p[told->next].id == id)
        return; /* there are more to come */
    if (db_get_int(row, ROW_LATEST) != db_get_int(row, ROW_REVISION) ||
        !str_eq(db_get_text(row, ROW_OCCURRED_ON), db_get_text(row, ROW_DAY)))
        differ(w, seq, "entry %lld tells of R%lld: which revision is the newest, " OTHERWISE,
               (long long)seq, (long long)id);
}

/* ---- voids ---------------------------------------------------------------------- */

static void void_otherwise(struct rows *w, int64_t seq, int64_t id)
{
    differ(w, seq, "entry %lld tells of R%lld: its void, " OTHERWISE, (long long)seq,
           (long long)id);
}

/* Voided by itself, with its subject, or by the undoing of its import. */
static enum err_code voided_row(struct rows *w, struct told_batch *b, struct db_row *row,
                                struct err *e)
{
    int64_t id = db_get_int(row, ROW_ID);
    int64_t with = int_or_0(row, ROW_VOIDED_WITH);
    int64_t at_ms = db_get_int(row, ROW_VOIDED_AT);
    struct told_void *t = told_void_of(w->h, with != 0 ? with : id);
    char digest[HASH_HEX_MAX];
    ERR_TRY(told_void_digest(db_get_text(row, ROW_VOIDED_BY), db_get_text(row, ROW_VOID_REASON),
                             digest, e));
    if (t != NULL) {
        t->stored |= with == 0;
        t->found += with != 0;
        if (strcmp(digest, t->digest) != 0 || !at_fits(&t->at, at_ms))
            void_otherwise(w, t->seq, id);
    } else if (with == 0 && b != NULL && b->undo_seq != 0) {
        b->found++;
        if (strcmp(digest, b->undo_digest) != 0 || !at_fits(&b->undo_at, at_ms))
            void_otherwise(w, b->undo_seq, id);
    } else {
        differ(w, 0, "R%lld: its void is stored, but no entry tells of it", (long long)id);
    }
    return ERR_OK;
}

/* Once for each record. */
static enum err_code standing_row(struct rows *w, struct told_batch *b, struct db_row *row,
                                  struct err *e)
{
    if (!db_is_null(row, ROW_VOIDED_AT))
        return voided_row(w, b, row, e);
    int64_t id = db_get_int(row, ROW_ID);
    if (b != NULL && b->undo_seq != 0)
        differ(w, b->undo_seq, "entry %lld tells of R%lld: its void, " NOT_THERE,
               (long long)b->undo_seq, (long long)id);
    return ERR_OK;
}

/* A record without any revision; of one that the chain knows they are missing, and told so. */
static void bare_row(struct rows *w, int64_t id)
{
    const struct told_parts *told = &w->h->revisions;
    bool known = told->next < told->v.n && told->v.p[told->next].id == id;
    if (!known)
        differ(w, 0, "R%lld is stored, but no entry tells of it", (long long)id);
}

static enum err_code record_row(struct db_row *row, void *ctx, struct err *e)
{
    struct rows *w = ctx;
    int64_t id = db_get_int(row, ROW_ID);
    int64_t no = int_or_0(row, ROW_REVISION);
    struct told_batch *b = NULL;
    ERR_TRY(batch_meet(w, id, &b, e));
    const struct told_part *t = told_meet(w, &w->h->revisions, "revision", id, no);
    if (no <= 1)
        ERR_TRY(standing_row(w, b, row, e));
    if (t != NULL)
        ERR_TRY(revision_row(w, t, row, e));
    else if (no == 1 && b != NULL)
        batch_row(w, b, row);
    else if (no > 0)
        untold(w, id, no);
    else if (b == NULL)
        bare_row(w, id);
    if (t != NULL || (no == 1 && b != NULL))
        latest_row(w, t != NULL ? t->seq : b->seq, row);
    return ERR_OK;
}

/* ---- files ---------------------------------------------------------------------- */

/* The columns of STMT_HISTORY_ATTACHMENTS. */
enum {
    FILE_ID,
    FILE_NO,
    FILE_REVISION,
    FILE_NAME,
    FILE_MEDIA_TYPE,
    FILE_SHA256,
    FILE_SIZE,
    FILE_SEALED,
    FILE_ADDED_BY,
    FILE_ADDED_AT,
    FILE_CONTENT_SHA256,
    FILE_CONTENT_SIZE,
};

/* Whether the bytes that a file names are those it was added with, as far as can be seen. */
static bool content_fits(struct db_row *row)
{
    if (db_is_null(row, FILE_CONTENT_SIZE))
        return false;
    return db_get_int(row, FILE_SEALED) == 1 ||
           (str_eq(db_get_text(row, FILE_CONTENT_SHA256), db_get_text(row, FILE_SHA256)) &&
            db_get_int(row, FILE_CONTENT_SIZE) == db_get_int(row, FILE_SIZE));
}

static enum err_code file_row(struct db_row *row, void *ctx, struct err *e)
{
    struct rows *w = ctx;
    struct hash f;
    char digest[HASH_HEX_MAX];
    int64_t id = db_get_int(row, FILE_ID);
    int64_t no = db_get_int(row, FILE_NO);
    const struct told_part *t = told_meet(w, &w->h->files, "file", id, no);
    bool sealed = db_get_int(row, FILE_SEALED) == 1;
    ERR_TRY(hash_begin(&f, e));
    hash_add_int(&f, db_get_int(row, FILE_REVISION));
    hash_add_field(&f, sealed ? STR_NONE : db_get_text(row, FILE_NAME));
    hash_add_field(&f, db_get_text(row, FILE_MEDIA_TYPE));
    hash_add_int(&f, db_get_int(row, FILE_SIZE));
    hash_add_field(&f, db_get_text(row, FILE_SHA256));
    hash_add_field(&f, db_get_text(row, FILE_ADDED_BY));
    hash_end(&f, digest);
    if (t == NULL)
        differ(w, 0, "R%lld: file %lld is stored, but no entry tells of it", (long long)id,
               (long long)no);
    else if (strcmp(digest, t->digest) != 0 || !content_fits(row) ||
             !at_fits(&t->at, db_get_int(row, FILE_ADDED_AT)))
        differ(w, t->seq, "entry %lld tells of R%lld: file %lld, " OTHERWISE, (long long)t->seq,
               (long long)id, (long long)no);
    return ERR_OK;
}

/* ---- the imports themselves -------------------------------------------------------- */

/* The columns of STMT_BATCH_LIST. */
enum {
    BATCH_ID,
    BATCH_TYPE,
    BATCH_FILE,
    BATCH_FILE_SHA256,
    BATCH_ROWS,
    BATCH_TAKEN,
    BATCH_HISTORY,
    BATCH_FIRST,
    BATCH_AT_MS,
    BATCH_ACTOR,
    BATCH_UNDONE_AT,
    BATCH_UNDONE_BY,
    BATCH_UNDO_REASON,
};

static void batch_otherwise(struct rows *w, int64_t seq, int64_t id, const char *what)
{
    differ(w, seq, "entry %lld tells of import %lld%s, " OTHERWISE, (long long)seq, (long long)id,
           what);
}

static enum err_code batch_digest(struct db_row *row, char out[HASH_HEX_MAX], struct err *e)
{
    struct hash f;
    ERR_TRY(hash_begin(&f, e));
    hash_add_field(&f, db_get_text(row, BATCH_TYPE));
    hash_add_field(&f, db_get_text(row, BATCH_FILE));
    hash_add_field(&f, db_get_text(row, BATCH_FILE_SHA256));
    hash_add_int(&f, db_get_int(row, BATCH_ROWS));
    hash_add_int(&f, db_get_int(row, BATCH_TAKEN));
    hash_add_int(&f, db_get_int(row, BATCH_HISTORY));
    hash_add_int(&f, db_get_int(row, BATCH_FIRST));
    hash_add_field(&f, db_get_text(row, BATCH_ACTOR));
    hash_end(&f, out);
    return ERR_OK;
}

static enum err_code import_row(struct db_row *row, void *ctx, struct err *e)
{
    struct rows *w = ctx;
    char digest[HASH_HEX_MAX];
    int64_t id = db_get_int(row, BATCH_ID);
    struct told_batch *b = told_batch_of(w->h, id);
    if (b == NULL) {
        differ(w, 0, "import %lld is stored, but no entry tells of it", (long long)id);
        return ERR_OK;
    }
    b->stored = true;
    ERR_TRY(batch_digest(row, digest, e));
    if (strcmp(digest, b->digest) != 0 || !at_fits(&b->at, db_get_int(row, BATCH_AT_MS)))
        batch_otherwise(w, b->seq, id, "");
    if (db_is_null(row, BATCH_UNDONE_AT)) {
        if (b->undo_seq != 0)
            differ(w, b->undo_seq, "entry %lld tells of import %lld: how it was undone, " NOT_THERE,
                   (long long)b->undo_seq, (long long)id);
        return ERR_OK;
    }
    ERR_TRY(told_void_digest(db_get_text(row, BATCH_UNDONE_BY), db_get_text(row, BATCH_UNDO_REASON),
                             digest, e));
    if (b->undo_seq == 0)
        differ(w, 0, "import %lld is stored as undone, but no entry tells of it", (long long)id);
    else if (strcmp(digest, b->undo_digest) != 0 ||
             !at_fits(&b->undo_at, db_get_int(row, BATCH_UNDONE_AT)))
        batch_otherwise(w, b->undo_seq, id, ": how it was undone");
    return ERR_OK;
}

/* ---- what met no row ------------------------------------------------------------- */

static void rest(struct rows *w)
{
    VEC_EACH (&w->h->voids, t) {
        if (!t->stored)
            differ(w, t->seq, "entry %lld tells of R%lld: its void, " NOT_THERE, (long long)t->seq,
                   (long long)t->id);
        else if (t->found != t->along)
            differ(w, t->seq, "entry %lld tells of R%lld: what was voided with it, " OTHERWISE,
                   (long long)t->seq, (long long)t->id);
    }
    VEC_EACH (&w->h->batches, b) {
        if (!b->stored)
            differ(w, b->seq, "entry %lld tells of import %lld, " NOT_THERE, (long long)b->seq,
                   (long long)b->id);
        else if (b->found != b->voided)
            batch_otherwise(w, b->undo_seq, b->id, ": what its undoing voided");
    }
}

enum err_code audit_records_check(struct audit_records *h, struct tx *tx, struct str county,
                                  struct audit_report *report, struct err *e)
{
    struct rows w = {.h = h, .county = county};
    struct told_batch *none;
    told_sort(h);
    ERR_TRY(batch_open(&w, e));
    ERR_TRY(TX_ROWS(tx, STMT_HISTORY_RECORDS, record_row, &w, NULL, e, db_text(county)));
    ERR_TRY(batch_meet(&w, INT64_MAX, &none, e));
    (void)told_meet(&w, &h->revisions, "revision", INT64_MAX, 0);
    ERR_TRY(TX_ROWS(tx, STMT_HISTORY_ATTACHMENTS, file_row, &w, NULL, e, db_text(county)));
    (void)told_meet(&w, &h->files, "file", INT64_MAX, 0);
    ERR_TRY(TX_ROWS(tx, STMT_BATCH_LIST, import_row, &w, NULL, e, db_text(county), db_int(0)));
    rest(&w);
    if (!w.any)
        return ERR_OK;
    report->fault = AUDIT_HISTORY;
    report->seq = w.seq;
    return err_set(e, ERR_AUDIT_BROKEN, "%s", w.text);
}
