/*
 * frozen.h — inside the driver for SQLite: files that this process may read but not write.
 *
 * SQLite reads a database in WAL mode by way of two files beside it, which it makes. Where the
 * folder is read-only it cannot, and where only the database is, they are made read-only
 * too and stay behind, so that later nobody can write any more. A database without a log
 * needs neither: it is all in its file, and is read as one that nobody changes. That
 * nobody did is looked at before and after.
 *
 * No sqlite3.h here: this is about files.
 */
#pragma once

#include <sys/stat.h>

#include "base/err.h"

/* What is compared: the file, and whether there is a log with something in it. */
struct frozen_state {
    bool there;
    struct stat file;
    bool log;
};

/* Whether the file at `path` is there and cannot be written to as it takes. */
bool frozen_is(const char *path);

/* Look at a file and its log. */
struct frozen_state frozen_look(const char *path);

/* Whether nothing happened between two looks. */
bool frozen_same(const struct frozen_state *a, const struct frozen_state *b);

/* The URI that opens the file as one that nobody changes; free() it. */
char *frozen_uri(const char *path);
