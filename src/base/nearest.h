/*
 * nearest.h — what somebody may have meant.
 */
#pragma once

#include "base/str.h"

/*
 * How many letters must be put in, left out, replaced or swapped with their neighbour to turn a
 * into b. Bytes count as letters, and only the first NEAREST_MAX of each text.
 */
size_t nearest_distance(struct str a, struct str b);

enum { NEAREST_MAX = 32 };

/* Whether `word` is near enough to `name` to be a slip of the fingers. */
bool nearest_is(struct str word, struct str name);
