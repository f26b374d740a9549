/*
 * obligation_touch.h — which obligations a record can change.
 */
#pragma once

#include "app/obligation_scope.h"

struct obligation_touch {
    bool all; /* more than can be told apart */
    VEC(struct obligation_ask) asks;
};

/*
 * Add what a record touches, as it stands and as it ever stood:
 *   - of its subject, the rules that need such a record, in the windows of its days; all of them,
 *     if it is the subject itself or tells how that changed;
 *   - of its unit and those above it, the rules that need such a record;
 *   - what is born with the record, and with the records that it answers to.
 */
ERR_CHECKED enum err_code obligation_touch_record(struct obligation_county *c, int64_t record,
                                                  struct obligation_touch *ret, struct err *e);

/* The scope of one obligation; false if no catalog has its rule any more. */
bool obligation_touch_key(const struct obligation_county *c, const struct obligation_key *key,
                          struct obligation_ask *ret);

/* Whether any rule looks at records of the type of this one. */
ERR_CHECKED enum err_code obligation_touch_concerns(const struct obligation_county *c,
                                                    int64_t record, bool *ret, struct err *e);
