/*
 * cause.h — the cause class of a deduction, as a person confirmed it.
 *
 * What is only proposed is not stored: it follows from the text at any time. With
 * a confirmation, what was proposed then is kept beside it. A later one replaces an
 * earlier one, which stays.
 */
#pragma once

#include "core/remedy/cause_class.h"
#include "core/remedy/rectification.h"

struct audit_by;
struct tx;

/* A confirmed class. */
struct cause {
    int64_t deduction_id;
    enum cause_class class;    /* CAUSE__MAX: none has been confirmed */
    enum cause_class proposed; /* by the rules at that time; CAUSE__MAX: nothing */
    struct str words;          /* that led to the proposal, joined by line ends */
    struct str confirmed_by;
    instant confirmed_at;
};

struct cause_list {
    struct cause *p;
    size_t n;
};

/* The confirmed class of a deduction; CAUSE__MAX if there is none. */
ERR_CHECKED enum err_code store_cause_get(struct arena *a, struct tx *tx, struct str county,
                                          int64_t deduction_id, struct cause *ret, struct err *e);

/* The confirmed classes of all deductions, by deduction. */
ERR_CHECKED enum err_code store_cause_list(struct arena *a, struct tx *tx, struct str county,
                                           struct cause_list *ret, struct err *e);

/*
 * Confirm: who and when come from `by` ("cause.confirm" in the audit chain).
 * errors  ERR_DB_CONSTRAINT  no such deduction
 */
ERR_CHECKED enum err_code store_cause_confirm(struct tx *tx, const struct audit_by *by,
                                              const struct cause *cause, struct err *e);
