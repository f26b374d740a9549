/*
 * record_env.h — what an expression over a record may speak of.
 *
 * The slots are the fields in the type's order (those that are lists have no
 * name), then the built-in names. Choices are given as the index into the
 * field's list, records by their number.
 */
#pragma once

#include "core/catalog/record_type.h"
#include "core/expr/expr.h"

/* Slots behind those of the fields. */
enum record_builtin {
    RECORD_BUILTIN_OCCURRED_ON, /* date */
    RECORD_BUILTIN_ENTERED_ON,  /* date: the local day of entry */
    RECORD_BUILTIN_ENTERED_AT,  /* instant */
    RECORD_BUILTIN_UNIT,        /* text: the id of the unit */
    RECORD_BUILTIN__MAX
};

/* The environment of a type; lives in `a`, with views of the type. */
const struct expr_env *record_env(struct arena *a, const struct record_type *t);

/* The name of one field, which is no list; lives in `a`. */
struct expr_name record_env_name(struct arena *a, const struct field *f);

/* The slot of a built-in name. */
size_t record_env_builtin(const struct record_type *t, enum record_builtin name);
