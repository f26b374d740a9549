/*
 * yaml.h — the bytes of a YAML file as a plain tree that knows its places.
 *
 * What catalogs use of YAML 1.2, and nothing more: maps, lists and scalars in any
 * style. JSON is YAML and is read as such. Everything is text here: whoever reads a
 * scalar says what it has to be, so there is no guessing of types (`no` is the text
 * "no", 1.10 is "1.10").
 *
 * Told as faults, because in rules of the trade each is a mistake or a trap: keys that
 * stand twice, keys that are not scalars, anchors and aliases (a file of a few lines could
 * unfold to gigabytes), tags, and a second document. A UTF-8 byte order mark in front is
 * skipped; other encodings are refused. After a syntax error the rest of the file is not
 * read; all other faults are collected to its end.
 *
 * The tree lives in the arena given; it does not point into the bytes, except for
 * yaml_place, which looks at them again: they must live as long.
 */
#pragma once

#include "source/catalog/faults.h"

enum {
    YAML_BYTES_MAX = 8 * 1024 * 1024,
    YAML_NODES_MAX = 300 * 1000,
    YAML_DEPTH_MAX = 48,
};

enum yaml_kind { YAML_SCALAR, YAML_MAP, YAML_LIST };

struct yaml_file {
    struct str path;  /* as it is shown in faults */
    struct str bytes; /* without byte order mark */
};

struct yaml_node {
    enum yaml_kind kind;
    bool plain; /* a scalar without quotes or block style */
    const struct yaml_file *file;
    int32_t line, column;    /* from 1, in characters; of quoted text: behind the quote */
    uint32_t from;           /* byte in the file where it begins */
    struct str text;         /* scalar: its value; may be empty */
    struct yaml_pair *pairs; /* map: n of them, in the order of the file */
    struct yaml_node *items; /* list: n of them */
    size_t n;
};

struct yaml_pair {
    struct yaml_node key; /* always a scalar */
    struct yaml_node value;
};

/* ---- reading ------------------------------------------------------------- */

/*
 * The tree of one file, or NULL if there is none, with at least one fault added. A
 * file without content (or with comments alone) is a fault as well. A tree that is
 * returned may still have faults; of keys that stand twice the first is kept.
 */
const struct yaml_node *yaml_read(struct arena *a, struct str path, struct str bytes,
                                  struct faults *f);

/* ---- asking -------------------------------------------------------------- */

/* The value under `key` of a map, or NULL; also NULL for a node that is no map. */
const struct yaml_node *yaml_get(const struct yaml_node *n, const char *key);

/* Whether nothing stands there: an unquoted empty scalar, `null` or `~`. */
bool yaml_is_null(const struct yaml_node *n);

/* Whether it is a scalar other than null. */
bool yaml_is_text(const struct yaml_node *n);

/* ---- places -------------------------------------------------------------- */

/* Where a node begins. */
struct place yaml_where(const struct yaml_node *n);

/*
 * Where byte `offset` of a scalar's text stands in the file: through quotes, escapes and
 * folded lines. An offset at or behind the end gives the place behind the last character.
 */
struct place yaml_place(const struct yaml_node *n, size_t offset);

/* A byte of a text with its line and column. */
struct yaml_cursor {
    size_t at;
    int32_t line, column;
};

/* Whether a line ends with the byte at `at`: a line feed, or a carriage return without one. */
bool yaml_line_ends(struct str s, size_t at);

/* Move a cursor forward to byte `to`. */
void yaml_forward(struct str s, struct yaml_cursor *c, size_t to);

/* Add a fault at the beginning of a node. */
void fault_on(struct faults *f, const struct yaml_node *n, enum err_code code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
