/*
 * container.c — the only file of this folder that includes libzip; see container.h.
 *
 * What surprised its author: closing an archive frees the source it was written
 * to, so the source is kept with a reference of one's own before.
 */
#include "deliver/container.h"

#include <zip.h>

#include "base/arena.h"

enum { DOS_TIME = 0, DOS_DATE = 1 << 5 | 1 }; /* midnight of 1980-01-01 */

static enum err_code failed(zip_error_t *why, struct err *e)
{
    return err_set(e, ERR_PAPER_WRITE, "zip: %s", zip_error_strerror(why));
}

static enum err_code add_part(zip_t *z, const struct container_part *part, struct err *e)
{
    zip_source_t *source = zip_source_buffer(z, part->data.p, part->data.n, 0);
    if (source == NULL)
        return failed(zip_get_error(z), e);
    zip_int64_t at = zip_file_add(z, part->name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return failed(zip_get_error(z), e);
    }
    if (zip_file_set_dostime(z, (zip_uint64_t)at, DOS_TIME, DOS_DATE, 0) != 0 ||
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_DEFLATE, 6) != 0)
        return failed(zip_get_error(z), e);
    return ERR_OK;
}

static enum err_code add_parts(zip_t *z, const struct container_part *parts, size_t n,
                               struct err *e)
{
    for (size_t i = 0; i < n; i++)
        ERR_TRY(add_part(z, &parts[i], e));
    return zip_close(z) == 0 ? ERR_OK : failed(zip_get_error(z), e);
}

static enum err_code take_bytes(struct arena *a, zip_source_t *source, struct str *ret,
                                struct err *e)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return failed(zip_source_error(source), e);
    char *p = arena_alloc(a, (size_t)stat.size + 1);
    zip_int64_t n = zip_source_read(source, p, stat.size);
    (void)zip_source_close(source);
    if (n < 0 || (zip_uint64_t)n != stat.size)
        return failed(zip_source_error(source), e);
    *ret = (struct str){p, (size_t)n};
    return ERR_OK;
}

enum err_code container_pack(struct arena *a, const struct container_part *parts, size_t n,
                             struct str *ret, struct err *e)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *z = source == NULL ? NULL : zip_open_from_source(source, ZIP_TRUNCATE, &why);
    if (z == NULL) {
        enum err_code code = failed(&why, e);
        zip_source_free(source);
        zip_error_fini(&why);
        return code;
    }
    zip_error_fini(&why);
    zip_source_keep(source);
    enum err_code code = add_parts(z, parts, n, e);
    if (code != ERR_OK)
        zip_discard(z);
    else
        code = take_bytes(a, source, ret, e);
    zip_source_free(source);
    return code;
}
