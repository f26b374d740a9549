/*
 * container.h — a zip container of named parts, as .docx and .xlsx want it.
 *
 * Reproducible: the same parts give the same bytes; every entry bears the date
 * 1980-01-01, the first that the format knows.
 */
#pragma once

#include "base/str.h"

struct arena;

struct container_part {
    const char *name;
    struct str data; /* must outlive the call only */
};

/*
 * The container of n parts in their order, in `a`.
 * errors  ERR_PAPER_WRITE  what the library said is in the detail
 */
ERR_CHECKED enum err_code container_pack(struct arena *a, const struct container_part *parts,
                                         size_t n, struct str *ret, struct err *e);

/*
 * One part of a container, uncompressed, in `a`.
 * errors  ERR_PAPER_WRITE  no such part, or no container
 */
ERR_CHECKED enum err_code container_part(struct arena *a, struct str container, const char *name,
                                         struct str *ret, struct err *e);

/*
 * The container with other data in the part `name`, all else as it is, in `a`.
 * errors  ERR_PAPER_WRITE  no such part, or no container
 */
ERR_CHECKED enum err_code container_replace(struct arena *a, struct str container, const char *name,
                                            struct str data, struct str *ret, struct err *e);

/* ---- containers on the disk, of any size --------------------------------------- */

/* As container_part, of the file `path`. errors: ERR_PAPER_WRITE */
ERR_CHECKED enum err_code container_file_part(struct arena *a, const char *path, const char *name,
                                              struct str *ret, struct err *e);

/*
 * As container_replace, of the file `path`, which another file takes the place of. What is
 * not replaced is copied as it is packed.
 * errors  ERR_PAPER_WRITE
 */
ERR_CHECKED enum err_code container_file_replace(const char *path, const char *name,
                                                 struct str data, struct err *e);
