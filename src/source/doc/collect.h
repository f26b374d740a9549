/*
 * collect.h — what a document may cost: the limits of doc.h, counted in one place.
 *
 * Both readers hand every piece of text and every block through here, so that
 * no input, however made, gives more than DOC_TEXT_MAX and DOC_BLOCKS_MAX.
 */
#pragma once

#include "source/doc/doc.h"

struct collect {
    struct arena *a; /* where the document lives */
    size_t text;     /* bytes of text so far */
    size_t blocks;   /* paragraphs and cells so far */
};

/* Count `n` more paragraphs or cells. errors: ERR_PLAN_TOO_BIG */
ERR_CHECKED enum err_code collect_blocks(struct collect *c, size_t n, struct err *e);

/* Count `n` more bytes of text. errors: ERR_PLAN_TOO_BIG */
ERR_CHECKED enum err_code collect_bytes(struct collect *c, size_t n, struct err *e);

/* Copy s into the document's arena, counted. errors: ERR_PLAN_TOO_BIG */
ERR_CHECKED enum err_code collect_text(struct collect *c, struct str s, struct str *ret,
                                       struct err *e);

/* s without white space at its end. */
struct str collect_trim_end(struct str s);
