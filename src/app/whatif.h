/*
 * whatif.h — use case: the same records under two catalogs.
 *
 * Nothing is stored. A catalog is named by its id (the version that counts), by id and version
 * ("jiangsu-2016@2"), or by a folder with its files. Items of the two are paired by `same_as`, then
 * by id. Frozen scores take no part: both sides are worked out now.
 */
#pragma once

#include "app/score.h"
#include "source/catalog/faults.h"

struct whatif_side {
    struct str name;      /* as it was named */
    struct faults faults; /* of a folder that is no catalog; then there is nothing else */
    const struct app_catalog_version *by; /* version 0: a folder */
    struct app_scores scores;
};

struct whatif_row {
    const struct indicator *a, *b; /* NULL: only the other has it */
    points a_full, a_score, b_full, b_score;
};

struct whatif_unit {
    struct str id, name;
    points a_full, a_score, b_full, b_score;
    const struct whatif_row *rows; /* as the items of a, then those that b alone has */
    size_t n_rows;
};

struct app_whatif {
    struct whatif_side a, b;
    const struct whatif_unit *units; /* that are assessed under both */
    size_t n;
};

/*
 * errors  ERR_CATALOG_NOT_FOUND, ERR_SCORE_NO_FRAMEWORK, ERR_SCORE_FRAMEWORKS, ERR_SCORE_UNIT,
 * those of files, of world_scores and of the store
 */
ERR_CHECKED enum err_code app_whatif(struct arena *a, struct app *app, const struct score_ask *ask,
                                     struct str name_a, struct str name_b, struct app_whatif *ret,
                                     struct err *e);
