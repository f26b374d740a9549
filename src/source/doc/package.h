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

struct zip;

struct package {
    struct zip *z;
    size_t inflated; /* bytes read so far, all parts together */
};

enum {
    PACKAGE_ENTRIES_MAX = 4096,                  /* more is no document */
    PACKAGE_PART_MAX = 64 * 1024 * 1024,         /* inflated bytes of one part */
    PACKAGE_INFLATED_MAX = PACKAGE_PART_MAX * 2, /* of all parts read */
};

/*
 * Open the container in `bytes`, which must outlive it.
 * errors  ERR_PLAN_DAMAGED, ERR_PLAN_TOO_BIG
 */
ERR_CHECKED enum err_code package_open(struct str bytes, struct package *ret, struct err *e);
void package_close(struct package *p);

/* True if there is a part of that name. */
bool package_has(struct package *p, struct str name);

/* True if there is a part whose name begins so. */
bool package_has_below(struct package *p, struct str prefix);

/*
 * Append the content of a part to `out`, which the caller has given the maximum
 * PACKAGE_PART_MAX.
 *
 * errors  ERR_PLAN_DAMAGED    no such part, two of that name, or it does not inflate
 *         ERR_PLAN_ENCRYPTED  the part asks for a password
 *         ERR_PLAN_TOO_BIG    it inflates to more than the limits
 */
ERR_CHECKED enum err_code package_part(struct package *p, struct str name, struct buf *out,
                                       struct err *e);
