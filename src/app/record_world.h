/*
 * record_world.h — everything a record is checked against: catalogs, units, other records.
 *
 * Made at the beginning of a transaction and good until its end. What was looked up once is
 * not looked up again, so an import asks the store for each subject once.
 */
#pragma once

#include "app/catalog_now.h"
#include "app/data_key.h"
#include "base/map.h"
#include "core/record/validate.h"
#include "store/record.h"
#include "store/unit.h"

struct field_patterns;

/* What is known of a subject. */
struct world_subject {
    int64_t id;
    struct str type;
    struct life life;
    bool voided;
};

struct record_world {
    struct arena *a; /* lives as long as the transaction */
    struct tx *tx;
    struct str county;
    instant now;
    struct app_catalogs catalogs;
    struct unit_list units;
    const struct seal_key *data_key; /* NULL: there is none */
    bool has_index_key;
    struct seal_key index_key;
    struct field_patterns *patterns;
    struct map lookups;               /* text a record is known by → place in `found` */
    VEC(struct record_id_list) found; /* the records found by it */
    struct map subjects;              /* number → place in `known` */
    VEC(struct world_subject) known;
    struct record_names names; /* for value_read and record_validate */
};

/*
 * Make it. `data_key` may be NULL. The world must not move: `names` points to it.
 * errors  ERR_CATALOG_NONE, ERR_SEAL_KEY_WRONG, those of the store
 */
ERR_CHECKED enum err_code record_world_init(struct record_world *w, struct arena *a, struct tx *tx,
                                            struct str county, instant now,
                                            const struct seal_key *data_key, struct err *e);

/* Wipe what is secret. */
void record_world_release(struct record_world *w);

/*
 * A type of the catalog in force today, or in the newest that has it.
 * errors  ERR_RECORD_TYPE
 */
ERR_CHECKED enum err_code record_world_type(const struct record_world *w, struct str type,
                                            const struct record_type **ret, struct err *e);

/*
 * What a stored record says, by the type it was checked by; *ret_type and one value a field live
 * in `a`.
 *
 * unseal  also what is sensitive
 * errors  ERR_CATALOG_NOT_FOUND, ERR_DB_CORRUPT, those of store_record_unseal
 */
ERR_CHECKED enum err_code record_world_values(struct record_world *w, struct arena *a,
                                              const struct stored_record *r, bool unseal,
                                              const struct record_type **ret_type,
                                              struct value **ret, struct err *e);

/*
 * The id of the unit of that id or name.
 * errors  ERR_UNIT_NOT_FOUND
 */
ERR_CHECKED enum err_code record_world_unit(struct record_world *w, struct str text,
                                            struct str *ret, struct err *e);

/*
 * What is known of the record `id` as a subject; NULL if there is none.
 */
ERR_CHECKED enum err_code record_world_subject(struct record_world *w, int64_t id,
                                               const struct world_subject **ret, struct err *e);

/* The digest by which a record is found: keyed where the field is sensitive. Lives in `a`. */
ERR_CHECKED enum err_code record_world_digest(struct record_world *w, struct arena *a,
                                              struct str text, bool sensitive, struct str *ret,
                                              struct err *e);

/*
 * The digest by which records are found that name the record `id` in a field of type `ref` that is
 * not sensitive: every one of these has it. Lives in `a`.
 */
ERR_CHECKED enum err_code record_ref_digest(struct arena *a, const struct record_type *t,
                                            int32_t field, int64_t id, struct str *ret,
                                            struct err *e);

/*
 * What the store keeps of a draft: JSON, digests, and by which catalog it was checked, that of its
 * type, which is a current one. Lives in `a`.
 * errors  ERR_SEAL_KEY_MISSING  a sensitive value, and no key
 */
ERR_CHECKED enum err_code record_world_content(struct record_world *w, struct arena *a,
                                               const struct record_draft *d,
                                               struct record_content *ret, struct err *e);
