/*
 * pattern.h — the regular expressions of the plan reader, all in patterns.def.
 *
 * They run on folded code points (struct line), so that one spelling covers
 * full-width and half-width text and every offset is a code point.
 */
#pragma once

#include "source/plan/line.h"

enum pattern_id {
#define PATTERN(name, text) PATTERN_##name,
#include "source/plan/patterns.def"
#undef PATTERN
    PATTERN__MAX
};

enum { PATTERN_GROUPS = 8 };

struct patterns;

struct match {
    size_t from, to; /* the whole match */
    struct {
        bool set;
        size_t from, to;
    } group[PATTERN_GROUPS]; /* group[0] is the first parenthesis */
};

/* Compile all; freed with `a`. A pattern that does not compile is a bug. */
const struct patterns *patterns_new(struct arena *a);

/* The first match in [from, to); text before `from` is visible to look-behind only. */
bool pattern_find(const struct patterns *p, enum pattern_id id, const struct line *ln, size_t from,
                  size_t to, struct match *ret);

/* The same, beginning exactly at `from`. */
bool pattern_at(const struct patterns *p, enum pattern_id id, const struct line *ln, size_t from,
                size_t to, struct match *ret);
