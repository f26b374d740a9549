/*
 * head.c — see head.h.
 *
 * Papers quote other papers, so nothing is taken from inside a sentence that
 * could belong to one of those: a document number must stand alone on its line,
 * a date alone or behind the signature.
 */
#include "source/plan/head.h"

#include "source/plan/date_text.h"
#include "source/text/numeral.h"

enum { HEAD_TITLE_MAX = 70, HEAD_TITLE_MIN = 4, HEAD_LINES = 60 };

struct head_lines {
    struct line *p;
    size_t n, cap;
};

struct head {
    struct reader *r;
    struct plan *plan;
    struct head_lines lines; /* non-blank lines of all paragraphs, in order */
    size_t body;             /* first line that is a numbered heading or an item */
    size_t intro;            /* first line at or behind the first item */
};

/* ---- the lines ----------------------------------------------------------- */

static void head_add_lines(struct head *h, struct str text, int32_t number)
{
    for (size_t at = 0; at <= text.n;) {
        size_t end = str_find(text, STR("\n"), at);
        if (end == SIZE_MAX)
            end = text.n;
        struct str part = str_trim(str_sub(text, at, end));
        if (part.n > 0)
            *vec_push(h->r->a, &h->lines) = line_make(h->r->a, part, number);
        at = end + 1;
    }
}

static void head_gather(struct head *h, const struct doc *d, int32_t intro)
{
    h->body = h->intro = SIZE_MAX;
    for (size_t i = 0; i < d->n; i++) {
        const struct doc_block *b = &d->blocks[i];
        size_t first = h->lines.n;
        if (b->kind == DOC_TABLE) {
            /* a title or a date may stand in the rows above the header */
            for (int32_t row = 0; row < b->table.n_rows && row < 2; row++)
                if (b->table.rows[row].cells[b->table.n_columns - 1].origin_column == 0)
                    head_add_lines(h, b->table.rows[row].cells[0].text, b->number);
        } else {
            head_add_lines(h, b->text, b->number);
        }
        if (intro > 0 && b->number >= intro && h->intro == SIZE_MAX)
            h->intro = first;
        bool numbered =
            b->kind == DOC_PARAGRAPH && h->lines.n > first &&
            (b->label.n > 0 ||
             heading_number(h->r->p, &h->lines.p[first], 0, h->lines.p[first].n).level !=
                 HEADING_NONE);
        if (numbered && h->body == SIZE_MAX)
            h->body = first;
    }
    if (h->intro == SIZE_MAX)
        h->intro = h->lines.n;
    if (h->body > h->intro)
        h->body = h->intro;
}

static void head_find(struct head *h, enum finding_code code, struct str where, struct str arg1,
                      struct str arg2, const struct line *ln)
{
    draft_find(h->r, code, where, arg1, arg2, ln == NULL ? 0 : ln->paragraph, 0);
}

/* ---- document number ---------------------------------------------------------- */

bool head_number_of(struct reader *r, const struct line *ln, struct str *ret)
{
    struct match m;
    if (!pattern_at(r->p, PATTERN_DOC_NUMBER, ln, 0, ln->n, &m))
        return false;
    int32_t year = 0;
    int32_t serial = 0;
    size_t taken = 0;
    if (!numeral_read(ln, m.group[2].from, m.group[2].to, &year, &taken) ||
        !numeral_read(ln, m.group[3].from, m.group[3].to, &serial, &taken))
        return false;
    *ret = str_format(r->a, "%" STR_FMT "〔%d〕%d号",
                      STR_ARG(line_raw(ln, m.group[0].from, m.group[0].to)), year, serial);
    struct str printed = line_raw(ln, m.group[1].from, m.group[1].to);
    if (!str_eq(printed, STR("〔")))
        draft_find(r, FINDING_NUMBER_BRACKETS, *ret, str_trim(ln->raw), *ret, ln->paragraph, 0);
    return true;
}

static void head_number(struct head *h)
{
    for (size_t i = 0; i < h->intro && i < HEAD_LINES; i++)
        if (head_number_of(h->r, &h->lines.p[i], &h->plan->number))
            return;
}

/* ---- title ------------------------------------------------------------------------ */

static bool head_is_title_line(const struct head *h, const struct line *ln)
{
    struct match m;
    if (ln->n < HEAD_TITLE_MIN || ln->n > HEAD_TITLE_MAX || ln->fold[ln->n - 1] == ':' ||
        pattern_at(h->r->p, PATTERN_DOC_NUMBER, ln, 0, ln->n, &m) ||
        pattern_at(h->r->p, PATTERN_TABLE_NOTE, ln, 0, ln->n, &m) ||
        heading_number(h->r->p, ln, 0, ln->n).level != HEADING_NONE)
        return false;
    for (size_t i = 0; i < ln->n; i++)
        if (line_is_stop(ln, i))
            return false;
    return !(pattern_find(h->r->p, PATTERN_DATE, ln, 0, ln->n, &m) && m.to == ln->n);
}

static bool head_ends_title(const struct head *h, const struct line *ln)
{
    struct match m;
    return pattern_find(h->r->p, PATTERN_TITLE_END, ln, 0, ln->n, &m);
}

static bool head_begins_about(const struct line *ln)
{
    size_t n = 0;
    return line_reads(ln, 0, ln->n, STR("关于"), &n);
}

/* Whether the line above line i is the first half of its title. */
static bool head_joins(const struct head *h, size_t i)
{
    if (i == 0)
        return false;
    const struct line *above = &h->lines.p[i - 1];
    struct match m;
    if (!head_is_title_line(h, above) || head_ends_title(h, above) ||
        pattern_at(h->r->p, PATTERN_RED_HEAD, above, 0, above->n, &m))
        return false;
    bool organisation = pattern_at(h->r->p, PATTERN_ORGANISATION, above, 0, above->n, &m);
    bool adjacent = i < h->body && above->paragraph + 1 == h->lines.p[i].paragraph;
    return organisation || adjacent || head_begins_about(above) ||
           head_begins_about(&h->lines.p[i]);
}

static bool head_title_at(struct head *h, size_t i)
{
    const struct line *ln = &h->lines.p[i];
    if (!head_is_title_line(h, ln) || !head_ends_title(h, ln))
        return false;
    struct str title = ln->raw;
    for (size_t k = i; head_joins(h, k) && i - k < 2; k--) {
        title = str_format(h->r->a, "%" STR_FMT "%" STR_FMT, STR_ARG(h->lines.p[k - 1].raw),
                           STR_ARG(title));
        if (k == i)
            head_find(h, FINDING_TITLE_JOINED, title, STR_NONE, STR_NONE, ln);
    }
    h->plan->title = title;
    return true;
}

/* 关于印发《…》的通知, also over two lines: the paper that is issued gives the title. */
static bool head_issued_title(struct head *h, size_t i)
{
    struct line ln = h->lines.p[i];
    if (i + 1 < h->lines.n)
        ln = line_make(h->r->a,
                       str_format(h->r->a, "%" STR_FMT "%" STR_FMT, STR_ARG(ln.raw),
                                  STR_ARG(h->lines.p[i + 1].raw)),
                       ln.paragraph);
    struct match m;
    if (!pattern_find(h->r->p, PATTERN_ISSUED_TITLE, &ln, 0, ln.n, &m) || m.from >= h->lines.p[i].n)
        return false;
    h->plan->title = line_raw(&ln, m.group[0].from, m.group[0].to);
    return true;
}

static void head_title(struct head *h)
{
    size_t head = h->body < HEAD_LINES ? h->body : HEAD_LINES;
    for (size_t i = 0; i < head && i < h->lines.n; i++)
        if (head_issued_title(h, i))
            return;
    /* in the head; failing that, anywhere: some tables carry it below */
    for (size_t i = 0; i < h->lines.n; i++)
        if (head_title_at(h, i))
            return;
}

/* ---- date ------------------------------------------------------------------------------ */

struct head_date {
    int rank; /* 0 none, 1 bare with hyphens, 2 alone on its line, 3 behind a signature */
    size_t line;
    struct date_text text;
};

/* How far a line with a date is the signature line; 0 if it is no date of the paper. */
static int head_date_rank(const struct head *h, size_t i, const struct date_text *t)
{
    const struct line *ln = &h->lines.p[i];
    struct match m;
    size_t from = t->from;
    size_t to = t->to;
    while (from > 0 && (ln->fold[from - 1] == '(' || line_is_blank(ln->fold[from - 1])))
        from--;
    while (to < ln->n && (ln->fold[to] == ')' || line_is_blank(ln->fold[to])))
        to++;
    if (to < ln->n)
        return 0;
    if (from > 0)
        return pattern_at(h->r->p, PATTERN_ORGANISATION, ln, 0, from, &m) && m.to == from ? 3 : 0;
    if (t->dotted)
        return 1;
    bool signature = i > 0 && pattern_at(h->r->p, PATTERN_ORGANISATION, &h->lines.p[i - 1], 0,
                                         h->lines.p[i - 1].n, &m);
    return signature ? 3 : 2;
}

static void head_date(struct head *h)
{
    struct head_date best = {.rank = 0};
    const struct line *other = NULL;
    struct str other_text = STR_NONE;
    for (size_t i = 0; i < h->lines.n; i++) {
        const struct line *ln = &h->lines.p[i];
        struct date_text t;
        struct match m;
        if (!date_text_find(h->r->p, ln, 0, ln->n, &t))
            continue;
        if (pattern_find(h->r->p, PATTERN_DATE_OTHER, ln, 0, ln->n, &m)) {
            if (other == NULL && ln->n <= HEAD_TITLE_MAX) {
                other = ln;
                other_text = line_raw(ln, t.from, t.to);
            }
            continue;
        }
        int rank = head_date_rank(h, i, &t);
        if (rank > best.rank)
            best = (struct head_date){rank, i, t};
    }
    if (best.rank == 0) {
        if (other != NULL)
            head_find(h, FINDING_DATE_NOT_SIGNED, str_trim(other->raw), other_text, STR_NONE,
                      other);
        return;
    }
    const struct line *ln = &h->lines.p[best.line];
    h->plan->has_issued_on = best.text.exists;
    h->plan->issued_on = best.text.day;
    if (!best.text.exists)
        head_find(h, FINDING_DATE_IMPOSSIBLE, str_trim(ln->raw),
                  line_raw(ln, best.text.from, best.text.to), STR_NONE, ln);
}

/* ---- year, rank, counts -----------------------------------------------------------------------
 */

static int32_t head_number_in(const struct line *ln, const struct match *m)
{
    int32_t v = 0;
    size_t n = 0;
    return m->group[0].set && numeral_read(ln, m->group[0].from, m->group[0].to, &v, &n) ? v : 0;
}

static int32_t head_year_of(struct reader *r, enum pattern_id id, const struct line *ln)
{
    struct match m;
    return pattern_find(r->p, id, ln, 0, ln->n, &m) ? head_number_in(ln, &m) : 0;
}

int32_t head_year_in_title(struct reader *r, struct str title)
{
    struct line ln = line_make(r->a, title, 0);
    int32_t year = head_year_of(r, PATTERN_YEAR_ASSESSED, &ln);
    return year != 0 ? year : head_year_of(r, PATTERN_YEAR_PLAIN, &ln);
}

static void head_year(struct head *h)
{
    h->plan->year = head_year_in_title(h->r, h->plan->title);
    if (h->plan->year != 0)
        return;
    int32_t first = 0;
    for (size_t i = 0; i < h->lines.n; i++) {
        int32_t year = head_year_of(h->r, PATTERN_YEAR_ASSESSED, &h->lines.p[i]);
        if (year == 0 || year == first)
            continue;
        if (first == 0) {
            first = year;
            continue;
        }
        head_find(h, FINDING_YEAR_SEVERAL, STR_NONE, str_format(h->r->a, "%d, %d", first, year),
                  str_format(h->r->a, "%d", first), &h->lines.p[i]);
        break;
    }
    h->plan->year = first;
}

static void head_rank(struct head *h)
{
    for (size_t i = 0; i < h->intro; i++) {
        const struct line *ln = &h->lines.p[i];
        struct match m;
        if (pattern_find(h->r->p, PATTERN_RANK, ln, 0, ln->n, &m) ||
            pattern_find(h->r->p, PATTERN_RANK_SHORT, ln, 0, ln->n, &m)) {
            h->plan->rank = head_number_in(ln, &m);
            return;
        }
    }
}

static void head_declared(struct head *h)
{
    struct plan_declared *d = &h->plan->declared;
    static const enum pattern_id ids[] = {PATTERN_DECLARED_CATEGORIES,
                                          PATTERN_DECLARED_SUBCATEGORIES, PATTERN_DECLARED_ITEMS};
    int32_t *const into[] = {&d->categories, &d->subcategories, &d->items};
    for (size_t i = 0; i < h->intro; i++) {
        const struct line *ln = &h->lines.p[i];
        for (size_t k = 0; k < ARRAY_LEN(ids); k++) {
            struct match m;
            if (*into[k] == 0 && pattern_find(h->r->p, ids[k], ln, 0, ln->n, &m))
                *into[k] = head_number_in(ln, &m);
        }
        struct match after;
        if (d->items == 0 &&
            pattern_find(h->r->p, PATTERN_DECLARED_ITEMS_AFTER, ln, 0, ln->n, &after))
            d->items = head_number_in(ln, &after);
        if (d->categories + d->subcategories + d->items > 0)
            return;
    }
}

/* ---- addressees ------------------------------------------------------------ */

static void head_addressees(struct head *h)
{
    for (size_t i = 0; i < h->body && i < h->lines.n && i < HEAD_LINES; i++) {
        const struct line *ln = &h->lines.p[i];
        struct match m;
        if (!pattern_at(h->r->p, PATTERN_ADDRESSEE, ln, 0, ln->n, &m) ||
            pattern_find(h->r->p, PATTERN_ADDRESSEE_NOT, ln, 0, ln->n, &m))
            continue;
        struct strs names = {0};
        draft_split_names(h->r->a, line_raw(ln, 0, line_trim_end(ln, 0, ln->n) - 1), &names);
        h->plan->addressees = names.p;
        h->plan->n_addressees = names.n;
        return;
    }
}

void head_read(struct reader *r, const struct doc *d, int32_t intro, struct plan *ret)
{
    struct head h = {.r = r, .plan = ret};
    head_gather(&h, d, intro);
    head_number(&h);
    head_title(&h);
    head_date(&h);
    head_year(&h);
    head_rank(&h);
    head_declared(&h);
    head_addressees(&h);
}

void head_read_intro(struct reader *r, const struct line *lines, size_t n, struct plan *ret)
{
    struct head h = {.r = r, .plan = ret, .intro = n};
    for (size_t i = 0; i < n; i++) {
        *vec_push(r->a, &h.lines) = lines[i];
        if (ret->year == 0)
            ret->year = head_year_of(r, PATTERN_YEAR_ASSESSED, &lines[i]);
    }
    head_rank(&h);
    head_declared(&h);
}

/* ---- declared counts ------------------------------------------------------- */

static void head_compare(struct reader *r, int32_t declared, int32_t found, const char *unit)
{
    if (declared > 0 && declared != found)
        draft_find(r, FINDING_COUNT_DECLARED, str_of(unit),
                   str_format(r->a, "%d%s", declared, unit), str_format(r->a, "%d", found), 0, 0);
}

enum err_code head_check_declared(struct reader *r, struct plan *p, bool exact, struct err *e)
{
    struct plan_totals t;
    ERR_TRY(plan_totals(r->a, p, &t, e));
    struct plan_declared *d = &p->declared;
    int32_t items = (int32_t)p->n_items;
    int32_t lossy = 0;
    for (size_t i = 0; i < p->n_items; i++)
        lossy += p->items[i].lost.from != PLAN_UNKNOWN && p->items[i].lost.v.centi > 0;
    /* papers with two levels call their items 小项 */
    if (!exact && d->items == 0 && d->subcategories > 0 && t.subcategories == 0) {
        d->items = d->subcategories;
        d->subcategories = 0;
    }
    if (t.named_categories > 0)
        head_compare(r, d->categories, t.named_categories, "大项");
    if (t.subcategories > 0)
        head_compare(r, d->subcategories, t.subcategories, "小项");
    if (d->items != lossy)
        head_compare(r, d->items, items, "子项目");
    return ERR_OK;
}
