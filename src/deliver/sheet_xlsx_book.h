/*
 * sheet_xlsx_book.h — the workbook while it is written: for the files that write it.
 */
#pragma once

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "deliver/form.h"

enum sheet_xlsx_style {
    XLSX_STYLE_TEXT,
    XLSX_STYLE_GENERAL, /* a number as it is */
    XLSX_STYLE_INTEGER,
    XLSX_STYLE_MONEY,
    XLSX_STYLE_DATE,
    XLSX_STYLE_DATETIME,
    XLSX_STYLE_MOMENT, /* to the millisecond */
    XLSX_STYLE_HEAD,
    XLSX_STYLE_HEAD_REQUIRED,
    XLSX_STYLE_DECIMALS, /* and those behind it: so many decimals */
    XLSX_STYLE__MAX = XLSX_STYLE_DECIMALS + 10
};

/* How a style is varied; both may hold. */
enum { XLSX_BAD = 1, XLSX_QUOTED = 2, XLSX_VARIANTS = 4 };

struct sheet_xlsx {
    struct arena *a;
    const struct form *form;
    struct file_part file;
    lxw_workbook *book;
    lxw_worksheet *data;
    lxw_format *formats[XLSX_STYLE__MAX][XLSX_VARIANTS]; /* made when they are needed */
    bool quotes;                                         /* one of them is XLSX_QUOTED */
    lxw_row_t rows; /* written so far, with that of the titles */
    struct buf z;   /* a text with its NUL */
};

/* The format of a style, with XLSX_BAD and XLSX_QUOTED. */
lxw_format *sheet_xlsx_format(struct sheet_xlsx *x, enum sheet_xlsx_style style, int variant);

/*
 * Write a text at a place (rows and columns from 0); `variant` is XLSX_BAD or 0.
 * errors  ERR_PAPER_TEXT, ERR_PAPER_WRITE
 */
ERR_CHECKED enum err_code sheet_xlsx_put_text(struct sheet_xlsx *x, lxw_worksheet *ws,
                                              lxw_row_t row, lxw_col_t column, struct str text,
                                              enum sheet_xlsx_style style, int variant,
                                              struct err *e);

/* ERR_PAPER_WRITE for what the library says, if it is not that all is well. */
ERR_CHECKED enum err_code sheet_xlsx_check(lxw_error why, struct err *e);

/*
 * The titles, what may be entered below them, and the sheets of lists and explanations.
 * errors  ERR_PAPER_TEXT, ERR_PAPER_WRITE
 */
ERR_CHECKED enum err_code sheet_xlsx_put_form(struct sheet_xlsx *x, struct err *e);
