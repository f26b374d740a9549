/*
 * record_type.h — what a record of one kind holds, as a catalog declares it.
 *
 * One declaration yields the validation of a record, the columns of a sheet,
 * the form, the view for analysts and what is sealed. Formats: the catalog's
 * records/NAME.yaml. Everything lives in the arena of the catalog and never
 * changes once that is read.
 *
 * A *subject* is a record whose type has a life: a supervisee, a firm. Other
 * types may belong to a subject (`subject`), or else to a unit alone.
 */
#pragma once

#include "base/rational.h"
#include "core/catalog/title.h"

struct expr;

/* ---- fields ---------------------------------------------------------------- */

/*
 *   X(NAME, "word in a catalog", form of its value)
 *
 * How a value is written in a record's JSON: integer a number; decimal and money a
 * string with an exact decimal ("8.5"; money in yuan with two digits); date
 * "YYYY-MM-DD"; instant "YYYY-MM-DDThh:mm:ss+08:00"; bool true or false; enum and
 * dict the value's id; unit the unit's id; user the account's name; subject and ref
 * the number of the record; attachment an array of SHA-256 in hex; point
 * {"lat": "31.7234567", "lon": "119.5712345"} (WGS 84 degrees); table an array of objects.
 * A missing value has no key.
 */
#define FIELD_TYPES(X)                                                                             \
    X(TEXT, "text", TEXT)                                                                          \
    X(INTEGER, "integer", NUMBER)                                                                  \
    X(DECIMAL, "decimal", NUMBER)                                                                  \
    X(MONEY, "money", NUMBER)                                                                      \
    X(DATE, "date", DAY)                                                                           \
    X(INSTANT, "instant", INSTANT)                                                                 \
    X(BOOL, "bool", BOOL)                                                                          \
    X(ENUM, "enum", CHOICE)                                                                        \
    X(DICT, "dict", CHOICE)                                                                        \
    X(ID_NUMBER, "id_number", TEXT)                                                                \
    X(CREDIT_CODE, "credit_code", TEXT)                                                            \
    X(PHONE, "phone", TEXT)                                                                        \
    X(UNIT, "unit", TEXT)                                                                          \
    X(USER, "user", TEXT)                                                                          \
    X(SUBJECT, "subject", RECORD)                                                                  \
    X(REF, "ref", RECORD)                                                                          \
    X(ATTACHMENT, "attachment", FILES)                                                             \
    X(POINT, "point", POINT)                                                                       \
    X(TABLE, "table", ROWS)

enum field_type {
#define X(name, word, form) FIELD_##name,
    FIELD_TYPES(X)
#undef X
        FIELD_TYPE__MAX
};

/* What a value is in memory; several types share a form. */
enum value_form {
    VALUE_TEXT,
    VALUE_NUMBER,
    VALUE_DAY,
    VALUE_INSTANT,
    VALUE_BOOL,
    VALUE_CHOICE, /* the id of a choice */
    VALUE_RECORD, /* the number of a record */
    VALUE_FILES,
    VALUE_POINT,
    VALUE_ROWS,
};

/* One value of an enum field or of a dict. */
struct choice {
    struct str id;      /* "group" */
    struct title title; /* 集中 */
};

struct choices {
    struct str id; /* of a dict: its name; of an enum: the field's id */
    struct title title;
    struct validity valid;  /* of a dict */
    struct citation source; /* of a dict */
    struct place place;
    const struct choice *p;
    size_t n;
};

struct field {
    struct str id; /* a-z, 0-9 and _, a letter first; at most FIELD_ID_MAX bytes */
    struct title title;
    struct title help;
    struct place place;
    enum field_type type;
    bool required;
    bool sensitive;                 /* sealed at rest, masked when shown */
    bool has_min, has_max;          /* of numbers, and of dates and instants in days since 1970 */
    struct rational min, max;       /* both included */
    int32_t min_length, max_length; /* characters of a text; 0 where not given */
    int32_t digits;                 /* decimals after the point, 0 to 9; money has 2 */
    struct str pattern;             /* PCRE2 that the whole text must match, or empty */
    struct str unit;                /* of measurement: 小时 */
    struct str default_value;       /* as in the record's JSON, without quotes; or empty */
    struct str prefill;             /* `today`, `last`, or a field of the subject; or empty */
    const struct choices *choices;  /* enum and dict, else NULL */
    struct str to;                  /* ref and subject: the record type meant */
    const struct field *columns;    /* table: its columns, none of them a table */
    size_t n_columns;
};

enum { FIELD_ID_MAX = 40, FIELDS_MAX = 200, CHOICES_MAX = 5000 };

/* ---- record types -------------------------------------------------------------- */

/* Where a part of a key or a history is: the number of a field, the subject, or the unit that the
 * record belongs to. */
enum { FIELD_NONE = -1, FIELD_IS_SUBJECT = -2, FIELD_IS_UNIT = -3 };

/* No two valid records of a type have the same values in all of these; a missing value never
 * equals. */
struct unique_key {
    const int32_t *fields; /* numbers of fields, FIELD_IS_SUBJECT or FIELD_IS_UNIT */
    size_t n;
};

/* A condition that a record must not break. */
struct check {
    const struct expr *holds; /* bool, over record_env; where it is false, the record is refused */
    struct title say;
    struct place place;
};

/*
 * What of a subject changes over time: the value of `value` in the record of type
 * `record` with the latest `from` on or before the day asked.
 */
struct record_type;

struct history {
    struct str name; /* "level"; "unit" is a transfer */
    struct str record;
    struct str value; /* a field of that type */
    struct str from;  /* a date field of that type */
    struct place place;
    const struct record_type *type;  /* the one meant by `record`; it belongs to this subject */
    int32_t value_field, from_field; /* numbers of its fields */
};

struct record_type {
    struct str id;
    struct title title;
    struct validity valid;
    struct citation source;
    struct place place;
    struct str subject;  /* the type of subject it belongs to, or empty */
    int32_t occurred_on; /* a date or instant field, or FIELD_NONE: the day of entry */
    int32_t label;       /* the field that people know it by, or FIELD_NONE */
    const struct field *fields;
    size_t n_fields;
    const int32_t *lookup; /* fields by whose exact value sheets name a record of this type */
    size_t n_lookup;
    const struct unique_key *unique;
    size_t n_unique;
    const struct check *checks;
    size_t n_checks;
    bool has_life;                /* makes it a subject */
    int32_t life_start, life_end; /* date fields; life_end may be FIELD_NONE */
    const struct history *histories;
    size_t n_histories;
    int32_t keep_years; /* how long after the end it is kept, 0 for ever */
};

/* "id_number"; the word in a catalog. */
const char *field_type_word(enum field_type type);

/* The type of that word, or FIELD_TYPE__MAX. */
enum field_type field_type_of(struct str word);

/* The form of its values. */
enum value_form field_form(enum field_type type);

/* text, id_number, credit_code and phone; integer, decimal and money. */
bool field_is_text(enum field_type type);
bool field_is_number(enum field_type type);

/* The number of the field of that id, or FIELD_NONE. */
int32_t record_type_field(const struct record_type *t, struct str id);

/* Whether records of type `t` tell how a subject of type `of` changed. */
bool record_type_is_history(const struct record_type *of, const struct record_type *t);

/* The choice of that id, or NULL. */
const struct choice *choices_get(const struct choices *c, struct str id);
