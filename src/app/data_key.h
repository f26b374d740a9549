/*
 * data_key.h — the key of sealed fields, in a file outside of the database.
 *
 * One line of text, readable by its owner alone. Whoever has the database but not this
 * file reads no sealed field; whoever loses it has lost them, so it belongs into a safe
 * besides the backups.
 */
#pragma once

#include "app/app.h"
#include "base/seal.h"

/*
 * Where it is: app->key_file, else beside an SQLite file "FILE.key", else (a server) empty: it has
 * to be named. Lives in `a`.
 */
struct str data_key_path(struct arena *a, const struct app *app);

/*
 * Make a new one, unless the file is there; its mode is 0600.
 * errors  ERR_FILE_WRITE
 */
ERR_CHECKED enum err_code data_key_create(struct arena *a, const struct app *app, bool *ret_created,
                                          struct err *e);

/*
 * Read it. Without a file *ret_has is false, and whoever seals or opens something is told by the
 * store. To be wiped by the caller.
 * errors  ERR_FILE_READ, ERR_SEAL_KEY_SYNTAX
 */
ERR_CHECKED enum err_code data_key_read(struct arena *a, const struct app *app,
                                        struct seal_key *ret, bool *ret_has, struct err *e);
