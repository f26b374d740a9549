/*
 * due.c — see due.h.
 */
#include "core/obligation/due.h"

#include "core/calendar/local_time.h"

static date due_base(const struct rule *r, struct period window, date occurred_on)
{
    switch (r->enter_base) {
    case RULE_BASE_WINDOW_END: return window.last;
    case RULE_BASE_WINDOW_START: return window.first;
    case RULE_BASE_OCCURRED_ON: return occurred_on;
    }
    must_not_reach("a base of the days for entering");
}

static date due_first(const struct scene *s, const struct rule *r, struct period window,
                      date occurred_on)
{
    date day = window.last;
    if (r->has_enter_by)
        day = period_shift(s->view, due_base(r, window, occurred_on), r->enter_by.unit,
                           r->enter_by.n);
    switch (r->day_off) {
    case RULE_DAY_OFF_KEEP: return day;
    case RULE_DAY_OFF_NEXT: return calendar_working_or_next(s->view, day);
    case RULE_DAY_OFF_PREVIOUS: return calendar_working_or_previous(s->view, day);
    }
    must_not_reach("what a day off does to a deadline");
}

/* Where one outage moves the day; the day itself if it does not concern it. */
static date due_after_outage(const struct scene *s, const struct scene_outage *o, date day)
{
    date began = local_day(o->from);
    date resumed = calendar_add_working(s->view, local_day(o->to), 1);
    bool concerned = began.days <= day.days && day.days <= resumed.days;
    return concerned ? resumed : day;
}

struct due due_of(const struct scene *s, const struct rule *r, struct period window,
                  date occurred_on, int32_t owner)
{
    struct due due = {.first = due_first(s, r, window, occurred_on)};
    due.day = due.first;
    bool moved = owner != SCENE_NO_UNIT;
    while (moved) { /* one outage may move the day into another */
        moved = false;
        for (size_t i = 0; i < s->n_outages; i++) {
            const struct scene_outage *o = &s->outages[i];
            if (o->accepted_at.ms > s->as_of.ms || !scene_is_below(s, owner, o->unit))
                continue;
            date day = due_after_outage(s, o, due.day);
            moved = moved || day.days > due.day.days;
            due.day = day;
        }
    }
    return due;
}
