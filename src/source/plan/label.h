/*
 * label.h — section labels in running text: 失分原因：, 【整改措施】, 责任科室：…
 */
#pragma once

#include "source/plan/term.h"

struct label_hit {
    size_t from; /* where the label, with a bracket or number before it, begins */
    size_t text; /* where the text behind it begins */
    enum term_kind kind;
    struct str as_printed; /* the label without its bracket and colon */
    const struct term *term;
    bool misspelt; /* differs from term->text by one character */
};

/*
 * The next label in [from, to). A label stands at the start, after a stop,
 * comma, colon or blank, and is followed by a colon; at the start of a paragraph
 * a bracketed or lone label needs none.
 */
bool label_next(const struct line *ln, size_t from, size_t to, struct label_hit *ret);
