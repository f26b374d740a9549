/*
 * plan_opt.c — see plan_opt.h.
 */
#include "cli/plan_opt.h"

#include "cli/say.h"
#include "cli/tr.h"

void plan_opt_say_recurred(size_t n)
{
    if (n > 0)
        say(TR_N("%zu deduction that was closed has lost points again; see duban rectify list",
                 "%zu deductions that were closed have lost points again; see duban rectify list",
                 n),
            n);
}
