/*
 * catalog.c — see catalog.h.
 */
#include "core/catalog/catalog.h"

const struct unit_kind *catalog_unit_kind(const struct catalog *c, struct str id)
{
    for (size_t i = 0; i < c->n_unit_kinds; i++) {
        if (str_eq(c->unit_kinds[i].id, id))
            return &c->unit_kinds[i];
    }
    return NULL;
}

const struct record_type *catalog_type(const struct catalog *c, struct str id)
{
    for (size_t i = 0; i < c->n_types; i++) {
        if (str_eq(c->types[i].id, id))
            return &c->types[i];
    }
    return NULL;
}

const struct choices *catalog_dict(const struct catalog *c, struct str id)
{
    for (size_t i = 0; i < c->n_dicts; i++) {
        if (str_eq(c->dicts[i].id, id))
            return &c->dicts[i];
    }
    return NULL;
}
