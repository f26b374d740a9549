/*
 * signature.h — what a file is, told from its first bytes and never from its name.
 */
#pragma once

#include "source/file/input.h"

enum signature {
    SIGNATURE_NONE,    /* none of these: text, or something unknown */
    SIGNATURE_ZIP,     /* a container: .docx, .xlsx and many more */
    SIGNATURE_OLE,     /* a compound file: .doc, .xls, and everything that asks for a password */
    SIGNATURE_FOREIGN, /* something that no reader here reads; *ret_name says what */
};

/*
 * What the file is. ret_name receives a static name for messages if it is foreign, else NULL.
 * errors  ERR_FILE_READ
 */
ERR_CHECKED enum err_code signature_of(const struct input *in, enum signature *ret,
                                       const char **ret_name, struct err *e);

/*
 * Whether a compound file has a stream of that ASCII name: "WordDocument", "Workbook".
 * errors  ERR_FILE_READ
 */
ERR_CHECKED enum err_code signature_ole_has(const struct input *in, const char *name, bool *ret,
                                            struct err *e);
