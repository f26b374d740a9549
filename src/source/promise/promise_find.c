/*
 * promise_find.c — what the expressions of time in a measure promise.
 *
 * when.c reads each expression by itself; here the words around it decide what
 * it is: a promise or a report of what was, a task or something that every event
 * asks for. Looking around is limited to WINDOW code points on either side, so that the
 * work stays in proportion to the text.
 */
#include "source/promise/promise_find.h"

#include "base/vec.h"
#include "source/promise/amount.h"
#include "source/promise/phrases.h"
#include "source/promise/when.h"

enum { WINDOW = 80 };

struct promise_reader {
    const struct patterns *p;
};

/* A piece of a sentence between commas. */
struct clause {
    size_t from, to;
    size_t n_whens; /* expressions in it that are not told of */
    size_t n_firm;  /* of these, the ones that say a day, a frequency or a limit */
};

/* An expression, where it stands, and what it turned out to be. */
struct found {
    struct when w;
    size_t clause;
    bool dropped;
    enum promise_kind kind;
    bool once_per_event; /* a duty that an event asks for */
};

struct finder {
    struct arena *a;
    const struct patterns *p;
    const struct line *ln;
    const struct promise_context *ctx;
    size_t from, to; /* the sentence */
    struct {
        struct clause *p;
        size_t n, cap;
    } clauses;
    struct {
        struct found *p;
        size_t n, cap;
    } found;
    struct {
        struct promise *p;
        size_t n, cap;
    } promises;
};

const struct promise_reader *promise_reader_new(struct arena *a)
{
    struct promise_reader *r = ARENA_NEW(a, struct promise_reader);
    r->p = phrases_new(a);
    return r;
}

/* ---- looking around ------------------------------------------------------- */

static size_t window_before(size_t at, size_t from)
{
    return at - from > WINDOW ? at - WINDOW : from;
}

static size_t window_after(size_t at, size_t to)
{
    return to - at > WINDOW ? at + WINDOW : to;
}

static bool clue_in(const struct finder *f, enum clue_id id, size_t from, size_t to)
{
    struct match m;
    return pattern_find(f->p, (size_t)id, f->ln, from, to, &m);
}

static bool clue_at(const struct finder *f, enum clue_id id, size_t from, size_t to)
{
    struct match m;
    return pattern_at(f->p, (size_t)id, f->ln, from, to, &m);
}

/* Whether a clue stands before the expression, in its clause or in the whole sentence. */
static bool clue_before(const struct finder *f, enum clue_id id, const struct found *x, bool clause)
{
    size_t from = clause ? f->clauses.p[x->clause].from : f->from;
    return clue_in(f, id, window_before(x->w.from, from), x->w.from);
}

/* Whether a clue stands behind the expression in its clause. */
static bool clue_behind(const struct finder *f, enum clue_id id, const struct found *x)
{
    return clue_in(f, id, x->w.to, window_after(x->w.to, f->clauses.p[x->clause].to));
}

/* ---- what an expression is ---------------------------------------------------- */

/* Whether the clause tells what was, or what shall no longer be. */
static bool is_told(const struct finder *f, const struct found *x)
{
    size_t to = window_after(x->w.to, f->clauses.p[x->clause].to);
    if (clue_before(f, CLUE_PAST, x, true) || clue_before(f, CLUE_NOT_DONE, x, true))
        return true;
    if (clue_at(f, CLUE_DONE, x->w.to, to) || clue_at(f, CLUE_CHANGED, x->w.to, to))
        return true;
    if (x->w.kind == WHEN_EVERY)
        return clue_before(f, CLUE_TAKEN, x, true) && clue_at(f, CLUE_OF_IT, x->w.to, to);
    return clue_behind(f, CLUE_DONE_BY, x);
}

/* A printed day that was over when the document was written, and is not said to be a limit. */
static bool is_over(const struct finder *f, const struct when *w)
{
    return w->kind == WHEN_DUE && w->bare && w->has_due && f->ctx->has_issued_on &&
           w->due.days < f->ctx->issued_on.days;
}

/* Whether so many days count from the document. */
static bool counts_from_document(const struct finder *f, const struct found *x)
{
    if (clue_before(f, CLUE_DOCUMENT_BEFORE, x, false))
        return true;
    if (clue_before(f, CLUE_EVENT_BEFORE, x, x->w.kind == WHEN_SPAN))
        return false;
    return x->w.kind == WHEN_SPAN || x->w.kind == WHEN_AT_ONCE || clue_behind(f, CLUE_RECTIFY, x);
}

/* Whether a year is said of something that will be there when it is over, up to `reach`. */
static bool is_result(const struct finder *f, const struct when *w, size_t reach)
{
    return clue_in(f, CLUE_RESULT, w->to, window_after(w->to, reach));
}

/* reach: where the next expression begins */
static void classify(const struct finder *f, struct found *x, size_t reach)
{
    x->dropped = is_told(f, x) || is_over(f, &x->w) ||
                 (x->w.kind == WHEN_YEAR && !is_result(f, &x->w, reach));
    switch (x->w.kind) {
    case WHEN_DUE:
    case WHEN_YEAR:
    case WHEN_SOON: x->kind = PROMISE_TASK; break;
    case WHEN_EVERY: x->kind = PROMISE_DUTY; break;
    case WHEN_VAGUE: x->kind = PROMISE_VAGUE; break;
    case WHEN_EVENT:
        x->kind = PROMISE_DUTY;
        x->once_per_event = true;
        break;
    case WHEN_SPAN:
    case WHEN_AT_ONCE:
    case WHEN_LIMIT:
        x->once_per_event = !counts_from_document(f, x);
        x->kind = x->once_per_event ? PROMISE_DUTY : PROMISE_TASK;
        break;
    }
}

/* ---- expressions side by side ---------------------------------------------------- */

/* Whether an expression says a day, a frequency or a limit of its own. */
static bool is_firm(const struct when *w)
{
    return w->kind != WHEN_YEAR && w->kind != WHEN_SOON && w->kind != WHEN_VAGUE;
}

static bool has_enumeration(const struct finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (f->ln->fold[i] == 0x3001)
            return true;
    return false;
}

/* Whether y says again what x said, in the same breath (月清月结). */
static bool says_again(const struct finder *f, const struct found *x, const struct found *y)
{
    return x->kind == y->kind && x->once_per_event == y->once_per_event &&
           x->w.every == y->w.every && x->w.kind == y->w.kind && x->w.limit_n == y->w.limit_n &&
           x->w.has_due == y->w.has_due && x->w.due.days == y->w.due.days &&
           !has_enumeration(f, x->w.to, y->w.from);
}

/*
 * A period and a limit in one clause: "every year within 5 working days after the assessment"
 * follows the event; "every day those that end within ten days" follows the period.
 */
static void settle_period_and_limit(const struct finder *f, struct found *x, struct found *y)
{
    if (x->w.kind != WHEN_EVERY || !y->once_per_event || y->w.kind == WHEN_EVENT)
        return;
    bool event = clue_in(f, CLUE_SINCE, window_before(y->w.from, x->w.to), y->w.from);
    *(event ? &x->dropped : &y->dropped) = true;
}

/* Drop what is said better beside it: within a clause, and the year within a sentence. */
static void settle(struct finder *f)
{
    bool task = false;
    bool year = false;
    for (size_t i = 0; i < f->found.n; i++) {
        const struct found *x = &f->found.p[i];
        task = task || (!x->dropped && x->kind == PROMISE_TASK && x->w.kind != WHEN_YEAR);
    }
    struct found *before = NULL; /* the last one that stands */
    for (size_t i = 0; i < f->found.n; i++) {
        struct found *x = &f->found.p[i];
        if (x->dropped)
            continue;
        if (x->w.kind == WHEN_YEAR && (task || year))
            x->dropped = true;
        else if (!is_firm(&x->w) && f->clauses.p[x->clause].n_firm > 0)
            x->dropped = true;
        else if (before != NULL && before->clause == x->clause && says_again(f, before, x))
            x->dropped = true;
        else if (before != NULL && before->clause == x->clause)
            settle_period_and_limit(f, before, x);
        year = year || x->w.kind == WHEN_YEAR;
        if (!x->dropped)
            before = x;
    }
}

static void keep_standing(struct finder *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->found.n; i++)
        if (!f->found.p[i].dropped)
            f->found.p[kept++] = f->found.p[i];
    f->found.n = kept;
}

/* ---- what is to be done --------------------------------------------------------------- */

static size_t count_han(const struct finder *f, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += line_is_han(f->ln->fold[i]);
    return n;
}

/* Whether [from, to) names nothing to do apart from an expression and its amount. */
static bool is_bare(const struct finder *f, size_t from, size_t to, const struct when *w,
                    const struct amount *amount)
{
    if (to - from > WINDOW)
        return false;
    size_t n = count_han(f, from, to) - count_han(f, w->from, w->to);
    if (amount->from >= w->to && amount->to <= to)
        n -= count_han(f, amount->from, amount->to);
    struct match m;
    for (size_t at = from; at < to && pattern_find(f->p, CLUE_FILLER, f->ln, at, to, &m);
         at = m.to) {
        bool inside =
            (m.from < w->to && m.to > w->from) || (m.from < amount->to && m.to > amount->from);
        n -= inside ? 0 : count_han(f, m.from, m.to);
    }
    return n < 2;
}

/* The piece of its clause that belongs to an expression: others in the clause take theirs. */
static void piece_of(const struct finder *f, size_t i, size_t *ret_from, size_t *ret_to)
{
    const struct found *x = &f->found.p[i];
    const struct clause *c = &f->clauses.p[x->clause];
    *ret_from = c->from;
    *ret_to = c->to;
    if (i > 0 && x[-1].clause == x->clause) {
        size_t stop = window_before(x->w.from, x[-1].w.to);
        for (size_t k = x->w.from; k > stop; k--)
            if (f->ln->fold[k - 1] == 0x3001) {
                *ret_from = k;
                break;
            }
    }
    if (i + 1 < f->found.n && x[1].clause == x->clause) {
        size_t stop = window_before(x[1].w.from, x->w.to);
        for (size_t k = x[1].w.from; k > stop; k--)
            if (f->ln->fold[k - 1] == 0x3001) {
                *ret_to = k - 1;
                break;
            }
    }
}

/* Whether [from, to) holds one end of a quotation without the other. */
static bool has_open_quote(const struct finder *f, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += f->ln->fold[i] == '"';
    return n % 2 == 1;
}

/* Whether a piece of a list says nothing by itself: "7月10日、10月10日前分别报送", "“日清、月结”".
 */
static bool is_torn(const struct finder *f, const struct found *x, size_t from, size_t to)
{
    const struct amount none = {.from = x->w.to, .to = x->w.to};
    bool torn = to - from <= WINDOW && has_open_quote(f, from, to);
    return torn || (x->kind == PROMISE_TASK && is_bare(f, from, to, &x->w, &none));
}

/*
 * Leave out what stands on the other side of a quotation that the commas have torn: of
 * 按照“每月学习8小时,服务8小时”的要求 the clauses are 每月学习8小时 and 服务8小时.
 */
static void mend_quote(const struct finder *f, const struct found *x, const struct amount *amount,
                       size_t *from, size_t *to)
{
    if (*to - *from > WINDOW || !has_open_quote(f, *from, *to))
        return;
    size_t end = amount->to > x->w.to ? amount->to : x->w.to;
    if (*from <= x->w.from && has_open_quote(f, *from, x->w.from)) {
        while (has_open_quote(f, *from, x->w.from))
            (*from)++;
    } else if (end <= *to && has_open_quote(f, end, *to)) {
        while (has_open_quote(f, end, *to))
            (*to)--;
    }
}

/* The clause of an expression; the one before or behind with it, where it says nothing itself. */
static struct str what_of(const struct finder *f, size_t i, const struct amount *amount)
{
    const struct found *x = &f->found.p[i];
    const struct clause *c = &f->clauses.p[x->clause];
    size_t from;
    size_t to;
    piece_of(f, i, &from, &to);
    if (is_torn(f, x, from, to)) {
        from = c->from;
        to = c->to;
    }
    bool whole = from == c->from && to == c->to;
    if (whole && is_bare(f, from, to, &x->w, amount)) {
        bool leads = x->w.from == from && x->w.to == to;
        bool before = x->clause > 0 && c[-1].n_whens == 0;
        bool behind = x->clause + 1 < f->clauses.n && c[1].n_whens == 0;
        if (behind && (leads || !before))
            to = c[1].to;
        else if (before)
            from = c[-1].from;
    }
    mend_quote(f, x, amount, &from, &to);
    return line_trimmed(f->ln, from, to);
}

/* ---- building ---------------------------------------------------------------------------- */

static void set_amount(const struct finder *f, struct promise *p, const struct amount *m)
{
    p->amount = m->sum ? PROMISE_AMOUNT_SUM : PROMISE_AMOUNT_COUNT;
    p->amount_centi = m->centi;
    p->unit = line_raw(f->ln, m->unit_from, m->unit_to);
}

/* Add a promise, numbered among those that rest on the same words of the same sentence. */
static void push_promise(struct finder *f, const struct promise *p)
{
    struct promise made = *p;
    made.nth = 1;
    for (size_t k = f->promises.n; k > 0 && f->promises.p[k - 1].from == p->from; k--)
        if (str_eq(f->promises.p[k - 1].words, p->words)) {
            made.nth = f->promises.p[k - 1].nth + 1;
            break;
        }
    *vec_push(f->a, &f->promises) = made;
}

/* Where the text that speaks of expression i ends at the latest. */
static size_t reach_of(const struct finder *f, size_t i)
{
    return i + 1 < f->found.n ? f->found.p[i + 1].w.from : f->to;
}

/* The amount of a duty; false if none was said. Days that are listed (每周二、四) are one too. */
static bool amount_of(const struct finder *f, size_t i, struct amount *ret)
{
    const struct found *x = &f->found.p[i];
    const struct amount own = {x->w.from,         x->w.to,  x->w.unit_from, x->w.unit_to,
                               x->w.amount_centi, x->w.sum, false};
    size_t reach = reach_of(f, i);
    size_t end = f->clauses.p[x->clause].to;
    if (reach > end)
        reach = end;
    *ret = own;
    if (own.unit_to > 0)
        return true;
    struct amount said;
    if (!amount_find(f->p, f->ln, x->w.to, window_after(x->w.to, reach), &said))
        return own.centi > 0;
    if (own.centi > 0 && !said.sum && clue_in(f, CLUE_EACH_DAY, x->w.to, said.from))
        said.centi = said.centi * own.centi / 100;
    if (said.sum || said.centi >= own.centi)
        *ret = said;
    return true;
}

/* The piece between commas and enumeration commas around [from, to). */
static struct str piece_around(const struct finder *f, size_t from, size_t to)
{
    size_t low = window_before(from, f->from);
    size_t high = window_after(to, f->to);
    while (from > low && f->ln->fold[from - 1] != ',' && f->ln->fold[from - 1] != 0x3001)
        from--;
    while (to < high && f->ln->fold[to] != ',' && f->ln->fold[to] != 0x3001 &&
           f->ln->fold[to] != '"')
        to++;
    return line_trimmed(f->ln, from, to);
}

/* "每月学习不少于8小时，服务不少于8小时": the second amount has the period of the first. */
static void add_more_amounts(struct finder *f, size_t i, const struct promise *first,
                             struct amount before)
{
    size_t reach = reach_of(f, i);
    struct amount next;
    while (before.to < reach &&
           amount_find_least(f->p, f->ln, before.to, window_after(before.to, reach), &next)) {
        if (!amount_same_unit(f->ln, &before, &next) ||
            clue_in(f, CLUE_NOT_EACH, before.to, next.from))
            return;
        struct promise p = *first;
        set_amount(f, &p, &next);
        p.what = piece_around(f, next.from, next.to);
        push_promise(f, &p);
        before = next;
    }
}

static void set_duty(const struct found *x, struct promise *p)
{
    p->every = x->once_per_event ? PROMISE_EVERY_EVENT : x->w.every;
    p->weekday = x->w.weekday;
    p->month = x->w.month;
    p->day = x->w.day;
    p->limit = x->w.limit;
    p->limit_n = x->w.limit_n;
}

static void add_promise(struct finder *f, size_t i)
{
    const struct found *x = &f->found.p[i];
    const struct clause *c = &f->clauses.p[x->clause];
    struct amount amount = {.from = x->w.to, .to = x->w.to};
    bool counted = x->kind == PROMISE_DUTY && !x->once_per_event && amount_of(f, i, &amount);
    struct promise p = {
        .kind = x->kind,
        .sentence = line_raw(f->ln, f->from, f->to),
        .from = f->ln->off[f->from],
        .to = f->ln->off[f->to],
        .words = line_trimmed(f->ln, x->w.from, x->w.to),
        .what = what_of(f, i, &amount),
    };
    if (x->kind == PROMISE_TASK) {
        p.has_due = x->w.has_due;
        p.due = x->w.due;
    } else if (x->kind == PROMISE_DUTY) {
        set_duty(x, &p);
        p.per_person = clue_in(f, CLUE_PERSON, window_before(x->w.from, c->from),
                               window_after(x->w.to, c->to));
    }
    if (counted)
        set_amount(f, &p, &amount);
    push_promise(f, &p);
    if (counted && amount.least)
        add_more_amounts(f, i, &p, amount);
}

/* ---- sentences ------------------------------------------------------------------------------ */

static void split_clauses(struct finder *f)
{
    size_t from = f->from;
    f->clauses.n = 0;
    for (size_t i = f->from; i < f->to; i++) {
        bool clock = i > f->from && line_is_digit(f->ln->fold[i - 1]); /* 17:30 */
        if (f->ln->fold[i] != ',' && (f->ln->fold[i] != ':' || clock))
            continue;
        *vec_push(f->a, &f->clauses) = (struct clause){from, i, 0, 0};
        from = i + 1;
    }
    *vec_push(f->a, &f->clauses) = (struct clause){from, f->to, 0, 0};
}

/* Take in the expressions of the sentence, each with the clause that it ends in. */
static void place(struct finder *f, const struct whens *whens)
{
    size_t c = 0;
    f->found.n = 0;
    for (size_t i = 0; i < whens->n; i++) {
        while (c + 1 < f->clauses.n && f->clauses.p[c].to < whens->p[i].to)
            c++;
        struct found x = {.w = whens->p[i], .clause = c};
        classify(f, &x, i + 1 < whens->n ? whens->p[i + 1].from : f->to);
        f->clauses.p[c].n_whens += !x.dropped;
        f->clauses.p[c].n_firm += !x.dropped && is_firm(&x.w);
        *vec_push(f->a, &f->found) = x;
    }
}

static void read_sentence(struct finder *f, size_t from, size_t to)
{
    f->from = line_skip_blank(f->ln, from, to);
    f->to = line_trim_end(f->ln, f->from, to);
    struct whens whens = when_find(f->a, f->p, f->ln, f->from, f->to, f->ctx);
    if (whens.n == 0)
        return;
    split_clauses(f);
    place(f, &whens);
    settle(f);
    keep_standing(f);
    for (size_t i = 0; i < f->found.n; i++)
        add_promise(f, i);
}

struct promise_list promise_find(struct arena *a, const struct promise_reader *r,
                                 struct str measure, const struct promise_context *ctx)
{
    struct line ln = line_make(a, measure, 1);
    struct finder f = {.a = a, .p = r->p, .ln = &ln, .ctx = ctx};
    size_t from = 0;
    for (size_t i = 0; i <= ln.n; i++) {
        if (i < ln.n && !line_is_stop(&ln, i))
            continue;
        read_sentence(&f, from, i);
        from = i + 1;
    }
    return (struct promise_list){f.promises.p, f.promises.n};
}

bool promise_time_limit(struct arena *a, const struct promise_reader *r, struct str time_limit,
                        const struct promise_context *ctx, date *ret)
{
    struct line ln = line_make(a, time_limit, 1);
    struct whens whens = when_find(a, r->p, &ln, 0, ln.n, ctx);
    for (size_t i = 0; i < whens.n; i++) {
        if (!whens.p[i].has_due)
            continue;
        *ret = whens.p[i].due;
        return true;
    }
    return false;
}
