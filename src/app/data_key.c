/*
 * data_key.c — see data_key.h.
 */
#include "app/data_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "store/county.h"
#include "store/store.h"
#include "store/subject_key.h"

enum { DATA_KEY_FILE_MAX = 4096 };

static bool is_server(const char *db)
{
    return str_starts(str_of(db), STR("postgres://")) ||
           str_starts(str_of(db), STR("postgresql://"));
}

struct str data_key_path(struct arena *a, const struct app *app)
{
    struct str db = str_of(app->db);
    if (app->key_file != NULL && app->key_file[0] != '\0')
        return str_of(app->key_file);
    if (is_server(app->db))
        return STR_NONE;
    if (str_starts(db, STR("file:"))) /* a URI: the path is what stands before its parameters */
        db = str_sub(db, 5, str_find(db, STR("?"), 0));
    return str_format(a, "%" STR_FMT ".key", STR_ARG(db));
}

/* ---- making it ------------------------------------------------------------------- */

/* Write all of it into a file of its own that nobody else may read; false with errno set. */
static bool key_write_part(const char *part, struct str text)
{
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return false;
    bool good = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
    int reason = errno;
    good = close(fd) == 0 && good;
    errno = reason;
    return good;
}

/* The file, complete or not there; one that somebody else made meanwhile stays. */
static enum err_code key_write(struct arena *a, struct str path, struct str text, struct err *e)
{
    struct str to = str_copy(a, path);
    struct str part = str_format(a, "%" STR_FMT ".%ld.part", STR_ARG(path), (long)getpid());
    bool good = key_write_part(part.p, text) && (link(part.p, to.p) == 0 || errno == EEXIST);
    int reason = errno;
    (void)unlink(part.p);
    return good ? ERR_OK : err_set(e, ERR_FILE_WRITE, "%s: %s", to.p, strerror(reason));
}

static enum err_code key_make(struct arena *a, struct str path, const struct seal_key *key,
                              struct err *e)
{
    char line[SEAL_KEY_TEXT_MAX + 1];
    ERR_TRY(seal_key_text(key, line, e));
    size_t n = strlen(line);
    line[n] = '\n';
    enum err_code code = key_write(a, path, (struct str){line, n + 1}, e);
    explicit_bzero(line, sizeof(line));
    return code;
}

struct key_call {
    struct arena *a;
    const struct app *app;
    const struct seal_key *key;
};

/* Whether the county takes this key: the one it began with, or any if nothing was sealed yet. */
static enum err_code key_check_tx(struct tx *tx, void *ctx, struct err *e)
{
    const struct key_call *c = ctx;
    struct county county;
    struct seal_key index;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(store_index_key(tx, county.code, c->key, &index, e));
    seal_key_wipe(&index);
    return ERR_OK;
}

static enum err_code key_provide(struct arena *a, struct app *app, struct seal_key *key,
                                 enum data_key_state *ret, struct err *e)
{
    struct key_call c = {.a = a, .app = app, .key = key};
    struct err reason = {0};
    bool has = false;
    ERR_TRY(data_key_read(a, app, key, &has, e));
    if (!has)
        ERR_TRY(seal_key_new(key, e));
    enum err_code code = store_tx(app->store, TX_READ, "data key", key_check_tx, &c, &reason);
    if (code == ERR_SEAL_KEY_WRONG && !has) {
        *ret = DATA_KEY_LOST;
        return ERR_OK;
    }
    if (code != ERR_OK)
        return err_set(e, code, "%s", reason.detail);
    *ret = has ? DATA_KEY_THERE : DATA_KEY_MADE;
    return has ? ERR_OK : key_make(a, data_key_path(a, app), key, e);
}

enum err_code data_key_provide(struct arena *a, struct app *app, enum data_key_state *ret,
                               struct err *e)
{
    struct seal_key key = {{0}};
    *ret = DATA_KEY_UNNAMED;
    if (data_key_path(a, app).n == 0)
        return ERR_OK;
    ERR_TRY(app_open(app, e));
    enum err_code code = key_provide(a, app, &key, ret, e);
    seal_key_wipe(&key);
    return code;
}

/* ---- reading it ------------------------------------------------------------------ */

enum err_code data_key_read(struct arena *a, const struct app *app, struct seal_key *ret,
                            bool *ret_has, struct err *e)
{
    struct str path = data_key_path(a, app);
    struct str line;
    struct err reason = {0};
    *ret_has = false;
    if (path.n == 0)
        return ERR_OK;
    enum err_code code = file_read(a, str_copy(a, path).p, DATA_KEY_FILE_MAX, &line, &reason);
    if (code == ERR_FILE_NOT_FOUND)
        return ERR_OK;
    if (code != ERR_OK)
        return err_set(e, code, "%s", reason.detail);
    ERR_TRY(seal_key_parse(line, ret, e));
    explicit_bzero((char *)(uintptr_t)line.p, line.n);
    *ret_has = true;
    return ERR_OK;
}
