/*
 * draft.h — a catalog while it is read.
 *
 * Two steps. First the files are read one by one, those of the catalog that is built
 * upon before those of the one that extends it; a definition of a later *level*
 * replaces the one of that id. Then, with all names known, the definitions are
 * *linked*: whatever names another definition is looked up, and expressions are
 * compiled. What is linked are the definitions that are left, wherever they stand.
 *
 * Each definition keeps the node it was read from, so that linking can say where
 * a name stands. The n-th field of a type is the n-th pair of its map of fields,
 * also if it has faults.
 *
 * Somebody who adds a kind of file adds: a row in FILE_KINDS (catalog_read.c), a kind
 * below, a reader that claims its ids, and a link function called in catalog_draft_finish.
 */
#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/framework.h"
#include "source/catalog/catalog_read.h"
#include "source/catalog/read.h"

enum draft_kind {
    DRAFT_UNIT_KIND,
    DRAFT_DICT,
    DRAFT_RECORD_TYPE,
    DRAFT_RULE,
    DRAFT_FRAMEWORK,
    DRAFT_KIND__MAX
};

/* One name of a catalog: all definitions share one space of names. */
struct draft_name {
    struct str id;
    enum draft_kind kind;
    int32_t level;
    size_t index; /* in the list of its kind */
    struct place place;
};

struct draft_unit_kind {
    struct unit_kind kind;
    const struct yaml_node *node;
};

struct draft_type {
    struct record_type type;
    struct field *fields; /* those of `type`, while they may change */
    const struct yaml_node *node;
};

struct draft_rule {
    struct rule rule;
    const struct yaml_node *node;
};

/* No window and no time for entering is longer, in whatever it is counted. */
enum { RULE_SPAN_MAX = 36500 };

struct catalog_draft {
    struct reading r;
    struct catalog catalog; /* id, title and the like; its lists are filled at the end */
    int32_t level;
    bool over;          /* the arena is full, and it has been told */
    size_t rule_faults; /* those found while rules were read: nothing else rests on them */
    VEC(struct draft_name) names;
    VEC(struct draft_unit_kind) unit_kinds;
    VEC(struct choices) dicts;
    VEC(struct draft_type) types;
    VEC(struct draft_rule) rules;
    VEC(const struct yaml_node *) frameworks; /* read when all else is linked */
};

/* No catalog has more definitions. */
enum { DEFINITIONS_MAX = 5000 };

/*
 * Take a name for a definition that stands at `at`. *ret_index is its place in the list of
 * its kind: that of the one it replaces, or n_list, for which the caller then makes room.
 * False, with a fault: the name is taken on this level, or by something of another kind.
 */
bool draft_claim(struct catalog_draft *d, enum draft_kind kind, struct str id,
                 const struct yaml_node *at, size_t n_list, size_t *ret_index);

/* Whether the arena is full, which ends the reading; the first time it is told. */
bool draft_over(struct catalog_draft *d);

/* Names that a reader could have meant, of one kind; *ret_n receives their number. */
const struct str *draft_names(struct catalog_draft *d, enum draft_kind kind, size_t *ret_n);

/* The definition of that name, or NULL with a fault at the node that names it. */
const struct choices *draft_dict_named(struct catalog_draft *d, const struct yaml_node *n);
const struct draft_type *draft_type_named(struct catalog_draft *d, const struct yaml_node *n);

/* ---- readers: one definition or file each ------------------------------------- */

/* Each takes the top of a file (or of one definition) and claims the names it finds. */
void read_catalog_file(struct catalog_draft *d, const struct yaml_node *root);
void read_units_file(struct catalog_draft *d, const struct yaml_node *root);
void read_dicts_file(struct catalog_draft *d, const struct yaml_node *root);
void read_record_type(struct catalog_draft *d, const struct yaml_node *root);
void read_rules_file(struct catalog_draft *d, const struct yaml_node *root);
void read_framework_file(struct catalog_draft *d, const struct yaml_node *root);

/* The values of an enum or dict; the map below `of`. */
void read_choices(const struct reading *r, const struct yaml_node *of, struct choices *ret);

/* The fields of a type, the columns of a table, the figures of a unit; NULL if there are none. */
struct field *read_fields(const struct reading *r, const struct yaml_node *map, size_t *ret_n);

/* ---- links: once all names are known -------------------------------------------- */

/* Look up what definitions name; those of a type go field by field, then check by check. */
void link_units(struct catalog_draft *d);
void link_record_types(struct catalog_draft *d);
void link_fields(struct catalog_draft *d, struct draft_type *t);
void link_checks(struct catalog_draft *d, struct draft_type *t);

/*
 * The number of the field that the scalar n names, or FIELD_NONE with a fault; also FIELD_NONE, and
 * without a word, for NULL.
 */
int32_t link_field(struct catalog_draft *d, const struct draft_type *t, const struct yaml_node *n);

/*
 * The rest is linked when the types stand in their final places in d->catalog, and only if there
 * was no fault until then.
 */
void settle_histories(struct catalog_draft *d, struct record_type *types, size_t n);
void link_rules(struct catalog_draft *d);
void link_frameworks(struct catalog_draft *d);

/* The type that the scalar n names; NULL, with a fault unless n is NULL. */
const struct record_type *link_type(struct catalog_draft *d, const struct yaml_node *n);

/* The number of its field of that form; FIELD_NONE, with a fault unless n is NULL. */
int32_t link_type_field(struct catalog_draft *d, const struct record_type *t,
                        const struct yaml_node *n, enum value_form form);

/*
 * A condition over records of the type, asked when they are stored: `env` has the slots of
 * record_env first. It cannot speak of sealed fields. NULL if there is none, or a fault.
 */
const struct expr *link_condition(struct catalog_draft *d, const struct yaml_node *n,
                                  struct str what, const struct expr_env *env,
                                  const struct record_type *t);

/* What a condition on a subject may speak of: rule_env_subject. */
const struct expr_env *link_subject_env(struct catalog_draft *d, const struct record_type *t);
