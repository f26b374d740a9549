/*
 * text.h — what Unicode knows about text: compatibility folding and width.
 */
#pragma once

#include "base/str.h"

/*
 * One code point folded for comparison: full-width ASCII and its punctuation
 * become half-width, every kind of blank becomes a space, Chinese brackets and
 * quotation marks become their ASCII relatives. The ideographic full stop and
 * enumeration comma stay: they separate where "." and "," may stand in a
 * number. Always one code point for one, so that offsets in folded text are
 * offsets in the original.
 */
uint32_t text_fold(uint32_t cp);

/* Columns that s takes on a terminal: 2 for East Asian wide and full-width, 0 for combining. */
size_t text_width(struct str s);

/* Bytes of the longest prefix of s that takes at most `columns`. */
size_t text_fit(struct str s, size_t columns);
