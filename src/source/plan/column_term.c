/*
 * column_term.c — see column_term.h.
 *
 * What surprised its author: a Chinese heading is what its end says. 整改措施完成情况 tells
 * how far a measure is, not what it is; so the end is looked at before the beginning.
 */
#include "source/plan/column_term.h"

enum {
    GUESS_CUT_LEAST = 3,   /* characters of a cut-off heading */
    GUESS_BEGIN_LEAST = 4, /* of a term at the beginning of a heading */
    GUESS_END_LEAST = 3,   /* of a term at its end */
    GUESS_LAST_LEAST = 2, /* of one at its end that says what an item has: 原因, 举措, 科室 */
};

/* ---- pieces of a heading ----------------------------------------------------------- */

/* The bracket that a heading ends with, or `to`. */
static size_t bracket_at(const struct line *ln, size_t from, size_t to)
{
    if (to > from && ln->fold[to - 1] == ')')
        for (size_t i = to - 1; i > from; i--)
            if (ln->fold[i] == '(')
                return i;
    return to;
}

static bool is_and(uint32_t cp)
{
    return cp == 0x53CA || cp == 0x548C || cp == 0x4E0E || cp == 0x66A8 || /* 及和与暨 */
           cp == 0x3001 || cp == '/' || cp == ',' || cp == ';' || cp == '+' || cp == '(' ||
           cp == ')';
}

/* Whether a term names persons: 责任人, 分管领导. */
static bool is_person(const struct term *t)
{
    return t->kind == TERM_OTHER &&
           (str_ends(t->text, STR("人")) || str_ends(t->text, STR("人员")) ||
            str_ends(t->text, STR("领导")));
}

/* Which kinds of terms stand in a heading. */
struct parts {
    unsigned kinds;       /* 1 << enum term_kind */
    enum term_kind first; /* the first of them */
    bool persons;
};

static bool has(const struct parts *parts, enum term_kind kind)
{
    return (parts->kinds & 1U << kind) != 0;
}

/* The terms between the signs that join them; false if one of them is unknown. */
static bool read_parts(const struct line *ln, size_t from, size_t to, bool lines, struct parts *ret)
{
    *ret = (struct parts){.kinds = 0};
    for (size_t at = from, i = from; i <= to; i++) {
        if (i < to && !is_and(ln->fold[i]) && !(lines && ln->fold[i] == '\n'))
            continue;
        if (at < i && ln->fold[at] == 0x5176) /* 及其 */
            at++;
        if (line_skip_blank(ln, at, i) < i) {
            const struct term *t = term_exact(ln, at, i, TERM_IN_COLUMNS);
            if (t == NULL)
                return false;
            ret->first = ret->kinds == 0 ? t->kind : ret->first;
            ret->kinds |= 1U << t->kind;
            ret->persons = ret->persons || is_person(t);
        }
        at = i + 1;
    }
    return ret->kinds != 0;
}

/* 应得分/实得分; other figures in one column are not told apart. */
static enum term_kind kind_of_figures(const struct parts *parts)
{
    bool got = has(parts, TERM_GOT) || has(parts, TERM_GOT_SELF);
    if (has(parts, TERM_LOST) || !got)
        return TERM_NONE;
    return parts->first == TERM_FULL ? TERM_FULL_GOT : TERM_GOT_FULL;
}

/* What a column of several things is read as: what is worth most. */
static enum term_kind kind_of_parts(const struct parts *parts)
{
    static const enum term_kind by_worth[] = {
        TERM_BOTH, TERM_CAUSE,      TERM_MEASURE,    TERM_NAME_1, TERM_NAME_2, TERM_NAME_3,
        TERM_NAME, TERM_CONTENT,    TERM_DEPARTMENT, TERM_FULL,   TERM_GOT,    TERM_GOT_SELF,
        TERM_LOST, TERM_TIME_LIMIT, TERM_STATUS,     TERM_RUBRIC, TERM_OTHER,  TERM_NO,
    };
    int figures = has(parts, TERM_FULL) + has(parts, TERM_LOST) +
                  (has(parts, TERM_GOT) || has(parts, TERM_GOT_SELF));
    if (has(parts, TERM_CAUSE) && has(parts, TERM_MEASURE))
        return TERM_BOTH;
    for (size_t i = 0; i < ARRAY_LEN(by_worth); i++) {
        bool figure = by_worth[i] == TERM_FULL || by_worth[i] == TERM_GOT ||
                      by_worth[i] == TERM_GOT_SELF || by_worth[i] == TERM_LOST;
        if (has(parts, by_worth[i]))
            return figure && figures > 1 ? kind_of_figures(parts) : by_worth[i];
    }
    return TERM_NONE;
}

/* ---- reading --------------------------------------------------------------------------- */

/* [*from, to) without the year before it and the blanks behind it. */
static size_t without_edges(const struct patterns *p, const struct line *ln, size_t *from)
{
    struct match year;
    size_t to = line_trim_end(ln, 0, ln->n);
    *from = 0;
    if (pattern_at(p, PATTERN_YEAR_PREFIX, ln, 0, to, &year) && year.to < to)
        *from = year.to;
    return to;
}

static bool has_per_cent(const struct line *ln, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (ln->fold[i] == '%')
            return true;
    return false;
}

struct column_term column_term_read(const struct patterns *p, const struct line *ln)
{
    size_t from;
    size_t to = without_edges(p, ln, &from);
    size_t bracket = bracket_at(ln, from, to);
    const struct term *t = term_exact(ln, from, to, TERM_IN_COLUMNS);
    if (t == NULL)
        t = term_exact(ln, from, bracket, TERM_IN_COLUMNS);
    if (has_per_cent(ln, from, to)) /* a weight in per cent is no full mark */
        return (struct column_term){.kind = t == NULL ? TERM_NONE : TERM_OTHER, .term = t};
    struct parts parts;
    bool known = read_parts(ln, from, to, false, &parts) || read_parts(ln, from, to, true, &parts);
    if (t == NULL && !known)
        return (struct column_term){.kind = TERM_NONE};
    struct column_term ret = {.kind = t != NULL ? t->kind : kind_of_parts(&parts), .term = t};
    if (known && ret.kind == TERM_DEPARTMENT) {
        ret.persons = parts.persons;
        ret.limit = has(&parts, TERM_TIME_LIMIT);
    }
    ret.full = known && ret.kind != TERM_FULL && has(&parts, TERM_FULL);
    return ret;
}

/*
 * Whether a term of that many characters may stand for a heading with more words. Figures and
 * names never do: 上年度考核得分 is not what was got.
 */
static bool may_stand_for(const struct term *t, size_t least)
{
    return t->kind >= TERM_CAUSE && t->chars >= least; /* names and figures come before */
}

/* What is told of another year is not told of this one. */
static bool is_of_another_year(const struct line *ln, size_t from, size_t to)
{
    static const char *const words[] = {"上年", "上一年", "去年", "往年", "历年", "前年"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        size_t n;
        if (line_reads(ln, from, to, str_of(words[i]), &n))
            return true;
    }
    return false;
}

/* Whether a heading names a score and, before it, only who gave it: 考核组评分, 市级得分. */
static bool is_given_by(const struct line *ln, size_t from, size_t to, const struct term *t)
{
    static const char *const givers[] = {
        "考核组",   "考评组", "检查组", "评审组", "省厅", "省局", "市局", "县局",
        "区局",     "司法厅", "司法局", "上级",   "省级", "市级", "县级", "区级",
        "主管部门", "第三方", "专家",   "年终",   "综合", "单项", "该项", "实际"};
    bool figure = t->kind == TERM_GOT || t->kind == TERM_LOST;
    for (size_t i = 0; figure && i < ARRAY_LEN(givers); i++) {
        size_t n;
        if (line_reads(ln, from, to, str_of(givers[i]), &n) && from + n == to)
            return true;
    }
    return false;
}

/* The term at the end of the heading, else the one at its beginning, else the one it was cut
 * from; or NULL. */
static const struct term *guess(const struct line *ln, size_t from, size_t to)
{
    size_t begin;
    const struct term *t = term_suffix(ln, from, to, TERM_IN_COLUMNS, &begin);
    if (t != NULL && is_given_by(ln, from, begin, t))
        return t;
    bool of_item = t != NULL && t->kind <= TERM_TIME_LIMIT;
    if (t != NULL && may_stand_for(t, of_item ? GUESS_LAST_LEAST : GUESS_END_LEAST))
        return t;
    t = term_prefix(ln, from, to, TERM_IN_COLUMNS);
    if (t != NULL && may_stand_for(t, GUESS_BEGIN_LEAST))
        return t;
    return term_cut(ln, from, to, TERM_IN_COLUMNS, GUESS_CUT_LEAST);
}

struct column_term column_term_guess(const struct patterns *p, const struct line *ln)
{
    struct column_term ret = column_term_read(p, ln);
    size_t from;
    size_t to = without_edges(p, ln, &from);
    if (ret.kind != TERM_NONE || has_per_cent(ln, from, to) || is_of_another_year(ln, from, to))
        return ret;
    const struct term *t = guess(ln, from, to);
    if (t == NULL)
        return ret;
    return (struct column_term){.kind = t->kind, .term = t, .guessed = true};
}
