/*
 * plan_diff.h — how a corrected plan differs from the one that is stored.
 *
 * Place in the flow: (stored plan, plan just read) → [diff] → what a person is
 * asked to confirm, and which deduction keeps which identity.
 * Pure: same input, same output; no clock, no I/O.
 *
 * What counts is what a document states: its head, its items, their figures and
 * words. What does not: findings, the paragraph where an item begins, whether a
 * figure was printed or derived, and the numbers 1, 2, … of the items, which
 * all move when one is added in front.
 *
 * Memory: results live in the arena given; they point into the two plans.
 */
#pragma once

#include "core/remedy/plan.h"

/* The fields that are compared, in the order in which they are shown. */
enum plan_field {
    PLAN_FIELD_NUMBER, /* document fields from here … */
    PLAN_FIELD_TITLE,
    PLAN_FIELD_ISSUED_ON,
    PLAN_FIELD_YEAR,
    PLAN_FIELD_RANK,
    PLAN_FIELD_ADDRESSEES,
    PLAN_FIELD_DECLARED_CATEGORIES,
    PLAN_FIELD_DECLARED_SUBCATEGORIES,
    PLAN_FIELD_DECLARED_ITEMS,
    PLAN_FIELD_CATEGORY, /* … item fields from here */
    PLAN_FIELD_SUBCATEGORY,
    PLAN_FIELD_ITEM,
    PLAN_FIELD_FULL,
    PLAN_FIELD_GOT,
    PLAN_FIELD_LOST,
    PLAN_FIELD_DEPARTMENTS,
    PLAN_FIELD_CAUSE,
    PLAN_FIELD_MEASURE,
    PLAN_FIELD_TIME_LIMIT,
    PLAN_FIELD__MAX
};

enum plan_change_kind {
    PLAN_CHANGE_DOCUMENT, /* a document field differs */
    PLAN_CHANGE_FIELD,    /* a field of an item differs */
    PLAN_CHANGE_ADDED,    /* an item that the stored plan does not have */
    PLAN_CHANGE_REMOVED,  /* an item that the corrected plan no longer has */
};

struct plan_change {
    enum plan_change_kind kind;
    enum plan_field field;          /* DOCUMENT and FIELD only */
    const struct plan_item *before; /* FIELD and REMOVED, else NULL */
    const struct plan_item *after;  /* FIELD and ADDED, else NULL */
};

enum { PLAN_DIFF_NEW = -1 };

struct plan_diff {
    const struct plan *before, *after;
    struct plan_change *changes; /* document first, then the items of `after`, then what is gone */
    size_t n;
    int32_t *was; /* for each item of `after`: its index in `before`, or PLAN_DIFF_NEW */
};

/*
 * Compare. Items are matched in four passes, each over what the ones before left:
 * by the deduction they name (bookmark_id, where both sides carry it); by category,
 * subcategory and name (repeated ones in order); by name alone where it stands once on
 * either side (moved); by category, subcategory and an equal known full mark, in order
 * (renamed).
 */
void plan_diff_make(struct arena *a, const struct plan *before, const struct plan *after,
                    struct plan_diff *ret);
