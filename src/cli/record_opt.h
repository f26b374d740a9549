/*
 * record_opt.h — arguments that the commands about records share.
 */
#pragma once

#include "app/record_edit.h"
#include "cli/opt.h"

/* ---- one record -------------------------------------------------------- */

/* "R12" or "12". */
error_t record_opt_id(const struct argp_state *state, const char *name, const char *value,
                      int64_t *ret);

/* "2017-03-10", "2017-03-10 09:30": a moment in China's time; a day is its first instant, or its
 * last if `last`. */
error_t record_opt_moment(const struct argp_state *state, const char *name, const char *value,
                          bool last, instant *ret);

/* "hours=8" of a command that takes any number of them. */
struct record_opt_pairs {
    struct record_pair *p; /* grows with the arguments; lives in the command's arena */
    size_t n;
};
error_t record_opt_pair(const struct argp_state *state, const char *arg,
                        struct record_opt_pairs *pairs);

/* ---- which records ----------------------------------------------------- */

/* Options of a filter; a command lists them with these keys, and words of its own. */
enum {
    RECORD_OPT_UNIT = 0x300,
    RECORD_OPT_SUBJECT,
    RECORD_OPT_FROM,
    RECORD_OPT_TO,
    RECORD_OPT_ENTERED_FROM,
    RECORD_OPT_ENTERED_TO,
    RECORD_OPT_VOIDED,
    RECORD_OPT_ORDER,
    RECORD_OPT_BATCH,
};

struct record_opt_filter {
    struct record_filter filter;
    struct str subject; /* as it was written */
    bool ordered;
};

/* Take an option of a filter, or its one argument, the type; else ARGP_ERR_UNKNOWN. */
error_t record_opt_filter(int key, char *arg, const struct argp_state *state,
                          struct record_opt_filter *o);

/* The filter with its subject looked up. */
ERR_CHECKED enum err_code record_opt_filter_of(struct cli *cli, const struct record_opt_filter *o,
                                               struct record_filter *ret, struct err *e);
