/*
 * rectification.c — writing rectifications; rectification_load.c reads them. See rectification.h.
 *
 * Everything an act writes goes through store_rectification_write, so that no task,
 * file or state can change without its event and its entry in the audit chain.
 */
#include "store/rectification.h"

#include "store/audit_chain.h"
#include "store/evidence_write.h"
#include "store/rectification_row.h"

/* An act on its way into the tables. */
struct rectification_writer {
    struct arena *a;
    struct tx *tx;
    struct audit_by by; /* its time is not before that of the event before */
    const struct rectification *base;
    const struct rectification_change *change;
    int64_t id;
    int64_t seq;
    struct str owner; /* after the act */
    bool has_due;
    date due_on;
    struct str about;
};

#define RECTIFICATION_KEY(w) db_text((w)->by.county), db_int((w)->id)

/* ---- what the act brings ------------------------------------------------- */

static enum err_code write_task(struct rectification_writer *w, struct err *e)
{
    const struct task *t = w->change->task;
    char due[DATE_TEXT_MAX];
    w->about = t->title;
    return TX_EXEC(w->tx, STMT_TASK_INSERT, e, RECTIFICATION_KEY(w), db_int(w->base->tasks + 1),
                   db_text(t->title), db_text_or_null(t->owner),
                   row_date(t->has_due, t->due_on, due), db_text_or_null(t->sentence),
                   db_text(w->by.actor), db_int(w->by.at.ms));
}

struct title_read {
    struct arena *a;
    struct str title;
};

static enum err_code title_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct title_read *read = ctx;
    read->title = row_get_copy(read->a, row, 0);
    return ERR_OK;
}

static enum err_code write_task_done(struct rectification_writer *w, struct err *e)
{
    struct title_read read = {.a = w->a};
    int64_t n = 0;
    int32_t no = w->change->task_no;
    if (no < 1 || no > w->base->tasks)
        return err_set(e, ERR_TASK_NOT_FOUND, "%d of %d", no, w->base->tasks);
    ERR_TRY(TX_ROWS(w->tx, STMT_TASK_FINISH, title_row, &read, &n, e, RECTIFICATION_KEY(w),
                    db_int(no), db_text(w->by.actor), db_int(w->by.at.ms)));
    if (n == 0)
        return err_set(e, ERR_TASK_IS_DONE, "%d", no);
    w->about = read.title;
    return ERR_OK;
}

static enum err_code write_evidence(struct rectification_writer *w, struct err *e)
{
    struct evidence added;
    ERR_TRY(evidence_write(w->a, w->tx, &w->by, w->id, w->base->evidence + 1, w->change->file,
                           &added, e));
    w->about = rectification_file_about(w->a, added.name, added.revision);
    return ERR_OK;
}

static enum err_code write_brought(struct rectification_writer *w, struct err *e)
{
    switch (w->change->action) {
    case RECTIFICATION_ACT_TASK: return write_task(w, e);
    case RECTIFICATION_ACT_TASK_DONE: return write_task_done(w, e);
    case RECTIFICATION_ACT_EVIDENCE: return write_evidence(w, e);
    case RECTIFICATION_ACT_ASSIGN:
        w->owner = w->change->owner;
        w->has_due = w->change->has_due;
        w->due_on = w->change->due_on;
        return ERR_OK;
    case RECTIFICATION_ACT_CAUSE: w->about = w->change->about; return ERR_OK;
    case RECTIFICATION_ACT_OPEN:
    case RECTIFICATION_ACT_RECUR:
    case RECTIFICATION_ACT_SUBMIT:
    case RECTIFICATION_ACT_VERIFY:
    case RECTIFICATION_ACT_RETURN:
    case RECTIFICATION_ACT_CLOSE:
    case RECTIFICATION_ACT__MAX: break;
    }
    return ERR_OK;
}

/* ---- the row and its event ------------------------------------------------- */

static int64_t follows_after(const struct rectification_writer *w)
{
    return w->change->follows != 0 ? w->change->follows : w->base->follows;
}

static enum err_code write_new(struct rectification_writer *w, struct err *e)
{
    struct rectification there;
    ERR_TRY(store_rectification_of(w->a, w->tx, w->by.county, w->base->deduction_id, &there, e));
    if (there.id != 0 && there.state != RECTIFICATION_CLOSED)
        return err_set(e, ERR_RECTIFY_CHANGED, "one was opened for D%lld",
                       (long long)w->base->deduction_id);
    ERR_TRY(TX_ROWS(w->tx, STMT_RECTIFICATION_NEXT_ID, tx_int_row, &w->id, NULL, e,
                    db_text(w->by.county)));
    w->seq = 1;
    return TX_EXEC(w->tx, STMT_RECTIFICATION_INSERT, e, RECTIFICATION_KEY(w),
                   db_int(w->base->deduction_id), db_int_or_null(follows_after(w)),
                   db_text(str_of(rectification_state_name(w->change->to))), db_int(w->by.at.ms));
}

static enum err_code write_next(struct rectification_writer *w, struct err *e)
{
    int64_t n = 0;
    w->id = w->base->id;
    ERR_TRY(TX_ROWS(w->tx, STMT_RECTIFICATION_UPDATE, tx_int_row, &w->seq, &n, e,
                    RECTIFICATION_KEY(w), db_int(w->base->version),
                    db_text(str_of(rectification_state_name(w->change->to))),
                    db_int_or_null(follows_after(w))));
    if (n == 0)
        return err_set(e, ERR_RECTIFY_CHANGED, "D%lld is not at event %lld any more",
                       (long long)w->base->deduction_id, (long long)w->base->version);
    return ERR_OK;
}

static enum err_code write_event(const struct rectification_writer *w, struct err *e)
{
    char due[DATE_TEXT_MAX];
    return TX_EXEC(w->tx, STMT_RECTIFICATION_EVENT_INSERT, e, RECTIFICATION_KEY(w), db_int(w->seq),
                   db_int(w->by.at.ms), db_text(w->by.actor),
                   db_text(str_of(rectification_action_name(w->change->action))),
                   db_text(str_of(rectification_state_name(w->base->state))),
                   db_text(str_of(rectification_state_name(w->change->to))),
                   db_text_or_null(w->owner), row_date(w->has_due, w->due_on, due),
                   db_text_or_null(w->about), db_text_or_null(w->change->note));
}

/* ---- the audit chain --------------------------------------------------------- */

struct str rectification_file_about(struct arena *a, struct str name, int32_t revision)
{
    if (revision == 1)
        return name;
    return str_format(a, "%" STR_FMT " (%d)", STR_ARG(name), (int)revision);
}

static void audit_put(struct json_val *obj, const char *key, struct str s)
{
    if (s.n > 0)
        json_put_str(obj, key, s);
}

/* What the act brought, with its number, for audit_history.c. */
static void audit_put_brought(struct json_val *obj, const struct rectification_writer *w)
{
    const struct rectification_change *c = w->change;
    char due[DATE_TEXT_MAX];
    if (c->action == RECTIFICATION_ACT_TASK) {
        json_put_int(obj, "no", w->base->tasks + 1);
        audit_put(obj, "task_owner", c->task->owner);
        if (c->task->has_due)
            json_put_str(obj, "task_due", str_of(date_text(c->task->due_on, due)));
        audit_put(obj, "sentence", c->task->sentence);
    } else if (c->action == RECTIFICATION_ACT_TASK_DONE) {
        json_put_int(obj, "no", c->task_no);
    } else if (c->action == RECTIFICATION_ACT_EVIDENCE) {
        json_put_int(obj, "no", w->base->evidence + 1);
        json_put_str(obj, "sha256", c->file->sha256);
    }
}

static enum err_code write_audit(const struct rectification_writer *w, struct err *e)
{
    struct audit_detail d;
    char due[DATE_TEXT_MAX];
    const char *action = rectification_action_name(w->change->action);
    audit_detail_begin(&d);
    json_put_int(d.json, "deduction", w->base->deduction_id);
    json_put_int(d.json, "event", w->seq);
    json_put_str(d.json, "from", str_of(rectification_state_name(w->base->state)));
    json_put_str(d.json, "to", str_of(rectification_state_name(w->change->to)));
    if (follows_after(w) != 0)
        json_put_int(d.json, "follows", follows_after(w));
    audit_put(d.json, "owner", w->owner);
    if (w->has_due)
        json_put_str(d.json, "due_on", str_of(date_text(w->due_on, due)));
    audit_put(d.json, "about", w->about);
    audit_put_brought(d.json, w);
    audit_put(d.json, "note", w->change->note);
    json_put_int(d.json, "at_ms", w->by.at.ms);
    json_put_int(d.json, "opened_at", w->base->id == 0 ? w->by.at.ms : w->base->opened_at.ms);
    struct str object = str_format(&d.a, "rectification/%lld", (long long)w->id);
    const char *name = str_format(&d.a, "rectification.%s", action).p;
    return audit_detail_append(&d, w->tx, &w->by, name, object, e);
}

enum err_code store_rectification_write(struct arena *a, struct tx *tx, const struct audit_by *by,
                                        const struct rectification *base,
                                        const struct rectification_change *change,
                                        struct rectification *ret, struct err *e)
{
    struct rectification_writer w = {
        .a = a,
        .tx = tx,
        .by = *by,
        .base = base,
        .change = change,
        .owner = base->owner,
        .has_due = base->has_due,
        .due_on = base->due_on,
    };
    must((base->id == 0) == (base->state == RECTIFICATION_NONE));
    must((change->task != NULL) == (change->action == RECTIFICATION_ACT_TASK));
    must((change->file != NULL) == (change->action == RECTIFICATION_ACT_EVIDENCE));
    if (w.by.at.ms < base->changed_at.ms)
        w.by.at = base->changed_at;
    ERR_TRY(base->id == 0 ? write_new(&w, e) : write_next(&w, e));
    ERR_TRY(write_brought(&w, e));
    ERR_TRY(write_event(&w, e));
    ERR_TRY(write_audit(&w, e));
    return store_rectification_of(a, tx, by->county, base->deduction_id, ret, e);
}
