/*
 * rectification_load.c — reading rectifications, their events and tasks; see rectification.h.
 */
#include "store/rectification.h"

#include "store/rectification_row.h"

/* ---- rectifications ---------------------------------------------------- */

/* The columns of rectification_of and rectification_list. */
enum {
    RECTIFICATION_COL_ID,
    RECTIFICATION_COL_DEDUCTION_ID,
    RECTIFICATION_COL_FOLLOWS,
    RECTIFICATION_COL_STATE,
    RECTIFICATION_COL_OWNER,
    RECTIFICATION_COL_DUE_ON,
    RECTIFICATION_COL_SUBMITTED_BY,
    RECTIFICATION_COL_VERSION,
    RECTIFICATION_COL_OPENED_AT,
    RECTIFICATION_COL_CHANGED_AT,
    RECTIFICATION_COL_TASKS,
    RECTIFICATION_COL_OPEN_TASKS,
    RECTIFICATION_COL_EVIDENCE,
};

struct rectification_read {
    struct arena *a;
    VEC(struct rectification) list;
};

static enum err_code rectification_row(struct db_row *row, void *ctx, struct err *e)
{
    struct rectification_read *read = ctx;
    struct rectification r = {
        .id = db_get_int(row, RECTIFICATION_COL_ID),
        .deduction_id = db_get_int(row, RECTIFICATION_COL_DEDUCTION_ID),
        .follows = db_is_null(row, RECTIFICATION_COL_FOLLOWS)
                       ? 0
                       : db_get_int(row, RECTIFICATION_COL_FOLLOWS),
        .state = row_get_state(row, RECTIFICATION_COL_STATE),
        .owner = row_get_copy(read->a, row, RECTIFICATION_COL_OWNER),
        .submitted_by = row_get_copy(read->a, row, RECTIFICATION_COL_SUBMITTED_BY),
        .version = db_get_int(row, RECTIFICATION_COL_VERSION),
        .opened_at = {db_get_int(row, RECTIFICATION_COL_OPENED_AT)},
        .changed_at = {db_get_int(row, RECTIFICATION_COL_CHANGED_AT)},
        .tasks = db_get_int32(row, RECTIFICATION_COL_TASKS, 0, INT32_MAX),
        .open_tasks = db_get_int32(row, RECTIFICATION_COL_OPEN_TASKS, 0, INT32_MAX),
        .evidence = db_get_int32(row, RECTIFICATION_COL_EVIDENCE, 0, INT32_MAX),
    };
    r.has_due = row_get_date(row, RECTIFICATION_COL_DUE_ON, &r.due_on);
    *vec_push(read->a, &read->list) = r;
    return tx_row_done(read->a, e);
}

enum err_code store_rectification_of(struct arena *a, struct tx *tx, struct str county,
                                     int64_t deduction_id, struct rectification *ret, struct err *e)
{
    struct rectification_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_RECTIFICATION_OF, rectification_row, &read, NULL, e, db_text(county),
                    db_int(deduction_id)));
    *ret = read.list.n > 0 ? read.list.p[0] : (struct rectification){.deduction_id = deduction_id};
    return ERR_OK;
}

enum err_code store_rectification_list(struct arena *a, struct tx *tx, struct str county,
                                       instant until, struct rectification_list *ret, struct err *e)
{
    struct rectification_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_RECTIFICATION_LIST, rectification_row, &read, NULL, e, db_text(county),
                    db_int(until.ms)));
    *ret = (struct rectification_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- events ------------------------------------------------------------ */

enum {
    EVENT_COL_SEQ,
    EVENT_COL_AT_MS,
    EVENT_COL_ACTOR,
    EVENT_COL_ACTION,
    EVENT_COL_FROM,
    EVENT_COL_TO,
    EVENT_COL_OWNER,
    EVENT_COL_DUE_ON,
    EVENT_COL_ABOUT,
    EVENT_COL_NOTE,
};

struct event_read {
    struct arena *a;
    VEC(struct rectification_event) list;
};

static enum err_code event_row(struct db_row *row, void *ctx, struct err *e)
{
    struct event_read *read = ctx;
    struct rectification_event event = {
        .seq = db_get_int(row, EVENT_COL_SEQ),
        .at = {db_get_int(row, EVENT_COL_AT_MS)},
        .actor = row_get_copy(read->a, row, EVENT_COL_ACTOR),
        .action = rectification_action_of(db_get_text(row, EVENT_COL_ACTION)),
        .from = row_get_state(row, EVENT_COL_FROM),
        .to = row_get_state(row, EVENT_COL_TO),
        .owner = row_get_copy(read->a, row, EVENT_COL_OWNER),
        .about = row_get_copy(read->a, row, EVENT_COL_ABOUT),
        .note = row_get_copy(read->a, row, EVENT_COL_NOTE),
    };
    event.has_due = row_get_date(row, EVENT_COL_DUE_ON, &event.due_on);
    row->bad |= event.action == RECTIFICATION_ACT__MAX;
    *vec_push(read->a, &read->list) = event;
    return tx_row_done(read->a, e);
}

enum err_code store_rectification_events(struct arena *a, struct tx *tx, struct str county,
                                         int64_t id, struct rectification_event_list *ret,
                                         struct err *e)
{
    struct event_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_RECTIFICATION_EVENT_LIST, event_row, &read, NULL, e, db_text(county),
                    db_int(id)));
    *ret = (struct rectification_event_list){read.list.p, read.list.n};
    return ERR_OK;
}

/* ---- tasks ------------------------------------------------------------- */

enum {
    TASK_COL_NO,
    TASK_COL_TITLE,
    TASK_COL_OWNER,
    TASK_COL_DUE_ON,
    TASK_COL_SENTENCE,
    TASK_COL_ADDED_BY,
    TASK_COL_ADDED_AT,
    TASK_COL_DONE_BY,
    TASK_COL_DONE_AT,
};

struct task_read {
    struct arena *a;
    VEC(struct task) list;
};

static enum err_code task_row(struct db_row *row, void *ctx, struct err *e)
{
    struct task_read *read = ctx;
    struct task task = {
        .no = db_get_int32(row, TASK_COL_NO, 1, INT32_MAX),
        .title = row_get_copy(read->a, row, TASK_COL_TITLE),
        .owner = row_get_copy(read->a, row, TASK_COL_OWNER),
        .sentence = row_get_copy(read->a, row, TASK_COL_SENTENCE),
        .added_by = row_get_copy(read->a, row, TASK_COL_ADDED_BY),
        .added_at = {db_get_int(row, TASK_COL_ADDED_AT)},
        .done = !db_is_null(row, TASK_COL_DONE_AT),
        .done_by = row_get_copy(read->a, row, TASK_COL_DONE_BY),
    };
    task.has_due = row_get_date(row, TASK_COL_DUE_ON, &task.due_on);
    if (task.done)
        task.done_at = (instant){db_get_int(row, TASK_COL_DONE_AT)};
    *vec_push(read->a, &read->list) = task;
    return tx_row_done(read->a, e);
}

enum err_code store_rectification_tasks(struct arena *a, struct tx *tx, struct str county,
                                        int64_t id, struct task_list *ret, struct err *e)
{
    struct task_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_TASK_LIST, task_row, &read, NULL, e, db_text(county), db_int(id)));
    *ret = (struct task_list){read.list.p, read.list.n};
    return ERR_OK;
}
