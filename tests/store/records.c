/*
 * records.c — see records.h.
 */
#include "records.h"

const struct seal_key TEST_KEY = {{7, 1, 2, 3}};
const struct seal_key OTHER_KEY = {{8, 1, 2, 3}};

/* ---- calls ------------------------------------------------------------------- */

enum err_code radd_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_add(tx, &c->by, c->data_key, &c->entry, &c->stamp, e);
}

enum err_code rrevise_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_revise(tx, &c->by, c->data_key, &c->change, &c->stamp, e);
}

enum err_code rvoid_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_void(tx, &c->by, c->id, c->seen, c->reason, &c->count, e);
}

enum err_code rget_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_get(c->a, tx, c->by.county, c->id, c->as_of, &c->record, e);
}

enum err_code runseal_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_unseal(c->a, tx, c->by.county, c->data_key, &c->record, &c->record.content,
                               &c->secret, e);
}

enum err_code rlife_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_life(c->a, tx, c->by.county, c->id, c->as_of, &c->life, e);
}

enum err_code rsubject_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_subject_records(c->a, tx, c->by.county, c->id, c->as_of, &c->lives, e);
}

enum err_code rlives_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_lives(c->a, tx, c->by.county, c->as_of, &c->lives, e);
}

enum err_code rlives_of_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_lives_of(c->a, tx, c->by.county, c->filter.type, c->filter.subject,
                                 c->filter.from, c->filter.to, &c->lives, e);
}

enum err_code rlist_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_list(c->a, tx, c->by.county, &c->filter, &c->list, e);
}

enum err_code rfind_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_find(c->a, tx, c->by.county, c->digest, &c->ids, e);
}

enum err_code runique_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_record_find_unique(tx, c->by.county, c->digest, &c->count, e);
}

enum err_code rerase_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_subject_erase(tx, &c->by, c->id, c->reason, e);
}

/* Duplicates are left out, as an import with --take-good-rows would. */
enum err_code rbatch_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    struct batch_writer *w;
    ERR_TRY(store_batch_begin(c->a, tx, &c->by, c->data_key, &c->file, c->most, &w, e));
    for (size_t i = 0; i < c->n_entries; i++) {
        enum err_code code = store_batch_add(w, &c->entries[i], &c->id, e);
        if (code != ERR_OK && code != ERR_RECORD_DUPLICATE)
            return code;
    }
    return store_batch_end(w, c->file.rows, &c->batch, e);
}

enum err_code rundo_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_batch_undo(c->a, tx, &c->by, c->batch.id, c->reason, &c->count, e);
}

enum err_code robstacles_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct rcall *c = ctx;
    return store_batch_obstacles(c->a, tx, c->by.county, c->batch.id, &c->obstacles, e);
}

/* ---- a county ------------------------------------------------------------------ */

static enum err_code setup_fn(struct tx *tx, void *ctx, struct err *e)
{
    static const char *const UNITS[][2] = {
        {"county", ""}, {"north", "county"}, {"north1", "north"}, {"south", "county"}};
    struct test_db *t = ctx;
    struct audit_by by = test_by(1500);
    struct catalog_file file = {.path = STR("cat/catalog.yaml"), .content = STR("catalog: cat\n")};
    struct catalog_file_list files = {&file, 1};
    struct catalog_version c = {.catalog = STR("cat"), .title = STR("目录")};
    for (size_t i = 0; i < ARRAY_LEN(UNITS); i++) {
        struct unit u = {.id = str_of(UNITS[i][0]),
                         .parent = str_of(UNITS[i][1]),
                         .kind = STR("office"),
                         .name = STR("所")};
        ERR_TRY(store_unit_add(&t->a, tx, &by, &u, e));
    }
    return store_catalog_publish(&t->a, tx, &by, &c, &files, &c, NULL, e);
}

struct store *open_records(struct test_db *t)
{
    struct store *s = test_db_county(t);
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "setup", setup_fn, t, &e), ERR_OK);
    return s;
}

struct rcall rcall_at(struct test_db *t, int64_t ms)
{
    return (struct rcall){.a = &t->a,
                          .by = test_by(ms),
                          .data_key = &TEST_KEY,
                          .as_of = RECORD_NOW,
                          .reason = STR("录入有误"),
                          .filter.most = 1000};
}

/* ---- records -------------------------------------------------------------------- */

struct str digest_of(struct test_db *t, const char *text)
{
    struct seal_key key = {{9}};
    struct seal_digest d;
    must(seal_digest(&key, str_of(text), &d, NULL) == ERR_OK);
    return str_copy(&t->a, seal_digest_str(&d));
}

const struct str *digests_of(struct test_db *t, const char *text)
{
    struct str *list = ARENA_NEW(&t->a, struct str);
    *list = digest_of(t, text);
    return list;
}

static struct record_content content(struct test_db *t, int32_t day, const char *text)
{
    return (struct record_content){.catalog = STR("cat"),
                                   .catalog_version = 1,
                                   .occurred_on = {day},
                                   .fields = str_format(&t->a, "{\"n\":\"%s\"}", text)};
}

struct record_entry session(struct test_db *t, const char *unit, int64_t subject, int32_t day,
                            const char *text)
{
    return (struct record_entry){.type = STR("session"),
                                 .unit = str_of(unit),
                                 .subject = subject,
                                 .content = content(t, day, text)};
}

struct record_entry person(struct test_db *t, const char *name, const char *secret)
{
    struct record_entry p = {
        .type = STR("person"), .unit = STR("north"), .content = content(t, 17000, name)};
    p.content.secret = str_of(secret);
    return p;
}

int64_t radd(struct test_db *t, struct store *s, int64_t ms, struct record_entry entry)
{
    struct rcall c = rcall_at(t, ms);
    struct err e = {.code = ERR_OK};
    c.entry = entry;
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "add", radd_fn, &c, &e), ERR_OK);
    return c.stamp.id;
}

struct stored_record rget(struct test_db *t, struct store *s, int64_t id)
{
    struct rcall c = rcall_at(t, 0);
    struct err e = {.code = ERR_OK};
    c.id = id;
    CHECK_ERR(e.detail, store_tx(s, TX_READ, "get", rget_fn, &c, &e), ERR_OK);
    return c.record;
}

int64_t rvoid(struct test_db *t, struct store *s, int64_t ms, int64_t id)
{
    struct rcall c = rcall_at(t, ms);
    struct err e = {.code = ERR_OK};
    c.id = id;
    c.seen = rget(t, s, id).latest;
    CHECK_ERR(e.detail, store_tx(s, TX_WRITE, "void", rvoid_fn, &c, &e), ERR_OK);
    return c.count;
}

enum err_code rrevise(struct test_db *t, struct store *s, int64_t ms, int64_t id, int64_t seen,
                      const char *text, struct err *e)
{
    struct rcall c = rcall_at(t, ms);
    c.change = (struct record_change){.record_id = id,
                                      .seen = seen,
                                      .reason = STR("更正"),
                                      .listed = STR("n"),
                                      .content = content(t, 17100, text)};
    return store_tx(s, TX_WRITE, "revise", rrevise_fn, &c, e);
}

struct str audit_detail_of(struct test_db *t, const char *action)
{
    struct str sql = str_format(
        &t->a, "SELECT detail FROM audit_entry WHERE action = '%s' ORDER BY seq DESC", action);
    return raw_text(t, sql.p);
}
