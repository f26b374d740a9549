/*
 * column_pick.c — see column_pick.h.
 *
 * What surprised its author: 失分情况 is a sentence in one bureau's table and a number in the
 * next one's. Only the cells tell.
 */
#include "source/plan/column_pick.h"

enum { HUNDRED_CENTI = 100 * 100 };

struct picking {
    struct reader *r;
    const struct doc_table *t;
    struct columns *c;
    int32_t paragraph;
};

/* ---- what the cells hold ------------------------------------------------------------ */

static bool begins_here(const struct picking *k, int32_t c)
{
    return k->c->first_row == 0 || k->t->rows[k->c->first_row - 1].cells[c].origin_column == c;
}

/* The figure of a cell; false if it holds none. */
static bool figure_at(const struct picking *k, int32_t row, int32_t c, int64_t *centi)
{
    struct line ln = columns_cell(k->r, &k->t->rows[row], c);
    struct mark m;
    if (marks_cell(k->r->p, &ln, &m) != CELL_FIGURE)
        return false;
    *centi = m.v.centi;
    return true;
}

static bool is_filled(const struct picking *k, int32_t c)
{
    for (int32_t row = k->c->first_row; row < k->t->n_rows; row++)
        if (str_trim(k->t->rows[row].cells[c].text).n > 0)
            return true;
    return false;
}

/* Whether a column holds nothing but figures and words for "none". */
static bool holds_figures_only(const struct picking *k, int32_t c)
{
    bool any = false;
    for (int32_t row = k->c->first_row; row < k->t->n_rows; row++) {
        struct line ln = columns_cell(k->r, &k->t->rows[row], c);
        struct mark m = {.kind = MARK_NONE};
        enum marks_cell cell = marks_cell(k->r->p, &ln, &m);
        bool heading = str_eq(draft_clean_name(k->r, ln.raw), k->c->heading[c]);
        bool remark = cell == CELL_FIGURE && str_find(ln.raw, m.digits, 0) != SIZE_MAX &&
                      str_chars(str_trim(ln.raw)) > str_chars(m.digits) + str_chars(m.label) + 2;
        if ((cell == CELL_UNREADABLE && !heading) || remark)
            return false;
        any = any || cell == CELL_FIGURE;
    }
    return any;
}

/* ---- how well columns agree ------------------------------------------------------------ */

/* Rows in which full less got is lost. */
static int32_t rows_that_fit(const struct picking *k, int32_t full, int32_t got, int32_t lost)
{
    int32_t n = 0;
    int64_t f, g, l;
    if (full < 0 || got < 0 || lost < 0)
        return 0;
    for (int32_t row = k->c->first_row; row < k->t->n_rows; row++)
        n += figure_at(k, row, full, &f) && figure_at(k, row, got, &g) &&
             figure_at(k, row, lost, &l) && f - g == (l < 0 ? -l : l);
    return n;
}

/* Rows in which more was got than could be; *ret_all: rows with both figures. */
static int32_t rows_above(const struct picking *k, int32_t full, int32_t got, int32_t *ret_all)
{
    int32_t n = 0;
    int64_t f, g;
    *ret_all = 0;
    if (full < 0 || got < 0)
        return 0;
    for (int32_t row = k->c->first_row; row < k->t->n_rows; row++) {
        if (!figure_at(k, row, full, &f) || !figure_at(k, row, got, &g))
            continue;
        n += g > f;
        ++*ret_all;
    }
    return n;
}

/* ---- whose score it is -------------------------------------------------------------------- */

/* A bureau's own figure yields to the official one, and that to the final or weighted one. */
static int32_t authority(const struct picking *k, int32_t c)
{
    static const char *const final[] = {"复核", "最终", "核定", "认定", "终评", "审定",
                                        "审核", "加权", "折算", "折合", "换算"};
    static const char *const own[] = {"自评", "自查"};
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (k->c->kind[c] == TERM_GOT_SELF ||
            str_find(k->c->heading[c], str_of(own[i]), 0) != SIZE_MAX)
            return 0;
    for (size_t i = 0; i < ARRAY_LEN(final); i++)
        if (str_find(k->c->heading[c], str_of(final[i]), 0) != SIZE_MAX)
            return 2;
    return 1;
}

/* The year a heading begins with (2019年得分), or 0. */
static int32_t year_of(const struct picking *k, int32_t c)
{
    struct line ln = line_make(k->r->a, k->c->heading[c], 0);
    struct match m;
    int32_t year = 0;
    if (!pattern_at(k->r->p, PATTERN_YEAR_PREFIX, &ln, 0, ln.n, &m))
        return 0;
    size_t at = line_skip_blank(&ln, 0, ln.n);
    for (size_t i = at; i < at + 4; i++)
        year = year * 10 + (int32_t)(ln.fold[i] - '0');
    return year;
}

/* Whether the score in column b is the better one to take than that in a. */
static bool is_better_got(const struct picking *k, int32_t a, int32_t b)
{
    const struct columns *c = k->c;
    bool fa = is_filled(k, a), fb = is_filled(k, b);
    if (fa != fb)
        return fb;
    if (authority(k, a) != authority(k, b))
        return authority(k, b) > authority(k, a);
    if (year_of(k, a) != year_of(k, b))
        return year_of(k, b) > year_of(k, a);
    return rows_that_fit(k, c->full, b, c->lost) > rows_that_fit(k, c->full, a, c->lost);
}

static bool is_better_full(const struct picking *k, int32_t a, int32_t b)
{
    int32_t all;
    bool fa = is_filled(k, a), fb = is_filled(k, b);
    if (fa != fb)
        return fb;
    int32_t above_a = rows_above(k, a, k->c->got, &all);
    int32_t above_b = rows_above(k, b, k->c->got, &all);
    if (above_a != above_b)
        return above_b < above_a;
    return rows_that_fit(k, b, k->c->got, k->c->lost) > rows_that_fit(k, a, k->c->got, k->c->lost);
}

/* Whether column b is filled and a is not: the one has been replaced by the other. */
static bool is_fuller(const struct picking *k, int32_t a, int32_t b)
{
    return is_filled(k, b) && !is_filled(k, a);
}

static bool is_better_lost(const struct picking *k, int32_t a, int32_t b)
{
    bool fa = is_filled(k, a), fb = is_filled(k, b);
    return fa != fb ? fb : authority(k, b) > authority(k, a);
}

/* ---- choosing ----------------------------------------------------------------------------------
 */

static bool is_candidate(const struct picking *k, int32_t c, enum term_kind kind)
{
    enum term_kind own = k->c->kind[c];
    return (own == kind || (kind == TERM_GOT && own == TERM_GOT_SELF)) && begins_here(k, c);
}

static int32_t choose(const struct picking *k, enum term_kind kind,
                      bool (*is_better)(const struct picking *, int32_t, int32_t))
{
    int32_t best = -1;
    for (int32_t c = 0; c < k->c->n; c++)
        if (is_candidate(k, c, kind) && (best < 0 || is_better(k, best, c)))
            best = c;
    return best;
}

/* A bureau's own score beside the official one is no contradiction; everything else is told. */
static void tell_others(const struct picking *k, enum term_kind kind, int32_t picked)
{
    for (int32_t c = 0; c < k->c->n; c++)
        if (c != picked && k->c->kind[c] == kind && is_candidate(k, c, kind) &&
            (authority(k, c) > 0 || authority(k, picked) == 0))
            draft_find(k->r, FINDING_HEADER_AGAIN, k->c->heading[c], k->c->heading[c],
                       k->c->heading[picked], k->paragraph, 0);
}

/*
 * 权重20%, 满分100, 得分18.4: the score is weighted, and what could be got is the weight. So it
 * is if every full mark is a hundred and no score is above its weight.
 */
static int32_t weight_for(const struct picking *k, int32_t full)
{
    int64_t centi;
    for (int32_t row = k->c->first_row; row < k->t->n_rows; row++)
        if (figure_at(k, row, full, &centi) && centi != HUNDRED_CENTI)
            return -1;
    for (int32_t c = 0; c < k->c->n; c++) {
        int32_t all;
        bool weight = str_find(k->c->heading[c], STR("权重"), 0) != SIZE_MAX;
        if (c != full && weight && begins_here(k, c) && rows_above(k, c, k->c->got, &all) == 0 &&
            all > 0)
            return c;
    }
    return -1;
}

static void pick_weight(const struct picking *k)
{
    struct columns *c = k->c;
    int32_t weight = c->full < 0 || c->got < 0 ? -1 : weight_for(k, c->full);
    if (weight < 0)
        return;
    draft_find(k->r, FINDING_HEADER_AGAIN, c->heading[weight], c->heading[c->full],
               c->heading[weight], k->paragraph, 0);
    c->kind[c->full] = TERM_OTHER;
    c->kind[weight] = TERM_FULL;
    c->full = weight;
}

/* 失分情况 over numbers, in a table that has no other column of losses. */
static void pick_numbers_as_lost(const struct picking *k)
{
    for (int32_t c = 0; c < k->c->n && k->c->lost < 0; c++) {
        if (k->c->kind[c] != TERM_CAUSE || !holds_figures_only(k, c))
            continue;
        k->c->kind[c] = TERM_LOST;
        k->c->lost = c;
    }
}

void column_pick(struct reader *r, const struct doc_table *t, struct columns *c, int32_t paragraph)
{
    struct picking k = {.r = r, .t = t, .c = c, .paragraph = paragraph};
    c->full = c->got = -1;
    c->lost = choose(&k, TERM_LOST, is_better_lost);
    pick_numbers_as_lost(&k);
    c->full = choose(&k, TERM_FULL, is_fuller);
    c->got = choose(&k, TERM_GOT, is_better_got);
    c->full = choose(&k, TERM_FULL, is_better_full);
    tell_others(&k, TERM_FULL, c->full);
    tell_others(&k, TERM_GOT, c->got);
    tell_others(&k, TERM_LOST, c->lost);
    pick_weight(&k);
    c->pair = choose(&k, TERM_FULL_GOT, is_fuller);
    if (c->pair < 0)
        c->pair = choose(&k, TERM_GOT_FULL, is_fuller);
    if (c->full >= 0 || c->got >= 0)
        c->pair = -1;
}
