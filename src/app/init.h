/*
 * init.h — use case: make a database ready for a county.
 */
#pragma once

#include "app/app.h"

struct app_county {
    bool created;          /* false: the county was there already */
    struct str code, name; /* of the county */
    const char *engine;    /* "SQLite", "PostgreSQL" */
};

/* Taken where the caller names no county. */
#define APP_COUNTY_CODE "local"

/*
 * Create the database or bring its schema up to date, and create the county
 * app->county (empty: APP_COUNTY_CODE) unless it is there. Doing it again changes nothing.
 *
 * name    of the county; empty: the code
 * errors  ERR_COUNTY_OTHER  the database belongs to another county, or the county has another
 *                           name than the one given
 *         ERR_COUNTY_CODE, those of store_open
 */
ERR_CHECKED enum err_code app_init_database(struct arena *a, struct app *app, struct str name,
                                            struct app_county *ret, struct err *e);
