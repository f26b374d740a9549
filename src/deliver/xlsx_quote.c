/*
 * xlsx_quote.c — see xlsx_quote.h.
 */
#include "deliver/xlsx_quote.h"

#include "base/arena.h"
#include "base/buf.h"

enum { STYLES_MAX = 64 * 1024 * 1024 };

/* All of `s` with `to` in place of each `from`. */
static void add_replaced(struct buf *b, struct str s, struct str from, struct str to)
{
    size_t at = 0;
    for (size_t hit = str_find(s, from, 0); hit != SIZE_MAX; hit = str_find(s, from, at)) {
        buf_add(b, str_sub(s, at, hit));
        buf_add(b, to);
        at = hit + from.n;
    }
    buf_add(b, str_sub(s, at, s.n));
}

struct str xlsx_quote_styles(struct arena *a, struct str styles)
{
    struct buf half, whole;
    buf_init(&half, STYLES_MAX);
    buf_init(&whole, STYLES_MAX);
    add_replaced(&half, styles, STR(" applyProtection=\"1\""), STR(" quotePrefix=\"1\""));
    add_replaced(&whole, buf_str(&half), STR("<protection hidden=\"1\"/>"), STR_NONE);
    must(!buf_over(&half) && !buf_over(&whole));
    struct str marked = str_copy(a, buf_str(&whole));
    buf_release(&half);
    buf_release(&whole);
    return marked;
}
