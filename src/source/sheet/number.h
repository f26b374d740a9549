/*
 * number.h — numbers as spreadsheet programs store them, without floating point.
 *
 * Files hold the decimal digits of a binary number: 0.1 may stand there as
 * 0.10000000000000001. Programs keep 15 digits of what somebody types, so rounding to 15
 * gives back what was typed.
 */
#pragma once

#include "base/date.h"

enum {
    NUMBER_TYPED_DIGITS = 15, /* that programs keep */
    NUMBER_DIGITS_MAX = 24,   /* that are read; those behind can only round */
    NUMBER_EXPONENT_MAX = 320,
    NUMBER_TEXT_MAX = NUMBER_EXPONENT_MAX + NUMBER_DIGITS_MAX + 8,
};

/* 0.d1 d2 … dn times ten to `exponent`; without zeros at either end; n is 0 for zero. */
struct number {
    bool negative;
    uint8_t digits[NUMBER_DIGITS_MAX];
    int32_t n;
    int32_t exponent;
};

/* Read "-12.50", "1E+3"; false if it is no number or beyond 10^±320. */
bool number_parse(struct str s, struct number *ret);

/*
 * Round to `digits` significant digits (1 to NUMBER_DIGITS_MAX), half away from zero.
 */
void number_round(struct number *v, int32_t digits);

/* Write "-12.5" into out and return a view of it. */
struct str number_text(const struct number *v, char out[NUMBER_TEXT_MAX]);

/*
 * What programs show for a number, in `out`, or `s` itself if it is that already.
 *
 * ret_clipped  whether it is a whole number of more digits than they keep
 * returns      the empty view if s is no number
 */
struct str number_shown(struct str s, char out[NUMBER_TEXT_MAX], bool *ret_clipped);

/* ---- serial numbers of days ------------------------------------------------- */

/* Days since the epoch of a date system, and a part of a day to the millisecond. */
struct serial {
    int64_t days;
    int64_t ms; /* 0 to 86,399,999 */
};

/* Read a serial number, rounded to the millisecond; false if it is none, negative or beyond year
 * 9999. */
bool serial_parse(struct str s, struct serial *ret);

/*
 * The day of a serial number; false for the days that programs show but that never were:
 * 1900-01-00 and 1900-02-29 of the system of 1900.
 */
bool serial_date(const struct serial *v, bool from_1904, date *ret);
