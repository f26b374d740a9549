/*
 * charset.h — which encoding bytes are in, and the way to UTF-8.
 */
#pragma once

#include "source/doc/doc.h"

/*
 * Bytes of a text file as UTF-8 without a mark and without NUL. Told in this
 * order: a byte order mark; UTF-16 by its pattern of zero bytes; UTF-8 if it is
 * valid or nearly so; GB18030 (and so GBK and GB2312) if it converts.
 *
 * ret_doc  its `charset` and `replaced` are set; each broken sequence became U+FFFD
 * errors   ERR_PLAN_FORMAT   it is not text in any of them
 *          ERR_PLAN_TOO_BIG  more than DOC_TEXT_MAX bytes of UTF-8
 */
ERR_CHECKED enum err_code charset_decode(struct arena *a, struct str bytes, struct str *ret,
                                         struct doc *ret_doc, struct err *e);

/*
 * Bytes of an XML part without their mark: UTF-8 as they stand, UTF-16 converted.
 * Whether the UTF-8 is valid is left to the parser.
 * errors  ERR_PLAN_DAMAGED  broken UTF-16
 */
ERR_CHECKED enum err_code charset_unmark(struct arena *a, struct str bytes, struct str *ret,
                                         struct err *e);
