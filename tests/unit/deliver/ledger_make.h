/*
 * ledger_make.h — ledgers made at random for tests, as mean as a ledger can be.
 *
 * The same seed makes the same ledger. Every value is one that a paper can carry
 * (paper_check.h): texts of several lines, with labels, numbers, headings, dates,
 * tables' signs and quotation marks in them; items without category, without
 * subcategory, with categories that come back; unknown and contradictory figures.
 */
#pragma once

#include "core/remedy/plan.h"

/* The ledger of `seed`, in `a`; its ids in *ret_ids, some of them 0. */
struct plan ledger_make(struct arena *a, uint64_t seed, int64_t **ret_ids);

/*
 * Whether two ledgers say the same, findings and paragraph numbers aside; the first
 * difference as text in *ret_why. Whether a figure was printed counts, too.
 */
bool ledger_equal(struct arena *a, const struct plan *x, const struct plan *y, struct str *ret_why);
