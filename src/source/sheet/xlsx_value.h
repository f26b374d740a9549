/*
 * xlsx_value.h — what the text in a cell's XML stands for.
 */
#pragma once

#include "source/sheet/number.h"
#include "source/sheet/number_kind.h"
#include "source/sheet/sheet.h"

/* The attribute t of a cell. */
enum xlsx_type {
    XLSX_NUMBER,
    XLSX_SHARED, /* the number of a shared string */
    XLSX_TEXT,   /* in the cell itself, or what a formula gave */
    XLSX_BOOL,
    XLSX_ERROR,
    XLSX_DATE, /* ISO 8601 */
};

/* "s", "str"; what is unknown or absent is a number. */
enum xlsx_type xlsx_type_of(struct str t);

/* The largest text that xlsx_value_read makes. */
enum { XLSX_VALUE_MAX = NUMBER_TEXT_MAX };

/*
 * Fill kind, text, day, ms and clipped of a cell from a value of type XLSX_NUMBER, XLSX_BOOL,
 * XLSX_ERROR or XLSX_DATE; `kind` is what its format makes of numbers. Its text may be `value`
 * or lie in `out`. What is no number or day at all becomes SHEET_ERROR with the text that
 * stands there.
 */
void xlsx_value_read(enum xlsx_type type, struct str value, enum number_kind kind, bool from_1904,
                     struct sheet_cell *cell, char out[XLSX_VALUE_MAX]);
