/*
 * paper_pdf.h — a paper as PDF: the page of paper_docx.h, with the nearest fonts
 * that are installed, embedded.
 *
 * The same paper gives the same bytes on the same machine.
 */
#pragma once

#include "deliver/paper.h"

/*
 * The bytes of the file, in `a`.
 * errors  ERR_PAPER_FONT   no font with Chinese characters is installed
 *         ERR_PAPER_WRITE  the drawing library failed
 */
ERR_CHECKED enum err_code paper_pdf_write(struct arena *a, const struct paper *p, struct str *ret,
                                          struct err *e);
