/*
 * score_opt.c — see score_opt.h.
 */
#include "cli/score_opt.h"

#include "cli/record_opt.h"
#include "cli/tr.h"

static error_t score_opt_year(const struct argp_state *state, const char *arg, int32_t *ret)
{
    int64_t year = 0;
    error_t failed = opt_number(state, "--year", arg, 1, 9999, &year);
    *ret = (int32_t)year;
    return failed;
}

error_t score_opt(int key, char *arg, const struct argp_state *state, struct score_ask *ask)
{
    switch (key) {
    case SCORE_OPT_YEAR: return score_opt_year(state, arg, &ask->year);
    case SCORE_OPT_UNIT: return opt_text(state, "--unit", arg, &ask->unit);
    case SCORE_OPT_FRAMEWORK: return opt_text(state, "--framework", arg, &ask->framework);
    case SCORE_OPT_AS_OF:
        ask->has_as_of = true;
        return record_opt_moment(state, "--as-of", arg, true, &ask->as_of);
    case ARGP_KEY_END: return ask->year > 0 ? 0 : opt_fail(state, TR("%s is missing"), "--year");
    default: return ARGP_ERR_UNKNOWN;
    }
}
