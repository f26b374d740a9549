/*
 * patterns.c — see patterns.h.
 */
#include "source/plan/patterns.h"

#include "base/base.h"

static const char *const PLAN_PATTERNS[] = {
#define PATTERN(name, text) text,
#include "source/plan/patterns.def"
#undef PATTERN
};

const struct patterns *plan_patterns_new(struct arena *a)
{
    return patterns_new(a, PLAN_PATTERNS, ARRAY_LEN(PLAN_PATTERNS));
}
