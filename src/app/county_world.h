/*
 * county_world.h — a county out of the store, as it was known at a time.
 *
 * Place in the flow: the store → [county_world] → world.h. One catalog at a time: on each day at
 * most one is in force, and its rules speak of its own types and kinds. Records whose type the
 * catalog does not know take no part. What is sensitive stays sealed: no rule may look at it.
 */
#pragma once

#include "app/catalog_now.h"
#include "app/world.h"

struct record_life_list;
struct tx;

/*
 * Whose world it is. `catalogs` keeps what is read of old versions; `by` is one of its current
 * ones, or any other.
 */
struct county_reader {
    struct arena *a;    /* of what is read */
    struct arena *kept; /* of `catalogs`; lives as long as these, `a` perhaps not */
    struct tx *tx;
    struct str county;
    struct app_catalogs *catalogs;
    const struct catalog *catalog;
    const struct calendar *calendar; /* app_calendar() */
};

/*
 * Units, figures, outages and waivers as they were known at `as_of`, which becomes that of the
 * scene. A unit of a kind that the catalog does not know is left out, with those below it.
 */
ERR_CHECKED enum err_code county_scene(const struct county_reader *r, instant as_of,
                                       struct scene *ret, struct err *e);

/*
 * Stored records as entries, in their order; what the catalog does not know is left out.
 * errors  ERR_CATALOG_NOT_FOUND, ERR_DB_CORRUPT
 */
ERR_CHECKED enum err_code county_entries(const struct county_reader *r, const struct scene *s,
                                         const struct record_life_list *lives,
                                         const struct entry **ret, size_t *ret_n, struct err *e);

/* Everything. */
ERR_CHECKED enum err_code county_world_load(const struct county_reader *r, instant as_of,
                                            struct world *ret, struct err *e);
