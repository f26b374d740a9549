/*
 * dossier.h — the entries of one subject, unit or record, ready to be counted.
 *
 * Only entries that say something as of the scene's moment take part: what is not
 * entered yet or voided counts for nothing, in time or not. They are sorted by type
 * and by the day they happened, so that a window is a span of them.
 */
#pragma once

#include "core/obligation/entry.h"

struct arena;

/* An entry with what it says at the moment asked about. */
struct dossier_item {
    const struct entry *entry;
    const struct entry_version *now;
};

struct dossier {
    const struct dossier_item *items; /* by type, day, number */
    size_t n;
};

/* Those of the n entries that say something at t. */
void dossier_make(struct arena *a, const struct entry *entries, size_t n, instant t,
                  struct dossier *ret);

/* The items of one type that happened from `first` to `last`, both included. */
struct dossier dossier_span(const struct dossier *d, const struct record_type *t, date first,
                            date last);

/* All items of one type. */
struct dossier dossier_of(const struct dossier *d, const struct record_type *t);
