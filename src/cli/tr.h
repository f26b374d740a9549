/*
 * tr.h — the texts of the command line, in English here and in po/ in Chinese.
 *
 * TR looks a text up when the line runs; TR_MARK only marks it for po/, for
 * tables that are looked up later. Errors and findings have tables of their own
 * (base/err.def, core/remedy/finding.def) and do not pass through here.
 */
#pragma once

#include <libintl.h>

#define TR(text)         gettext(text)
#define TR_N(one, n_, n) ngettext((one), (n_), (unsigned long)(n))
#define TR_MARK(text)    text
