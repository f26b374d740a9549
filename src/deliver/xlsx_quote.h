/*
 * xlsx_quote.h — text of a workbook that no program takes for a formula, also when it is
 * edited.
 *
 * The format @ protects a cell in Excel only, the mark quotePrefix in every program. The
 * library cannot write that mark, so the formats concerned bear one that it can
 * (format_set_hidden, which nothing else here uses), and it is exchanged afterwards.
 */
#pragma once

#include "base/str.h"

struct arena;

/* The part with the formats, in which the mark is quotePrefix; its content lives in `a`. */
#define XLSX_QUOTE_PART "xl/styles.xml"
struct str xlsx_quote_styles(struct arena *a, struct str styles);
