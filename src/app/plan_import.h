/*
 * plan_import.h — use case: a plan document becomes a stored ledger.
 *
 * Two steps, so that a person can look before anything is stored, and so that
 * nobody waits for a person inside a transaction: app_plan_open reads the file
 * and needs no database; app_plan_import compares with what is stored and stores.
 */
#pragma once

#include "app/app.h"
#include "base/hash.h"
#include "core/remedy/plan_diff.h"

/* A document that has been read. */
struct app_plan {
    struct str file_name; /* without folders; empty for standard input */
    char sha256[HASH_HEX_MAX];
    struct plan plan;
    struct plan_totals totals;
};

enum app_import_state {
    APP_IMPORT_NEW,         /* stored as revision 1 of a new plan */
    APP_IMPORT_SAME_FILE,   /* the very file is stored already; nothing changed */
    APP_IMPORT_SAME_FIELDS, /* another file that says the same; nothing changed */
    APP_IMPORT_DIFFERS,     /* differs from what is stored; nothing changed, see `diff` */
    APP_IMPORT_REVISED,     /* stored as the next revision; see `diff` */
};

struct app_import {
    enum app_import_state state;
    int64_t plan_id;
    int32_t revision;      /* the newest one that is stored now */
    struct plan_diff diff; /* DIFFERS and REVISED only; against the revision before */
    size_t recurred; /* NEW and REVISED: rectifications opened or linked, see rectify_recur.h */
};

/* Which differences the caller has agreed to take over. */
enum { APP_ACCEPT_NONE = 0, APP_ACCEPT_ANY = INT32_MAX };

/*
 * Read the file at `path`, or standard input for "-".
 *
 * errors  ERR_FILE_NOT_FOUND, ERR_FILE_READ, ERR_PLAN_TOO_BIG and the other PLAN codes
 */
ERR_CHECKED enum err_code app_plan_open(struct arena *a, const char *path, struct app_plan *ret,
                                        struct err *e);

/*
 * Store it, unless the same file or the same content is stored. A plan is known again by its
 * file, else by its document number, else (without one) by title and year.
 *
 * accept  APP_ACCEPT_NONE, APP_ACCEPT_ANY, or the revision whose differences a person has
 *         accepted; if that is not the newest any more, the state is DIFFERS again
 * errors  those of the store
 */
ERR_CHECKED enum err_code app_plan_import(struct arena *a, struct app *app,
                                          const struct app_plan *p, int32_t accept,
                                          struct app_import *ret, struct err *e);
