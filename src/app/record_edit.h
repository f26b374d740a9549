/*
 * record_edit.h — use cases: one record is entered, changed, voided, read.
 */
#pragma once

#include "app/app.h"
#include "app/record_world.h"

/* "hours=8": a field and what somebody wrote for it; an empty text takes the value away. */
struct record_pair {
    struct str field;
    struct str text;
};

struct record_input {
    struct str type;
    struct str unit;    /* id or name */
    struct str subject; /* its number, or what it is known by; may be empty */
    const struct record_pair *pairs;
    size_t n;
    bool has_entered_at; /* an administrator brings history */
    instant entered_at;
    enum lang lang; /* of details */
};

/* A record as it stands, with its type and values. */
struct app_record {
    struct stored_record record;
    const struct record_type *type;
    const struct app_catalog_version *by; /* the catalog it was checked by */
    struct value *values;                 /* sensitive ones are missing unless unsealed */
    struct str unit_name;
    struct str *unit_names;   /* one a field: what a unit that it names is called; empty: none */
    struct str subject_label; /* what its subject is known by; may be empty */
    bool has_sealed;          /* there are sensitive values */
    bool unsealed;
};

struct app_record_result {
    struct record_stamp stamp; /* if there is no problem */
    bool unchanged;            /* the very file was attached before */
    struct problems problems;  /* of the record as it was given; nothing is stored then */
    const struct record_type *type;
};

/*
 * Enter a record; fields that are not given take the default of their type.
 * errors  ERR_RECORD_TYPE, ERR_RECORD_FIELD, ERR_RECORD_DUPLICATE, ERR_CATALOG_NONE, those of the
 *         store; what is wrong with values are problems
 */
ERR_CHECKED enum err_code app_record_add(struct arena *a, struct app *app,
                                         const struct record_input *in,
                                         struct app_record_result *ret, struct err *e);

/*
 * Change the fields listed.
 *
 * seen    the revision that the caller has seen; 0: the newest, whatever it is
 * reason  why; never empty
 * errors  ERR_RECORD_NOT_FOUND, ERR_RECORD_VOIDED, ERR_RECORD_CHANGED, and as above
 */
ERR_CHECKED enum err_code app_record_revise(struct arena *a, struct app *app, int64_t id,
                                            int64_t seen, struct str reason,
                                            const struct record_input *in,
                                            struct app_record_result *ret, struct err *e);

/*
 * Attach a file to a field of that kind, which is a change like any other.
 * errors  as above, ERR_RECORD_FIELD (no field for files), ERR_ATTACHMENT_TOO_BIG,
 *         ERR_ATTACHMENT_EMPTY, those of files
 */
ERR_CHECKED enum err_code app_record_attach(struct arena *a, struct app *app, int64_t id,
                                            int64_t seen, struct str field, const char *path,
                                            struct str reason, struct app_record_result *ret,
                                            struct err *e);

/* Void it; *ret_along receives how many records of a subject went with it. */
ERR_CHECKED enum err_code app_record_void(struct arena *a, struct app *app, int64_t id,
                                          int64_t seen, struct str reason, int64_t *ret_along,
                                          struct err *e);

/*
 * The record as it was known at a time (RECORD_NOW: as it stands), with all its revisions.
 *
 * why_unseal  the reason for reading what is sensitive; empty: it stays sealed. Each such reading
 *             has its entry in the audit chain
 */
ERR_CHECKED enum err_code app_record_show(struct arena *a, struct app *app, int64_t id,
                                          instant as_of, struct str why_unseal,
                                          struct app_record *ret, struct record_life *ret_life,
                                          struct err *e);

/*
 * A page of records of one type, `filter.type`; the unit may be given by name, and of
 * `filter.after` the number alone is looked at. errors  ERR_RECORD_TYPE, ERR_CATALOG_NONE,
 * ERR_UNIT_NOT_FOUND, ERR_RECORD_NOT_FOUND
 */
struct app_record_page {
    const struct record_type *type; /* of the catalog in force; each record has its own */
    struct app_record *p;
    size_t n;
    bool more;
};
ERR_CHECKED enum err_code app_record_list(struct arena *a, struct app *app,
                                          const struct record_filter *filter,
                                          struct app_record_page *ret, struct err *e);

/*
 * The number of the subject in whose file records of a type are, from what it is known by: R12,
 * void or not, or a text that sheets may name it by.
 * errors  ERR_RECORD_TYPE, ERR_CATALOG_NONE, ERR_SEAL_KEY_MISSING
 *         ERR_RECORD_FIELD  records of that type are in no file
 *         ERR_RECORD_REF, ERR_RECORD_REF_SEVERAL
 */
ERR_CHECKED enum err_code app_record_subject(struct arena *a, struct app *app, struct str type,
                                             struct str text, int64_t *ret, struct err *e);

/* The types of the catalogs in force. */
ERR_CHECKED enum err_code app_record_types(struct arena *a, struct app *app,
                                           struct app_catalogs *ret, struct err *e);
