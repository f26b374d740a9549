/*
 * json.c — the only file that includes jansson. A struct json_val is a json_t.
 */
#include "base/json.h"

#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"

static json_t *json_of(struct json_val *v)
{
    return (json_t *)(void *)v;
}

static const json_t *json_of_const(const struct json_val *v)
{
    return (const json_t *)(const void *)v;
}

static struct json_val *json_val_of(json_t *j)
{
    must(j != NULL); /* jansson returns NULL only without memory or for broken UTF-8 */
    return (struct json_val *)(void *)j;
}

static void json_val_release(void *ctx)
{
    json_decref(ctx);
}

static struct json_val *json_val_top(struct arena *a, json_t *j)
{
    must(j != NULL);
    arena_on_release(a, json_val_release, j);
    return json_val_of(j);
}

struct json_val *json_val_object(struct arena *a)
{
    return json_val_top(a, json_object());
}

struct json_val *json_val_array(struct arena *a)
{
    return json_val_top(a, json_array());
}

static json_t *json_string_of(struct str s)
{
    json_t *j = json_stringn(s.p == NULL ? "" : s.p, s.n);
    must(j != NULL);
    return j;
}

static void json_put(struct json_val *obj, const char *key, json_t *j)
{
    must(json_object_set_new(json_of(obj), key, j) == 0);
}

void json_put_str(struct json_val *obj, const char *key, struct str s)
{
    json_put(obj, key, json_string_of(s));
}

void json_put_int(struct json_val *obj, const char *key, int64_t n)
{
    json_put(obj, key, json_integer(n));
}

void json_put_bool(struct json_val *obj, const char *key, bool b)
{
    json_put(obj, key, json_boolean(b));
}

void json_put_null(struct json_val *obj, const char *key)
{
    json_put(obj, key, json_null());
}

struct json_val *json_put_object(struct json_val *obj, const char *key)
{
    json_t *j = json_object();
    json_put(obj, key, j);
    return json_val_of(j);
}

void json_put_copy(struct json_val *obj, const char *key, const struct json_val *v)
{
    json_put(obj, key, json_deep_copy(json_of_const(v)));
}

struct json_val *json_put_array(struct json_val *obj, const char *key)
{
    json_t *j = json_array();
    json_put(obj, key, j);
    return json_val_of(j);
}

void json_add_str(struct json_val *arr, struct str s)
{
    must(json_array_append_new(json_of(arr), json_string_of(s)) == 0);
}

struct json_val *json_add_object(struct json_val *arr)
{
    json_t *j = json_object();
    must(json_array_append_new(json_of(arr), j) == 0);
    return json_val_of(j);
}

/* ---- reading -------------------------------------------------------------- */

static json_t *json_load(struct str s, struct err *e)
{
    json_error_t je;
    json_t *j =
        json_loadb(s.p == NULL ? "" : s.p, s.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &je);
    if (j == NULL)
        (void)err_set(e, ERR_JSON_SYNTAX, "line %d, column %d: %s", je.line, je.column, je.text);
    return j;
}

enum err_code json_parse(struct arena *a, struct str s, const struct json_val **ret, struct err *e)
{
    json_t *j = json_load(s, e);
    if (j == NULL)
        return ERR_JSON_SYNTAX;
    *ret = json_val_top(a, j);
    return ERR_OK;
}

enum json_kind json_kind_of(const struct json_val *v)
{
    switch (json_typeof(json_of_const(v))) {
    case JSON_NULL: return JSON_KIND_NULL;
    case JSON_TRUE:
    case JSON_FALSE: return JSON_KIND_BOOL;
    case JSON_INTEGER: return JSON_KIND_INT;
    case JSON_REAL: return JSON_KIND_REAL;
    case JSON_STRING: return JSON_KIND_TEXT;
    case JSON_ARRAY: return JSON_KIND_ARRAY;
    case JSON_OBJECT: return JSON_KIND_OBJECT;
    }
    must_not_reach("a kind of JSON value");
}

const struct json_val *json_get(const struct json_val *v, struct str key)
{
    return (const struct json_val *)(const void *)json_object_getn(json_of_const(v), key.p, key.n);
}

struct str json_text(const struct json_val *v)
{
    const json_t *j = json_of_const(v);
    must(json_is_string(j));
    return (struct str){json_string_value(j), json_string_length(j)};
}

int64_t json_int(const struct json_val *v)
{
    must(json_is_integer(json_of_const(v)));
    return json_integer_value(json_of_const(v));
}

bool json_bool(const struct json_val *v)
{
    must(json_is_boolean(json_of_const(v)));
    return json_is_true(json_of_const(v));
}

size_t json_count(const struct json_val *v)
{
    return json_array_size(json_of_const(v));
}

const struct json_val *json_at(const struct json_val *v, size_t i)
{
    const json_t *j = json_array_get(json_of_const(v), i);
    must(j != NULL);
    return (const struct json_val *)(const void *)j;
}

void json_each(const struct json_val *v, json_pair_fn *fn, void *ctx)
{
    json_t *obj = (json_t *)(uintptr_t)v; /* iterating does not change it */
    for (void *it = json_object_iter(obj); it != NULL; it = json_object_iter_next(obj, it))
        fn(ctx, (struct str){json_object_iter_key(it), json_object_iter_key_len(it)},
           (const struct json_val *)(const void *)json_object_iter_value(it));
}

/* ---- text ------------------------------------------------------------------ */

static int json_write_chunk(const char *p, size_t n, void *ctx)
{
    buf_add(ctx, (struct str){p, n});
    return 0;
}

void json_write(const struct json_val *v, size_t indent, struct buf *b)
{
    must(json_dump_callback((const json_t *)(const void *)v, json_write_chunk, b,
                            indent == 0 ? JSON_COMPACT : JSON_INDENT(indent)) == 0);
}

enum err_code json_check(struct str s, struct err *e)
{
    json_t *j = json_load(s, e);
    if (j == NULL)
        return ERR_JSON_SYNTAX;
    json_decref(j);
    return ERR_OK;
}
