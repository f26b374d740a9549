/*
 * record_sheet.h — use cases: records as tables, out of the product and back to whoever filled
 * one in.
 */
#pragma once

#include "app/record_edit.h"
#include "app/record_import.h"

enum record_sheet_format { RECORD_SHEET_XLSX, RECORD_SHEET_CSV };

/* By the end of the path, ".csv" or ".xlsx"; the latter for any other. */
enum record_sheet_format record_sheet_format_of(const char *path);

/*
 * An empty table of a type to fill in, with drop-downs and notes. "-" is standard output.
 * errors  ERR_RECORD_TYPE, ERR_CATALOG_NONE, ERR_FILE_WRITE, ERR_PAPER_WRITE
 */
ERR_CHECKED enum err_code app_record_template(struct arena *a, struct app *app, struct str type,
                                              const char *path, enum record_sheet_format format,
                                              enum lang lang, struct err *e);

/*
 * All records of a filter (its `most` and `after` are ignored) as a table. What is sensitive is
 * masked, with `why` it is shown, and that is written into the audit chain.
 *
 * ret_n   how many
 * errors  ERR_RECORD_TYPE, ERR_CATALOG_NONE, ERR_FILE_WRITE, ERR_PAPER_WRITE, ERR_SEAL_KEY_MISSING
 */
ERR_CHECKED enum err_code app_record_export(struct arena *a, struct app *app,
                                            const struct record_filter *filter, struct str why,
                                            const char *path, enum record_sheet_format format,
                                            enum lang lang, int64_t *ret_n, struct err *e);

/*
 * A copy of the sheet that was imported, with a column that says what is wrong with each row;
 * once the good rows were taken, of the others alone. Mended and imported again, that column is
 * passed over.
 *
 * result  of app_record_import, with problems
 * errors  the SHEET codes, ERR_FILE_WRITE, ERR_PAPER_WRITE
 */
ERR_CHECKED enum err_code app_record_error_copy(struct arena *a, const struct app_import_call *call,
                                                const struct app_import_result *result,
                                                const char *path, enum record_sheet_format format,
                                                struct err *e);
