/*
 * tally.h — how much of what is needed is there, and how much of it was in time.
 *
 * Each record counts with a quantity: 1, or the field that is added up. Its
 * quantity now is that of its last revision; its quantity in time that of the
 * last revision before the deadline; only the smaller of both is in time. So a
 * correction after the deadline takes nothing back that was in time, and adds
 * nothing to it either.
 */
#pragma once

#include "core/catalog/rule.h"
#include "core/obligation/dossier.h"

struct tally {
    struct rational total;
    struct rational timely;
};

/*
 * Count the items of `d` (of the needed type, occurring in the window as of now).
 *
 * about     rules for records: the record that `via` must name; 0: not asked
 * too_late  the first instant after the deadline
 * as_of     the moment asked about
 * errors    ERR_NUMBER_RANGE, ERR_NUMBER_DIVISION, ERR_EXPR_ARGUMENT, naming the rule
 */
ERR_CHECKED enum err_code tally_count(const struct rule *r, const struct dossier *d,
                                      struct period window, int64_t about, instant too_late,
                                      instant as_of, struct tally *ret, struct err *e);
