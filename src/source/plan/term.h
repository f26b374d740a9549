/*
 * term.h — look-up in terms.def, the one list of words for the parts of a plan.
 */
#pragma once

#include "source/text/line.h"

enum term_kind {
    TERM_NONE,
    TERM_NO,
    TERM_NAME_1,  /* category */
    TERM_NAME_2,  /* subcategory */
    TERM_NAME_3,  /* item */
    TERM_NAME,    /* a name whose level its place among the columns decides */
    TERM_CONTENT, /* a name, or a piece of the standard; its neighbours decide */
    TERM_FULL,
    TERM_GOT,
    TERM_GOT_SELF, /* the bureau's own assessment */
    TERM_LOST,
    TERM_FULL_GOT, /* two figures in one column: 20/18 */
    TERM_GOT_FULL,
    TERM_CAUSE,
    TERM_MEASURE,
    TERM_BOTH, /* cause and measure in one */
    TERM_DEPARTMENT,
    TERM_TIME_LIMIT,
    TERM_RUBRIC,
    TERM_STATUS,
    TERM_OTHER,
};

/* Places in which a term is trusted; see terms.def. */
enum term_where { TERM_IN_PROSE = 1, TERM_IN_MARKS = 2, TERM_IN_COLUMNS = 4 };

struct term {
    struct str text; /* folded */
    size_t chars;
    enum term_kind kind;
    unsigned where;
};

/* The longest term trusted in `where` that begins at `at`; NULL if none. */
const struct term *term_prefix(const struct line *ln, size_t at, size_t to, unsigned where);

/*
 * The longest term trusted in `where` that ends at `to` (exclusive) and begins
 * at or after `from`; blanks inside it are passed over. *ret_from receives its
 * beginning. NULL if none.
 */
const struct term *term_suffix(const struct line *ln, size_t from, size_t to, unsigned where,
                               size_t *ret_from);

/* The term that [from, to) reads exactly, blanks left out; NULL if none. */
const struct term *term_exact(const struct line *ln, size_t from, size_t to, unsigned where);

/*
 * The shortest term that [from, to), of at least `least` code points, is a proper
 * prefix or suffix of (a cut-off heading); NULL if there is none or if two of
 * that length differ in kind. A heading that ends with 分 is never a cut-off figure.
 */
const struct term *term_cut(const struct line *ln, size_t from, size_t to, unsigned where,
                            size_t least);

/* The main label (失分原因, 整改措施, …) that [from, to) differs from by one character; or NULL. */
const struct term *term_misspelt(const struct line *ln, size_t from, size_t to);
