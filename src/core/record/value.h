/*
 * value.h — one value of a record, and how people write it.
 *
 * Place in the flow: cells of sheets and entries of forms → [value] → record. What a
 * field type's value is, and its form in JSON: core/catalog/record_type.h.
 *
 * Memory: texts and lists live in the arena given, or are views of the input.
 */
#pragma once

#include "core/catalog/record_type.h"

struct value {
    bool has; /* false: missing; nothing else is then looked at */
    union {
        struct rational number; /* integer, decimal, money */
        date day;
        instant at;
        bool yes;
        int64_t id; /* subject and ref: the number of the record */
    };
    struct str text;          /* the text types; enum, dict and unit: the id; user: the account */
    const struct value *list; /* attachment: texts; point: latitude, longitude; table: rows, */
    size_t n;                 /* each a list of the columns' values */
};

/* ---- who knows names --------------------------------------------------------- */

enum record_known { RECORD_UNKNOWN, RECORD_KNOWN, RECORD_KNOWN_TWICE };

/*
 * What a value may name, asked of whoever has it at hand. Each function gets `ctx`; it answers with
 * an error only if it could not look.
 */
struct record_names {
    void *ctx;
    /* The id of the unit of that id or name. */
    enum err_code (*unit)(void *ctx, struct str text, struct str *ret_id, enum record_known *ret,
                          struct err *e);
    /* The account of that name. */
    enum err_code (*user)(void *ctx, struct str text, struct str *ret_id, enum record_known *ret,
                          struct err *e);
    /* The record of `type` of that number, or with that text in a field it is looked up by. */
    enum err_code (*record)(void *ctx, struct str type, struct str text, int64_t *ret_id,
                            enum record_known *ret, struct err *e);
    /* Whether the whole of `text` matches the pattern; one that does not compile matches nothing.
     */
    bool (*matches)(void *ctx, struct str pattern, struct str text);
};

/* ---- reading ------------------------------------------------------------------ */

/*
 * Read what a person wrote into a field, or what a cell of a sheet holds. Full-width digits and
 * letters, blanks around and the usual Chinese forms are understood:
 *
 *   numbers   1,200.50  ８  8小时 (the field's unit); money also with ￥ or 元
 *   dates     2017-03-10  2017/3/10  2017.3.10  2017年3月10日  20170310
 *   instants  a date and 9:30 or 09:30:15, in China's time; or with Z or +08:00
 *   bool      是 否  true false  yes no  1 0  √ ×
 *   enum      the id, or the title in either language
 *   point     31.7234,119.5712 (latitude first)
 *   table     a JSON array of objects, cells as people write them
 *
 * An empty text is a missing value. Whether the value may be missing, its range and its length are
 * asked by record_validate, not here.
 *
 * errors  the RECORD codes, with a detail that names the value unless the field is sensitive;
 *         those of `names` (not RECORD codes) where something could not be looked up
 */
ERR_CHECKED enum err_code value_read(struct arena *a, const struct field *f, struct str text,
                                     const struct record_names *names, struct value *ret,
                                     struct err *e);

/* No value's text is longer, in bytes. */
#define VALUE_TEXT_MAX ((size_t)1024 * 1024)

/* ---- writing -------------------------------------------------------------------- */

/*
 * The value as it is shown, and as value_read understands it again: choices by their title in
 * `lang`, days "2017-03-10", instants "2017-03-10 09:30:15", records by their number. A missing
 * value gives the empty text. Lives in `a`.
 */
struct str value_text(struct arena *a, const struct field *f, const struct value *v,
                      enum lang lang);

/* Whether both are missing, or both are there and the same. */
bool value_eq(const struct field *f, const struct value *a, const struct value *b);

/* Whether an error tells of a value (and so of its row alone), not of the machine. */
bool record_is_problem(enum err_code code);
