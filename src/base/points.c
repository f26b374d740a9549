/*
 * points.c — see points.h. Digits are read one by one, so nothing passes
 * through floating point.
 */
#include "base/points.h"

static enum err_code points_check(int64_t centi, points *ret, struct err *e)
{
    if (centi > POINTS_MAX_CENTI || centi < -POINTS_MAX_CENTI)
        return err_set(e, ERR_NUMBER_RANGE, "more than 1,000,000,000 points");
    *ret = (points){centi};
    return ERR_OK;
}

/*
 * The digits after the point: *frac receives hundredths, *third whether the
 * rest is 0 (0), below a half (1), exactly a half (2) or above (3).
 */
static bool points_fraction(struct str s, int64_t *frac, int *third)
{
    *frac = 0;
    *third = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c < '0' || c > '9')
            return false;
        if (i < 2) {
            *frac += (c - '0') * (i == 0 ? 10 : 1);
        } else if (i == 2) {
            *third = c == '0' ? 0 : c < '5' ? 1 : c == '5' ? 2 : 3;
        } else if (c != '0') {
            *third = *third == 0 ? 1 : *third == 2 ? 3 : *third;
        }
    }
    return true;
}

enum err_code points_parse(struct str s, points *ret, bool *ret_exact, struct err *e)
{
    bool negative = s.n > 0 && s.p[0] == '-';
    struct str digits = str_sub(s, negative ? 1 : 0, s.n);
    size_t dot = str_find(digits, STR("."), 0);
    struct str whole = str_sub(digits, 0, dot);
    struct str rest = dot == SIZE_MAX ? STR("0") : str_sub(digits, dot + 1, digits.n);
    int64_t units = 0;
    int64_t frac = 0;
    int third = 0;
    if (whole.n == 0 || whole.p[0] < '0' || whole.p[0] > '9' || rest.n == 0 ||
        !points_fraction(rest, &frac, &third))
        return err_set(e, ERR_NUMBER_SYNTAX, "\"%" STR_FMT "\"", STR_ARG(s));
    ERR_TRY(str_to_i64(whole, &units, e));
    if (units > POINTS_MAX_CENTI / 100)
        return err_set(e, ERR_NUMBER_RANGE, "\"%" STR_FMT "\"", STR_ARG(s));
    if (third != 0 && ret_exact == NULL)
        return err_set(e, ERR_NUMBER_DIGITS, "\"%" STR_FMT "\"", STR_ARG(s));
    int64_t centi = units * 100 + frac;
    /* half up means towards +infinity: -0.125 becomes -0.12 */
    if (third == 3 || (third == 2 && !negative))
        centi++;
    ERR_TRY(points_check(negative ? -centi : centi, ret, e));
    if (ret_exact != NULL)
        *ret_exact = third == 0;
    return ERR_OK;
}

const char *points_text(points v, char out[POINTS_TEXT_MAX])
{
    int64_t abs = v.centi < 0 ? -v.centi : v.centi;
    (void)snprintf(out, POINTS_TEXT_MAX, "%s%lld.%02d", v.centi < 0 ? "-" : "",
                   (long long)(abs / 100), (int)(abs % 100));
    return out;
}

enum err_code points_add(points a, points b, points *ret, struct err *e)
{
    return points_check(a.centi + b.centi, ret, e); /* both within ±10^11: no overflow */
}

enum err_code points_sub(points a, points b, points *ret, struct err *e)
{
    return points_check(a.centi - b.centi, ret, e);
}
