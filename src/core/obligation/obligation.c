/*
 * obligation.c — see obligation.h. Which obligations there are is decided in
 * subject.c, unit.c and record.c, and how each stands in judge.c.
 */
#include "core/obligation/obligation.h"

#include "core/calendar/local_time.h"

const char *obligation_period(const struct obligation *o, char out[PERIOD_NAME_MAX])
{
    return period_name(o->rule->recurs ? o->rule->every.kind : PERIOD_ONCE, o->window, out);
}

instant obligation_too_late(const struct obligation *o)
{
    return local_day_after(o->due);
}
