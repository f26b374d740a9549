/*
 * sums.h — summary rows (小计, 合计) against the rows above them.
 */
#pragma once

#include "source/plan/draft.h"

struct sums {
    size_t first; /* first draft of the table */
    size_t since; /* first draft since the last summary row */
    struct {
        struct str name; /* empty: no group is open */
        struct plan_figure printed[3];
        size_t from; /* its first draft */
    } group;         /* the last one whose sum stood above its items */
};

/* Begin a table whose first draft will have the index `first`. */
void sums_init(struct sums *s, size_t first);

/*
 * Compare printed full, got, lost (PLAN_UNKNOWN where the row has none) with the
 * items since the last summary row and with all of the table; a figure that
 * fits neither becomes a finding. Only items whose figure is known are added.
 */
void sums_check(struct sums *s, struct reader *r, struct str name,
                const struct plan_figure printed[3], int32_t paragraph);

/* A group begins whose sum is printed above its items; it ends at the next one or in sums_end. */
void sums_group(struct sums *s, struct reader *r, struct str name,
                const struct plan_figure printed[3], int32_t paragraph);

/* The table ends: the sum of the group that is still open is compared like a summary row. */
void sums_end(struct sums *s, struct reader *r, int32_t paragraph);

/*
 * Whether the printed figures (at least one) are just the sums of the items since the last
 * summary row or of all of the table, of which there must be two or more.
 */
bool sums_are(const struct sums *s, const struct reader *r, const struct plan_figure printed[3]);
