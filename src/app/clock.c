/*
 * clock.c — see clock.h. Local time is that of core/calendar/local_time.h.
 */
#include "app/clock.h"

#include "core/calendar/local_time.h"

static instant clock_system_now(void *ctx)
{
    (void)ctx;
    struct timespec ts;
    must(clock_gettime(CLOCK_REALTIME, &ts) == 0);
    return (instant){(int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000};
}

struct clock clock_system(void)
{
    return (struct clock){clock_system_now, NULL};
}

instant clock_now(const struct clock *c)
{
    return c->now(c->ctx);
}

date clock_local_date(instant t)
{
    return local_day(t);
}

instant clock_day_end(date day)
{
    return (instant){local_day_after(day).ms - 1};
}

struct str clock_local_text(struct arena *a, instant t)
{
    char text[LOCAL_TIME_TEXT_MAX];
    (void)local_time_text(t, text);
    struct str s = str_of(text);
    return str_format(a, "%" STR_FMT " %" STR_FMT, STR_ARG(str_sub(s, 0, 10)),
                      STR_ARG(str_sub(s, 11, 16)));
}
