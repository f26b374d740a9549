/*
 * points.h — assessment points, stored and shown in hundredths.
 *
 * Never mixed with counts, never floating point. Range: ±1,000,000,000 points;
 * what would leave it is ERR_NUMBER_RANGE, never a wrong number.
 */
#pragma once

#include "base/str.h"

typedef struct {
    int64_t centi; /* hundredths of a point */
} points;

#define POINTS_MAX_CENTI INT64_C(100000000000)

/* Room for the longest points_text, with its NUL. */
enum { POINTS_TEXT_MAX = 24 };

/*
 * Read an exact decimal such as "5", "4.7", "9.380" or "-0.5" (ASCII digits).
 *
 * ret        the value; a third and further digit other than 0 rounds half up
 *            (ties towards +infinity)
 * ret_exact  may be NULL; then a third digit other than 0 is an error
 * errors     ERR_NUMBER_SYNTAX, ERR_NUMBER_RANGE, ERR_NUMBER_DIGITS
 */
ERR_CHECKED enum err_code points_parse(struct str s, points *ret, bool *ret_exact, struct err *e);

/* Write "12.50" or "-0.05" into out and return it. */
const char *points_text(points v, char out[POINTS_TEXT_MAX]);

/* Sum and difference; errors: ERR_NUMBER_RANGE. */
ERR_CHECKED enum err_code points_add(points a, points b, points *ret, struct err *e);
ERR_CHECKED enum err_code points_sub(points a, points b, points *ret, struct err *e);
