/*
 * number.c — see number.h.
 *
 * What surprised its author: the system of 1900 counts a 29 February 1900, which there never
 * was, because a program of 1983 did. Days before that are one further from the epoch.
 */
#include "source/sheet/number.h"

enum {
    EXPONENT_DIGITS = 5,   /* enough for any exponent that is not refused */
    SERIAL_LAST = 2958465, /* 9999-12-31 in the system of 1900 */
    SERIAL_NO_DAY = 60,    /* 1900-02-29 */
    FRACTION_DIGITS = 11,  /* of a day: a microsecond; their product with DAY_MS fits */
    DAYS_1904 = 1462,      /* from one epoch to the other */
    EPOCH_1900 = -25569,   /* 1899-12-30 in days since 1970: the epoch from March 1900 on */
};

static const int64_t DAY_MS = INT64_C(86400000);
static const int64_t FRACTION_ONE = INT64_C(100000000000); /* 10^FRACTION_DIGITS */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- reading --------------------------------------------------------------- */

/* The exponent at s[at]; false if it is none. */
static bool parse_exponent(struct str s, size_t at, int32_t *ret)
{
    bool negative = at < s.n && s.p[at] == '-';
    at += at < s.n && (s.p[at] == '-' || s.p[at] == '+');
    if (at == s.n)
        return false;
    int32_t v = 0;
    for (; at < s.n; at++) {
        if (!is_digit(s.p[at]))
            return false;
        if (v < 10000)
            v = v * 10 + (s.p[at] - '0');
    }
    *ret = negative ? -v : v;
    return true;
}

static void strip_zeros(struct number *v)
{
    while (v->n > 0 && v->digits[v->n - 1] == 0)
        v->n--;
    if (v->n == 0) {
        v->exponent = 0;
        v->negative = false;
    }
}

bool number_parse(struct str s, struct number *ret)
{
    struct number v = {.negative = s.n > 0 && s.p[0] == '-'};
    size_t at = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
    bool any = false, point = false;
    int32_t exponent = 0;
    for (; at < s.n && (is_digit(s.p[at]) || (s.p[at] == '.' && !point)); at++) {
        if (s.p[at] == '.') {
            point = true;
            continue;
        }
        any = true;
        uint8_t digit = (uint8_t)(s.p[at] - '0');
        if (v.n == 0 && digit == 0) { /* before the first that counts */
            exponent -= point;
            continue;
        }
        if (v.n < NUMBER_DIGITS_MAX)
            v.digits[v.n++] = digit;
        exponent += !point;
        if (exponent > NUMBER_EXPONENT_MAX || exponent < -NUMBER_EXPONENT_MAX)
            return false;
    }
    if (at < s.n && (s.p[at] == 'E' || s.p[at] == 'e')) {
        int32_t shift = 0;
        if (!parse_exponent(s, at + 1, &shift))
            return false;
        exponent += shift;
        at = s.n;
    }
    if (!any || at < s.n)
        return false;
    v.exponent = exponent;
    strip_zeros(&v);
    if (v.exponent > NUMBER_EXPONENT_MAX || v.exponent < -NUMBER_EXPONENT_MAX)
        return false;
    *ret = v;
    return true;
}

void number_round(struct number *v, int32_t digits)
{
    must(digits >= 1 && digits <= NUMBER_DIGITS_MAX);
    if (v->n <= digits)
        return;
    bool up = v->digits[digits] >= 5;
    v->n = digits;
    for (int32_t i = digits - 1; up && i >= 0; i--) {
        up = v->digits[i] == 9;
        v->digits[i] = up ? 0 : (uint8_t)(v->digits[i] + 1);
    }
    if (up) { /* 9.99… became 10 */
        v->digits[0] = 1;
        v->n = 1;
        v->exponent++;
    }
    strip_zeros(v);
}

/* ---- writing --------------------------------------------------------------- */

struct str number_text(const struct number *v, char out[NUMBER_TEXT_MAX])
{
    size_t n = 0;
    if (v->negative)
        out[n++] = '-';
    if (v->exponent <= 0)
        out[n++] = '0';
    for (int32_t i = 0; i < v->exponent; i++)
        out[n++] = (char)('0' + (i < v->n ? v->digits[i] : 0));
    if (v->n > v->exponent) {
        out[n++] = '.';
        for (int32_t i = v->exponent; i < v->n; i++)
            out[n++] = (char)('0' + (i < 0 ? 0 : v->digits[i]));
    }
    must(n < NUMBER_TEXT_MAX);
    return (struct str){out, n};
}

/* Whether a text is what number_text writes and needs no rounding: nearly all are. */
static bool is_plain(struct str s)
{
    size_t at = s.n > 0 && s.p[0] == '-';
    size_t first = at;
    size_t digits = 0, point = SIZE_MAX;
    for (; at < s.n; at++) {
        if (s.p[at] == '.' && point == SIZE_MAX)
            point = at;
        else if (is_digit(s.p[at]))
            digits++;
        else
            return false;
    }
    if (digits == 0 || digits > NUMBER_TYPED_DIGITS || point == first)
        return false;
    bool zero_first = s.p[first] == '0';
    if (point == SIZE_MAX)
        return !zero_first || s.n == 1;
    return s.p[s.n - 1] != '0' && point + 1 < s.n && (!zero_first || point == first + 1);
}

struct str number_shown(struct str s, char out[NUMBER_TEXT_MAX], bool *ret_clipped)
{
    *ret_clipped = false;
    if (is_plain(s))
        return s;
    struct number v;
    if (!number_parse(s, &v))
        return STR_NONE;
    *ret_clipped = v.exponent > NUMBER_TYPED_DIGITS;
    number_round(&v, NUMBER_TYPED_DIGITS);
    return number_text(&v, out);
}

/* ---- serial numbers of days ------------------------------------------------- */

bool serial_parse(struct str s, struct serial *ret)
{
    struct number v;
    if (!number_parse(s, &v) || v.negative || v.exponent > 8)
        return false;
    int64_t days = 0, fraction = 0;
    int32_t from = v.exponent < 0 ? v.exponent : 0; /* zeros between point and first digit */
    for (int32_t i = from; i < v.exponent + FRACTION_DIGITS; i++) {
        int64_t digit = i >= 0 && i < v.n ? v.digits[i] : 0;
        if (i < v.exponent)
            days = days * 10 + digit;
        else
            fraction = fraction * 10 + digit;
    }
    int64_t ms = (fraction * DAY_MS + FRACTION_ONE / 2) / FRACTION_ONE;
    *ret = (struct serial){.days = days + ms / DAY_MS, .ms = ms % DAY_MS};
    return ret->days <= SERIAL_LAST;
}

bool serial_date(const struct serial *v, bool from_1904, date *ret)
{
    int64_t days = v->days + (from_1904 ? DAYS_1904 : 0);
    bool shown_only = !from_1904 && (days == 0 || days == SERIAL_NO_DAY);
    if (shown_only || days > SERIAL_LAST)
        return false;
    bool early = days < SERIAL_NO_DAY; /* in January and February 1900 */
    *ret = (date){(int32_t)(days + EPOCH_1900 + early)};
    return true;
}
