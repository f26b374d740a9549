/*
 * rational.h — exact fractions, for every figure between a record and the points it brings.
 *
 * A value is always reduced and its denominator above 0, so that two equal
 * values have equal members. Both members stay within ±INT64_MAX; what would
 * leave that is ERR_NUMBER_RANGE, never a wrong number. Intermediates are 128
 * bits wide, so that only the result has to fit. The zeroed struct is no value.
 */
#pragma once

#include "base/points.h"

struct rational {
    int64_t num;
    int64_t den; /* > 0 */
};

enum {
    RATIONAL_PLACES_MAX = 18, /* decimal places that are read and written */
    RATIONAL_ROUND_MAX = 9,   /* digits that can be rounded to */
    RATIONAL_TEXT_MAX = 48,   /* room for the longest rational_text, with its NUL */
};

/* A whole number, also in a static table; n above INT64_MIN. */
#define RATIONAL(n) ((struct rational){(n), 1})

/* ---- making ------------------------------------------------------------ */

/*
 * num / den, reduced.
 * errors  ERR_NUMBER_DIVISION  den is 0
 *         ERR_NUMBER_RANGE     a member would be beyond ±INT64_MAX
 */
ERR_CHECKED enum err_code rational_make(int64_t num, int64_t den, struct rational *ret,
                                        struct err *e);

/*
 * Read the whole of s as an exact decimal such as "8", "-0.5" or "12.125" (ASCII digits, no
 * plus, digits on both sides of a point).
 * errors  ERR_NUMBER_SYNTAX
 *         ERR_NUMBER_RANGE  does not fit, or has more than RATIONAL_PLACES_MAX places that are not
 * 0
 */
ERR_CHECKED enum err_code rational_parse(struct str s, struct rational *ret, struct err *e);

/* Points as a number: hundredths over 100. */
struct rational rational_of_points(points v);

/* ---- arithmetic -------------------------------------------------------- */

/* a + b, a − b, a × b. errors: ERR_NUMBER_RANGE */
ERR_CHECKED enum err_code rational_add(struct rational a, struct rational b, struct rational *ret,
                                       struct err *e);
ERR_CHECKED enum err_code rational_sub(struct rational a, struct rational b, struct rational *ret,
                                       struct err *e);
ERR_CHECKED enum err_code rational_mul(struct rational a, struct rational b, struct rational *ret,
                                       struct err *e);

/* a ÷ b. errors: ERR_NUMBER_DIVISION if b is 0, ERR_NUMBER_RANGE */
ERR_CHECKED enum err_code rational_div(struct rational a, struct rational b, struct rational *ret,
                                       struct err *e);

/* −a; always fits. */
struct rational rational_neg(struct rational a);

/* ---- comparing --------------------------------------------------------- */

/* Below, equal to or above 0 as a is to b; exact for all values. */
int rational_cmp(struct rational a, struct rational b);

/* ---- rounding ---------------------------------------------------------- */

/* The nearest whole number not above, not below a; always fits. */
int64_t rational_floor(struct rational a);
int64_t rational_ceil(struct rational a);

/*
 * a rounded half up (ties towards +infinity) to `digits` decimal places, 0 to RATIONAL_ROUND_MAX.
 * errors  ERR_NUMBER_RANGE  the rounded value needs more than 64 bits
 */
ERR_CHECKED enum err_code rational_round(struct rational a, int digits, struct rational *ret,
                                         struct err *e);

/* a rounded once, half up, to hundredths. errors: ERR_NUMBER_RANGE */
ERR_CHECKED enum err_code rational_points(struct rational a, points *ret, struct err *e);

/* ---- text -------------------------------------------------------------- */

/*
 * Write a into out and return it: exact as a decimal without superfluous zeros ("8", "-0.5")
 * where RATIONAL_PLACES_MAX places are enough, else as a fraction ("1/3").
 */
const char *rational_text(struct rational a, char out[RATIONAL_TEXT_MAX]);

/*
 * Read back the whole of what rational_text has written.
 * errors  ERR_NUMBER_SYNTAX, ERR_NUMBER_RANGE, ERR_NUMBER_DIVISION
 */
ERR_CHECKED enum err_code rational_read(struct str s, struct rational *ret, struct err *e);
