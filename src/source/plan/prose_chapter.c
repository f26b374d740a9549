/*
 * prose_chapter.c — see prose_chapter.h. The lines name their items by name; by
 * their number only where no name fits, and then that is said.
 */
#include "source/plan/prose_chapter.h"

#include "source/plan/prose_item.h"

enum { PROSE_LOOK_BACK = 200 };

static bool prose_has(const struct draft *d, enum term_kind kind)
{
    switch ((int)kind) {
    case TERM_MEASURE: return d->measure.n > 0;
    case TERM_DEPARTMENT: return d->departments.n > 0;
    case TERM_TIME_LIMIT: return d->item.time_limit.n > 0;
    default: return d->cause.n > 0;
    }
}

/* Whether several of the last items lost points and have no text of this kind yet. */
static bool prose_waiting(const struct prose *s, enum term_kind kind)
{
    size_t n = 0;
    size_t last = s->r->drafts.n;
    for (size_t i = last; i > 0 && n < 2 && last - i < PROSE_LOOK_BACK; i--) {
        const struct draft *d = &s->r->drafts.p[i - 1];
        bool nothing = d->item.full.from != PLAN_UNKNOWN && d->item.got.from != PLAN_UNKNOWN &&
                       d->item.full.v.centi == d->item.got.v.centi;
        if (nothing)
            continue;
        if (prose_has(d, kind))
            break;
        n++;
    }
    return n >= 2;
}

/* Whether a label line belongs to the item being read, or to the heading right above. */
static bool prose_is_section(const struct prose *s, const struct heading_number *num,
                             enum term_kind kind)
{
    const struct draft *d = prose_draft(s);
    const struct headings *hs = &s->r->headings;
    if (s->chapter != TERM_NONE)
        return false;
    if (d == NULL)
        return prose_may_promote(s) && hs->at[hs->n - 1].level < num->level;
    if (num->level > d->level || !prose_waiting(s, kind))
        return true;
    /* an item without a number: its sections may be numbered as they like, once they have begun */
    return d->level == HEADING_UNNUMBERED && d->labelled;
}

bool prose_label_line(struct prose *s, const struct line *ln, const struct heading_number *num,
                      const struct label_hit *label)
{
    if (prose_is_section(s, num, label->kind)) {
        struct event ev = {.kind = EVENT_LABEL, .to = ln->n, .label = *label};
        (void)prose_label(s, ln, &ev);
        return s->open;
    }
    if (s->chapter == TERM_NONE && !prose_waiting(s, label->kind))
        return false;
    prose_close(s);
    s->chapter = label->kind;
    s->chapter_level = num->level;
    return true;
}

/* The draft whose name stands at `at`, the longest of them; *ret_to receives the name's end. */
static size_t prose_named(const struct prose *s, const struct line *ln, size_t at, size_t *ret_to)
{
    size_t best = SIZE_MAX;
    *ret_to = at;
    for (size_t i = 0; i < s->r->drafts.n; i++) {
        struct draft *d = &s->r->drafts.p[i];
        if (d->name.n == 0)
            d->name = line_make(s->r->a, d->item.item, 0);
        struct line name = d->name;
        size_t n = 0;
        while (n < name.n && at + n < ln->n && name.fold[n] == ln->fold[at + n])
            n++;
        if (n == name.n && n > *ret_to - at) {
            best = i;
            *ret_to = at + n;
        }
    }
    return best;
}

/* A numbered line of such a chapter that names no item: the item of the same number. */
static size_t prose_numbered(struct prose *s, const struct line *ln,
                             const struct heading_number *num)
{
    for (size_t i = 0; i < s->r->drafts.n; i++) {
        const struct draft *d = &s->r->drafts.p[i];
        if (num->number == 0 || d->level != num->level || d->number != num->number)
            continue;
        draft_find(s->r, FINDING_LINE_BY_NUMBER, d->item.item, draft_short(s->r, ln->raw), STR_NONE,
                   ln->paragraph, 0);
        return i;
    }
    return SIZE_MAX;
}

bool prose_chapter_line(struct prose *s, const struct line *ln, size_t from,
                        const struct heading_number *num)
{
    if (num->level != HEADING_NONE && num->level <= s->chapter_level) {
        s->chapter = TERM_NONE;
        prose_close(s);
        return false;
    }
    struct heading_number none = {.level = HEADING_NONE};
    size_t to = num->level != HEADING_NONE ? num->to : from;
    size_t at = prose_named(s, ln, to, &to);
    if (at == SIZE_MAX && num->level != HEADING_NONE)
        at = prose_numbered(s, ln, num);
    if (at != SIZE_MAX) {
        struct marks m;
        s->open = true;
        s->at = at;
        s->section = s->chapter == TERM_BOTH ? TERM_CAUSE : s->chapter;
        struct draft *d = prose_draft(s);
        d->labelled = true;
        d->both |= s->chapter == TERM_BOTH;
        struct match about;
        if (pattern_at(s->r->p, PATTERN_ABOUT, ln, to, ln->n, &about))
            to = about.to;
        if (marks_find(s->r->p, ln, to, ln->n, &m) && line_skip_blank(ln, to, m.from) == m.from) {
            draft_marks(s->r, d, &m);
            to = m.to;
        }
    } else {
        to = from;
    }
    prose_events(s, ln, to, to, &none);
    return true;
}
