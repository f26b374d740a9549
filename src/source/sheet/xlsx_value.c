/*
 * xlsx_value.c — see xlsx_value.h.
 */
#include "source/sheet/xlsx_value.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };

static const int64_t DAY = INT64_C(24) * HOUR;

enum xlsx_type xlsx_type_of(struct str t)
{
    static const struct {
        const char *t;
        enum xlsx_type type;
    } types[] = {
        {"s", XLSX_SHARED}, {"str", XLSX_TEXT}, {"inlineStr", XLSX_TEXT},
        {"b", XLSX_BOOL},   {"e", XLSX_ERROR},  {"d", XLSX_DATE},
    };
    for (size_t i = 0; t.n > 0 && i < ARRAY_LEN(types); i++)
        if (str_eq(t, str_of(types[i].t)))
            return types[i].type;
    return XLSX_NUMBER;
}

/* ---- days and times ---------------------------------------------------------- */

/* "10:30:00" and, if there are any, milliseconds; hours may count on. */
static size_t put_time(int64_t ms, char *out, size_t cap)
{
    int n = snprintf(out, cap, "%02lld:%02lld:%02lld", (long long)(ms / HOUR),
                     (long long)(ms / MINUTE % 60), (long long)(ms / SECOND % 60));
    if (ms % SECOND != 0)
        n += snprintf(out + n, cap - (size_t)n, ".%03lld", (long long)(ms % SECOND));
    return (size_t)n;
}

static void set_time(struct sheet_cell *cell, int64_t ms, char out[XLSX_VALUE_MAX])
{
    cell->kind = SHEET_TIME;
    cell->ms = ms;
    cell->text = (struct str){out, put_time(ms, out, XLSX_VALUE_MAX)};
}

static void set_day(struct sheet_cell *cell, date day, int64_t ms, bool with_time,
                    char out[XLSX_VALUE_MAX])
{
    cell->kind = with_time ? SHEET_DATETIME : SHEET_DATE;
    cell->day = day;
    cell->ms = with_time ? ms : 0;
    size_t n = strlen(date_text(day, out));
    if (with_time) {
        out[n++] = ' ';
        n += put_time(ms, out + n, XLSX_VALUE_MAX - n);
    }
    cell->text = (struct str){out, n};
}

static void set_error(struct sheet_cell *cell, struct str text)
{
    cell->kind = SHEET_ERROR;
    cell->text = text;
}

/* What programs show where a number is no day. */
static struct str no_day(const struct serial *s)
{
    return s->days == 0 ? STR("1900-01-00") : STR("1900-02-29");
}

static void read_serial(struct str value, enum number_kind kind, bool from_1904,
                        struct sheet_cell *cell, char out[XLSX_VALUE_MAX])
{
    struct serial s;
    date day;
    if (!serial_parse(value, &s))
        set_error(cell, value);
    else if (kind == NUMBER_KIND_ELAPSED)
        set_time(cell, s.days * DAY + s.ms, out);
    else if (kind == NUMBER_KIND_TIME)
        set_time(cell, s.ms, out);
    else if (serial_date(&s, from_1904, &day))
        set_day(cell, day, s.ms, kind == NUMBER_KIND_DATETIME, out);
    else
        set_error(cell, no_day(&s));
}

/* ---- ISO 8601 -------------------------------------------------------------------- */

/* Two digits at s[at] below `limit`; -1 if they are not there. */
static int64_t two_digits(struct str s, size_t at, int64_t limit)
{
    int64_t v = 0;
    struct str digits = str_sub(s, at, at + 2);
    if (digits.n != 2 || digits.p[0] == '-' || digits.p[0] == '+' ||
        str_to_i64(digits, &v, NULL) != ERR_OK || v >= limit)
        return -1;
    return v;
}

/* "10:30", "10:30:00", "10:30:00.250Z"; digits behind milliseconds are left out. */
static bool parse_time(struct str s, int64_t *ret)
{
    if (str_ends(s, STR("Z")))
        s = str_sub(s, 0, s.n - 1);
    int64_t hour = two_digits(s, 0, 24), minute = two_digits(s, 3, 60);
    int64_t second = s.n > 5 ? two_digits(s, 6, 60) : 0;
    bool shape = s.n >= 5 && s.p[2] == ':' && (s.n == 5 || s.p[5] == ':');
    if (!shape || hour < 0 || minute < 0 || second < 0 || (s.n > 8 && s.p[8] != '.'))
        return false;
    int64_t ms = 0, scale = 100;
    for (size_t i = 9; i < s.n; i++, scale /= 10) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        ms += (s.p[i] - '0') * scale;
    }
    *ret = hour * HOUR + minute * MINUTE + second * SECOND + ms;
    return true;
}

static void read_iso(struct str value, enum number_kind kind, struct sheet_cell *cell,
                     char out[XLSX_VALUE_MAX])
{
    date day;
    int64_t ms = 0;
    struct str rest = str_sub(value, 10, value.n);
    bool has_day = date_parse(str_sub(value, 0, 10), &day, NULL) == ERR_OK;
    bool has_time = str_starts(rest, STR("T")) && parse_time(str_sub(rest, 1, rest.n), &ms);
    if (has_day && (has_time || rest.n == 0))
        set_day(cell, day, ms, has_time && (ms != 0 || kind != NUMBER_KIND_DATE), out);
    else if (parse_time(value, &ms))
        set_time(cell, ms, out);
    else
        set_error(cell, value);
}

/* ---- everything -------------------------------------------------------------------- */

static void read_number(struct str value, struct sheet_cell *cell, char out[XLSX_VALUE_MAX])
{
    struct str shown = number_shown(value, out, &cell->clipped);
    if (shown.n == 0) {
        set_error(cell, value);
        return;
    }
    cell->kind = SHEET_NUMBER;
    cell->text = shown;
}

void xlsx_value_read(enum xlsx_type type, struct str value, enum number_kind kind, bool from_1904,
                     struct sheet_cell *cell, char out[XLSX_VALUE_MAX])
{
    switch (type) {
    case XLSX_NUMBER:
        value = str_trim(value);
        if (kind == NUMBER_KIND_NUMBER)
            read_number(value, cell, out);
        else
            read_serial(value, kind, from_1904, cell, out);
        break;
    case XLSX_BOOL:
        cell->kind = SHEET_BOOL;
        value = str_trim(value);
        cell->text =
            str_eq(value, STR("1")) || str_eq(value, STR("true")) ? STR("TRUE") : STR("FALSE");
        break;
    case XLSX_ERROR: set_error(cell, value); break;
    case XLSX_DATE: read_iso(str_trim(value), kind, cell, out); break;
    case XLSX_SHARED:
    case XLSX_TEXT: must_not_reach("texts have no value");
    }
}
