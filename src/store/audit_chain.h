/*
 * audit_chain.h — inside the store: how the aggregates write into the chain.
 *
 *     struct audit_detail d;
 *     audit_detail_begin(&d);
 *     json_put_int(d.json, "revision", 2);
 *     return audit_detail_append(&d, tx, by, "plan.revise", object, e);
 */
#pragma once

#include "base/arena.h"
#include "base/json.h"
#include "store/audit.h"

/* The prev_hash of a first entry. */
#define AUDIT_HASH_NONE "0000000000000000000000000000000000000000000000000000000000000000"

struct audit_detail {
    struct arena a;
    struct json_val *json; /* an empty object, to be filled */
};

/* Begin with an empty object. */
void audit_detail_begin(struct audit_detail *d);

/* Append the entry and release `d`, in either case. */
ERR_CHECKED enum err_code audit_detail_append(struct audit_detail *d, struct tx *tx,
                                              const struct audit_by *by, const char *action,
                                              struct str object, struct err *e);

/* An entry as it is hashed. */
struct audit_entry {
    struct str county;
    int64_t seq;
    int64_t at_ms;
    struct str actor, action, object, detail;
    struct str prev_hash;
};

/*
 * The hash of an entry; see audit.h for the encoding.
 * errors  ERR_HASH_INIT, ERR_TOO_BIG
 */
ERR_CHECKED enum err_code audit_entry_hash(const struct audit_entry *entry, char out[HASH_HEX_MAX],
                                           struct err *e);

/* What the detail of an entry has under a key: the text, or "" if there is none. */
struct str audit_key_text(const struct json_val *detail, const char *key);

/* The number under a key, 0 if there is none. */
int64_t audit_key_int(const struct json_val *detail, const char *key);
