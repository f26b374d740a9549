/*
 * catalog_files.h — the files of a catalog in a folder, and of those it extends.
 */
#pragma once

#include "source/catalog/catalog_read.h"

enum { CATALOG_FILES_MAX = 2000 };

struct catalog_sources {
    const struct catalog_source *p; /* the one asked for first */
    size_t n;
};

/*
 * Read the folder `dir`: its files *.yaml and *.yml, those of the folders in it, and in the same
 * way each folder beside it that it extends, as far as there is one. Other files (a README, notes)
 * are no part of a catalog. Paths are shown with `dir`, or with the folder beside it, in front.
 *
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ; ERR_TOO_BIG for more files than CATALOG_FILES_MAX
 */
ERR_CHECKED enum err_code catalog_files_read(struct arena *a, const char *dir,
                                             struct catalog_sources *ret, struct err *e);
