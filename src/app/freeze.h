/*
 * freeze.h — use case: the scores of a closed year are kept as they are.
 *
 * Frozen are every line with what it rests on, and a hash of all that went in: the catalog's
 * files, units and their figures, records with their revisions and voids, outages, waivers, and
 * figures that others told. Nothing that happens afterwards changes them.
 */
#pragma once

#include "app/score.h"

struct app_frozen {
    const struct framework *framework;
    instant moment; /* the last entry that could count */
    const struct frozen_scores *p;
    size_t n;
};

/*
 * Freeze the scores of the assessed units that are not frozen yet; with `ask.unit` of that one.
 *
 * errors  ERR_SCORE_NO_CLOSE    the framework does not say when it closes
 *         ERR_SCORE_NOT_CLOSED  it does not close before now
 *         ERR_SCORE_FROZEN      all that was asked for is frozen
 *         those of app_score
 */
ERR_CHECKED enum err_code app_freeze(struct arena *a, struct app *app, const struct score_ask *ask,
                                     struct app_frozen *ret, struct err *e);
