/*
 * file.h — whole files in and out, and files that are written piece by piece.
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

/* ---- piece by piece --------------------------------------------------------- */

/* A file that is written beside its place and appears there when it is complete. */
struct file_part {
    const char *path; /* where it will stand; "-": standard output */
    const char *part; /* where it is written */
    int fd;           /* open for writing; -1: none */
};

/*
 * Begin a file; end it with file_part_commit or file_part_abandon.
 * errors  ERR_FILE_WRITE
 */
ERR_CHECKED enum err_code file_part_begin(struct arena *a, const char *path, struct file_part *ret,
                                          struct err *e);

/* Append bytes. errors: ERR_FILE_WRITE */
ERR_CHECKED enum err_code file_part_write(struct file_part *p, struct str bytes, struct err *e);

/*
 * Put the file in its place, and on the disk; `part` may have been replaced by another file
 * meanwhile. Nothing is left behind if that fails.
 * errors  ERR_FILE_WRITE
 */
ERR_CHECKED enum err_code file_part_commit(struct file_part *p, struct err *e);

/* Forget the file; nothing if it was committed or never begun. */
void file_part_abandon(struct file_part *p);
