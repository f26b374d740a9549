/*
 * import_cells.h — what can be said of the cells of a sheet, and of its size, by themselves.
 *
 * Pure: no database, no catalog.
 */
#pragma once

#include "base/cell.h"
#include "source/sheet/sheet.h"

enum { IMPORT_THOUSAND = 1000, IMPORT_RANGE_MAX = 2 * CELL_NAME_MAX };

/* What a cell cannot be, whatever it should hold; ERR_OK: nothing. */
enum err_code import_cell_fault(const struct sheet_cell *cell);

/* How far a file is read, in thousandths: byte `at` of `all`. */
int64_t import_share(uint64_t at, uint64_t all);

/*
 * Whether a sheet of which `rows` rows were the first `share` thousandths may have more than
 * `most`, so that it is worth counting them. Rows differ in length, so half of them will do.
 */
bool import_seems_too_long(int64_t rows, int64_t share, int64_t most);

/*
 * Whether merged cells make rows ambiguous; above the row of titles they do not. Then `out` gets
 * their range, "A3:B4".
 */
bool import_merge_harms(const struct sheet_merge *merge, int64_t titles_row,
                        char out[IMPORT_RANGE_MAX]);

/*
 * The row of the record that a duplicate names as "R12", if it came with the same file:
 * rows[k] is that of record first_id + k.
 */
bool import_row_of(struct str record, int64_t first_id, const int64_t *rows, size_t n,
                   int64_t *ret);

/* The name of a file without its folders. */
struct str import_file_name(const char *path);
