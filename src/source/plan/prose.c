/*
 * prose.c — see prose.h.
 *
 * A line is a row of events: a group of figures begins an item, a label begins
 * a section, a group line ends several items. What lies between belongs to the
 * section before it. What surprised its author: the hard part is not finding
 * items but telling a heading from a numbered sentence of a measure; see
 * prose_is_text.
 */
#include "source/plan/prose.h"

#include "source/plan/event.h"
#include "source/plan/group.h"

enum { PROSE_HEADING_SHORT = 24 };

static struct draft *prose_draft(struct prose *s)
{
    return s->open ? &s->r->drafts.p[s->r->drafts.n - 1] : NULL;
}

void prose_close(struct prose *s)
{
    s->open = false;
    s->section = TERM_NONE;
}

/* ---- headings -------------------------------------------------------------------- */

static void prose_push_heading(struct prose *s, const struct line *ln, int32_t level,
                               int32_t number, size_t from, size_t to)
{
    struct heading h = {.level = level, .number = number, .line = *ln, .from = from, .to = to};
    struct match m;
    if (pattern_find(s->r->p, PATTERN_PARTS, ln, from, to, &m)) {
        h.departments = line_raw(ln, m.group[0].from, m.group[0].to);
        to = m.from;
    }
    h.name = draft_clean_name(s->r, line_raw(ln, from, to));
    headings_push(&s->r->headings, &h);
}

/*
 * The item being read has figures and no text, and something deeper begins: it
 * was a heading with its sum, 律师执业监管（应得10分，实得9.1分）：.
 */
static bool prose_demote(struct prose *s)
{
    struct draft *d = prose_draft(s);
    if (d == NULL || d->labelled || d->cause.n > 0 || d->level >= HEADING_UNNUMBERED)
        return false;
    struct line head = d->head;
    int32_t level = d->level;
    int32_t number = d->number;
    size_t from = d->name_from;
    size_t to = d->name_to;
    s->r->drafts.p[--s->r->drafts.n] = (struct draft){.level = 0}; /* vec_push counts on zeros */
    prose_close(s);
    prose_push_heading(s, &head, level, number, from, to);
    return true;
}

/* ---- items ------------------------------------------------------------------------ */

static struct draft *prose_open(struct prose *s, const struct line *ln, int32_t level,
                                int32_t number, size_t from, size_t to)
{
    struct reader *r = s->r;
    headings_cut(&r->headings, level);
    struct draft *d = vec_push(r->a, &r->drafts);
    d->level = level;
    d->number = number;
    d->head = *ln;
    d->name_from = from;
    d->name_to = to;
    d->offset = from;
    d->item.paragraph = ln->paragraph;
    d->item.item = draft_clean_name(r, line_raw(ln, from, to));
    struct str skipped;
    headings_place(&r->headings, r->p, r->a, level, &d->item.category, &d->item.subcategory,
                   &skipped);
    if (skipped.n > 0)
        draft_find(r, FINDING_LEVEL_SKIPPED, d->item.item, skipped, STR_NONE, ln->paragraph, from);
    for (size_t i = 0; i < r->headings.n; i++)
        if (r->headings.at[i].departments.n > 0)
            d->inherited = r->headings.at[i].departments;
    s->open = true;
    s->section = TERM_NONE;
    return d;
}

/* A section label where only a heading stands before it: the heading is the item. */
static struct draft *prose_promote(struct prose *s)
{
    struct headings *hs = &s->r->headings;
    if (hs->n == 0 || hs->at[hs->n - 1].name.n == 0)
        return NULL;
    struct heading h = hs->at[hs->n - 1];
    struct line name = line_make(s->r->a, line_raw(&h.line, h.from, h.to), h.line.paragraph);
    struct mark loss;
    size_t to = h.to;
    bool lost = marks_tail_loss(s->r->p, &name, 0, name.n, &loss);
    if (lost) {
        struct match m;
        if (pattern_find(s->r->p, PATTERN_TAIL_LOSS, &name, 0, name.n, &m))
            to = h.from + m.from;
    }
    struct draft *d = prose_open(s, &h.line, h.level, h.number, h.from, to);
    if (lost)
        draft_figure(s->r, d, &loss);
    return d;
}

static void prose_item(struct prose *s, const struct line *ln, const struct event *ev,
                       const struct heading_number *num, bool first)
{
    bool prefix = ev->prefix_from < ev->prefix_to;
    int32_t level =
        first && !prefix && num->level != HEADING_NONE ? num->level : HEADING_UNNUMBERED;
    if (prefix) {
        int32_t at = num->level != HEADING_NONE ? num->level : HEADING_DEEPEST;
        prose_push_heading(s, ln, at, num->number, ev->prefix_from, ev->prefix_to);
    }
    struct draft *d = prose_open(s, ln, level, num->number, ev->name_from, ev->name_to);
    draft_marks(s->r, d, &ev->marks);
}

/* ---- sections ----------------------------------------------------------------------- */

/* A line or clause of nothing but figures behind a heading: the heading is the item. */
static bool prose_lone_figures(struct prose *s, const struct line *ln, size_t from, size_t to)
{
    struct marks m;
    if (!marks_whole(s->r->p, ln, from, to, &m))
        return false;
    struct draft *d = prose_draft(s);
    if (d == NULL)
        d = prose_promote(s);
    if (d == NULL || d->labelled)
        return false;
    draft_marks(s->r, d, &m);
    return true;
}

static void prose_text(struct prose *s, const struct line *ln, size_t from, size_t to)
{
    struct draft *d = prose_draft(s);
    while (from < to &&
           (line_is_blank(ln->fold[from]) || ln->fold[from] == ':' || ln->fold[from] == ','))
        from++;
    struct str text = line_trimmed(ln, from, to);
    if (text.n == 0 || line_skip_blank(ln, from, to) == to ||
        (s->section == TERM_NONE && prose_lone_figures(s, ln, from, to)) || d == NULL)
        return;
    enum term_kind kind = s->section;
    if (kind == TERM_NONE) {
        if (to - from == 1 && line_is_stop(ln, from))
            return;
        kind = TERM_CAUSE;
        d->cause_unlabelled = true;
    }
    draft_text(s->r, d, kind, text);
}

/* The same label twice, and nothing under the other one: one of them is misprinted. */
static enum term_kind prose_mend_label(struct prose *s, struct draft *d,
                                       const struct label_hit *label)
{
    if (label->kind == TERM_CAUSE) {
        if (d->cause.n > 0 && d->measure.n == 0 && str_eq(d->cause_label, label->as_printed)) {
            draft_find(s->r, FINDING_LABEL_MEASURE, d->item.item, label->as_printed, STR_NONE,
                       d->item.paragraph, label->from);
            return TERM_MEASURE;
        }
        d->cause_label = label->as_printed;
    }
    if (label->kind == TERM_MEASURE) {
        if (d->measure.n > 0 && d->cause.n == 0 && str_eq(d->measure_label, label->as_printed)) {
            draft_find(s->r, FINDING_LABEL_CAUSE, d->item.item, label->as_printed, STR_NONE,
                       d->item.paragraph, label->from);
            struct strs swap = d->cause;
            d->cause = d->measure;
            d->measure = swap;
        }
        d->measure_label = label->as_printed;
    }
    return label->kind;
}

static bool prose_is_figure(enum term_kind k)
{
    return k == TERM_FULL || k == TERM_GOT || k == TERM_GOT_SELF || k == TERM_LOST;
}

/* 应得分：5分 as a line of its own. */
static size_t prose_figure_label(struct prose *s, const struct line *ln, const struct event *ev)
{
    struct draft *d = prose_draft(s);
    size_t end = ev->label.text;
    while (end < ln->n && !line_is_stop(ln, end) && ln->fold[end] != ',' && ln->fold[end] != 0x3001)
        end++;
    struct line cell = line_make(s->r->a, line_trimmed(ln, ev->label.text, end), ln->paragraph);
    struct mark m;
    if (d != NULL && marks_cell(s->r->p, &cell, &m) == CELL_FIGURE) {
        m.label = ev->label.as_printed;
        m.kind = ev->label.kind == TERM_FULL   ? MARK_FULL
                 : ev->label.kind == TERM_LOST ? MARK_LOST
                                               : MARK_GOT;
        draft_figure(s->r, d, &m);
        d->labelled = true;
    }
    return end;
}

static size_t prose_label(struct prose *s, const struct line *ln, const struct event *ev)
{
    const struct label_hit *label = &ev->label;
    struct draft *d = prose_draft(s);
    bool opens = label->kind == TERM_CAUSE || label->kind == TERM_MEASURE ||
                 label->kind == TERM_BOTH || prose_is_figure(label->kind);
    if (d == NULL && opens)
        d = prose_promote(s);
    if (d == NULL) {
        struct headings *hs = &s->r->headings;
        if (label->kind == TERM_DEPARTMENT && hs->n > 0)
            hs->at[hs->n - 1].departments = line_trimmed(ln, label->text, ln->n);
        return label->kind == TERM_DEPARTMENT ? ln->n : ev->to;
    }
    if (prose_is_figure(label->kind))
        return prose_figure_label(s, ln, ev);
    if (label->misspelt)
        draft_find(s->r, FINDING_LABEL_MISSPELT, d->item.item, label->as_printed, label->term->text,
                   ln->paragraph, label->from);
    if (d->cause_unlabelled && d->cause.n > 0 && !d->labelled &&
        (label->kind == TERM_MEASURE || label->kind == TERM_CAUSE))
        draft_find(s->r, FINDING_LABEL_NONE, d->item.item, label->as_printed, STR("cause"),
                   ln->paragraph, label->from);
    d->labelled = true;
    s->section = prose_mend_label(s, d, label);
    if (s->section == TERM_BOTH)
        s->section = TERM_CAUSE;
    return ev->to;
}

/* ---- lines ------------------------------------------------------------------------------ */

/* All events of a line from `pos`; `first` until the first item of the line was met. */
static void prose_events(struct prose *s, const struct line *ln, size_t pos, size_t body,
                         const struct heading_number *num)
{
    bool first = true;
    struct events events = events_of(s->r->p, ln, body);
    while (pos < ln->n && !arena_over(s->r->a)) {
        struct event ev = events_next(&events, pos);
        bool colon = pos < ln->n && ln->fold[pos] == ':';
        prose_text(s, ln, pos, ev.from);
        if (ev.kind == EVENT_NONE)
            return;
        if (ev.kind == EVENT_ITEM) {
            if (!first && colon && prose_demote(s))
                ev.prefix_to = ev.prefix_from;
            prose_item(s, ln, &ev, num, first);
            first = false;
            pos = ev.to;
        } else if (ev.kind == EVENT_LABEL) {
            pos = prose_label(s, ln, &ev);
        } else {
            group_apply(s->r, ln, &ev.group);
            prose_close(s);
            pos = ev.to;
        }
    }
}

/*
 * Whether a numbered line without figures is a sentence of the section being
 * read, not a heading: it is numbered deeper than the item itself, or like the
 * item, whose own kind carries figures in its line.
 */
static bool prose_is_text(const struct prose *s, const struct line *ln,
                          const struct heading_number *num)
{
    const struct draft *d = &s->r->drafts.p[s->r->drafts.n - 1];
    const struct headings *hs = &s->r->headings;
    int32_t base = d->level;
    if (base == HEADING_UNNUMBERED)
        base = hs->n == 0 ? 2 : hs->at[hs->n - 1].level;
    if (num->level != base || d->level == HEADING_UNNUMBERED)
        return num->level > base;
    bool stop = false;
    for (size_t i = num->to; i + 1 < ln->n; i++)
        stop |= line_is_stop(ln, i) || ln->fold[i] == ',';
    return stop || num->number != d->number + 1 || ln->n - num->to > PROSE_HEADING_SHORT;
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
    return s->section != TERM_DEPARTMENT && s->section != TERM_TIME_LIMIT &&
           pattern_at(s->r->p, PATTERN_ORGANISATION, ln, from, ln->n, &m);
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
    if (event_item(s->r->p, ln, num->to, num->to, &item) && item.from == num->to) {
        headings_cut(&s->r->headings, num->level);
        prose_events(s, ln, num->to, num->to, num);
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
    struct label_hit label;
    bool section = label_next(&ln, num.to, ln.n, &label) && label.from <= num.to;
    if (num.level == HEADING_NONE || section) {
        struct heading_number none = {.level = HEADING_NONE};
        prose_events(s, &ln, section ? num.to : from, section ? num.to : from, &none);
        return;
    }
    struct event item = {.kind = EVENT_NONE};
    bool figures = event_item(s->r->p, &ln, num.to, num.to, &item);
    const struct draft *d = prose_draft(s);
    bool empty = d != NULL && !d->labelled && d->cause.n == 0;
    if (d != NULL && !figures && !empty && prose_is_text(s, &ln, &num)) {
        prose_events(s, &ln, from, from, &num);
        return;
    }
    prose_heading_line(s, &ln, &num);
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
