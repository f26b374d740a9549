/*
 * container.c — the only file of this folder that includes libzip; see container.h.
 *
 * What surprised its author: closing an archive frees the source it was written
 * to, so the source is kept with a reference of one's own before. And an archive that
 * is changed in memory shares its old bytes with the new ones, and frees them twice: a
 * part is therefore exchanged by packing all anew.
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

/* An archive over a source of its own, which outlives closing the archive. */
struct archive {
    zip_source_t *source;
    zip_t *z;
};

static enum err_code archive_open(struct str bytes, int flags, struct archive *ret, struct err *e)
{
    zip_error_t why;
    zip_error_init(&why);
    struct archive ar = {.source = zip_source_buffer_create(bytes.p, bytes.n, 0, &why)};
    ar.z = ar.source == NULL ? NULL : zip_open_from_source(ar.source, flags, &why);
    enum err_code code = ar.z == NULL ? failed(&why, e) : ERR_OK;
    zip_error_fini(&why);
    if (code != ERR_OK) {
        zip_source_free(ar.source);
        return code;
    }
    zip_source_keep(ar.source);
    *ret = ar;
    return ERR_OK;
}

static void archive_discard(const struct archive *ar)
{
    zip_discard(ar->z);
    zip_source_free(ar->source);
}

enum err_code container_pack(struct arena *a, const struct container_part *parts, size_t n,
                             struct str *ret, struct err *e)
{
    struct archive ar;
    ERR_TRY(archive_open(STR_NONE, ZIP_TRUNCATE, &ar, e));
    enum err_code code = add_parts(ar.z, parts, n, e);
    if (code != ERR_OK) {
        archive_discard(&ar);
        return code;
    }
    code = take_bytes(a, ar.source, ret, e);
    zip_source_free(ar.source);
    return code;
}

/* ---- changing one ------------------------------------------------------ */

static enum err_code read_entry(struct arena *a, zip_t *z, zip_uint64_t at,
                                struct container_part *ret, struct err *e)
{
    zip_stat_t stat;
    zip_file_t *f = zip_stat_index(z, at, 0, &stat) == 0 ? zip_fopen_index(z, at, 0) : NULL;
    if (f == NULL)
        return failed(zip_get_error(z), e);
    char *p = arena_alloc(a, (size_t)stat.size + 1);
    zip_int64_t n = zip_fread(f, p, stat.size);
    (void)zip_fclose(f);
    if (n < 0 || (zip_uint64_t)n != stat.size)
        return err_set(e, ERR_PAPER_WRITE, "zip: %s cannot be read", stat.name);
    *ret = (struct container_part){arena_copy(a, stat.name, strlen(stat.name)),
                                   (struct str){p, (size_t)n}};
    return ERR_OK;
}

struct entries {
    struct container_part *p;
    size_t n;
};

static enum err_code read_entries(struct arena *a, zip_t *z, struct entries *ret, struct err *e)
{
    zip_int64_t n = zip_get_num_entries(z, 0);
    struct entries all = {ARENA_NEW_N(a, (size_t)n, struct container_part), (size_t)n};
    for (size_t i = 0; i < all.n; i++)
        ERR_TRY(read_entry(a, z, i, &all.p[i], e));
    *ret = all;
    return ERR_OK;
}

static enum err_code unpack(struct arena *a, struct str container, struct entries *ret,
                            struct err *e)
{
    struct archive ar;
    ERR_TRY(archive_open(container, ZIP_RDONLY, &ar, e));
    enum err_code code = read_entries(a, ar.z, ret, e);
    archive_discard(&ar);
    return code;
}

static enum err_code find_entry(const struct entries *all, const char *name,
                                struct container_part **ret, struct err *e)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->p[i].name, name) == 0) {
            *ret = &all->p[i];
            return ERR_OK;
        }
    return err_set(e, ERR_PAPER_WRITE, "zip: there is no %s", name);
}

enum err_code container_part(struct arena *a, struct str container, const char *name,
                             struct str *ret, struct err *e)
{
    struct entries all;
    struct container_part *part = NULL;
    ERR_TRY(unpack(a, container, &all, e));
    ERR_TRY(find_entry(&all, name, &part, e));
    must(part != NULL);
    *ret = part->data;
    return ERR_OK;
}

enum err_code container_replace(struct arena *a, struct str container, const char *name,
                                struct str data, struct str *ret, struct err *e)
{
    struct entries all;
    struct container_part *part = NULL;
    ERR_TRY(unpack(a, container, &all, e));
    ERR_TRY(find_entry(&all, name, &part, e));
    must(part != NULL);
    part->data = data;
    return container_pack(a, all.p, all.n, ret, e);
}

/* ---- containers on the disk ------------------------------------------------ */

static enum err_code open_file(const char *path, int flags, const char *name, zip_t **ret,
                               zip_uint64_t *ret_at, struct err *e)
{
    int why = 0;
    zip_t *z = zip_open(path, flags, &why);
    if (z == NULL)
        return err_set(e, ERR_PAPER_WRITE, "zip: \"%s\" cannot be opened (%d)", path, why);
    zip_int64_t at = zip_name_locate(z, name, 0);
    if (at < 0) {
        zip_discard(z);
        return err_set(e, ERR_PAPER_WRITE, "zip: there is no %s", name);
    }
    *ret = z;
    *ret_at = (zip_uint64_t)at;
    return ERR_OK;
}

enum err_code container_file_part(struct arena *a, const char *path, const char *name,
                                  struct str *ret, struct err *e)
{
    zip_t *z = NULL;
    zip_uint64_t at = 0;
    struct container_part part;
    ERR_TRY(open_file(path, ZIP_RDONLY, name, &z, &at, e));
    enum err_code code = read_entry(a, z, at, &part, e);
    zip_discard(z);
    if (code == ERR_OK)
        *ret = part.data;
    return code;
}

enum err_code container_file_replace(const char *path, const char *name, struct str data,
                                     struct err *e)
{
    zip_t *z = NULL;
    zip_uint64_t at = 0;
    ERR_TRY(open_file(path, 0, name, &z, &at, e));
    zip_source_t *source = zip_source_buffer(z, data.p, data.n, 0);
    bool done = source != NULL && zip_file_replace(z, at, source, ZIP_FL_ENC_UTF_8) == 0;
    if (!done)
        zip_source_free(source);
    done = done && zip_file_set_dostime(z, at, DOS_TIME, DOS_DATE, 0) == 0 &&
           zip_set_file_compression(z, at, ZIP_CM_DEFLATE, 6) == 0 && zip_close(z) == 0;
    if (done)
        return ERR_OK;
    enum err_code code = failed(zip_get_error(z), e);
    zip_discard(z);
    return code;
}
