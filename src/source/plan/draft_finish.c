/*
 * draft_finish.c — see draft.h. Joining texts, and the checks that need the whole
 * of an item.
 */
#include "source/plan/draft.h"

#include "base/buf.h"
#include "source/plan/merge.h"

enum {
    DRAFT_TEXT_MAX = 64 * 1024 * 1024,
    DRAFT_NAME_LONG = 40,
    DRAFT_ITEMS_MAX = 10 * 1000,
};

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
        bool full_stop = line_one_of(cp, STR("。."));
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

static bool draft_lost_nothing(const struct plan_item *item)
{
    if (item->lost.from != PLAN_UNKNOWN)
        return item->lost.v.centi == 0;
    return item->full.from != PLAN_UNKNOWN && item->got.from != PLAN_UNKNOWN &&
           item->full.v.centi == item->got.v.centi;
}

/* Where no measure is labelled, a sentence of the cause may begin one: 下一步，我局将…. */
static void draft_split_measure(struct reader *r, struct draft *d)
{
    if (d->from_table || d->measure.n > 0 || d->cause.n == 0)
        return;
    struct str cause = draft_join(r, &d->cause);
    struct line ln = line_make(r->a, cause, 0);
    struct match m;
    if (!pattern_find(r->p, PATTERN_MEASURE_BEGINS, &ln, 0, ln.n, &m)) {
        if (d->both && !draft_says_nothing(r, cause))
            draft_note(r, d, FINDING_BOTH_IN_ONE, STR_NONE, STR_NONE);
        return;
    }
    size_t from = line_skip_blank(&ln, m.from, ln.n);
    if (!d->both)
        draft_note(r, d, FINDING_MEASURE_SPLIT, line_raw(&ln, from, m.to), STR_NONE);
    *vec_push(r->a, &d->measure) = line_raw(&ln, from, ln.n);
    d->cause.n = 0;
    *vec_push(r->a, &d->cause) = line_raw(&ln, 0, from);
}

/* A full mark and a sentence are a standard, not a result; points in it do not vanish silently. */
static bool draft_standard(struct reader *r, const struct draft *d, struct str text)
{
    struct line ln = line_make(r->a, text, 0);
    struct match m;
    if (pattern_find(r->p, PATTERN_POINTS, &ln, 0, ln.n, &m))
        draft_note(r, d, FINDING_LINE_UNREAD, draft_short(r, text), STR_NONE);
    return true;
}

/* 由办公室牵头整改，5月底前完成 says who and when, not why. */
static bool draft_led(struct reader *r, struct draft *d, struct str text)
{
    struct line ln = line_make(r->a, text, 0);
    struct match m;
    if (!d->cause_unlabelled || !pattern_at(r->p, PATTERN_LED, &ln, 0, ln.n, &m))
        return false;
    for (size_t i = 0; i < 2; i++)
        if (m.group[i].set)
            draft_departments(r, d, line_raw(&ln, m.group[i].from, m.group[i].to));
    if (m.group[2].set && d->item.time_limit.n == 0)
        d->item.time_limit = line_raw(&ln, m.group[2].from, m.group[2].to);
    return true;
}

/* Whether a text is no cause at all; what is left out becomes a finding. */
static bool draft_no_cause(struct reader *r, struct draft *d, struct str cause)
{
    const struct plan_item *item = &d->item;
    bool figures = item->got.from != PLAN_UNKNOWN || item->lost.from != PLAN_UNKNOWN;
    if (d->cause_unlabelled && !figures && d->measure.n == 0)
        return draft_standard(r, d, cause);
    if (draft_says_nothing(r, cause) || draft_led(r, d, cause))
        return true;
    if (draft_is_status(r, cause)) {
        draft_note(r, d, FINDING_STATUS_NOT_CAUSE, draft_strip(r, cause, false), STR_NONE);
        return true;
    }
    if (d->cause_unlabelled && !d->labelled && draft_lost_nothing(item)) {
        draft_note(r, d, FINDING_CAUSE_OF_NOTHING, draft_short(r, draft_strip(r, cause, false)),
                   STR_NONE);
        return true;
    }
    return false;
}

/* The cause, with a loss at its end. */
static void draft_finish_cause(struct reader *r, struct draft *d)
{
    struct plan_item *item = &d->item;
    struct str cause = draft_join(r, &d->cause);
    if (draft_no_cause(r, d, cause))
        return;
    struct line ln = line_make(r->a, cause, 0);
    struct mark loss;
    size_t n = marks_losses(r->p, &ln, &loss);
    if (n > 0 && item->lost.from == PLAN_UNKNOWN) {
        if (item->full.from == PLAN_UNKNOWN || item->got.from == PLAN_UNKNOWN)
            item->lost = (struct plan_figure){n == 1 ? PLAN_PRINTED : PLAN_DERIVED, loss.v};
        else if (item->full.v.centi - item->got.v.centi != loss.v.centi)
            draft_note(r, d, FINDING_CAUSE_SUM, draft_points(r, loss.v),
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
    draft_split_measure(r, d);
    draft_finish_cause(r, d);
    struct str measure = draft_join(r, &d->measure);
    if (!draft_says_nothing(r, measure))
        item->measure = draft_strip(r, measure, true);
    item->time_limit = draft_strip(r, item->time_limit, false);
    if (str_ends(item->time_limit, STR("）")) &&
        str_find(item->time_limit, STR("（"), 0) == SIZE_MAX) /* it closes one before the label */
        item->time_limit = str_sub(item->time_limit, 0, item->time_limit.n - strlen("）"));
    if (draft_says_nothing(r, item->time_limit))
        item->time_limit = STR_NONE;
    item->cause = draft_tidy(r->a, item->cause);
    item->measure = draft_tidy(r->a, item->measure);
    item->time_limit = draft_tidy(r->a, item->time_limit);
}

static bool draft_has_figure(const struct draft *d)
{
    const struct plan_item *i = &d->item;
    return i->full.from != PLAN_UNKNOWN || i->got.from != PLAN_UNKNOWN ||
           i->lost.from != PLAN_UNKNOWN;
}

/* A name that says points of which none could be read: 公证（大约扣1分）. */
static void draft_check_name(struct reader *r, const struct draft *d)
{
    struct line ln = line_make(r->a, d->item.item, 0);
    struct match m;
    if (d->from_table || d->verbatim)
        return;
    if (ln.n > DRAFT_NAME_LONG)
        draft_note(r, d, FINDING_NAME_LONG, STR_NONE, STR_NONE);
    if (!draft_has_figure(d) && pattern_find(r->p, PATTERN_POINTS, &ln, 0, ln.n, &m))
        draft_note(r, d, FINDING_FIGURE_UNCLEAR, draft_short(r, d->item.item), STR_NONE);
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
    draft_check_name(r, d);
}

/* ---- items beside each other --------------------------------------------------------- */

static bool draft_has_text(const struct draft *d)
{
    return d->item.cause.n > 0 || d->item.measure.n > 0;
}

/* A（…）、B（…）：失分原因：…: what is printed behind the last holds for those joined to it. */
static void draft_share(struct reader *r)
{
    const struct draft *from = NULL; /* whose text holds for those before it */
    for (size_t i = r->drafts.n; i > 0; i--) {
        struct draft *d = &r->drafts.p[i - 1];
        if (!d->joined || draft_has_text(d))
            from = draft_has_text(d) ? d : NULL;
        if (from == NULL || from == d || draft_lost_nothing(&d->item))
            continue;
        draft_note(r, d, FINDING_TEXT_SHARED, from->item.item, STR_NONE);
        d->item.cause = from->item.cause;
        d->item.measure = from->item.measure;
        d->item.time_limit = from->item.time_limit;
        if (d->item.n_departments > 0)
            continue;
        d->item.departments = from->item.departments;
        d->item.n_departments = from->item.n_departments;
    }
}

/* Running text that says of some items why and who, and of others not: they may be misread. */
static void draft_check_missing(struct reader *r)
{
    bool texts = false;
    bool departments = false;
    VEC_EACH (&r->drafts, d) {
        texts |= draft_has_text(d);
        departments |= d->item.n_departments > 0;
    }
    VEC_EACH (&r->drafts, d) {
        const struct plan_item *item = &d->item;
        if (d->from_table || d->verbatim || d->merged || item->item.n == 0 || !draft_has_figure(d))
            continue;
        bool lost = item->lost.from != PLAN_UNKNOWN && item->lost.v.centi != 0;
        if (texts && lost && !draft_has_text(d) && d->cause.n + d->measure.n == 0)
            draft_note(r, d, FINDING_TEXT_NONE, STR_NONE, STR_NONE);
        if (departments && lost && item->n_departments == 0)
            draft_note(r, d, FINDING_DEPARTMENT_NONE, STR_NONE, STR_NONE);
    }
}

static bool draft_any_figure(const struct reader *r)
{
    VEC_EACH (&r->drafts, d)
        if (draft_has_figure(d))
            return true;
    return false;
}

/*
 * Whether what was read is an item: it has a name and, in running text, a figure. Among items with
 * figures, one that has a cause and a measure only lacks its figure.
 */
static bool draft_counts(const struct draft *d, bool figures)
{
    if (d->item.item.n == 0)
        return false;
    return d->from_table || d->verbatim || draft_has_figure(d) ||
           (figures && d->labelled && d->item.cause.n > 0 && d->item.measure.n > 0);
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
        return err_set(e, ERR_PLAN_TOO_BIG, "an item with too many departments");
    VEC_EACH (&r->drafts, d)
        draft_finish_one(r, d);
    ret->items = ARENA_NEW_N(r->a, r->drafts.n, struct plan_item);
    ret->n_items = 0;
    bool results = draft_any_result(r);
    merge_drafts(r);
    draft_share(r);
    draft_check_missing(r);
    bool figures = draft_any_figure(r);
    VEC_EACH (&r->drafts, d) {
        if (results && d->item.item.n == 0)
            draft_note(r, d, FINDING_ROW_SKIPPED, draft_strip(r, d->item.cause, false), STR_NONE);
        if (!results || d->merged || !draft_counts(d, figures))
            continue;
        d->item.no = (int32_t)ret->n_items + 1;
        ret->items[ret->n_items++] = d->item;
    }
    if (!results && r->drafts.n > 0 && !r->saw_empty_form)
        r->saw_full_marks = true;
    if (arena_over(r->a))
        return err_set(e, ERR_PLAN_TOO_BIG, "plan of %zu items", ret->n_items);
    draft_check_names(r, ret);
    return ERR_OK;
}
