/*
 * record_attach.h — files of records: read from disk, listed, and given back.
 *
 * Attaching one is a change of the record (app_record_attach in record_edit.h).
 */
#pragma once

#include "app/app.h"
#include "core/record/value.h"
#include "store/attachment.h"

/* The files of a record in the order in which they were attached. */
ERR_CHECKED enum err_code app_record_files(struct arena *a, struct app *app, int64_t id,
                                           struct attachment_list *ret, struct err *e);

/*
 * File `no` of a record with its bytes.
 *
 * why     the reason for reading a sensitive one, which then stands in the audit chain
 * errors  ERR_ATTACHMENT_NOT_FOUND
 *         ERR_SEAL_REASON  it is sensitive, and no reason was given
 *         those of store_attachment_get
 */
ERR_CHECKED enum err_code app_record_file_get(struct arena *a, struct app *app, int64_t id,
                                              int64_t no, struct str why, struct attachment *ret,
                                              struct str *ret_content, struct err *e);

/* ---- for changing records ------------------------------------------------------- */

/*
 * The file at `path` with its hash and its media type, which its first bytes tell.
 * errors  ERR_ATTACHMENT_TOO_BIG, ERR_ATTACHMENT_EMPTY, ERR_TEXT_ENCODING (its name), those of
 *         files
 */
ERR_CHECKED enum err_code record_attach_read(struct arena *a, const char *path,
                                             struct attachment_file *ret, struct err *e);

/*
 * Let the field name the file too.
 *
 * ret_there  it did before
 * errors     ERR_RECORD_FIELD  no field of that id, or not one for files
 */
ERR_CHECKED enum err_code record_attach_value(struct arena *a, const struct record_type *t,
                                              struct str field, struct str sha256,
                                              struct value *values, bool *ret_there, struct err *e);
