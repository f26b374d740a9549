/*
 * paper_docx.h — a paper as a .docx after GB/T 9704-2012.
 *
 * A4, type area 156 × 225 mm, 22 lines of 28 characters, the fonts named as the
 * standard names them (they need not be installed here). Each deduction's
 * paragraphs lie in a bookmark _duban_d<ID>, which word processors keep. The
 * same paper gives the same bytes.
 */
#pragma once

#include "deliver/paper.h"

/*
 * The bytes of the file, in `a`.
 * errors  ERR_PAPER_WRITE  the container could not be built
 */
ERR_CHECKED enum err_code paper_docx_write(struct arena *a, const struct paper *p, struct str *ret,
                                           struct err *e);
