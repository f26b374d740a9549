/*
 * case_score.h — the scores of a case: of every assessed unit its lines, its forecast and
 * what is at risk, against what the case expects.
 */
#pragma once

#include "core/score/forecast.h"
#include "source/case/case_read.h"

struct case_unit_score {
    struct str unit; /* its id */
    struct score_sheet sheet;
    const struct forecast *forecast; /* one an item, then the total */
    struct risk *risks;
    size_t n_risks;
};

struct case_scores {
    const struct framework *framework; /* NULL: the case has none */
    struct case_unit_score *units;
    size_t n_units;
};

/*
 * Score the case under its framework; of several the last one, which is the case's own if it has
 * one.
 * errors  those of obligations_of_subject, layout_make, measures_of and score_unit
 */
ERR_CHECKED enum err_code case_score(struct arena *a, const struct case_file *c,
                                     struct case_scores *ret, struct err *e);
