/*
 * prose.c — see prose.h.
 *
 * What surprised its author: the hard part is not finding items but telling a
 * heading from a numbered sentence of a measure; see prose_is_text.
 */
#include "source/plan/prose.h"

#include "source/plan/prose_chapter.h"
#include "source/plan/prose_item.h"

enum { PROSE_HEADING_SHORT = 24 };

/* Whether the line has a label of its own behind its beginning: 2、普法：失分原因：…. */
static bool prose_has_label(const struct line *ln, size_t from)
{
    struct label_hit label;
    return label_next(ln, from, ln->n, &label) &&
           (label.kind == TERM_CAUSE || label.kind == TERM_MEASURE || label.kind == TERM_BOTH);
}

/* Whether a numbered line begins with a name and its loss: 1.法治督察失0.4分，…. */
static bool prose_named_loss(const struct prose *s, const struct line *ln,
                             const struct heading_number *num, struct match *ret)
{
    struct match rule;
    return pattern_at(s->r->p, PATTERN_NAME_LOSS, ln, num->to, ln->n, ret) &&
           !pattern_find(s->r->p, PATTERN_RULE_WORD, ln, ret->group[0].from, ret->group[0].to,
                         &rule);
}

/* Whether the line is the next item after one that says its loss in the same manner. */
static bool prose_is_next_loss(const struct prose *s, const struct line *ln,
                               const struct heading_number *num)
{
    const struct draft *d = prose_draft(s);
    struct match m;
    return d->item.lost.from == PLAN_PRINTED && d->item.full.from == PLAN_UNKNOWN &&
           prose_named_loss(s, ln, num, &m);
}

/*
 * Whether a numbered line without figures is a sentence of the section being
 * read, not a heading: it is numbered deeper than the item itself, or like the
 * item, whose own kind carries figures in its line. Departments and time limits
 * are no sentences: there a number like the item's own begins something new.
 */
static bool prose_is_text(const struct prose *s, const struct line *ln,
                          const struct heading_number *num)
{
    const struct draft *d = prose_draft(s);
    int32_t base = prose_base(s);
    if (num->level != base || d->level == HEADING_UNNUMBERED)
        return num->level > base;
    bool next = num->number == d->number + 1;
    if (s->section == TERM_DEPARTMENT || s->section == TERM_TIME_LIMIT ||
        s->section == TERM_OTHER ||
        (next && (prose_has_label(ln, num->to) || prose_is_next_loss(s, ln, num))))
        return false;
    bool stop = false; /* a heading has none, not even at its end */
    for (size_t i = num->to; i < ln->n; i++)
        stop |= line_is_stop(ln, i) || ln->fold[i] == ',';
    return stop || !next || ln->n - num->to > PROSE_HEADING_SHORT;
}

/* A numbered line goes on as text; if it might have been the next item, that is said. */
static void prose_keep(struct prose *s, const struct line *ln, size_t from,
                       const struct heading_number *num)
{
    const struct draft *d = prose_draft(s);
    struct match m;
    if (num->level == d->level && num->number == d->number + 1 &&
        pattern_find(s->r->p, PATTERN_POINTS, ln, from, ln->n, &m))
        draft_find(s->r, FINDING_LINE_KEPT, d->item.item, draft_short(s->r, ln->raw), STR_NONE,
                   ln->paragraph, from);
    if (s->section == TERM_MEASURE && num->level == d->level && num->number == d->number + 1) {
        s->kept.set = true;
        s->kept.line = *ln;
        s->kept.num = *num;
        s->kept.measures = d->measure.n;
    }
    prose_events(s, ln, from, from, num);
}

/* Whether a label stands alone on the line before, so that this line is what it says. */
static bool prose_awaits_text(const struct prose *s)
{
    const struct draft *d = prose_draft(s);
    return d != NULL && ((s->section == TERM_CAUSE && d->cause.n == 0) ||
                         (s->section == TERM_MEASURE && d->measure.n == 0));
}

/* The document's end: signature, date, copies. */
static bool prose_is_closing(const struct prose *s, const struct line *ln)
{
    struct match m;
    size_t from = line_skip_blank(ln, 0, ln->n);
    if (pattern_at(s->r->p, PATTERN_CLOSING, ln, from, ln->n, &m))
        return true;
    if (pattern_find(s->r->p, PATTERN_DATE, ln, from, ln->n, &m) &&
        line_skip_blank(ln, m.to, ln->n) == ln->n && m.from - from <= PROSE_HEADING_SHORT)
        return line_skip_blank(ln, from, m.from) == m.from ||
               pattern_at(s->r->p, PATTERN_ORGANISATION, ln, from, m.from, &m);
    const struct draft *d = prose_draft(s);
    if (s->section == TERM_DEPARTMENT || s->section == TERM_TIME_LIMIT)
        return d != NULL && d->departments.n > 0 &&
               pattern_at(s->r->p, PATTERN_BUREAU, ln, from, ln->n, &m);
    struct label_hit label;
    if (prose_awaits_text(s) || (label_next(ln, from, ln->n, &label) && label.from <= from))
        return false; /* 责任科室 法律援助中心 */
    return pattern_at(s->r->p, PATTERN_ORGANISATION, ln, from, ln->n, &m);
}

/* 1.法治督察失0.4分，主要是… begins an item; returns where its text goes on, else num->to. */
static size_t prose_open_loss(struct prose *s, const struct line *ln,
                              const struct heading_number *num)
{
    struct match m;
    struct mark loss;
    if (!prose_named_loss(s, ln, num, &m) || !marks_tail_loss(s->r->p, ln, num->to, m.to, &loss))
        return num->to;
    struct draft *d = prose_open(s, ln, num->level, num->number, m.group[0].from, m.group[0].to);
    draft_figure(s->r, d, &loss);
    return m.to;
}

/* 一是人民调解失0.6分，原因是… begins an item where none is being read, or behind one like it. */
static size_t prose_enumerated(struct prose *s, const struct line *ln, size_t from)
{
    const struct draft *d = prose_draft(s);
    struct match m;
    bool like = d != NULL && d->level == HEADING_UNNUMBERED && d->item.lost.from == PLAN_PRINTED &&
                d->item.full.from == PLAN_UNKNOWN;
    bool over = d == NULL || s->section == TERM_DEPARTMENT || s->section == TERM_TIME_LIMIT;
    if ((!like && !over) || !pattern_at(s->r->p, PATTERN_ENUMERATED, ln, from, ln->n, &m))
        return from;
    struct heading_number num = {.level = HEADING_UNNUMBERED, .to = m.to};
    size_t to = prose_open_loss(s, ln, &num);
    return to > m.to ? to : from;
}

/* A numbered line that is a heading, with or without an item in it. */
static void prose_heading_line(struct prose *s, const struct line *ln,
                               const struct heading_number *num)
{
    const struct draft *d = prose_draft(s);
    if (d != NULL && num->level > d->level)
        (void)prose_demote(s);
    prose_close(s);
    struct event item = {.kind = EVENT_NONE};
    if (event_item(s->r->p, ln, num->to, num->to, &item) && item.kind == EVENT_ITEM &&
        item.from == num->to) {
        headings_cut(&s->r->headings, num->level);
        prose_events(s, ln, num->to, num->to, num);
        return;
    }
    size_t loss = prose_open_loss(s, ln, num);
    if (loss > num->to) {
        prose_events(s, ln, loss, loss, &(struct heading_number){.level = HEADING_NONE});
        return;
    }
    struct label_hit label;
    bool labelled = label_next(ln, num->to, ln->n, &label);
    size_t to = num->to;
    size_t end = labelled ? label.from : ln->n;
    while (to < end && !line_is_stop(ln, to) && ln->fold[to] != ':')
        to++;
    prose_push_heading(s, ln, num->level, num->number, num->to, to);
    prose_events(s, ln, to, to, num);
}

/*
 * 2.公证。公证工作平稳。 went on as text of a measure, and now a cause begins: the line was a
 * heading after all, and what the measure got since is what stands under it.
 */
static void prose_unkeep(struct prose *s)
{
    struct draft *d = prose_draft(s);
    if (d == NULL || !s->kept.set || d->cause.n == 0)
        return;
    struct strs since = d->measure;
    size_t from = s->kept.measures + 1;
    d->measure.n = s->kept.measures;
    prose_heading_line(s, &s->kept.line, &s->kept.num);
    for (size_t i = from; i < since.n; i++) {
        struct line ln = line_make(s->r->a, since.p[i], s->kept.line.paragraph);
        prose_events(s, &ln, 0, 0, &(struct heading_number){.level = HEADING_NONE});
    }
}

/* ---- fields: 编号：02, 考核类别：业务工作, 考核项目：社区矫正 ---------------------------------
 */

static size_t prose_field_end(const struct prose *s, const struct line *ln, size_t from)
{
    struct match m;
    return pattern_find(s->r->p, PATTERN_FIELD_END, ln, from, ln->n, &m) ? m.from : ln->n;
}

/*
 * Fields at the start of a line begin a new item (a number or a name) or a new group of them.
 * Returns where the rest of the line begins; `at` if there is no field.
 */
static size_t prose_fields(struct prose *s, const struct line *ln, size_t at,
                           const struct heading_number *num)
{
    struct match m;
    while (pattern_at(s->r->p, PATTERN_FIELD, ln, at, ln->n, &m)) {
        size_t end = prose_field_end(s, ln, m.to);
        if (m.group[3].set || m.group[4].set) {
            struct event item;
            if (event_item(s->r->p, ln, at, at, &item) && item.kind == EVENT_ITEM && item.fielded)
                return at;
            bool sentence = s->section == TERM_CAUSE || s->section == TERM_MEASURE;
            struct mark loss;
            if (m.group[4].set && (sentence || !marks_tail_loss(s->r->p, ln, m.to, end, &loss)))
                return at; /* 问题一：… without figures may be a sentence of a cause */
            prose_close(s);
            int32_t level = num->level != HEADING_NONE ? num->level : HEADING_UNNUMBERED;
            prose_push_heading(s, ln, level, num->number, m.to, end);
            return end;
        }
        prose_close(s);
        if (m.group[1].set || m.group[2].set)
            prose_push_heading(s, ln, m.group[1].set ? 1 : 2, 0, m.to, end);
        at = line_skip_blank(ln, end, ln->n);
    }
    return at;
}

/* ---- any line -------------------------------------------------------------------------------- */

/* Whether [from, to) is a name with its stop: 2.法治宣传。 */
static bool prose_is_short(const struct line *ln, size_t from, size_t to)
{
    for (size_t i = from; i + 1 < to; i++)
        if (line_is_stop(ln, i) || line_one_of(ln->fold[i], STR(",:")))
            return false;
    return to - from <= PROSE_HEADING_SHORT;
}

static void prose_numbered_line(struct prose *s, const struct line *ln, size_t from,
                                const struct heading_number *num)
{
    struct event item = {.kind = EVENT_NONE};
    bool figures = event_item(s->r->p, ln, num->to, num->to, &item) &&
                   (item.kind == EVENT_ITEM || prose_is_short(ln, num->to, item.from));
    const struct draft *d = prose_draft(s);
    bool empty = d != NULL && !d->labelled && d->cause.n == 0;
    if (d != NULL && !figures && !empty && prose_is_text(s, ln, num))
        prose_keep(s, ln, from, num);
    else
        prose_heading_line(s, ln, num);
}

static void prose_line(struct prose *s, struct line ln)
{
    struct match page;
    size_t from = line_skip_blank(&ln, 0, ln.n);
    if (from == ln.n || pattern_at(s->r->p, PATTERN_PAGE_NUMBER, &ln, 0, ln.n, &page))
        return;
    if (prose_is_closing(s, &ln)) {
        prose_close(s);
        return;
    }
    struct heading_number num = heading_number(s->r->p, &ln, from, ln.n);
    struct heading_number none = {.level = HEADING_NONE};
    struct label_hit label;
    if (num.level != HEADING_NONE && label_alone(&ln, num.to, ln.n, &label) &&
        prose_label_line(s, &ln, &num, &label))
        return;
    if (s->chapter != TERM_NONE && prose_chapter_line(s, &ln, from, &num))
        return;
    bool section = label_next_said(&ln, num.to, ln.n, &label) && label.from <= num.to;
    if (section) {
        if (label.kind == TERM_CAUSE)
            prose_unkeep(s);
        prose_events(s, &ln, num.to, num.to, &none);
        return;
    }
    size_t enumerated = num.level == HEADING_NONE ? prose_enumerated(s, &ln, from) : from;
    if (enumerated > from) {
        prose_events(s, &ln, enumerated, enumerated, &none);
        return;
    }
    size_t field = prose_fields(s, &ln, num.to, &num);
    if (field > num.to || num.level == HEADING_NONE)
        prose_events(s, &ln, field, field, &none);
    else
        prose_numbered_line(s, &ln, from, &num);
}

/* Whether a part after a soft line break begins something of its own. */
static bool prose_begins(const struct prose *s, struct str part)
{
    struct line ln = line_make(s->r->a, part, 0);
    struct label_hit label;
    struct match m;
    size_t from = line_skip_blank(&ln, 0, ln.n);
    return heading_number(s->r->p, &ln, from, ln.n).level != HEADING_NONE ||
           (label_next(&ln, 0, ln.n, &label) && label.from <= from) ||
           pattern_at(s->r->p, PATTERN_GROUP, &ln, 0, ln.n, &m);
}

void prose_paragraph(struct prose *s, struct str label, struct str text, int32_t number)
{
    struct str whole =
        label.n == 0 ? text
                     : str_format(s->r->a, "%" STR_FMT "%" STR_FMT, STR_ARG(label), STR_ARG(text));
    size_t start = 0;
    for (size_t at = 0; at < whole.n;) {
        size_t end = str_find(whole, STR("\n"), at);
        size_t next = end == SIZE_MAX ? end : str_find(whole, STR("\n"), end + 1);
        if (end == SIZE_MAX || prose_begins(s, str_sub(whole, end + 1, next))) {
            if (end == SIZE_MAX)
                end = whole.n;
            prose_line(s, line_make(s->r->a, str_sub(whole, start, end), number));
            start = end + 1;
        }
        at = end + 1;
    }
}
