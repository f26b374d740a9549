/*
 * sheet_csv.h — a table as .csv: RFC 4180, CR LF.
 *
 * UTF-8 with a mark, without which spreadsheet programs take it for something else; GB18030
 * for programs that know nothing else. Text that a program would run as a formula is guarded
 * by an apostrophe (base/cell.h), which the reader of sheets takes away. A .csv cannot say
 * that an id is text: programs may cut long ones short when they open it, the reader does
 * not. The same rows give the same bytes.
 */
#pragma once

#include "deliver/form.h"

struct sheet_csv;

enum sheet_csv_charset { SHEET_CSV_UTF8, SHEET_CSV_GB18030 };

/*
 * Begin the file with the row of titles; "-" is standard output. `form` must outlive it.
 * End it with sheet_csv_finish or sheet_csv_abandon.
 * errors  ERR_FILE_WRITE
 */
ERR_CHECKED enum err_code sheet_csv_begin(struct arena *a, const char *path,
                                          const struct form *form, enum sheet_csv_charset charset,
                                          struct sheet_csv **ret, struct err *e);

/* One row of form->n values. errors: ERR_FILE_WRITE */
ERR_CHECKED enum err_code sheet_csv_row(struct sheet_csv *s, const struct form_value *values,
                                        struct err *e);

/* Put the file in its place. errors: ERR_FILE_WRITE */
ERR_CHECKED enum err_code sheet_csv_finish(struct sheet_csv *s, struct err *e);

/* Forget the file; nothing after sheet_csv_finish; NULL is allowed. */
void sheet_csv_abandon(struct sheet_csv *s);
