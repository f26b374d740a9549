/*
 * obligation_verify.h — use cases: the stored obligations are proved, and brought up to today.
 */
#pragma once

#include "app/app.h"
#include "app/obligation_county.h"

/* Where the store and a full computation part. */
struct obligation_difference {
    bool is_stored, is_computed; /* at least one */
    struct stored_obligation stored, computed;
};

struct obligation_proof {
    struct obligation_clock clock; /* the moment that was compared at; not set: nothing is stored */
    bool stale;     /* catalogs or calendar have changed: the next write computes all anew */
    int64_t stored; /* how many there are */
    int64_t computed;
    struct obligation_difference *p; /* by key; the first `most` */
    size_t n;
    int64_t differences; /* all of them */
};

/*
 * Compute everything anew, as of the moment the stored ones are current for, and compare.
 * Changes nothing.
 * errors  those of the engine and of the store
 */
ERR_CHECKED enum err_code app_obligation_verify(struct arena *a, struct app *app, size_t most,
                                                struct obligation_proof *ret, struct err *e);

/*
 * Let deadlines pass and windows begin that did so since the last write; what nobody asks for
 * happens at the next write anyway. Nothing is written if nothing has changed.
 *
 * ret_changed  how many were added, changed or removed
 * ret_next     when the next change of this kind comes: the next local midnight
 */
ERR_CHECKED enum err_code app_obligation_advance(struct arena *a, struct app *app,
                                                 int64_t *ret_changed, instant *ret_next,
                                                 struct err *e);
