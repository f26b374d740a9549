/*
 * obligations.h — what the tests of stored obligations share: a county of people who owe
 * something, and each call in a transaction of its own.
 */
#pragma once

#include "records.h"
#include "store/obligation.h"

enum { DUE_DAY = 17300, MANY = 8 };

/* One call, with all that any of them needs. */
struct ocall {
    struct arena *a;
    struct audit_by by;
    const struct stored_obligation *put;
    size_t n_put;
    struct obligation_key key;
    struct obligation_change change;
    struct obligation_scope scope;
    const struct obligation_key *after;
    struct obligation_filter filter;
    int64_t most;
    date before;
    enum obligation_cause cause;
    struct obligation_clock clock;
    struct obligation_tally tally;
    struct record_entry entry;
    struct stored_obligation_list list;
    struct obligation_change_list changes;
    struct stored_obligation got;
    int64_t counts[OBLIGATION_STATE__MAX];
};

/* The body of a transaction that puts .put and sets the clock; ctx is a struct ocall. */
enum err_code oput_fn(struct tx *tx, void *ctx, struct err *e);

/* A call by "tester" at `ms`, to set the clock there because time has passed. */
struct ocall ocall_at(struct test_db *t, int64_t ms);

/* Open, due on `due`, of a window of five days before it. */
struct stored_obligation owed(const char *rule, int64_t about, const char *unit, const char *period,
                              const char *owner, int32_t due);

/* Put obligations; anything but success fails the test. */
void oput(struct test_db *t, struct store *s, int64_t ms, const struct stored_obligation *list,
          size_t n);

/* Units county > (north > north1, south), two subjects R1 and R2, a record R3 in the file of R1. */
struct store *open_people(struct test_db *t);

/* What is owed by them: seven that are open, the last one late. */
void many(struct stored_obligation list[MANY]);
