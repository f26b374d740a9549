/*
 * xlsx_part.h — a part of a workbook through an xml_handler, from begin to end.
 */
#pragma once

#include "source/file/package.h"
#include "source/sheet/xml_stream.h"

/* Read a whole part. errors: ERR_SHEET_DAMAGED, ERR_SHEET_TOO_BIG, what the handler says */
ERR_CHECKED enum err_code xlsx_part_read(struct arena *a, struct package *package, struct str part,
                                         const struct xml_handler *handler, struct err *e);

/* A handler that has no use for these events. */
enum err_code xlsx_part_no_end(void *ctx, enum xml_tag tag, struct err *e);
enum err_code xlsx_part_no_text(void *ctx, struct str piece, struct err *e);

/*
 * Characters that XML cannot hold stand in texts as _x000D_; put them back, in place.
 * Returns the new length; what would be no character becomes U+FFFD.
 */
size_t xlsx_part_unescape(char *p, size_t n);
