/*
 * line.h — one paragraph as code points, folded for matching.
 *
 * The reader looks for patterns in `fold`, where full-width and half-width forms
 * are one, and cuts the original out of `raw` by the same indices. An index is
 * always a code point, never a byte. The folded text stays in the arena.
 */
#pragma once

#include "base/str.h"

struct arena;

struct line {
    const uint32_t *fold; /* n folded code points (text_fold) */
    const uint32_t *off;  /* n + 1 byte offsets into raw */
    size_t n;
    struct str raw;
    int32_t paragraph; /* block of the document, from 1 */
};

/* Valid UTF-8 in, one line out; both live in `a`. */
struct line line_make(struct arena *a, struct str raw, int32_t paragraph);

/* The original text of code points [from, to). */
struct str line_raw(const struct line *ln, size_t from, size_t to);

/* The original text of [from, to) without blanks at either end. */
struct str line_trimmed(const struct line *ln, size_t from, size_t to);

/* First index in [from, to) that holds no blank or line break; `to` if there is none. */
size_t line_skip_blank(const struct line *ln, size_t from, size_t to);

/* One past the last index in [from, to) that holds no blank; `from` if there is none. */
size_t line_trim_end(const struct line *ln, size_t from, size_t to);

/* Classes of folded code points. */
bool line_is_blank(uint32_t cp);
bool line_is_digit(uint32_t cp);
bool line_is_han(uint32_t cp);

/* ● and the like, before an entry of a list. */
bool line_is_bullet(uint32_t cp);

/* Whether `cp` is one of the characters of `set` (folded UTF-8). */
bool line_one_of(uint32_t cp, struct str set);

/* Whether a clause ends at index i: 。；！？, a line break, or a full stop behind a word. */
bool line_is_stop(const struct line *ln, size_t i);

/* Whether the folded text at `at` reads `word` (folded UTF-8); *ret_n receives its code points. */
bool line_reads(const struct line *ln, size_t at, size_t to, struct str word, size_t *ret_n);
