/*
 * record_attach.c — see record_attach.h.
 */
#include "app/record_attach.h"

#include "app/data_key.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "store/audit.h"
#include "store/county.h"
#include "store/record.h"
#include "store/store.h"

/* ---- reading a file ------------------------------------------------------------- */

/* What a file is, by the bytes it begins with; a container of office parts also by its name. */
static struct str media_type(struct str name, struct str bytes)
{
    static const struct {
        const char *begins; /* with these bytes */
        const char *ends;   /* and the name with this, if given */
        const char *type;
    } known[] = {
        {"%PDF-", NULL, "application/pdf"},
        {"\xFF\xD8\xFF", NULL, "image/jpeg"},
        {"\x89PNG\r\n\x1A\n", NULL, "image/png"},
        {"GIF8", NULL, "image/gif"},
        {"II*", NULL, "image/tiff"},
        {"PK\x03\x04", ".docx",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"PK\x03\x04", ".xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"PK\x03\x04", NULL, "application/zip"},
    };
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (str_starts(bytes, str_of(known[i].begins)) &&
            (known[i].ends == NULL || str_ends(name, str_of(known[i].ends))))
            return str_of(known[i].type);
    }
    return str_utf8_check(bytes, NULL) == ERR_OK ? STR("text/plain")
                                                 : STR("application/octet-stream");
}

enum err_code record_attach_read(struct arena *a, const char *path, struct attachment_file *ret,
                                 struct err *e)
{
    struct err reason = {0};
    const char *slash = strrchr(path, '/');
    struct attachment_file file = {.name = str_of(slash == NULL ? path : slash + 1)};
    char *hash = arena_alloc(a, HASH_HEX_MAX);
    ERR_TRY(str_utf8_check(file.name, e));
    enum err_code code = file_read(a, path, ATTACHMENT_SIZE_MAX, &file.content, &reason);
    if (code != ERR_OK)
        return err_set(e, code == ERR_TOO_BIG ? ERR_ATTACHMENT_TOO_BIG : code, "%s", reason.detail);
    if (file.content.n == 0)
        return err_set(e, ERR_ATTACHMENT_EMPTY, "\"%s\"", path);
    ERR_TRY(hash_sha256_hex(file.content, hash, e));
    file.sha256 = str_of(hash);
    file.media_type = media_type(file.name, file.content);
    *ret = file;
    return ERR_OK;
}

enum err_code record_attach_value(struct arena *a, const struct record_type *t, struct str field,
                                  struct str sha256, struct value *values, bool *ret_there,
                                  struct err *e)
{
    int32_t at = record_type_field(t, field);
    if (at == FIELD_NONE || t->fields[at].type != FIELD_ATTACHMENT)
        return err_set(e, ERR_RECORD_FIELD, "%" STR_FMT ".%" STR_FMT, STR_ARG(t->id),
                       STR_ARG(field));
    struct value *v = &values[at];
    size_t n = v->has ? v->n : 0;
    struct value *list = ARENA_NEW_N(a, n + 1, struct value);
    for (size_t i = 0; i < n; i++) {
        list[i] = v->list[i];
        if (str_eq(list[i].text, sha256)) {
            *ret_there = true;
            return ERR_OK;
        }
    }
    list[n] = (struct value){.has = true, .text = sha256};
    *v = (struct value){.has = true, .list = list, .n = n + 1};
    *ret_there = false;
    return ERR_OK;
}

/* ---- those that are there --------------------------------------------------------- */

struct attach_call {
    struct arena *a;
    const struct app *app;
    instant at;
    int64_t id, no;
    struct str why;
    const struct seal_key *data_key;
    struct attachment_list list;
    struct attachment file;
    struct str content;
};

static enum err_code files_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct attach_call *c = ctx;
    struct county county;
    struct stored_record r;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    ERR_TRY(store_record_get(c->a, tx, county.code, c->id, RECORD_NOW, &r, e));
    return store_attachment_list(c->a, tx, county.code, c->id, &c->list, e);
}

enum err_code app_record_files(struct arena *a, struct app *app, int64_t id,
                               struct attachment_list *ret, struct err *e)
{
    struct attach_call c = {.a = a, .app = app, .id = id};
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_READ, "record files", files_tx, &c, e));
    *ret = c.list;
    return ERR_OK;
}

/* Who reads a sensitive file, and why, stands in the chain before he sees it. */
static enum err_code get_audit(const struct attach_call *c, struct tx *tx,
                               const struct audit_by *by, struct err *e)
{
    struct json_val *detail = json_val_object(c->a);
    struct buf b;
    json_put_str(detail, "reason", c->why);
    json_put_int(detail, "file", c->no);
    buf_init(&b, (size_t)64 * 1024);
    json_write(detail, 0, &b);
    struct audit_event event = {.action = STR("attachment.unseal"),
                                .object = str_format(c->a, "record/%lld", (long long)c->id),
                                .detail = str_copy(c->a, buf_str(&b))};
    buf_release(&b);
    return store_audit_append(tx, by, &event, e);
}

static enum err_code get_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct attach_call *c = ctx;
    struct county county;
    const struct attachment *found = NULL;
    ERR_TRY(store_county_get(c->a, tx, c->app->county, &county, e));
    struct audit_by by = {county.code, str_of(c->app->actor), c->at};
    ERR_TRY(store_attachment_list(c->a, tx, county.code, c->id, &c->list, e));
    for (size_t i = 0; i < c->list.n; i++)
        found = c->list.p[i].no == c->no ? &c->list.p[i] : found;
    if (found == NULL)
        return err_set(e, ERR_ATTACHMENT_NOT_FOUND, "R%lld: %lld", (long long)c->id,
                       (long long)c->no);
    if (found->sensitive && c->why.n == 0)
        return err_set(e, ERR_SEAL_REASON, "R%lld: %lld", (long long)c->id, (long long)c->no);
    ERR_TRY(store_attachment_get(c->a, tx, county.code, c->data_key, c->id, found->sha256, &c->file,
                                 &c->content, e));
    return found->sensitive ? get_audit(c, tx, &by, e) : ERR_OK;
}

enum err_code app_record_file_get(struct arena *a, struct app *app, int64_t id, int64_t no,
                                  struct str why, struct attachment *ret, struct str *ret_content,
                                  struct err *e)
{
    struct seal_key key = {{0}};
    bool has_key = false;
    struct attach_call c = {
        .a = a, .app = app, .at = clock_now(&app->clock), .id = id, .no = no, .why = why};
    ERR_TRY(app_open(app, e));
    if (why.n > 0)
        ERR_TRY(data_key_read(a, app, &key, &has_key, e));
    c.data_key = has_key ? &key : NULL;
    enum err_code code =
        store_tx(app->store, why.n > 0 ? TX_WRITE : TX_READ, "record file", get_tx, &c, e);
    seal_key_wipe(&key);
    ERR_TRY(code);
    *ret = c.file;
    *ret_content = c.content;
    return ERR_OK;
}
