/*
 * audit_record_rows.h — inside audit_record: what both its halves need.
 */
#pragma once

#include "store/audit_record.h"

/* What is told of a void, and what is stored of one. */
ERR_CHECKED enum err_code told_void_digest(struct str actor, struct str reason,
                                           char out[HASH_HEX_MAX], struct err *e);

/* The import of that number, or NULL. */
struct told_batch *told_batch_of(struct audit_records *h, int64_t id);
