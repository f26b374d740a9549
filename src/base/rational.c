/*
 * rational.c — see rational.h. Magnitudes and signs are kept apart wherever 128
 * bits are needed: products of unsigned 64-bit numbers always fit, and no
 * operation relies on signed overflow being caught.
 */
#include "base/rational.h"

__extension__ typedef unsigned __int128 rational_wide;

/* A number before it is known to fit: sign apart, not reduced. */
struct rational_big {
    bool negative;
    rational_wide num;
    rational_wide den; /* > 0 */
};

static uint64_t rational_abs(int64_t n)
{
    return n < 0 ? ~(uint64_t)n + 1 : (uint64_t)n;
}

static uint64_t rational_gcd(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static rational_wide rational_gcd_wide(rational_wide a, rational_wide b)
{
    while (b > UINT64_MAX) {
        rational_wide rest = a % b;
        a = b;
        b = rest;
    }
    return b == 0 ? a : rational_gcd((uint64_t)b, (uint64_t)(a % b));
}

static enum err_code rational_fit(struct rational_big v, struct rational *ret, struct err *e)
{
    must(v.den > 0);
    rational_wide g = v.den == 1 ? 1 : rational_gcd_wide(v.num, v.den);
    v.num /= g;
    v.den /= g;
    if (v.num > INT64_MAX || v.den > INT64_MAX)
        return err_set(e, ERR_NUMBER_RANGE, "more than 64 bits");
    ret->num = v.negative ? -(int64_t)v.num : (int64_t)v.num;
    ret->den = (int64_t)v.den;
    return ERR_OK;
}

/* ---- making ------------------------------------------------------------ */

enum err_code rational_make(int64_t num, int64_t den, struct rational *ret, struct err *e)
{
    if (den == 0)
        return err_set(e, ERR_NUMBER_DIVISION, "%lld / 0", (long long)num);
    struct rational_big v = {(num < 0) != (den < 0), rational_abs(num), rational_abs(den)};
    return rational_fit(v, ret, e);
}

/* s without the zeros at its end. */
static struct str rational_trim(struct str s)
{
    while (s.n > 0 && s.p[s.n - 1] == '0')
        s.n--;
    return s;
}

static unsigned rational_digit(char c)
{
    return (unsigned)(c - '0');
}

static bool rational_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

enum err_code rational_parse(struct str s, struct rational *ret, struct err *e)
{
    bool negative = s.n > 0 && s.p[0] == '-';
    struct str digits = str_sub(s, negative ? 1 : 0, s.n);
    size_t dot = str_find(digits, STR("."), 0);
    struct str whole = str_sub(digits, 0, dot);
    struct str places = dot == SIZE_MAX ? STR("0") : str_sub(digits, dot + 1, digits.n);
    if (!rational_digits(whole) || !rational_digits(places))
        return err_set(e, ERR_NUMBER_SYNTAX, "\"%" STR_FMT "\"", STR_ARG(s));
    places = rational_trim(places);
    struct rational_big v = {negative, 0, 1};
    bool fits = places.n <= RATIONAL_PLACES_MAX;
    for (size_t i = 0; fits && i < whole.n; i++) {
        v.num = v.num * 10 + rational_digit(whole.p[i]);
        fits = v.num <= INT64_MAX;
    }
    for (size_t i = 0; fits && i < places.n; i++) {
        v.num = v.num * 10 + rational_digit(places.p[i]); /* below 10^37 in the end */
        v.den *= 10;
    }
    struct rational r = RATIONAL(0);
    if (!fits || rational_fit(v, &r, NULL) != ERR_OK)
        return err_set(e, ERR_NUMBER_RANGE, "\"%" STR_FMT "\"", STR_ARG(s));
    *ret = r;
    return ERR_OK;
}

struct rational rational_of_points(points v)
{
    int64_t g = (int64_t)rational_gcd(rational_abs(v.centi), 100);
    return (struct rational){v.centi / g, 100 / g};
}

/* ---- arithmetic -------------------------------------------------------- */

/*
 * a/b + c/d over the smallest common denominator; that keeps both products below 2^126 and
 * leaves only a divisor of gcd(b, d) to reduce by.
 */
static enum err_code rational_add_apart(struct rational a, struct rational b, struct rational *ret,
                                        struct err *e)
{
    uint64_t g = rational_gcd((uint64_t)a.den, (uint64_t)b.den);
    uint64_t a_by = (uint64_t)b.den / g;
    uint64_t b_by = (uint64_t)a.den / g;
    rational_wide x = (rational_wide)rational_abs(a.num) * a_by;
    rational_wide y = (rational_wide)rational_abs(b.num) * b_by;
    bool a_negative = a.num < 0;
    bool b_negative = b.num < 0;
    struct rational_big sum = {a_negative, x + y, 1};
    if (a_negative != b_negative) {
        sum.negative = x > y ? a_negative : b_negative;
        sum.num = x > y ? x - y : y - x;
    }
    uint64_t shared = rational_gcd(g, (uint64_t)(sum.num % g));
    sum.num /= shared;
    sum.den = (rational_wide)b_by * ((uint64_t)b.den / shared);
    if (sum.num > INT64_MAX || sum.den > INT64_MAX)
        return err_set(e, ERR_NUMBER_RANGE, "more than 64 bits");
    ret->num = sum.negative ? -(int64_t)sum.num : (int64_t)sum.num;
    ret->den = (int64_t)sum.den;
    return ERR_OK;
}

enum err_code rational_add(struct rational a, struct rational b, struct rational *ret,
                           struct err *e)
{
    int64_t sum = 0;
    if (a.den == 1 && b.den == 1 && !__builtin_add_overflow(a.num, b.num, &sum) &&
        sum != INT64_MIN) {
        *ret = RATIONAL(sum);
        return ERR_OK;
    }
    return rational_add_apart(a, b, ret, e);
}

enum err_code rational_sub(struct rational a, struct rational b, struct rational *ret,
                           struct err *e)
{
    return rational_add(a, rational_neg(b), ret, e);
}

/* Reduced crosswise beforehand, so that the products are already in lowest terms. */
enum err_code rational_mul(struct rational a, struct rational b, struct rational *ret,
                           struct err *e)
{
    int64_t left =
        a.den == 1 && b.den == 1 ? 1 : (int64_t)rational_gcd(rational_abs(a.num), (uint64_t)b.den);
    int64_t right =
        a.den == 1 && b.den == 1 ? 1 : (int64_t)rational_gcd(rational_abs(b.num), (uint64_t)a.den);
    int64_t num = 0;
    int64_t den = 0;
    if (__builtin_mul_overflow(a.num / left, b.num / right, &num) || num == INT64_MIN ||
        __builtin_mul_overflow(a.den / right, b.den / left, &den))
        return err_set(e, ERR_NUMBER_RANGE, "more than 64 bits");
    *ret = (struct rational){num, den};
    return ERR_OK;
}

enum err_code rational_div(struct rational a, struct rational b, struct rational *ret,
                           struct err *e)
{
    if (b.num == 0) {
        char text[RATIONAL_TEXT_MAX];
        return err_set(e, ERR_NUMBER_DIVISION, "%s / 0", rational_text(a, text));
    }
    struct rational inverse = {b.num < 0 ? -b.den : b.den, b.num < 0 ? -b.num : b.num};
    return rational_mul(a, inverse, ret, e);
}

struct rational rational_neg(struct rational a)
{
    return (struct rational){-a.num, a.den};
}

/* ---- comparing --------------------------------------------------------- */

int rational_cmp(struct rational a, struct rational b)
{
    if (a.den == b.den)
        return (a.num > b.num) - (a.num < b.num);
    if ((a.num < 0) != (b.num < 0))
        return a.num < 0 ? -1 : 1;
    rational_wide x = (rational_wide)rational_abs(a.num) * (uint64_t)b.den;
    rational_wide y = (rational_wide)rational_abs(b.num) * (uint64_t)a.den;
    int order = (x > y) - (x < y);
    return a.num < 0 ? -order : order;
}

/* ---- rounding ---------------------------------------------------------- */

int64_t rational_floor(struct rational a)
{
    return a.num / a.den - (a.num % a.den < 0);
}

int64_t rational_ceil(struct rational a)
{
    return a.num / a.den + (a.num % a.den > 0);
}

static uint64_t rational_power(int digits)
{
    uint64_t power = 1;
    for (int i = 0; i < digits; i++)
        power *= 10;
    return power;
}

/* a × scale, rounded half up; the magnitude of a product below 2^93. */
static struct rational_big rational_scaled(struct rational a, uint64_t scale)
{
    rational_wide product = (rational_wide)rational_abs(a.num) * scale;
    rational_wide whole = product / (uint64_t)a.den;
    uint64_t rest = (uint64_t)(product % (uint64_t)a.den);
    uint64_t other = (uint64_t)a.den - rest;
    /* towards +infinity: a tie goes away from zero only where the number is positive */
    bool up = rest > other || (rest == other && a.num > 0);
    return (struct rational_big){a.num < 0, whole + up, 1};
}

enum err_code rational_round(struct rational a, int digits, struct rational *ret, struct err *e)
{
    must(digits >= 0 && digits <= RATIONAL_ROUND_MAX);
    if (a.den == 1) {
        *ret = a;
        return ERR_OK;
    }
    uint64_t scale = rational_power(digits);
    struct rational_big v = rational_scaled(a, scale);
    v.den = scale;
    return rational_fit(v, ret, e);
}

enum err_code rational_points(struct rational a, points *ret, struct err *e)
{
    struct rational_big v = rational_scaled(a, 100);
    if (v.num > POINTS_MAX_CENTI)
        return err_set(e, ERR_NUMBER_RANGE, "more than 1,000,000,000 points");
    *ret = (points){v.negative ? -(int64_t)v.num : (int64_t)v.num};
    return ERR_OK;
}

/* ---- text -------------------------------------------------------------- */

const char *rational_text(struct rational a, char out[RATIONAL_TEXT_MAX])
{
    int places = 0;
    uint64_t scale = 1;
    while (places < RATIONAL_PLACES_MAX && scale % (uint64_t)a.den != 0) {
        scale *= 10;
        places++;
    }
    if (scale % (uint64_t)a.den != 0) {
        (void)snprintf(out, RATIONAL_TEXT_MAX, "%lld/%lld", (long long)a.num, (long long)a.den);
        return out;
    }
    uint64_t whole = rational_abs(a.num) / (uint64_t)a.den;
    uint64_t rest = rational_abs(a.num) % (uint64_t)a.den * (scale / (uint64_t)a.den);
    int n =
        snprintf(out, RATIONAL_TEXT_MAX, "%s%llu", a.num < 0 ? "-" : "", (unsigned long long)whole);
    if (places > 0)
        (void)snprintf(out + n, RATIONAL_TEXT_MAX - (size_t)n, ".%0*llu", places,
                       (unsigned long long)rest);
    return out;
}

enum err_code rational_read(struct str s, struct rational *ret, struct err *e)
{
    size_t slash = str_find(s, STR("/"), 0);
    struct rational num = RATIONAL(0);
    struct rational den = RATIONAL(1);
    if (slash == SIZE_MAX)
        return rational_parse(s, ret, e);
    ERR_TRY(rational_parse(str_sub(s, 0, slash), &num, e));
    ERR_TRY(rational_parse(str_sub(s, slash + 1, s.n), &den, e));
    return rational_div(num, den, ret, e);
}
