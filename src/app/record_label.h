/*
 * record_label.h — what people know a record by.
 */
#pragma once

#include "app/catalog_now.h"
#include "store/record.h"

/*
 * The value of the field that its type names for that, unless it is sensitive; empty where there is
 * none. Lives in `a`.
 * errors  ERR_CATALOG_NOT_FOUND, ERR_DB_CORRUPT
 */
ERR_CHECKED enum err_code record_label(struct arena *a, struct tx *tx, struct str county,
                                       struct app_catalogs *catalogs, const struct stored_record *r,
                                       struct str *ret, struct err *e);
