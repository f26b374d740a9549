/*
 * package.h — the parts of a zip container, with limits.
 *
 * A part is found by name as OPC asks: ASCII case does not matter, a leading
 * slash is left out. Sizes are counted while inflating, never believed: what a
 * zip bomb declares is of no interest. Nothing is written to disk, so names
 * like "../x" are only names.
 */
#pragma once

#include "base/buf.h"
#include "source/file/input.h"

struct zip;
struct zip_file;

/* What a reader allows its containers, and how it calls what goes wrong. */
struct package_rules {
    enum err_code damaged, encrypted, too_big;
    uint64_t part_max;     /* inflated bytes of one part */
    uint64_t inflated_max; /* of all parts read */
    uint64_t ratio_max;    /* inflated bytes for each stored one; 0: any */
};

enum {
    PACKAGE_ENTRIES_MAX = 4096,            /* more is no document */
    PACKAGE_RATIO_FREE = 16 * 1024 * 1024, /* inflated bytes that no ratio forbids */
    PACKAGE_PART_MAX = 64 * 1024 * 1024,   /* part_max of those who read whole parts */
};

struct package {
    struct zip *z;
    const struct package_rules *rules;
    uint64_t inflated; /* bytes read so far, all parts together */
};

/*
 * Open the container; `in` and `rules` must outlive it.
 * errors  damaged, too_big, ERR_FILE_READ
 */
ERR_CHECKED enum err_code package_open(const struct input *in, const struct package_rules *rules,
                                       struct package *ret, struct err *e);
void package_close(struct package *p);

/* True if there is a part of that name. */
bool package_has(struct package *p, struct str name);

/* True if there is a part whose name begins so. */
bool package_has_below(struct package *p, struct str prefix);

/*
 * Append the content of a part to `out`, which the caller has given a maximum of at
 * least part_max.
 *
 * errors  damaged    no such part, two of that name, or it does not inflate
 *         encrypted  the part asks for a password
 *         too_big    it inflates to more than the limits
 */
ERR_CHECKED enum err_code package_part(struct package *p, struct str name, struct buf *out,
                                       struct err *e);

/* ---- a part piece by piece ------------------------------------------------- */

struct package_stream {
    struct package *p;
    struct zip_file *f;
    struct str name;   /* for messages; the caller's */
    uint64_t stored;   /* bytes it takes in the container */
    uint64_t size;     /* bytes it is said to have; 0: unknown */
    uint64_t inflated; /* bytes read so far */
};

/* Begin reading a part; `name` must outlive the stream. errors: as package_part */
ERR_CHECKED enum err_code package_stream_open(struct package *p, struct str name,
                                              struct package_stream *ret, struct err *e);
void package_stream_close(struct package_stream *s);

/* Up to n more bytes of the part; 0 at its end. errors: damaged, too_big */
ERR_CHECKED enum err_code package_stream_read(struct package_stream *s, char *to, size_t n,
                                              size_t *ret_n, struct err *e);
