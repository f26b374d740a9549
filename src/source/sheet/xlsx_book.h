/*
 * xlsx_book.h — what a workbook says about itself: its sheets, its parts, its calendar.
 *
 * No part need have its usual name: relationships say where each one is.
 */
#pragma once

#include "source/sheet/sheet.h"
#include "source/sheet/xlsx_part.h"

struct xlsx_book {
    bool from_1904;           /* days are counted from 1904 */
    struct sheet_name *names; /* in their order */
    struct str *parts;        /* of each sheet; empty for what has no cells (a chart) */
    size_t n;
    struct str strings, styles; /* parts; empty if there is none */
};

/*
 * Read the parts that describe the workbook; everything lives in `a`.
 * errors  ERR_SHEET_FORMAT (another container), ERR_SHEET_DAMAGED, ERR_SHEET_TOO_BIG
 */
ERR_CHECKED enum err_code xlsx_book_read(struct arena *a, struct package *package,
                                         struct xlsx_book *ret, struct err *e);

/*
 * The sheet called `name`, or the first one that is not hidden if `name` is empty.
 * errors  ERR_SHEET_NAME
 */
ERR_CHECKED enum err_code xlsx_book_choose(const struct xlsx_book *book, struct str name,
                                           size_t *ret, struct err *e);
