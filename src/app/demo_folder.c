/*
 * demo_folder.c — see demo_folder.h.
 */
#include "app/demo_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/demo_files.h"
#include "base/arena.h"
#include "base/file.h"

static struct str path_in(struct arena *a, struct str folder, struct str inner)
{
    return str_format(a, "%" STR_FMT "/%" STR_FMT, STR_ARG(folder), STR_ARG(inner));
}

/* Every folder that the path names, one in the other. */
static enum err_code make_folders(struct arena *a, struct str folder, struct str inner,
                                  struct err *e)
{
    for (size_t at = str_find(inner, STR("/"), 0); at != SIZE_MAX;
         at = str_find(inner, STR("/"), at + 1)) {
        struct str path = path_in(a, folder, str_sub(inner, 0, at));
        if (mkdir(path.p, S_IRWXU) != 0 && errno != EEXIST)
            return err_set(e, ERR_FILE_WRITE, "%s: %s", path.p, strerror(errno));
    }
    return ERR_OK;
}

static enum err_code fill(struct arena *a, struct str folder, struct err *e)
{
    for (size_t i = 0; i < DEMO_FILES_N; i++) {
        ERR_TRY(make_folders(a, folder, DEMO_FILES[i].path, e));
        ERR_TRY(file_write(path_in(a, folder, DEMO_FILES[i].path).p, DEMO_FILES[i].bytes, e));
    }
    return ERR_OK;
}

enum err_code demo_folder_make(struct arena *a, const char *tmp, struct str *ret, struct err *e)
{
    struct str name =
        str_format(a, "%s/duban-demo-XXXXXX", tmp == NULL || tmp[0] == '\0' ? "/tmp" : tmp);
    char *path = arena_copy(a, name.p, name.n);
    if (mkdtemp(path) == NULL)
        return err_set(e, ERR_FILE_WRITE, "%s: %s", path, strerror(errno));
    enum err_code code = fill(a, str_of(path), e);
    if (code != ERR_OK)
        demo_folder_remove(a, str_of(path));
    else
        *ret = str_of(path);
    return code;
}

/* The folders of a path, the innermost first; those that are not empty yet stay. */
static void remove_folders(struct arena *a, struct str folder, struct str inner)
{
    for (size_t at = inner.n; at > 0; at--) {
        if (inner.p[at - 1] == '/')
            (void)rmdir(path_in(a, folder, str_sub(inner, 0, at - 1)).p);
    }
}

void demo_folder_remove(struct arena *a, struct str folder)
{
    for (size_t i = 0; i < DEMO_FILES_N; i++)
        (void)unlink(path_in(a, folder, DEMO_FILES[i].path).p);
    for (size_t i = 0; i < DEMO_FILES_N; i++)
        remove_folders(a, folder, DEMO_FILES[i].path);
    (void)rmdir(str_copy(a, folder).p);
}
