/*
 * calendar.h — the calendar the product works with, and a year of it for people.
 *
 * The holiday notices are part of the program; nothing has to lie beside it.
 */
#pragma once

#include "app/app.h"
#include "core/calendar/calendar.h"

struct arena;

/* The built-in calendar. Lives in `a`; make it once for a command. */
const struct calendar *app_calendar(struct arena *a);

/* A day of which a notice speaks. */
struct app_calendar_day {
    date day;
    struct calendar_reason reason; /* OFF or WORK, with notice and holiday */
};

/* A year as was known on a day. */
struct app_calendar_year {
    int32_t year;
    date known_on;
    bool known;            /* a notice for the year; otherwise it counts Monday to Friday */
    int32_t days, working; /* of the year */
    const struct app_calendar_day *marked;
    size_t n_marked;
    const struct calendar_notice *const *notices; /* that are for it or mark a day of it */
    size_t n_notices;
};

/* What to show; a year of 0 is the current one. */
struct app_calendar_ask {
    int32_t year;
    bool has_known_on; /* otherwise: today */
    date known_on;
};

/* A year, CALENDAR_YEAR_MIN to CALENDAR_YEAR_MAX. Lives in `a`. */
struct app_calendar_year app_calendar_year(struct arena *a, const struct app *app,
                                           const struct app_calendar_ask *ask);
