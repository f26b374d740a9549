/*
 * xlsx_styles.h — what the formats of a workbook's cells make of numbers.
 */
#pragma once

#include "base/vec.h"
#include "source/sheet/number_kind.h"
#include "source/sheet/xlsx_part.h"

enum { XLSX_STYLES_MAX = 65536 };

struct xlsx_styles {
    VEC(uint8_t) kinds; /* enum number_kind of each format of cells */
};

/*
 * Read the part; the result lives in `a`.
 * errors  ERR_SHEET_TOO_BIG, ERR_SHEET_DAMAGED
 */
ERR_CHECKED enum err_code xlsx_styles_read(struct xlsx_styles *s, struct arena *a,
                                           struct package *package, struct str part, struct err *e);

/* What format number i is; formats that are not there show numbers. */
enum number_kind xlsx_styles_kind(const struct xlsx_styles *s, int64_t i);
