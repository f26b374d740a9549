/*
 * prose_item.c — see prose_item.h.
 *
 * A line is a row of events: a group of figures begins an item, a label begins
 * a section, a group line ends several items. What lies between belongs to the
 * section before it.
 */
#include "source/plan/prose_item.h"

#include "source/plan/group.h"

struct draft *prose_draft(const struct prose *s)
{
    return s->open ? &s->r->drafts.p[s->at] : NULL;
}

void prose_close(struct prose *s)
{
    s->open = false;
    s->section = TERM_NONE;
    s->kept.set = false;
}

/* ---- headings -------------------------------------------------------------------- */

/* A line that names points and gives no item must not vanish. */
static void prose_unread(struct prose *s, const struct line *ln, size_t from, size_t to)
{
    draft_find(s->r, FINDING_LINE_UNREAD, STR_NONE, draft_short(s->r, line_trimmed(ln, from, to)),
               STR_NONE, ln->paragraph, from);
}

/* Texts that belong to no item are left out; figures of one that they hold are a finding. */
static void prose_discard(struct prose *s)
{
    VEC_EACH (&s->loose, t) {
        struct marks m;
        struct match overall;
        struct mark loss;
        bool labelled = marks_find(s->r->p, &t->line, t->from, t->to, &m) && m.mark[0].label.n > 0;
        if ((labelled || marks_tail_loss(s->r->p, &t->line, t->from, t->to, &loss)) &&
            !pattern_find(s->r->p, PATTERN_OVERALL, &t->line, t->from, t->to, &overall))
            prose_unread(s, &t->line, t->from, t->to);
    }
    s->loose.n = 0;
}

/* A heading turned out to be an item whose first label is its measure: what stands between is why.
 */
static void prose_take_loose(struct prose *s, struct draft *d)
{
    VEC_EACH (&s->loose, t) {
        d->cause_unlabelled = true;
        draft_text(s->r, d, TERM_CAUSE, line_trimmed(&t->line, t->from, t->to));
    }
    s->loose.n = 0;
}

void prose_push_heading(struct prose *s, const struct line *ln, int32_t level, int32_t number,
                        size_t from, size_t to)
{
    prose_discard(s);
    struct heading h = {.level = level, .number = number, .line = *ln, .from = from, .to = to};
    h.used = ARENA_NEW(s->r->a, bool);
    struct match m;
    if (pattern_find(s->r->p, PATTERN_PARTS, ln, from, to, &m)) {
        h.departments = line_raw(ln, m.group[0].from, m.group[0].to);
        to = m.from;
    }
    h.name = draft_clean_name(s->r, line_raw(ln, from, to));
    headings_push(&s->r->headings, &h);
    if (h.name.n > 0 && pattern_find(s->r->p, PATTERN_POINTS, ln, from, to, &m))
        *vec_push(s->r->a, &s->doubtful) = h;
}

void prose_end(struct prose *s)
{
    prose_close(s);
    prose_discard(s);
    VEC_EACH (&s->doubtful, h) {
        if (!*h->used)
            prose_unread(s, &h->line, h->from, h->to);
    }
}

bool prose_demote(struct prose *s)
{
    struct draft *d = prose_draft(s);
    if (d == NULL || s->at + 1 != s->r->drafts.n || d->labelled || d->cause.n > 0 ||
        d->level >= HEADING_UNNUMBERED)
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

struct draft *prose_open(struct prose *s, const struct line *ln, int32_t level, int32_t number,
                         size_t from, size_t to)
{
    struct reader *r = s->r;
    prose_discard(s);
    headings_cut(&r->headings, level);
    struct draft *d = vec_push(r->a, &r->drafts);
    s->at = r->drafts.n - 1;
    s->chapter = TERM_NONE;
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
    s->kept.set = false;
    return d;
}

bool prose_may_promote(const struct prose *s)
{
    const struct headings *hs = &s->r->headings;
    if (hs->n == 0)
        return false;
    const struct heading *h = &hs->at[hs->n - 1];
    return h->name.n > 0 && h->used != NULL && !*h->used; /* one in a table's row has none */
}

/* A label or figures where only a heading stands before them: the heading is the item. */
static struct draft *prose_promote(struct prose *s)
{
    struct headings *hs = &s->r->headings;
    if (!prose_may_promote(s))
        return NULL;
    struct heading h = hs->at[hs->n - 1];
    *h.used = true;
    struct line name = line_make(s->r->a, line_raw(&h.line, h.from, h.to), h.line.paragraph);
    struct mark loss;
    size_t to = h.to;
    bool lost = marks_tail_loss(s->r->p, &name, 0, name.n, &loss);
    if (lost) {
        struct match m;
        if (pattern_find(s->r->p, PATTERN_TAIL_LOSS, &name, 0, name.n, &m))
            to = h.from + m.from;
    }
    size_t loose = s->loose.n;
    s->loose.n = 0; /* not to be left out: they stand between the heading and its first label */
    struct draft *d = prose_open(s, &h.line, h.level, h.number, h.from, to);
    s->loose.n = loose;
    if (lost)
        draft_figure(s->r, d, &loss);
    return d;
}

/*
 * Whether an item only goes on with the one being read, which has no text yet: A（…）、B（…）.
 * *from receives where its own name begins.
 */
static bool prose_is_joined(const struct prose *s, const struct line *ln, size_t *from, size_t to)
{
    const struct draft *d = prose_draft(s);
    size_t at = *from;
    while (at > 0 && (line_is_blank(ln->fold[at - 1]) || line_one_of(ln->fold[at - 1], STR("、,"))))
        at--;
    struct match m;
    if (d == NULL || d->labelled || d->cause.n > 0 || at == 0 || ln->fold[at - 1] != ')' ||
        !pattern_at(s->r->p, PATTERN_JOINED, ln, at, to, &m) || m.to + 1 >= to)
        return false;
    *from = m.to > *from ? m.to : *from;
    return true;
}

static void prose_item(struct prose *s, const struct line *ln, const struct event *ev,
                       const struct heading_number *num, bool first)
{
    size_t name = ev->name_from;
    if (!first && prose_is_joined(s, ln, &name, ev->name_to))
        prose_draft(s)->joined = true;
    bool prefix = ev->prefix_from < ev->prefix_to && !ev->fielded;
    int32_t level =
        first && !prefix && num->level != HEADING_NONE ? num->level : HEADING_UNNUMBERED;
    if (prefix) {
        int32_t at = num->level != HEADING_NONE ? num->level : HEADING_DEEPEST;
        prose_push_heading(s, ln, at, num->number, ev->prefix_from, ev->prefix_to);
    }
    struct draft *d = prose_open(s, ln, level, num->number, name, ev->name_to);
    draft_marks(s->r, d, &ev->marks);
    draft_rest(s->r, d, ln, &ev->marks);
}

/* ---- sections ----------------------------------------------------------------------- */

/* Whether figures without a name may be those of the item being read: it has no text or no figures
 * yet. */
static bool prose_wants_figures(const struct prose *s)
{
    const struct draft *d = prose_draft(s);
    return d == NULL || (!d->labelled && d->cause.n == 0 && s->section == TERM_NONE) ||
           (d->item.full.from == PLAN_UNKNOWN && d->item.got.from == PLAN_UNKNOWN &&
            d->item.lost.from == PLAN_UNKNOWN);
}

/* Give figures to the item being read, or to the heading above, which is then the item. */
static bool prose_figures(struct prose *s, const struct line *ln, const struct marks *m)
{
    struct draft *d = prose_draft(s);
    if (d == NULL)
        d = prose_promote(s);
    if (d == NULL)
        return false;
    draft_marks(s->r, d, m);
    draft_rest(s->r, d, ln, m);
    return true;
}

/* Figures at the start of a line or clause: behind a heading, or before the words on them. */
static size_t prose_lead_figures(struct prose *s, const struct line *ln, size_t from, size_t to)
{
    struct marks m;
    bool taken = prose_wants_figures(s) && marks_leading(s->r->p, ln, from, to, &m) &&
                 prose_figures(s, ln, &m);
    return taken ? m.to : from;
}

static void prose_text(struct prose *s, const struct line *ln, size_t from, size_t to)
{
    bool fresh = s->section == TERM_NONE;
    struct str edge = fresh ? STR(" \n\r:,。;") : STR(" \n\r:,");
    while (from < to && line_one_of(ln->fold[from], edge))
        from++;
    if (fresh && from < to)
        from = prose_lead_figures(s, ln, from, to);
    while (from < to && line_one_of(ln->fold[from], edge))
        from++;
    struct str text = line_trimmed(ln, from, to);
    if (text.n == 0 || line_skip_blank(ln, from, to) == to)
        return;
    struct draft *d = prose_draft(s);
    if (d == NULL) {
        *vec_push(s->r->a, &s->loose) = (struct loose){.line = *ln, .from = from, .to = to};
        return;
    }
    enum term_kind kind = s->section;
    if (kind == TERM_NONE) {
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

/* Where the figure behind a label ends: at a separator, or at a blank that no 分 follows. */
static size_t prose_figure_end(const struct line *ln, size_t at)
{
    at = line_skip_blank(ln, at, ln->n);
    for (; at < ln->n && !line_is_stop(ln, at); at++) {
        size_t next = line_skip_blank(ln, at, ln->n);
        if (line_one_of(ln->fold[at], STR(",、")) ||
            (next > at && next < ln->n && !line_one_of(ln->fold[next], STR("分)"))))
            break;
    }
    return at;
}

/* 应得分：5分 as a line of its own. */
static size_t prose_figure_label(struct prose *s, const struct line *ln, const struct event *ev)
{
    struct draft *d = prose_draft(s);
    size_t end = prose_figure_end(ln, ev->label.text);
    struct line cell = line_make(s->r->a, line_trimmed(ln, ev->label.text, end), ln->paragraph);
    struct mark m;
    enum marks_cell what = marks_cell(s->r->p, &cell, &m);
    if (what == CELL_NOTHING && ev->label.kind == TERM_LOST) {
        what = CELL_FIGURE;
        m = (struct mark){.exact = true, .digits = cell.raw};
    }
    d->labelled = true;
    if (what == CELL_UNREADABLE)
        draft_find(s->r, FINDING_FIGURE_UNREADABLE, d->item.item, draft_short(s->r, cell.raw),
                   ev->label.as_printed, ln->paragraph, ev->from);
    if (what != CELL_FIGURE)
        return end;
    m.label = ev->label.as_printed;
    m.kind = ev->label.kind == TERM_FULL   ? MARK_FULL
             : ev->label.kind == TERM_LOST ? MARK_LOST
                                           : MARK_GOT;
    m.self = ev->label.kind == TERM_GOT_SELF;
    draft_figure(s->r, d, &m);
    return end;
}

/* 责任人：陈某（法治督察科） names a department, too. */
static void prose_person(struct prose *s, struct draft *d, const struct line *ln,
                         const struct label_hit *label)
{
    struct match m;
    if (label->kind == TERM_OTHER && str_find(label->as_printed, STR("人"), 0) != SIZE_MAX &&
        pattern_at(s->r->p, PATTERN_PERSON_OF, ln, label->text, ln->n, &m))
        draft_departments(s->r, d, line_raw(ln, m.group[0].from, m.group[0].to));
}

/* 责任科室及责任人：基层科张三；…: the departments up to the stop; returns where that is. */
static size_t prose_people(struct prose *s, struct draft *d, const struct line *ln, size_t from)
{
    size_t to = from;
    while (to < ln->n && !line_is_stop(ln, to))
        to++;
    draft_departments_of(s->r, d, line_trimmed(ln, from, to));
    return to;
}

size_t prose_label(struct prose *s, const struct line *ln, const struct event *ev)
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
    if (label->kind == TERM_CAUSE && d->cause.n > 0 && d->measure.n > 0)
        draft_find(s->r, FINDING_LABEL_AGAIN, d->item.item, label->as_printed, STR_NONE,
                   ln->paragraph, label->from);
    if (label->kind == TERM_MEASURE && !d->labelled && d->cause.n == 0)
        prose_take_loose(s, d);
    if (d->cause_unlabelled && d->cause.n > 0 && !d->labelled &&
        (label->kind == TERM_MEASURE || label->kind == TERM_CAUSE))
        draft_find(s->r, FINDING_LABEL_NONE, d->item.item, label->as_printed, STR("cause"),
                   ln->paragraph, label->from);
    d->labelled = true;
    prose_person(s, d, ln, label);
    s->section = prose_mend_label(s, d, label);
    if (label->kind == TERM_DEPARTMENT && str_find(label->as_printed, STR("责任人"), 0) != SIZE_MAX)
        return prose_people(s, d, ln, label->text);
    if (s->section == TERM_BOTH) {
        d->both = true;
        s->section = TERM_CAUSE;
    }
    return ev->to;
}

/* ---- lines ------------------------------------------------------------------------------ */

/*
 * Whether what looks like a label is a word of the sentence: 在网站公布电话，联系人：张三 in a
 * measure, or …，主要原因是人手不足 in a cause.
 */
static bool prose_is_word(const struct prose *s, const struct line *ln, const struct event *ev)
{
    const struct label_hit *label = &ev->label;
    bool text = s->section == TERM_CAUSE || s->section == TERM_MEASURE;
    if (label->said)
        return label->kind == s->section ||
               (s->section == TERM_MEASURE && label->kind == TERM_CAUSE);
    return text && (label->kind == TERM_OTHER || label->kind == TERM_STATUS) && label->from > 0 &&
           line_one_of(ln->fold[label->from - 1], STR(",、"));
}

/*
 * Whether the figures of an event are what the bureau got as a whole: 我局2019年度考核得分95.2分，
 * 失4.8分. What follows on the line (其中…) are parts of that sum.
 */
static bool prose_is_overall(const struct prose *s, const struct line *ln, const struct event *ev)
{
    size_t from = ev->from;
    while (from > 0 && !line_one_of(ln->fold[from - 1], STR("。\n")))
        from--;
    struct match m;
    if (!pattern_find(s->r->p, PATTERN_OVERALL, ln, from, ev->marks.to, &m) ||
        m.from > ev->marks.from)
        return false;
    /* 人民调解。我局得分9分，失1分 says whose figures they are, not of what */
    bool whose = m.group[0].set && m.group[0].from == m.group[0].to;
    return !whose || !(s->open || prose_may_promote(s));
}

/* Take one event over; *pos receives where reading goes on. False if it is mere text after all. */
static bool prose_event(struct prose *s, const struct line *ln, struct event *ev, bool demote,
                        const struct heading_number *num, bool *first, size_t *pos)
{
    *pos = ev->to;
    switch (ev->kind) {
    case EVENT_ITEM:
        if (demote && prose_demote(s))
            ev->prefix_to = ev->prefix_from;
        prose_item(s, ln, ev, num, *first);
        *first = false;
        return true;
    case EVENT_FIGURES: return prose_figures(s, ln, &ev->marks);
    case EVENT_LABEL: *pos = prose_label(s, ln, ev); return true;
    case EVENT_GROUP:
        group_apply(s->r, ln, &ev->group);
        prose_close(s);
        return true;
    case EVENT_NONE: break;
    }
    return false;
}

void prose_events(struct prose *s, const struct line *ln, size_t pos, size_t body,
                  const struct heading_number *num)
{
    bool first = true;
    size_t from = pos;
    struct events events = events_of(s->r->p, ln, body);
    while (pos < ln->n && !arena_over(s->r->a)) {
        struct event ev = events_next(&events, pos);
        if (ev.kind == EVENT_NONE)
            break;
        bool figures = ev.kind == EVENT_ITEM || ev.kind == EVENT_FIGURES;
        if (figures && prose_is_overall(s, ln, &ev)) {
            if (s->open)
                break;
            return;
        }
        if ((ev.kind == EVENT_LABEL && prose_is_word(s, ln, &ev)) ||
            (ev.kind == EVENT_FIGURES && !prose_wants_figures(s))) {
            pos = ev.to;
            continue;
        }
        bool colon = from < ln->n && ln->fold[from] == ':';
        prose_text(s, ln, from, ev.from);
        from = prose_event(s, ln, &ev, !first && colon, num, &first, &pos) ? pos : ev.from;
    }
    prose_text(s, ln, from, ln->n);
}

int32_t prose_base(const struct prose *s)
{
    const struct draft *d = prose_draft(s);
    const struct headings *hs = &s->r->headings;
    if (d->level != HEADING_UNNUMBERED)
        return d->level;
    return hs->n == 0 ? 2 : hs->at[hs->n - 1].level;
}
