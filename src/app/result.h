/*
 * result.h — use cases: what the level above made of a year, beside our own scores.
 *
 * Official results come out of a table (item, score, perhaps unit, full and reason), or out of a
 * plan that was imported: its items are those that lost points, with the cause as the reason.
 */
#pragma once

#include "app/score_county.h"
#include "app/table_in.h"
#include "store/official.h"

struct result_source {
    const char *path; /* a table; NULL: the plan */
    int64_t plan_id;
};

struct app_result_in {
    size_t rows;  /* items that were read */
    size_t added; /* revisions that are new; 0 if there are problems */
    struct table_problems problems;
};

struct app_results {
    int32_t year;
    const struct framework *framework;
    struct official_list list; /* all revisions, those that hold marked */
    struct unit_list units;
};

/*
 * Bring in official results, all or none. Items are leaves of the framework, by id or name.
 * errors  ERR_SCORE_NO_FRAMEWORK, ERR_SCORE_FRAMEWORKS, ERR_SCORE_UNIT, ERR_PLAN_NOT_FOUND, those
 * of table_in_read and of the store; what is wrong with a row is a problem: ERR_SCORE_ITEM,
 *         ERR_SCORE_UNIT, ERR_RESULT_VALUE, ERR_NUMBER_SYNTAX, ERR_NUMBER_DIGITS, ERR_NUMBER_RANGE
 */
ERR_CHECKED enum err_code app_result_import(struct arena *a, struct app *app,
                                            const struct score_ask *ask,
                                            const struct result_source *source,
                                            struct app_result_in *ret, struct err *e);

/* What was brought in for a year. errors: as above, without those of a table */
ERR_CHECKED enum err_code app_result_list(struct arena *a, struct app *app,
                                          const struct score_ask *ask, struct app_results *ret,
                                          struct err *e);

/* The leaf of that id, or the only one of that name; NULL if there is none, or there are several.
 */
const struct indicator *result_leaf(const struct framework *f, struct str id_or_name);
