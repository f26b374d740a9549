/*
 * clock.c — see clock.h.
 *
 * China has one zone and no daylight saving since 1991, so local time is a
 * fixed distance; the machine's own zone is never asked.
 */
#include "app/clock.h"

#define CLOCK_ZONE_MS (INT64_C(8) * 60 * 60 * 1000)
#define CLOCK_DAY_MS  (INT64_C(24) * 60 * 60 * 1000)

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
    int64_t ms = t.ms + CLOCK_ZONE_MS;
    int64_t days = ms / CLOCK_DAY_MS - (ms % CLOCK_DAY_MS < 0);
    return (date){(int32_t)days};
}

instant clock_day_end(date day)
{
    return (instant){((int64_t)day.days + 1) * CLOCK_DAY_MS - CLOCK_ZONE_MS - 1};
}

struct str clock_local_text(struct arena *a, instant t)
{
    char text[INSTANT_TEXT_MAX];
    (void)instant_text((instant){t.ms + CLOCK_ZONE_MS}, text);
    struct str s = str_of(text);
    return str_format(a, "%" STR_FMT " %" STR_FMT, STR_ARG(str_sub(s, 0, 10)),
                      STR_ARG(str_sub(s, 11, 16)));
}
