/*
 * period.h — the periods in which duties recur, and what they are called.
 *
 * A period is a row of days, both ends included: its last day is what deadlines
 * and scores ask for, and what people say. Its kind says where one ends and the
 * next begins. Periods of one kind follow each other without gap or overlap,
 * except working days, which leave days off out, and chains, which begin at
 * their anchor.
 *
 * Names are those of the catalog: "2017-03-28" (day, working day, or the first
 * day of a link of a chain), "2017-W12" (week of the ISO week-year),
 * "2017-03-H1", "2017-03", "2017-Q1", "2017-S1", "2017", "once".
 *
 * Everything here is arithmetic on days: no tables, no allocation. What would
 * leave the years 1 to 9999 stops at their first or last day.
 */
#pragma once

#include "core/calendar/calendar.h"

enum period_kind {
    PERIOD_DAY,
    PERIOD_WORKING_DAY,
    PERIOD_WEEK,       /* ISO: Monday to Sunday, named by the week-year of its Thursday */
    PERIOD_HALF_MONTH, /* 1 to 15, 16 to the end */
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF_YEAR,
    PERIOD_YEAR,
    PERIOD_ONCE,  /* does not recur: see period_within */
    PERIOD_CHAIN, /* of months from an anchor */
    PERIOD__MAX
};

/* Room for a name and its NUL. */
enum { PERIOD_NAME_MAX = 32 };

/* The longest link of a chain, in months. */
enum { PERIOD_CHAIN_MAX = 1200 };

struct period {
    date first, last;
};

/*
 * How something recurs. Link k of a chain is [anchor + k x months,
 * anchor + (k + 1) x months - 1 day] for k >= 0; both ends are computed from the
 * anchor, so that a chain from the 31st does not drift (months are clamped to
 * their last day).
 */
struct period_every {
    enum period_kind kind;
    int32_t months; /* of a chain: 1 to PERIOD_CHAIN_MAX */
    date anchor;    /* of a chain */
};

/* ---- finding periods --------------------------------------------------------- */

/*
 * The period that holds `day`. False, and *ret untouched, if there is none: a
 * day off among working days, a day before the anchor of a chain, PERIOD_ONCE.
 * `view` tells the working days; only PERIOD_WORKING_DAY looks at it.
 */
bool period_at(const struct period_every *every, const struct calendar_view *view, date day,
               struct period *ret);

/* The first period that begins on `day` or later; false for PERIOD_ONCE. */
bool period_from(const struct period_every *every, const struct calendar_view *view, date day,
                 struct period *ret);

/* Goes through periods in order of time; fill it with period_walk. */
struct period_walk {
    const struct period_every *every;
    const struct calendar_view *view;
    date next; /* the period wanted holds this day or is the first one after it */
    date last;
};

/* Begin with the first period of which a day lies in the span, to end with the last such. */
struct period_walk period_walk(const struct period_every *every, const struct calendar_view *view,
                               date first, date last);

/* The next period; false, and *ret untouched, after the last one. */
bool period_walk_next(struct period_walk *walk, struct period *ret);

/* ---- a span from an anchor ------------------------------------------------------ */

enum period_unit { PERIOD_DAYS, PERIOD_WORKING_DAYS, PERIOD_MONTHS };

/*
 * The day n units from `day`, before it for a negative n: days and months as
 * counted (a month clamps to its last day), working days as in
 * calendar_add_working.
 */
date period_shift(const struct calendar_view *view, date day, enum period_unit unit, int32_t n);

/* [anchor, anchor + n], for a negative n [anchor + n, anchor]: both ends included. */
struct period period_within(const struct calendar_view *view, date anchor, enum period_unit unit,
                            int32_t n);

/* ---- asking ------------------------------------------------------------------ */

/* Whether the day lies in the period; whether any day lies in both; whether all of `a` lies in b.
 */
bool period_holds(struct period p, date day);
bool period_meets(struct period a, struct period b);
bool period_is_in(struct period a, struct period b);

/* The days of a period, both ends counted. */
int32_t period_days(struct period p);

/* ---- names --------------------------------------------------------------------- */

/* Write the name of a period of that kind into out and return it. */
const char *period_name(enum period_kind kind, struct period p, char out[PERIOD_NAME_MAX]);

/*
 * The period of that name. Not for PERIOD_ONCE, whose name does not tell its days.
 * errors  ERR_PERIOD_NAME  no such name among the periods of this kind: "2017-W53",
 *                          a day off among working days, a day on which no link begins
 */
ERR_CHECKED enum err_code period_parse(const struct period_every *every,
                                       const struct calendar_view *view, struct str name,
                                       struct period *ret, struct err *e);
