/*
 * key.h — what makes a record the same as another.
 *
 * A type's `unique` names what no two valid records may have in common: fields, the
 * subject, the unit they belong to. The text here stands for their values; the store
 * keeps a digest of it, and where a sensitive field takes part, one with a secret key.
 */
#pragma once

#include "core/record/validate.h"

/*
 * The text of key number `key`: type, key and values in an unambiguous form. False if one of the
 * values is missing: then the record equals none. Lives in `a`.
 */
bool record_key_text(struct arena *a, const struct record_draft *d, size_t key, struct str *ret);

/* Whether a sensitive field takes part in it. */
bool record_key_sensitive(const struct record_type *t, size_t key);

/* What a lookup by one field compares: the value as it is kept, in a form that stands alone. */
struct str record_lookup_text(struct arena *a, const struct record_type *t, int32_t field,
                              const struct value *v);
