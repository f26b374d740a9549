/*
 * rectification_row.h — inside the store: values that several aggregates keep as text.
 */
#pragma once

#include "core/remedy/rectification.h"
#include "store/tx.h"

/* A day as a value: NULL unless there is one. `out` holds its text until the statement is done. */
static inline struct db_value row_date(bool has, date d, char out[DATE_TEXT_MAX])
{
    return has ? db_text(str_of(date_text(d, out))) : (struct db_value){.type = DB_NULL};
}

/* The day in a column; false if it is NULL. What is no day makes the row bad. */
static inline bool row_get_date(struct db_row *row, size_t column, date *ret)
{
    struct str text = db_get_text(row, column);
    if (text.n == 0)
        return false;
    if (date_parse(text, ret, NULL) != ERR_OK)
        row->bad = true;
    return !row->bad;
}

/* The time in a column, if it is there and not after `as_of`. */
static inline bool row_get_until(struct db_row *row, size_t column, instant as_of, instant *ret)
{
    instant at = {db_is_null(row, column) ? INT64_MAX : db_get_int(row, column)};
    if (db_is_null(row, column) || at.ms > as_of.ms)
        return false;
    *ret = at;
    return true;
}

/* The state in a column; what is none makes the row bad. */
static inline enum rectification_state row_get_state(struct db_row *row, size_t column)
{
    enum rectification_state state = rectification_state_of(db_get_text(row, column));
    if (state != RECTIFICATION_STATE__MAX)
        return state;
    row->bad = true;
    return RECTIFICATION_NONE;
}

/* A copy of the text in a column; empty if it is NULL. */
static inline struct str row_get_copy(struct arena *a, struct db_row *row, size_t column)
{
    return str_copy(a, db_get_text(row, column));
}

/* How an event names a file: its name, and from the second revision on its revision. */
struct str rectification_file_about(struct arena *a, struct str name, int32_t revision);
