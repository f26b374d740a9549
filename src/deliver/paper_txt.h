/*
 * paper_txt.h — a paper as plain text, UTF-8 with line ends, one line a paragraph.
 *
 * Paragraphs begin with two full-width blanks. A line that continues the
 * paragraph above it begins with four; lines at the right are moved there with
 * ASCII blanks. That difference is how the reader tells them apart.
 */
#pragma once

#include "deliver/paper.h"

/*
 * The bytes of the file, in `a`.
 * errors  ERR_PAPER_TEXT  a text that plain text cannot carry, such as one that would be
 *                         read as a table; the detail names the element
 */
ERR_CHECKED enum err_code paper_txt_write(struct arena *a, const struct paper *p, struct str *ret,
                                          struct err *e);
