/*
 * calendar.h — which days are working days, as was known on a day.
 *
 * Place in the flow: (notices of the State Council) → [calendar] → periods,
 * deadlines, everything that counts in working days.
 * Pure: same input, same output; no clock.
 *
 * Monday to Friday are working days unless a notice says otherwise. A notice
 * gives days off (放假) and weekend days that are worked in their place (调休),
 * also of the year before or after its own. It counts from the day it was
 * announced: a `calendar_view` is the calendar as known on one day, so that an
 * answer about the past is what could have been known then. Of two notices that
 * speak of the same day, the one announced later holds. The extra days of a
 * calendar (a test case, a local order) are always known and hold above all.
 *
 * A year that no known notice is for falls back to Monday to Friday
 * (calendar_view_knows_year). Outside all notices the same is computed, so any
 * day of the years 1 to 9999 has an answer.
 *
 * Every view is made once, with the calendar. Asking one allocates nothing: a
 * bit for each day and a count for each 64 of them answer in a few steps.
 *
 * Memory: calendars live in their arena; names and links of the notices are
 * views of the caller's text.   Threads: calendars never change.
 * See docs/internals/calendar.md.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"

/* Notices and extra days lie in these years; other days are computed. */
enum { CALENDAR_YEAR_MIN = 1900, CALENDAR_YEAR_MAX = 2200 };

/* ---- notices ------------------------------------------------------------- */

/* Days in a row, both ends included. */
struct calendar_span {
    date first, last;
};

/* One holiday of a notice: what is off because of it, and what is worked instead. */
struct calendar_holiday {
    struct str name[LANG__MAX];
    const struct calendar_span *off;
    size_t n_off;
    const struct calendar_span *work;
    size_t n_work;
};

struct calendar_notice {
    int32_t year;      /* the one it arranges, or amends */
    date announced_on; /* counts from this day on */
    struct str number; /* of the document, such as (2016) 17 */
    struct str url;    /* where it can be read; empty if unknown */
    bool verified;     /* announced_on rests on more than the date of the document */
    const struct calendar_holiday *holidays;
    size_t n_holidays;
};

/* Days that hold whatever notices say. A day that is in both lists is worked. */
struct calendar_extra {
    const struct calendar_span *off;
    size_t n_off;
    const struct calendar_span *work;
    size_t n_work;
};

/* ---- making ---------------------------------------------------------------- */

struct calendar;
struct calendar_view;

/*
 * A calendar of `n` notices in any order, of which only the array is copied.
 * `extra` may be NULL. Spans must lie in the years CALENDAR_YEAR_MIN to
 * CALENDAR_YEAR_MAX, first not after last.
 */
const struct calendar *calendar_make(struct arena *a, const struct calendar_notice *notices,
                                     size_t n, const struct calendar_extra *extra);

/* The calendar as known at the end of a day. */
const struct calendar_view *calendar_view(const struct calendar *cal, date known_on);

/* ---- what a view knows ------------------------------------------------------- */

/* Whether a known notice is for that year; otherwise it is Monday to Friday, and one should say so.
 */
bool calendar_view_knows_year(const struct calendar_view *view, int32_t year);

/* The known notices in the order of their announcement; *ret_n receives their number. */
const struct calendar_notice *calendar_view_notices(const struct calendar_view *view,
                                                    size_t *ret_n);

enum calendar_mark { CALENDAR_PLAIN, CALENDAR_OFF, CALENDAR_WORK };

/* Why a day is what it is; for explanations, slower than the questions below. */
struct calendar_reason {
    enum calendar_mark mark;                /* PLAIN: only the weekday counts */
    const struct calendar_notice *notice;   /* NULL if plain or an extra day */
    const struct calendar_holiday *holiday; /* of that notice */
};

/* What decides about a day: the extra days, else the notice that was announced last. */
struct calendar_reason calendar_view_reason(const struct calendar_view *view, date day);

/* ---- working days -------------------------------------------------------------- */

/* Whether the day is a working day. */
bool calendar_is_working(const struct calendar_view *view, date day);

/*
 * The n-th working day after a day, not counting that day; before it for a
 * negative n; the day itself, working or not, for 0. Stops at the first and the
 * last day there is.
 */
date calendar_add_working(const struct calendar_view *view, date day, int32_t n);

/* The day itself if it is a working day, else the next one; else the one before. */
date calendar_working_or_next(const struct calendar_view *view, date day);
date calendar_working_or_previous(const struct calendar_view *view, date day);

/* How many working days lie from first to last, both included; 0 if first is after last. */
int32_t calendar_count_working(const struct calendar_view *view, date first, date last);
