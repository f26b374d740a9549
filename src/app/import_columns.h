/*
 * import_columns.h — what the columns of a sheet hold, by their titles.
 *
 * The one place that knows titles of columns: templates and exports are written with the same.
 */
#pragma once

#include "core/catalog/catalog.h"

enum import_column_kind {
    IMPORT_IGNORED, /* no title, or the running number of the row */
    IMPORT_FIELD,
    IMPORT_UNIT,
    IMPORT_SUBJECT,
    IMPORT_ENTERED_AT,
    IMPORT_UNKNOWN,
    IMPORT_NUMBER,   /* the number of an exported record: passed over */
    IMPORT_PROBLEMS, /* messages of an earlier import: passed over */
};

struct import_column {
    enum import_column_kind kind;
    int32_t field; /* IMPORT_FIELD */
};

/* What a column of that title holds; `subject` is the type the records belong to, or NULL. */
struct import_column import_column_of(const struct record_type *t,
                                      const struct record_type *subject, struct str title);

/* The titles of columns that are no fields. */
struct str import_title(enum import_column_kind kind, enum lang lang);
