/*
 * plain.h — the reader of text files.
 */
#pragma once

#include "source/doc/doc.h"

/*
 * Read decoded text: each line a paragraph, runs of lines that form a table a
 * table. The text must live as long as `a`: blocks point into it.
 *
 * errors  ERR_PLAN_TOO_BIG
 */
ERR_CHECKED enum err_code plain_read(struct arena *a, struct str text, struct doc *ret,
                                     struct err *e);
