/*
 * json.h — JSON values, a thin cover over jansson so that one file knows it.
 *
 * Values live in an arena: the top value created with json_val_object/array is
 * freed with it, children belong to the value they were put into. Object keys
 * keep the order in which they were set. Text must be valid UTF-8.
 */
#pragma once

#include "base/str.h"

struct arena;
struct buf;
struct json_val;

/* ---- building ---------------------------------------------------------- */

/* A new top-level object or array, freed with `a`. */
struct json_val *json_val_object(struct arena *a);
struct json_val *json_val_array(struct arena *a);

/* Put a value under `key` (objects). */
void json_put_str(struct json_val *obj, const char *key, struct str s);
void json_put_int(struct json_val *obj, const char *key, int64_t n);
void json_put_bool(struct json_val *obj, const char *key, bool b);
void json_put_null(struct json_val *obj, const char *key);
struct json_val *json_put_object(struct json_val *obj, const char *key);
struct json_val *json_put_array(struct json_val *obj, const char *key);

/* Put a copy of a value of another document. */
void json_put_copy(struct json_val *obj, const char *key, const struct json_val *v);

/* Append a value (arrays). */
void json_add_str(struct json_val *arr, struct str s);
struct json_val *json_add_object(struct json_val *arr);

/* ---- reading ------------------------------------------------------------ */

enum json_kind {
    JSON_KIND_NULL,
    JSON_KIND_BOOL,
    JSON_KIND_INT,
    JSON_KIND_REAL, /* any number written with a point or an exponent */
    JSON_KIND_TEXT,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT,
};

/*
 * Read s as one JSON value, freed with `a`. A key that stands twice in an object is refused.
 * errors  ERR_JSON_SYNTAX with line, column and jansson's reason
 */
ERR_CHECKED enum err_code json_parse(struct arena *a, struct str s, const struct json_val **ret,
                                     struct err *e);

/* What v is. */
enum json_kind json_kind_of(const struct json_val *v);

/* The value under `key`, or NULL; NULL too if v is no object. */
const struct json_val *json_get(const struct json_val *v, struct str key);

/* Of a text, a whole number, a truth value; asking for another kind is a bug (must). */
struct str json_text(const struct json_val *v);
int64_t json_int(const struct json_val *v);
bool json_bool(const struct json_val *v);

/* Elements of an array (another kind has none), and the one at `i`. */
size_t json_count(const struct json_val *v);
const struct json_val *json_at(const struct json_val *v, size_t i);

/* Called for each pair of an object in its order. */
typedef void json_pair_fn(void *ctx, struct str key, const struct json_val *v);
void json_each(const struct json_val *v, json_pair_fn *fn, void *ctx);

/* ---- text -------------------------------------------------------------- */

/* Append v to b: one line when indent is 0, else indented by that many blanks a level. */
void json_write(const struct json_val *v, size_t indent, struct buf *b);

/*
 * Whether s is one JSON value.
 * errors  ERR_JSON_SYNTAX with line, column and jansson's reason
 */
ERR_CHECKED enum err_code json_check(struct str s, struct err *e);
