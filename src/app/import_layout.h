/*
 * import_layout.h — what the columns of one sheet hold, by the catalog of each row's day.
 *
 * A county may have several catalogs, each in force in its own years, and a sheet may have
 * rows of any of them. So its row of titles is read once for each catalog that has the type,
 * and each row is then taken by the one in force on its day.
 */
#pragma once

#include "app/import_columns.h"
#include "app/record_import.h"
#include "app/record_world.h"
#include "source/sheet/sheet.h"

/* How many rows above the titles are looked over: names of tables, who filled it in, and when. */
enum { IMPORT_CAPTIONS_MAX = 10 };

struct import_layout {
    const struct record_type *type;
    const struct record_type *subject;   /* the type of what records belong to, or NULL */
    const struct import_column *columns; /* by number of column, from 1 */
    const int32_t *of_field;             /* the column of each field, or 0 */
    int32_t of_subject, of_entered_at;   /* likewise */
    const struct value *defaults;        /* one a field */
};

struct import_layouts {
    const struct import_layout *p; /* that of today's catalog first */
    size_t n;
    const struct str *titles; /* by number of column, from 1 */
    int32_t n_columns;
    int64_t row; /* in which they stand */
};

/* ---- problems ------------------------------------------------------------------ */

/*
 * Add a problem to those of the import, in the order of telling.
 *
 * column  0: the row as a whole; then `title` says what of it is meant
 */
void import_tell(struct arena *a, const struct import_layouts *l, struct app_import_result *ret,
                 const struct import_problem *p);

/* In the order of rows and columns. */
void import_sort(struct app_import_result *ret);

/* ---- titles -------------------------------------------------------------------- */

/*
 * Read the row of titles by each current catalog that has the type. Lives in the world's arena.
 * errors  ERR_RECORD_TYPE
 */
ERR_CHECKED enum err_code import_layouts_read(struct record_world *w, struct str type,
                                              const struct sheet_row *row,
                                              struct import_layouts *ret, struct err *e);

/* Whether most cells of the row are titles of columns; rows above those only name the table. */
bool import_layouts_fit(const struct import_layouts *l);

/*
 * Tell what is wrong with the titles; false if rows cannot be understood by them.
 *
 * history   a column with times of entry is allowed
 * has_unit  rows that name no unit belong to one that was named for all
 */
bool import_layouts_check(struct arena *a, const struct import_layouts *l, bool history,
                          bool has_unit, enum lang lang, struct app_import_result *ret);

/* ---- rows ---------------------------------------------------------------------- */

/* The text of the row's cell in a column; empty if there is none. */
struct str import_cell_text(const struct sheet_row *row, int32_t column);

/*
 * By which of them the row is taken: the one whose catalog is in force on the day it names.
 * errors  those of value_read where it could not look; what is wrong with a day is told later
 */
ERR_CHECKED enum err_code import_layout_of(struct arena *a, const struct record_world *w,
                                           const struct import_layouts *l,
                                           const struct sheet_row *row,
                                           const struct import_layout **ret, struct err *e);
