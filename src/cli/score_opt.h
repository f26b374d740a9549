/*
 * score_opt.h — arguments that the commands about scores share.
 */
#pragma once

#include "app/score_county.h"
#include "cli/opt.h"

/* Keys of the options; a command lists those it takes, with words of its own. */
enum {
    SCORE_OPT_YEAR = 0x400,
    SCORE_OPT_UNIT,
    SCORE_OPT_FRAMEWORK,
    SCORE_OPT_AS_OF,
};

#define SCORE_OPT_YEAR_ROW                                                                         \
    {                                                                                              \
        "year", SCORE_OPT_YEAR, "YEAR", 0, TR_MARK("The year assessed; needed"), 0                 \
    }
#define SCORE_OPT_FRAMEWORK_ROW                                                                    \
    {                                                                                              \
        "framework", SCORE_OPT_FRAMEWORK, "ID", 0,                                                 \
            TR_MARK("The framework meant, where a year has several"), 0                            \
    }
#define SCORE_OPT_UNIT_ROW                                                                         \
    {                                                                                              \
        "unit", SCORE_OPT_UNIT, "UNIT", 0, TR_MARK("Only this unit, by id or name"), 0             \
    }
#define SCORE_OPT_AS_OF_ROW                                                                        \
    {                                                                                              \
        "as-of", SCORE_OPT_AS_OF, "TIME", 0,                                                       \
            TR_MARK("As it was known then, YYYY-MM-DD or \"YYYY-MM-DD hh:mm\""), 0                 \
    }

/* Take one of these options, or see at the end that there is a year; else ARGP_ERR_UNKNOWN. */
error_t score_opt(int key, char *arg, const struct argp_state *state, struct score_ask *ask);
