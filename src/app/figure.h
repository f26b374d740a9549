/*
 * figure.h — use cases: figures that no record tells, said by a person or brought in as a table.
 *
 * Only what the framework of the year asks for is taken: the keys of its `external` measures, and
 * the ids of items whose score a person gives. Each has a reason.
 */
#pragma once

#include "app/score_county.h"
#include "app/table_in.h"

/* A figure as it was written. */
struct figure_input {
    int64_t row;      /* of a table; 0: of none */
    struct str unit;  /* id or name; empty: the only unit that is assessed */
    struct str name;  /* the key of a measure, or the id of an item */
    struct str span;  /* number of the sub-period; empty: the whole period */
    struct str value; /* empty: take away what was entered before */
    struct str reason;
    struct str source;
};

/* A figure that the framework asks for. */
struct figure_wanted {
    struct str name;
    const struct indicator *item; /* the first that asks for it */
    bool is_score;                /* a person's score, or a place */
    bool has_range;
    struct rational low, high; /* of a person's score */
    size_t n_spans;            /* sub-periods in which it may be told */
};

struct app_figures {
    int32_t year;
    const struct framework *framework;
    const struct figure_wanted *wanted;
    size_t n_wanted;
    struct score_figure_list figures; /* all, those that hold marked */
    struct unit_list units;
};

struct app_figure_result {
    size_t stored; /* 0 if there are problems */
    struct table_problems problems;
};

/*
 * Enter figures, all or none.
 * errors  ERR_SCORE_NO_FRAMEWORK, ERR_SCORE_FRAMEWORKS, those of the store; what is wrong with a
 *         figure is a problem: ERR_SCORE_UNIT, ERR_SCORE_FIGURE, ERR_SCORE_SPAN, ERR_NUMBER_SYNTAX,
 *         ERR_NUMBER_RANGE, ERR_RECORD_REQUIRED (no reason)
 */
ERR_CHECKED enum err_code app_figure_add(struct arena *a, struct app *app,
                                         const struct score_ask *ask,
                                         const struct figure_input *figures, size_t n,
                                         struct app_figure_result *ret, struct err *e);

/*
 * Figures out of a table with the columns name, value and reason, perhaps unit, span and source.
 * errors  those of table_in_read
 */
ERR_CHECKED enum err_code app_figure_read(struct arena *a, const char *path,
                                          const struct figure_input **ret, size_t *ret_n,
                                          struct err *e);

/* What was entered for a year, and what is asked for. */
ERR_CHECKED enum err_code app_figure_list(struct arena *a, struct app *app,
                                          const struct score_ask *ask, struct app_figures *ret,
                                          struct err *e);
