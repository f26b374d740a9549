/*
 * catalog.c — see catalog.h.
 *
 * A county has a handful of catalogs with a few versions each, so questions about them
 * are answered from the whole list.
 */
#include "store/catalog.h"

#include "store/audit_chain.h"
#include "store/rectification_row.h"
#include "store/stamp.h"

/* The columns of catalog_list. */
enum {
    CATALOG_COL_CATALOG,
    CATALOG_COL_VERSION,
    CATALOG_COL_LATEST,
    CATALOG_COL_TITLE,
    CATALOG_COL_FROM,
    CATALOG_COL_TO,
    CATALOG_COL_SHA256,
    CATALOG_COL_LOADED_AT,
    CATALOG_COL_LOADED_BY,
};

/* ---- reading ----------------------------------------------------------- */

struct catalog_read {
    struct arena *a;
    bool all; /* or only the current ones */
    VEC(struct catalog_version) list;
};

static enum err_code catalog_row(struct db_row *row, void *ctx, struct err *e)
{
    struct catalog_read *read = ctx;
    struct catalog_version c = {
        .catalog = row_get_copy(read->a, row, CATALOG_COL_CATALOG),
        .version = db_get_int(row, CATALOG_COL_VERSION),
        .title = row_get_copy(read->a, row, CATALOG_COL_TITLE),
        .sha256 = row_get_copy(read->a, row, CATALOG_COL_SHA256),
        .loaded_at = {db_get_int(row, CATALOG_COL_LOADED_AT)},
        .loaded_by = row_get_copy(read->a, row, CATALOG_COL_LOADED_BY),
    };
    c.has_from = row_get_date(row, CATALOG_COL_FROM, &c.from);
    c.has_to = row_get_date(row, CATALOG_COL_TO, &c.to);
    c.current = c.version == db_get_int(row, CATALOG_COL_LATEST);
    if (c.current || read->all)
        *vec_push(read->a, &read->list) = c;
    return tx_row_done(read->a, e);
}

static enum err_code catalog_read(struct arena *a, struct tx *tx, struct str county, bool all,
                                  struct catalog_version_list *ret, struct err *e)
{
    struct catalog_read read = {.a = a, .all = all};
    ERR_TRY(TX_ROWS(tx, STMT_CATALOG_LIST, catalog_row, &read, NULL, e, db_text(county)));
    *ret = (struct catalog_version_list){read.list.p, read.list.n};
    return ERR_OK;
}

enum err_code store_catalog_list(struct arena *a, struct tx *tx, struct str county,
                                 struct catalog_version_list *ret, struct err *e)
{
    return catalog_read(a, tx, county, true, ret, e);
}

enum err_code store_catalog_current(struct arena *a, struct tx *tx, struct str county,
                                    struct catalog_version_list *ret, struct err *e)
{
    return catalog_read(a, tx, county, false, ret, e);
}

/* ---- files --------------------------------------------------------------- */

struct file_read {
    struct arena *a;
    VEC(struct catalog_file) list;
};

static enum err_code file_row(struct db_row *row, void *ctx, struct err *e)
{
    struct file_read *read = ctx;
    struct catalog_file *f = vec_push(read->a, &read->list);
    f->path = row_get_copy(read->a, row, 0);
    f->sha256 = row_get_copy(read->a, row, 1);
    f->content = str_copy(read->a, db_get_blob(row, 2));
    return tx_row_done(read->a, e);
}

static int file_cmp(const void *a, const void *b)
{
    return str_cmp(((const struct catalog_file *)a)->path, ((const struct catalog_file *)b)->path);
}

/* Sort by path and compute every hash, and that of the whole. */
static enum err_code files_hash(struct arena *a, struct catalog_file_list *files,
                                struct str *ret_sha256, struct err *e)
{
    struct hash h;
    char hex[HASH_HEX_MAX];
    if (files->n > 0)
        qsort(files->p, files->n, sizeof(*files->p), file_cmp);
    ERR_TRY(hash_begin(&h, e));
    for (size_t i = 0; i < files->n; i++) {
        ERR_TRY(hash_sha256_hex(files->p[i].content, hex, e));
        files->p[i].sha256 = str_copy(a, str_of(hex));
        hash_add_field(&h, files->p[i].path);
        hash_add_field(&h, files->p[i].sha256);
    }
    hash_end(&h, hex);
    *ret_sha256 = str_copy(a, str_of(hex));
    return ERR_OK;
}

enum err_code store_catalog_get(struct arena *a, struct tx *tx, struct str county,
                                struct str catalog, int64_t version, struct catalog_version *ret,
                                struct catalog_file_list *ret_files, struct err *e)
{
    struct catalog_version_list list;
    const struct catalog_version *found = NULL;
    ERR_TRY(store_catalog_list(a, tx, county, &list, e));
    for (size_t i = 0; i < list.n; i++)
        if (str_eq(list.p[i].catalog, catalog) &&
            (version == 0 ? list.p[i].current : list.p[i].version == version))
            found = &list.p[i];
    if (found == NULL)
        return err_set(e, ERR_CATALOG_NOT_FOUND, "%" STR_FMT ", version %lld", STR_ARG(catalog),
                       (long long)version);
    struct file_read read = {.a = a};
    ERR_TRY(TX_ROWS(tx, STMT_CATALOG_FILES, file_row, &read, NULL, e, db_text(county),
                    db_text(catalog), db_int(found->version)));
    struct catalog_file_list files = {read.list.p, read.list.n};
    struct str sha256;
    ERR_TRY(files_hash(a, &files, &sha256, e));
    if (!str_eq(sha256, found->sha256))
        return err_set(e, ERR_DB_CORRUPT,
                       "the files of %" STR_FMT " version %lld give another hash", STR_ARG(catalog),
                       (long long)found->version);
    *ret = *found;
    *ret_files = files;
    return ERR_OK;
}

/* ---- publishing ------------------------------------------------------------ */

/* "2016-01-01 to 2016-12-31", with … where there is no day. */
static struct str days_text(struct arena *a, const struct catalog_version *c)
{
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    return str_format(a, "%s to %s", c->has_from ? date_text(c->from, from) : "…",
                      c->has_to ? date_text(c->to, to) : "…");
}

static bool days_overlap(const struct catalog_version *a, const struct catalog_version *b)
{
    bool a_before = a->has_to && b->has_from && a->to.days < b->from.days;
    bool b_before = b->has_to && a->has_from && b->to.days < a->from.days;
    return !a_before && !b_before;
}

static enum err_code publish_check(struct arena *a, const struct catalog_version *c,
                                   const struct catalog_version_list *current, struct err *e)
{
    for (size_t i = 0; i < current->n; i++) {
        const struct catalog_version *other = &current->p[i];
        if (str_eq(other->catalog, c->catalog) || !days_overlap(other, c))
            continue;
        struct str mine = days_text(a, c);
        struct str theirs = days_text(a, other);
        return err_set(e, ERR_CATALOG_OVERLAP,
                       "%" STR_FMT ": %" STR_FMT "; %" STR_FMT ": %" STR_FMT, STR_ARG(c->catalog),
                       STR_ARG(mine), STR_ARG(other->catalog), STR_ARG(theirs));
    }
    return ERR_OK;
}

static enum err_code publish_write(struct tx *tx, struct str county,
                                   const struct catalog_version *c,
                                   const struct catalog_file_list *files, struct err *e)
{
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];
    ERR_TRY(TX_EXEC(tx, STMT_CATALOG_INSERT, e, db_text(county), db_text(c->catalog),
                    db_int(c->version), db_text(c->title), row_date(c->has_from, c->from, from),
                    row_date(c->has_to, c->to, to), db_text(c->sha256), db_int(c->loaded_at.ms),
                    db_text(c->loaded_by)));
    for (size_t i = 0; i < files->n; i++)
        ERR_TRY(TX_EXEC(tx, STMT_CATALOG_FILE_INSERT, e, db_text(county), db_text(c->catalog),
                        db_int(c->version), db_text(files->p[i].path), db_text(files->p[i].sha256),
                        db_blob(files->p[i].content)));
    return ERR_OK;
}

static enum err_code publish_audit(struct tx *tx, const struct audit_by *by,
                                   const struct catalog_version *c, size_t n_files, struct err *e)
{
    struct audit_detail d;
    char day[DATE_TEXT_MAX];
    audit_detail_begin(&d);
    json_put_int(d.json, "version", c->version);
    json_put_str(d.json, "title", c->title);
    if (c->has_from)
        json_put_str(d.json, "valid_from", str_of(date_text(c->from, day)));
    if (c->has_to)
        json_put_str(d.json, "valid_to", str_of(date_text(c->to, day)));
    json_put_int(d.json, "files", (int64_t)n_files);
    json_put_str(d.json, "sha256", c->sha256);
    struct str object = str_format(&d.a, "catalog/%" STR_FMT, STR_ARG(c->catalog));
    return audit_detail_append(&d, tx, by, "catalog.publish", object, e);
}

/* The files in an order of their own; the caller's stay as they are. */
static struct catalog_file_list files_copy(struct arena *a, const struct catalog_file_list *files)
{
    struct catalog_file_list copy = {ARENA_NEW_N(a, files->n, struct catalog_file), files->n};
    must(files->n > 0);
    memcpy(copy.p, files->p, files->n * sizeof(*copy.p));
    return copy;
}

enum err_code store_catalog_publish(struct arena *a, struct tx *tx, const struct audit_by *by,
                                    const struct catalog_version *c,
                                    const struct catalog_file_list *files,
                                    struct catalog_version *ret, bool *ret_new, struct err *e)
{
    struct catalog_version_list current;
    struct catalog_version next = *c;
    struct catalog_file_list sorted = files_copy(a, files);
    struct audit_by stamped = *by;
    struct stamp stamp;
    must(c->catalog.n > 0);
    ERR_TRY(files_hash(a, &sorted, &next.sha256, e));
    ERR_TRY(store_catalog_current(a, tx, by->county, &current, e));
    next.version = 1;
    for (size_t i = 0; i < current.n; i++) {
        if (!str_eq(current.p[i].catalog, c->catalog))
            continue;
        next.version = current.p[i].version + 1;
        if (str_eq(current.p[i].sha256, next.sha256)) {
            *ret = current.p[i];
            if (ret_new != NULL)
                *ret_new = false;
            return ERR_OK;
        }
    }
    ERR_TRY(publish_check(a, c, &current, e));
    ERR_TRY(stamp_take(tx, by, 1, 0, &stamp, e));
    stamped.at = stamp.at;
    next.current = true;
    next.loaded_at = stamp.at;
    next.loaded_by = by->actor;
    ERR_TRY(publish_write(tx, by->county, &next, &sorted, e));
    ERR_TRY(publish_audit(tx, &stamped, &next, sorted.n, e));
    *ret = next;
    if (ret_new != NULL)
        *ret_new = true;
    return ERR_OK;
}
