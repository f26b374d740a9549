/*
 * label.c — see label.h. Colons are rare, labels end in one: so every colon is
 * visited and the words before it are looked up.
 */
#include "source/plan/label.h"

enum { LABEL_CHARS_MAX = 16 };

/* Whether a label may begin at i: nothing but a stop or separator stands before it. */
static bool label_boundary(const struct line *ln, size_t floor, size_t i)
{
    if (i == floor || i == 0)
        return true;
    uint32_t before = ln->fold[i - 1];
    return line_is_stop(ln, i - 1) || line_is_blank(before) || before == ',' || before == ':' ||
           before == ')' || before == ']' || before == '[' || before == '(' || before == 0x3001 ||
           before == '.' || before == 0x2026 || (before >= 0x2460 && before <= 0x2473) ||
           before == '"';
}

/* Step back over a bracket, "1.", "(1)" or ① that belongs to the label. */
static size_t label_begin(const struct line *ln, size_t floor, size_t i)
{
    size_t at = i;
    while (at > floor && at + 5 > i) {
        uint32_t cp = ln->fold[at - 1];
        bool part = line_is_digit(cp) || cp == '(' || cp == ')' || cp == '[' || cp == '.' ||
                    cp == 0x3001 || cp == ' ' || (cp >= 0x2460 && cp <= 0x2473);
        if (!part || (cp == '.' && !(at > floor + 1 && line_is_digit(ln->fold[at - 2]))))
            break;
        at--;
    }
    return at;
}

static void label_fill(const struct line *ln, size_t floor, size_t from, size_t to, size_t text,
                       const struct term *t, bool misspelt, struct label_hit *ret)
{
    *ret = (struct label_hit){.from = label_begin(ln, floor, from),
                              .text = text,
                              .kind = t->kind,
                              .as_printed = line_raw(ln, from, to),
                              .term = t,
                              .misspelt = misspelt};
}

/* A label whose last character is at end - 1. */
static bool label_ending(const struct line *ln, size_t floor, size_t end, size_t text,
                         struct label_hit *ret)
{
    size_t begin = 0;
    const struct term *t = term_suffix(ln, floor, end, TERM_IN_PROSE, &begin);
    if (t != NULL && label_boundary(ln, floor, begin)) {
        label_fill(ln, floor, begin, end, text, t, false, ret);
        return true;
    }
    if (end - floor < 4 || !label_boundary(ln, floor, end - 4))
        return false;
    t = term_misspelt(ln, end - 4, end);
    if (t == NULL)
        return false;
    label_fill(ln, floor, end - 4, end, text, t, true, ret);
    return true;
}

/* A label at the start of a paragraph without a colon: alone, in brackets, or before a blank. */
static bool label_leading(const struct line *ln, size_t from, size_t to, struct label_hit *ret)
{
    size_t at = line_skip_blank(ln, from, to);
    bool bracket = at < to && ln->fold[at] == '[';
    at += bracket;
    const struct term *t = term_prefix(ln, at, to, TERM_IN_PROSE);
    if (t == NULL)
        return false;
    size_t end = at + t->chars;
    bool alone = line_skip_blank(ln, end, to) == to;
    bool closed = bracket && end < to && ln->fold[end] == ']';
    bool blank = end < to && line_is_blank(ln->fold[end]) && t->chars >= 4;
    if (!alone && !closed && !blank)
        return false;
    size_t text = end + closed;
    if (text < to && ln->fold[text] == ':')
        text++;
    label_fill(ln, from, at, end, text, t, false, ret);
    return true;
}

bool label_next(const struct line *ln, size_t from, size_t to, struct label_hit *ret)
{
    bool paragraph = from == 0 || ln->fold[from - 1] == '\n';
    if (paragraph && label_leading(ln, from, to, ret))
        return true;
    for (size_t i = from; i < to; i++) {
        bool bracket = ln->fold[i] == ']';
        if (ln->fold[i] != ':' && !bracket)
            continue;
        size_t end = line_trim_end(ln, from, i);
        if (!bracket && end > from && ln->fold[end - 1] == ']')
            end--;
        size_t floor = end - from > LABEL_CHARS_MAX ? end - LABEL_CHARS_MAX : from;
        if (end == floor || !label_ending(ln, floor, end, i + 1, ret))
            continue;
        /* "]" ends a label only if "[" begins it */
        if (bracket && (ret->from >= end || ln->fold[ret->from] != '['))
            continue;
        if (bracket && i + 1 < to && ln->fold[i + 1] == ':')
            ret->text = i + 2;
        return true;
    }
    return false;
}
