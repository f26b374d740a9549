/*
 * rectify.h — use cases: do something about a deduction, until it is closed.
 *
 * Each act asks the machine of core/remedy/rectification.h inside the transaction
 * that writes it, so a refusal depends on what is stored at that moment and
 * leaves nothing behind. Who acts is app->actor.
 *
 * Memory: results live in the arena given.
 */
#pragma once

#include "app/ledger.h"
#include "core/remedy/cause_class.h"
#include "core/remedy/rectification.h"

/* ---- types ------------------------------------------------------------- */

/* Which deduction an act is about. */
struct rectify_on {
    int64_t deduction_id;
    int64_t seen;    /* the event up to which the person has seen the history; 0: whatever it is */
    struct str note; /* the person's own words, for a return the reason; may be empty */
};

/* The cause class: what the rules propose, and what a person has said. */
struct rectify_cause {
    enum cause_class proposed; /* CAUSE__MAX: nothing in the text speaks for a class */
    struct str *words;         /* the words that led to the proposal */
    size_t n_words;
    enum cause_class confirmed; /* CAUSE__MAX: nobody has confirmed one */
    struct str confirmed_by;
    instant confirmed_at;
};

/* A deduction and its newest rectification. */
struct rectify_card {
    struct ledger_entry entry;
    struct rectification r; /* id 0: none has been opened */
    struct rectify_cause cause;
    int64_t lost_again_after; /* the deduction of an earlier year whose closed one r follows;
                                 0: none, also where r was opened again by hand */
    int32_t overdue;          /* days on the day of the answer */
    uint32_t missing; /* what closing still needs, whoever does it: enum rectification_guard */
};

/* ---- acts -------------------------------------------------------------- */

/* All of these: ERR_DEDUCTION_NOT_FOUND; ERR_RECTIFY_CHANGED: on->seen is not the newest event;
   those of rectification_step; `ret` is the state after the act. */

/* What an assignment changes. */
struct rectify_assignment {
    struct str owner; /* empty: as it is */
    bool has_due;     /* false: as it is; for the first time, the item's printed time limit */
    date due_on;
    bool again; /* open a new one after the closed one */
};

/*
 * Name who answers for it and until when; the first time opens the rectification.
 * errors  ERR_RECTIFY_OWNER      the first time, and no owner is given
 *         ERR_RECTIFY_NO_DUE     the first time, no day is given, and the item prints none
 *         ERR_RECTIFY_WITHDRAWN  the first time, and a correction took the deduction away
 *         ERR_RECTIFY_OPEN       again, and the newest one is not closed
 */
ERR_CHECKED enum err_code app_rectify_assign(struct arena *a, struct app *app,
                                             const struct rectify_on *on,
                                             const struct rectify_assignment *assignment,
                                             struct rectify_card *ret, struct err *e);

/* Add a task: title, owner and due date of `task`; ret_no is its number. */
ERR_CHECKED enum err_code app_rectify_task(struct arena *a, struct app *app,
                                           const struct rectify_on *on, const struct task *task,
                                           int32_t *ret_no, struct rectify_card *ret,
                                           struct err *e);

/* Tick a task off. errors  ERR_TASK_NOT_FOUND, ERR_TASK_IS_DONE */
ERR_CHECKED enum err_code app_rectify_task_done(struct arena *a, struct app *app,
                                                const struct rectify_on *on, int32_t no,
                                                struct rectify_card *ret, struct err *e);

/* What became of a file. */
struct rectify_added {
    struct evidence file;
    bool unchanged; /* the newest revision of this name has the same bytes: nothing was added */
};

/*
 * Add files, all or none; `ret_added` has one for each path.
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ, ERR_EVIDENCE_TOO_BIG, ERR_EVIDENCE_EMPTY
 *         ERR_TEXT_ENCODING  the name of a file is not UTF-8
 */
ERR_CHECKED enum err_code app_rectify_evidence(struct arena *a, struct app *app,
                                               const struct rectify_on *on,
                                               const char *const *paths, size_t n,
                                               struct rectify_added **ret_added,
                                               struct rectify_card *ret, struct err *e);

/*
 * Confirm a cause class, CAUSE__MAX for the one that is proposed; needs no rectification.
 * errors  ERR_CAUSE_NO_PROPOSAL  none is proposed
 *         ERR_RECTIFY_CLOSED     the newest rectification is closed
 */
ERR_CHECKED enum err_code app_rectify_cause(struct arena *a, struct app *app,
                                            const struct rectify_on *on, enum cause_class class,
                                            struct rectify_card *ret, struct err *e);

/* Submit, verify, return or close. */
ERR_CHECKED enum err_code app_rectify_act(struct arena *a, struct app *app,
                                          const struct rectify_on *on,
                                          enum rectification_action action,
                                          struct rectify_card *ret, struct err *e);
