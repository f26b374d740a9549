/*
 * audit_history.c — see audit_history.h. rectification.c writes the entries that are read here:
 * whoever adds a column there adds it to the entry, and to both sides below.
 */
#include "store/audit_history.h"

#include <stdlib.h>

#include "store/rectification_row.h"

enum {
    HISTORY_MAX = 1024 * 1024 * 1024, /* bytes; ten million acts */
    HISTORY_DETAIL_MAX = 16 * 1024 * 1024,
};

#define HISTORY_ACTION "rectification."
#define HISTORY_OBJECT "rectification/"

/* ---- hashes of what is told and of what is stored --------------------------- */

/* Fields are hashed in one order on both sides; what an entry leaves out is NULL in the row. */

static void put_column(struct hash *f, struct db_row *row, size_t column)
{
    hash_add_field(f, db_get_text(row, column));
}

static void put_key(struct hash *f, const struct json_val *detail, const char *key)
{
    hash_add_field(f, audit_key_text(detail, key));
}

/* ---- what the entries tell ---------------------------------------------------- */

void audit_history_begin(struct audit_history *h)
{
    *h = (struct audit_history){.told = {0}};
    arena_init(&h->a, HISTORY_MAX);
}

void audit_history_end(struct audit_history *h)
{
    arena_release(&h->a);
}

/* An entry about a rectification, taken apart. */
struct act {
    int64_t id;
    struct str action, actor;
    int64_t seq, at_ms;
    const struct json_val *detail;
};

static void tell_fields(struct hash *f, const struct act *act, enum told_what what)
{
    static const char *const TASK_KEYS[] = {"about", "task_owner", "task_due", "sentence"};
    static const char *const EVENT_KEYS[] = {"from", "to", "owner", "due_on", "about", "note"};
    switch (what) {
    case TOLD_HEAD:
        hash_add_int(f, audit_key_int(act->detail, "deduction"));
        hash_add_int(f, audit_key_int(act->detail, "event"));
        hash_add_int(f, audit_key_int(act->detail, "follows"));
        hash_add_int(f, audit_key_int(act->detail, "opened_at"));
        put_key(f, act->detail, "to");
        return;
    case TOLD_EVENT:
        hash_add_field(f, act->action);
        for (size_t i = 0; i < ARRAY_LEN(EVENT_KEYS); i++)
            put_key(f, act->detail, EVENT_KEYS[i]);
        break;
    case TOLD_TASK:
        for (size_t i = 0; i < ARRAY_LEN(TASK_KEYS); i++)
            put_key(f, act->detail, TASK_KEYS[i]);
        break;
    case TOLD_FILE:
        put_key(f, act->detail, "about");
        put_key(f, act->detail, "sha256");
        break;
    case TOLD_TASK_DONE:
    case TOLD__MAX: break;
    }
    hash_add_field(f, act->actor);
    hash_add_int(f, act->at_ms);
}

static enum err_code tell(struct audit_history *h, const struct act *act, enum told_what what,
                          int64_t no, struct err *e)
{
    struct hash f;
    struct told told = {.what = what, .id = act->id, .no = no, .seq = act->seq};
    ERR_TRY(hash_begin(&f, e));
    tell_fields(&f, act, what);
    hash_end(&f, told.digest);
    *vec_push(&h->a, &h->told) = told;
    return tx_row_done(&h->a, e);
}

static enum err_code tell_act(struct audit_history *h, const struct act *act, struct err *e)
{
    static const struct {
        const char *action;
        enum told_what what;
    } brought[] = {{"task", TOLD_TASK}, {"task_done", TOLD_TASK_DONE}, {"evidence", TOLD_FILE}};
    ERR_TRY(tell(h, act, TOLD_HEAD, 0, e));
    ERR_TRY(tell(h, act, TOLD_EVENT, audit_key_int(act->detail, "event"), e));
    for (size_t i = 0; i < ARRAY_LEN(brought); i++)
        if (str_eq(act->action, str_of(brought[i].action)))
            return tell(h, act, brought[i].what, audit_key_int(act->detail, "no"), e);
    return ERR_OK;
}

enum err_code audit_history_add(struct audit_history *h, const struct audit_entry *entry,
                                struct err *e)
{
    if (!str_starts(entry->action, STR(HISTORY_ACTION)) ||
        !str_starts(entry->object, STR(HISTORY_OBJECT)))
        return ERR_OK;
    struct arena scratch;
    struct act act = {
        .action = str_sub(entry->action, sizeof(HISTORY_ACTION) - 1, entry->action.n),
        .actor = entry->actor,
        .seq = entry->seq,
    };
    ERR_TRY(str_to_i64(str_sub(entry->object, sizeof(HISTORY_OBJECT) - 1, entry->object.n), &act.id,
                       e));
    arena_init(&scratch, HISTORY_DETAIL_MAX);
    enum err_code code = json_parse(&scratch, entry->detail, &act.detail, e);
    if (code == ERR_OK) {
        act.at_ms = audit_key_int(act.detail, "at_ms");
        code = tell_act(h, &act, e);
    }
    arena_release(&scratch);
    return code;
}

/* ---- comparing ------------------------------------------------------------------ */

static int told_order(const void *x, const void *y)
{
    const struct told *a = x;
    const struct told *b = y;
    if (a->what != b->what)
        return a->what < b->what ? -1 : 1;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    if (a->no != b->no)
        return a->no < b->no ? -1 : 1;
    return (a->seq > b->seq) - (a->seq < b->seq);
}

/* Of what was told several times, as the state after each act, only the last holds. */
static void keep_last(struct audit_history *h)
{
    size_t kept = 0;
    if (h->told.n > 0)
        qsort(h->told.p, h->told.n, sizeof(*h->told.p), told_order);
    for (size_t i = 0; i < h->told.n; i++) {
        const struct told *t = &h->told.p[i];
        bool again =
            i + 1 < h->told.n && t[1].what == t->what && t[1].id == t->id && t[1].no == t->no;
        if (!again)
            h->told.p[kept++] = *t;
    }
    h->told.n = kept;
}

static struct told *told_find(const struct audit_history *h, enum told_what what, int64_t id,
                              int64_t no)
{
    const struct told key = {.what = what, .id = id, .no = no};
    size_t low = 0;
    size_t high = h->told.n;
    while (low < high) { /* the first that is not below the key, whatever its entry */
        size_t mid = low + (high - low) / 2;
        if (told_order(&h->told.p[mid], &key) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    struct told *t = &h->told.p[low];
    return low < h->told.n && t->what == what && t->id == id && t->no == no ? t : NULL;
}

/* The first difference in the order of the chain; rows of which nothing tells come last. */
struct difference {
    struct audit_history *h;
    bool any;
    enum told_what what;
    int64_t id, no, seq;
    bool missing;
};

static void differ(struct difference *d, enum told_what what, int64_t id, int64_t no, int64_t seq,
                   bool missing)
{
    bool first = !d->any || (seq > 0 && (d->seq == 0 || seq < d->seq));
    if (!first)
        return;
    *d = (struct difference){d->h, true, what, id, no, seq, missing};
}

/* A row against what was told of it. */
static void compare(struct difference *d, enum told_what what, int64_t id, int64_t no,
                    struct hash *f)
{
    char digest[HASH_HEX_MAX];
    hash_end(f, digest);
    struct told *t = told_find(d->h, what, id, no);
    if (t != NULL)
        t->stored = true;
    if (t == NULL || strcmp(t->digest, digest) != 0)
        differ(d, what, id, no, t == NULL ? 0 : t->seq, false);
}

/* ---- the rows --------------------------------------------------------------------- */

/* Columns are hashed in the order of tell_fields; the statements name them in that order. */

static enum err_code head_row(struct db_row *row, void *ctx, struct err *e)
{
    struct hash f;
    ERR_TRY(hash_begin(&f, e));
    hash_add_int(&f, db_get_int(row, 1));
    hash_add_int(&f, db_get_int(row, 2));
    hash_add_int(&f, db_is_null(row, 3) ? 0 : db_get_int(row, 3));
    hash_add_int(&f, db_get_int(row, 4));
    put_column(&f, row, 5);
    compare(ctx, TOLD_HEAD, db_get_int(row, 0), 0, &f);
    return ERR_OK;
}

static enum err_code event_row(struct db_row *row, void *ctx, struct err *e)
{
    struct hash f;
    ERR_TRY(hash_begin(&f, e));
    for (size_t i = 2; i < 10; i++)
        put_column(&f, row, i);
    hash_add_int(&f, db_get_int(row, 10));
    compare(ctx, TOLD_EVENT, db_get_int(row, 0), db_get_int(row, 1), &f);
    return ERR_OK;
}

static enum err_code task_row(struct db_row *row, void *ctx, struct err *e)
{
    struct hash f;
    int64_t id = db_get_int(row, 0);
    int64_t no = db_get_int(row, 1);
    ERR_TRY(hash_begin(&f, e));
    for (size_t i = 2; i < 7; i++)
        put_column(&f, row, i);
    hash_add_int(&f, db_get_int(row, 7));
    compare(ctx, TOLD_TASK, id, no, &f);
    if (db_is_null(row, 9))
        return ERR_OK;
    ERR_TRY(hash_begin(&f, e));
    put_column(&f, row, 8);
    hash_add_int(&f, db_get_int(row, 9));
    compare(ctx, TOLD_TASK_DONE, id, no, &f);
    return ERR_OK;
}

static enum err_code file_row(struct db_row *row, void *ctx, struct err *e)
{
    struct difference *d = ctx;
    struct hash f;
    struct arena scratch;
    ERR_TRY(hash_begin(&f, e));
    arena_init(&scratch, HISTORY_DETAIL_MAX);
    hash_add_field(&f, rectification_file_about(&scratch, db_get_text(row, 2),
                                                db_get_int32(row, 3, 1, INT32_MAX)));
    arena_release(&scratch);
    put_column(&f, row, 4);
    put_column(&f, row, 5);
    hash_add_int(&f, db_get_int(row, 6));
    compare(d, TOLD_FILE, db_get_int(row, 0), db_get_int(row, 1), &f);
    return ERR_OK;
}

static enum err_code difference_report(const struct difference *d, struct audit_report *report,
                                       struct err *e)
{
    static const char *const names[] = {
        [TOLD_HEAD] = "the rectification itself", [TOLD_EVENT] = "event", [TOLD_TASK] = "task",
        [TOLD_TASK_DONE] = "the end of task",     [TOLD_FILE] = "file",
    };
    if (!d->any)
        return ERR_OK;
    char which[32] = "";
    if (d->no > 0)
        (void)snprintf(which, sizeof(which), " %lld", (long long)d->no);
    report->fault = AUDIT_HISTORY;
    report->seq = d->seq;
    if (d->seq == 0)
        return err_set(e, ERR_AUDIT_BROKEN,
                       "rectification %lld: %s%s is stored, but no entry tells of it",
                       (long long)d->id, names[d->what], which);
    return err_set(e, ERR_AUDIT_BROKEN, "entry %lld tells of rectification %lld: %s%s, which is %s",
                   (long long)d->seq, (long long)d->id, names[d->what], which,
                   d->missing ? "not stored" : "stored otherwise");
}

enum err_code audit_history_check(struct audit_history *h, struct tx *tx, struct str county,
                                  struct audit_report *report, struct err *e)
{
    struct difference d = {.h = h};
    keep_last(h);
    ERR_TRY(TX_ROWS(tx, STMT_HISTORY_RECTIFICATIONS, head_row, &d, NULL, e, db_text(county)));
    ERR_TRY(TX_ROWS(tx, STMT_HISTORY_EVENTS, event_row, &d, NULL, e, db_text(county)));
    ERR_TRY(TX_ROWS(tx, STMT_HISTORY_TASKS, task_row, &d, NULL, e, db_text(county)));
    ERR_TRY(TX_ROWS(tx, STMT_HISTORY_FILES, file_row, &d, NULL, e, db_text(county)));
    VEC_EACH (&h->told, t)
        if (!t->stored)
            differ(&d, t->what, t->id, t->no, t->seq, true);
    return difference_report(&d, report, e);
}
