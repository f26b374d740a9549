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

enum err_code file_write(const char *path, struct str bytes, struct err *e)
{
    if (strcmp(path, "-") == 0)
        return file_write_all(STDOUT_FILENO, bytes) ? ERR_OK : file_write_failed(path, e);
    char part[4096];
    int n = snprintf(part, sizeof(part), "%s.part", path);
    if (n < 0 || (size_t)n >= sizeof(part))
        return err_set(e, ERR_FILE_WRITE, "\"%.64s…\": the path is too long", path);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return file_write_failed(path, e);
    bool done = file_write_all(fd, bytes) && fsync(fd) == 0;
    done = close(fd) == 0 && done;
    if (done && rename(part, path) == 0)
        return ERR_OK;
    enum err_code code = file_write_failed(path, e);
    (void)unlink(part);
    return code;
}
