/*
 * demo_folder.h — the files of a demonstration laid out in a folder of their own, so that the use
 * cases take them as they take anybody's files.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

struct arena;

/*
 * Make a new folder, readable by its owner alone, with the files in it.
 *
 * tmp     where; NULL or empty: /tmp
 * errors  ERR_FILE_WRITE; nothing is left behind then
 */
ERR_CHECKED enum err_code demo_folder_make(struct arena *a, const char *tmp, struct str *ret,
                                           struct err *e);

/* Take it away with all that demo_folder_make put there. */
void demo_folder_remove(struct arena *a, struct str folder);
