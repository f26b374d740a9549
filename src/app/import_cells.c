/*
 * import_cells.c — see import_cells.h.
 */
#include "app/import_cells.h"

enum err_code import_cell_fault(const struct sheet_cell *cell)
{
    return cell->formula               ? ERR_SHEET_FORMULA
           : cell->kind == SHEET_ERROR ? ERR_SHEET_ERROR
           : cell->clipped             ? ERR_SHEET_CLIPPED
                                       : ERR_OK;
}

int64_t import_share(uint64_t at, uint64_t all)
{
    if (all == 0)
        return 0;
    if (at >= all)
        return IMPORT_THOUSAND;
    return (int64_t)(at > UINT64_MAX / IMPORT_THOUSAND ? at / (all / IMPORT_THOUSAND)
                                                       : at * IMPORT_THOUSAND / all);
}

bool import_seems_too_long(int64_t rows, int64_t share, int64_t most)
{
    return share > 0 && rows * IMPORT_THOUSAND / share > most / 2;
}

bool import_merge_harms(const struct sheet_merge *merge, int64_t titles_row,
                        char out[IMPORT_RANGE_MAX])
{
    char from[CELL_NAME_MAX];
    char to[CELL_NAME_MAX];
    if (merge->last_row < titles_row)
        return false;
    (void)snprintf(out, IMPORT_RANGE_MAX, "%s:%s",
                   cell_name(merge->first_row, merge->first_column, from),
                   cell_name(merge->last_row, merge->last_column, to));
    return true;
}

bool import_row_of(struct str record, int64_t first_id, const int64_t *rows, size_t n, int64_t *ret)
{
    int64_t number = 0;
    if (first_id <= 0 || !str_starts(record, STR("R")) ||
        str_to_i64(str_sub(record, 1, record.n), &number, NULL) != ERR_OK)
        return false;
    if (number < first_id || (uint64_t)(number - first_id) >= n)
        return false;
    *ret = rows[number - first_id];
    return true;
}

struct str import_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_of(slash == NULL ? path : slash + 1);
}
