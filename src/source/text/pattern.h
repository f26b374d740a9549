/*
 * pattern.h — regular expressions on folded text.
 *
 * They run on folded code points (struct line), so that one spelling covers
 * full-width and half-width text and every offset is a code point. A reader keeps
 * its expressions in a table of its own and names them by their index there.
 */
#pragma once

#include "source/text/line.h"

enum { PATTERN_GROUPS = 8 };

struct patterns;

struct match {
    size_t from, to; /* the whole match */
    struct {
        bool set;
        size_t from, to;
    } group[PATTERN_GROUPS]; /* group[0] is the first parenthesis */
};

/* Compile `n` expressions; freed with `a`. One that does not compile is a bug. */
const struct patterns *patterns_new(struct arena *a, const char *const *texts, size_t n);

/* The first match in [from, to); text before `from` is visible to look-behind only. */
bool pattern_find(const struct patterns *p, size_t id, const struct line *ln, size_t from,
                  size_t to, struct match *ret);

/* The same, beginning exactly at `from`. */
bool pattern_at(const struct patterns *p, size_t id, const struct line *ln, size_t from, size_t to,
                struct match *ret);
