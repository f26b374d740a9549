/*
 * record_json.c — see record_json.h.
 */
#include "core/record/record_json.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "core/calendar/local_time.h"

/* ---- writing ----------------------------------------------------------------------- */

/* By hand and not through a tree of values: an import writes an object for every row. */

static void put_text(struct buf *b, struct str s)
{
    size_t from = 0;
    buf_add_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(b, str_sub(s, from, i));
        from = i + 1;
        switch (c) {
        case '"': buf_add_z(b, "\\\""); break;
        case '\\': buf_add_z(b, "\\\\"); break;
        case '\b': buf_add_z(b, "\\b"); break;
        case '\f': buf_add_z(b, "\\f"); break;
        case '\n': buf_add_z(b, "\\n"); break;
        case '\r': buf_add_z(b, "\\r"); break;
        case '\t': buf_add_z(b, "\\t"); break;
        default: buf_addf(b, "\\u%04X", c); break;
        }
    }
    buf_add(b, str_sub(s, from, s.n));
    buf_add_char(b, '"');
}

/* A comma unless it is the first of its object or array. */
static void put_comma(struct buf *b, bool *first)
{
    if (!*first)
        buf_add_char(b, ',');
    *first = false;
}

static void put_pair(struct arena *a, struct buf *b, const struct field *f, const struct value *v,
                     bool *first);

static void put_rows(struct arena *a, struct buf *b, const struct field *f, const struct value *v)
{
    bool first_row = true;
    buf_add_char(b, '[');
    for (size_t i = 0; i < v->n; i++) {
        bool first = true;
        put_comma(b, &first_row);
        buf_add_char(b, '{');
        for (size_t c = 0; c < f->n_columns; c++)
            put_pair(a, b, &f->columns[c], &v->list[i].list[c], &first);
        buf_add_char(b, '}');
    }
    buf_add_char(b, ']');
}

static void put_point(struct buf *b, const struct value *v)
{
    char out[RATIONAL_TEXT_MAX];
    buf_add_z(b, "{\"lat\":");
    put_text(b, str_of(rational_text(v->list[0].number, out)));
    buf_add_z(b, ",\"lon\":");
    put_text(b, str_of(rational_text(v->list[1].number, out)));
    buf_add_char(b, '}');
}

static void put_texts(struct buf *b, const struct value *v)
{
    bool first = true;
    buf_add_char(b, '[');
    for (size_t i = 0; i < v->n; i++) {
        put_comma(b, &first);
        put_text(b, v->list[i].text);
    }
    buf_add_char(b, ']');
}

static void put_value(struct arena *a, struct buf *b, const struct field *f, const struct value *v)
{
    char text[LOCAL_TIME_TEXT_MAX];
    switch (field_form(f->type)) {
    case VALUE_NUMBER:
        if (f->type == FIELD_INTEGER)
            buf_addf(b, "%lld", (long long)rational_floor(v->number));
        else
            put_text(b, value_text(a, f, v, LANG_EN));
        break;
    case VALUE_DAY: put_text(b, str_of(date_text(v->day, text))); break;
    case VALUE_INSTANT: put_text(b, str_of(local_time_text(v->at, text))); break;
    case VALUE_BOOL: buf_add_z(b, v->yes ? "true" : "false"); break;
    case VALUE_TEXT:
    case VALUE_CHOICE: put_text(b, v->text); break;
    case VALUE_RECORD: buf_addf(b, "%lld", (long long)v->id); break;
    case VALUE_FILES: put_texts(b, v); break;
    case VALUE_POINT: put_point(b, v); break;
    case VALUE_ROWS: put_rows(a, b, f, v); break;
    }
}

static void put_pair(struct arena *a, struct buf *b, const struct field *f, const struct value *v,
                     bool *first)
{
    if (!v->has)
        return;
    put_comma(b, first);
    put_text(b, f->id);
    buf_add_char(b, ':');
    put_value(a, b, f, v);
}

bool record_has_sealed(const struct record_type *t, const struct value *values)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        if (t->fields[i].sensitive && values[i].has)
            return true;
    }
    return false;
}

void record_json_write(struct arena *a, const struct record_type *t, const struct value *values,
                       enum record_part part, struct buf *b)
{
    bool first = true;
    buf_add_char(b, '{');
    for (size_t i = 0; i < t->n_fields; i++) {
        if (t->fields[i].sensitive == (part == RECORD_PART_SEALED))
            put_pair(a, b, &t->fields[i], &values[i], &first);
    }
    buf_add_char(b, '}');
}

/* ---- reading ------------------------------------------------------------------------ */

static enum err_code json_value_read(struct arena *a, const struct field *f,
                                     const struct json_val *j, struct value *ret, struct err *e);

static enum err_code json_no(const struct field *f, enum err_code code, struct err *e)
{
    return err_set(e, code, "%" STR_FMT, STR_ARG(f->id));
}

static enum err_code json_rows_read(struct arena *a, const struct field *f,
                                    const struct json_val *j, struct value *v, struct err *e)
{
    struct value *rows = ARENA_NEW_N(a, json_count(j), struct value);
    for (size_t i = 0; i < json_count(j); i++) {
        struct value *cells = ARENA_NEW_N(a, f->n_columns, struct value);
        for (size_t c = 0; c < f->n_columns; c++) {
            const struct json_val *cell = json_get(json_at(j, i), f->columns[c].id);
            if (cell != NULL)
                ERR_TRY(json_value_read(a, &f->columns[c], cell, &cells[c], e));
        }
        rows[i] = (struct value){.has = true, .list = cells, .n = f->n_columns};
    }
    v->list = rows;
    v->n = json_count(j);
    return ERR_OK;
}

static enum err_code json_texts_read(struct arena *a, const struct field *f,
                                     const struct json_val *j, struct value *v, struct err *e)
{
    struct value *texts = ARENA_NEW_N(a, json_count(j), struct value);
    for (size_t i = 0; i < json_count(j); i++) {
        if (json_kind_of(json_at(j, i)) != JSON_KIND_TEXT)
            return json_no(f, ERR_RECORD_LIST, e);
        texts[i] = (struct value){.has = true, .text = json_text(json_at(j, i))};
    }
    v->list = texts;
    v->n = json_count(j);
    return ERR_OK;
}

static enum err_code json_point_read(struct arena *a, const struct field *f,
                                     const struct json_val *j, struct value *v, struct err *e)
{
    static const struct str keys[] = {{"lat", 3}, {"lon", 3}};
    struct value *both = ARENA_NEW_N(a, 2, struct value);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const struct json_val *degrees = json_get(j, keys[i]);
        both[i].has = true;
        if (degrees == NULL || json_kind_of(degrees) != JSON_KIND_TEXT ||
            rational_parse(json_text(degrees), &both[i].number, NULL) != ERR_OK)
            return json_no(f, ERR_RECORD_VALUE, e);
    }
    v->list = both;
    v->n = 2;
    return ERR_OK;
}

static enum err_code json_number_read(const struct field *f, const struct json_val *j,
                                      struct rational *ret)
{
    if (f->type == FIELD_INTEGER)
        return rational_make(json_int(j), 1, ret, NULL);
    return rational_parse(json_text(j), ret, NULL);
}

/* A value of one JSON scalar. */
static enum err_code json_scalar_read(const struct field *f, const struct json_val *j,
                                      struct value *v, struct err *e)
{
    enum err_code code = ERR_OK;
    switch (field_form(f->type)) {
    case VALUE_NUMBER: code = json_number_read(f, j, &v->number); break;
    case VALUE_DAY: code = date_parse(json_text(j), &v->day, NULL); break;
    case VALUE_INSTANT: code = local_time_parse(json_text(j), &v->at, NULL); break;
    case VALUE_BOOL: v->yes = json_bool(j); break;
    case VALUE_RECORD: v->id = json_int(j); break;
    case VALUE_CHOICE:
        v->text = json_text(j);
        return choices_get(f->choices, v->text) != NULL ? ERR_OK : json_no(f, ERR_RECORD_CHOICE, e);
    case VALUE_TEXT: v->text = json_text(j); break;
    case VALUE_FILES:
    case VALUE_POINT:
    case VALUE_ROWS: must_not_reach("a list is no scalar");
    }
    return code == ERR_OK ? ERR_OK : json_no(f, ERR_RECORD_VALUE, e);
}

static enum json_kind json_kind_wanted(const struct field *f)
{
    switch (field_form(f->type)) {
    case VALUE_NUMBER: return f->type == FIELD_INTEGER ? JSON_KIND_INT : JSON_KIND_TEXT;
    case VALUE_RECORD: return JSON_KIND_INT;
    case VALUE_BOOL: return JSON_KIND_BOOL;
    case VALUE_FILES:
    case VALUE_ROWS: return JSON_KIND_ARRAY;
    case VALUE_POINT: return JSON_KIND_OBJECT;
    case VALUE_TEXT:
    case VALUE_CHOICE:
    case VALUE_DAY:
    case VALUE_INSTANT: return JSON_KIND_TEXT;
    }
    must_not_reach("a form of values");
}

static enum err_code json_value_read(struct arena *a, const struct field *f,
                                     const struct json_val *j, struct value *ret, struct err *e)
{
    struct value v = {.has = true};
    if (json_kind_of(j) != json_kind_wanted(f))
        return json_no(f, ERR_RECORD_VALUE, e);
    if (f->type == FIELD_ATTACHMENT)
        ERR_TRY(json_texts_read(a, f, j, &v, e));
    else if (f->type == FIELD_TABLE)
        ERR_TRY(json_rows_read(a, f, j, &v, e));
    else if (f->type == FIELD_POINT)
        ERR_TRY(json_point_read(a, f, j, &v, e));
    else
        ERR_TRY(json_scalar_read(f, j, &v, e));
    *ret = v;
    return ERR_OK;
}

struct json_call {
    struct arena *a;
    const struct record_type *t;
    enum record_part part;
    struct value *values;
    struct err *e;
    enum err_code code; /* of the first pair that could not be read */
};

static void json_pair_read(void *ctx, struct str key, const struct json_val *j)
{
    struct json_call *c = ctx;
    int32_t i = record_type_field(c->t, key);
    if (c->code != ERR_OK)
        return;
    if (i == FIELD_NONE || c->t->fields[i].sensitive != (c->part == RECORD_PART_SEALED))
        c->code = err_set(c->e, ERR_RECORD_FIELD, "%" STR_FMT, STR_ARG(key));
    else
        c->code = json_value_read(c->a, &c->t->fields[i], j, &c->values[i], c->e);
}

enum err_code record_json_read(struct arena *a, const struct record_type *t, enum record_part part,
                               struct str json, struct value *values, struct err *e)
{
    const struct json_val *root;
    struct json_call c = {.a = a, .t = t, .part = part, .values = values, .e = e};
    ERR_TRY(json_parse(a, json, &root, e));
    if (json_kind_of(root) != JSON_KIND_OBJECT)
        return err_set(e, ERR_JSON_SYNTAX, "not an object");
    json_each(root, json_pair_read, &c);
    return c.code;
}
