/*
 * draft.c — see draft.h. Findings, and taking figures and texts over.
 */
#include "source/plan/draft.h"

enum { DRAFT_SHORT = 30 };

void draft_find(struct reader *r, enum finding_code code, struct str where, struct str arg1,
                struct str arg2, int32_t paragraph, size_t offset)
{
    *vec_push(r->a, &r->findings) = (struct finding){.code = code,
                                                     .where = where,
                                                     .arg = {arg1, arg2},
                                                     .paragraph = paragraph,
                                                     .offset = (int32_t)offset};
}

void draft_note(struct reader *r, const struct draft *d, enum finding_code code, struct str arg1,
                struct str arg2)
{
    draft_find(r, code, d->item.item, arg1, arg2, d->item.paragraph, d->offset);
}

struct str draft_points(struct reader *r, points v)
{
    char text[POINTS_TEXT_MAX];
    return str_copy(r->a, str_of(points_text(v, text)));
}

struct str draft_short(struct reader *r, struct str text)
{
    struct line ln = line_make(r->a, str_trim(text), 0);
    if (ln.n <= DRAFT_SHORT)
        return ln.raw;
    return str_format(r->a, "%" STR_FMT "…", STR_ARG(line_raw(&ln, 0, DRAFT_SHORT)));
}

/* ---- figures -------------------------------------------------------------- */

static struct plan_figure *draft_figure_of(struct draft *d, enum plan_mark kind)
{
    switch (kind) {
    case MARK_FULL: return &d->item.full;
    case MARK_GOT: return &d->item.got;
    case MARK_LOST: return &d->item.lost;
    case MARK_NONE: break;
    }
    return NULL;
}

void draft_figure(struct reader *r, struct draft *d, const struct mark *m)
{
    struct plan_figure *f = draft_figure_of(d, m->kind);
    must(f != NULL);
    points v = m->v;
    if (m->kind == MARK_LOST && v.centi < 0) {
        v.centi = -v.centi;
        draft_note(r, d, FINDING_FIGURE_SIGN, m->digits, draft_points(r, v));
    }
    if (m->split)
        draft_note(r, d, FINDING_FIGURE_SPLIT, m->digits, draft_points(r, v));
    if (f->from != PLAN_UNKNOWN) {
        if (f->v.centi != v.centi)
            draft_note(r, d, FINDING_FIGURE_SECOND, m->digits, m->label);
        return;
    }
    if (!m->exact)
        draft_note(r, d, FINDING_FIGURE_ROUNDED, m->digits, draft_points(r, v));
    *f = (struct plan_figure){PLAN_PRINTED, v};
}

/* Copy the figures; the bureau's own are left out where official ones stand beside them. */
static size_t draft_official(struct reader *r, struct draft *d, const struct marks *m,
                             struct mark *ret)
{
    bool official = false;
    for (size_t i = 0; i < m->n; i++)
        official |= m->mark[i].kind == MARK_GOT && !m->mark[i].self;
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        if (official && m->mark[i].self)
            draft_note(r, d, FINDING_FIGURE_SELF, m->mark[i].digits, STR_NONE);
        else
            ret[n++] = m->mark[i];
    }
    return n;
}

void draft_marks(struct reader *r, struct draft *d, const struct marks *m)
{
    struct mark mark[MARKS_MAX] = {0};
    size_t n = draft_official(r, d, m, mark);
    if (n == 2 && mark[0].kind == MARK_NONE && mark[1].kind == MARK_NONE && m->bracketed &&
        mark[1].v.centi <= mark[0].v.centi) {
        draft_note(r, d, FINDING_FIGURES_BARE, mark[0].digits, mark[1].digits);
        mark[1].kind = MARK_GOT; /* （30分/28.2分） */
    }
    if (mark[0].kind == MARK_NONE && mark[0].v.centi < 0)
        mark[0].kind = MARK_LOST; /* （-2分） */
    if (mark[0].kind == MARK_NONE)
        mark[0].kind = MARK_FULL; /* （5分） behind a name is its full mark */
    if (n == 2 && mark[0].kind == mark[1].kind && mark[0].kind == MARK_FULL &&
        mark[1].label.n > 0) {
        draft_note(r, d, FINDING_LABEL_GOT, mark[1].label, STR_NONE);
        mark[1].kind = MARK_GOT;
    } else if (n == 2 && mark[0].kind == MARK_GOT && mark[1].kind == MARK_GOT) {
        draft_note(r, d, FINDING_LABEL_FULL, mark[0].label, STR_NONE);
        mark[0].kind = MARK_FULL;
    }
    for (size_t i = 0; i < n; i++) {
        if (mark[i].kind == MARK_NONE)
            draft_note(r, d, FINDING_FIGURE_SECOND, mark[i].digits, d->item.item);
        else
            draft_figure(r, d, &mark[i]);
    }
}

/* What else stood in the bracket: …，其中手机定位应得5分，实得4.3分 is no item of its own. */
void draft_rest(struct reader *r, struct draft *d, const struct line *ln, const struct marks *m)
{
    if (m->rest_from < m->rest_to)
        draft_note(r, d, FINDING_FIGURE_REMARK, line_trimmed(ln, m->rest_from, m->rest_to),
                   STR_NONE);
}

/* ---- texts ------------------------------------------------------------------- */

bool draft_name_edge(uint32_t cp)
{
    return line_is_blank(cp) || line_is_bullet(cp) || line_one_of(cp, STR(":;,、。."));
}

void draft_text(struct reader *r, struct draft *d, enum term_kind kind, struct str text)
{
    text = str_trim(text);
    if (text.n == 0)
        return;
    if (kind == TERM_CAUSE)
        *vec_push(r->a, &d->cause) = text;
    else if (kind == TERM_MEASURE)
        *vec_push(r->a, &d->measure) = text;
    else if (kind == TERM_DEPARTMENT)
        draft_departments(r, d, text);
    else if (kind == TERM_TIME_LIMIT && d->item.time_limit.n == 0)
        d->item.time_limit = text;
}
