/*
 * when.c — one reader for each form of expression; phrases.def says which.
 *
 * All expressions are looked for together: the next match of each is kept until
 * the search has passed it, so that a text is searched once for each form.
 */
#include "source/promise/when.h"

#include "base/vec.h"
#include "source/promise/day.h"
#include "source/promise/phrases.h"
#include "source/text/numeral.h"

/* What a reader has to go by. */
struct when_in {
    const struct patterns *p;
    const struct line *ln;
    const struct match *m;
    const struct promise_context *ctx;
};

/* ---- groups ------------------------------------------------------------- */

static bool when_has(const struct when_in *in, size_t group)
{
    return in->m->group[group].set;
}

/* The first code point of a group, 0 if it is not set. */
static uint32_t when_first(const struct when_in *in, size_t group)
{
    return when_has(in, group) ? in->ln->fold[in->m->group[group].from] : 0;
}

/* Whether a group reads `word`. */
static bool when_is(const struct when_in *in, size_t group, const char *word)
{
    size_t n = 0;
    return when_has(in, group) &&
           line_reads(in->ln, in->m->group[group].from, in->m->group[group].to, str_of(word), &n);
}

/* The number in a group, 0 if it is not set or none. */
static int32_t when_number(const struct when_in *in, size_t group)
{
    int32_t v = 0;
    size_t n = 0;
    if (!when_has(in, group) ||
        !numeral_read(in->ln, in->m->group[group].from, in->m->group[group].to, &v, &n))
        return 0;
    return v;
}

/* 1 Monday to 7 Sunday, of 一 to 六, 日 and 天; 0 for anything else. */
static int32_t when_weekday_of(uint32_t cp)
{
    static const uint32_t days[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x65E5};
    for (size_t i = 0; i < ARRAY_LEN(days); i++)
        if (days[i] == cp)
            return (int32_t)i + 1;
    return cp == 0x5929 ? 7 : 0;
}

/* The year printed in a group (2017年, 明年); `otherwise` if there is none. */
static int32_t when_year(const struct when_in *in, size_t group, int32_t otherwise)
{
    int32_t this_year = day_year(in->ctx);
    if (!when_has(in, group))
        return otherwise;
    if (when_is(in, group, "今") || when_is(in, group, "本"))
        return this_year;
    if (when_is(in, group, "明") || when_is(in, group, "次") || when_is(in, group, "来"))
        return this_year == 0 ? 0 : this_year + 1;
    return when_number(in, group);
}

static bool when_due(struct when *w, struct day due)
{
    w->kind = WHEN_DUE;
    w->has_due = due.known;
    w->due = due.d;
    return true;
}

/* ---- days by which something is done -------------------------------------------- */

static bool when_date(const struct when_in *in, struct when *w)
{
    int32_t month = when_number(in, 1);
    int32_t day = when_number(in, 2);
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    w->bare = !when_has(in, 3);
    return when_due(w, day_of(when_year(in, 0, day_year_of_month(in->ctx, month)), month, day));
}

static bool when_month(const struct when_in *in, struct when *w)
{
    int32_t month = when_number(in, 1);
    if (month < 1 || month > 12)
        return false;
    int32_t year = when_year(in, 0, day_year_of_month(in->ctx, month));
    if (when_is(in, 2, "上旬") || when_is(in, 2, "初"))
        return when_due(w, day_of(year, month, 10));
    if (when_is(in, 2, "中旬") || when_is(in, 2, "上中旬"))
        return when_due(w, day_of(year, month, 20));
    if (when_is(in, 2, "中") && !when_is(in, 2, "中下旬"))
        return when_due(w, day_of(year, month, 15));
    if (when_is(in, 2, "前") || when_is(in, 2, "之前") || when_is(in, 2, "以前")) {
        struct day first = day_of(year, month, 1);
        first.d.days -= first.known ? 1 : 0;
        return when_due(w, first);
    }
    w->bare = !when_has(in, 2);
    return when_due(w, day_month_end(year, month));
}

/* From month to month, or from day to day: what counts is the end. */
static bool when_range(const struct when_in *in, struct when *w)
{
    int32_t from = when_number(in, 1);
    int32_t month = when_number(in, 4);
    int32_t day = when_number(in, 5);
    if (from < 1 || from > 12 || month < 1 || month > 12)
        return false;
    int32_t begins = when_year(in, 0, day_year_of_month(in->ctx, from));
    int32_t year = when_year(in, 3, begins > 0 && month < from ? begins + 1 : begins);
    w->bare = true;
    return when_due(w, day > 0 ? day_of(year, month, day) : day_month_end(year, month));
}

/* From day to day of one month. */
static bool when_range_days(const struct when_in *in, struct when *w)
{
    int32_t month = when_number(in, 1);
    int32_t day = when_number(in, 2);
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    w->bare = true;
    return when_due(w, day_of(when_year(in, 0, day_year_of_month(in->ctx, month)), month, day));
}

static bool when_year_end(const struct when_in *in, struct when *w)
{
    return when_due(w, day_of(when_year(in, 0, day_year(in->ctx)), 12, 31));
}

static bool when_year_all(const struct when_in *in, struct when *w)
{
    int32_t year = day_year(in->ctx);
    uint32_t first = in->ln->fold[in->m->from];
    if (first == 0x660E || first == 0x6765) { /* next year */
        year = year == 0 ? 0 : year + 1;
    } else if (line_is_digit(first)) {
        int32_t printed = 0;
        size_t n = 0;
        if (!numeral_read(in->ln, in->m->from, in->m->to, &printed, &n) || printed < year)
            return false;
        year = printed;
    }
    (void)when_due(w, day_of(year, 12, 31));
    w->kind = WHEN_YEAR;
    return true;
}

static bool when_half(const struct when_in *in, struct when *w)
{
    int32_t year = when_year(in, 0, day_year(in->ctx));
    return when_due(w, day_month_end(year, when_is(in, 1, "上") ? 6 : 12));
}

static bool when_quarter(const struct when_in *in, struct when *w)
{
    int32_t quarter = when_number(in, 1);
    must(quarter >= 1 && quarter <= 4); /* the pattern has no others */
    int32_t year = when_year(in, 0, day_year(in->ctx));
    if (!when_has(in, 2))
        return when_due(w, day_month_end(year, quarter * 3));
    /* before it begins */
    return when_due(w, quarter == 1 ? day_of(year - 1, 12, 31)
                                    : day_month_end(year, (quarter - 1) * 3));
}

static bool when_this_month(const struct when_in *in, struct when *w)
{
    int32_t year = day_year(in->ctx);
    int32_t month = day_month(in->ctx) + (when_is(in, 0, "下") ? 1 : 0);
    if (month > 12) {
        month = 1;
        year++;
    }
    int32_t day = when_number(in, 1);
    return when_due(w, day > 0 ? day_of(year, month, day) : day_month_end(year, month));
}

static bool when_this_quarter(const struct when_in *in, struct when *w)
{
    int32_t year = day_year(in->ctx);
    int32_t last = (day_month(in->ctx) + 2) / 3 * 3 + (when_is(in, 0, "下") ? 3 : 0);
    return when_due(w, last > 12 ? day_month_end(year + 1, 3) : day_month_end(year, last));
}

static bool when_this_week(const struct when_in *in, struct when *w)
{
    int32_t weekday = when_weekday_of(when_first(in, 1));
    return when_due(w,
                    day_in_week(in->ctx, weekday == 0 ? 7 : weekday, when_is(in, 0, "下") ? 1 : 0));
}

/* The next such weekday, the day of the document included. */
static bool when_weekday(const struct when_in *in, struct when *w)
{
    int32_t weekday = when_weekday_of(when_first(in, 0));
    bool gone = in->ctx->has_issued_on && weekday < date_weekday(in->ctx->issued_on);
    return when_due(w, day_in_week(in->ctx, weekday, gone ? 1 : 0));
}

static bool when_today(const struct when_in *in, struct when *w)
{
    return when_due(w, day_after(in->ctx, when_is(in, 0, "明") ? 1 : 0));
}

/* Feasts of the sun calendar, on whose eve it is due; the others move. */
static bool when_festival(const struct when_in *in, struct when *w)
{
    int32_t month = when_is(in, 0, "五一") ? 4 : when_is(in, 0, "国庆") ? 9 : 12;
    return when_due(w, day_month_end(day_year_of_month(in->ctx, month), month));
}

static bool when_soon(const struct when_in *in, struct when *w)
{
    (void)in;
    w->kind = WHEN_SOON;
    return true;
}

/* To be done now, whatever happens. */
static bool when_fix_now(const struct when_in *in, struct when *w)
{
    return when_due(w, day_after(in->ctx, 0));
}

static bool when_at_once(const struct when_in *in, struct when *w)
{
    (void)when_due(w, day_after(in->ctx, 0));
    w->kind = WHEN_AT_ONCE;
    w->limit = PROMISE_LIMIT_DAYS;
    return true;
}

/* Months and years have at most so many days, so that a limit in days is never too strict. */
static bool when_span(const struct when_in *in, struct when *w)
{
    int32_t n = when_number(in, 0);
    struct day due;
    if (when_has(in, 2)) { /* half of something */
        bool year = when_is(in, 2, "半年");
        due = year ? day_months_after(in->ctx, 6) : day_after(in->ctx, 15);
        w->limit_n = year ? 184 : 15;
    } else if (n < 1) {
        return false;
    } else if (when_is(in, 1, "周") || when_is(in, 1, "个星期") || when_is(in, 1, "星期")) {
        due = day_after(in->ctx, 7 * n);
        w->limit_n = 7 * n;
    } else {
        int32_t months = when_is(in, 1, "年") ? 12 : when_is(in, 1, "个季度") ? 3 : 1;
        due = day_months_after(in->ctx, months * n);
        w->limit_n = 31 * months * n;
    }
    (void)when_due(w, due);
    w->kind = WHEN_SPAN;
    w->limit = PROMISE_LIMIT_DAYS;
    return true;
}

/* ---- events, and how long after them --------------------------------------------- */

static bool when_limit(struct when *w, enum promise_limit limit, int32_t n)
{
    w->kind = WHEN_LIMIT;
    w->limit = limit;
    w->limit_n = n;
    return true;
}

static bool when_days(const struct when_in *in, struct when *w)
{
    int32_t n = when_number(in, 0);
    if (n < 1 || n > 999)
        return false;
    if (when_is(in, 1, "工作日") || when_is(in, 1, "个工作日"))
        return when_limit(w, PROMISE_LIMIT_WORKING_DAYS, n);
    bool hours = when_is(in, 1, "小时") || when_is(in, 1, "个小时");
    int32_t days = hours ? (n + 23) / 24 : n;
    struct day due = day_after(in->ctx, days);
    w->has_due = due.known;
    w->due = due.d;
    return when_limit(w, PROMISE_LIMIT_DAYS, days);
}

static bool when_next_day(const struct when_in *in, struct when *w)
{
    return when_limit(w, when_has(in, 0) ? PROMISE_LIMIT_WORKING_DAYS : PROMISE_LIMIT_DAYS, 1);
}

/* Until the Sunday of the next week: 13 days if it happened on a Monday. */
static bool when_next_week(const struct when_in *in, struct when *w)
{
    (void)in;
    return when_limit(w, PROMISE_LIMIT_DAYS, 13);
}

static bool when_event(const struct when_in *in, struct when *w)
{
    (void)in;
    (void)when_limit(w, PROMISE_LIMIT_DAYS, 0);
    w->kind = WHEN_EVENT;
    return true;
}

/* ---- periods ------------------------------------------------------------------------- */

static bool when_every(struct when *w, enum promise_every every)
{
    w->kind = WHEN_EVERY;
    w->every = every;
    return true;
}

static bool when_every_working_day(const struct when_in *in, struct when *w)
{
    (void)in;
    return when_every(w, PROMISE_EVERY_WORKING_DAY);
}

static bool when_every_day(const struct when_in *in, struct when *w)
{
    (void)in;
    return when_every(w, PROMISE_EVERY_DAY);
}

/* "每日一提醒、每周一通报": once a week, and no Monday, in a row with other periods. */
static bool when_in_row_of_ones(const struct when_in *in)
{
    enum { REACH = 24 };
    size_t from = in->m->from > REACH ? in->m->from - REACH : 0;
    size_t to = in->ln->n - in->m->to > REACH ? in->m->to + REACH : in->ln->n;
    struct match m;
    return pattern_find(in->p, CLUE_ONE_EACH, in->ln, from, to, &m);
}

/* How many days a list of them names, the one behind the list included; 0 for a range. */
static int64_t when_days_listed(const struct when_in *in, size_t group)
{
    int64_t days = 1;
    for (size_t i = in->m->group[group].from; when_has(in, group) && i < in->m->group[group].to;
         i++) {
        uint32_t cp = in->ln->fold[i];
        if (cp == '-' || cp == '~' || cp == 0x81F3 || cp == 0x5230) /* 至, 到 */
            return 0;
        days += cp == 0x3001 || cp == 0x548C || cp == 0x53CA; /* 、和及 */
    }
    return days;
}

/* Of several weekdays (每周二、四) the last is the day, and their number the amount. */
static bool when_every_week(const struct when_in *in, struct when *w)
{
    int64_t days = 0;
    for (size_t i = in->m->group[0].from; when_has(in, 0) && i < in->m->group[0].to; i++) {
        int32_t day = when_weekday_of(in->ln->fold[i]);
        bool beside =
            day > 0 && i > in->m->group[0].from && when_weekday_of(in->ln->fold[i - 1]) > 0;
        if (beside && day <= w->weekday) { /* 每周三一同上报: no list any more */
            w->to = i;
            break;
        }
        days += day > 0;
        w->weekday = day > w->weekday ? day : w->weekday;
    }
    if (days == 1 && w->weekday == 1 && when_in_row_of_ones(in))
        w->weekday = 0;
    w->amount_centi = days > 1 ? days * 100 : 0;
    return when_every(w, PROMISE_EVERY_WEEK);
}

static bool when_every_half_month(const struct when_in *in, struct when *w)
{
    (void)in;
    return when_every(w, PROMISE_EVERY_HALF_MONTH);
}

static bool when_every_month(const struct when_in *in, struct when *w)
{
    int64_t days = when_days_listed(in, 0);
    w->day = when_number(in, 1);
    if (w->day < 1 || w->day > 31)
        return false;
    w->amount_centi = days > 1 ? days * 100 : 0;
    return when_every(w, PROMISE_EVERY_MONTH);
}

static bool when_every_month_part(const struct when_in *in, struct when *w)
{
    if (when_is(in, 0, "上旬") || when_is(in, 0, "初"))
        w->day = 10;
    else if (when_is(in, 0, "中旬"))
        w->day = 20;
    return when_every(w, PROMISE_EVERY_MONTH);
}

/* By a day of the month that follows: so many days after the month. */
static bool when_next_month_day(const struct when_in *in, struct when *w)
{
    w->limit = PROMISE_LIMIT_DAYS;
    w->limit_n = when_number(in, 0);
    if (w->limit_n < 1 || w->limit_n > 31)
        return false;
    return when_every(w, PROMISE_EVERY_MONTH);
}

static bool when_every_quarter(const struct when_in *in, struct when *w)
{
    w->day = when_number(in, 2);
    if (w->day > 31)
        return false;
    if (when_has(in, 0))
        w->month = when_number(in, 0);
    else if (when_has(in, 1))
        w->month = 3;
    else if (w->day > 0 || when_has(in, 3))
        w->month = 1; /* 首月, 初 */
    if (w->month > 0 && w->day == 0)
        w->day = when_has(in, 3) ? 10 : 31;
    return when_every(w, PROMISE_EVERY_QUARTER);
}

static bool when_every_half_year(const struct when_in *in, struct when *w)
{
    (void)in;
    return when_every(w, PROMISE_EVERY_HALF_YEAR);
}

static bool when_every_year(const struct when_in *in, struct when *w)
{
    int64_t months = when_days_listed(in, 0);
    w->month = when_number(in, 1);
    w->day = when_number(in, 2);
    if (w->month > 12 || w->day > 31)
        return false;
    if (w->month > 0 && w->day == 0)
        w->day = 31;
    w->amount_centi = months > 1 ? months * 100 : 0;
    return when_every(w, PROMISE_EVERY_YEAR);
}

/* The period of a word that begins at code point i: 日, 天, 周, 半月, 月, 季, 半年, 年. */
static enum promise_every when_period_at(const struct line *ln, size_t i)
{
    switch (ln->fold[i]) {
    case 0x65E5:
    case 0x5929: return PROMISE_EVERY_DAY;
    case 0x5468: return PROMISE_EVERY_WEEK;
    case 0x6708: return PROMISE_EVERY_MONTH;
    case 0x5B63: return PROMISE_EVERY_QUARTER;
    case 0x5E74: return PROMISE_EVERY_YEAR;
    case 0x534A:
        return i + 1 < ln->n && ln->fold[i + 1] == 0x6708 ? PROMISE_EVERY_HALF_MONTH
                                                          : PROMISE_EVERY_HALF_YEAR;
    default: return PROMISE_EVERY_NONE;
    }
}

/* A period named by itself: in the first group that is set. */
static bool when_every_named(const struct when_in *in, struct when *w)
{
    size_t group = when_has(in, 0) ? 0 : 1;
    return when_every(w, when_period_at(in->ln, in->m->group[group].from));
}

/* So many days after the period is over. */
static bool when_after_period(const struct when_in *in, struct when *w)
{
    bool working = when_is(in, 2, "工作日") || when_is(in, 2, "个工作日");
    w->limit = working ? PROMISE_LIMIT_WORKING_DAYS : PROMISE_LIMIT_DAYS;
    w->limit_n = when_number(in, 1);
    if (w->limit_n < 1)
        return false;
    return when_every(w, when_period_at(in->ln, in->m->group[0].from));
}

/* 2次/月, 8小时/月 */
static bool when_amount_a(const struct when_in *in, struct when *w)
{
    w->amount_centi = (int64_t)when_number(in, 0) * 100;
    w->unit_from = in->m->group[1].from;
    w->unit_to = in->m->group[1].to;
    w->sum = when_is(in, 1, "小时") || when_is(in, 1, "学时") || when_is(in, 1, "课时");
    if (w->amount_centi == 0)
        return false;
    return when_every(w, when_period_at(in->ln, in->m->group[2].from));
}

/* ---- frequencies that are none ---------------------------------------------------------- */

static bool when_vague(const struct when_in *in, struct when *w)
{
    (void)in;
    w->kind = WHEN_VAGUE;
    return true;
}

/* Periods that no rule can have (每两个月, 每旬). */
static bool when_every_other(const struct when_in *in, struct when *w)
{
    return when_vague(in, w);
}

/* ---- finding ------------------------------------------------------------------------------ */

typedef bool (*when_reader)(const struct when_in *in, struct when *w);

static const when_reader WHEN_READERS[] = {
#define PHRASE(name, reader, text) when_##reader,
#include "source/promise/phrases.def"
};

/* The next match of a phrase. */
struct when_next {
    struct match m;
    bool none;
};

static void when_search(const struct patterns *p, size_t id, const struct line *ln, size_t from,
                        size_t to, struct when_next *next)
{
    next->none = !pattern_find(p, id, ln, from, to, &next->m) || next->m.to == next->m.from;
}

/* The phrase whose next match begins first, and of those the longest; PHRASE__MAX if none is left.
 */
static size_t when_first_of(const struct when_next *next)
{
    size_t best = PHRASE__MAX;
    for (size_t id = 0; id < PHRASE__MAX; id++) {
        const struct match *m = &next[id].m;
        if (!next[id].none && (best == PHRASE__MAX || m->from < next[best].m.from ||
                               (m->from == next[best].m.from && m->to > next[best].m.to)))
            best = id;
    }
    return best;
}

struct whens when_find(struct arena *a, const struct patterns *p, const struct line *ln,
                       size_t from, size_t to, const struct promise_context *ctx)
{
    VEC(struct when) found = {0};
    struct when_next next[PHRASE__MAX];
    for (size_t id = 0; id < PHRASE__MAX; id++)
        when_search(p, id, ln, from, to, &next[id]);
    for (size_t best = when_first_of(next); best != PHRASE__MAX; best = when_first_of(next)) {
        struct match m = next[best].m;
        struct when_in in = {p, ln, &m, ctx};
        struct when w = {.from = m.from, .to = m.to};
        if (!WHEN_READERS[best](&in, &w)) {
            when_search(p, best, ln, m.from + 1, to, &next[best]);
            continue;
        }
        *vec_push(a, &found) = w;
        for (size_t id = 0; id < PHRASE__MAX; id++)
            if (!next[id].none && next[id].m.from < m.to)
                when_search(p, id, ln, m.to, to, &next[id]);
    }
    return (struct whens){found.p, found.n};
}
