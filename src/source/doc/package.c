/*
 * package.c — the only file that includes libzip.
 *
 * What surprised its author: libzip opens a container with two entries of one
 * name and silently takes the first, while other programs take the last. A
 * document that shows different text in different programs is refused.
 */
#include "source/doc/package.h"

#include <zip.h>

static const char ENTRY_SIGNATURE[] = {'P', 'K', 1, 2}; /* of the central directory */

/*
 * libzip allocates for every entry before its count can be asked. Signatures
 * bound the entries from above; only embedded containers add to them.
 */
static bool too_many_entries(struct str bytes)
{
    struct str signature = {ENTRY_SIGNATURE, sizeof(ENTRY_SIGNATURE)};
    size_t n = 0;
    for (size_t at = 0; (at = str_find(bytes, signature, at)) != SIZE_MAX; at += signature.n)
        if (++n > PACKAGE_ENTRIES_MAX)
            return true;
    return false;
}

static enum err_code damaged(zip_error_t *why, struct err *e)
{
    enum err_code code = err_set(e, ERR_PLAN_DAMAGED, "zip: %s", zip_error_strerror(why));
    zip_error_fini(why);
    return code;
}

enum err_code package_open(struct str bytes, struct package *ret, struct err *e)
{
    if (too_many_entries(bytes))
        return err_set(e, ERR_PLAN_TOO_BIG, "zip: more than %d entries", PACKAGE_ENTRIES_MAX);
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);
    if (source == NULL)
        return damaged(&why, e);
    zip_t *z = zip_open_from_source(source, ZIP_RDONLY, &why);
    if (z == NULL) {
        zip_source_free(source);
        return damaged(&why, e);
    }
    zip_error_fini(&why);
    *ret = (struct package){.z = z};
    return ERR_OK;
}

void package_close(struct package *p)
{
    if (p->z != NULL)
        zip_discard(p->z);
    *p = (struct package){0};
}

static char folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '\\' ? '/' : c; /* some writers use the separator of their system */
}

/* Whether the entry's name begins with `prefix`; `whole`: is nothing but it. */
static bool name_matches(const char *name, struct str prefix, bool whole)
{
    if (folded(*name) == '/')
        name++;
    for (size_t i = 0; i < prefix.n; i++)
        if (name[i] == '\0' || folded(name[i]) != folded(prefix.p[i]))
            return false;
    return !whole || name[prefix.n] == '\0';
}

/* Entries that match; *ret receives the first. */
static size_t matches(struct package *p, struct str prefix, bool whole, zip_uint64_t *ret)
{
    zip_int64_t n = zip_get_num_entries(p->z, 0);
    size_t found = 0;
    for (zip_uint64_t i = 0; n > 0 && i < (zip_uint64_t)n; i++) {
        const char *name = zip_get_name(p->z, i, ZIP_FL_ENC_RAW);
        if (name == NULL || !name_matches(name, prefix, whole))
            continue;
        if (found++ == 0)
            *ret = i;
    }
    return found;
}

bool package_has(struct package *p, struct str name)
{
    zip_uint64_t first = 0;
    return matches(p, name, true, &first) > 0;
}

bool package_has_below(struct package *p, struct str prefix)
{
    zip_uint64_t first = 0;
    return matches(p, prefix, false, &first) > 0;
}

static enum err_code inflate_part(struct package *p, zip_file_t *f, struct str name,
                                  struct buf *out, struct err *e)
{
    char chunk[16 * 1024];
    for (;;) {
        zip_int64_t n = zip_fread(f, chunk, sizeof(chunk));
        if (n < 0)
            return err_set(e, ERR_PLAN_DAMAGED, "zip: %" STR_FMT ": %s", STR_ARG(name),
                           zip_error_strerror(zip_file_get_error(f)));
        if (n == 0)
            return ERR_OK;
        p->inflated += (size_t)n;
        buf_add(out, (struct str){chunk, (size_t)n});
        if (buf_over(out) || p->inflated > PACKAGE_INFLATED_MAX)
            return err_set(e, ERR_PLAN_TOO_BIG, "zip: %" STR_FMT " inflates to more than %d bytes",
                           STR_ARG(name), PACKAGE_PART_MAX);
    }
}

enum err_code package_part(struct package *p, struct str name, struct buf *out, struct err *e)
{
    zip_uint64_t at = 0;
    size_t found = matches(p, name, true, &at);
    if (found != 1)
        return err_set(e, ERR_PLAN_DAMAGED, "zip: %s %" STR_FMT,
                       found == 0 ? "no part" : "two parts named", STR_ARG(name));
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(p->z, at, 0, &stat) == 0 && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        stat.encryption_method != ZIP_EM_NONE)
        return err_set(e, ERR_PLAN_ENCRYPTED, "zip: %" STR_FMT " asks for a password",
                       STR_ARG(name));
    zip_file_t *f = zip_fopen_index(p->z, at, 0);
    if (f == NULL)
        return err_set(e, ERR_PLAN_DAMAGED, "zip: %" STR_FMT ": %s", STR_ARG(name),
                       zip_error_strerror(zip_get_error(p->z)));
    enum err_code code = inflate_part(p, f, name, out, e);
    (void)zip_fclose(f);
    return code;
}
