/*
 * day.h — days that follow from the date of a document.
 */
#pragma once

#include "source/promise/promise_find.h"

/* A day that may be unknown. */
struct day {
    bool known;
    date d;
};

/* Year, month and day; unknown if the year is 0 or there is no such day. */
struct day day_of(int32_t year, int32_t month, int32_t day);

/* The last day of a month; unknown if the year is 0 or there is no such month. */
struct day day_month_end(int32_t year, int32_t month);

/* Year and month of the document; 0 if it has no date. */
int32_t day_year(const struct promise_context *ctx);
int32_t day_month(const struct promise_context *ctx);

/*
 * The year that is meant where a month is printed without one: that of the
 * document, or the next one if the month lies more than half a year back. 0 if
 * the document has no date.
 */
int32_t day_year_of_month(const struct promise_context *ctx, int32_t month);

/* n days, or n months, after the document (n at most 10,000). */
struct day day_after(const struct promise_context *ctx, int32_t n);
struct day day_months_after(const struct promise_context *ctx, int32_t n);

/* The weekday (1 to 7) of the document's week, `weeks` later. */
struct day day_in_week(const struct promise_context *ctx, int32_t weekday, int32_t weeks);
