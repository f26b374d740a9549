/*
 * temp_file.h — files for a test: a folder of their own, gone afterwards.
 */
#pragma once

#include <dirent.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

struct temp_folder {
    char path[64];
};

/* Make the folder; remove it with temp_folder_remove. */
static inline void temp_folder_make(struct temp_folder *t)
{
    (void)snprintf(t->path, sizeof(t->path), "/tmp/duban-test-XXXXXX");
    must(mkdtemp(t->path) != NULL);
}

/* The path of a file in the folder, in `a`. */
static inline const char *temp_path(struct arena *a, const struct temp_folder *t, const char *name)
{
    return str_format(a, "%s/%s", t->path, name).p;
}

/* Files in the folder. */
static inline size_t temp_count(const struct temp_folder *t)
{
    DIR *dir = opendir(t->path);
    must(dir != NULL);
    size_t n = 0;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        n += entry->d_name[0] != '.';
    (void)closedir(dir);
    return n;
}

/* The bytes of a file in the folder, in `a`. */
static inline struct str temp_read(struct arena *a, const struct temp_folder *t, const char *name)
{
    struct str bytes;
    must(file_read(a, temp_path(a, t, name), (size_t)512 * 1024 * 1024, &bytes, NULL) == ERR_OK);
    return bytes;
}

static inline void temp_folder_remove(const struct temp_folder *t)
{
    DIR *dir = opendir(t->path);
    must(dir != NULL);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.')
            (void)unlinkat(dirfd(dir), entry->d_name, 0);
    (void)closedir(dir);
    must(rmdir(t->path) == 0);
}
