/*
 * case_parts.h — inside source/case: the parts of a case while it is read.
 */
#pragma once

#include "source/case/case_read.h"
#include "source/catalog/read.h"

/* A record before its versions are put in order. */
struct case_record {
    const struct yaml_node *node;
    struct str id;
    const struct record_type *type;
    int64_t number;
};

struct case_call {
    struct reading r;
    struct case_file *ret;
    struct case_record *records;
    size_t n_records;
};

/* What stands behind a key; NULL also for null, so that a case may spell out what it leaves out. */
const struct yaml_node *case_get(const struct yaml_node *n, const char *key);

/* The same of a list; NULL also for an empty one. */
const struct yaml_node *case_list(const struct yaml_node *root, const char *key);

/* An instant with its zone. */
bool case_instant(const struct reading *r, const struct yaml_node *n, instant *ret);

/* The units of a case, for the scene; before the catalog is known, `kind` of each is NULL. */
void case_units_read(struct case_call *c, const struct yaml_node *list);

/* Kinds of units that the catalog does not define, with the attributes used as figures. */
const struct unit_kind *case_unit_kinds(struct case_call *c, const struct yaml_node *list,
                                        size_t *ret_n);

/* Point each unit to its kind, and read its attributes. */
void case_units_link(struct case_call *c, const struct yaml_node *list);

/* The number of the unit that n names; SCENE_NO_UNIT, with a fault unless n is NULL. */
int32_t case_unit(struct case_call *c, const struct yaml_node *n);

/* The record of that id; NULL, with a fault unless n is NULL. */
const struct case_record *case_record(struct case_call *c, const struct yaml_node *n);

/* records, revisions and voids, as entries. */
void case_records_read(struct case_call *c, const struct yaml_node *root);

/* outages and waivers, for the scene. */
void case_outages_read(struct case_call *c, const struct yaml_node *list);
void case_waivers_read(struct case_call *c, const struct yaml_node *list);

/* expect. */
void case_expect_read(const struct reading *r, const struct yaml_node *n, struct case_expect *ret);
