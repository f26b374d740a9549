/*
 * input.c — see input.h. Files are read at offsets, never from a current position, so that
 * two readers of one file do not disturb each other.
 */
#include "source/file/input.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WINDOW = 64 * 1024, NEEDLE_MAX = 64 };

struct input input_of(struct str bytes)
{
    return (struct input){.bytes = bytes, .fd = -1, .size = bytes.n};
}

enum err_code input_open(const char *path, struct input *ret, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not keep us waiting */
    if (fd < 0) {
        bool absent = errno == ENOENT || errno == ENOTDIR;
        return err_set(e, absent ? ERR_FILE_NOT_FOUND : ERR_FILE_READ, "\"%s\": %s", path,
                       strerror(errno));
    }
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        (void)close(fd);
        return err_set(e, ERR_FILE_READ, "\"%s\": is not a file", path);
    }
    *ret = (struct input){.fd = fd, .size = (uint64_t)st.st_size};
    return ERR_OK;
}

void input_close(struct input *in)
{
    if (in->fd >= 0)
        (void)close(in->fd);
    *in = (struct input){.fd = -1};
}

enum err_code input_read(const struct input *in, uint64_t at, char *to, size_t n, size_t *ret_n,
                         struct err *e)
{
    if (in->fd < 0) {
        struct str piece = str_sub(in->bytes, at, at + n);
        if (piece.n > 0)
            memcpy(to, piece.p, piece.n);
        *ret_n = piece.n;
        return ERR_OK;
    }
    size_t got = 0;
    while (got < n) {
        ssize_t more = pread(in->fd, to + got, n - got, (off_t)(at + got));
        if (more == 0)
            break;
        if (more < 0 && errno != EINTR)
            return err_set(e, ERR_FILE_READ, "%s", strerror(errno));
        got += more > 0 ? (size_t)more : 0;
    }
    *ret_n = got;
    return ERR_OK;
}

enum err_code input_count(const struct input *in, struct str needle, size_t most, size_t *ret,
                          struct err *e)
{
    must(needle.n > 0 && needle.n <= NEEDLE_MAX);
    char window[WINDOW];
    size_t found = 0;
    for (uint64_t at = 0; found < most;) {
        size_t n = 0;
        ERR_TRY(input_read(in, at, window, sizeof(window), &n, e));
        struct str here = {window, n};
        size_t from = 0;
        for (size_t hit; found < most && (hit = str_find(here, needle, from)) != SIZE_MAX; found++)
            from = hit + needle.n;
        if (n < sizeof(window))
            break;
        size_t keep = n - (needle.n - 1); /* a needle may lie across two windows */
        at += from > keep ? from : keep;
    }
    *ret = found;
    return ERR_OK;
}
