/*
 * calendar.c — see calendar.h.
 */
#include "app/calendar.h"

#include "base/vec.h"
#include "core/calendar/local_time.h"
#include "core/calendar/period.h"
#include "source/catalog/calendar.h"

const struct calendar *app_calendar(struct arena *a)
{
    struct calendar_file file = calendar_file_china(a);
    return calendar_make(a, file.notices, file.n, NULL);
}

/* Whether a notice is for the year or decides one of its days. */
static bool notice_concerns(const struct app_calendar_year *y, const struct calendar_notice *notice)
{
    for (size_t i = 0; i < y->n_marked; i++)
        if (y->marked[i].reason.notice == notice)
            return true;
    return notice->year == y->year;
}

struct app_calendar_year app_calendar_year(struct arena *a, const struct app *app,
                                           const struct app_calendar_ask *ask)
{
    date today = local_day(clock_now(&app->clock));
    struct app_calendar_year y = {.year = ask->year,
                                  .known_on = ask->has_known_on ? ask->known_on : today};
    if (y.year == 0)
        date_parts(today, &y.year, NULL, NULL);
    must(y.year >= CALENDAR_YEAR_MIN && y.year <= CALENDAR_YEAR_MAX);
    date new_year = {0};
    must(date_make(y.year, 1, 1, &new_year, NULL) == ERR_OK);
    const struct calendar_view *view = calendar_view(app_calendar(a), y.known_on);
    const struct period_every every = {.kind = PERIOD_YEAR};
    struct period span = {0};
    must(period_at(&every, view, new_year, &span));
    y.known = calendar_view_knows_year(view, y.year);
    y.days = period_days(span);
    y.working = calendar_count_working(view, span.first, span.last);
    VEC(struct app_calendar_day) marked = {0};
    for (date d = span.first; d.days <= span.last.days; d.days++) {
        struct calendar_reason reason = calendar_view_reason(view, d);
        if (reason.mark != CALENDAR_PLAIN)
            *vec_push(a, &marked) = (struct app_calendar_day){d, reason};
    }
    y.marked = marked.p;
    y.n_marked = marked.n;
    size_t n = 0;
    const struct calendar_notice *known = calendar_view_notices(view, &n);
    VEC(const struct calendar_notice *) notices = {0};
    for (size_t i = 0; i < n; i++)
        if (notice_concerns(&y, &known[i]))
            *vec_push(a, &notices) = &known[i];
    y.notices = notices.p;
    y.n_notices = notices.n;
    return y;
}
