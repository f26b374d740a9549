/*
 * sheet.h — rows of a .csv or .xlsx file, one after the other.
 *
 *     struct sheet *sheet;
 *     ERR_TRY(sheet_open(a, &in, &options, &sheet, e));
 *     const struct sheet_row *row;
 *     do
 *         code = sheet_next(sheet, &row, e);
 *     while (code == ERR_OK && row != NULL && use(row));
 *     sheet_close(sheet);
 *
 * The format is told from the bytes, never from the name. Memory does not grow with the
 * rows: of a workbook the table of shared strings is held, of a .csv nothing but the row.
 * Cells without text are left out, and so are rows without cells; the numbers of the others
 * are those that the user sees in his program. All text is valid UTF-8.
 *
 * What a cell holds is what its program shows: a number is the decimal that was typed (the
 * shortest of 15 digits), a date is told by the number format, a formula is its last value.
 * A .csv knows only text; a guard against formulas (base/cell.h) is taken away there.
 *
 * Threads: a sheet belongs to one thread at a time.
 */
#pragma once

#include "base/cell.h"
#include "base/date.h"
#include "source/file/input.h"

struct arena;
struct sheet;

enum sheet_kind {
    SHEET_EMPTY,    /* only of a formula that its program never computed */
    SHEET_TEXT,     /* as it stands, blanks at the ends included */
    SHEET_NUMBER,   /* text: "-12.5", without exponent and superfluous zeros */
    SHEET_BOOL,     /* text: "TRUE" or "FALSE" */
    SHEET_DATE,     /* day; text: "2017-03-10" */
    SHEET_DATETIME, /* day and ms; text: "2017-03-10 10:30:00", with ".250" if there is more */
    SHEET_TIME,     /* ms, also beyond a day where hours are counted on; text: "10:30:00" */
    SHEET_ERROR,    /* text: "#N/A", or what the program shows for a date that is none */
};

struct sheet_cell {
    int32_t column; /* 1: A */
    enum sheet_kind kind;
    bool formula; /* computed, not typed */
    bool clipped; /* a number of more digits than programs keep: a long code lost its end */
    struct str text;
    date day;
    int64_t ms; /* of the day */
};

/* Good until the next call; cells by ascending column, none without text. */
struct sheet_row {
    int64_t number; /* 1: the first of the sheet */
    bool hidden;
    const struct sheet_cell *cells;
    size_t n;
};

/* Merged cells, corners included. */
struct sheet_merge {
    int32_t first_row, first_column, last_row, last_column;
};

enum sheet_format { SHEET_CSV, SHEET_XLSX };

struct sheet_name {
    struct str name;
    bool hidden;
};

/* What is known once a sheet is open. */
struct sheet_info {
    enum sheet_format format;
    const char *charset;            /* of a .csv: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" */
    char separator;                 /* of a .csv */
    const struct sheet_name *names; /* of a workbook: its sheets in their order */
    size_t n_names;
    size_t chosen; /* which of them is read */
};

struct sheet_options {
    struct str name; /* the sheet of a workbook to read; empty: the first that is not hidden */
};

/* Limits; what crosses one is refused before it is held in memory. */
enum {
    SHEET_CELL_MAX = CELL_TEXT_MAX * STR_CP_BYTES_MAX, /* bytes of a cell: no program holds more */
    SHEET_COLUMNS_MAX = 1024,                          /* cells with text further right */
    SHEET_ROW_MAX = 4 * 1024 * 1024,                   /* bytes of a row */
    SHEET_STRINGS_MAX = 96 * 1024 * 1024,              /* bytes of all shared strings */
    SHEET_NAMES_MAX = 1000,                            /* sheets */
    SHEET_MERGES_MAX = 10000,                          /* merged ranges that are reported */
};

/*
 * Begin reading. `in` must outlive the sheet; nothing needs closing after an error.
 *
 * a       holds the sheet and what sheet_info names
 * errors  ERR_SHEET_NONE       no bytes at all
 *         ERR_SHEET_FORMAT     neither .csv nor .xlsx; the detail says what else
 *         ERR_SHEET_OLD        an .xls
 *         ERR_SHEET_ENCRYPTED  asks for a password
 *         ERR_SHEET_DAMAGED    cannot be read
 *         ERR_SHEET_TOO_BIG    crosses a limit
 *         ERR_SHEET_CELL       a shared string does
 *         ERR_SHEET_NAME       no sheet of that name; the detail lists those there are
 *         ERR_FILE_READ
 */
ERR_CHECKED enum err_code sheet_open(struct arena *a, const struct input *in,
                                     const struct sheet_options *options, struct sheet **ret,
                                     struct err *e);

/* Free what the sheet holds outside of its arena; NULL is allowed. */
void sheet_close(struct sheet *sheet);

/* What is known about the sheet; good as long as its arena. */
const struct sheet_info *sheet_info(const struct sheet *sheet);

/*
 * The next row with text, or NULL after the last. After an error nothing more can be read.
 *
 * errors  ERR_SHEET_DAMAGED, ERR_SHEET_TOO_BIG, ERR_FILE_READ
 *         ERR_SHEET_CELL     a cell is longer than programs allow; the detail names it
 *         ERR_SHEET_QUOTE    a quotation mark is not closed; the detail names the cell
 *         ERR_TEXT_ENCODING  bytes that are no text; the detail names the row
 */
ERR_CHECKED enum err_code sheet_next(struct sheet *sheet, const struct sheet_row **ret,
                                     struct err *e);

/*
 * How far it was read: bytes of *ret_all, which is what the file says and may be 0 or wrong. For
 * bars and estimates; it runs ahead of the rows by what is read at once.
 */
uint64_t sheet_position(const struct sheet *sheet, uint64_t *ret_all);

/*
 * The merged cells, known after the last row: a workbook names them at its end. There may be
 * more than SHEET_MERGES_MAX; the first are reported. Good until sheet_close.
 */
const struct sheet_merge *sheet_merges(const struct sheet *sheet, size_t *ret_n);
