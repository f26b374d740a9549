/*
 * pdf_line.h — the elements of a paper as lines on the grid of the page.
 *
 * Every line takes whole rows of the grid of 22; a row without text is an empty
 * line. Lengths are in Pango's units (1024ths of a point).
 */
#pragma once

#include <pango/pango.h>

#include "base/arena.h"
#include "deliver/paper_page.h"

/* Hundredths of a millimetre in Pango's units. */
#define PDF_UNITS(hundredths) ((int32_t)((int64_t)(hundredths)*72 * 1024 / 2540))

struct pdf_line {
    PangoLayoutLine *line; /* NULL: an empty line */
    int32_t x;             /* from the left edge of the type area */
    int32_t size;          /* of the type, in points */
    int32_t rows;          /* of the grid */
    int32_t above;         /* room over the type inside its rows; 0: it stands in their middle */
    bool with_next;        /* never the last on its page */
    bool gap;              /* an empty line between elements: vanishes at the top of a page */
    size_t element;
    bool first; /* of its element */
};

struct pdf_lines {
    struct pdf_line *p;
    size_t n, cap;
};

/*
 * Break the elements of `p` into lines, in `a`; those of the imprint into `ret_imprint`. What
 * Pango allocates is freed with the arena.
 */
void pdf_lines_make(struct arena *a, PangoContext *context, const struct paper *p,
                    struct pdf_lines *ret, struct pdf_lines *ret_imprint);
