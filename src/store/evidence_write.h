/*
 * evidence_write.h — inside the store: adding the file of an act.
 */
#pragma once

#include "store/evidence.h"
#include "store/tx.h"

/* Keep the bytes and add the file as number `no`; the entry in the audit chain is the caller's. */
ERR_CHECKED enum err_code evidence_write(struct arena *a, struct tx *tx, const struct audit_by *by,
                                         int64_t rectification_id, int32_t no,
                                         const struct evidence_file *file, struct evidence *ret,
                                         struct err *e);
