/*
 * field_pattern.h — the `pattern` of a text field: PCRE2, for the whole text.
 */
#pragma once

#include "base/str.h"

struct arena;

/* Whether the pattern can be read; if not, *ret_at receives the byte that stands in the way. */
bool field_pattern_ok(struct str pattern, size_t *ret_at);

/* Patterns that were compiled once, to be matched with many texts; freed with `a`. */
struct field_patterns;
struct field_patterns *field_patterns_new(struct arena *a);

/*
 * Whether the whole of `text` matches. A pattern that cannot be read, or that needs too many
 * steps for this text, matches nothing.
 */
bool field_pattern_matches(struct field_patterns *p, struct str pattern, struct str text);
