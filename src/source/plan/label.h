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
    bool said;     /* no colon: 失分原因为…, 责任科室是… */
};

/*
 * The next label in [from, to). A label stands at the start, after a stop,
 * comma, colon or blank, and is followed by a colon (失分原因：, 整改措施如下：); at the
 * start of a paragraph a bracketed or lone label needs none.
 */
bool label_next(const struct line *ln, size_t from, size_t to, struct label_hit *ret);

/*
 * The same in running text, where a sentence may do without the colon: behind a stop or comma
 * also 失分原因为…, 责任科室是….
 */
bool label_next_said(const struct line *ln, size_t from, size_t to, struct label_hit *ret);

/* Whether [from, to) is a label and nothing else, with or without a colon: 一、失分原因. */
bool label_alone(const struct line *ln, size_t from, size_t to, struct label_hit *ret);
