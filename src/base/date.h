/*
 * date.h — civil days and instants.
 *
 * A `date` is a day without a zone, an `instant` a moment in UTC. They are
 * different types because they answer different questions; the zone that turns
 * one into the other is a parameter of the application, not of this header.
 * Years 1 to 9999, proleptic Gregorian calendar.
 */
#pragma once

#include "base/str.h"

typedef struct {
    int32_t days; /* since 1970-01-01 */
} date;

typedef struct {
    int64_t ms; /* since 1970-01-01T00:00:00Z */
} instant;

enum { DATE_TEXT_MAX = 16, INSTANT_TEXT_MAX = 32 };

/* 0001-01-01 and 9999-12-31. */
enum { DATE_DAYS_MIN = -719162, DATE_DAYS_MAX = 2932896 };

/* ---- days ---------------------------------------------------------------- */

/* month 1-12, day 1-31. errors: ERR_DATE_RANGE if there is no such day. */
ERR_CHECKED enum err_code date_make(int year, int month, int day, date *ret, struct err *e);

/* The parts of d: month 1-12, day 1-31; each pointer may be NULL. */
void date_parts(date d, int *year, int *month, int *day);

/* ISO weekday, 1 = Monday to 7 = Sunday. */
int date_weekday(date d);

/* The last day of d's month. */
date date_month_end(date d);

/* d plus n months (any sign), clamped to the month's last day; stays within years 1 to 9999. */
date date_add_months(date d, int n);

/* "YYYY-MM-DD", the whole string. errors: ERR_DATE_SYNTAX, ERR_DATE_RANGE */
ERR_CHECKED enum err_code date_parse(struct str s, date *ret, struct err *e);

/* Write "YYYY-MM-DD" into out and return it. */
const char *date_text(date d, char out[DATE_TEXT_MAX]);

/* ---- instants --------------------------------------------------------------- */

/* Write "YYYY-MM-DDThh:mm:ss.mmmZ" into out and return it. */
const char *instant_text(instant t, char out[INSTANT_TEXT_MAX]);
