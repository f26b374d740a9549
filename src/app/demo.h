/*
 * demo.h — use case: an empty database is filled with a year that was.
 *
 * Catalog, units, figures, records and the rectification plan of 2016 are inside the program; they
 * come in through the use cases that anybody's files come in through. People are invented, the
 * figures are those of the plan. Units and catalog are entered as of the beginning of 2015, as an
 * office that had worked with the product then would have them; records are marked as history.
 *
 * What was brought in by the time of an error stays: the database is no place for anything else.
 */
#pragma once

#include "app/app.h"
#include "app/data_key.h"

enum { DEMO_YEAR = 2016 };

struct app_demo {
    bool created; /* the database was made */
    enum data_key_state key;
    struct str catalog;
    int64_t catalog_version;
    int64_t units, figures, outages, records;
    int64_t plan_id;
};

/*
 * Fill it; without a database one is made.
 *
 * outage  also the outage of the network of that year, as if it had been accepted in time
 * tmp     a folder for temporary files; NULL: /tmp
 * errors  ERR_DEMO_NOT_EMPTY  it has units, catalogs or plans
 *         ERR_SEAL_KEY_MISSING  a server, and no key file was named
 *         those of app_init_database and of what is brought in
 */
ERR_CHECKED enum err_code app_demo(struct arena *a, struct app *app, bool outage, const char *tmp,
                                   struct app_demo *ret, struct err *e);
