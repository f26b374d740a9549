/*
 * entry.c — see entry.h.
 */
#include "core/obligation/entry.h"

const struct entry_version *entry_at(const struct entry *x, instant t)
{
    if (x->voided && x->voided_at.ms <= t.ms)
        return NULL;
    const struct entry_version *found = NULL;
    for (size_t i = 0; i < x->n && x->versions[i].at.ms <= t.ms; i++)
        found = &x->versions[i];
    return found;
}

const struct entry_version *entry_before(const struct entry *x, instant before, instant t)
{
    const struct entry_version *found = NULL;
    for (size_t i = 0; i < x->n && x->versions[i].at.ms <= t.ms && x->versions[i].at.ms < before.ms;
         i++)
        found = &x->versions[i];
    return found;
}
