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

/* The line as a file that nobody else may read, complete or not there. */
static enum err_code key_write(struct arena *a, struct str path, const char *line, struct err *e)
{
    struct str shown = str_copy(a, path);
    int fd = open(shown.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return err_set(e, ERR_FILE_WRITE, "%s: %s", shown.p, strerror(errno));
    struct str text = str_format(a, "%s\n", line);
    bool good = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
    int reason = errno;
    good = close(fd) == 0 && good;
    if (!good) {
        (void)unlink(shown.p);
        return err_set(e, ERR_FILE_WRITE, "%s: %s", shown.p, strerror(reason));
    }
    return ERR_OK;
}

enum err_code data_key_create(struct arena *a, const struct app *app, bool *ret_created,
                              struct err *e)
{
    struct str path = data_key_path(a, app);
    struct seal_key key;
    char line[SEAL_KEY_TEXT_MAX];
    *ret_created = false;
    if (path.n == 0 || access(str_copy(a, path).p, F_OK) == 0)
        return ERR_OK;
    ERR_TRY(seal_key_new(&key, e));
    enum err_code code = seal_key_text(&key, line, e);
    seal_key_wipe(&key);
    if (code == ERR_OK)
        code = key_write(a, path, line, e);
    explicit_bzero(line, sizeof(line));
    *ret_created = code == ERR_OK;
    return code;
}

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
