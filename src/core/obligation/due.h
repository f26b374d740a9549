/*
 * due.h — until when an entry is in time.
 *
 * The deadline is a day D: an entry at its last millisecond is in time, one at
 * the first instant after it is not. An accepted outage moves D; the day that
 * held without it stays visible.
 */
#pragma once

#include "core/catalog/rule.h"
#include "core/obligation/scene.h"

struct due {
    date first; /* by the rule alone */
    date day;   /* after outages; never before `first` */
};

/*
 * The deadline of one obligation.
 *
 * window       its window
 * occurred_on  of the record that is due itself; else the window's first day
 * owner        the unit it is owned by, or SCENE_NO_UNIT: no outage concerns it
 */
struct due due_of(const struct scene *s, const struct rule *r, struct period window,
                  date occurred_on, int32_t owner);
