/*
 * file.c — see file.h. The size is asked first, so that a file of many
 * gigabytes is refused without reading it; pipes are read up to the maximum.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

enum { FILE_NAMES_MAX = 64 * 1024 };

static enum err_code file_failed(const char *path, struct err *e)
{
    enum err_code code = errno == ENOENT || errno == ENOTDIR ? ERR_FILE_NOT_FOUND : ERR_FILE_READ;
    return err_set(e, code, "\"%s\": %s", path, strerror(errno));
}

static enum err_code file_read_fd(int fd, const char *path, size_t max, struct buf *b,
                                  struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return file_failed(path, e);
    if (S_ISDIR(st.st_mode))
        return err_set(e, ERR_FILE_READ, "\"%s\": is a folder", path);
    if (S_ISREG(st.st_mode) && (uint64_t)st.st_size > max)
        return err_set(e, ERR_TOO_BIG, "\"%s\": %lld bytes, at most %zu", path,
                       (long long)st.st_size, max);
    char chunk[64 * 1024];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof(chunk));
        if (n == 0)
            return ERR_OK;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_failed(path, e);
        buf_add(b, (struct str){chunk, (size_t)n});
        if (buf_over(b))
            return err_set(e, ERR_TOO_BIG, "\"%s\": more than %zu bytes", path, max);
    }
}

enum err_code file_read(struct arena *a, const char *path, size_t max, struct str *ret,
                        struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return file_failed(path, e);
    struct buf b;
    buf_init(&b, max);
    enum err_code code = file_read_fd(fd, path, max, &b, e);
    if (code == ERR_OK)
        *ret = str_copy(a, buf_str(&b));
    buf_release(&b);
    (void)close(fd);
    return code;
}

/* ---- writing ------------------------------------------------------------- */

static bool file_write_all(int fd, struct str bytes)
{
    for (size_t at = 0; at < bytes.n;) {
        ssize_t n = write(fd, bytes.p + at, bytes.n - at);
        if (n < 0 && errno != EINTR)
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static enum err_code file_write_failed(const char *path, struct err *e)
{
    return err_set(e, ERR_FILE_WRITE, "\"%s\": %s", path, strerror(errno));
}

/* What is written beside its place has this behind its name. */
static const char PART_SUFFIX[] = ".part";

enum err_code file_part_begin(struct arena *a, const char *path, struct file_part *ret,
                              struct err *e)
{
    bool shown = strcmp(path, "-") == 0;
    char temporary[] = "/tmp/duban-XXXXXX";
    struct str part = shown ? str_of(temporary) : str_format(a, "%s%s", path, PART_SUFFIX);
    int fd = shown ? mkostemp(temporary, O_CLOEXEC)
                   : open(part.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return file_write_failed(path, e);
    *ret = (struct file_part){
        .path = str_copy(a, str_of(path)).p, .part = str_copy(a, part).p, .fd = fd};
    return ERR_OK;
}

enum err_code file_part_write(struct file_part *p, struct str bytes, struct err *e)
{
    return file_write_all(p->fd, bytes) ? ERR_OK : file_write_failed(p->path, e);
}

/* Copy all of `from` to standard output. */
static bool file_show(int from)
{
    char chunk[64 * 1024];
    for (;;) {
        ssize_t n = read(from, chunk, sizeof(chunk));
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0 && !file_write_all(STDOUT_FILENO, (struct str){chunk, (size_t)n}))
            return false;
    }
}

enum err_code file_part_commit(struct file_part *p, struct err *e)
{
    must(p->path != NULL && p->part != NULL); /* begun */
    bool done = close(p->fd) == 0;
    bool shown = strcmp(p->path, "-") == 0;
    p->fd = -1;
    int fd = done ? open(p->part, O_RDONLY | O_CLOEXEC) : -1;
    done = fd >= 0 && (shown ? file_show(fd) : fsync(fd) == 0);
    if (fd >= 0)
        (void)close(fd);
    done = done && (shown || rename(p->part, p->path) == 0);
    enum err_code code = done ? ERR_OK : file_write_failed(p->path, e);
    if (shown || !done)
        (void)unlink(p->part);
    return code;
}

void file_part_abandon(struct file_part *p)
{
    if (p->fd < 0 || p->part == NULL)
        return;
    (void)close(p->fd);
    (void)unlink(p->part);
    p->fd = -1;
}

/* ---- at once ---------------------------------------------------------------- */

static enum err_code file_write_part(struct arena *a, const char *path, struct str bytes,
                                     struct err *e)
{
    struct file_part part = {.fd = -1};
    ERR_TRY(file_part_begin(a, path, &part, e));
    enum err_code code = file_part_write(&part, bytes, e);
    if (code == ERR_OK)
        return file_part_commit(&part, e);
    file_part_abandon(&part);
    return code;
}

enum err_code file_write(const char *path, struct str bytes, struct err *e)
{
    if (strcmp(path, "-") == 0)
        return file_write_all(STDOUT_FILENO, bytes) ? ERR_OK : file_write_failed(path, e);
    struct arena a;
    arena_init(&a, FILE_NAMES_MAX);
    enum err_code code = file_write_part(&a, path, bytes, e);
    arena_release(&a);
    return code;
}
