/*
 * promise.h — what a rectification measure promises, and the draft rule it becomes.
 *
 * Place in the flow: measure of a deduction → source/promise finds → [promise] →
 * a person accepts → a task of the rectification, or a draft rule of the catalog.
 * Pure values; the store keeps them, the application offers them.
 *
 * A promise is a task (done once, by a day that may be unknown), a duty (comes
 * back every period, or with every event) or vague (it comes back, but how often was
 * not said, or no rule can say it): a person gives that a frequency or lets it be.
 * What was not said is absent, never zero. Where the words of a promise are
 * finer than a rule can say, the draft is never stricter than the words.
 *
 * Memory: `sentence`, `words` and `what` are views of the measure given.
 */
#pragma once

#include "base/date.h"
#include "base/lang.h"

struct arena;

/* ---- types ------------------------------------------------------------- */

enum promise_kind {
#define PROMISE_KIND(name, key, en, zh) PROMISE_##name,
#include "core/remedy/promise.def"
    PROMISE_KIND__MAX
};

enum promise_every {
#define PROMISE_EVERY(name, key, en, zh) PROMISE_EVERY_##name,
#include "core/remedy/promise.def"
    PROMISE_EVERY__MAX
};

enum promise_amount {
#define PROMISE_AMOUNT(name, key) PROMISE_AMOUNT_##name,
#include "core/remedy/promise.def"
    PROMISE_AMOUNT__MAX
};

enum promise_limit {
#define PROMISE_LIMIT(name, key) PROMISE_LIMIT_##name,
#include "core/remedy/promise.def"
    PROMISE_LIMIT__MAX
};

struct promise {
    enum promise_kind kind;
    struct str sentence; /* where it stands, without the stop */
    size_t from, to;     /* the same as bytes of the measure */
    struct str words;    /* what says when: 每月25日前 */
    int32_t nth;         /* 1, 2, … of the promises that rest on such words in the sentence */
    struct str what;     /* the clause: what is to be done */

    /* a task */
    bool has_due;
    date due;

    /* a duty; PROMISE_EVERY_NONE for the others */
    enum promise_every every;
    int32_t weekday; /* 1 Monday to 7 Sunday, 0 not said; with WEEK */
    int32_t month;   /* 1, 2, … counted in the period, 0 not said; with QUARTER to YEAR */
    int32_t day;     /* day of the month, 0 not said; with MONTH to YEAR */
    enum promise_limit limit; /* always said with EVENT: after the event; else after the period */
    int32_t limit_n;          /* days or working days; 0 is the day itself */
    enum promise_amount amount;
    int64_t amount_centi; /* hundredths of `unit`: 800 for 不少于8小时; a count is whole */
    struct str unit;      /* as printed: 次, 篇, 小时; empty if no amount was said */
    bool per_person;      /* said of each person (每人, 每名, 人均) */
};

/* Room for the longest promise_amount_text, with its NUL. */
enum { PROMISE_AMOUNT_TEXT_MAX = 24 };

/* How a duty that was accepted enters the catalog. */
struct promise_accept {
    struct str id;      /* of the rule: lower-case letters, digits, '_', '-' and '.' */
    struct str subject; /* type of subject for whom it is owed each; empty: owed by a unit */
    struct str unit;    /* kind of unit that owes it, where `subject` is empty: "county" */
    struct str owner;   /* id of the department in charge; empty: the default */
    date from;          /* the first day on which it holds */
};

/* ---- names ------------------------------------------------------------- */

/* Stable names, "task", "half_month", "count", "working_days"; kept in the store. */
const char *promise_kind_name(enum promise_kind kind);
const char *promise_every_name(enum promise_every every);
const char *promise_amount_name(enum promise_amount amount);
const char *promise_limit_name(enum promise_limit limit);

/* The value of a stable name, or the list's __MAX if there is none. */
enum promise_kind promise_kind_of(struct str name);
enum promise_every promise_every_of(struct str name);
enum promise_amount promise_amount_of(struct str name);
enum promise_limit promise_limit_of(struct str name);

/* What people read, in `lang`. */
const char *promise_kind_title(enum promise_kind kind, enum lang lang);
const char *promise_every_title(enum promise_every every, enum lang lang);

/* ---- operations ------------------------------------------------------------ */

/* Write hundredths as "8", "1.5" or "0.25" into out and return it; not below zero. */
const char *promise_amount_text(int64_t centi, char out[PROMISE_AMOUNT_TEXT_MAX]);

/* Whether `id` can be the id of a rule: see struct promise_accept; 1 to 64 bytes. */
bool promise_rule_id_valid(struct str id);

/*
 * The draft rule of a duty: one entry of a rules file of the catalog, beginning
 * with "- id:" and ending with a line feed, `verified: false`, its source the
 * sentence. No record type of the trade can be known from the words, so the rule
 * asks for records of the generic type `duty_done` whose field `duty` names the
 * rule (docs/internals/promises.md). The text lives in `a`.
 *
 * p     a duty, never a task or a vague one; texts are valid UTF-8
 * acc   with a valid id, and a subject or a unit
 */
struct str promise_rule(struct arena *a, const struct promise *p, const struct promise_accept *acc);
