/*
 * obligation_scope.h — computing what one write can change, and no more.
 *
 * A scope is about one subject, one unit or one record, under the rules that ask for records of one
 * type, in the windows that meet some days. Only what these rules look at is read from the store:
 * the subject with its histories, and the records of that type in those windows.
 */
#pragma once

#include "app/obligation_county.h"

struct obligation_ask {
    enum rule_for target;
    int64_t about;                /* the subject or record; of a unit 0 */
    struct str unit;              /* of a unit its id */
    struct str type;              /* of the subject or record; of a unit empty */
    struct str needs;             /* only rules that need records of this type; empty: all rules */
    struct scene_windows windows; /* of rules for records all are computed */
};

/*
 * Compute the obligations of a scope, and add those that stand in the store for it to `was`.
 * errors  those of the engine and of the store
 */
ERR_CHECKED enum err_code obligation_scope(struct obligation_county *c,
                                           const struct obligation_ask *ask,
                                           struct obligation_rows *ret, struct obligation_rows *was,
                                           struct err *e);

/*
 * All that begins in some days, of subjects and units: what a new day brings. Nothing of it is in
 * the store yet.
 */
ERR_CHECKED enum err_code obligation_scope_beginning(struct obligation_county *c,
                                                     struct period days,
                                                     struct obligation_rows *ret, struct err *e);

/*
 * What is born with `n` records from number `first` on and asks for nothing else: that they be
 * entered in time. Together with what stands in the store for it.
 */
ERR_CHECKED enum err_code obligation_scope_entries(struct obligation_county *c, int64_t first,
                                                   int64_t n, struct obligation_rows *ret,
                                                   struct obligation_rows *was, struct err *e);

/* Whether a rule asks no more than that a record be entered in time, by its own unit. */
bool obligation_is_entry(const struct rule *r);
