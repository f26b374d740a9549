/*
 * app.h — the application: what its use cases run on.
 *
 * main.c owns one `struct app` and fills it; each use case has a header of its
 * own in this folder (init.h, plan_import.h, ledger.h, audit.h). This folder is
 * the only one that joins sources, the core and the store.
 */
#pragma once

#include "app/clock.h"
#include "base/str.h"

struct store;

struct app {
    struct clock clock;
    const char *actor;    /* who acts, for the audit chain; never empty */
    const char *db;       /* path or URL of the database */
    const char *key_file; /* of sealed fields; NULL: beside an SQLite file, see data_key.h */
    struct str county;    /* code of the county; empty: the only one there is */
    struct store *store;  /* open since the first use case that needed it, else NULL */
};

/* ---- life cycle ------------------------------------------------------ */

/* Start with the machine's clock and the operating system's user; opens nothing. */
void app_init(struct app *app);

/* Close the store, if it is open. */
void app_release(struct app *app);

/* ---- the store -------------------------------------------------------- */

/*
 * Open the existing database unless it is open.
 * errors  those of store_open; ERR_DB_NOT_INITIALISED if there is none
 */
ERR_CHECKED enum err_code app_open(struct app *app, struct err *e);

/* Whether a use case has stored anything: nothing that fails later may be told as if it had not. */
bool app_has_stored(const struct app *app);

/* The name of the database as it may be shown: no password, no parameters. Lives in `a`. */
struct str app_db_shown(struct arena *a, const struct app *app);
