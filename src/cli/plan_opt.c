/*
 * plan_opt.c — see plan_opt.h.
 */
#include "cli/plan_opt.h"

#include "cli/say.h"
#include "cli/tr.h"

error_t plan_opt_file(const struct argp_state *state, int key, const char *arg, const char **file)
{
    if (key == ARGP_KEY_END)
        return *file == NULL ? opt_fail(state, TR("FILE is missing")) : 0;
    if (key != ARGP_KEY_ARG || *file != NULL)
        return ARGP_ERR_UNKNOWN;
    *file = arg;
    return 0;
}

void plan_opt_say_recurred(size_t n)
{
    if (n > 0)
        say(TR_N("%zu deduction that was closed has lost points again; see duban rectify list",
                 "%zu deductions that were closed have lost points again; see duban rectify list",
                 n),
            n);
}
