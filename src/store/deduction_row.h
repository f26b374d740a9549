/*
 * deduction_row.h — inside the store: rows of sql/deduction.sql as deductions.
 *
 * Its reading statements give an item once for each of its departments; the
 * rows of one item follow each other and become one deduction.
 */
#pragma once

#include "store/plan.h"
#include "store/tx.h"

struct deduction_read {
    struct arena *a;
    VEC(struct deduction) list;
    VEC(struct str) departments; /* of the last item of the list */
};

/* The row callback; ctx is a struct deduction_read. */
enum err_code deduction_row(struct db_row *row, void *ctx, struct err *e);

/* All of them, once the rows have ended. */
struct deduction_list deduction_read_end(struct deduction_read *read);
