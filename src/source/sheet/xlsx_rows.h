/*
 * xlsx_rows.h — the events of a sheet's XML, gathered to rows.
 *
 * The parser hands over whatever a piece of XML holds: parts of rows, or many of them. Rows
 * that are complete wait here until they are asked for; a row that is not moves to the front
 * when the others are gone.
 */
#pragma once

#include "base/vec.h"
#include "source/sheet/xlsx_strings.h"
#include "source/sheet/xlsx_styles.h"
#include "source/sheet/xlsx_value.h"

struct xlsx_pending {
    int64_t number;
    bool hidden;
    size_t first, n; /* of its cells */
};

struct xlsx_rows {
    struct arena *a;
    const struct xlsx_strings *strings;
    const struct xlsx_styles *styles;
    bool from_1904;

    /* where the parser is */
    bool in_data, in_row, in_cell, in_text, in_value, in_phonetic;
    int32_t depth;           /* of elements inside of the cell */
    struct xlsx_pending row; /* the one that is open */
    struct sheet_cell cell;  /* the one that is open */
    enum xlsx_type type;     /* of it */
    int64_t style;
    bool has_value;
    struct buf value; /* its text so far */

    /* what waits */
    VEC(struct xlsx_pending) rows;
    VEC(struct sheet_cell) cells;
    VEC(size_t) starts; /* of each cell's text in `text`; SIZE_MAX: it is elsewhere */
    struct buf text;
    size_t given; /* rows that were handed out */

    VEC(struct sheet_merge) merges;
};

/* Begin; tables of strings and formats must outlive it. Release it in any case. */
void xlsx_rows_init(struct xlsx_rows *r, struct arena *a, const struct xlsx_strings *strings,
                    const struct xlsx_styles *styles, bool from_1904);
void xlsx_rows_release(struct xlsx_rows *r);

/* The events of the sheet's part go here. */
struct xml_handler xlsx_rows_handler(struct xlsx_rows *r);

/* The next complete row, good until the next event; false if none waits. */
bool xlsx_rows_take(struct xlsx_rows *r, struct sheet_row *ret);

/* Forget rows that were handed out: before more events. */
void xlsx_rows_forget(struct xlsx_rows *r);
