/*
 * when.h — expressions of time in a measure: by when, how often, how soon after what.
 *
 * Each is read by itself, from its own words and the date of the document. What
 * the words around it make of it is the business of promise_find.c.
 */
#pragma once

#include "source/promise/promise_find.h"
#include "source/text/pattern.h"

enum when_kind {
    WHEN_DUE,     /* by a day */
    WHEN_YEAR,    /* in the course of a year (今年), which says little */
    WHEN_SOON,    /* once, but no day follows from the words */
    WHEN_SPAN,    /* within months or weeks, of the document or of an event */
    WHEN_AT_ONCE, /* at once: now, or on an event */
    WHEN_EVERY,   /* in each period */
    WHEN_LIMIT,   /* within days, of an event or of the document */
    WHEN_EVENT,   /* on the day of an event */
    WHEN_VAGUE,   /* again and again, without a frequency */
};

struct when {
    enum when_kind kind;
    size_t from, to; /* code points of the line */
    bool has_due;    /* DUE, YEAR, SPAN, AT_ONCE, LIMIT: the day if it counts from the document */
    date due;
    bool bare; /* DUE: a day without "before" */
    enum promise_every every;
    int32_t weekday, month, day;
    enum promise_limit limit; /* SPAN, LIMIT, EVENT, and EVERY where the period is over */
    int32_t limit_n;
    int64_t amount_centi; /* said in the expression itself (2次/月); else 0 */
    size_t unit_from, unit_to;
    bool sum;
};

struct whens {
    struct when *p;
    size_t n;
};

/* The expressions in [from, to), in order, none overlapping; they live in `a`. */
struct whens when_find(struct arena *a, const struct patterns *p, const struct line *ln,
                       size_t from, size_t to, const struct promise_context *ctx);
