/*
 * local_time.c — see local_time.h.
 *
 * What surprises: seconds go to 59 only, as UTC in milliseconds since 1970 has
 * no room for leap seconds.
 */
#include "core/calendar/local_time.h"

#define MINUTE_MS INT64_C(60000)
#define DAY_MS    (INT64_C(24) * 60 * MINUTE_MS)
#define ZONE_MS   (INT64_C(8) * 60 * MINUTE_MS)

/* ---- instants and days ---------------------------------------------------------- */

date local_day(instant t)
{
    int64_t ms = t.ms + ZONE_MS;
    return (date){(int32_t)(ms / DAY_MS - (ms % DAY_MS < 0))};
}

instant local_day_start(date day)
{
    return (instant){(int64_t)day.days * DAY_MS - ZONE_MS};
}

instant local_day_after(date day)
{
    return (instant){local_day_start(day).ms + DAY_MS};
}

/* ---- text ------------------------------------------------------------------------ */

const char *local_time_text(instant t, char out[LOCAL_TIME_TEXT_MAX])
{
    char text[INSTANT_TEXT_MAX];
    (void)instant_text((instant){t.ms + ZONE_MS}, text);
    text[strlen(text) - 1] = '\0'; /* without the Z */
    (void)snprintf(out, LOCAL_TIME_TEXT_MAX, "%.24s+08:00", text);
    return out;
}

/* What of a text is still to be read; `ok` turns false for good where it differs. */
struct time_scan {
    struct str rest;
    bool ok;
};

static bool scan_is(const struct time_scan *scan, char c)
{
    return scan->ok && scan->rest.n > 0 && scan->rest.p[0] == c;
}

static void scan_skip(struct time_scan *scan, char c)
{
    scan->ok = scan_is(scan, c);
    scan->rest = str_sub(scan->rest, 1, scan->rest.n);
}

static bool scan_digit(const struct time_scan *scan, size_t at)
{
    return at < scan->rest.n && scan->rest.p[at] >= '0' && scan->rest.p[at] <= '9';
}

/* Exactly two digits of a number from 0 to most. */
static int64_t scan_two(struct time_scan *scan, int64_t most)
{
    if (!scan->ok || !scan_digit(scan, 0) || !scan_digit(scan, 1)) {
        scan->ok = false;
        return 0;
    }
    int64_t n = (scan->rest.p[0] - '0') * 10 + (scan->rest.p[1] - '0');
    scan->ok = n <= most;
    scan->rest = str_sub(scan->rest, 2, scan->rest.n);
    return n;
}

/* One to nine decimals, as thousandths: what is finer is cut off. */
static int64_t scan_decimals(struct time_scan *scan)
{
    int64_t ms = 0;
    size_t n = 0;
    for (; n < 3 && scan_digit(scan, n); n++)
        ms = ms * 10 + (scan->rest.p[n] - '0');
    scan->ok = scan->ok && n > 0;
    size_t digits = n;
    while (digits < 9 && scan_digit(scan, digits))
        digits++;
    scan->rest = str_sub(scan->rest, digits, scan->rest.n);
    for (; n < 3; n++)
        ms *= 10;
    return ms;
}

/* "Z", "+08:00", "-03:30" as milliseconds. */
static int64_t scan_zone(struct time_scan *scan)
{
    if (scan_is(scan, 'Z')) {
        scan_skip(scan, 'Z');
        return 0;
    }
    bool west = scan_is(scan, '-');
    scan_skip(scan, west ? '-' : '+');
    int64_t hours = scan_two(scan, 14); /* Kiritimati has the most */
    scan_skip(scan, ':');
    int64_t ms = (hours * 60 + scan_two(scan, 59)) * MINUTE_MS;
    return west ? -ms : ms;
}

enum err_code local_time_parse(struct str s, instant *ret, struct err *e)
{
    date day = {0};
    struct time_scan scan = {str_sub(s, 10, s.n), true};
    enum err_code code = date_parse(str_sub(s, 0, 10), &day, NULL);
    if (code == ERR_DATE_RANGE)
        return date_parse(str_sub(s, 0, 10), &day, e);
    scan.ok = code == ERR_OK;
    scan_skip(&scan, 'T');
    int64_t ms = scan_two(&scan, 23) * 60 * MINUTE_MS;
    scan_skip(&scan, ':');
    ms += scan_two(&scan, 59) * MINUTE_MS;
    if (scan_is(&scan, ':')) {
        scan_skip(&scan, ':');
        ms += scan_two(&scan, 59) * 1000;
        if (scan_is(&scan, '.')) {
            scan_skip(&scan, '.');
            ms += scan_decimals(&scan);
        }
    }
    ms -= scan_zone(&scan);
    if (!scan.ok || scan.rest.n > 0)
        return err_set(e, ERR_TIME_SYNTAX, "\"%" STR_FMT "\"", STR_ARG(s));
    *ret = (instant){(int64_t)day.days * DAY_MS + ms};
    return ERR_OK;
}
