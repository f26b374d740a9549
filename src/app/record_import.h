/*
 * record_import.h — use case: the rows of a sheet become records.
 *
 * Everything is checked first: all problems are told, each with row, column, value and code.
 * Nothing is stored unless all rows are good, or the good ones are to be taken. The row of
 * titles says what a column holds: a field (its title in either language, or its id), the unit,
 * or the subject; rows above it that only name the table are passed over, and so are columns of
 * earlier error messages. Fields that a row leaves out take the default of their type. Each row
 * is checked by the catalog in force on its day.
 */
#pragma once

#include "app/app.h"
#include "base/hash.h"
#include "base/vec.h"
#include "core/catalog/record_type.h"
#include "store/batch.h"

enum {
    IMPORT_ROWS_MAX = 500 * 1000,
    IMPORT_PROBLEMS_MAX = 100 * 1000, /* that are kept; more are only counted */
};

/*
 * Called now and then with the rows done, and how far the file was read, in a thousand. Its effects
 * may be repeated: a transaction that somebody else's came before begins anew.
 */
typedef void import_progress_fn(void *ctx, int64_t rows, int64_t thousandths);

struct app_import_call {
    struct str type;
    const char *path;
    struct str sheet;    /* of a workbook; empty: the first that is not hidden */
    struct str unit;     /* for rows that name none; may be empty */
    bool take_good_rows; /* store these although others are bad */
    bool dry_run;        /* check only */
    bool history;   /* a column of times of entry is allowed: an administrator brings history */
    enum lang lang; /* of details */
    import_progress_fn *progress; /* may be NULL */
    void *progress_ctx;
};

struct import_problem {
    int64_t row;      /* as the spreadsheet program numbers it */
    int32_t column;   /* 1: A; 0: the row as a whole */
    struct str title; /* of the column, or of what has none */
    struct str value; /* what stands there; empty where the field is sensitive */
    enum err_code code;
    struct str detail;
};

struct app_import_result {
    const struct record_type *type;
    struct str file_name;
    int64_t titles_row; /* where the titles stand; 0 if the rows were not looked at */
    int64_t captions;   /* rows above them */
    int64_t rows, good, bad;
    bool refused; /* merged cells: not even good rows are taken */
    bool stored;  /* a batch was made */
    bool known;   /* the very file was imported before: `batch` is that one, nothing changed */
    struct batch batch;
    VEC(struct import_problem) problems; /* in the order of rows and columns */
    int64_t left_out;                    /* problems beyond IMPORT_PROBLEMS_MAX */
};

/*
 * Import the file.
 *
 * errors  ERR_RECORD_TYPE, ERR_CATALOG_NONE, ERR_IMPORT_ROWS, ERR_IMPORT_EMPTY, ERR_SHEET_HEADER
 *         ERR_RECORD_UNIT   the unit of the call is not known
 *         the SHEET codes   the file cannot be read to its end
 *         ERR_SEAL_KEY_MISSING, ERR_SEAL_KEY_WRONG
 *         those of files and of the store. Bad rows are no error here.
 */
ERR_CHECKED enum err_code app_record_import(struct arena *a, struct app *app,
                                            const struct app_import_call *call,
                                            struct app_import_result *ret, struct err *e);
