/*
 * scene.c — see scene.h.
 */
#include "core/obligation/scene.h"

#include "core/calendar/local_time.h"

date scene_horizon(const struct scene *s)
{
    date today = local_day(s->as_of);
    return s->looks_ahead && s->ahead.days > today.days ? s->ahead : today;
}

bool scene_asks(const struct scene *s, struct period window)
{
    const struct scene_windows *w = &s->windows;
    return window.first.days <= scene_horizon(s).days &&
           (!w->some || period_meets(window, w->days)) &&
           (!w->beginning || period_holds(w->days, window.first));
}

struct period_walk scene_walk(const struct scene *s, const struct period_every *every,
                              struct period span)
{
    date first = span.first;
    date last = span.last;
    if (last.days < first.days)
        return period_walk(every, s->view, first, last); /* none */
    if (s->windows.some && s->windows.days.first.days > first.days)
        first = s->windows.days.first;
    if (s->windows.some && s->windows.days.last.days < last.days)
        last = s->windows.days.last;
    /* Span and days may be apart, and yet one window hold the end of one and the beginning of the
     * other. */
    return first.days <= last.days ? period_walk(every, s->view, first, last)
                                   : period_walk(every, s->view, last, first);
}

int32_t scene_unit_of(const struct scene *s, struct str id)
{
    for (size_t i = 0; i < s->n_units; i++) {
        if (str_eq(s->units[i].id, id))
            return (int32_t)i;
    }
    return SCENE_NO_UNIT;
}

bool scene_is_below(const struct scene *s, int32_t unit, int32_t top)
{
    while (unit > top) /* parents have smaller numbers */
        unit = s->units[unit].parent;
    return unit == top && top != SCENE_NO_UNIT;
}

bool scene_figure_at(const struct scene *s, int32_t unit, int32_t figure, date day,
                     struct rational *ret)
{
    const struct scene_unit *u = &s->units[unit];
    bool found = false;
    for (size_t i = 0; i < u->n_figures; i++) {
        const struct scene_figure *f = &u->figures[i];
        if (f->figure == figure && f->from.days <= day.days && f->entered_at.ms <= s->as_of.ms) {
            *ret = f->value; /* a later day, or one of the same day entered later */
            found = true;
        }
    }
    return found;
}
