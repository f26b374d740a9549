/*
 * plan_stored.h — for the use cases that bring a document to a plan that may be
 * stored already: which one it is, how it differs, which deductions go on.
 */
#pragma once

#include "app/plan_import.h"
#include "store/plan.h"

struct tx;

/*
 * The stored plan that a document is: by its file, else by its document number, else
 * (without one) by title and year.
 */
ERR_CHECKED enum err_code app_plan_find(struct tx *tx, struct str county, const struct app_plan *p,
                                        bool *ret_found, struct plan_ref *ret, struct err *e);

/*
 * Compare a stored revision with a document. A paper that was exported from here carries the
 * ids of its deductions; they match first. `stored` gets its own ids put beside its items.
 */
void app_plan_compare(struct arena *a, struct plan_record *stored, const struct plan *plan,
                      struct plan_diff *ret);

/* For each of n items the deduction it continues, 0 for a new one. Lives in `a`. */
int64_t *app_plan_continues(struct arena *a, const struct plan_record *stored, size_t n,
                            const int32_t *was);

/* What the store is given of a document. */
struct plan_import app_plan_import_of(const struct app_plan *p, const int64_t *continues);
