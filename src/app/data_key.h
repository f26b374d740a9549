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

enum data_key_state {
    DATA_KEY_THERE,   /* the file is there and belongs to the county */
    DATA_KEY_MADE,    /* it was made now */
    DATA_KEY_LOST,    /* it is not there, but something was sealed by it: to be restored */
    DATA_KEY_UNNAMED, /* the database is a server, and no file was named */
};

/*
 * See to it that the county has its key: make the file, of mode 0600, unless it is there. A new
 * one is only made where nothing was sealed yet, for it would open none of it.
 * errors  ERR_FILE_READ, ERR_FILE_WRITE, ERR_SEAL_KEY_SYNTAX, ERR_SEAL_KEY_WRONG, those of the
 *         store
 */
ERR_CHECKED enum err_code data_key_provide(struct arena *a, struct app *app,
                                           enum data_key_state *ret, struct err *e);

/*
 * Read it. Without a file *ret_has is false, and whoever seals or opens something is told by the
 * store. To be wiped by the caller.
 * errors  ERR_FILE_READ, ERR_TOO_BIG, ERR_SEAL_KEY_SYNTAX
 */
ERR_CHECKED enum err_code data_key_read(struct arena *a, const struct app *app,
                                        struct seal_key *ret, bool *ret_has, struct err *e);
