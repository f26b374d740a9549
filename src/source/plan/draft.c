/*
 * draft.c — see draft.h. Everything that all layouts share: taking over figures,
 * splitting names, joining texts, and the checks at the end.
 */
#include "source/plan/draft.h"

#include "base/buf.h"

enum {
    DRAFT_TEXT_MAX = 64 * 1024 * 1024,
    DRAFT_NAME_LONG = 40,
    DRAFT_ITEMS_MAX = 10 * 1000,
    DRAFT_NAMES_MAX = 500
};

void draft_find(struct reader *r, enum finding_code code, struct str where, struct str arg1,
                struct str arg2, int32_t paragraph, size_t offset)
{
    *vec_push(r->a, &r->findings) = (struct finding){.code = code,
                                                     .where = where,
                                                     .arg = {arg1, arg2},
                                                     .paragraph = paragraph,
                                                     .offset = (int32_t)offset};
}

static void draft_note(struct reader *r, const struct draft *d, enum finding_code code,
                       struct str arg1, struct str arg2)
{
    draft_find(r, code, d->item.item, arg1, arg2, d->item.paragraph, d->offset);
}

static struct str draft_points(struct reader *r, points v)
{
    char text[POINTS_TEXT_MAX];
    return str_copy(r->a, str_of(points_text(v, text)));
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
    if (f->from != PLAN_UNKNOWN) {
        if (f->v.centi != v.centi)
            draft_note(r, d, FINDING_FIGURE_SECOND, m->digits, m->label);
        return;
    }
    if (!m->exact)
        draft_note(r, d, FINDING_FIGURE_ROUNDED, m->digits, draft_points(r, v));
    *f = (struct plan_figure){PLAN_PRINTED, v};
}

void draft_marks(struct reader *r, struct draft *d, const struct marks *m)
{
    struct mark mark[MARKS_MAX];
    memcpy(mark, m->mark, sizeof(mark));
    if (mark[0].kind == MARK_NONE)
        mark[0].kind = MARK_FULL; /* （5分） behind a name is its full mark */
    if (m->n == 2 && mark[0].kind == mark[1].kind && mark[0].kind == MARK_FULL &&
        mark[1].label.n > 0) {
        draft_note(r, d, FINDING_LABEL_GOT, mark[1].label, STR_NONE);
        mark[1].kind = MARK_GOT;
    } else if (m->n == 2 && mark[0].kind == MARK_GOT && mark[1].kind == MARK_GOT) {
        draft_note(r, d, FINDING_LABEL_FULL, mark[0].label, STR_NONE);
        mark[0].kind = MARK_FULL;
    }
    for (size_t i = 0; i < m->n; i++) {
        if (mark[i].kind == MARK_NONE)
            draft_note(r, d, FINDING_FIGURE_SECOND, mark[i].digits, STR_NONE);
        else
            draft_figure(r, d, &mark[i]);
    }
}

/* ---- names ------------------------------------------------------------------ */

static bool draft_name_separator(uint32_t cp)
{
    return cp == 0x3001 || cp == ';' || cp == ',' || cp == ' ' || cp == '\n' || cp == '\r' ||
           cp == '/';
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
    static const uint32_t last[] = {0x79D1, 0x5BA4, 0x80A1, 0x6240, 0x5904, 0x5C40, 0x5385,
                                    0x5FC3, 0x529E, 0x961F, 0x90E8, 0x7EC4, 0x9662, 0x4F1A,
                                    0x59D4, 0x5E9C, 0x9547, 0x9053, ')'};
    to = line_trim_end(ln, from, to);
    for (size_t i = 0; to > from && i < ARRAY_LEN(last); i++)
        if (ln->fold[to - 1] == last[i])
            return true;
    return false;
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
    while (to > from && (ln->fold[to - 1] == 0x3002 || ln->fold[to - 1] == '.'))
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
        if (i == ln.n || (depth == 0 && draft_name_separator(ln.fold[i]) && !broken)) {
            draft_one_name(a, &ln, from, i, ret);
            from = i + 1;
        }
    }
}

void draft_departments(struct reader *r, struct draft *d, struct str text)
{
    draft_split_names(r->a, text, &d->departments);
    r->saw_endless_list |= d->departments.n >= DRAFT_NAMES_MAX;
}

static bool draft_name_edge(uint32_t cp)
{
    return line_is_blank(cp) || cp == ':' || cp == ';' || cp == ',' || cp == 0x3001 ||
           cp == 0x3002 || cp == '.';
}

struct str draft_clean_name(struct reader *r, struct str text)
{
    struct line ln = line_make(r->a, text, 0);
    size_t from = heading_number(r->p, &ln, 0, ln.n).to;
    struct marks m;
    size_t to = marks_find(r->p, &ln, from, ln.n, &m) ? m.from : ln.n;
    if (to == from)
        to = ln.n;
    while (from < to && draft_name_edge(ln.fold[from]))
        from++;
    while (to > from && draft_name_edge(ln.fold[to - 1]))
        to--;
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

/* ---- texts ------------------------------------------------------------------- */

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

/* Whether a sentence is complete before the next piece: then a line break stays between them. */
static bool draft_piece_ends(struct arena *a, struct str s)
{
    struct line ln = line_make(a, s, 0);
    return ln.n > 0 && (line_is_stop(&ln, ln.n - 1) || ln.fold[ln.n - 1] == ':');
}

static bool draft_piece_begins(const struct reader *r, struct str s)
{
    struct line ln = line_make(r->a, s, 0);
    struct match m;
    return heading_number(r->p, &ln, 0, ln.n).level != HEADING_NONE ||
           pattern_at(r->p, PATTERN_ENUMERATED, &ln, 0, ln.n, &m);
}

struct str draft_tidy(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.n + 1);
    size_t n = 0;
    for (size_t at = 0; at < text.n;) {
        size_t end = str_find(text, STR("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        struct str line = str_trim(str_sub(text, at, end));
        if (line.n > 0 && n > 0)
            out[n++] = '\n';
        if (line.n > 0)
            memcpy(out + n, line.p, line.n);
        n += line.n;
        at = end + 1;
    }
    return (struct str){out, n};
}

static struct str draft_join(struct reader *r, const struct strs *parts)
{
    struct buf b;
    buf_init(&b, DRAFT_TEXT_MAX);
    for (size_t i = 0; i < parts->n; i++) {
        if (i > 0 &&
            (draft_piece_ends(r->a, parts->p[i - 1]) || draft_piece_begins(r, parts->p[i])))
            buf_add_char(&b, '\n');
        buf_add(&b, parts->p[i]);
    }
    must(!buf_over(&b)); /* a document has fewer bytes than that */
    struct str joined = str_copy(r->a, buf_str(&b));
    buf_release(&b);
    return joined;
}

/* Without stops and separators at the end; 。 stays if `keep_stop`. */
static struct str draft_strip(struct reader *r, struct str s, bool keep_stop)
{
    struct line ln = line_make(r->a, s, 0);
    size_t from = 0;
    while (from < ln.n && (draft_name_edge(ln.fold[from])))
        from++;
    size_t to = ln.n;
    while (to > from) {
        uint32_t cp = ln.fold[to - 1];
        bool full_stop = cp == 0x3002 || cp == '.';
        if (!(line_is_blank(cp) || cp == ';' || cp == ',' || (full_stop && !keep_stop)))
            break;
        to--;
    }
    return line_raw(&ln, from, to);
}

static bool draft_says_nothing(struct reader *r, struct str s)
{
    struct line ln = line_make(r->a, s, 0);
    return marks_says_nothing(r->p, &ln);
}

static bool draft_is_status(struct reader *r, struct str s)
{
    struct line ln = line_make(r->a, s, 0);
    struct match m;
    return pattern_at(r->p, PATTERN_STATUS, &ln, 0, ln.n, &m);
}

/* ---- the end --------------------------------------------------------------------- */

/* A cause that is no cause, or a loss at its end. */
static void draft_finish_cause(struct reader *r, struct draft *d)
{
    struct plan_item *item = &d->item;
    struct str cause = draft_join(r, &d->cause);
    bool figures = item->got.from != PLAN_UNKNOWN || item->lost.from != PLAN_UNKNOWN;
    if (d->cause_unlabelled && !figures && d->measure.n == 0)
        return; /* a full mark and a sentence: a standard, not a result */
    if (draft_says_nothing(r, cause))
        return;
    if (draft_is_status(r, cause)) {
        draft_note(r, d, FINDING_STATUS_NOT_CAUSE, draft_strip(r, cause, false), STR_NONE);
        return;
    }
    struct line ln = line_make(r->a, cause, 0);
    struct mark loss;
    size_t n = marks_losses(r->p, &ln, &loss);
    if (n > 0 && item->lost.from == PLAN_UNKNOWN) {
        if (item->full.from == PLAN_UNKNOWN || item->got.from == PLAN_UNKNOWN)
            item->lost = (struct plan_figure){n == 1 ? PLAN_PRINTED : PLAN_DERIVED, loss.v};
        else if (item->full.v.centi - item->got.v.centi != loss.v.centi)
            draft_note(r, d, FINDING_FIGURES_SUM, draft_points(r, loss.v),
                       draft_points(r, (points){item->full.v.centi - item->got.v.centi}));
    }
    item->cause = draft_strip(r, cause, false);
}

static void draft_check_figures(struct reader *r, struct draft *d)
{
    struct plan_item *item = &d->item;
    if (item->full.from != PLAN_PRINTED || item->got.from != PLAN_PRINTED)
        return;
    int64_t difference = item->full.v.centi - item->got.v.centi;
    if (difference < 0)
        draft_note(r, d, FINDING_FIGURES_ABOVE, draft_points(r, item->got.v),
                   draft_points(r, item->full.v));
    else if (item->lost.from == PLAN_PRINTED && item->lost.v.centi != difference)
        draft_note(r, d, FINDING_FIGURES_SUM, draft_points(r, item->lost.v),
                   draft_points(r, (points){difference}));
}

static void draft_finish_texts(struct reader *r, struct draft *d)
{
    struct plan_item *item = &d->item;
    draft_finish_cause(r, d);
    struct str measure = draft_join(r, &d->measure);
    if (!draft_says_nothing(r, measure))
        item->measure = draft_strip(r, measure, true);
    item->time_limit = draft_strip(r, item->time_limit, false);
    if (draft_says_nothing(r, item->time_limit))
        item->time_limit = STR_NONE;
    item->cause = draft_tidy(r->a, item->cause);
    item->measure = draft_tidy(r->a, item->measure);
    item->time_limit = draft_tidy(r->a, item->time_limit);
}

static void draft_finish_one(struct reader *r, struct draft *d)
{
    struct plan_item *item = &d->item;
    if (!d->verbatim)
        draft_finish_texts(r, d);
    if (d->departments.n == 0 && d->inherited.n > 0)
        draft_departments(r, d, d->inherited);
    item->departments = d->departments.p;
    item->n_departments = d->departments.n;
    draft_check_figures(r, d);
    plan_item_derive(item);
    if (!d->from_table && !d->verbatim && str_chars(item->item) > DRAFT_NAME_LONG)
        draft_note(r, d, FINDING_NAME_LONG, STR_NONE, STR_NONE);
}

/* Whether what was read is an item: it has a name and, in running text, a figure. */
static bool draft_counts(const struct draft *d)
{
    if (d->item.item.n == 0)
        return false;
    const struct plan_item *i = &d->item;
    bool figure =
        i->full.from != PLAN_UNKNOWN || i->got.from != PLAN_UNKNOWN || i->lost.from != PLAN_UNKNOWN;
    return d->from_table || d->verbatim || figure;
}

/* Whether the document says about any item what it got, lost, or why. */
static bool draft_any_result(const struct reader *r)
{
    VEC_EACH (&r->drafts, d) {
        if (d->verbatim || d->item.got.from != PLAN_UNKNOWN || d->item.lost.from != PLAN_UNKNOWN ||
            d->item.cause.n > 0 || d->item.measure.n > 0)
            return true;
    }
    return false;
}

static void draft_check_names(struct reader *r, const struct plan *p)
{
    for (size_t i = 0; i < p->n_items; i++) {
        for (size_t k = 0; k < i; k++) {
            if (!str_eq(p->items[i].item, p->items[k].item) ||
                !str_eq(p->items[i].subcategory, p->items[k].subcategory) ||
                !str_eq(p->items[i].category, p->items[k].category))
                continue;
            draft_find(r, FINDING_NAME_REPEATED, p->items[i].item, STR_NONE, STR_NONE,
                       p->items[i].paragraph, 0);
            break;
        }
    }
}

enum err_code draft_finish(struct reader *r, struct plan *ret, struct err *e)
{
    if (r->drafts.n > DRAFT_ITEMS_MAX)
        return err_set(e, ERR_PLAN_TOO_BIG, "%zu items, at most %d", r->drafts.n, DRAFT_ITEMS_MAX);
    if (r->saw_endless_list)
        return err_set(e, ERR_PLAN_TOO_BIG, "an item with %d departments", DRAFT_NAMES_MAX);
    VEC_EACH (&r->drafts, d)
        draft_finish_one(r, d);
    ret->items = ARENA_NEW_N(r->a, r->drafts.n, struct plan_item);
    ret->n_items = 0;
    bool results = draft_any_result(r);
    VEC_EACH (&r->drafts, d) {
        if (results && d->item.item.n == 0)
            draft_note(r, d, FINDING_ROW_SKIPPED, draft_strip(r, d->item.cause, false), STR_NONE);
        if (!results || !draft_counts(d))
            continue;
        d->item.no = (int32_t)ret->n_items + 1;
        ret->items[ret->n_items++] = d->item;
    }
    if (!results && r->drafts.n > 0 && !r->saw_empty_form)
        r->saw_rubric = true;
    if (arena_over(r->a))
        return err_set(e, ERR_PLAN_TOO_BIG, "plan of %zu items", ret->n_items);
    draft_check_names(r, ret);
    return ERR_OK;
}
