/*
 * date.c — day arithmetic by the count of days, after the well-known
 * era-of-400-years method; no libc time function takes part.
 */
#include "base/date.h"

static bool date_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int date_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && date_leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01 of a day that exists. Years begin in March, so that the leap day is last. */
static date date_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (date){era * 146097 + day_of_era - 719468};
}

enum err_code date_make(int year, int month, int day, date *ret, struct err *e)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > date_month_days(year, month))
        return err_set(e, ERR_DATE_RANGE, "%d-%02d-%02d", year, month, day);
    *ret = date_of(year, month, day);
    return ERR_OK;
}

void date_parts(date d, int *year, int *month, int *day)
{
    int z = d.days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int m = mp < 10 ? mp + 3 : mp - 9;
    if (year != NULL)
        *year = yoe + era * 400 + (m <= 2 ? 1 : 0);
    if (month != NULL)
        *month = m;
    if (day != NULL)
        *day = doy - (153 * mp + 2) / 5 + 1;
}

int date_weekday(date d)
{
    int r = (d.days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (r < 0 ? r + 7 : r) + 1;
}

date date_month_end(date d)
{
    int year = 0;
    int month = 0;
    date_parts(d, &year, &month, NULL);
    return date_of(year, month, date_month_days(year, month));
}

date date_add_months(date d, int n)
{
    int year = 0;
    int month = 0;
    int day = 0;
    date_parts(d, &year, &month, &day);
    must(n > -9999 * 12 && n < 9999 * 12);
    int count = year * 12 + (month - 1) + n;
    must(count >= 1 * 12 && count < 10000 * 12);
    year = count / 12;
    month = count % 12 + 1;
    int last = date_month_days(year, month);
    return date_of(year, month, day < last ? day : last);
}

enum err_code date_parse(struct str s, date *ret, struct err *e)
{
    int64_t part[3] = {0};
    bool shape = s.n == 10 && s.p[4] == '-' && s.p[7] == '-';
    static const struct {
        size_t from, to;
    } at[3] = {{0, 4}, {5, 7}, {8, 10}};
    for (size_t i = 0; shape && i < 3; i++) {
        struct str digits = str_sub(s, at[i].from, at[i].to);
        shape = digits.p[0] != '-' && digits.p[0] != '+' &&
                str_to_i64(digits, &part[i], NULL) == ERR_OK;
    }
    if (!shape)
        return err_set(e, ERR_DATE_SYNTAX, "\"%" STR_FMT "\"", STR_ARG(s));
    return date_make((int)part[0], (int)part[1], (int)part[2], ret, e);
}

static void date_digits(char *out, int n)
{
    out[0] = (char)('0' + n / 10);
    out[1] = (char)('0' + n % 10);
}

const char *date_text(date d, char out[DATE_TEXT_MAX])
{
    int year = 0;
    int month = 0;
    int day = 0;
    date_parts(d, &year, &month, &day);
    if (year < 0 || year > 9999) {
        (void)snprintf(out, DATE_TEXT_MAX, "%04d-%02d-%02d", year, month, day);
        return out;
    }
    date_digits(out, year / 100); /* by hand: it is written more often than anything else */
    date_digits(out + 2, year % 100);
    out[4] = out[7] = '-';
    date_digits(out + 5, month);
    date_digits(out + 8, day);
    out[10] = '\0';
    return out;
}

const char *instant_text(instant t, char out[INSTANT_TEXT_MAX])
{
    const int64_t day_ms = INT64_C(86400000);
    int64_t days = t.ms / day_ms - (t.ms % day_ms < 0 ? 1 : 0);
    int64_t rest = t.ms - days * day_ms;
    char day[DATE_TEXT_MAX];
    (void)snprintf(out, INSTANT_TEXT_MAX, "%.10sT%02d:%02d:%02d.%03dZ",
                   date_text((date){(int32_t)days}, day), (int)(rest / 3600000),
                   (int)(rest / 60000 % 60), (int)(rest / 1000 % 60), (int)(rest % 1000));
    return out;
}
