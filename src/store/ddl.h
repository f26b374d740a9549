/*
 * ddl.h — inside the store: DDL made of the templates of the folder ddl.
 *
 * The one place where a text that goes to an engine is put together while the program
 * runs. What fills a hole is checked by the hole's kind: an identifier (a-z, 0-9 and _, a letter
 * first), the inside of a literal (quotes are doubled), or what another template made.
 */
#pragma once

#include "base/buf.h"
#include "store/ddl_table.h"

struct tx;

enum { DDL_NAME_MAX = 60 }; /* PostgreSQL cuts names after 63 bytes */

/* Whether it may fill a hole for a name. */
bool ddl_is_name(struct str s);

/*
 * Append template `ddl` as `engine` speaks it, its holes filled in the order of their
 * declaration; nothing if the engine has none. A name that is none is a bug (must).
 */
void ddl_add(struct buf *out, enum db_engine engine, enum ddl ddl, const struct str *holes,
             size_t n);

/* The same with the holes as arguments. */
#define DDL_ADD(out, engine, ddl, ...)                                                             \
    ddl_add((out), (engine), (ddl), (const struct str[]){__VA_ARGS__},                             \
            sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))

/*
 * Run such a text in a write transaction; an empty one does nothing.
 * errors  ERR_TOO_BIG  it did not fit into its buf
 *         those of the database
 */
ERR_CHECKED enum err_code ddl_run(struct tx *tx, const struct buf *sql, struct err *e);
