/*
 * clock.h — what time it is, asked once per use case and passed on.
 *
 * A value, so that a test can put a fake in its place.
 */
#pragma once

#include "base/date.h"

struct arena;

struct clock {
    instant (*now)(void *ctx);
    void *ctx;
};

/* The clock of the machine. */
struct clock clock_system(void);

/* The time it shows; ask once per use case. */
instant clock_now(const struct clock *c);

/* The local day of t, and the last millisecond of a local day. */
date clock_local_date(instant t);
instant clock_day_end(date day);

/* The local time of t to the minute, "2017-03-28 09:05", in the zone of the product (UTC+8). */
struct str clock_local_text(struct arena *a, instant t);
