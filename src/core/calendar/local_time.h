/*
 * local_time.h — the one zone of the product: UTC+8, as in Asia/Shanghai.
 *
 * Instants are kept in UTC; days are what people mean. This is the only place
 * that turns one into the other. The distance is fixed: China has had no
 * daylight saving since 15 September 1991, and every instant the product keeps
 * is an entry of its own time. (Days of earlier years, such as births, are
 * never instants.) The zone of the machine is never asked.
 */
#pragma once

#include "base/date.h"

/* "2017-03-28T09:05:00.000+08:00" and its NUL. */
enum { LOCAL_TIME_TEXT_MAX = 32 };

/* ---- instants and days ---------------------------------------------------------- */

/* The local day that contains t: 24:00 belongs to the next one. */
date local_day(instant t);

/* The first instant of a local day. */
instant local_day_start(date day);

/* The first instant after a local day: an entry at it is one day too late. */
instant local_day_after(date day);

/* ---- text ------------------------------------------------------------------------ */

/* Write t in local time, "2017-03-28T09:05:00.000+08:00", into out and return it. */
const char *local_time_text(instant t, char out[LOCAL_TIME_TEXT_MAX]);

/*
 * "2017-03-28T09:05:00+08:00", the whole of s, years 1 to 9999. Seconds and up to nine
 * decimals may be left out; what is finer than a millisecond is cut off, so that the
 * last instant of a day stays in it. The distance to UTC (or Z) must be there, since
 * without it a time says nothing.
 * errors  ERR_TIME_SYNTAX, ERR_DATE_RANGE
 */
ERR_CHECKED enum err_code local_time_parse(struct str s, instant *ret, struct err *e);
