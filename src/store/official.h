/*
 * official.h — what the level above made of a year: the official result of each item.
 *
 * Kept beside our own scores, never in their place. A result that is corrected gets a revision;
 * the newest one holds.
 */
#pragma once

#include "base/date.h"
#include "base/points.h"

struct arena;
struct audit_by;
struct tx;

struct official_result {
    struct str unit;
    struct str item; /* id in the framework */
    bool has_full;   /* a plan or sheet may leave it out */
    points full, score;
    struct str reason; /* may be empty */
    struct str source; /* name of the file, or which plan; never empty */
    struct str sha256; /* hash of the file, 64 hex digits */
    int64_t revision;  /* 1, 2, … of the item; this and what follows is given by the store */
    bool holds;        /* the newest revision */
    instant imported_at;
    struct str imported_by;
};

struct official_list {
    struct official_result *p;
    size_t n;
};

/* All revisions of a year; those of a unit and item stand together, the one that holds last. */
ERR_CHECKED enum err_code store_official_list(struct arena *a, struct tx *tx, struct str county,
                                              int32_t year, struct official_list *ret,
                                              struct err *e);

/*
 * Bring in results of a year ("official.import"). What says the same as the revision that holds
 * is passed over; if all of it does, nothing is written.
 *
 * list     distinct units and items
 * ret_new  how many revisions were added
 * errors   ERR_UNIT_NOT_FOUND
 */
ERR_CHECKED enum err_code store_official_add(struct arena *a, struct tx *tx,
                                             const struct audit_by *by, int32_t year,
                                             const struct official_list *list, size_t *ret_new,
                                             struct err *e);
