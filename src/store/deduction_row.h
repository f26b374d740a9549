/*
 * deduction_row.h — inside the store: rows of sql/deduction.sql as deductions.
 *
 * First the rows of items, then those of their departments, which come in the
 * same order; departments of items that are not in the list are passed over.
 */
#pragma once

#include "store/plan.h"
#include "store/tx.h"

struct deduction_read {
    struct arena *a;
    VEC(struct deduction) list;
    size_t at;                   /* the item whose departments are being gathered */
    VEC(struct str) departments; /* those of that item, so far */
};

/* The row callbacks, in this order; ctx is a struct deduction_read. */
enum err_code deduction_row(struct db_row *row, void *ctx, struct err *e);
enum err_code deduction_department_row(struct db_row *row, void *ctx, struct err *e);

/* All of them, once the rows of both have ended. */
struct deduction_list deduction_read_end(struct deduction_read *read);
