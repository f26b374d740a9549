/*
 * score_frozen.h — our own scores as they were when the year was closed.
 *
 * Frozen once for a framework and a unit, with every line and what it rests on, and never changed:
 * what is entered or loaded later leaves them alone. The hash of the inputs tells whether the same
 * scores could be worked out again from what is stored now.
 */
#pragma once

#include "base/date.h"
#include "base/points.h"

struct arena;
struct audit_by;
struct tx;

struct frozen_line {
    struct str item; /* id in the framework */
    points full, score;
    struct str trace; /* one JSON value; the store does not look into it */
};

struct frozen_scores {
    struct str framework;
    struct str unit;
    int32_t year;
    struct str catalog;
    int64_t catalog_version;
    instant moment; /* the last entry that could count */
    points full, score;
    struct str inputs_sha256;        /* 64 hex digits */
    const struct frozen_line *lines; /* in the order of the framework */
    size_t n_lines;
    instant frozen_at; /* given by the store, as is who froze them */
    struct str frozen_by;
};

struct frozen_list {
    struct frozen_scores *p;
    size_t n;
};

/* Those of a framework, by unit; with `unit` not empty at most that one. */
ERR_CHECKED enum err_code store_frozen_list(struct arena *a, struct tx *tx, struct str county,
                                            struct str framework, struct str unit,
                                            struct frozen_list *ret, struct err *e);

/*
 * Freeze the scores of a unit ("score.freeze").
 * errors  ERR_SCORE_FROZEN     they were frozen before
 *         ERR_UNIT_NOT_FOUND
 *         ERR_DB_CONSTRAINT    no such version of the catalog
 */
ERR_CHECKED enum err_code store_frozen_add(struct arena *a, struct tx *tx,
                                           const struct audit_by *by,
                                           const struct frozen_scores *scores, struct err *e);
