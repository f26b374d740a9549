/*
 * rows.h — items in tables, one a row, under a header that names the columns.
 */
#pragma once

#include "source/doc/doc.h"
#include "source/plan/columns.h"
#include "source/plan/draft.h"

/* What is carried from one table to the next of the same shape. */
struct tables {
    struct columns last;
    bool has_last;
};

/*
 * Read one table into drafts.
 *
 * Returns false if its columns could not be recognised; then nothing was read,
 * and the caller may try its cells as running text.
 */
bool rows_read(struct reader *r, struct tables *state, const struct doc_table *t,
               int32_t paragraph);
