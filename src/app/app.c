/*
 * app.c — see app.h.
 */
#include "app/app.h"

#include <pwd.h>
#include <unistd.h>

#include "store/store.h"

/* The login name of the user that runs the process; the environment could claim anything. */
static const char *app_user(void)
{
    const struct passwd *user = getpwuid(getuid());
    return user != NULL && user->pw_name != NULL && user->pw_name[0] != '\0' ? user->pw_name
                                                                             : "unknown";
}

void app_init(struct app *app)
{
    *app = (struct app){.clock = clock_system(), .actor = app_user()};
}

void app_release(struct app *app)
{
    store_free(app->store);
    app->store = NULL;
}

enum err_code app_open(struct app *app, struct err *e)
{
    if (app->store != NULL)
        return ERR_OK;
    return store_open(app->db, STORE_EXISTING, &app->store, e);
}

bool app_has_stored(const struct app *app)
{
    return app->store != NULL && store_has_written(app->store);
}

struct str app_db_shown(struct arena *a, const struct app *app)
{
    return store_shown_name(a, app->db);
}
