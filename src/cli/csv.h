/*
 * csv.h — RFC 4180: CRLF after each record, quotes around what needs them.
 *
 * A cell that a spreadsheet would run as a formula (base/cell.h) gets an
 * apostrophe in front unless it is a plain number.
 */
#pragma once

#include "base/str.h"

struct buf;

/* Append one record. */
void csv_row(struct buf *b, const struct str *cells, size_t n);
