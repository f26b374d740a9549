/*
 * input.h — the bytes of a file, wherever they lie: in memory, or on the disk.
 *
 * Readers of big files ask for a piece at a time and never hold the whole.
 */
#pragma once

#include "base/str.h"

struct input {
    struct str bytes; /* if they lie in memory: they must outlive the input */
    int fd;           /* else the open file; -1: none */
    uint64_t size;
};

/* Bytes in memory. Need not be closed. */
struct input input_of(struct str bytes);

/*
 * Open a file of the disk; close it with input_close.
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ (also for what is no regular file)
 */
ERR_CHECKED enum err_code input_open(const char *path, struct input *ret, struct err *e);
void input_close(struct input *in);

/*
 * Copy up to n bytes from offset `at` into `to`; fewer only at the end of the file.
 * errors  ERR_FILE_READ
 */
ERR_CHECKED enum err_code input_read(const struct input *in, uint64_t at, char *to, size_t n,
                                     size_t *ret_n, struct err *e);

/*
 * How often `needle` (1 to 64 bytes) occurs, counting no further than `most`.
 * errors  ERR_FILE_READ
 */
ERR_CHECKED enum err_code input_count(const struct input *in, struct str needle, size_t most,
                                      size_t *ret, struct err *e);
