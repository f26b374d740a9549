/*
 * day.c — see day.h. What depends on a date that is not there is unknown.
 */
#include "source/promise/day.h"

/* Documents from 1000 to 9000: far enough from the ends of the calendar for any sum here. */
static bool day_is_dated(const struct promise_context *ctx)
{
    enum { FIRST = -354285, LAST = 2567718 };
    return ctx->has_issued_on && ctx->issued_on.days >= FIRST && ctx->issued_on.days <= LAST;
}

struct day day_of(int32_t year, int32_t month, int32_t day)
{
    struct day made = {.known = false};
    if (year > 0)
        made.known = date_make(year, month, day, &made.d, NULL) == ERR_OK;
    return made;
}

struct day day_month_end(int32_t year, int32_t month)
{
    struct day made = day_of(year, month, 1);
    if (made.known)
        made.d = date_month_end(made.d);
    return made;
}

int32_t day_year(const struct promise_context *ctx)
{
    int year = 0;
    if (day_is_dated(ctx))
        date_parts(ctx->issued_on, &year, NULL, NULL);
    return year;
}

int32_t day_month(const struct promise_context *ctx)
{
    int month = 0;
    if (day_is_dated(ctx))
        date_parts(ctx->issued_on, NULL, &month, NULL);
    return month;
}

int32_t day_year_of_month(const struct promise_context *ctx, int32_t month)
{
    int32_t year = day_year(ctx);
    return year > 0 && day_month(ctx) - month > 6 ? year + 1 : year;
}

struct day day_after(const struct promise_context *ctx, int32_t n)
{
    must(n >= -7 && n <= 10000);
    if (!day_is_dated(ctx))
        return (struct day){.known = false};
    return (struct day){true, {ctx->issued_on.days + n}};
}

struct day day_months_after(const struct promise_context *ctx, int32_t n)
{
    must(n >= 0 && n <= 10000);
    if (!day_is_dated(ctx))
        return (struct day){.known = false};
    return (struct day){true, date_add_months(ctx->issued_on, n)};
}

struct day day_in_week(const struct promise_context *ctx, int32_t weekday, int32_t weeks)
{
    if (!day_is_dated(ctx))
        return (struct day){.known = false};
    return day_after(ctx, weekday - date_weekday(ctx->issued_on) + 7 * weeks);
}
