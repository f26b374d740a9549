/*
 * marks.c — see marks.h.
 *
 * What surprised its author: "(5分)" and "(2016)" differ only by 分, and
 * "权重5%" is no mark at all; so a number counts only with a label or with 分.
 */
#include "source/plan/marks.h"

#include "source/plan/term.h"
#include "source/text/numeral.h"

enum { MARKS_BRACKET_MAX = 160, MARKS_BEFORE_MAX = 12 };

/* Whose figure it is, before its label: 该项应得10分, 我局得分9分. Says nothing of the figure. */
static const char *const MARK_OWNERS[] = {"该项目", "该指标", "该项", "本项", "此项", "我局",
                                          "本局",   "我县",   "我区", "省厅", "市局", "县局",
                                          "共计",   "合计",   "总共", "最终", "共"};

/* Code points of the owner that [at, to) begins with, 0 if there is none. */
static size_t mark_owner(const struct line *ln, size_t at, size_t to)
{
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(MARK_OWNERS); i++)
        if (line_reads(ln, at, to, str_of(MARK_OWNERS[i]), &n))
            return n;
    return 0;
}

/* Where the owner that ends at `at` begins; `at` if there is none. */
static size_t mark_owner_begin(const struct line *ln, size_t from, size_t at)
{
    for (size_t n = 3; n > 1; n--) /* 公共 ends in one that is none */
        if (at >= from + n && mark_owner(ln, at - n, at) == n)
            return at - n;
    return at;
}

static enum plan_mark mark_kind(enum term_kind k)
{
    if (k == TERM_FULL)
        return MARK_FULL;
    if (k == TERM_GOT || k == TERM_GOT_SELF)
        return MARK_GOT;
    return k == TERM_LOST ? MARK_LOST : MARK_NONE;
}

/* The number at `at`: *ret_to receives its end. Digits are copied out in their folded form. */
static bool mark_number(const struct patterns *p, const struct line *ln, size_t at, size_t to,
                        struct mark *m, size_t *ret_to)
{
    struct match hit;
    m->split = pattern_at(p, PATTERN_NUMBER_SPLIT, ln, at, to, &hit);
    if (!m->split && !pattern_at(p, PATTERN_NUMBER, ln, at, to, &hit))
        return false;
    char digits[32];
    size_t n = 0;
    for (size_t i = hit.from; i < hit.to; i++) {
        if (n + 1 >= sizeof(digits))
            return false;
        if (m->split && i == hit.group[0].to)
            digits[n++] = '.';
        if (!m->split || line_is_digit(ln->fold[i]))
            digits[n++] = (char)ln->fold[i];
    }
    if (points_parse((struct str){digits, n}, &m->v, &m->exact, NULL) != ERR_OK)
        return false;
    m->digits = line_raw(ln, hit.from, hit.to);
    *ret_to = hit.to;
    return true;
}

/* One or more of 零一二…九 after 点, as ASCII digits appended to `out`. */
static size_t mark_decimals(const struct line *ln, size_t at, size_t to, char *out, size_t *n)
{
    int32_t digit = 0;
    size_t taken = 0;
    while (at < to && *n < 8 && numeral_read(ln, at, at + 1, &digit, &taken) && digit < 10) {
        out[(*n)++] = (char)('0' + digit);
        at++;
    }
    return at;
}

/* 五分, 四点五分, 四分半, 半分: a Chinese figure, which needs its 分. */
static bool mark_chinese(const struct line *ln, size_t at, size_t to, struct mark *m,
                         size_t *ret_to)
{
    size_t from = at;
    int32_t whole = 0;
    size_t taken = 0;
    size_t n = 0;
    size_t skip = 0;
    char decimals[8];
    bool half = line_reads(ln, at, to, STR("半"), &skip);
    if (half)
        at++;
    else if (at >= to || line_is_digit(ln->fold[at]) || !numeral_read(ln, at, to, &whole, &taken))
        return false;
    at += taken;
    if (!half && line_reads(ln, at, to, STR("点"), &skip))
        at = mark_decimals(ln, at + 1, to, decimals, &n);
    if (!line_reads(ln, at, to, STR("分"), &skip))
        return false;
    at++;
    if (!half && n == 0 && line_reads(ln, at, to, STR("半"), &skip)) {
        half = true;
        at++;
    }
    char text[32];
    (void)snprintf(text, sizeof(text), "%d.%.*s", whole,
                   half    ? 1
                   : n > 0 ? (int)n
                           : 1,
                   half    ? "5"
                   : n > 0 ? decimals
                           : "0");
    if (points_parse(str_of(text), &m->v, &m->exact, NULL) != ERR_OK)
        return false;
    m->digits = line_raw(ln, from, at);
    *ret_to = at;
    return true;
}

/* The label of a figure, with whose figure it is before it and 为 or a colon behind it. */
static size_t mark_label(const struct patterns *p, const struct line *ln, size_t at, size_t to,
                         struct mark *m)
{
    const struct term *t = term_prefix(ln, at, to, TERM_IN_MARKS);
    size_t owner = t == NULL ? mark_owner(ln, at, to) : 0;
    if (owner > 0)
        t = term_prefix(ln, at + owner, to, TERM_IN_MARKS);
    if (t == NULL)
        return at;
    at += owner;
    m->kind = mark_kind(t->kind);
    m->self = t->kind == TERM_GOT_SELF;
    m->label = line_raw(ln, at, at + t->chars);
    at += t->chars;
    struct match sep;
    return pattern_at(p, PATTERN_FIGURE_SEP, ln, at, to, &sep) ? sep.to : at;
}

/* 未失分 stands where a figure would: a loss of nothing. */
static bool mark_nothing(const struct line *ln, size_t at, size_t to, struct mark *m,
                         size_t *ret_to)
{
    static const char *const words[] = {"未失分", "未扣分", "未丢分", "无失分",
                                        "无扣分", "不失分", "不扣分"};
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!line_reads(ln, at, to, str_of(words[i]), &n))
            continue;
        struct str text = line_raw(ln, at, at + n);
        *m = (struct mark){.kind = MARK_LOST, .label = text, .exact = true, .digits = text};
        *ret_to = at + n;
        return true;
    }
    return false;
}

/*
 * One figure at `at`: an optional label, an optional colon or 为, the number, an
 * optional 分. *ret_unit says whether 分 stands there.
 */
static bool mark_at(const struct patterns *p, const struct line *ln, size_t at, size_t to,
                    struct mark *m, size_t *ret_to, bool *ret_unit)
{
    *m = (struct mark){.kind = MARK_NONE};
    *ret_unit = true;
    if (mark_nothing(ln, at, to, m, ret_to))
        return true;
    at = mark_label(p, ln, at, to, m);
    if (mark_chinese(ln, at, to, m, ret_to))
        return true;
    if (!mark_number(p, ln, at, to, m, &at))
        return false;
    at = line_skip_blank(ln, at, to);
    *ret_unit = at < to && line_one_of(ln->fold[at], STR("分"));
    if (*ret_unit)
        at++;
    else if (at < to && line_one_of(ln->fold[at], STR("%‰")))
        return false;
    *ret_to = at;
    return true;
}

static bool mark_separator(uint32_t cp)
{
    return line_one_of(cp, STR(",;、/ \n"));
}

/*
 * As many figures as stand in a row from `at`; returns the end of the last one.
 * Every figure needs a label or 分; `labelled` demands a label.
 */
static size_t marks_run(const struct patterns *p, const struct line *ln, size_t at, size_t to,
                        bool labelled, struct marks *ret)
{
    size_t end = at;
    while (ret->n < MARKS_MAX) {
        struct mark m;
        bool unit = false;
        size_t next = at;
        if (!mark_at(p, ln, at, to, &m, &next, &unit) || (m.label.n == 0 && (!unit || labelled)) ||
            (m.label.n > 0 && m.kind == MARK_NONE))
            break;
        ret->mark[ret->n++] = m;
        end = next;
        at = next;
        while (at < to && mark_separator(ln->fold[at]))
            at++;
    }
    return end;
}

static uint32_t marks_closing(uint32_t open)
{
    return open == '(' ? ')' : open == '[' ? ']' : 0;
}

/* The closing bracket of the one at `at`, brackets inside it passed over; or `to`. */
static size_t marks_closing_at(const struct line *ln, size_t at, size_t to)
{
    uint32_t open = ln->fold[at];
    uint32_t close = marks_closing(open);
    size_t depth = 1;
    for (size_t i = at + 1; close != 0 && i < to && i - at < MARKS_BRACKET_MAX; i++) {
        depth += ln->fold[i] == open;
        depth -= ln->fold[i] == close;
        if (depth == 0)
            return i;
    }
    return to;
}

/* Whether words may follow these figures in their bracket without making them a rule. */
static bool marks_allow_rest(const struct marks *m)
{
    size_t labelled = 0;
    bool full = false;
    for (size_t i = 0; i < m->n; i++) {
        labelled += m->mark[i].label.n > 0;
        full |= m->mark[i].kind == MARK_FULL;
    }
    return labelled >= 2 || (labelled > 0 && (full || m->n >= 2));
}

/* A bracket at `at` that holds figures, and perhaps words behind them; they are added to `ret`. */
static bool marks_one_bracket(const struct patterns *p, const struct line *ln, size_t at, size_t to,
                              struct marks *ret)
{
    size_t end = marks_closing_at(ln, at, to);
    if (end == to)
        return false;
    size_t n = ret->n;
    size_t from = line_skip_blank(ln, at + 1, end);
    size_t stop = line_skip_blank(ln, marks_run(p, ln, from, end, false, ret), end);
    bool rest = stop < end && n == 0 && (mark_separator(ln->fold[stop]) || ln->fold[stop] == '(');
    if (ret->n == n || (stop != end && !(rest && marks_allow_rest(ret)))) {
        ret->n = n;
        return false;
    }
    while (stop < end && mark_separator(ln->fold[stop]))
        stop++;
    if (rest) {
        ret->rest_from = stop;
        ret->rest_to = end;
    }
    ret->to = end + 1;
    return true;
}

/* A bracket of figures with what follows it directly: (5分)(实得4分) or (5分)，扣0.3分. */
static bool marks_bracket(const struct patterns *p, const struct line *ln, size_t at, size_t to,
                          struct marks *ret)
{
    *ret = (struct marks){.from = at, .bracketed = true};
    if (!marks_one_bracket(p, ln, at, to, ret))
        return false;
    size_t more = line_skip_blank(ln, ret->to, to);
    while (more < to && ln->fold[more] == '(' && marks_one_bracket(p, ln, more, to, ret))
        more = line_skip_blank(ln, ret->to, to);
    while (more < to && (mark_separator(ln->fold[more]) || ln->fold[more] == ':'))
        more++;
    size_t n = ret->n;
    size_t after = marks_run(p, ln, more, to, true, ret);
    if (ret->n > n)
        ret->to = after;
    return true;
}

/* 矫正方案：失分0.5分。 — one figure between a colon or comma and a stop. */
static bool marks_stands_alone(const struct line *ln, size_t from, const struct marks *m, size_t to)
{
    bool before = m->from > from && (ln->fold[m->from - 1] == ':' || ln->fold[m->from - 1] == ',');
    bool after = m->to == to || line_is_stop(ln, m->to) || ln->fold[m->to] == ',';
    return before && after && m->mark[0].label.n > 3;
}

/* （省厅考核应得10分，实得9分）: words before the figures; the group is the whole bracket. */
static void marks_widen(const struct line *ln, size_t from, size_t to, struct marks *m)
{
    size_t open = m->from;
    while (open > from && m->from - open < MARKS_BEFORE_MAX && ln->fold[open - 1] != '(' &&
           ln->fold[open - 1] != ')' && !line_is_stop(ln, open - 1))
        open--;
    if (open == from || ln->fold[open - 1] != '(')
        return;
    size_t close = marks_closing_at(ln, open - 1, to);
    if (close == to || close < m->to)
        return;
    m->bracketed = true;
    m->rest_from = m->to;
    while (m->rest_from < close && mark_separator(ln->fold[m->rest_from]))
        m->rest_from++;
    m->rest_to = close;
    m->from = open - 1;
    m->to = close + 1;
}

/* 8分  得7.6分: the first number has no label, the ones behind it have. */
static bool marks_unlabelled(const struct patterns *p, const struct line *ln, size_t from,
                             size_t digit, size_t to, struct marks *ret)
{
    bool unit = false;
    size_t at = digit;
    *ret = (struct marks){.from = digit, .n = 1};
    if (digit == from || !line_is_blank(ln->fold[digit - 1]) ||
        !mark_at(p, ln, digit, to, &ret->mark[0], &at, &unit) || !unit)
        return false;
    size_t more = at;
    while (more < to && mark_separator(ln->fold[more]))
        more++;
    ret->to = marks_run(p, ln, more, to, true, ret);
    return ret->n >= 2 && ret->mark[1].kind == MARK_GOT &&
           ret->mark[1].v.centi <= ret->mark[0].v.centi;
}

/*
 * Labelled figures without a bracket, two or more in a row or one that stands
 * alone; the first number is at `digit`. The label is looked for behind it, since numbers are rare
 * and characters are not.
 */
static bool marks_bare(const struct patterns *p, const struct line *ln, size_t from, size_t digit,
                       size_t to, struct marks *ret)
{
    size_t end = digit;
    while (end > from && line_one_of(ln->fold[end - 1], STR(" \n\r:=为是")))
        end--;
    size_t begin = 0;
    const struct term *t = term_suffix(ln, from, end, TERM_IN_MARKS, &begin);
    if (t == NULL || mark_kind(t->kind) == MARK_NONE)
        return marks_unlabelled(p, ln, from, digit, to, ret);
    *ret = (struct marks){.from = begin};
    ret->to = marks_run(p, ln, begin, to, true, ret);
    bool found = ret->n >= 2 ? mark_kind(t->kind) != MARK_LOST
                             : ret->n == 1 && marks_stands_alone(ln, from, ret, to);
    ret->from = mark_owner_begin(ln, from, begin);
    if (found)
        marks_widen(ln, from, to, ret);
    return found;
}

/* Whether the figure at i is written in Chinese, behind a label of more than one character. */
static bool marks_is_chinese(const struct line *ln, size_t from, size_t i, size_t to)
{
    struct mark m;
    size_t end = 0;
    size_t begin = 0;
    if (i == from || !mark_chinese(ln, i, to, &m, &end))
        return false;
    const struct term *t = term_suffix(ln, from, i, TERM_IN_MARKS, &begin);
    return t != NULL && t->chars > 1;
}

bool marks_find(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                struct marks *ret)
{
    for (size_t i = from; i < to; i++) {
        uint32_t cp = ln->fold[i];
        if ((cp == '(' || cp == '[') && marks_bracket(p, ln, i, to, ret))
            return true;
        bool number = line_is_digit(cp) || marks_is_chinese(ln, from, i, to);
        if (number && i > from && marks_bare(p, ln, from, i, to, ret))
            return true;
        while (i + 1 < to && line_is_digit(cp) && line_is_digit(ln->fold[i + 1]))
            i++; /* the rest of the number */
    }
    return false;
}

bool marks_leading(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                   struct marks *ret)
{
    from = line_skip_blank(ln, from, to);
    *ret = (struct marks){.from = from};
    ret->to = marks_run(p, ln, from, to, true, ret);
    return ret->n > 0 &&
           (ret->to == to || line_is_stop(ln, ret->to) || mark_separator(ln->fold[ret->to]));
}

bool marks_tail_loss(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                     struct mark *ret)
{
    struct match hit;
    if (!pattern_find(p, PATTERN_TAIL_LOSS, ln, from, to, &hit))
        return false;
    struct match rule;
    size_t clause = hit.from;
    while (clause > from && !line_is_stop(ln, clause - 1))
        clause--;
    if (pattern_find(p, PATTERN_RULE_WORD, ln, clause, hit.to, &rule))
        return false;
    size_t end = 0;
    *ret = (struct mark){.kind = MARK_LOST};
    return mark_chinese(ln, hit.group[0].from, hit.to, ret, &end) ||
           mark_number(p, ln, hit.group[0].from, hit.group[0].to, ret, &end);
}

/* 共扣1.5分, 合计扣…: the clause sums up those before it. */
static bool marks_is_total(const struct patterns *p, const struct line *ln, size_t from, size_t to)
{
    struct match m;
    return pattern_find(p, PATTERN_LOSS_TOTAL, ln, from, to, &m);
}

/*
 * The losses that one clause names behind its commas (录入迟扣0.5分，漏录扣0.3分), added up,
 * or the total it says. Returns how many figures it rests on.
 */
static size_t marks_clause(const struct patterns *p, const struct line *ln, size_t from, size_t to,
                           points *sum, bool *ret_total)
{
    size_t n = 0;
    *sum = (points){0};
    *ret_total = false;
    for (size_t part = from, i = from; i <= to && !*ret_total; i++) {
        struct mark m;
        if (i < to && ln->fold[i] != ',')
            continue;
        if (marks_tail_loss(p, ln, from, i, &m)) {
            *ret_total = marks_is_total(p, ln, part, i);
            n = *ret_total ? 1 : n + 1;
            if (*ret_total)
                *sum = m.v;
            else if (points_add(*sum, m.v, sum, NULL) != ERR_OK)
                return 0;
        }
        part = i + 1;
    }
    return n;
}

size_t marks_losses(const struct patterns *p, const struct line *ln, struct mark *ret)
{
    size_t n = 0;
    bool all_total = true;
    points sum = {0};
    size_t end = line_trim_end(ln, 0, ln->n);
    if (!marks_tail_loss(p, ln, 0, end, ret))
        return 0; /* figures inside a text whose end names none are not its loss */
    for (size_t from = 0; from < end;) {
        size_t to = from;
        while (to < end && !line_is_stop(ln, to))
            to++;
        points of_clause;
        bool total;
        size_t figures = marks_clause(p, ln, from, to, &of_clause, &total);
        if (figures > 0 && n > 0 && total && !all_total) {
            ret->v = of_clause; /* it sums up the clauses before it */
            return 1;
        }
        if (points_add(sum, of_clause, &sum, NULL) != ERR_OK)
            return 0;
        all_total = all_total && (figures == 0 || total);
        n += figures;
        from = to + 1;
    }
    if (n > 0)
        ret->v = sum;
    return n == 0 ? 1 : n;
}

bool marks_says_nothing(const struct patterns *p, const struct line *ln)
{
    struct match hit;
    return pattern_at(p, PATTERN_NOTHING, ln, 0, ln->n, &hit);
}

enum marks_cell marks_cell(const struct patterns *p, const struct line *ln, struct mark *ret)
{
    struct match hit;
    size_t from = line_skip_blank(ln, 0, ln->n);
    size_t to = line_trim_end(ln, from, ln->n);
    if (from == to)
        return CELL_EMPTY;
    if (pattern_at(p, PATTERN_NOT_SCORED, ln, from, to, &hit))
        return CELL_NOT_SCORED;
    bool unit = false;
    size_t end = from;
    if (mark_at(p, ln, from, to, ret, &end, &unit)) {
        end = line_skip_blank(ln, end, to);
        /* a remark in brackets may follow: 4.7（自评） */
        if (end == to || ln->fold[end] == '(')
            return CELL_FIGURE;
    }
    return marks_says_nothing(p, ln) ? CELL_NOTHING : CELL_UNREADABLE;
}
