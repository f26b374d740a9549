/*
 * history.h — what of a subject changes over time, and what held on a day.
 *
 * A change is a record of the type that the subject's `history` names. Of two on
 * the same day the one first entered later holds; before the first change there is
 * no value here, and the caller takes the subject's own field of that name.
 */
#pragma once

#include "base/date.h"
#include "core/expr/expr.h"

struct change {
    date from;
    instant entered_at; /* of the record, not of its last revision */
    int64_t order;      /* tells apart what was entered at the same instant: later is greater */
    struct expr_value value; /* may be missing: the change says that nothing is known any more */
};

/* Put changes into the order in which they hold. */
void history_sort(struct change *changes, size_t n);

/* The change that holds on `day`, or NULL before the first; `changes` are sorted. */
const struct change *history_at(const struct change *changes, size_t n, date day);
