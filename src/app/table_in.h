/*
 * table_in.h — small tables as values: .csv or .xlsx, a row of titles, then rows.
 *
 * For what has a fixed handful of columns and is looked at as a whole: figures, official results,
 * units. Records come in through record_import.h, row by row.
 */
#pragma once

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"

struct arena;

enum table_column_kind {
    TABLE_UNIT,
    TABLE_NAME,
    TABLE_SPAN,
    TABLE_VALUE,
    TABLE_REASON,
    TABLE_SOURCE,
    TABLE_ITEM,
    TABLE_FULL,
    TABLE_SCORE,
    TABLE_ID,
    TABLE_KIND,
    TABLE_PARENT,
    TABLE_ATTRIBUTE,
    TABLE_FROM,
    TABLE_TO,
    TABLE_REPORTED_AT,
    TABLE_ACCEPTED_AT,
    TABLE_COLUMN__MAX
};

enum { TABLE_ROWS_MAX = 10 * 1000 };

struct table_row_in {
    int64_t number;                      /* as the spreadsheet program numbers it */
    struct str cells[TABLE_COLUMN__MAX]; /* trimmed; empty where nothing stands */
};

struct table_in {
    struct str file_name; /* without folders */
    char sha256[HASH_HEX_MAX];
    const struct table_row_in *rows;
    size_t n;
};

/* What is wrong with a row of such a table; collected, so that all of them can be told at once. */
struct table_problem {
    int64_t row; /* 0: not of a table */
    enum err_code code;
    struct str detail;
};

struct table_problems {
    VEC(struct table_problem) v;
};

/*
 * Read a table.
 *
 * wanted  bits 1 << kind of the columns it may have
 * needed  those it must have
 * errors  ERR_SHEET_HEADER, ERR_SHEET_COLUMN, ERR_SHEET_COLUMN_TWICE, ERR_SHEET_COLUMN_MISSING,
 *         ERR_IMPORT_EMPTY, ERR_IMPORT_ROWS, ERR_SHEET_FORMULA, the other SHEET codes, those of
 * files
 */
ERR_CHECKED enum err_code table_in_read(struct arena *a, const char *path, uint32_t wanted,
                                        uint32_t needed, struct table_in *ret, struct err *e);

/* Add a problem, with the detail of `e`. */
void table_problem_add(struct arena *a, struct table_problems *all, int64_t row, enum err_code code,
                       const char *detail);
