/*
 * package.c — the only file below source/ that includes libzip.
 *
 * What surprised its author: libzip opens a container with two entries of one
 * name and silently takes the first, while other programs take the last. A
 * document that shows different text in different programs is refused.
 */
#include "source/file/package.h"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

static const char ENTRY_SIGNATURE[] = {'P', 'K', 1, 2}; /* of the central directory */

/* ---- opening ------------------------------------------------------------- */

/*
 * libzip allocates for every entry before its count can be asked. Signatures
 * bound the entries from above; only embedded containers add to them.
 */
static enum err_code check_entries(const struct input *in, const struct package_rules *rules,
                                   struct err *e)
{
    size_t n = 0;
    struct str signature = {ENTRY_SIGNATURE, sizeof(ENTRY_SIGNATURE)};
    ERR_TRY(input_count(in, signature, PACKAGE_ENTRIES_MAX + 1, &n, e));
    if (n > PACKAGE_ENTRIES_MAX)
        return err_set(e, rules->too_big, "zip: more than %d entries", PACKAGE_ENTRIES_MAX);
    return ERR_OK;
}

static zip_t *open_bytes(struct str bytes, zip_error_t *why)
{
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, why);
    if (source == NULL)
        return NULL;
    zip_t *z = zip_open_from_source(source, ZIP_RDONLY, why);
    if (z == NULL)
        zip_source_free(source);
    return z;
}

/* libzip closes the descriptor that it is given, so it gets one of its own. */
static zip_t *open_fd(int fd, zip_error_t *why)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return NULL;
    int code = 0;
    zip_t *z = zip_fdopen(own, 0, &code);
    if (z == NULL) {
        zip_error_fini(why);
        zip_error_init_with_code(why, code);
        (void)close(own);
    }
    return z;
}

enum err_code package_open(const struct input *in, const struct package_rules *rules,
                           struct package *ret, struct err *e)
{
    ERR_TRY(check_entries(in, rules, e));
    zip_error_t why;
    zip_error_init(&why);
    zip_t *z = in->fd < 0 ? open_bytes(in->bytes, &why) : open_fd(in->fd, &why);
    enum err_code code = ERR_OK;
    if (z == NULL)
        code = err_set(e, rules->damaged, "zip: %s", zip_error_strerror(&why));
    else
        *ret = (struct package){.z = z, .rules = rules};
    zip_error_fini(&why);
    return code;
}

void package_close(struct package *p)
{
    if (p->z != NULL)
        zip_discard(p->z);
    *p = (struct package){0};
}

/* ---- names ----------------------------------------------------------------- */

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

/* ---- content ----------------------------------------------------------------- */

enum err_code package_stream_open(struct package *p, struct str name, struct package_stream *ret,
                                  struct err *e)
{
    zip_uint64_t at = 0;
    size_t found = matches(p, name, true, &at);
    if (found != 1)
        return err_set(e, p->rules->damaged, "zip: %s %" STR_FMT,
                       found == 0 ? "no part" : "two parts named", STR_ARG(name));
    zip_stat_t stat;
    zip_stat_init(&stat);
    bool known = zip_stat_index(p->z, at, 0, &stat) == 0;
    if (known && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        stat.encryption_method != ZIP_EM_NONE)
        return err_set(e, p->rules->encrypted, "zip: %" STR_FMT " asks for a password",
                       STR_ARG(name));
    zip_file_t *f = zip_fopen_index(p->z, at, 0);
    if (f == NULL)
        return err_set(e, p->rules->damaged, "zip: %" STR_FMT ": %s", STR_ARG(name),
                       zip_error_strerror(zip_get_error(p->z)));
    *ret = (struct package_stream){.p = p, .f = f, .name = name};
    if (known && (stat.valid & ZIP_STAT_COMP_SIZE) != 0)
        ret->stored = stat.comp_size;
    if (known && (stat.valid & ZIP_STAT_SIZE) != 0)
        ret->size = stat.size;
    return ERR_OK;
}

void package_stream_close(struct package_stream *s)
{
    if (s->f != NULL)
        (void)zip_fclose(s->f);
    *s = (struct package_stream){0};
}

enum err_code package_stream_read(struct package_stream *s, char *to, size_t n, size_t *ret_n,
                                  struct err *e)
{
    must(s->p != NULL && s->f != NULL);
    const struct package_rules *rules = s->p->rules;
    zip_int64_t got = zip_fread(s->f, to, n);
    if (got < 0)
        return err_set(e, rules->damaged, "zip: %" STR_FMT ": %s", STR_ARG(s->name),
                       zip_error_strerror(zip_file_get_error(s->f)));
    s->inflated += (uint64_t)got;
    s->p->inflated += (uint64_t)got;
    if (s->inflated > rules->part_max || s->p->inflated > rules->inflated_max)
        return err_set(e, rules->too_big, "zip: %" STR_FMT " inflates to more than %llu bytes",
                       STR_ARG(s->name), (unsigned long long)rules->part_max);
    if (rules->ratio_max > 0 && s->inflated > PACKAGE_RATIO_FREE &&
        s->inflated / rules->ratio_max > s->stored)
        return err_set(e, rules->too_big, "zip: %" STR_FMT " inflates to more than %llu times",
                       STR_ARG(s->name), (unsigned long long)rules->ratio_max);
    *ret_n = (size_t)got;
    return ERR_OK;
}

enum err_code package_part(struct package *p, struct str name, struct buf *out, struct err *e)
{
    struct package_stream s = {0};
    ERR_TRY(package_stream_open(p, name, &s, e));
    char chunk[16 * 1024];
    enum err_code code = ERR_OK;
    for (;;) {
        size_t n = 0;
        code = package_stream_read(&s, chunk, sizeof(chunk), &n, e);
        if (code != ERR_OK || n == 0)
            break;
        buf_add(out, (struct str){chunk, n});
    }
    package_stream_close(&s);
    must(code != ERR_OK || !buf_over(out));
    return code;
}
