/*
 * xlsx_strings.h — the texts that cells of a workbook share.
 *
 * The one table that must be held: cells name its rows in any order. Runs of rich text are
 * joined; the reading aids of East Asian text (phonetic runs) are left out.
 */
#pragma once

#include "source/sheet/xlsx_part.h"

enum { XLSX_STRINGS_N_MAX = 8 * 1024 * 1024 };

struct xlsx_strings {
    struct buf text;   /* one after the other */
    struct buf starts; /* uint32_t each: where it begins */
    size_t n;
};

/* An empty table; release it in any case. */
void xlsx_strings_init(struct xlsx_strings *s);
void xlsx_strings_release(struct xlsx_strings *s);

/*
 * Fill the table from its part.
 * errors  ERR_SHEET_CELL (a text longer than a cell), ERR_SHEET_TOO_BIG, ERR_SHEET_DAMAGED
 */
ERR_CHECKED enum err_code xlsx_strings_read(struct xlsx_strings *s, struct arena *a,
                                            struct package *package, struct str part,
                                            struct err *e);

/* Text number i (below n); good until the table is released. */
struct str xlsx_strings_get(const struct xlsx_strings *s, size_t i);
