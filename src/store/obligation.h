/*
 * obligation.h — stored obligations: what is owed as it was last computed, and what became
 * of it.
 *
 * The store computes nothing here: the application puts what the core has worked out, and
 * could do so again at any time. The one thing that happens by itself is the passing of a
 * deadline: what was open becomes missed, or excused where a waiver is in force at that
 * instant (store_obligation_flip).
 *
 * Beside the obligations stands a clock: the moment they are current for, and a hash of what
 * they rest on besides records. Changes of state are noted with the instant they count from;
 * the first birth of an obligation is not noted. These notes outlive what they tell of.
 *
 * All of this follows from what is told in the audit chain. So these functions append no entry,
 * except the one that sets the clock: see there.
 *
 * Texts are ordered as the engine orders them; rely on no more than that it is always the same.
 */
#pragma once

#include "base/hash.h"
#include "core/catalog/framework.h"

struct arena;
struct audit_by;
struct tx;

/* ---- types ------------------------------------------------------------- */

/* Which one: all four together. */
struct obligation_key {
    struct str rule;
    int64_t about;     /* number of the subject or record; 0: of a unit */
    struct str unit;   /* of rules for units, else empty */
    struct str period; /* "2017-03", "once"; of a chain its first day */
};

struct stored_obligation {
    struct obligation_key key;
    struct str catalog; /* the catalog that has the rule */
    date first, last;   /* of the window, both included */
    struct str owner;   /* the unit that owes it; empty: not known */
    date due;           /* an entry on this day is in time */
    date due_first;     /* before outages */
    enum obligation_state state;
    bool moved; /* met only because an outage moved the deadline */
    struct rational need, total, timely;
};

struct stored_obligation_list {
    struct stored_obligation *p;
    size_t n;
};

/* From one state to another; OBLIGATION_STATE__MAX: it did not exist. */
struct obligation_change {
    instant at; /* when it counts from */
    enum obligation_state from, to;
};

struct obligation_change_list {
    struct obligation_change *p;
    size_t n;
};

struct obligation_clock {
    bool set; /* something was computed */
    instant at;
    char basis[HASH_HEX_MAX]; /* as the application made it */
};

/* ---- reading: what there is about something ---------------------------------- */

struct obligation_scope {
    int64_t about;   /* a subject or record, or 0 and */
    struct str unit; /* a unit */
    bool file;       /* of a subject: also what is about the records in its file */
    struct str rule; /* empty: of all rules */
    bool has_days;
    date first, last; /* windows that meet these days, both included */
};

/* In the order of what it is about and the end of the window. */
ERR_CHECKED enum err_code store_obligations_of(struct arena *a, struct tx *tx, struct str county,
                                               const struct obligation_scope *scope,
                                               struct stored_obligation_list *ret, struct err *e);

/* Those about the subjects and records of these numbers, both included. */
ERR_CHECKED enum err_code store_obligations_about(struct arena *a, struct tx *tx, struct str county,
                                                  int64_t first, int64_t last,
                                                  struct stored_obligation_list *ret,
                                                  struct err *e);

/* errors: ERR_OBLIGATION_NOT_FOUND */
ERR_CHECKED enum err_code store_obligation_get(struct arena *a, struct tx *tx, struct str county,
                                               const struct obligation_key *key,
                                               struct stored_obligation *ret, struct err *e);

/* All of a county in the order of their keys: the first `most` behind `after` (NULL: behind none).
 */
ERR_CHECKED enum err_code store_obligation_page(struct arena *a, struct tx *tx, struct str county,
                                                const struct obligation_key *after, int64_t most,
                                                struct stored_obligation_list *ret, struct err *e);

/* What became of one, oldest first. */
ERR_CHECKED enum err_code store_obligation_changes(struct arena *a, struct tx *tx,
                                                   struct str county,
                                                   const struct obligation_key *key,
                                                   struct obligation_change_list *ret,
                                                   struct err *e);

/* ---- reading: what is to be done ----------------------------------------------- */

struct obligation_filter {
    struct str owner; /* and all below it, as the units stand now; empty: of all, and of none */
    uint32_t states;  /* bit 1 << state; the counts do not look at it */
    bool has_from, has_to;
    date from, to; /* of `due`, both included */
    bool has_after;
    date after_due; /* the last one of the page before: its `due` and its key */
    struct obligation_key after;
    int64_t most; /* at least 1 */
};

/* The next page, by `due` and key. */
ERR_CHECKED enum err_code store_obligation_list(struct arena *a, struct tx *tx, struct str county,
                                                const struct obligation_filter *filter,
                                                struct stored_obligation_list *ret, struct err *e);

/* How many there are in each state, on all pages. */
ERR_CHECKED enum err_code store_obligation_count(struct tx *tx, struct str county,
                                                 const struct obligation_filter *filter,
                                                 int64_t ret[OBLIGATION_STATE__MAX], struct err *e);

/* ---- writing ----------------------------------------------------------- */

/* It stands like this from now on, whether it was there or not. */
ERR_CHECKED enum err_code store_obligation_put(struct tx *tx, struct str county,
                                               const struct stored_obligation *o, struct err *e);

/* It has ceased to exist; what is not there may be removed too. */
ERR_CHECKED enum err_code store_obligation_remove(struct tx *tx, struct str county,
                                                  const struct obligation_key *key, struct err *e);

/* Throw all of a county away; what became of them stays. */
ERR_CHECKED enum err_code store_obligation_clear(struct tx *tx, struct str county, struct err *e);

/* Note a change. */
ERR_CHECKED enum err_code store_obligation_note(struct tx *tx, struct str county,
                                                const struct obligation_key *key,
                                                const struct obligation_change *change,
                                                struct err *e);

/*
 * What is open and was due before the day `before` becomes missed or excused, which is noted
 * for the first instant after its deadline. The arena bears a list of the deadlines.
 */
ERR_CHECKED enum err_code store_obligation_flip(struct arena *a, struct tx *tx, struct str county,
                                                date before, int64_t *ret_n, struct err *e);

/* ---- the clock ----------------------------------------------------------- */

/* How far they are computed. */
ERR_CHECKED enum err_code store_obligation_clock(struct tx *tx, struct str county,
                                                 struct obligation_clock *ret, struct err *e);

/*
 * The moment to compute for: that of `by`, but not before the last time of entry in the county and
 * not before the clock.
 */
ERR_CHECKED enum err_code store_obligation_moment(struct tx *tx, const struct audit_by *by,
                                                  const struct obligation_clock *clock,
                                                  instant *ret, struct err *e);

/* What obligations were computed for. */
enum obligation_cause {
    OBLIGATION_CAUSE_WRITE,   /* for what this transaction writes, which has an entry of its own */
    OBLIGATION_CAUSE_ADVANCE, /* for time that has passed: "obligation.advance" */
    OBLIGATION_CAUSE_REBUILD, /* all of them anew: "obligation.rebuild" */
};

/* What that came to, for the audit chain. */
struct obligation_tally {
    int64_t put, removed, flipped;
};

/*
 * Set the clock, once all is computed; unless a write is the cause, an entry says who let it
 * be done, up to which moment, and what it came to, and nothing is entered before that moment any
 * more.
 */
ERR_CHECKED enum err_code store_obligation_clock_set(struct tx *tx, const struct audit_by *by,
                                                     enum obligation_cause cause,
                                                     const struct obligation_clock *clock,
                                                     const struct obligation_tally *tally,
                                                     struct err *e);
