/*
 * calendar.c — see calendar.h.
 *
 * All views share one span of days, from a Monday to a Sunday, that holds every
 * day a notice or an extra day speaks of. A view is a bit for each of these days
 * (set: worked) and, for each word of 64 bits, how many set bits lie before it.
 * Two questions answer everything: rank, the number of working days before a
 * day, and select, the day of that number. Both go on outside the table with
 * five working days a week; numbers count from the table's first day and are
 * negative before it.
 *
 * The views differ only by what was announced between them, so each begins as a
 * copy of the one before.
 */
#include "core/calendar/calendar.h"

#include "base/vec.h"

enum { WORD_BITS = 64, WEEK_DAYS = 7, WEEK_WORKING = 5 };
enum { YEARS = CALENDAR_YEAR_MAX - CALENDAR_YEAR_MIN + 1 };
enum { YEAR_WORDS = (YEARS + WORD_BITS - 1) / WORD_BITS };

struct calendar_view {
    const struct calendar *cal;
    size_t known;    /* the first `known` notices */
    uint64_t *bits;  /* a bit a day, set: worked */
    int32_t *before; /* set bits before each word, and at the end of all */
    uint64_t years[YEAR_WORDS];
};

struct calendar {
    struct calendar_notice *notices; /* by announced_on */
    size_t n;
    struct calendar_extra extra;
    int32_t first;  /* a Monday, in days since 1970 */
    int32_t days;   /* whole weeks */
    int32_t words;  /* that hold a bit for each of the days */
    size_t n_views; /* one for each number of known notices that some day has */
    struct calendar_view *views;
};

/* ---- rank and select ------------------------------------------------------- */

/* x / y rounded down, for y > 0. */
static int64_t floor_div(int64_t x, int64_t y)
{
    return x / y - (x % y < 0);
}

/* Working days in the first `days` days of plain weeks that begin on a Monday. */
static int64_t plain_rank(int64_t days)
{
    int64_t weeks = floor_div(days, WEEK_DAYS);
    int64_t rest = days - weeks * WEEK_DAYS;
    return weeks * WEEK_WORKING + (rest < WEEK_WORKING ? rest : WEEK_WORKING);
}

/* The day of working day number `rank`, counted in plain weeks that begin on a Monday. */
static int64_t plain_select(int64_t rank)
{
    int64_t weeks = floor_div(rank, WEEK_WORKING);
    return weeks * WEEK_DAYS + (rank - weeks * WEEK_WORKING);
}

/* The working days before day `at` of the table. */
static int64_t view_rank(const struct calendar_view *view, int64_t at)
{
    const struct calendar *cal = view->cal;
    if (at < 0)
        return plain_rank(at);
    if (at >= cal->days)
        return view->before[cal->words] + plain_rank(at - cal->days);
    int64_t word = at / WORD_BITS;
    uint64_t below = view->bits[word] & ((UINT64_C(1) << (at % WORD_BITS)) - 1);
    return view->before[word] + __builtin_popcountll(below);
}

/* Where the set bit number `rank` of a word is; there are more than `rank`. */
static int word_select(uint64_t word, int rank)
{
    for (; rank > 0; rank--)
        word &= word - 1; /* without its lowest bit */
    return __builtin_ctzll(word);
}

/*
 * The day of the table that is working day number `rank`. `near` is a day of the
 * table from which it is not far, as a rule: the search goes word by word.
 */
static int64_t view_select(const struct calendar_view *view, int64_t rank, int64_t near)
{
    const struct calendar *cal = view->cal;
    if (rank < 0)
        return plain_select(rank);
    int32_t total = view->before[cal->words];
    if (rank >= total)
        return cal->days + plain_select(rank - total);
    int64_t word = near < 0 ? 0 : near / WORD_BITS;
    if (word >= cal->words)
        word = cal->words - 1;
    while (view->before[word] > rank)
        word--;
    while (view->before[word + 1] <= rank)
        word++;
    return word * WORD_BITS + word_select(view->bits[word], (int)(rank - view->before[word]));
}

static int64_t view_at(const struct calendar_view *view, date day)
{
    return (int64_t)day.days - view->cal->first;
}

/* Day `at` of the table, or the first or last there is. */
static date view_day(const struct calendar_view *view, int64_t at)
{
    int64_t days = at + view->cal->first;
    if (days < DATE_DAYS_MIN)
        return (date){DATE_DAYS_MIN};
    return (date){days > DATE_DAYS_MAX ? DATE_DAYS_MAX : (int32_t)days};
}

/* ---- making ---------------------------------------------------------------- */

static void mark_spans(struct calendar_view *view, const struct calendar_span *spans, size_t n,
                       bool work)
{
    for (size_t i = 0; i < n; i++)
        for (int64_t at = view_at(view, spans[i].first); at <= view_at(view, spans[i].last); at++) {
            uint64_t bit = UINT64_C(1) << (at % WORD_BITS);
            if (work)
                view->bits[at / WORD_BITS] |= bit;
            else
                view->bits[at / WORD_BITS] &= ~bit;
        }
}

static void mark_notice(struct calendar_view *view, const struct calendar_notice *notice)
{
    for (size_t i = 0; i < notice->n_holidays; i++) {
        const struct calendar_holiday *h = &notice->holidays[i];
        mark_spans(view, h->off, h->n_off, false);
        mark_spans(view, h->work, h->n_work, true);
    }
    must(notice->year >= CALENDAR_YEAR_MIN && notice->year <= CALENDAR_YEAR_MAX);
    uint32_t year = (uint32_t)(notice->year - CALENDAR_YEAR_MIN);
    view->years[year / WORD_BITS] |= UINT64_C(1) << (year % WORD_BITS);
}

static void view_count(struct calendar_view *view)
{
    int32_t total = 0;
    for (int32_t i = 0; i < view->cal->words; i++) {
        view->before[i] = total;
        total += __builtin_popcountll(view->bits[i]);
    }
    view->before[view->cal->words] = total;
}

static void widen(struct calendar_span *around, const struct calendar_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        must(spans[i].first.days <= spans[i].last.days);
        if (spans[i].first.days < around->first.days)
            around->first = spans[i].first;
        if (spans[i].last.days > around->last.days)
            around->last = spans[i].last;
    }
}

/* Lay the table around everything the notices and extra days speak of. */
static void calendar_extent(struct calendar *cal)
{
    struct calendar_span around = {{INT32_MAX}, {INT32_MIN}};
    for (size_t i = 0; i < cal->n; i++)
        for (size_t k = 0; k < cal->notices[i].n_holidays; k++) {
            const struct calendar_holiday *h = &cal->notices[i].holidays[k];
            widen(&around, h->off, h->n_off);
            widen(&around, h->work, h->n_work);
        }
    widen(&around, cal->extra.off, cal->extra.n_off);
    widen(&around, cal->extra.work, cal->extra.n_work);
    if (around.first.days > around.last.days)
        return; /* nothing is marked: the table stays empty, and everything is computed */
    int year = 0;
    date_parts(around.first, &year, NULL, NULL);
    must(year >= CALENDAR_YEAR_MIN);
    date_parts(around.last, &year, NULL, NULL);
    must(year <= CALENDAR_YEAR_MAX);
    cal->first = around.first.days - (date_weekday(around.first) - 1);
    int32_t end = around.last.days + (WEEK_DAYS + 1 - date_weekday(around.last));
    cal->days = end - cal->first;
    cal->words = (cal->days + WORD_BITS - 1) / WORD_BITS;
}

/* The notices by announced_on; those of one day stay in their order. */
static void calendar_sort(struct calendar *cal)
{
    for (size_t i = 1; i < cal->n; i++) {
        struct calendar_notice moved = cal->notices[i];
        size_t at = i;
        for (; at > 0 && cal->notices[at - 1].announced_on.days > moved.announced_on.days; at--)
            cal->notices[at] = cal->notices[at - 1];
        cal->notices[at] = moved;
    }
}

/* The view of the first `known` notices, made from the one before it, which has fewer. */
static void view_make(struct arena *a, struct calendar_view *view, const struct calendar *cal,
                      const struct calendar_view *base, size_t known)
{
    *view = (struct calendar_view){.cal = cal, .known = known};
    view->bits = ARENA_NEW_N(a, (size_t)cal->words, uint64_t);
    view->before = ARENA_NEW_N(a, (size_t)cal->words + 1, int32_t);
    if (base != NULL)
        memcpy(view->years, base->years, sizeof(view->years));
    if (base != NULL && cal->words > 0)
        memcpy(view->bits, base->bits, (size_t)cal->words * sizeof(view->bits[0]));
    for (int32_t at = 0; base == NULL && at < cal->days; at++)
        if (at % WEEK_DAYS < WEEK_WORKING)
            view->bits[at / WORD_BITS] |= UINT64_C(1) << (at % WORD_BITS);
    for (size_t i = base != NULL ? base->known : 0; i < known; i++)
        mark_notice(view, &cal->notices[i]);
    mark_spans(view, cal->extra.off, cal->extra.n_off, false);
    mark_spans(view, cal->extra.work, cal->extra.n_work, true);
    view_count(view);
}

/* One view before the first announcement and one from each day of announcement on. */
static void calendar_views(struct arena *a, struct calendar *cal)
{
    cal->views = ARENA_NEW_N(a, cal->n + 1, struct calendar_view);
    view_make(a, &cal->views[0], cal, NULL, 0);
    cal->n_views = 1;
    for (size_t i = 0; i < cal->n; i++) {
        bool more = i + 1 < cal->n &&
                    cal->notices[i + 1].announced_on.days == cal->notices[i].announced_on.days;
        if (more)
            continue;
        view_make(a, &cal->views[cal->n_views], cal, &cal->views[cal->n_views - 1], i + 1);
        cal->n_views++;
    }
}

const struct calendar *calendar_make(struct arena *a, const struct calendar_notice *notices,
                                     size_t n, const struct calendar_extra *extra)
{
    struct calendar *cal = ARENA_NEW(a, struct calendar);
    cal->first = -3; /* 1969-12-29, a Monday: where an empty table lies */
    cal->n = n;
    cal->notices = ARENA_NEW_N(a, n, struct calendar_notice);
    for (size_t i = 0; i < n; i++)
        cal->notices[i] = notices[i];
    if (extra != NULL)
        cal->extra = *extra;
    calendar_sort(cal);
    calendar_extent(cal);
    calendar_views(a, cal);
    return cal;
}

const struct calendar_view *calendar_view(const struct calendar *cal, date known_on)
{
    size_t low = 0; /* view `low` is known by then; the views from `high` on are not */
    size_t high = cal->n_views;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const struct calendar_notice *last = &cal->notices[cal->views[middle].known - 1];
        if (last->announced_on.days <= known_on.days)
            low = middle;
        else
            high = middle;
    }
    return &cal->views[low];
}

/* ---- what a view knows ------------------------------------------------------- */

bool calendar_view_knows_year(const struct calendar_view *view, int32_t year)
{
    if (year < CALENDAR_YEAR_MIN || year > CALENDAR_YEAR_MAX)
        return false;
    uint32_t at = (uint32_t)(year - CALENDAR_YEAR_MIN);
    return (view->years[at / WORD_BITS] >> (at % WORD_BITS) & 1) != 0;
}

const struct calendar_notice *calendar_view_notices(const struct calendar_view *view, size_t *ret_n)
{
    *ret_n = view->known;
    return view->cal->notices;
}

static bool spans_hold(const struct calendar_span *spans, size_t n, date day)
{
    for (size_t i = 0; i < n; i++)
        if (spans[i].first.days <= day.days && day.days <= spans[i].last.days)
            return true;
    return false;
}

struct calendar_reason calendar_view_reason(const struct calendar_view *view, date day)
{
    const struct calendar *cal = view->cal;
    if (spans_hold(cal->extra.work, cal->extra.n_work, day))
        return (struct calendar_reason){.mark = CALENDAR_WORK};
    if (spans_hold(cal->extra.off, cal->extra.n_off, day))
        return (struct calendar_reason){.mark = CALENDAR_OFF};
    for (size_t i = view->known; i-- > 0;) {
        const struct calendar_notice *notice = &cal->notices[i];
        for (size_t k = notice->n_holidays; k-- > 0;) {
            const struct calendar_holiday *h = &notice->holidays[k];
            if (spans_hold(h->work, h->n_work, day))
                return (struct calendar_reason){CALENDAR_WORK, notice, h};
            if (spans_hold(h->off, h->n_off, day))
                return (struct calendar_reason){CALENDAR_OFF, notice, h};
        }
    }
    return (struct calendar_reason){.mark = CALENDAR_PLAIN};
}

/* ---- working days -------------------------------------------------------------- */

bool calendar_is_working(const struct calendar_view *view, date day)
{
    int64_t at = view_at(view, day);
    if (at < 0 || at >= view->cal->days)
        return date_weekday(day) <= WEEK_WORKING;
    return (view->bits[at / WORD_BITS] >> (at % WORD_BITS) & 1) != 0;
}

date calendar_add_working(const struct calendar_view *view, date day, int32_t n)
{
    int64_t at = view_at(view, day);
    if (n == 0)
        return day;
    int64_t rank = n > 0 ? view_rank(view, at + 1) + n - 1 : view_rank(view, at) + n;
    return view_day(view, view_select(view, rank, at));
}

date calendar_working_or_next(const struct calendar_view *view, date day)
{
    return calendar_is_working(view, day) ? day : calendar_add_working(view, day, 1);
}

date calendar_working_or_previous(const struct calendar_view *view, date day)
{
    return calendar_is_working(view, day) ? day : calendar_add_working(view, day, -1);
}

int32_t calendar_count_working(const struct calendar_view *view, date first, date last)
{
    if (first.days > last.days)
        return 0;
    return (int32_t)(view_rank(view, view_at(view, last) + 1) -
                     view_rank(view, view_at(view, first)));
}
