/*
 * event.c — see event.h.
 */
#include "source/plan/event.h"

enum { EVENT_NAME_MAX = 60, EVENT_PREFIX_MAX = 30 };

/* Where the name before a group of figures begins, and the subcategory before it. */
static void event_name(const struct patterns *p, const struct line *ln, size_t floor,
                       struct event *ev)
{
    size_t to = ev->marks.from;
    while (to > floor &&
           (line_is_blank(ln->fold[to - 1]) || ln->fold[to - 1] == ':' || ln->fold[to - 1] == ','))
        to--;
    size_t from = to;
    while (from > floor && !line_is_stop(ln, from - 1) && ln->fold[from - 1] != ':')
        from--;
    ev->name_from = line_skip_blank(ln, from, to);
    ev->name_to = to;
    struct match owner; /* 省厅通报我局“公证体制改革”（应得… names what is in the quotation marks */
    if (pattern_at(p, PATTERN_OWNER_OF_QUOTED, ln, ev->name_from, to, &owner))
        ev->name_from = owner.to;
    ev->prefix_from = ev->prefix_to = ev->name_from;
    ev->fielded = false;
    if (from == floor || ln->fold[from - 1] != ':')
        return;
    size_t prefix = from - 1;
    while (prefix > floor && !line_is_stop(ln, prefix - 1))
        prefix--;
    struct match m;
    ev->fielded = pattern_at(p, PATTERN_FIELD, ln, prefix, from, &m) && m.to == from;
    if (from - 1 - prefix <= EVENT_PREFIX_MAX) {
        ev->prefix_from = prefix;
        ev->prefix_to = from - 1;
    }
}

static void event_count(const struct event *ev, bool *ret_full, size_t *ret_labelled)
{
    *ret_full = false;
    *ret_labelled = 0;
    for (size_t i = 0; i < ev->marks.n; i++) {
        *ret_full |= ev->marks.mark[i].kind == MARK_FULL;
        *ret_labelled += ev->marks.mark[i].label.n > 0;
    }
}

/* A lone loss behind a comma (…脱管2人，失分2分) is part of a sentence, not a name with its loss.
 */
static bool event_in_sentence(const struct line *ln, const struct event *ev)
{
    if (ev->marks.n > 1 || ev->marks.bracketed || ev->marks.mark[0].kind != MARK_LOST)
        return false;
    for (size_t i = ev->name_from; i < ev->name_to; i++)
        if (ln->fold[i] == ',')
            return true;
    return false;
}

/* Whether figures begin an item here; a lone full mark or loss does so only at the start of a line.
 */
static bool event_accepts(const struct line *ln, const struct event *ev, size_t body)
{
    size_t chars = ev->name_to - ev->name_from;
    if (ev->name_to <= ev->name_from || chars > EVENT_NAME_MAX * 2 || event_in_sentence(ln, ev))
        return false;
    bool full = false;
    size_t labelled = 0;
    event_count(ev, &full, &labelled);
    if ((full || ev->marks.n >= 2) && labelled > 0)
        return true;
    bool first = ev->prefix_from == body || ev->name_from == body;
    return first && chars <= EVENT_NAME_MAX;
}

/* Whether the figures have no name of their own: nothing stands before them, or 该项. */
static bool event_nameless(const struct patterns *p, const struct line *ln, const struct event *ev)
{
    bool full = false;
    size_t labelled = 0;
    event_count(ev, &full, &labelled);
    struct match m;
    return labelled > 0 && (full || ev->marks.n >= 2) &&
           (ev->name_to <= ev->name_from ||
            (pattern_at(p, PATTERN_THIS_ITEM, ln, ev->name_from, ev->name_to, &m) &&
             m.to == ev->name_to));
}

bool event_item(const struct patterns *p, const struct line *ln, size_t pos, size_t body,
                struct event *ev)
{
    size_t at = pos;
    while (marks_find(p, ln, at, ln->n, &ev->marks)) {
        event_name(p, ln, pos, ev);
        bool nameless = event_nameless(p, ln, ev);
        ev->kind = nameless ? EVENT_FIGURES : EVENT_ITEM;
        ev->from = ev->prefix_from < ev->prefix_to ? ev->prefix_from : ev->name_from;
        if (nameless)
            ev->from = ev->name_from < ev->name_to ? ev->name_from : ev->marks.from;
        ev->to = ev->marks.to;
        if (nameless || event_accepts(ln, ev, body))
            return true;
        at = ev->marks.to;
    }
    return false;
}

static bool event_group(const struct patterns *p, const struct line *ln, size_t pos,
                        struct event *ev)
{
    for (size_t i = pos; i + 1 < ln->n; i++) {
        size_t n = 0;
        if (!line_reads(ln, i, ln->n, STR("以上"), &n))
            continue;
        size_t from = i;
        while (from > pos && (line_is_blank(ln->fold[from - 1]) || ln->fold[from - 1] == '('))
            from--;
        if (from > pos && !line_is_stop(ln, from - 1))
            continue;
        if (!pattern_at(p, PATTERN_GROUP, ln, from, ln->n, &ev->group))
            continue;
        ev->kind = EVENT_GROUP;
        ev->from = from;
        ev->to = ln->n;
        return true;
    }
    return false;
}

static void event_label(const struct line *ln, size_t pos, struct event *ev)
{
    struct label_hit label;
    if (label_next_said(ln, pos, ln->n, &label))
        *ev = (struct event){
            .kind = EVENT_LABEL, .from = label.from, .to = label.text, .label = label};
}

struct events events_of(const struct patterns *p, const struct line *ln, size_t body)
{
    return (struct events){.p = p, .ln = ln, .body = body};
}

/* Whether an event must be searched again: it has been passed, or none was sought yet. */
static bool events_stale(const struct events *s, const struct event *ev, size_t pos)
{
    return !s->searched || (ev->kind != EVENT_NONE && ev->from < pos);
}

struct event events_next(struct events *s, size_t pos)
{
    if (events_stale(s, &s->item, pos)) {
        s->item = (struct event){.kind = EVENT_NONE};
        if (!event_item(s->p, s->ln, pos, s->body, &s->item))
            s->item.kind = EVENT_NONE;
    }
    if (events_stale(s, &s->label, pos)) {
        s->label = (struct event){.kind = EVENT_NONE};
        event_label(s->ln, pos, &s->label);
    }
    if (events_stale(s, &s->group, pos)) {
        s->group = (struct event){.kind = EVENT_NONE};
        (void)event_group(s->p, s->ln, pos, &s->group);
    }
    s->searched = true;
    const struct event *best = NULL;
    /* at the same place a label wins over a name: 扣分情况：脱管2人，扣2分 */
    const struct event *all[] = {&s->label, &s->item, &s->group};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (all[i]->kind != EVENT_NONE && (best == NULL || all[i]->from < best->from))
            best = all[i];
    return best != NULL ? *best
                        : (struct event){.kind = EVENT_NONE, .from = s->ln->n, .to = s->ln->n};
}
