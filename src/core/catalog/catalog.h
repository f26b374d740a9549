/*
 * catalog.h — the trade's rules as data, read and checked: one immutable value.
 *
 * Place in the flow: source/catalog makes it of YAML; records are validated
 * against its types, obligations and scores are computed from its rules and
 * frameworks. A catalog that `extends` another already holds the other's
 * definitions here, those replaced by id left out. Everything lives in one arena.
 */
#pragma once

#include "core/catalog/record_type.h"

struct rule;
struct framework;

/* A kind of unit, and under which kinds it may stand. */
struct unit_kind {
    struct str id; /* "office" */
    struct title title;
    struct validity valid;
    struct citation source;
    struct place place;
    const struct str *parents; /* kinds; none for the top */
    size_t n_parents;
    const struct field *figures; /* effective-dated numbers: population, established posts */
    size_t n_figures;
};

struct catalog {
    struct str id; /* "jiangsu-2017" */
    struct title title;
    struct validity valid;
    struct str extends; /* the id of the catalog it builds on, or empty */
    struct citation source;
    const struct unit_kind *unit_kinds;
    size_t n_unit_kinds;
    const struct choices *dicts; /* lists of codes that several fields share */
    size_t n_dicts;
    const struct record_type *types;
    size_t n_types;
    const struct rule *rules; /* core/catalog/rule.h */
    size_t n_rules;
    const struct framework *frameworks; /* core/catalog/framework.h */
    size_t n_frameworks;
};

/* The definition of that id, or NULL. */
const struct unit_kind *catalog_unit_kind(const struct catalog *c, struct str id);
const struct record_type *catalog_type(const struct catalog *c, struct str id);
const struct choices *catalog_dict(const struct catalog *c, struct str id);
