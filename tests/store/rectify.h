/*
 * rectify.h — what the tests of rectifications, evidence, causes and promises share: a
 * ledger of three deductions, and each call in a transaction of its own.
 */
#pragma once

#include "store/cause.h"
#include "store/evidence.h"
#include "store/promise.h"
#include "store/rectification.h"

#include "plans.h"

/* One call, with all that any of them needs. */
struct call {
    struct arena *a;
    struct audit_by by;
    int64_t deduction, id;
    int32_t no;
    instant until;
    struct rectification base;
    const struct rectification_change *change;
    const struct cause *confirm;
    const struct promise_decision *decide;
    struct rectification r;
    struct rectification_list list;
    struct rectification_event_list events;
    struct task_list tasks;
    struct evidence_list files;
    struct evidence file;
    struct str content;
    struct cause cause;
    struct cause_list causes;
    struct promise_decision_list decisions;
};

/* Bodies of transactions; ctx is a struct call. */
enum err_code write_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code act_fn(struct tx *tx, void *ctx, struct err *e); /* on top of the newest */
enum err_code load_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code get_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code confirm_fn(struct tx *tx, void *ctx, struct err *e);
enum err_code decide_fn(struct tx *tx, void *ctx, struct err *e);

/* A call about deduction 1 by "tester" at `ms`. */
struct call call_at(struct test_db *t, int64_t ms);

/* Write an act on top of whatever is there. */
enum err_code act(struct test_db *t, struct store *s, int64_t ms,
                  const struct rectification_change *change, struct rectification *ret,
                  struct err *e);

/* Everything about deduction 1; anything but success fails the test. */
struct call load(struct test_db *t, struct store *s);

/* A county with a plan of three deductions. */
struct store *open_ledger(struct test_db *t);

/* Assign to `owner` until a day (0: none), from nothing or from planned. */
struct rectification_change assign_to(const char *owner, int32_t due);

/* A file with its hash; lives in t->a. */
struct evidence_file file_of(struct test_db *t, const char *name, struct str content);
