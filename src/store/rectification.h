/*
 * rectification.h — stored rectifications: their history, tasks and evidence.
 *
 * The store does not know what may be done when: the application asks
 * rectification_step (core) first. What it does know: a deduction has at most one
 * that is not closed; an event is never changed; and whoever writes says which
 * version he has seen, so that two people do not act on one state unawares.
 *
 * Ids begin with 1 and are numbered in each county by itself; tasks, evidence and
 * events are numbered in their rectification. The version of a rectification is
 * the number of its newest event. Times never run backwards in a rectification.
 */
#pragma once

#include "core/remedy/rectification.h"

struct audit_by;
struct evidence_file;
struct tx;

/* ---- types ------------------------------------------------------------- */

/* One act: what it is, where it leads, and what it brings along. */
struct rectification_change {
    enum rectification_action action;
    enum rectification_state to;
    struct str note;

    struct str owner; /* ASSIGN; the other acts leave owner and due date as they are */
    bool has_due;
    date due_on;

    int64_t follows;                  /* RECUR: the closed one */
    const struct task *task;          /* TASK: title, owner, due date and sentence of it */
    int32_t task_no;                  /* TASK_DONE */
    const struct evidence_file *file; /* EVIDENCE */
    struct str about;                 /* CAUSE: the class */
};

struct rectification_event_list {
    struct rectification_event *p;
    size_t n;
};

struct task_list {
    struct task *p;
    size_t n;
};

/* For store_rectification_list: as they stand now. */
#define RECTIFICATION_NOW ((instant){INT64_MAX - 1})

/* ---- reading ----------------------------------------------------------- */

/* All of these: ERR_TOO_BIG if the answer is more than the arena may hold. */

/* The newest rectification of a deduction; one with id 0 and state NONE if there is none. */
ERR_CHECKED enum err_code store_rectification_of(struct arena *a, struct tx *tx, struct str county,
                                                 int64_t deduction_id, struct rectification *ret,
                                                 struct err *e);

/*
 * All rectifications as they stood at `until`, by id; later ones are left out. `follows` alone
 * is as it is now.
 */
ERR_CHECKED enum err_code store_rectification_list(struct arena *a, struct tx *tx,
                                                   struct str county, instant until,
                                                   struct rectification_list *ret, struct err *e);

/* The events of a rectification, oldest first. */
ERR_CHECKED enum err_code store_rectification_events(struct arena *a, struct tx *tx,
                                                     struct str county, int64_t id,
                                                     struct rectification_event_list *ret,
                                                     struct err *e);

/* The tasks of a rectification, by number. */
ERR_CHECKED enum err_code store_rectification_tasks(struct arena *a, struct tx *tx,
                                                    struct str county, int64_t id,
                                                    struct task_list *ret, struct err *e);

/* ---- writing ----------------------------------------------------------- */

/*
 * Write an act: the task or file it brings, its event, the new state, and an entry
 * "rectification.<action>" in the audit chain.
 *
 * base    as store_rectification_of gave it. With id 0, a new rectification of
 *         base->deduction_id is opened, which follows base->follows (0: none)
 * ret     as it stands then; lives in `a`
 * errors  ERR_RECTIFY_CHANGED  `base` is not the newest state any more
 *         ERR_TASK_NOT_FOUND   TASK_DONE: no such task
 *         ERR_TASK_IS_DONE     TASK_DONE: somebody has ticked it off
 *         ERR_DB_CONSTRAINT    no such deduction
 */
ERR_CHECKED enum err_code store_rectification_write(struct arena *a, struct tx *tx,
                                                    const struct audit_by *by,
                                                    const struct rectification *base,
                                                    const struct rectification_change *change,
                                                    struct rectification *ret, struct err *e);
