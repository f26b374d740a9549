/*
 * recurrence.h — what was closed and lost points again (整改后反弹).
 *
 * Place in the flow: (closed rectifications, deductions of a later year) →
 * [recurrence] → new rectifications that follow the closed ones.
 * Pure: same input, same output.
 *
 * A deduction recurs after a closed rectification if it is of a later year, lost
 * points, has the same cause class, and is the same item: by category,
 * subcategory and name, or, where none is, by the name alone. Blanks and
 * full-width forms do not tell names apart. Of several, the latest year counts,
 * then the one opened last.
 */
#pragma once

#include "core/remedy/cause_class.h"
#include "core/remedy/plan.h"

/* A rectification that was closed. */
struct recurrence_closed {
    int64_t rectification_id;
    int32_t year; /* assessed, of its deduction; 0 if unknown: never matches */
    const struct plan_item *item;
    enum cause_class class; /* the confirmed one */
};

/* A deduction that may recur. */
struct recurrence_loss {
    int32_t year;
    const struct plan_item *item;
    enum cause_class class; /* confirmed or, before that, proposed; CAUSE__MAX: never matches */
};

/* The closed one after which the loss recurs, or NULL. */
const struct recurrence_closed *recurrence_find(const struct recurrence_closed *closed, size_t n,
                                                const struct recurrence_loss *loss);
