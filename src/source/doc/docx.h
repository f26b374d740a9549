/*
 * docx.h — the reader of .docx files (Transitional and Strict).
 */
#pragma once

#include "source/doc/doc.h"

/*
 * Read a zip container. The document is what stands there once all tracked
 * changes are accepted; headers, footers, notes and comments are left out.
 *
 * errors  ERR_PLAN_FORMAT  a zip container that holds something else
 *         ERR_PLAN_ENCRYPTED, ERR_PLAN_DAMAGED, ERR_PLAN_TOO_BIG
 */
ERR_CHECKED enum err_code docx_read(struct arena *a, struct str bytes, struct doc *ret,
                                    struct err *e);
