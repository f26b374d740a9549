/*
 * rectify_show.h — use cases: look at rectifications.
 *
 * Everything here reads only. Memory: results live in the arena given.
 */
#pragma once

#include "app/rectify.h"

/* A rectification of a deduction with all that happened; there is more than one after "again". */
struct rectify_chapter {
    struct rectification r;
    struct rectification_event *events; /* oldest first */
    size_t n_events;
    struct task *tasks;
    size_t n_tasks;
    struct evidence *evidence;
    size_t n_evidence;
};

struct rectify_history {
    struct rectify_card card;
    struct rectify_chapter *chapters; /* oldest first; none if nothing has been opened */
    size_t n_chapters;
    date day; /* of the answer */
};

/* errors  ERR_DEDUCTION_NOT_FOUND */
ERR_CHECKED enum err_code app_rectify_show(struct arena *a, struct app *app, int64_t deduction_id,
                                           struct rectify_history *ret, struct err *e);

/*
 * A file of a deduction's rectification (0: the newest one) and its bytes.
 * errors  ERR_DEDUCTION_NOT_FOUND, ERR_RECTIFY_NOT_OPEN, ERR_EVIDENCE_NOT_FOUND
 */
ERR_CHECKED enum err_code app_rectify_evidence_get(struct arena *a, struct app *app,
                                                   int64_t deduction_id, int64_t rectification_id,
                                                   int32_t no, struct evidence *ret,
                                                   struct str *ret_content, struct err *e);

/* ---- the list ---------------------------------------------------------- */

/* What to list; together they choose what meets all. */
struct rectify_filter {
    bool overdue;                   /* only what is overdue */
    struct str owner;               /* only what this person answers for; empty: anybody */
    enum rectification_state state; /* RECTIFICATION_STATE__MAX: any that is assigned;
                                       RECTIFICATION_NONE: what lost points and is not assigned */
    bool has_as_of; /* as it stood at the end of that day; false: now, counted to today */
    date as_of;
};

struct rectify_row {
    struct ledger_entry entry;
    struct rectification r;   /* id 0: not assigned */
    enum cause_class class;   /* confirmed; CAUSE__MAX: not yet */
    int64_t lost_again_after; /* as in struct rectify_card */
    int32_t overdue;          /* days; 0: not overdue */
};

struct rectify_list {
    struct rectify_row *rows; /* in the order of the ledger; withdrawn deductions last */
    size_t n;
    int32_t unassigned; /* deductions of the ledger that lost points and are not assigned */
    int32_t overdue;    /* how many rows are overdue */
    date day;           /* to which days are counted */
};

/* The wording of items and the causes are those of now, whatever the day. */
ERR_CHECKED enum err_code app_rectify_list(struct arena *a, struct app *app,
                                           const struct rectify_filter *filter,
                                           struct rectify_list *ret, struct err *e);
