/*
 * sheet_out.h — one way to write a table, whatever its format.
 */
#pragma once

#include "app/record_sheet.h"
#include "deliver/form.h"

struct sheet_csv;
struct sheet_xlsx;

struct sheet_out {
    struct sheet_csv *csv; /* one of the two */
    struct sheet_xlsx *xlsx;
};

/* Begin; errors: ERR_FILE_WRITE, ERR_PAPER_WRITE, ERR_PAPER_TEXT */
ERR_CHECKED enum err_code sheet_out_begin(struct arena *a, const char *path,
                                          enum record_sheet_format format, const struct form *form,
                                          struct sheet_out *ret, struct err *e);
ERR_CHECKED enum err_code sheet_out_row(struct sheet_out *o, const struct form_value *values,
                                        struct err *e);

/* Forget it; nothing if it was never begun, or has ended. */
void sheet_out_forget(struct sheet_out *o);

/* End it, in its place if `code` is ERR_OK, else forgotten; gives `code` or the error of ending. */
ERR_CHECKED enum err_code sheet_out_end(struct sheet_out *o, enum err_code code, struct err *e);
