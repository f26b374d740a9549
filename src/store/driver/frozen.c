/*
 * frozen.c — see frozen.h. The root user may write everything except what is mounted read-only;
 * access() knows.
 */
#include "store/driver/frozen.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/base.h"

/* path + suffix; free() it. */
static char *frozen_beside(const char *path, const char *suffix)
{
    char *name = NULL;
    must(asprintf(&name, "%s%s", path, suffix) >= 0);
    return name;
}

static bool frozen_can_write(const char *path)
{
    return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

static bool frozen_can_write_beside(const char *path, const char *suffix)
{
    char *name = frozen_beside(path, suffix);
    bool can = frozen_can_write(name);
    free(name);
    return can;
}

/* Whether new files can be made in the folder of `path`. */
static bool frozen_folder_open(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return frozen_can_write(".");
    char *folder = strndup(path, slash == path ? 1 : (size_t)(slash - path));
    must(folder != NULL);
    bool can = frozen_can_write(folder);
    free(folder);
    return can;
}

bool frozen_is(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    if (!frozen_can_write(path))
        return true;
    bool beside = frozen_can_write_beside(path, "-wal") && frozen_can_write_beside(path, "-shm");
    return !beside && !frozen_folder_open(path);
}

struct frozen_state frozen_look(const char *path)
{
    struct frozen_state state = {.there = false};
    struct stat log;
    char *name = frozen_beside(path, "-wal");
    state.there = stat(path, &state.file) == 0;
    state.log = stat(name, &log) == 0 && log.st_size > 0;
    free(name);
    return state;
}

bool frozen_same(const struct frozen_state *a, const struct frozen_state *b)
{
    return a->there == b->there && a->log == b->log && a->file.st_dev == b->file.st_dev &&
           a->file.st_ino == b->file.st_ino && a->file.st_size == b->file.st_size &&
           a->file.st_mtim.tv_sec == b->file.st_mtim.tv_sec &&
           a->file.st_mtim.tv_nsec == b->file.st_mtim.tv_nsec;
}

char *frozen_uri(const char *path)
{
    static const char HEAD[] = "file:";
    static const char TAIL[] = "?immutable=1";
    static const char HEX[] = "0123456789ABCDEF";
    while (path[0] == '/' && path[1] == '/') /* "//" would name a host */
        path++;
    char *uri = calloc(1, sizeof(HEAD) + 3 * strlen(path) + sizeof(TAIL));
    must(uri != NULL);
    char *to = mempcpy(uri, HEAD, sizeof(HEAD) - 1);
    for (; *path != '\0'; path++) {
        if (*path != '%' && *path != '?' && *path != '#') {
            *to++ = *path;
            continue;
        }
        *to++ = '%';
        *to++ = HEX[(unsigned char)*path >> 4];
        *to++ = HEX[*path & 0xF];
    }
    memcpy(to, TAIL, sizeof(TAIL));
    return uri;
}
