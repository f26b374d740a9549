/*
 * sheet_xlsx.h — a table as a workbook: to be filled in, to be worked with, to be mended.
 *
 * The first sheet holds the rows: titles frozen and with filters, real days and numbers, ids
 * and everything else as text that stays text when it is edited (xlsx_quote.h). Columns with
 * a closed list have drop-downs, those with a range refuse what lies outside; long lists
 * stand on a hidden sheet. A template has a sheet that explains the columns. Values that a
 * fault is about are red.
 *
 * Rows go to the disk as they come, so memory does not grow with them. The same rows give
 * the same bytes.
 */
#pragma once

#include "deliver/form.h"

struct sheet_xlsx;

/*
 * Begin the file; "-" is standard output. `form` must outlive it. End it with
 * sheet_xlsx_finish or sheet_xlsx_abandon.
 * errors  ERR_FILE_WRITE, ERR_PAPER_WRITE
 *         ERR_PAPER_TEXT  a title, note or listed value that no cell can hold
 */
ERR_CHECKED enum err_code sheet_xlsx_begin(struct arena *a, const char *path,
                                           const struct form *form, struct sheet_xlsx **ret,
                                           struct err *e);

/*
 * One row of form->n values. A number of more digits than programs keep (15), and a day
 * before 1900, is written as text.
 *
 * errors  ERR_PAPER_TEXT   a text that no cell can hold; the detail names the cell
 *         ERR_TOO_BIG      more rows than a sheet has
 *         ERR_PAPER_WRITE
 */
ERR_CHECKED enum err_code sheet_xlsx_row(struct sheet_xlsx *x, const struct form_value *values,
                                         struct err *e);

/* Put the file in its place. errors: ERR_FILE_WRITE, ERR_PAPER_WRITE */
ERR_CHECKED enum err_code sheet_xlsx_finish(struct sheet_xlsx *x, struct err *e);

/* Forget the file; nothing after sheet_xlsx_finish; NULL is allowed. */
void sheet_xlsx_abandon(struct sheet_xlsx *x);
