/*
 * parts.h — look into the containers that are written.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "source/file/package.h"

/* A part of the container, in `a`; empty if there is none. */
static inline struct str part_of(struct arena *a, struct str bytes, const char *name)
{
    static const struct package_rules rules = {
        .damaged = ERR_PAPER_WRITE,
        .encrypted = ERR_PAPER_WRITE,
        .too_big = ERR_TOO_BIG,
        .part_max = PACKAGE_PART_MAX,
        .inflated_max = PACKAGE_PART_MAX,
    };
    struct input in = input_of(bytes);
    struct package package;
    struct buf b;
    struct str part = STR_NONE;
    buf_init(&b, PACKAGE_PART_MAX);
    must(package_open(&in, &rules, &package, NULL) == ERR_OK);
    if (package_part(&package, str_of(name), &b, NULL) == ERR_OK)
        part = str_copy(a, buf_str(&b));
    package_close(&package);
    buf_release(&b);
    return part;
}

static inline bool part_holds(struct str part, const char *text)
{
    return str_find(part, str_of(text), 0) != SIZE_MAX;
}
