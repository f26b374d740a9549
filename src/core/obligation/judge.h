/*
 * judge.h — inside core/obligation: one obligation, judged and added.
 */
#pragma once

#include "core/obligation/obligation.h"

struct judge {
    struct arena *a;
    const struct scene *scene;
    const struct dossier *dossier;
    const struct entry *record; /* the record that is due itself, where the rule has no need */
    struct obligations *ret;
};

/*
 * Find deadline, amounts and state of `o`, whose rule, window, need and owner are set, and add it.
 * errors  those of tally_count
 */
ERR_CHECKED enum err_code judge_add(struct judge *j, struct obligation *o, date occurred_on,
                                    struct err *e);

/* The unit that owes it: the department the rule names, else `unit`. */
int32_t judge_owner(const struct scene *s, const struct rule *r, int32_t unit);
