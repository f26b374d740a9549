/*
 * promise.h — what people decided about the promises found in measures.
 *
 * A promise is known again by its deduction, its sentence, the words that say
 * when, and its place among those of the sentence that rest on the same words;
 * numbers move when a measure is corrected, these do not.
 */
#pragma once

#include "base/date.h"
#include "core/remedy/promise.h"

struct audit_by;
struct tx;

/* So many promises of a sentence may rest on the same words; more of them cannot be decided. */
enum { PROMISE_NTH_MAX = 1000 };

struct promise_decision {
    int64_t id; /* 1, 2, … in the county; 0 before it is stored */
    int64_t deduction_id;
    struct str sentence, words;
    int32_t nth; /* as in struct promise; 1 to PROMISE_NTH_MAX */
    enum promise_kind kind;
    bool accepted;            /* false: rejected */
    int64_t rectification_id; /* accepted task: which rectification has it; else 0 */
    int32_t task_no;          /* accepted task: its number there; else 0 */
    struct str rule;          /* accepted duty: the draft rule, YAML; else empty */
    struct str decided_by;
    instant decided_at;
};

struct promise_decision_list {
    struct promise_decision *p;
    size_t n;
};

/* All decisions in the order in which they were made. */
ERR_CHECKED enum err_code store_promise_list(struct arena *a, struct tx *tx, struct str county,
                                             struct promise_decision_list *ret, struct err *e);

/*
 * Keep a decision; id, who and when are set here ("promise.accept" or "promise.reject" in the
 * audit chain).
 * errors  ERR_PROMISE_DECIDED  there is one already
 *         ERR_DB_CONSTRAINT    no such deduction or task
 *         ERR_TOO_BIG          `nth` is beyond PROMISE_NTH_MAX
 */
ERR_CHECKED enum err_code store_promise_decide(struct tx *tx, const struct audit_by *by,
                                               const struct promise_decision *decision,
                                               int64_t *ret_id, struct err *e);
