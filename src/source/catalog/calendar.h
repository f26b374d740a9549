/*
 * calendar.h — calendar files: holiday notices as YAML, and the ones built in.
 *
 * The file `catalog/calendar/china.yaml` is part of the program, which works with no
 * file beside it. A catalog may bring notices of its own in the same format; the extra
 * days of a case file are read here too.
 *
 *     calendar: china
 *     notices:
 *     - year: 2017
 *       announced_on: 2016-12-01
 *       source: {text: ..., url: ...}
 *       verified: true
 *       holidays:
 *       - name: {zh: ..., en: ...}
 *         off: [{from: 2017-01-27, to: 2017-02-02}]
 *         work: [2017-01-22, 2017-02-04]
 */
#pragma once

#include "core/calendar/calendar.h"
#include "source/catalog/faults.h"

struct yaml_node;

struct calendar_file {
    struct str id; /* "china" */
    struct title title;
    const struct calendar_notice *notices; /* in the order of the file */
    size_t n;
};

/*
 * Read a calendar file; what is wrong is added to f. True, with *ret set, only if
 * nothing was. Texts and notices live in `a`, and so must the path and the bytes.
 */
bool calendar_file_read(struct arena *a, struct str path, struct str bytes, struct faults *f,
                        struct calendar_file *ret);

/* The State Council's notices as built in. Lives in `a`. */
struct calendar_file calendar_file_china(struct arena *a);

/* The file they are built in from, byte by byte: it tells whether two programs have the same. */
struct str calendar_china_bytes(void);

/*
 * The map {off: [...], work: [...]} of a case file; either may be absent. Values live
 * in `a`. True, with *ret set, only if nothing was wrong with it.
 */
bool calendar_extra_read(struct arena *a, const struct yaml_node *n, struct faults *f,
                         struct calendar_extra *ret);
