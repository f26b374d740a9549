/*
 * obligation_touch.h — which obligations a record can change.
 */
#pragma once

#include "app/obligation_scope.h"

struct obligation_touch {
    bool all;     /* more than can be told apart */
    bool entries; /* also obligation_scope_entries of the records: not among the asks */
    VEC(struct obligation_ask) asks;
};

/*
 * What records of one type touch, `n` of them from number `first` on, as they stand and as they
 * ever stood:
 *   - of their subjects, the rules that need such a record, in the windows of their days; all of
 *     them, if they are the subjects themselves, and from the day of a change on, if they tell of
 * it;
 *   - of their units and those above, the rules that need such a record;
 *   - what is born with the records, and with the records that they answer to.
 */
ERR_CHECKED enum err_code obligation_touch_records(struct obligation_county *c, int64_t first,
                                                   int64_t n, struct obligation_touch *ret,
                                                   struct err *e);

/* The scope of one obligation; false if no catalog has its rule any more. */
bool obligation_touch_key(const struct obligation_county *c, const struct obligation_key *key,
                          struct obligation_ask *ret);

/* Whether a rule names the unit as the one that owes. */
bool obligation_touch_is_owner(const struct obligation_county *c, struct str unit);
