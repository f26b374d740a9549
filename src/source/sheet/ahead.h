/*
 * ahead.h — rows of a sheet, read ahead by a thread.
 *
 * Inflating and parsing a workbook takes a fifth of the time of an import; done beside the
 * checking and storing of the rows before, it takes none. Rows come over in blocks of some
 * hundred, at most a few of which wait, so memory does not grow.
 *
 *     ERR_TRY(sheet_ahead_begin(a, sheet, &ahead, e));
 *     do
 *         code = sheet_ahead_next(ahead, &row, e);
 *     while (code == ERR_OK && row != NULL && use(row));
 *     sheet_ahead_end(ahead);
 *
 * Between begin and end the sheet belongs to that thread: nobody else touches it.
 */
#pragma once

#include "source/sheet/sheet.h"

struct sheet_ahead;

/* Begin; end it whatever follows. Where no thread is to be had, rows are read as they are asked
 * for. */
struct sheet_ahead *sheet_ahead_begin(struct arena *a, struct sheet *sheet);

/* Stop reading; the sheet is the caller's again. NULL is allowed. */
void sheet_ahead_end(struct sheet_ahead *s);

/* The next row, as sheet_next gives it: good until the next call. */
ERR_CHECKED enum err_code sheet_ahead_next(struct sheet_ahead *s, const struct sheet_row **ret,
                                           struct err *e);

/* How far the rows handed out go, as sheet_position tells it. */
uint64_t sheet_ahead_position(const struct sheet_ahead *s, uint64_t *ret_all);
