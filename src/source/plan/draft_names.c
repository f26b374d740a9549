/*
 * draft_names.c — see draft.h. Names of departments and of items.
 */
#include "source/plan/draft.h"

enum { DRAFT_NAMES_MAX = 500 };

static bool draft_name_separator(uint32_t cp)
{
    return line_one_of(cp, STR("、;,/ \n\r"));
}

static bool draft_has_open_bracket(const struct line *ln, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (ln->fold[i] == '(')
            return true;
    return false;
}

/* A department's name is complete if it ends like one; before that a line break is layout. */
static bool draft_ends_name(const struct line *ln, size_t from, size_t to)
{
    to = line_trim_end(ln, from, to);
    return to > from &&
           line_one_of(ln->fold[to - 1], STR("科室股所处局厅中心办队部组院会委府镇道)"));
}

/* The text of [from, to) without line breaks. */
static struct str draft_unbroken(struct arena *a, const struct line *ln, size_t from, size_t to)
{
    struct str raw = line_trimmed(ln, from, to);
    char *out = arena_alloc(a, raw.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++)
        if (raw.p[i] != '\n' && raw.p[i] != '\r')
            out[n++] = raw.p[i];
    return (struct str){out, n};
}

/* One name between separators: without a label before it, a full stop or （牵头） behind it. */
static void draft_one_name(struct arena *a, const struct line *ln, size_t from, size_t to,
                           struct strs *ret)
{
    for (size_t i = from; i < to; i++)
        if (ln->fold[i] == ':')
            from = i + 1;
    while (to > from && line_one_of(ln->fold[to - 1], STR("。.")))
        to--;
    if (to - from > 4 && ln->fold[to - 1] == ')' && ln->fold[to - 4] == '(')
        to -= 4;
    if (to > from && ln->fold[to - 1] == ')' && !draft_has_open_bracket(ln, from, to))
        to--; /* it closes a bracket around the whole list */
    struct str name = draft_unbroken(a, ln, from, to);
    if (name.n == 0 || str_eq(name, STR("无")) || str_eq(name, STR("-")))
        return;
    for (size_t i = 0; i < ret->n; i++)
        if (str_eq(ret->p[i], name))
            return;
    *vec_push(a, ret) = name;
}

/* Code points of a 和, 及, 与 or 以及 at i that joins two complete names; 0 if none does. */
static size_t draft_joins_names(const struct line *ln, size_t from, size_t i)
{
    static const char *const words[] = {"以及", "和", "及", "与"};
    size_t n = 0;
    for (size_t k = 0; k < ARRAY_LEN(words); k++) {
        if (!line_reads(ln, i, ln->n, str_of(words[k]), &n))
            continue;
        size_t end = i + n;
        while (end < ln->n && !draft_name_separator(ln->fold[end]))
            end++;
        while (end > i && line_one_of(ln->fold[end - 1], STR("。.")))
            end--;
        bool before = i >= from + 3 && draft_ends_name(ln, from, i);
        return before && end >= i + n + 2 && draft_ends_name(ln, i + n, end) ? n : 0;
    }
    return 0;
}

void draft_split_names(struct arena *a, struct str text, struct strs *ret)
{
    struct line ln = line_make(a, text, 0);
    size_t from = 0;
    int depth = 0;
    for (size_t i = 0; i <= ln.n && ret->n < DRAFT_NAMES_MAX; i++) {
        if (i < ln.n && ln.fold[i] == '(')
            depth++;
        if (i < ln.n && ln.fold[i] == ')' && depth > 0)
            depth--;
        bool broken = i < ln.n && ln.fold[i] == '\n' && !draft_ends_name(&ln, from, i);
        size_t joint = i < ln.n && depth == 0 ? draft_joins_names(&ln, from, i) : 0;
        if (i == ln.n || joint > 0 || (depth == 0 && draft_name_separator(ln.fold[i]) && !broken)) {
            draft_one_name(a, &ln, from, i, ret);
            from = i + (joint > 0 ? joint : 1);
        }
    }
}

/* 6月底前完成 in a list of departments; it is taken out if it is one. */
static bool draft_take_limit(struct reader *r, struct draft *d, struct str name)
{
    struct line ln = line_make(r->a, name, 0);
    struct match m;
    if (!pattern_at(r->p, PATTERN_LIMIT_NAME, &ln, 0, ln.n, &m))
        return false;
    if (d->item.time_limit.n == 0)
        d->item.time_limit = name;
    return true;
}

/* Whether a name in a list of departments may be anything but one. */
static bool draft_is_odd(struct reader *r, struct str name)
{
    struct line ln = line_make(r->a, name, 0);
    struct match m;
    bool digits = false;
    bool stop = false;
    for (size_t i = 0; i < ln.n; i++) {
        digits |= line_is_digit(ln.fold[i]);
        stop |= line_is_stop(&ln, i);
    }
    return heading_number(r->p, &ln, 0, ln.n).level != HEADING_NONE || stop ||
           pattern_find(r->p, PATTERN_POINTS, &ln, 0, ln.n, &m) ||
           (digits && !draft_ends_name(&ln, 0, ln.n));
}

void draft_departments(struct reader *r, struct draft *d, struct str text)
{
    struct strs names = {0};
    draft_split_names(r->a, text, &names);
    r->saw_endless_list |= d->departments.n + names.n >= DRAFT_NAMES_MAX;
    for (size_t i = 0; i < names.n && !r->saw_endless_list; i++) {
        bool known = false;
        for (size_t k = 0; k < d->departments.n; k++)
            known |= str_eq(d->departments.p[k], names.p[i]);
        if (known || draft_take_limit(r, d, names.p[i]))
            continue;
        if (draft_is_odd(r, names.p[i]))
            draft_note(r, d, FINDING_DEPARTMENT_ODD, draft_short(r, names.p[i]), STR_NONE);
        *vec_push(r->a, &d->departments) = names.p[i];
    }
}

void draft_departments_of(struct reader *r, struct draft *d, struct str text)
{
    struct strs names = {0};
    draft_split_names(r->a, text, &names);
    for (size_t i = 0; i < names.n; i++) {
        struct line ln = line_make(r->a, names.p[i], 0);
        size_t to = ln.n;
        while (to > 1 && !draft_ends_name(&ln, 0, to))
            to--; /* 基层科张三 */
        if (to > 1)
            draft_departments(r, d, line_raw(&ln, 0, to));
    }
}

/* 【行政审批】: one pair of brackets around the whole name. */
static bool draft_is_framed(const struct line *ln, size_t from, size_t to)
{
    size_t brackets = 0;
    for (size_t i = from; i < to; i++)
        brackets += line_one_of(ln->fold[i], STR("[]"));
    return to - from > 2 && brackets == 2 && ln->fold[from] == '[' && ln->fold[to - 1] == ']';
}

struct str draft_clean_name(struct reader *r, struct str text)
{
    struct line ln = line_make(r->a, text, 0);
    size_t from = heading_number(r->p, &ln, 0, ln.n).to;
    struct match first;
    if (from == 0 && pattern_at(r->p, PATTERN_ENUMERATED, &ln, 0, ln.n, &first) &&
        first.to + 1 < ln.n)
        from = first.to; /* 一是普法工作 */
    struct marks m;
    size_t to = marks_find(r->p, &ln, from, ln.n, &m) ? m.from : ln.n;
    if (to == from)
        to = ln.n;
    while (from < to && draft_name_edge(ln.fold[from]))
        from++;
    while (to > from && draft_name_edge(ln.fold[to - 1]))
        to--;
    if (draft_is_framed(&ln, from, to)) {
        from++;
        to--;
    }
    char *out = arena_alloc(r->a, ln.off[to] - ln.off[from] + 1);
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (ln.fold[i] == '\n' || ln.fold[i] == '\r')
            continue;
        struct str cp = line_raw(&ln, i, i + 1);
        memcpy(out + n, cp.p, cp.n);
        n += cp.n;
    }
    return (struct str){out, n};
}
