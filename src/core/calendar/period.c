/*
 * period.c — see period.h.
 *
 * Every kind but days and weeks is a row of whole or half months, so all of them
 * come down to the month that a day lies in. A name is read by finding a day in
 * the period it should mean, and asking whether that period is called so.
 */
#include "core/calendar/period.h"

enum { WEEK_DAYS = 7, THURSDAY_AT = 3, HALF_MONTH_DAYS = 15 };

static date day_clamped(int64_t days)
{
    if (days < DATE_DAYS_MIN)
        return (date){DATE_DAYS_MIN};
    return (date){days > DATE_DAYS_MAX ? DATE_DAYS_MAX : (int32_t)days};
}

/* date_add_months that stops at the first and last day there is. */
static date months_clamped(date day, int64_t n)
{
    int year = 0;
    int month = 0;
    date_parts(day, &year, &month, NULL);
    int64_t count = (int64_t)year * 12 + (month - 1) + n;
    if (count < 1 * 12)
        return (date){DATE_DAYS_MIN};
    if (count >= 10000 * 12)
        return (date){DATE_DAYS_MAX};
    return date_add_months(day, (int)n);
}

/* ---- finding periods --------------------------------------------------------- */

/* The period of n months, n dividing a year, counted from each January. */
static struct period months_at(date day, int n)
{
    int month = 0;
    int day_of_month = 0;
    date_parts(day, NULL, &month, &day_of_month);
    date first = {day.days - (day_of_month - 1)}; /* of the month; most ask for no more */
    if (n == 1)
        return (struct period){first, date_month_end(day)};
    first = date_add_months(first, -((month - 1) % n));
    return (struct period){first, date_month_end(date_add_months(first, n - 1))};
}

static struct period half_month_at(date day)
{
    struct period month = months_at(day, 1);
    int32_t middle = month.first.days + HALF_MONTH_DAYS; /* the 16th */
    if (day.days < middle)
        return (struct period){month.first, {middle - 1}};
    return (struct period){{middle}, month.last};
}

static struct period week_at(date day)
{
    int32_t monday = day.days - (date_weekday(day) - 1);
    return (struct period){{monday}, day_clamped((int64_t)monday + WEEK_DAYS - 1)};
}

static bool chain_at(const struct period_every *every, date day, struct period *ret)
{
    must(every->months >= 1 && every->months <= PERIOD_CHAIN_MAX);
    int year[2];
    int month[2];
    if (day.days < every->anchor.days)
        return false;
    date_parts(every->anchor, &year[0], &month[0], NULL);
    date_parts(day, &year[1], &month[1], NULL);
    int32_t k = ((year[1] - year[0]) * 12 + (month[1] - month[0])) / every->months;
    if (months_clamped(every->anchor, (int64_t)k * every->months).days > day.days)
        k--; /* begins later in the month that the day lies in */
    date next = months_clamped(every->anchor, ((int64_t)k + 1) * every->months);
    ret->first = months_clamped(every->anchor, (int64_t)k * every->months);
    ret->last = next.days == DATE_DAYS_MAX ? next : (date){next.days - 1};
    return true;
}

bool period_at(const struct period_every *every, const struct calendar_view *view, date day,
               struct period *ret)
{
    switch (every->kind) {
    case PERIOD_WORKING_DAY:
        if (!calendar_is_working(view, day))
            return false;
        *ret = (struct period){day, day};
        return true;
    case PERIOD_CHAIN: return chain_at(every, day, ret);
    case PERIOD_DAY: *ret = (struct period){day, day}; return true;
    case PERIOD_WEEK: *ret = week_at(day); return true;
    case PERIOD_HALF_MONTH: *ret = half_month_at(day); return true;
    case PERIOD_MONTH: *ret = months_at(day, 1); return true;
    case PERIOD_QUARTER: *ret = months_at(day, 3); return true;
    case PERIOD_HALF_YEAR: *ret = months_at(day, 6); return true;
    case PERIOD_YEAR: *ret = months_at(day, 12); return true;
    case PERIOD_ONCE: return false;
    case PERIOD__MAX: break;
    }
    must_not_reach("a kind of period");
}

/* The period that holds `day` or, where none does, the first one after it. */
static bool period_at_or_after(const struct period_every *every, const struct calendar_view *view,
                               date day, struct period *ret)
{
    if (day.days > DATE_DAYS_MAX)
        return false;
    if (every->kind == PERIOD_WORKING_DAY)
        day = calendar_working_or_next(view, day);
    if (every->kind == PERIOD_CHAIN && day.days < every->anchor.days)
        day = every->anchor;
    return period_at(every, view, day, ret);
}

bool period_from(const struct period_every *every, const struct calendar_view *view, date day,
                 struct period *ret)
{
    struct period p;
    if (!period_at_or_after(every, view, day, &p))
        return false;
    if (p.first.days < day.days && !period_at_or_after(every, view, (date){p.last.days + 1}, &p))
        return false;
    *ret = p;
    return true;
}

struct period_walk period_walk(const struct period_every *every, const struct calendar_view *view,
                               date first, date last)
{
    return (struct period_walk){every, view, first, last};
}

bool period_walk_next(struct period_walk *walk, struct period *ret)
{
    struct period p;
    if (walk->next.days > walk->last.days ||
        !period_at_or_after(walk->every, walk->view, walk->next, &p) ||
        p.first.days > walk->last.days)
        return false;
    walk->next = (date){p.last.days + 1};
    *ret = p;
    return true;
}

/* ---- a span from an anchor ------------------------------------------------------ */

date period_shift(const struct calendar_view *view, date day, enum period_unit unit, int32_t n)
{
    switch (unit) {
    case PERIOD_DAYS: return day_clamped((int64_t)day.days + n);
    case PERIOD_WORKING_DAYS: return calendar_add_working(view, day, n);
    case PERIOD_MONTHS: return months_clamped(day, n);
    }
    must_not_reach("a unit of time");
}

struct period period_within(const struct calendar_view *view, date anchor, enum period_unit unit,
                            int32_t n)
{
    date other = period_shift(view, anchor, unit, n);
    return n < 0 ? (struct period){other, anchor} : (struct period){anchor, other};
}

/* ---- asking ------------------------------------------------------------------ */

bool period_holds(struct period p, date day)
{
    return p.first.days <= day.days && day.days <= p.last.days;
}

bool period_meets(struct period a, struct period b)
{
    return a.first.days <= b.last.days && b.first.days <= a.last.days;
}

bool period_is_in(struct period a, struct period b)
{
    return b.first.days <= a.first.days && a.last.days <= b.last.days;
}

int32_t period_days(struct period p)
{
    return p.last.days - p.first.days + 1;
}

/* ---- names --------------------------------------------------------------------- */

/* The ISO week-year of the week that begins on a Monday, and its number there. */
static void week_number(date monday, int *ret_year, int *ret_week)
{
    date thursday = {monday.days + THURSDAY_AT};
    date_parts(thursday, ret_year, NULL, NULL);
    *ret_week = (thursday.days - months_at(thursday, 12).first.days) / WEEK_DAYS + 1;
}

const char *period_name(enum period_kind kind, struct period p, char out[PERIOD_NAME_MAX])
{
    int year = 0;
    int month = 0;
    int day = 0;
    int week = 0;
    date_parts(p.first, &year, &month, &day);
    size_t max = PERIOD_NAME_MAX;
    switch (kind) {
    case PERIOD_WEEK:
        week_number(p.first, &year, &week);
        (void)snprintf(out, max, "%04d-W%02d", year, week);
        break;
    case PERIOD_HALF_MONTH:
        (void)snprintf(out, max, "%04d-%02d-H%d", year, month, day == 1 ? 1 : 2);
        break;
    case PERIOD_MONTH: (void)snprintf(out, max, "%04d-%02d", year, month); break;
    case PERIOD_QUARTER: (void)snprintf(out, max, "%04d-Q%d", year, (month - 1) / 3 + 1); break;
    case PERIOD_HALF_YEAR: (void)snprintf(out, max, "%04d-S%d", year, (month - 1) / 6 + 1); break;
    case PERIOD_YEAR: (void)snprintf(out, max, "%04d", year); break;
    case PERIOD_ONCE: (void)snprintf(out, max, "once"); break;
    case PERIOD_DAY:
    case PERIOD_WORKING_DAY:
    case PERIOD_CHAIN: (void)snprintf(out, max, "%04d-%02d-%02d", year, month, day); break;
    case PERIOD__MAX: must_not_reach("a kind of period");
    }
    return out;
}

/* The numbers of a name: y, a and b in the shape stand for the digits of each. */
struct name_numbers {
    int y, a, b;
};

static bool name_scan(struct str name, const char *shape, struct name_numbers *ret)
{
    if (name.n != strlen(shape))
        return false;
    for (size_t i = 0; i < name.n; i++) {
        int *number = shape[i] == 'y' ? &ret->y : &ret->a;
        number = shape[i] == 'b' ? &ret->b : number;
        bool wants_digit = shape[i] == 'y' || shape[i] == 'a' || shape[i] == 'b';
        if (wants_digit && (name.p[i] < '0' || name.p[i] > '9'))
            return false;
        if (!wants_digit && name.p[i] != shape[i])
            return false;
        if (wants_digit)
            *number = *number * 10 + (name.p[i] - '0');
    }
    return true;
}

/* A day of the period that the name should mean; false if there is no such day. */
static bool name_day(enum period_kind kind, struct str name, date *ret)
{
    static const char *const shapes[PERIOD__MAX] = {
        [PERIOD_DAY] = "yyyy-aa-bb",    [PERIOD_WORKING_DAY] = "yyyy-aa-bb",
        [PERIOD_WEEK] = "yyyy-Waa",     [PERIOD_HALF_MONTH] = "yyyy-aa-Hb",
        [PERIOD_MONTH] = "yyyy-aa",     [PERIOD_QUARTER] = "yyyy-Qa",
        [PERIOD_HALF_YEAR] = "yyyy-Sa", [PERIOD_YEAR] = "yyyy",
        [PERIOD_CHAIN] = "yyyy-aa-bb",
    };
    struct name_numbers n = {0};
    int month = 1;
    int day = 1;
    if (shapes[kind] == NULL || !name_scan(name, shapes[kind], &n))
        return false;
    switch (kind) {
    case PERIOD_WEEK: day = 4; break; /* 4 January always lies in the first week */
    case PERIOD_HALF_MONTH:
        month = n.a;
        day = (n.b - 1) * HALF_MONTH_DAYS + 1;
        break;
    case PERIOD_MONTH: month = n.a; break;
    case PERIOD_QUARTER: month = (n.a - 1) * 3 + 1; break;
    case PERIOD_HALF_YEAR: month = (n.a - 1) * 6 + 1; break;
    case PERIOD_DAY:
    case PERIOD_WORKING_DAY:
    case PERIOD_CHAIN:
        month = n.a;
        day = n.b;
        break;
    case PERIOD_YEAR:
    case PERIOD_ONCE:
    case PERIOD__MAX: break;
    }
    if (date_make(n.y, month, day, ret, NULL) != ERR_OK)
        return false;
    if (kind == PERIOD_WEEK)
        *ret = day_clamped((int64_t)ret->days + (int64_t)(n.a - 1) * WEEK_DAYS);
    return true;
}

enum err_code period_parse(const struct period_every *every, const struct calendar_view *view,
                           struct str name, struct period *ret, struct err *e)
{
    char text[PERIOD_NAME_MAX];
    date day = {0};
    struct period p;
    if (!name_day(every->kind, name, &day) || !period_at(every, view, day, &p) ||
        !str_eq(str_of(period_name(every->kind, p, text)), name))
        return err_set(e, ERR_PERIOD_NAME, "\"%" STR_FMT "\"", STR_ARG(name));
    *ret = p;
    return ERR_OK;
}
