/*
 * county.h — the counties a database holds; every other row belongs to one.
 *
 * An SQLite file usually holds one, a server many.
 */
#pragma once

#include "base/date.h"

struct arena;
struct audit_by;
struct tx;

struct county {
    struct str code; /* ASCII letters, digits, '-' and '_'; 1 to 32 characters */
    struct str name; /* as shown; never empty */
    instant created_at;
};

enum { COUNTY_CODE_MAX = 32 };

/*
 * Add the county by->county and begin its audit chain ("county.create").
 *
 * errors  ERR_COUNTY_CODE    not a code as above
 *         ERR_COUNTY_EXISTS  there is one of that code
 */
ERR_CHECKED enum err_code store_county_create(struct tx *tx, const struct audit_by *by,
                                              struct str name, struct err *e);

/*
 * The county of that code; an empty code means the only one there is.
 *
 * errors  ERR_COUNTY_NOT_FOUND  none of that code, or none at all
 *         ERR_COUNTY_SEVERAL    no code given and several are there
 */
ERR_CHECKED enum err_code store_county_get(struct arena *a, struct tx *tx, struct str code,
                                           struct county *ret, struct err *e);
