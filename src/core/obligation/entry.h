/*
 * entry.h — a record as the engine sees it: what it said, and since when.
 *
 * Place in the flow: the store, or a case file → [entry] → obligations. A revision
 * holds all fields as they were after it, as the slots of record_env
 * (core/catalog/record_env.h). Nothing here is ever changed: an answer as of T
 * looks only at what was entered, revised and voided at or before T.
 */
#pragma once

#include "base/date.h"
#include "core/catalog/record_type.h"
#include "core/expr/expr.h"

struct entry_version {
    instant at;       /* of the first: entered_at */
    date occurred_on; /* as it says */
    const struct expr_value *slots;
};

struct entry {
    int64_t id; /* number of the record; greater: entered later, or later in the list */
    const struct record_type *type;
    int32_t unit;    /* number in the scene; SCENE_NO_UNIT if it is unknown there */
    int64_t subject; /* 0: none */
    bool voided;
    instant voided_at;                    /* its own, or its subject's if that is earlier */
    const struct entry_version *versions; /* at least one, by time; of one instant the last holds */
    size_t n;
};

/* What it said at t: NULL if it was not entered yet, or voided by then. */
const struct entry_version *entry_at(const struct entry *x, instant t);

/* What it said just before `before`, by what was known at t: NULL if it was not entered yet. */
const struct entry_version *entry_before(const struct entry *x, instant before, instant t);
