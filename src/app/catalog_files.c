/*
 * catalog_files.c — see catalog_files.h. Folders inside are entered once: what lies deeper
 * is no part of a catalog, and a link that leads back in does not turn the reading round.
 */
#include "app/catalog_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/vec.h"

struct folder {
    struct arena *a;
    struct str dir; /* as it was named, without a slash at the end */
    VEC(struct source_file) files;
};

static bool is_yaml(struct str name)
{
    return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
}

static enum err_code add_file(struct folder *f, const char *path, struct str inner, struct err *e)
{
    struct str bytes;
    if (f->files.n == CATALOG_FILES_MAX)
        return err_set(e, ERR_TOO_BIG, "%s: %d", path, CATALOG_FILES_MAX);
    ERR_TRY(file_read(f->a, path, YAML_BYTES_MAX, &bytes, e));
    *vec_push(f->a, &f->files) = (struct source_file){inner, bytes};
    return ERR_OK;
}

static enum err_code read_folder(struct folder *f, struct str inner, struct err *e);

/* One entry of a folder: a file is read, a folder entered unless it lies in a folder already. */
static enum err_code read_entry(struct folder *f, struct str within, struct str name, struct err *e)
{
    struct stat st;
    struct str inner =
        within.n == 0 ? str_copy(f->a, name)
                      : str_format(f->a, "%" STR_FMT "/%" STR_FMT, STR_ARG(within), STR_ARG(name));
    struct str path = str_format(f->a, "%" STR_FMT "/%" STR_FMT, STR_ARG(f->dir), STR_ARG(inner));
    if (stat(path.p, &st) != 0)
        return err_set(e, errno == ENOENT ? ERR_FILE_NOT_FOUND : ERR_FILE_READ, "%s", path.p);
    if (S_ISREG(st.st_mode) && is_yaml(name))
        return add_file(f, path.p, inner, e);
    if (S_ISDIR(st.st_mode) && within.n == 0)
        return read_folder(f, inner, e);
    return ERR_OK;
}

static enum err_code read_folder(struct folder *f, struct str inner, struct err *e)
{
    struct str path =
        inner.n == 0 ? f->dir
                     : str_format(f->a, "%" STR_FMT "/%" STR_FMT, STR_ARG(f->dir), STR_ARG(inner));
    DIR *dir = opendir(path.p);
    enum err_code code = ERR_OK;
    if (dir == NULL)
        return err_set(e, errno == ENOENT || errno == ENOTDIR ? ERR_FILE_NOT_FOUND : ERR_FILE_READ,
                       "%s", path.p);
    for (const struct dirent *d = readdir(dir); d != NULL && code == ERR_OK; d = readdir(dir))
        if (d->d_name[0] != '.')
            code = read_entry(f, inner, str_of(d->d_name), e);
    (void)closedir(dir);
    return code;
}

static enum err_code read_source(struct arena *a, struct str dir, struct str name,
                                 struct catalog_source *ret, struct err *e)
{
    struct folder f = {.a = a, .dir = dir};
    ERR_TRY(read_folder(&f, STR_NONE, e));
    *ret = (struct catalog_source){
        .name = name,
        .root = str_format(a, "%" STR_FMT "/", STR_ARG(dir)),
        .files = f.files.p,
        .n = f.files.n,
    };
    return ERR_OK;
}

/* A name that leads out of the folder beside, or is none at all, is no catalog's. */
static bool is_name(struct str name)
{
    return name.n > 0 && name.p[0] != '.' && str_find(name, STR("/"), 0) == SIZE_MAX;
}

static bool is_known(const struct catalog_source *sources, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(sources[i].name, name))
            return true;
    return false;
}

/* The last part of a folder's path, links and dots resolved. */
static struct str folder_name(struct arena *a, const char *dir)
{
    char *real = realpath(dir, NULL);
    struct str path = real != NULL ? str_copy(a, str_of(real)) : STR_NONE;
    free(real);
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return str_sub(path, at, path.n);
}

/* The folder of that name in the one that holds `path`. */
static struct str folder_beside(struct arena *a, struct str path, struct str name)
{
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    struct str last = str_sub(path, at, path.n);
    if (str_eq(last, STR(".")) || str_eq(last, STR("..")))
        return str_format(a, "%" STR_FMT "/../%" STR_FMT, STR_ARG(path), STR_ARG(name));
    return str_format(a, "%" STR_FMT "%" STR_FMT, STR_ARG(str_sub(path, 0, at)), STR_ARG(name));
}

enum err_code catalog_files_read(struct arena *a, const char *dir, struct catalog_sources *ret,
                                 struct err *e)
{
    struct catalog_source *sources = ARENA_NEW_N(a, CATALOG_EXTENDS_MAX + 1, struct catalog_source);
    struct str path = str_of(dir);
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    path = str_copy(a, path);
    ERR_TRY(read_source(a, path, folder_name(a, path.p), &sources[0], e));
    size_t n = 1;
    while (n <= CATALOG_EXTENDS_MAX) {
        struct str name = catalog_extends(a, &sources[n - 1]);
        struct str beside = folder_beside(a, path, name);
        struct stat st;
        if (!is_name(name) || is_known(sources, n, name) || stat(beside.p, &st) != 0 ||
            !S_ISDIR(st.st_mode))
            break; /* told as a fault where `extends` stands */
        ERR_TRY(read_source(a, beside, name, &sources[n], e));
        n++;
    }
    *ret = (struct catalog_sources){sources, n};
    return ERR_OK;
}
