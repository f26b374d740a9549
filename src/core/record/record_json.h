/*
 * record_json.h — a record's values as the one JSON object that is kept.
 *
 * Canonical: keys in the type's order, no blanks, missing values left out; so
 * equal records have equal text. Sensitive fields never stand in the open part:
 * they make an object of their own, which is sealed before it is kept. The
 * form of each value is told in core/catalog/record_type.h.
 */
#pragma once

#include "core/record/value.h"

struct buf;

enum record_part {
    RECORD_PART_OPEN,   /* fields that are not sensitive */
    RECORD_PART_SEALED, /* those that are */
};

/* Whether a sensitive field has a value. */
bool record_has_sealed(const struct record_type *t, const struct value *values);

/* Append the part's object to b; `values` has one element a field. */
void record_json_write(struct arena *a, const struct record_type *t, const struct value *values,
                       enum record_part part, struct buf *b);

/*
 * Read what record_json_write wrote into `values`: elements of the other part and of keys that are
 * not there stay as they are.
 *
 * errors  ERR_JSON_SYNTAX   not one JSON object
 *         ERR_RECORD_FIELD  a key that is no field of this part
 *         ERR_RECORD_VALUE, ERR_RECORD_LIST, ERR_RECORD_CHOICE  a value of another kind
 */
ERR_CHECKED enum err_code record_json_read(struct arena *a, const struct record_type *t,
                                           enum record_part part, struct str json,
                                           struct value *values, struct err *e);
