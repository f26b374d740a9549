/*
 * label.c — see label.h. Colons are rare, labels end in one: so every colon is
 * visited and the words before it are looked up.
 */
#include "source/plan/label.h"

enum { LABEL_CHARS_MAX = 16 };

/* ① to ⑳ */
static bool label_circle(uint32_t cp)
{
    return line_one_of(cp, STR("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"));
}

/* Whether a label may begin at i: nothing but a stop or separator stands before it. */
static bool label_boundary(const struct line *ln, size_t floor, size_t i)
{
    if (i == floor || i == 0)
        return true;
    uint32_t before = ln->fold[i - 1];
    return line_is_stop(ln, i - 1) || line_is_blank(before) || label_circle(before) ||
           line_is_bullet(before) || line_one_of(before, STR(",:)][(、.…\""));
}

/* Step back over a bracket, "1.", "(1)" or ① that belongs to the label. */
static size_t label_begin(const struct line *ln, size_t floor, size_t i)
{
    size_t at = i;
    while (at > floor && at + 5 > i) {
        uint32_t cp = ln->fold[at - 1];
        bool part = line_is_digit(cp) || label_circle(cp) || line_is_bullet(cp) ||
                    line_one_of(cp, STR("()[.、 "));
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

/* What stands before `from` on its line. */
enum label_lead { LEAD_TEXT, LEAD_NUMBER, LEAD_NOTHING };

static enum label_lead label_lead(const struct line *ln, size_t from)
{
    enum label_lead lead = LEAD_NOTHING;
    for (size_t i = from; i > 0 && ln->fold[i - 1] != '\n'; i--) {
        uint32_t cp = ln->fold[i - 1];
        if (line_is_blank(cp))
            continue;
        if (!line_is_digit(cp) && !label_circle(cp) && !line_is_bullet(cp) &&
            !line_one_of(cp, STR("()、.一二三四五六七八九十")))
            return LEAD_TEXT;
        lead = LEAD_NUMBER;
    }
    return lead;
}

/*
 * A label at the start of a paragraph without a colon: alone, in brackets, or before a blank.
 * Alone behind a number it may be a chapter, which prose_chapter.c knows.
 */
static bool label_leading(const struct line *ln, size_t from, size_t to, struct label_hit *ret)
{
    enum label_lead lead = label_lead(ln, from);
    if (lead == LEAD_TEXT)
        return false;
    size_t at = line_skip_blank(ln, from, to);
    bool bracket = at < to && ln->fold[at] == '[';
    at += bracket;
    const struct term *t = term_prefix(ln, at, to, TERM_IN_PROSE);
    if (t == NULL)
        return false;
    size_t end = at + t->chars;
    bool alone = lead == LEAD_NOTHING && line_skip_blank(ln, end, to) == to;
    bool closed = bracket && end < to && ln->fold[end] == ']';
    bool blank = end < to && line_is_blank(ln->fold[end]) && t->chars >= 4 &&
                 line_skip_blank(ln, end, to) < to;
    if (!alone && !closed && !blank)
        return false;
    size_t text = end + closed;
    if (text < to && ln->fold[text] == ':')
        text++;
    label_fill(ln, from, at, end, text, t, false, ret);
    return true;
}

/* 失分原因是：, 整改措施如下：: what stands between a label and its colon; the end without it. */
static size_t label_before_copula(const struct line *ln, size_t from, size_t end)
{
    static const char *const words[] = {"主要是", "主要有", "主要为", "如下", "在于",
                                        "包括",   "是",     "为",     "有",   "系"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        struct str word = str_of(words[i]);
        size_t n = str_chars(word);
        size_t got = 0;
        if (end >= from + n + 2 && line_reads(ln, end - n, end, word, &got))
            return end - n;
    }
    return end;
}

/* 失分原因二：, a long label with its number; a short one (问题二：) begins an item. */
static bool label_numbered(const struct line *ln, size_t floor, size_t end, size_t text,
                           struct label_hit *ret)
{
    size_t at = end;
    while (at > floor && end - at < 2 &&
           (line_is_digit(ln->fold[at - 1]) ||
            line_one_of(ln->fold[at - 1], STR("一二三四五六七八九十"))))
        at--;
    return at < end && label_ending(ln, floor, at, text, ret) && ret->term->chars >= 4;
}

/* A label that ends in the colon or bracket at i. */
static bool label_marked(const struct line *ln, size_t from, size_t i, size_t to,
                         struct label_hit *ret)
{
    bool bracket = ln->fold[i] == ']';
    size_t end = line_trim_end(ln, from, i);
    if (!bracket && end > from && ln->fold[end - 1] == ']')
        end--;
    size_t floor = end - from > LABEL_CHARS_MAX ? end - LABEL_CHARS_MAX : from;
    size_t bare = bracket ? end : label_before_copula(ln, floor, end);
    if (end == floor || (!label_ending(ln, floor, end, i + 1, ret) &&
                         (bare == end || !label_ending(ln, floor, bare, i + 1, ret)) &&
                         !label_numbered(ln, floor, end, i + 1, ret)))
        return false;
    /* "]" ends a label only if "[" begins it */
    if (bracket && (ret->from >= end || ln->fold[ret->from] != '['))
        return false;
    if (bracket && i + 1 < to && ln->fold[i + 1] == ':')
        ret->text = i + 2;
    return true;
}

static bool label_is_section(enum term_kind kind)
{
    return kind == TERM_CAUSE || kind == TERM_MEASURE || kind == TERM_BOTH ||
           kind == TERM_DEPARTMENT || kind == TERM_TIME_LIMIT;
}

/* A label before the 为 or 是 at i; it must be long and begin a clause. */
static bool label_said(const struct line *ln, size_t from, size_t i, struct label_hit *ret)
{
    if (!line_one_of(ln->fold[i], STR("为是系")))
        return false;
    size_t floor = i - from > LABEL_CHARS_MAX ? i - LABEL_CHARS_MAX : from;
    size_t end = i;
    size_t begin = 0;
    size_t n = 0;
    const struct term *t = term_suffix(ln, floor, end, TERM_IN_PROSE, &begin);
    if (t == NULL && end >= floor + 2 && line_reads(ln, end - 2, end, STR("主要"), &n)) {
        end -= 2;
        t = term_suffix(ln, floor, end, TERM_IN_PROSE, &begin);
    }
    if (t == NULL || (t->chars < 4 && !str_eq(t->text, STR("原因"))) ||
        !label_is_section(t->kind) ||
        !(begin == 0 || line_is_stop(ln, begin - 1) ||
          line_one_of(ln->fold[begin - 1], STR(",:)( "))))
        return false;
    label_fill(ln, floor, begin, end, i + 1, t, false, ret);
    ret->said = true;
    return true;
}

static bool label_find(const struct line *ln, size_t from, size_t to, bool said,
                       struct label_hit *ret)
{
    if (label_leading(ln, from, to, ret))
        return true;
    for (size_t i = from; i < to; i++) {
        bool mark = ln->fold[i] == ':' || ln->fold[i] == ']';
        if (mark ? label_marked(ln, from, i, to, ret) : said && label_said(ln, from, i, ret))
            return true;
    }
    return false;
}

bool label_next(const struct line *ln, size_t from, size_t to, struct label_hit *ret)
{
    return label_find(ln, from, to, false, ret);
}

bool label_next_said(const struct line *ln, size_t from, size_t to, struct label_hit *ret)
{
    return label_find(ln, from, to, true, ret);
}

bool label_alone(const struct line *ln, size_t from, size_t to, struct label_hit *ret)
{
    size_t at = line_skip_blank(ln, from, to);
    size_t end = line_trim_end(ln, at, to);
    while (end > at && line_one_of(ln->fold[end - 1], STR(":。. ")))
        end--;
    const struct term *t = term_exact(ln, at, end, TERM_IN_PROSE);
    if (t == NULL)
        return false;
    label_fill(ln, at, at, end, to, t, false, ret);
    return true;
}
