/*
 * catalog_diff.h — what changed between two catalogs, definition by definition and key by key.
 *
 * Compared is what the files say, not how: order of keys, quotes, comments, and which file or
 * extended catalog a definition stands in make no difference. Both must be without fault.
 *
 * Definitions are matched by kind and id, things in lists by their `id` where they have one; of
 * other lists, items that only one side has are told, or the whole list if only its order changed.
 */
#pragma once

#include "source/catalog/catalog_read.h"

enum catalog_change_kind { CATALOG_ADDED, CATALOG_REMOVED, CATALOG_CHANGED };

struct catalog_change {
    enum catalog_change_kind kind;
    struct str what;    /* "catalog", "unit", "dict", "record", "rule", "framework" */
    struct str id;      /* of the definition; empty for "catalog" */
    struct title title; /* of the definition, as it is now; or was, if it is gone */
    struct str path;    /* inside: "fields.hours.min"; empty: the whole definition */
    struct str before;  /* as YAML on one line; empty for what was added */
    struct str after;   /* the same; empty for what was removed */
    struct place place; /* where it stands now; or stood, if it is gone */
};

struct catalog_changes {
    const struct catalog_change *p; /* by kind of definition, then in the order of the files */
    size_t n;
};

/* Compare before[0] with after[0], each with what it extends among the others of its list. */
struct catalog_changes catalog_diff(struct arena *a, const struct catalog_source *before,
                                    size_t n_before, const struct catalog_source *after,
                                    size_t n_after);
