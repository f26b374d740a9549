/*
 * record_batch.h — use cases: what was imported together is seen and undone together.
 */
#pragma once

#include "app/app.h"
#include "store/batch.h"

/*
 * Void what a batch brought.
 * errors  ERR_BATCH_NOT_FOUND, ERR_BATCH_UNDONE, ERR_BATCH_REVISED
 */
ERR_CHECKED enum err_code app_batch_undo(struct arena *a, struct app *app, int64_t id,
                                         struct str reason, int64_t *ret_n, struct err *e);

/* All batches, the newest first. */
ERR_CHECKED enum err_code app_batch_list(struct arena *a, struct app *app, struct batch_list *ret,
                                         struct err *e);
