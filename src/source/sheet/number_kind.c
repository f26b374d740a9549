/*
 * number_kind.c — see number_kind.h.
 *
 * What surprised its author: "m" is a month unless an hour stands before it or a second
 * behind it, and "E" is an exponent before a sign but in East Asian codes a year.
 */
#include "source/sheet/number_kind.h"

enum number_kind number_kind_builtin(int32_t id)
{
    static const struct {
        int32_t from, to;
        enum number_kind kind;
    } ranges[] = {
        {14, 17, NUMBER_KIND_DATE}, {18, 21, NUMBER_KIND_TIME},    {22, 22, NUMBER_KIND_DATETIME},
        {27, 31, NUMBER_KIND_DATE}, {32, 35, NUMBER_KIND_TIME},    {36, 36, NUMBER_KIND_DATE},
        {45, 45, NUMBER_KIND_TIME}, {46, 46, NUMBER_KIND_ELAPSED}, {47, 47, NUMBER_KIND_TIME},
        {50, 54, NUMBER_KIND_DATE}, {55, 56, NUMBER_KIND_TIME},    {57, 58, NUMBER_KIND_DATE},
    };
    for (size_t i = 0; i < ARRAY_LEN(ranges); i++)
        if (id >= ranges[i].from && id <= ranges[i].to)
            return ranges[i].kind;
    return NUMBER_KIND_NUMBER;
}

/* ---- format codes ----------------------------------------------------------- */

/* What was seen of a code so far. */
struct code {
    struct str s;
    bool day, time, elapsed;
    char last;        /* the last letter of date or time, 0: none */
    size_t undecided; /* an m that is a month unless a second follows; runs, not letters */
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool here(struct str s, size_t at, const char *word)
{
    for (size_t i = 0; word[i] != '\0'; i++)
        if (at + i >= s.n || lower(s.p[at + i]) != word[i])
            return false;
    return true;
}

/* Past what is shown as it stands, or decides nothing, at s[at]; 0 if there is nothing such. */
static size_t skip_literal(struct str s, size_t at)
{
    struct str end;
    switch (s.p[at]) {
    case '"': end = STR("\""); break;
    case '[': end = STR("]"); break;
    case '\\':
    case '_':
    case '*': {
        size_t next = at + 1;
        if (next < s.n)
            (void)str_next(s, &next); /* the character that is shown, left out or repeated */
        return next - at;
    }
    default: return here(s, at, "general") ? strlen("general") : here(s, at, "g/") ? 2 : 0;
    }
    size_t close = str_find(s, end, at + 1);
    return (close == SIZE_MAX ? s.n : close + 1) - at;
}

/* Whether brackets at s[at] hold hours, minutes or seconds that count on: [h], [mm]. */
static bool is_elapsed(struct str s, size_t at)
{
    if (s.p[at] != '[')
        return false;
    size_t i = at + 1;
    char unit = i < s.n ? lower(s.p[i]) : '\0';
    if (unit != 'h' && unit != 'm' && unit != 's')
        return false;
    while (i < s.n && lower(s.p[i]) == unit)
        i++;
    return i < s.n && s.p[i] == ']';
}

/* Take the run of one letter at s[at] for what it is; returns its length. */
static size_t take_run(struct code *c, size_t at)
{
    char letter = lower(c->s.p[at]);
    size_t n = 1;
    while (at + n < c->s.n && lower(c->s.p[at + n]) == letter)
        n++;
    switch (letter) {
    case 'y':
    case 'd':
    case 'b': c->day = true; break;
    case 'e': {
        char next = at + n < c->s.n ? c->s.p[at + n] : '\0';
        if (next == '+' || next == '-')
            return n;
        c->day = true;
        break;
    }
    case 'h': c->time = true; break;
    case 's':
        c->time = true;
        if (c->last == 'm' && c->undecided > 0)
            c->undecided--;
        break;
    case 'm':
        if (c->last == 'h')
            c->time = true;
        else
            c->undecided++;
        break;
    default: return n;
    }
    c->last = letter;
    return n;
}

/* Day of the week (aaa, aaaa) or half of the day (am/pm, a/p); the length, or 0. */
static size_t take_a(struct code *c, size_t at)
{
    static const struct {
        const char *word;
        bool day;
    } words[] = {{"am/pm", false}, {"a/p", false}, {"aaaa", true}, {"aaa", true}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!here(c->s, at, words[i].word))
            continue;
        c->day |= words[i].day;
        c->time |= !words[i].day;
        return strlen(words[i].word);
    }
    return 0;
}

enum number_kind number_kind_of(struct str code)
{
    struct code c = {.s = code};
    for (size_t at = 0; at < code.n && code.p[at] != ';';) {
        size_t n = 0;
        if (is_elapsed(code, at)) {
            c.elapsed = true;
            c.last = lower(code.p[at + 1]);
        }
        n = skip_literal(code, at);
        if (n == 0)
            n = take_a(&c, at);
        at += n > 0 ? n : take_run(&c, at);
    }
    bool day = c.day || c.undecided > 0;
    if (c.elapsed && !day)
        return NUMBER_KIND_ELAPSED;
    if (c.time || c.elapsed)
        return day ? NUMBER_KIND_DATETIME : NUMBER_KIND_TIME;
    return day ? NUMBER_KIND_DATE : NUMBER_KIND_NUMBER;
}
