/*
 * moment_text.c — see moment_text.h. A cursor runs over the text once.
 */
#include "core/record/moment_text.h"

#include "core/calendar/local_time.h"

#define MOMENT_DAY_MS INT64_C(86400000)

struct cursor {
    struct str s;
    size_t at;
};

static bool cursor_done(const struct cursor *c)
{
    return c->at == c->s.n;
}

static bool cursor_take(struct cursor *c, struct str word)
{
    if (!str_starts(str_sub(c->s, c->at, c->s.n), word))
        return false;
    c->at += word.n;
    return true;
}

/* From `least` to `most` digits; takes none unless there are as many. */
static bool cursor_number(struct cursor *c, size_t least, size_t most, int *ret, size_t *ret_n)
{
    size_t n = 0;
    int value = 0;
    while (c->at + n < c->s.n && n < most && c->s.p[c->at + n] >= '0' && c->s.p[c->at + n] <= '9')
        value = value * 10 + (c->s.p[c->at + n++] - '0');
    if (n < least)
        return false;
    c->at += n;
    *ret = value;
    if (ret_n != NULL)
        *ret_n = n;
    return true;
}

static enum err_code moment_no(const struct cursor *c, struct err *e)
{
    return err_set(e, ERR_DATE_SYNTAX, "\"%" STR_FMT "\"", STR_ARG(c->s));
}

/* ---- days ---------------------------------------------------------------------- */

/* One of the ways to write a day: what stands behind the year, the month and the day. */
struct day_form {
    struct str after_year, after_month, after_day;
};

static const struct day_form DAY_FORMS[] = {
#define DAY_FORM(year, month, day)                                                                 \
    {{year, sizeof(year) - 1}, {month, sizeof(month) - 1}, {day, sizeof(day) - 1}},
#include "core/record/words.def"
#undef DAY_FORM
};

static bool day_form_read(struct cursor *c, const struct day_form *form, int part[3])
{
    struct cursor try = *c;
    if (!cursor_number(&try, 4, 4, &part[0], NULL) || !cursor_take(&try, form->after_year) ||
        !cursor_number(&try, 1, 2, &part[1], NULL) || !cursor_take(&try, form->after_month) ||
        !cursor_number(&try, 1, 2, &part[2], NULL) || !cursor_take(&try, form->after_day))
        return false;
    *c = try;
    return true;
}

static bool day_digits_read(struct cursor *c, int part[3])
{
    struct cursor try = *c;
    int value;
    if (!cursor_number(&try, 8, 8, &value, NULL))
        return false;
    part[0] = value / 10000;
    part[1] = value / 100 % 100;
    part[2] = value % 100;
    *c = try;
    return true;
}

static enum err_code cursor_day(struct cursor *c, date *ret, struct err *e)
{
    int part[3];
    bool found = day_digits_read(c, part);
    for (size_t i = 0; !found && i < ARRAY_LEN(DAY_FORMS); i++)
        found = day_form_read(c, &DAY_FORMS[i], part);
    if (!found)
        return moment_no(c, e);
    return date_make(part[0], part[1], part[2], ret, e);
}

/* ---- times of day ---------------------------------------------------------------- */

static bool cursor_fraction(struct cursor *c, int *ret_ms)
{
    size_t n;
    *ret_ms = 0;
    if (!cursor_take(c, STR(".")))
        return true;
    if (!cursor_number(c, 1, 3, ret_ms, &n))
        return false;
    for (; n < 3; n++)
        *ret_ms *= 10;
    return true;
}

/* Milliseconds since the day began; 24:00 is not a time of this day. */
static bool cursor_time(struct cursor *c, int64_t *ret)
{
    int h, m, s = 0, ms = 0;
    if (!cursor_number(c, 1, 2, &h, NULL) || !cursor_take(c, STR(":")) ||
        !cursor_number(c, 2, 2, &m, NULL))
        return false;
    if (cursor_take(c, STR(":")) && (!cursor_number(c, 2, 2, &s, NULL) || !cursor_fraction(c, &ms)))
        return false;
    *ret = ((h * INT64_C(60) + m) * 60 + s) * 1000 + ms;
    return h < 24 && m < 60 && s < 60;
}

/* When the day began where the clock stood: behind the time may be a distance to UTC. */
static bool cursor_zone(struct cursor *c, date day, instant *ret)
{
    int h, m;
    instant utc = {day.days * MOMENT_DAY_MS};
    *ret = utc;
    if (cursor_take(c, STR("Z")))
        return true;
    *ret = local_day_start(day);
    bool west = cursor_take(c, STR("-"));
    if (!west && !cursor_take(c, STR("+")))
        return true;
    if (!cursor_number(c, 2, 2, &h, NULL))
        return false;
    (void)cursor_take(c, STR(":"));
    if (!cursor_number(c, 2, 2, &m, NULL) || h > 14 || m > 59)
        return false;
    *ret = (instant){utc.ms - (west ? -1 : 1) * (h * INT64_C(60) + m) * 60000};
    return true;
}

/* ---- both -------------------------------------------------------------------------- */

enum err_code day_text_read(struct str s, date *ret, struct err *e)
{
    instant t = {0};
    struct cursor c = {s, 0};
    date day = {0};
    ERR_TRY(cursor_day(&c, &day, e));
    if (!cursor_done(&c)) {
        ERR_TRY(moment_text_read(s, &t, e));
        if (t.ms != local_day_start(day).ms)
            return moment_no(&c, e);
    }
    *ret = day;
    return ERR_OK;
}

enum err_code moment_text_read(struct str s, instant *ret, struct err *e)
{
    struct cursor c = {s, 0};
    date day;
    ERR_TRY(cursor_day(&c, &day, e));
    instant began = local_day_start(day);
    int64_t ms = 0;
    if (!cursor_done(&c)) {
        bool apart = cursor_take(&c, STR("T"));
        while (cursor_take(&c, STR(" ")))
            apart = true;
        if (!apart || !cursor_time(&c, &ms) || !cursor_zone(&c, day, &began) || !cursor_done(&c))
            return moment_no(&c, e);
    }
    *ret = (instant){began.ms + ms};
    return ERR_OK;
}

const char *moment_text(instant t, char out[MOMENT_TEXT_MAX])
{
    char local[LOCAL_TIME_TEXT_MAX];
    (void)local_time_text(t, local);
    (void)snprintf(out, MOMENT_TEXT_MAX, "%.10s %.*s", local, t.ms % 1000 == 0 ? 8 : 12,
                   local + 11);
    return out;
}
