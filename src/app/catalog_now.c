/*
 * catalog_now.c — see catalog_now.h.
 */
#include "app/catalog_now.h"

#include "app/memo.h"
#include "base/arena.h"
#include "base/nearest.h"
#include "source/catalog/catalog_read.h"
#include "store/record.h"

/* The folder a stored path begins with. */
static struct str now_folder(struct str path)
{
    size_t slash = str_find(path, STR("/"), 0);
    return str_sub(path, 0, slash == SIZE_MAX ? 0 : slash);
}

/* Files by their folders; that of the catalog itself first. */
static struct catalog_source *now_sources(struct arena *a, struct str catalog,
                                          const struct catalog_file_list *files, size_t *ret_n)
{
    struct catalog_source *sources = ARENA_NEW_N(a, files->n + 1, struct catalog_source);
    size_t n = 1;
    sources[0].name = catalog;
    for (size_t i = 0; i < files->n; i++) {
        struct str folder = now_folder(files->p[i].path);
        size_t at = 0;
        while (at < n && !str_eq(sources[at].name, folder))
            at++;
        if (at == n)
            sources[n++].name = folder;
        struct catalog_source *s = &sources[at];
        if (s->files == NULL)
            s->files = ARENA_NEW_N(a, files->n, struct source_file);
        struct source_file *list = (struct source_file *)(uintptr_t)s->files;
        list[s->n++] = (struct source_file){
            str_sub(files->p[i].path, folder.n + 1, files->p[i].path.n), files->p[i].content};
    }
    *ret_n = n;
    return sources;
}

static enum err_code now_parse(struct arena *a, const struct catalog_version *v,
                               const struct catalog_file_list *files, const struct catalog **ret,
                               struct err *e)
{
    struct faults faults;
    size_t n = 0;
    faults_init(&faults, a);
    struct catalog_source *sources = now_sources(a, v->catalog, files, &n);
    *ret = catalog_read(a, sources, n, &faults);
    if (*ret != NULL)
        return ERR_OK;
    return err_set(e, ERR_DB_CORRUPT, "catalog %" STR_FMT " %lld: %s", STR_ARG(v->catalog),
                   (long long)v->version, faults.n > 0 ? err_info(faults.p[0].code)->number : "");
}

/* One of the versions of a county, read once as long as the store is open. */
static enum err_code now_read(struct tx *tx, struct str county,
                              const struct catalog_version *version,
                              struct app_catalog_version *ret, struct err *e)
{
    struct memo *memo = memo_of(tx);
    struct app_catalog_version v = {*version, memo_catalog(memo, version->sha256)};
    if (v.catalog == NULL) {
        struct catalog_file_list files;
        struct catalog_version stored;
        ERR_TRY(store_catalog_get(&memo->a, tx, county, version->catalog, version->version, &stored,
                                  &files, e));
        ERR_TRY(now_parse(&memo->a, &stored, &files, &v.catalog, e));
        memo_keep_catalog(memo, version->sha256, v.catalog);
    }
    *ret = v;
    return ERR_OK;
}

enum err_code app_catalogs_read(struct arena *a, struct tx *tx, struct str county,
                                struct app_catalogs *ret, struct err *e)
{
    struct catalog_version_list list;
    ERR_TRY(store_catalog_current(a, tx, county, &list, e));
    if (list.n == 0)
        return err_set(e, ERR_CATALOG_NONE, "%" STR_FMT, STR_ARG(county));
    struct app_catalog_version *all = ARENA_NEW_N(a, list.n, struct app_catalog_version);
    for (size_t i = 0; i < list.n; i++)
        ERR_TRY(now_read(tx, county, &list.p[i], &all[i], e));
    *ret = (struct app_catalogs){.p = all, .n = list.n};
    return ERR_OK;
}

const struct app_catalog_version *app_catalogs_on(const struct app_catalogs *c, date day)
{
    for (size_t i = 0; i < c->n; i++) {
        if (validity_holds(&c->p[i].catalog->valid, day))
            return &c->p[i];
    }
    return NULL;
}

const struct record_type *app_catalogs_type(const struct app_catalogs *c, struct str type, date day,
                                            const struct app_catalog_version **ret_by)
{
    const struct app_catalog_version *by = app_catalogs_on(c, day);
    const struct record_type *found = by == NULL ? NULL : catalog_type(by->catalog, type);
    for (size_t i = c->n; found == NULL && i > 0; i--) {
        by = &c->p[i - 1];
        found = catalog_type(by->catalog, type);
    }
    if (ret_by != NULL)
        *ret_by = found == NULL ? NULL : by;
    return found;
}

const struct record_type *const *app_catalogs_types(struct arena *a, const struct app_catalogs *c,
                                                    struct str type, date day, size_t *ret_n)
{
    const struct record_type **types = ARENA_NEW_N(a, c->n, const struct record_type *);
    const struct record_type *first = app_catalogs_type(c, type, day, NULL);
    size_t n = 0;
    if (first != NULL)
        types[n++] = first;
    for (size_t i = c->n; i > 0; i--) {
        const struct record_type *t = catalog_type(c->p[i - 1].catalog, type);
        if (t != NULL && t != first)
            types[n++] = t;
    }
    *ret_n = n;
    return types;
}

enum err_code app_catalogs_no_type(const struct app_catalogs *c, struct str type, struct err *e)
{
    struct str nearest = STR_NONE;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < c->n; i++) {
        const struct catalog *catalog = c->p[i].catalog;
        for (size_t k = 0; k < catalog->n_types; k++) {
            struct str id = catalog->types[k].id;
            size_t distance = nearest_distance(type, id);
            if (distance < least && nearest_is(type, id)) {
                nearest = id;
                least = distance;
            }
        }
    }
    if (nearest.n == 0)
        return err_set(e, ERR_RECORD_TYPE, "%" STR_FMT, STR_ARG(type));
    return err_set(e, ERR_RECORD_TYPE, "%" STR_FMT " → %" STR_FMT "?", STR_ARG(type),
                   STR_ARG(nearest));
}

const struct app_catalog_version *app_catalogs_of(const struct app_catalogs *c,
                                                  const struct record_type *t)
{
    for (size_t i = 0; i < c->n; i++) {
        if (catalog_type(c->p[i].catalog, t->id) == t)
            return &c->p[i];
    }
    return NULL;
}

/* Whether it is that version; 0: the current one. */
static bool now_is(const struct app_catalog_version *v, struct str catalog, int64_t version)
{
    return (version == 0 || v->version.version == version) && str_eq(v->version.catalog, catalog);
}

enum err_code app_catalogs_version(struct arena *a, struct tx *tx, struct str county,
                                   struct app_catalogs *c, struct str catalog, int64_t version,
                                   const struct app_catalog_version **ret, struct err *e)
{
    for (size_t i = 0; i < c->n; i++) {
        *ret = &c->p[i];
        if (now_is(*ret, catalog, version))
            return ERR_OK;
    }
    VEC_EACH (&c->old, old) {
        *ret = *old;
        if (now_is(*ret, catalog, version))
            return ERR_OK;
    }
    struct catalog_version_list all;
    struct app_catalog_version *v = ARENA_NEW(a, struct app_catalog_version);
    ERR_TRY(store_catalog_list(a, tx, county, &all, e));
    for (size_t i = 0; i < all.n; i++) {
        const struct catalog_version *x = &all.p[i];
        bool asked = version == 0 ? x->current : x->version == version;
        if (!asked || !str_eq(x->catalog, catalog))
            continue;
        ERR_TRY(now_read(tx, county, x, v, e));
        *vec_push(a, &c->old) = v;
        *ret = v;
        return ERR_OK;
    }
    if (version == 0)
        return err_set(e, ERR_CATALOG_NOT_FOUND, "%" STR_FMT, STR_ARG(catalog));
    return err_set(e, ERR_CATALOG_NOT_FOUND, "%" STR_FMT "@%lld", STR_ARG(catalog),
                   (long long)version);
}

enum err_code app_catalogs_type_of(struct arena *a, struct tx *tx, struct str county,
                                   struct app_catalogs *c, const struct stored_record *r,
                                   const struct record_type **ret,
                                   const struct app_catalog_version **ret_by, struct err *e)
{
    const struct app_catalog_version *by = NULL;
    ERR_TRY(app_catalogs_version(a, tx, county, c, r->content.catalog, r->content.catalog_version,
                                 &by, e));
    must(by != NULL);
    const struct record_type *t = catalog_type(by->catalog, r->type);
    if (t == NULL)
        return err_set(e, ERR_DB_CORRUPT, "R%lld: type %" STR_FMT, (long long)r->id,
                       STR_ARG(r->type));
    *ret = t;
    if (ret_by != NULL)
        *ret_by = by;
    return ERR_OK;
}
