/*
 * file.h — whole files in and out.
 */
#pragma once

#include "base/str.h"

struct arena;

/*
 * Read the whole file into `a` (followed by a NUL).
 *
 * max     largest size in bytes; a bigger one is refused before it is read
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ (also for a folder), ERR_TOO_BIG
 */
ERR_CHECKED enum err_code file_read(struct arena *a, const char *path, size_t max, struct str *ret,
                                    struct err *e);

/*
 * Write the whole file: into a temporary one beside it first, so that `path` is either
 * what it was or complete, and on the disk. "-" is standard output.
 *
 * errors  ERR_FILE_WRITE
 */
ERR_CHECKED enum err_code file_write(const char *path, struct str bytes, struct err *e);
