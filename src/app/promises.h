/*
 * promises.h — use cases: what the measures promise, and what becomes of it.
 *
 * Promises are found anew in the measures each time; what a person has decided is
 * stored, and a promise is known again by its sentence, its words, and which of the
 * sentence's with these words it is. Accepting a task adds it to the deduction's
 * rectification, which is opened if there is none; accepting a duty keeps a draft
 * rule for the catalog.
 *
 * Memory: results live in the arena given.
 */
#pragma once

#include "app/app.h"
#include "core/remedy/promise.h"

/* ---- types ------------------------------------------------------------- */

enum app_promise_state { APP_PROMISE_OFFERED, APP_PROMISE_ACCEPTED, APP_PROMISE_REJECTED };

struct app_promise {
    int64_t deduction_id;
    struct str item; /* of the deduction */
    int32_t no; /* 1, 2, … in the deduction, in order of the measure; moves with corrections */
    struct promise promise;
    enum app_promise_state state;
    int64_t rectification_id; /* accepted task: which rectification has it */
    int32_t task_no;          /* accepted task: its number there */
    struct str rule;          /* accepted duty: the draft rule, YAML */
    struct str decided_by;
    instant decided_at;
};

struct app_promises {
    struct app_promise *p; /* in the order of the ledger */
    size_t n;
};

/* What accepting needs to know; all may be left out. */
struct app_promise_terms {
    struct str owner;   /* of the tasks */
    bool has_due;       /* the day for tasks, in place of the one promised; makes a task of a */
    date due;           /* promise that says neither a day nor how often */
    struct str subject; /* of the rules: for each of which it is owed; empty: by the county */
    bool has_from;
    date from; /* of the rules: the first day; else the day of acceptance */
};

/* ---- operations -------------------------------------------------------- */

/*
 * The promises of one deduction, or of the whole ledger (0).
 * errors  ERR_DEDUCTION_NOT_FOUND
 */
ERR_CHECKED enum err_code app_promises_list(struct arena *a, struct app *app, int64_t deduction_id,
                                            struct app_promises *ret, struct err *e);

/*
 * Accept and reject promises of a deduction by their numbers: all or none.
 *
 * ret     the promises of the deduction afterwards
 * errors  ERR_PROMISE_NOT_FOUND, ERR_PROMISE_DECIDED
 *         ERR_PROMISE_VAGUE  accepted, says neither a day nor how often, and no day is given
 *         those of rectification_step, as for adding a task
 */
ERR_CHECKED enum err_code
app_promises_decide(struct arena *a, struct app *app, int64_t deduction_id, const int32_t *accept,
                    size_t n_accept, const int32_t *reject, size_t n_reject,
                    const struct app_promise_terms *terms, struct app_promises *ret, struct err *e);

/* The draft rules of all accepted duties of the county, one rules file; *ret_n counts them. */
ERR_CHECKED enum err_code app_promises_rules(struct arena *a, struct app *app, struct str *ret,
                                             int32_t *ret_n, struct err *e);
