/*
 * official.c — see official.h.
 *
 * What surprised its author: soft line breaks are what makes it possible. The
 * lines of one text stay in one paragraph, so that a line which reads like a
 * label or a heading cannot be mistaken for one.
 */
#include "source/plan/official.h"

#include "source/plan/date_text.h"
#include "source/plan/head.h"
#include "source/plan/patterns.h"

/* A paragraph without its indentation, its continuation lines joined by '\n'. */
struct paragraph {
    struct line line; /* of the whole text */
    int64_t bookmark; /* the deduction whose bookmark covers it, 0: none */
    bool open;        /* the block above it ended with it: a continuation may follow */
};

struct official {
    struct reader *r;
    struct plan *plan;
    struct {
        struct paragraph *p;
        size_t n, cap;
    } paragraphs;
    size_t body, end; /* [body, end): from the first heading to the signature */
    struct str category, subcategory;
    bool item;         /* the last draft is being read */
    int64_t bookmark;  /* the one of the last item, 0: it has none */
    struct str *field; /* the text of the item that a paragraph without label continues */
};

#define OFFICIAL_INDENT STR("\xE3\x80\x80\xE3\x80\x80") /* two full-width blanks */
static const char LAYOUT[] = "各项目依次列明分值、失分原因、整改措施、责任科室和整改时限";
static const char NO_YEAR[] = "考评年度未载明";

/* ---- is it one ------------------------------------------------------------------ */

int64_t official_bookmark_id(struct str bookmark)
{
    struct str prefix = STR("_duban_d");
    int64_t id = 0;
    if (!str_starts(bookmark, prefix) || bookmark.n == prefix.n || bookmark.p[prefix.n] < '0' ||
        bookmark.p[prefix.n] > '9' ||
        str_to_i64(str_sub(bookmark, prefix.n, bookmark.n), &id, NULL) != ERR_OK)
        return 0;
    return id;
}

bool official_is(const struct doc *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (official_bookmark_id(d->blocks[i].bookmark) != 0 ||
            str_find(d->blocks[i].text, STR(LAYOUT), 0) != SIZE_MAX)
            return true;
    return false;
}

/* ---- paragraphs --------------------------------------------------------------------- */

static void add_block(struct official *o, const struct doc_block *b)
{
    struct arena *a = o->r->a;
    struct str text = b->label.n == 0 ? b->text
                                      : str_format(a, "%" STR_FMT "%" STR_FMT, STR_ARG(b->label),
                                                   STR_ARG(b->text));
    struct str deeper =
        str_format(a, "%" STR_FMT "%" STR_FMT, STR_ARG(OFFICIAL_INDENT), STR_ARG(OFFICIAL_INDENT));
    bool continues = str_starts(text, deeper);
    struct str tidy = draft_tidy(a, text);
    struct paragraph *last = o->paragraphs.n == 0 ? NULL : &o->paragraphs.p[o->paragraphs.n - 1];
    if (tidy.n == 0) {
        if (last != NULL)
            last->open = false;
        return;
    }
    if (continues && last != NULL && last->open) {
        struct str whole =
            str_format(a, "%" STR_FMT "\n%" STR_FMT, STR_ARG(last->line.raw), STR_ARG(tidy));
        last->line = line_make(a, whole, last->line.paragraph);
        return;
    }
    *vec_push(a, &o->paragraphs) = (struct paragraph){
        .line = line_make(a, tidy, b->number),
        .bookmark = official_bookmark_id(b->bookmark),
        .open = true,
    };
}

/* 版记 is set as a table: copies, and who printed the paper on which day. */
static bool is_imprint(struct official *o, const struct doc_table *t)
{
    for (int32_t row = 0; row < t->n_rows; row++) {
        struct str left = t->rows[row].cells[0].text;
        struct str right = t->rows[row].cells[t->n_columns - 1].text;
        struct line ln = line_make(o->r->a, str_trim(str_starts(right, left) ? left : right), 0);
        struct match m;
        if (!pattern_at(o->r->p, PATTERN_OFFICIAL_IMPRINT, &ln, 0, ln.n, &m))
            return false;
    }
    return true;
}

static void add_blocks(struct official *o, const struct doc *d)
{
    for (size_t i = 0; i < d->n && !arena_over(o->r->a); i++) {
        if (d->blocks[i].kind == DOC_PARAGRAPH)
            add_block(o, &d->blocks[i]);
        else if (!is_imprint(o, &d->blocks[i].table))
            draft_find(o->r, FINDING_TABLE_SKIPPED, STR_NONE, STR_NONE, STR_NONE,
                       d->blocks[i].number, 0);
    }
}

/* Whether the paragraph begins as `id` says; *ret_to: where its text goes on. */
static bool begins(const struct official *o, const struct line *ln, enum pattern_id id,
                   size_t *ret_to)
{
    struct match m;
    if (!pattern_at(o->r->p, id, ln, 0, ln->n, &m))
        return false;
    *ret_to = m.to;
    return true;
}

static bool is_heading(const struct official *o, const struct line *ln)
{
    size_t to;
    return begins(o, ln, PATTERN_OFFICIAL_1, &to) || begins(o, ln, PATTERN_OFFICIAL_2, &to) ||
           begins(o, ln, PATTERN_OFFICIAL_3, &to) || begins(o, ln, PATTERN_OFFICIAL_4, &to);
}

/* ---- items ------------------------------------------------------------------------------ */

static struct draft *draft_now(struct official *o)
{
    return o->item ? &o->r->drafts.p[o->r->drafts.n - 1] : NULL;
}

/* One full stop at the end belongs to the paper, not to the text. */
static struct str without_stop(struct str s)
{
    return str_ends(s, STR("。")) ? str_sub(s, 0, s.n - STR("。").n) : s;
}

/* The item is complete: only now is it known which stop is the last one of a text. */
static void close_item(struct official *o)
{
    struct draft *d = draft_now(o);
    if (d != NULL) {
        d->item.cause = without_stop(d->item.cause);
        d->item.time_limit = without_stop(d->item.time_limit);
    }
    o->item = false;
    o->field = NULL;
}

static struct draft *open_item(struct official *o, const struct paragraph *p, size_t from,
                               size_t to)
{
    close_item(o);
    struct draft *d = vec_push(o->r->a, &o->r->drafts);
    d->verbatim = true;
    d->item.paragraph = p->line.paragraph;
    d->item.category = o->category;
    d->item.subcategory = o->subcategory;
    d->item.item = line_trimmed(&p->line, from, to);
    /* what somebody wrote between two exported items belongs to the bookmark of the first */
    d->item.bookmark_id = p->bookmark == o->bookmark ? 0 : p->bookmark;
    o->bookmark = p->bookmark;
    o->item = true;
    return d;
}

static void take_figure(struct draft *d, const struct line *ln, const struct match *m, size_t g,
                        enum plan_mark kind)
{
    if (!m->group[g].set)
        return;
    char digits[24];
    size_t n = 0;
    for (size_t i = m->group[g].from; i < m->group[g].to && n < sizeof(digits); i++)
        digits[n++] = (char)ln->fold[i];
    struct plan_figure f = {.from = PLAN_PRINTED};
    if (points_parse((struct str){digits, n}, &f.v, NULL, NULL) != ERR_OK)
        return;
    *(kind == MARK_FULL ? &d->item.full : kind == MARK_GOT ? &d->item.got : &d->item.lost) = f;
}

/* （1）年度考核（应得5分，实得4.7分） with the figures as they are printed here. */
static bool read_item(struct official *o, const struct paragraph *p, size_t from)
{
    const struct line *ln = &p->line;
    struct match m;
    if (!pattern_find(o->r->p, PATTERN_OFFICIAL_FIGURES, ln, from, ln->n, &m) ||
        line_skip_blank(ln, from, m.from) == m.from)
        return false;
    struct draft *d = open_item(o, p, from, m.from);
    take_figure(d, ln, &m, 0, MARK_FULL);
    take_figure(d, ln, &m, 1, MARK_GOT);
    take_figure(d, ln, &m, 3, MARK_LOST);
    if (m.group[2].set || m.group[4].set) /* added up from parts, or said to be nothing */
        d->item.lost.from = PLAN_DERIVED;
    return true;
}

/* The same with figures as a person would write them. */
static bool read_item_by_hand(struct official *o, const struct paragraph *p, size_t from)
{
    const struct line *ln = &p->line;
    struct marks m, last = {.n = 0};
    for (size_t at = from; marks_find(o->r->p, ln, at, ln->n, &m); at = m.to)
        last = m;
    if (last.n == 0 || line_skip_blank(ln, from, last.from) == last.from ||
        line_skip_blank(ln, last.to, ln->n) != ln->n)
        return false;
    draft_marks(o->r, open_item(o, p, from, last.from), &last);
    return true;
}

/* ---- texts ---------------------------------------------------------------------------------- */

static void split_names(struct arena *a, struct str text, struct strs *ret)
{
    struct line ln = line_make(a, text, 0);
    size_t from = 0;
    int depth = 0;
    for (size_t i = 0; i <= ln.n; i++) {
        bool mark = i < ln.n && ln.fold[i] == 0x3001; /* 、 */
        if (i < ln.n)
            depth += ln.fold[i] == '(' ? 1 : ln.fold[i] == ')' && depth > 0 ? -1 : 0;
        if (i < ln.n && (!mark || depth > 0))
            continue;
        struct str name = line_trimmed(&ln, from, i);
        if (name.n > 0)
            *vec_push(a, ret) = name;
        from = i + 1;
    }
}

static void append(struct official *o, struct str *field, struct str text)
{
    *field = field->n == 0
                 ? text
                 : str_format(o->r->a, "%" STR_FMT "\n%" STR_FMT, STR_ARG(*field), STR_ARG(text));
}

/* The label that a paragraph begins with, or TERM_NONE; *ret_to: where its text begins. */
static enum term_kind label_of(const struct line *ln, size_t *ret_to)
{
    static const struct {
        const char *label;
        enum term_kind kind;
    } fields[] = {
        {"失分原因:", TERM_CAUSE},
        {"整改措施:", TERM_MEASURE},
        {"责任科室:", TERM_DEPARTMENT},
        {"整改时限:", TERM_TIME_LIMIT},
    };
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (line_reads(ln, 0, ln->n, str_of(fields[i].label), ret_to))
            return fields[i].kind;
    return TERM_NONE;
}

/* 失分原因：… — false if the paragraph begins with no label. */
static bool read_field(struct official *o, const struct line *ln)
{
    struct draft *d = draft_now(o);
    size_t to = 0;
    enum term_kind kind = label_of(ln, &to);
    if (d == NULL || kind == TERM_NONE)
        return false;
    struct str text = line_trimmed(ln, to, ln->n);
    o->field = kind == TERM_CAUSE        ? &d->item.cause
               : kind == TERM_MEASURE    ? &d->item.measure
               : kind == TERM_TIME_LIMIT ? &d->item.time_limit
                                         : NULL;
    if (o->field == NULL)
        split_names(o->r->a, without_stop(text), &d->departments);
    else if (text.n > 0)
        append(o, o->field, text);
    return true;
}

/* A paragraph that begins with nothing of the layout continues the text above it. */
static void read_more(struct official *o, const struct line *ln)
{
    if (o->item && o->field != NULL)
        append(o, o->field, ln->raw);
}

static void read_paragraph(struct official *o, const struct paragraph *p)
{
    const struct line *ln = &p->line;
    struct draft *d = draft_now(o);
    bool inside = d != NULL && p->bookmark != 0 && p->bookmark == o->bookmark;
    size_t to = 0;
    if (begins(o, ln, PATTERN_OFFICIAL_4, &to) &&
        (read_item(o, p, to) || (!inside && read_item_by_hand(o, p, to))))
        return;
    if (read_field(o, ln))
        return;
    if (!inside && begins(o, ln, PATTERN_OFFICIAL_1, &to)) {
        close_item(o);
        o->category = o->subcategory = STR_NONE;
    } else if (!inside && begins(o, ln, PATTERN_OFFICIAL_2, &to)) {
        close_item(o);
        o->category = line_trimmed(ln, to, ln->n);
        o->subcategory = STR_NONE;
    } else if (!inside && begins(o, ln, PATTERN_OFFICIAL_3, &to)) {
        close_item(o);
        o->subcategory = line_trimmed(ln, to, ln->n);
    } else {
        read_more(o, ln);
    }
}

/* ---- head and end ------------------------------------------------------------------------------
 */

/* Whether the paragraph certainly is part of the body: a heading, a field, or bookmarked. */
static bool is_body(const struct official *o, const struct paragraph *p)
{
    size_t to;
    return p->bookmark != 0 || is_heading(o, &p->line) || label_of(&p->line, &to) != TERM_NONE;
}

/* The signature and what follows it, from the last paragraph upwards. */
static void read_end(struct official *o)
{
    const struct paragraph *p = o->paragraphs.p;
    struct match m;
    o->end = o->paragraphs.n;
    while (o->end > o->body && !is_body(o, &p[o->end - 1]) &&
           pattern_at(o->r->p, PATTERN_OFFICIAL_IMPRINT, &p[o->end - 1].line, 0,
                      p[o->end - 1].line.n, &m))
        o->end--;
    if (o->end == o->body)
        return;
    const struct line *ln = &p[o->end - 1].line;
    struct date_text day;
    bool dated = date_text_find(o->r->p, ln, 0, ln->n, &day) && day.from == 0 && day.to == ln->n;
    if (!dated && !pattern_at(o->r->p, PATTERN_OFFICIAL_NO_DATE, ln, 0, ln->n, &m))
        return;
    o->plan->has_issued_on = dated && day.exists;
    if (o->plan->has_issued_on)
        o->plan->issued_on = day.day;
    else if (dated)
        draft_find(o->r, FINDING_DATE_IMPOSSIBLE, ln->raw, ln->raw, STR_NONE, ln->paragraph, 0);
    o->end--;
    size_t to;
    if (o->end > o->body && !is_body(o, &p[o->end - 1]) &&
        !begins(o, &p[o->end - 1].line, PATTERN_OFFICIAL_TEXT, &to))
        o->end--;
}

/* A title is one line, however it is broken on the page. */
static struct str joined_lines(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\n')
            out[n++] = s.p[i];
    return (struct str){out, n};
}

/* Number, title and addressees, each in its place, if they are there; returns what follows. */
static size_t read_top(struct official *o)
{
    const struct paragraph *p = o->paragraphs.p;
    size_t at = 0;
    size_t to;
    if (at < o->body && str_ends(p[at].line.raw, STR("文件")))
        at++;
    if (at < o->body && head_number_of(o->r, &p[at].line, &o->plan->number))
        at++;
    if (at < o->body && !begins(o, &p[at].line, PATTERN_OFFICIAL_TEXT, &to))
        o->plan->title = joined_lines(o->r->a, p[at++].line.raw);
    if (at < o->body && p[at].line.fold[p[at].line.n - 1] == ':') {
        struct strs names = {0};
        split_names(o->r->a, line_raw(&p[at].line, 0, p[at].line.n - 1), &names);
        o->plan->addressees = names.p;
        o->plan->n_addressees = names.n;
        at++;
    }
    return at;
}

/*
 * Year, rank and counts from the paragraphs [from, to) above the first item. Headings are
 * names, whatever numbers stand in them.
 */
static void read_intro(struct official *o, size_t from, size_t to)
{
    struct line *lines = ARENA_NEW_N(o->r->a, to - from + 1, struct line);
    size_t n = 0;
    bool no_year = false;
    for (size_t i = from; i < to; i++) {
        const struct line *ln = &o->paragraphs.p[i].line;
        if (is_heading(o, ln))
            continue;
        lines[n++] = *ln;
        no_year |= str_find(ln->raw, STR(NO_YEAR), 0) != SIZE_MAX;
    }
    head_read_intro(o->r, lines, n, o->plan);
    if (o->plan->year == 0 && !no_year)
        o->plan->year = head_year_in_title(o->r, o->plan->title);
}

bool official_read(struct reader *r, const struct doc *d, struct plan *ret)
{
    struct official o = {.r = r, .plan = ret};
    add_blocks(&o, d);
    while (o.body < o.paragraphs.n && !is_heading(&o, &o.paragraphs.p[o.body].line))
        o.body++;
    read_end(&o);
    size_t top = read_top(&o);
    size_t first = SIZE_MAX;
    for (size_t i = o.body; i < o.end && !arena_over(r->a); i++) {
        read_paragraph(&o, &o.paragraphs.p[i]);
        if (o.item && first == SIZE_MAX)
            first = i;
    }
    close_item(&o);
    read_intro(&o, top, first == SIZE_MAX ? o.end : first);
    return first != SIZE_MAX;
}
