/*
 * delimited.h — rows of a .csv: RFC 4180, as spreadsheet programs read it.
 *
 * The separator is the one of comma, semicolon and tab that stands most often in the first
 * line with text, unless a line "sep=;" before it says so. A quotation mark inside of a cell
 * that does not begin with one is an ordinary character. A row is a record, not a line: line
 * ends inside of quotation marks do not count.
 */
#pragma once

#include "source/sheet/sheet.h"

struct delimited;

/*
 * Begin reading. The result lives in `a`; close it whatever follows.
 * errors  ERR_SHEET_FORMAT, ERR_TEXT_ENCODING, ERR_FILE_READ
 */
ERR_CHECKED enum err_code delimited_open(struct arena *a, const struct input *in,
                                         struct delimited **ret, struct sheet_info *ret_info,
                                         struct err *e);
void delimited_close(struct delimited *d);

/* How far the file was read, in bytes of *ret_all. */
uint64_t delimited_position(const struct delimited *d, uint64_t *ret_all);

/* The next row with text, or NULL. errors: see sheet_next */
ERR_CHECKED enum err_code delimited_next(struct delimited *d, const struct sheet_row **ret,
                                         struct err *e);
