/*
 * term.c — see term.h. The list is short enough to be searched as it stands.
 */
#include "source/plan/term.h"

#define P TERM_IN_PROSE
#define M TERM_IN_MARKS
#define C TERM_IN_COLUMNS
/* chars: every term is made of three-byte characters */
static const struct term TERMS[] = {
#define TERM(text, kind, where)                                                                    \
    {{text, sizeof(text) - 1}, (sizeof(text) - 1) / 3, TERM_##kind, (where)},
#include "source/plan/terms.def"
#undef TERM
};
#undef P
#undef M
#undef C

const struct term *term_prefix(const struct line *ln, size_t at, size_t to, unsigned where)
{
    const struct term *best = NULL;
    for (size_t i = 0; i < ARRAY_LEN(TERMS); i++) {
        const struct term *t = &TERMS[i];
        size_t n = 0;
        if ((t->where & where) != 0 && (best == NULL || t->chars > best->chars) &&
            line_reads(ln, at, to, t->text, &n))
            best = t;
    }
    return best;
}

/* Where a term that ends at `to` begins, blanks inside passed over; SIZE_MAX if it does not stand
 * there. */
static size_t term_begins(const struct line *ln, size_t from, size_t to, const struct term *t)
{
    size_t i = to;
    for (size_t k = t->chars; k > 0; k--) {
        while (k < t->chars && i > from && ln->fold[i - 1] == ' ')
            i--;
        size_t at = (k - 1) * 3;
        if (i == from || ln->fold[i - 1] != str_next(t->text, &at))
            return SIZE_MAX;
        i--;
    }
    return i;
}

const struct term *term_suffix(const struct line *ln, size_t from, size_t to, unsigned where,
                               size_t *ret_from)
{
    const struct term *best = NULL;
    for (size_t i = 0; i < ARRAY_LEN(TERMS); i++) {
        const struct term *t = &TERMS[i];
        if ((t->where & where) == 0 || (best != NULL && t->chars <= best->chars))
            continue;
        size_t begin = term_begins(ln, from, to, t);
        if (begin == SIZE_MAX)
            continue;
        best = t;
        *ret_from = begin;
    }
    return best;
}

/* Compare [from, to) without blanks with a term; *ret_n receives the code points that agree. */
static bool term_agrees(const struct line *ln, size_t from, size_t to, struct str text, bool whole,
                        size_t *ret_n)
{
    size_t at = 0;
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (line_is_blank(ln->fold[i]))
            continue;
        if (at >= text.n || str_next(text, &at) != ln->fold[i])
            return false;
        n++;
    }
    *ret_n = n;
    return !whole || at == text.n;
}

const struct term *term_exact(const struct line *ln, size_t from, size_t to, unsigned where)
{
    for (size_t i = 0; i < ARRAY_LEN(TERMS); i++) {
        size_t n = 0;
        if ((TERMS[i].where & where) != 0 && term_agrees(ln, from, to, TERMS[i].text, true, &n))
            return &TERMS[i];
    }
    return NULL;
}

static size_t term_chars_in(const struct line *ln, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += !line_is_blank(ln->fold[i]);
    return n;
}

/*
 * Whether a heading may be what is left of t: 考核分 is a word of its own, not the beginning of
 * 考核分值, and taking it for that would turn what was got into what could be got.
 */
static bool term_may_be_cut(const struct line *ln, size_t to, const struct term *t)
{
    bool figure = t->kind == TERM_FULL || t->kind == TERM_GOT || t->kind == TERM_GOT_SELF ||
                  t->kind == TERM_LOST;
    to = line_trim_end(ln, 0, to);
    return !figure || to == 0 || ln->fold[to - 1] != 0x5206; /* 分 */
}

const struct term *term_cut(const struct line *ln, size_t from, size_t to, unsigned where,
                            size_t least)
{
    const struct term *found = NULL;
    bool ambiguous = false;
    size_t chars = term_chars_in(ln, from, to);
    if (chars < least)
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(TERMS); i++) {
        const struct term *t = &TERMS[i];
        size_t n = 0;
        if ((t->where & where) == 0 || t->chars <= chars || !term_may_be_cut(ln, to, t))
            continue;
        struct str tail = str_sub(t->text, (t->chars - chars) * 3, t->text.n);
        if (!term_agrees(ln, from, to, t->text, false, &n) &&
            !term_agrees(ln, from, to, tail, true, &n))
            continue;
        if (found == NULL || t->chars < found->chars) {
            found = t;
            ambiguous = false;
        } else if (t->chars == found->chars && t->kind != found->kind) {
            ambiguous = true;
        }
    }
    return ambiguous ? NULL : found;
}

const struct term *term_misspelt(const struct line *ln, size_t from, size_t to)
{
    static const char *const main_labels[] = {"失分原因", "扣分原因", "整改措施",
                                              "改进措施", "责任科室", "责任单位",
                                              "责任部门", "整改时限", "完成时限"};
    for (size_t i = 0; to - from == 4 && i < ARRAY_LEN(main_labels); i++) {
        struct str text = str_of(main_labels[i]);
        size_t same = 0;
        size_t at = 0;
        for (size_t k = from; k < to; k++)
            same += str_next(text, &at) == ln->fold[k];
        if (same != 3)
            continue;
        for (size_t k = 0; k < ARRAY_LEN(TERMS); k++)
            if (str_eq(TERMS[k].text, text))
                return &TERMS[k];
    }
    return NULL;
}
