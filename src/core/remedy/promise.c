/*
 * promise.c — names of the lists in promise.def, and the draft rule of a duty.
 *
 * The rule is written by hand and not by a YAML library: it is ten lines of
 * known form, and only two texts in it come from outside.
 */
#include "core/remedy/promise.h"

#include "base/arena.h"

/* ---- names --------------------------------------------------------------- */

struct promise_row {
    const char *name;
    const char *title[LANG__MAX];
};

static const struct promise_row PROMISE_KINDS[] = {
#define PROMISE_KIND(name, key, en, zh) {key, {en, zh}},
#include "core/remedy/promise.def"
};

static const struct promise_row PROMISE_EVERIES[] = {
#define PROMISE_EVERY(name, key, en, zh) {key, {en, zh}},
#include "core/remedy/promise.def"
};

static const struct promise_row PROMISE_AMOUNTS[] = {
#define PROMISE_AMOUNT(name, key) {key, {NULL}},
#include "core/remedy/promise.def"
};

static const struct promise_row PROMISE_LIMITS[] = {
#define PROMISE_LIMIT(name, key) {key, {NULL}},
#include "core/remedy/promise.def"
};

/* The index of a name, or n if there is none. */
static size_t promise_row_of(const struct promise_row *rows, size_t n, struct str name)
{
    size_t i = 0;
    while (i < n && !str_eq(name, str_of(rows[i].name)))
        i++;
    return i;
}

const char *promise_kind_name(enum promise_kind kind)
{
    must(kind < PROMISE_KIND__MAX);
    return PROMISE_KINDS[kind].name;
}

const char *promise_every_name(enum promise_every every)
{
    must(every < PROMISE_EVERY__MAX);
    return PROMISE_EVERIES[every].name;
}

const char *promise_amount_name(enum promise_amount amount)
{
    must(amount < PROMISE_AMOUNT__MAX);
    return PROMISE_AMOUNTS[amount].name;
}

const char *promise_limit_name(enum promise_limit limit)
{
    must(limit < PROMISE_LIMIT__MAX);
    return PROMISE_LIMITS[limit].name;
}

enum promise_kind promise_kind_of(struct str name)
{
    return (enum promise_kind)promise_row_of(PROMISE_KINDS, PROMISE_KIND__MAX, name);
}

enum promise_every promise_every_of(struct str name)
{
    return (enum promise_every)promise_row_of(PROMISE_EVERIES, PROMISE_EVERY__MAX, name);
}

enum promise_amount promise_amount_of(struct str name)
{
    return (enum promise_amount)promise_row_of(PROMISE_AMOUNTS, PROMISE_AMOUNT__MAX, name);
}

enum promise_limit promise_limit_of(struct str name)
{
    return (enum promise_limit)promise_row_of(PROMISE_LIMITS, PROMISE_LIMIT__MAX, name);
}

const char *promise_kind_title(enum promise_kind kind, enum lang lang)
{
    must(kind < PROMISE_KIND__MAX);
    return PROMISE_KINDS[kind].title[lang];
}

const char *promise_every_title(enum promise_every every, enum lang lang)
{
    must(every < PROMISE_EVERY__MAX);
    return PROMISE_EVERIES[every].title[lang];
}

const char *promise_amount_text(int64_t centi, char out[PROMISE_AMOUNT_TEXT_MAX])
{
    must(centi >= 0);
    char digits[PROMISE_AMOUNT_TEXT_MAX];
    size_t n = 0;
    /* from behind: the two places after the point unless they are 0, then the whole */
    bool fraction = false;
    for (int place = 0; place < 2; place++, centi /= 10) {
        fraction = fraction || centi % 10 != 0;
        if (fraction)
            digits[n++] = (char)('0' + centi % 10);
    }
    if (fraction)
        digits[n++] = '.';
    do {
        digits[n++] = (char)('0' + centi % 10);
        centi /= 10;
    } while (centi > 0);
    for (size_t i = 0; i < n; i++)
        out[i] = digits[n - 1 - i];
    out[n] = '\0';
    return out;
}

/* ---- the draft rule -------------------------------------------------------- */

enum { PROMISE_RULE_ID_MAX = 64 };

bool promise_rule_id_valid(struct str id)
{
    if (id.n == 0 || id.n > PROMISE_RULE_ID_MAX)
        return false;
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        bool fine =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
        if (!fine)
            return false;
    }
    return true;
}

/* Code points that YAML asks to be escaped, or that nobody could see. */
static bool promise_is_hidden(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp <= 0xA0) || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2069) || cp == 0xFEFF ||
           (cp & 0xFFFE) == 0xFFFE;
}

/* Write cp as \uXXXX or \UXXXXXXXX; returns the bytes written. */
static size_t promise_yaml_escape(uint32_t cp, char *out)
{
    size_t digits = cp > 0xFFFF ? 8 : 4;
    out[0] = '\\';
    out[1] = digits == 8 ? 'U' : 'u';
    for (size_t i = 0; i < digits; i++)
        out[2 + i] = "0123456789ABCDEF"[(cp >> (4 * (digits - 1 - i))) & 0xF];
    return digits + 2;
}

/* Text as a double-quoted YAML scalar on one line. */
static struct str promise_yaml_text(struct arena *a, struct str s)
{
    /* one byte becomes six at most, as in \u0001 */
    char *out = arena_array(a, s.n + 1, 6);
    size_t n = 0;
    out[n++] = '"';
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = str_next(s, &at);
        if (promise_is_hidden(cp)) {
            n += promise_yaml_escape(cp, out + n);
            continue;
        }
        if (cp == '"' || cp == '\\')
            out[n++] = '\\';
        n += str_encode(cp, out + n);
    }
    out[n++] = '"';
    return (struct str){out, n};
}

/* Days from the first day of the period to the day named in it; -1 where it is the last one. */
static int32_t promise_days_in(const struct promise *p)
{
    /* the longest way from the first day of a quarter, half-year or year to each month */
    static const int16_t quarter[] = {0, 31, 62};
    static const int16_t half_year[] = {0, 31, 62, 92, 123, 153};
    static const int16_t year[] = {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335};
    if (p->weekday > 0 && p->weekday < 7)
        return p->weekday - 1;
    if (p->day <= 0 || p->day > 28)
        return -1;
    if (p->every == PROMISE_EVERY_MONTH)
        return p->day - 1;
    if (p->month <= 0)
        return -1;
    size_t m = (size_t)p->month - 1;
    if (p->every == PROMISE_EVERY_QUARTER && m < ARRAY_LEN(quarter))
        return quarter[m] + p->day - 1;
    if (p->every == PROMISE_EVERY_HALF_YEAR && m < ARRAY_LEN(half_year))
        return half_year[m] + p->day - 1;
    if (p->every == PROMISE_EVERY_YEAR && m < ARRAY_LEN(year))
        return year[m] + p->day - 1;
    return -1;
}

static struct str promise_yaml_enter_by(struct arena *a, const struct promise *p)
{
    const char *unit = p->limit == PROMISE_LIMIT_WORKING_DAYS ? "working_days" : "days";
    int32_t days_in = promise_days_in(p);
    if (p->every == PROMISE_EVERY_EVENT)
        return str_format(a, "{after: occurred_on, %s: %d}", unit, (int)p->limit_n);
    if (p->limit != PROMISE_LIMIT_NONE)
        return str_format(a, "{after: window_end, %s: %d}", unit, (int)p->limit_n);
    if (days_in >= 0)
        return str_format(a, "{after: window_start, days: %d}", (int)days_in);
    return STR("{after: window_end, days: 0}");
}

/* For whom and how often; what is needed. */
static struct str promise_yaml_what(struct arena *a, const struct promise *p,
                                    const struct promise_accept *acc)
{
    if (p->every == PROMISE_EVERY_EVENT)
        return str_format(a,
                          "  for: {record: duty_done}\n"
                          "  where: duty = '%" STR_FMT "'\n",
                          STR_ARG(acc->id));
    bool sum = p->amount == PROMISE_AMOUNT_SUM;
    char text[PROMISE_AMOUNT_TEXT_MAX] = "1";
    if (p->amount != PROMISE_AMOUNT_NONE)
        (void)promise_amount_text(p->amount_centi, text);
    return str_format(a,
                      "  for: {%s: %" STR_FMT "}\n"
                      "  every: %s\n"
                      "  need: {record: duty_done, where: duty = '%" STR_FMT "', %s%s}\n",
                      acc->subject.n > 0 ? "subject" : "unit",
                      STR_ARG(acc->subject.n > 0 ? acc->subject : acc->unit),
                      promise_every_name(p->every), STR_ARG(acc->id),
                      sum ? "sum: amount, at_least: " : "count: ", text);
}

struct str promise_rule(struct arena *a, const struct promise *p, const struct promise_accept *acc)
{
    must(p->kind == PROMISE_DUTY && p->every != PROMISE_EVERY_NONE);
    must(promise_rule_id_valid(acc->id));
    must(promise_rule_id_valid(acc->subject.n > 0 ? acc->subject : acc->unit));
    must(acc->owner.n == 0 || promise_rule_id_valid(acc->owner));
    char from[DATE_TEXT_MAX];
    struct str owner = STR_NONE;
    if (acc->owner.n > 0)
        owner = str_format(a, "  owner: %" STR_FMT "\n", STR_ARG(acc->owner));
    return str_format(a,
                      "- id: %" STR_FMT "\n"
                      "  name: {zh: %" STR_FMT "}\n"
                      "%" STR_FMT "  enter_by: %" STR_FMT "\n"
                      "%" STR_FMT "  valid: {from: %s}\n"
                      "  source: {text: %" STR_FMT "}\n"
                      "  verified: false\n",
                      STR_ARG(acc->id), STR_ARG(promise_yaml_text(a, p->what)),
                      STR_ARG(promise_yaml_what(a, p, acc)), STR_ARG(promise_yaml_enter_by(a, p)),
                      STR_ARG(owner), date_text(acc->from, from),
                      STR_ARG(promise_yaml_text(a, p->sentence)));
}
