/*
 * plan_review.h — use case: an exported paper comes back edited.
 *
 * Its bookmarks tell which deductions its items are, so that a renamed item stays
 * the same. A person looks at each difference and takes some of them over.
 */
#pragma once

#include "app/plan_import.h"

/* Which differences to take over: none, all, or those with the given numbers (from 1). */
struct app_accept {
    bool all;
    const int32_t *numbers;
    size_t n;
    int32_t revision; /* they were counted against this one; 0: against whichever is newest */
};

struct app_review {
    int64_t plan_id;
    int32_t revision; /* compared with; the newest */
    struct plan_diff diff;
    int32_t stored_as; /* the revision that now holds what was accepted; 0: nothing stored */
    size_t recurred;   /* rectifications opened or linked by it, see rectify_recur.h */
};

/*
 * Compare a document with the plan it was exported from, and take over what is accepted.
 * The plan is found by bookmarks, else as app_plan_import finds it.
 *
 * errors  ERR_PLAN_NOT_FOUND   no plan here that it could be
 *         ERR_PLAN_CHANGED     the plan has another newest revision than `revision`
 *         ERR_DIFFERENCE_NONE  a number that no difference has
 */
ERR_CHECKED enum err_code app_plan_review(struct arena *a, struct app *app,
                                          const struct app_plan *p, const struct app_accept *accept,
                                          struct app_review *ret, struct err *e);
