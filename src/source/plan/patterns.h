/*
 * patterns.h — the regular expressions of the plan reader, all in patterns.def.
 */
#pragma once

#include "source/text/pattern.h"

enum pattern_id {
#define PATTERN(name, text) PATTERN_##name,
#include "source/plan/patterns.def"
#undef PATTERN
    PATTERN__MAX
};

/* Compile all; freed with `a`. */
const struct patterns *plan_patterns_new(struct arena *a);
