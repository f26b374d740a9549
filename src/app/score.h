/*
 * score.h — use case: the scores of a county in a year, with forecast, places and why.
 *
 * Scores that were frozen are shown as they were frozen, unless an earlier moment is asked about.
 */
#pragma once

#include "app/app.h"
#include "app/score_county.h"
#include "store/score_frozen.h"

struct app_score_line {
    const struct indicator *item;
    points full, score;
    struct str trace; /* see score_trace.h */
};

struct app_score_unit {
    struct str id, name;
    const struct app_catalog_version *by; /* of frozen scores the one they were judged by */
    const struct framework *framework;
    points full, score;
    const struct app_score_line *lines;  /* as the items of the framework */
    const struct frozen_scores *frozen;  /* NULL: worked out just now */
    const struct world_unit_score *live; /* as worked out just now, frozen or not */
};

struct app_scores {
    struct score_county county;
    struct world_scores live;
    const struct app_score_unit *units;
    size_t n;
};

/*
 * Score the assessed units.
 *
 * recompute  as worked out now, also where scores are frozen
 * errors     ERR_SCORE_NO_FRAMEWORK, ERR_SCORE_FRAMEWORKS, ERR_SCORE_UNIT, ERR_CATALOG_NONE,
 *            those of world_scores and of the store
 */
ERR_CHECKED enum err_code app_score(struct arena *a, struct app *app, const struct score_ask *ask,
                                    bool recompute, struct app_scores *ret, struct err *e);

/* The same inside a transaction. */
ERR_CHECKED enum err_code score_in_tx(const struct score_reader *r, const struct score_ask *ask,
                                      bool recompute, struct app_scores *ret, struct err *e);

/* Under a framework of any catalog, which need not be loaded. */
ERR_CHECKED enum err_code score_under(const struct score_reader *r, const struct score_ask *ask,
                                      const struct app_catalog_version *by,
                                      const struct framework *f, bool recompute,
                                      struct app_scores *ret, struct err *e);
