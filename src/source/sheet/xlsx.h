/*
 * xlsx.h — rows of a sheet of a workbook (.xlsx, Transitional and Strict).
 */
#pragma once

#include "source/sheet/sheet.h"

struct xlsx;

/*
 * Begin reading. The result lives in `a`; close it whatever follows.
 * errors  see sheet_open
 */
ERR_CHECKED enum err_code xlsx_open(struct arena *a, const struct input *in,
                                    const struct sheet_options *options, struct xlsx **ret,
                                    struct sheet_info *ret_info, struct err *e);
void xlsx_close(struct xlsx *x);

/* The next row with text, or NULL. errors: see sheet_next */
ERR_CHECKED enum err_code xlsx_next(struct xlsx *x, const struct sheet_row **ret, struct err *e);

/* How far the sheet was read, in bytes of *ret_all; 0 if that is unknown. */
uint64_t xlsx_position(const struct xlsx *x, uint64_t *ret_all);

/* The merged cells, after the last row. */
const struct sheet_merge *xlsx_merges(const struct xlsx *x, size_t *ret_n);
