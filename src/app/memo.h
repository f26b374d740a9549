/*
 * memo.h — what is read once and kept as long as the store is open.
 *
 * Loaded catalogs never change, nor does the calendar of the program: whoever needs them again
 * gets the same values. They are told apart by the hash of their content.
 */
#pragma once

#include "base/map.h"
#include "base/vec.h"

struct calendar;
struct catalog;
struct tx;

struct memo {
    struct arena a;      /* of all that is kept */
    struct map catalogs; /* hash of the files → place in `kept` */
    VEC(const struct catalog *) kept;
    const struct calendar *calendar; /* NULL: not made yet */
};

/* That of the store a transaction runs on. */
struct memo *memo_of(struct tx *tx);

/* The catalog with that hash; NULL if it is not kept. */
const struct catalog *memo_catalog(const struct memo *m, struct str sha256);

/* Keep one, which lives in m->a. */
void memo_keep_catalog(struct memo *m, struct str sha256, const struct catalog *c);

/* The calendar of the program. */
const struct calendar *memo_calendar(struct memo *m);
