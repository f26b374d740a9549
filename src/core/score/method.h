/*
 * method.h — one method: full marks and measures in, points out.
 *
 * Place in the flow: measures → [method] → leaf. Arithmetic alone: no records, no
 * days but that of a milestone, no rounding. Parameters: docs/manual/catalog.md.
 *
 * However a catalog is written, points lie between 0 and full; only `uncapped`
 * deductions may fall below, a bonus knows its own cap alone, and a formula (`expr`)
 * gives what it gives.
 */
#pragma once

#include "core/catalog/framework.h"

/* How the points came about. */
enum method_note {
    METHOD_REACHED,
    METHOD_MISSING,  /* a figure that it needs is not there */
    METHOD_EMPTY,    /* nothing to divide by: full or zero, as `when_empty` says */
    METHOD_EXCLUDED, /* the same, and it counts neither in score nor in full */
};

struct method_call {
    const struct score *score;
    struct rational full;
    const struct expr_value *slots; /* the item's measures in their order, then `full` */
    struct expr_value extra;        /* what a milestone, a person or a place needs besides */
};

struct method_result {
    struct rational points;
    enum method_note note;
};

/* errors: ERR_NUMBER_RANGE, ERR_NUMBER_DIVISION, ERR_EXPR_ARGUMENT */
ERR_CHECKED enum err_code method_score(const struct method_call *c, struct method_result *ret,
                                       struct err *e);

/* The most the method can give; false where it knows no bound. */
bool method_most(const struct score *s, struct rational full, struct rational *ret);

/*
 * The least it can give when all goes wrong; false where it knows no bound.
 * errors: ERR_NUMBER_RANGE
 */
ERR_CHECKED enum err_code method_least(const struct score *s, struct rational full, bool *ret_known,
                                       struct rational *ret, struct err *e);
