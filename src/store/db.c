/*
 * db.c — typed access to the values of a row; see driver.h.
 */
#include "store/driver.h"

/* The value of a column that is declared with the type `letter`. */
static const struct db_value *db_value_at(const struct db_row *row, size_t column, char letter)
{
    must(column < row->stmt->n_columns);
    must(row->stmt->columns[column] == letter);
    return &row->v[column];
}

bool db_is_null(const struct db_row *row, size_t column)
{
    must(column < row->stmt->n_columns);
    return row->v[column].type == DB_NULL;
}

int64_t db_get_int(struct db_row *row, size_t column)
{
    const struct db_value *v = db_value_at(row, column, 'i');
    if (v->type == DB_INT)
        return v->i;
    row->bad = true;
    return 0;
}

int32_t db_get_int32(struct db_row *row, size_t column, int32_t min, int32_t max)
{
    const struct db_value *v = db_value_at(row, column, 'i');
    int64_t i = v->type == DB_INT ? v->i : 0;
    if (i >= min && i <= max)
        return (int32_t)i;
    row->bad = true;
    return 0;
}

struct str db_get_text(struct db_row *row, size_t column)
{
    const struct db_value *v = db_value_at(row, column, 't');
    return v->type == DB_TEXT ? v->s : STR_NONE;
}

struct str db_get_blob(struct db_row *row, size_t column)
{
    const struct db_value *v = db_value_at(row, column, 'b');
    if (v->type == DB_BLOB)
        return v->s;
    row->bad = true;
    return STR_NONE;
}
